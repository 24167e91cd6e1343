"""Getting ready for a meeting: one's own notes, sending the agenda, swapping roles."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from mentorship.notifications import ledger
from programs.actions.news import tell_partner
from programs.models import Member
from sessions import policies
from sessions.actions.mentorships import lock_mentorship, users_of, write_down
from sessions.models import AgendaItem, Meeting, PrepNote


@transaction.atomic
def save_preparation(*, by: Member, meeting: Meeting, text: str, version: int) -> PrepNote:
    """Only its author reads it. Written over the version that was read; the same text again changes nothing."""
    lock_mentorship(by)
    note, _made = PrepNote.objects.get_or_create(meeting=meeting, author=by)
    if note.text == text:
        return note
    written = PrepNote.objects.filter(pk=note.pk, version=version).update(
        text=text, version=version + 1, changed_at=clock.now()
    )
    if not written:
        raise Conflict(_("You saved another text in another window. Both are below."), "text")
    note.refresh_from_db()
    return note


@transaction.atomic
def allow_agenda_in_mail(*, by: Member, allowed: bool) -> None:
    """May topics stand in mails between the two? Both must say yes; each may change it at any time."""
    lock_mentorship(by)
    Member.objects.filter(pk=by.pk).update(agenda_in_mail=allowed)
    by.agenda_in_mail = allowed


@transaction.atomic
def send_agenda(*, by: Member, meeting: Meeting) -> Meeting:
    """The other hears that the agenda is ready: on Today, and by mail at most once a day."""
    mentorship = lock_mentorship(by)
    meeting.refresh_from_db()
    if not (allowed := policies.can_prepare(meeting)):
        raise Conflict(allowed.reason)
    if not AgendaItem.objects.filter(meeting=meeting).exists():
        raise Conflict(_("There is no topic on the agenda yet. One line is enough."))
    Meeting.objects.filter(pk=meeting.pk).update(agenda_sent_at=clock.now())
    meeting.refresh_from_db()
    tell_partner("agenda_ready", by=by, ref=meeting.number)
    mine, day = by.enrolment.person.user, clock.now().strftime("%Y%m%d")
    for user in users_of(mentorship):
        if user != mine:
            ledger.plan("agenda_ready", subject_id=meeting.pk, recipient=user, period=day, by=mine)
    write_down("agenda.sent", target=meeting, by=by, mentorship=mentorship)
    return meeting


@transaction.atomic
def swap_roles(*, by: Member, meeting: Meeting, swapped: bool) -> Meeting:
    """For this meeting the mentor brings the topics and orders them; either may press it, and take it back."""
    mentorship = lock_mentorship(by)
    meeting.refresh_from_db()
    if not (allowed := policies.can_prepare(meeting)):
        raise Conflict(allowed.reason)
    if Meeting.objects.filter(pk=meeting.pk).exclude(swapped=swapped).update(swapped=swapped):
        if swapped:
            tell_partner("roles_swapped", by=by, ref=meeting.number)
        write_down("meeting.swapped", target=meeting, by=by, mentorship=mentorship)
    meeting.refresh_from_db()
    return meeting
