"""A coordinator writes to people of a cohort. One text, one mail each, all by the ledger."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.actions import audit
from programs.models import Cohort, CoordinatorNote, NoteRecipient
from programs.queries.coordinator_notes import (
    Places,
    Reached,
    recipients_among,
    recipients_of,
    unknown_words,
)


@transaction.atomic
def send_note(
    *,
    cohort: Cohort,
    to: Iterable[int] | Places,
    whom: str,
    by: User,
    subject: str,
    text: str,
    also_again: bool = False,
    now: bool = True,
) -> CoordinatorNote:
    """`to` the people of some mentorships, or of some places.

    Whoever has had a note today gets this one only if `also_again`. Unless `now`, it goes with their daily mail.
    """
    refuse_unknown_words(subject=subject, text=text)
    # Two coordinators take turns: the second finds who has had a note today.
    Cohort.objects.select_for_update(no_key=True).values_list("pk").get(pk=cohort.pk)
    program = cohort.program
    found = recipients_among(program, to) if isinstance(to, Places) else recipients_of(program, to)
    if not (mailed := found.only(whom).mailed(also_again=also_again)):
        raise Conflict(_("Nobody among them would get a mail."), field="whom")
    note = CoordinatorNote.objects.create(cohort=cohort, author=by, subject=subject, text=text)
    _address(note, mailed)
    ledger.plan_all(
        ledger.Due("coordinator_note", note.pk, one.person.user_id, clock.now(), fast=now)
        for one in mailed
        if one.person.user_id is not None
    )
    audit.record("note.sent", target=note, by=by, organisation=program.organisation)
    return note


def _address(note: CoordinatorNote, mailed: Iterable[Reached]) -> None:
    rows = [
        row
        for one in mailed
        for row in (
            *(NoteRecipient(note=note, member=member) for member in one.members),
            *(NoteRecipient(note=note, enrolment=place) for place in one.places),
        )
    ]
    NoteRecipient.objects.bulk_create(rows, batch_size=500)


@transaction.atomic
def send_test(*, cohort: Cohort, like: Reached, by: User, subject: str, text: str) -> CoordinatorNote:
    """To oneself, at once, with the values of one real reader, who hears nothing of it."""
    refuse_unknown_words(subject=subject, text=text)
    note = CoordinatorNote.objects.create(cohort=cohort, author=by, subject=subject, text=text, is_test=True)
    _address(note, [like])
    ledger.plan("coordinator_note", subject_id=note.pk, recipient=by, fast=True)
    return note


def refuse_unknown_words(**texts: str) -> None:
    for field, text in texts.items():
        if unknown := unknown_words(text):
            sentence = _(
                "Nothing would be put in for %(words)s. There are {name}, {partner} and {next date}."
            )
            words = ", ".join(f"{{{word}}}" for word in unknown[:5])
            raise Refusal(sentence % {"words": words}, field=field)
