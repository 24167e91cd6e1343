"""Changing the rhythm by agreement of both, and resting until a day."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.actions.news import ask_partner, close, tell_partner
from programs.models import Member, Mentorship, Pause, RhythmProposal
from sessions.actions.mentorships import lock_mentorship, write_down

LONGEST = 183


@dataclass(frozen=True)
class NewRhythm:
    weeks: int
    minutes: int
    channel: str = ""

    @classmethod
    def of(cls, row: Mentorship | RhythmProposal) -> "NewRhythm":
        weeks = row.rhythm_weeks if isinstance(row, Mentorship) else row.weeks
        minutes = row.meeting_minutes if isinstance(row, Mentorship) else row.minutes
        return cls(weeks, minutes, row.channel)


@transaction.atomic
def propose_rhythm(*, by: Member, rhythm: NewRhythm) -> RhythmProposal:
    """It takes effect when the other agrees; at once if the other proposed the same already."""
    mentorship = lock_mentorship(by)
    if NewRhythm.of(mentorship) == rhythm:
        raise Refusal(_("This is your rhythm already. Change something about it first."), field="weeks")
    before = RhythmProposal.objects.open().filter(mentorship=mentorship).first()
    if before is not None and before.by_id != by.pk and NewRhythm.of(before) == rhythm:
        return _agree(mentorship, before, by)
    if before is not None:
        _answer(mentorship, before, agreed=False)
    proposal = RhythmProposal.objects.create(mentorship=mentorship, by=by, **vars(rhythm))
    ask_partner("rhythm_proposed", by=by)
    write_down("rhythm.proposed", target=proposal, by=by, mentorship=mentorship)
    return proposal


@transaction.atomic
def answer_rhythm(*, by: Member, proposal: RhythmProposal, yes: bool) -> RhythmProposal:
    """Yes of the other makes it the rhythm; a no, or taking one's own back, leaves things as they are."""
    mentorship = lock_mentorship(by)
    found = RhythmProposal.objects.open().filter(pk=proposal.pk, mentorship=mentorship).first()
    if found is None:
        raise Conflict(_("This proposal has been answered or replaced meanwhile."))
    if yes and found.by_id == by.pk:
        raise Conflict(_("It takes the other one’s yes."))
    if yes:
        return _agree(mentorship, found, by)
    _answer(mentorship, found, agreed=False)
    if found.by_id != by.pk:
        tell_partner("rhythm_kept", by=by)
    return found


def _agree(mentorship: Mentorship, proposal: RhythmProposal, by: Member) -> RhythmProposal:
    mentorship.rhythm_weeks, mentorship.meeting_minutes = proposal.weeks, proposal.minutes
    mentorship.channel = proposal.channel
    mentorship.save(update_fields=["rhythm_weeks", "meeting_minutes", "channel"])
    ledger.settle("rhythm", subject_id=mentorship.pk)  # counted by the old rhythm
    _answer(mentorship, proposal, agreed=True)
    tell_partner("rhythm_changed", by=by)
    write_down("rhythm.changed", target=mentorship, by=by, mentorship=mentorship)
    return proposal


def _answer(mentorship: Mentorship, proposal: RhythmProposal, *, agreed: bool) -> None:
    proposal.answered_at, proposal.agreed = clock.now(), agreed
    proposal.save(update_fields=["answered_at", "agreed"])
    close("rhythm_proposed", mentorship=mentorship)


def drop_rhythm_proposal(mentorship: Mentorship) -> None:
    """Nobody is asked about it any more: both signed an agreement that says how they meet. Its caller has the lock."""
    for proposal in RhythmProposal.objects.open().filter(mentorship=mentorship):
        _answer(mentorship, proposal, agreed=False)


@transaction.atomic
def pause(*, by: Member, until: date, line: str = "") -> Pause:
    """Rest until a day: no reminder and no line about the rhythm. Meetings that are booked stay."""
    mentorship = lock_mentorship(by)
    days = (until - clock.today(timezone.get_current_timezone())).days
    if days < 1:
        raise Refusal(_("Choose a day that is still ahead."), field="until")
    if days > LONGEST:
        raise Refusal(_("Choose a day within the next six months. You can rest again then."), field="until")
    rest = Pause.objects.create(mentorship=mentorship, by=by, until=until, line=line)
    Mentorship.objects.filter(pk=mentorship.pk).update(paused_until=until)
    ledger.settle("rhythm", subject_id=mentorship.pk)
    tell_partner("paused", by=by)
    write_down("mentorship.paused", target=mentorship, by=by, mentorship=mentorship)
    return rest


@transaction.atomic
def resume(*, by: Member) -> None:
    """Go on before the day, by one press of either. Silence counts from today."""
    mentorship = lock_mentorship(by)
    if not mentorship.is_paused:
        return
    Mentorship.objects.filter(pk=mentorship.pk).update(paused_until=clock.now().date())
    tell_partner("resumed", by=by)
    write_down("mentorship.resumed", target=mentorship, by=by, mentorship=mentorship)
