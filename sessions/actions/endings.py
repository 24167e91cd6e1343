"""Bringing a mentorship to a good end: a last talk, letters, what each says about it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.actions.mentorships import end_mentorship
from programs.actions.news import ask_partner, close, tell_partner
from programs.actions.vetoes import never_again
from programs.models import Ending, EndingAnswer, Letter, Member, Mentorship
from sessions.actions.agenda import add_topic
from sessions.actions.mentorships import (
    lock_any,
    lock_for_parting,
    lock_mentorship,
    users_of,
    write_down,
)
from sessions.models import AgendaItem, Meeting
from sessions.queries.endings import CLOSING_TOPICS

WAIT = timedelta(days=10)


@transaction.atomic
def begin_ending(*, by: Member) -> Ending:
    """Either begins; the other is told. Nothing ends by it. A second beginning changes nothing."""
    mentorship = lock_mentorship(by)
    ending, begun = Ending.objects.get_or_create(mentorship=mentorship, defaults={"begun_by": by})
    if begun:
        ask_partner("ending_begun", by=by)
        write_down("ending.begun", target=mentorship, by=by, mentorship=mentorship)
    return ending


@transaction.atomic
def go_on(*, by: Member) -> None:
    """Not yet after all: either may call the ending off. Letters stay with whoever wrote them, as drafts."""
    mentorship = lock_mentorship(by)
    ending = Ending.objects.filter(mentorship=mentorship).first()
    if ending is not None and ending.closes_on:
        raise Conflict(
            _("Your program ends, so this one does too. Ask the coordinators if you two need more time.")
        )
    if ending is not None:
        ending.delete()
        Letter.objects.sealed().filter(mentorship=mentorship).update(done_at=None)
        close("ending_begun", mentorship=mentorship)
        tell_partner("ending_off", by=by)
        write_down("ending.called_off", target=mentorship, by=by, mentorship=mentorship)


@transaction.atomic
def put_closing_topics(*, by: Member) -> Meeting:
    """Three topics on the next agenda, those that are not there yet."""
    mentorship = lock_mentorship(by)
    meeting = Meeting.objects.filter(mentorship=mentorship).upcoming().order_by("starts_at").first()
    if meeting is None:
        raise Conflict(_("There is no meeting ahead yet. Find a date first."))
    there = {item.title for item in AgendaItem.objects.filter(meeting=meeting)}  # encrypted: compared here
    for title in map(str, CLOSING_TOPICS):
        if title not in there:
            add_topic(by=by, meeting=meeting, title=title)
    _answered(mentorship, by)
    return meeting


@transaction.atomic
def save_letter(*, by: Member, text: str, version: int, done: bool) -> Letter:
    """A draft is its author's alone; a finished one waits for the other's, ten days at most."""
    mentorship = lock_for_parting(by)
    letter, _made = Letter.objects.get_or_create(mentorship=mentorship, author=by)
    if letter.opened_at:
        raise Conflict(_("Your letter has been delivered, so it stays as it is."), field="text")
    if letter.version != version:
        raise Conflict(_("Your letter was changed in another window. This text is kept here."), field="text")
    if done and not text:
        raise Refusal(_("Write a sentence first."), field="text")
    finished_now = done and letter.done_at is None
    letter.text, letter.version, letter.changed_at = text, version + 1, clock.now()
    letter.done_at = (letter.done_at or clock.now()) if done else None
    letter.save(update_fields=["text", "version", "changed_at", "done_at"])
    if finished_now:
        _answered(mentorship, by)
        _deliver_or_announce(mentorship, letter, by)
    letter.refresh_from_db()
    return letter


def _answered(mentorship: Mentorship, by: Member) -> None:
    """Whoever asked for the ending, the other or the program: this reader is on their way."""
    for kind in ("ending_begun", "program_ends"):
        close(kind, mentorship=mentorship, reader=by)


def _deliver_or_announce(mentorship: Mentorship, letter: Letter, by: Member) -> None:
    """Both are done: both are opened in the same instant. Else the other hears that one waits."""
    others = Letter.objects.filter(mentorship=mentorship, done_at__isnull=False).exclude(pk=letter.pk)
    if others.exists():
        _deliver(mentorship)
    else:
        tell_partner("letter_waits", by=by)


def deliver_letters(as_of: datetime) -> int:
    """Those that have waited ten days for the other's. Run by the clock; answers in how many mentorships."""
    waited = Letter.objects.sealed().filter(done_at__lte=as_of - WAIT, mentorship__contact_stopped_at=None)
    found = list(waited.values_list("mentorship", flat=True).distinct())
    for mentorship in Mentorship.objects.filter(pk__in=found).order_by("pk"):
        with transaction.atomic():
            Mentorship.objects.select_for_update().get(pk=mentorship.pk)
            _deliver(mentorship)
    return len(found)


def _deliver(mentorship: Mentorship) -> None:
    """Every finished letter of the two, at one instant; each mail tells its reader that there is one."""
    now = clock.now()
    sealed = list(Letter.objects.sealed().filter(mentorship=mentorship).select_related("author"))
    Letter.objects.filter(pk__in=[letter.pk for letter in sealed]).update(opened_at=now)
    for letter in sealed:
        tell_partner("letter_delivered", by=letter.author)
        author = letter.author.enrolment.person.user
        for user in users_of(mentorship):
            if user != author:
                ledger.plan("letter_delivered", subject_id=letter.pk, recipient=user)


@transaction.atomic
def answer_ending(*, by: Member, never: bool = False, **facts: Any) -> EndingAnswer:
    """For the counts of the program, and whether to stay in touch. Changeable as long as one likes."""
    mentorship = lock_any(by)
    if never:
        never_again(by=by)
    answer, _made = EndingAnswer.objects.update_or_create(
        mentorship=mentorship, author=by, defaults={**facts, "written_at": clock.now()}
    )
    _answered(mentorship, by)
    return answer


@transaction.atomic
def end_together(*, by: Member) -> Mentorship:
    """The last press, by either. Two at once end it once."""
    mentorship = lock_any(by)
    return end_mentorship(mentorship=mentorship, by=by.enrolment.person.user)
