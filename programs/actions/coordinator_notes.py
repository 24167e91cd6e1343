"""A coordinator writes to the people of some mentorships. One text, one mail each, all by the ledger."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.actions import audit
from programs.models import Cohort, CoordinatorNote, Member, NoteRecipient
from programs.queries.coordinator_notes import Reached, recipients_of, unknown_words


@transaction.atomic
def send_note(
    *,
    cohort: Cohort,
    mentorships: Iterable[int],
    whom: str,
    by: User,
    subject: str,
    text: str,
    also_again: bool = False,
) -> CoordinatorNote:
    """Whoever has had a note today gets this one only if `also_again`."""
    _refuse_unknown_words(subject=subject, text=text)
    # Two coordinators take turns: the second finds who has had a note today.
    Cohort.objects.select_for_update(no_key=True).values_list("pk").get(pk=cohort.pk)
    mailed = recipients_of(cohort.program, mentorships).only(whom).mailed(also_again=also_again)
    if not mailed:
        raise Conflict(_("Nobody among them would get a mail."), field="whom")
    note = CoordinatorNote.objects.create(cohort=cohort, author=by, subject=subject, text=text)
    _address(note, mailed)
    audit.record("note.sent", target=note, by=by, organisation=cohort.program.organisation)
    return note


def _address(note: CoordinatorNote, mailed: list[Reached]) -> None:
    """What a person set off is never too late, so it travels with the mails that nobody's clock planned."""
    seats = [NoteRecipient(note=note, member=member) for one in mailed for member in one.members]
    NoteRecipient.objects.bulk_create(seats, batch_size=500)
    ledger.plan_all(
        ledger.Due("coordinator_note", note.pk, one.person.user_id, clock.now(), fast=True)
        for one in mailed
        if one.person.user_id is not None
    )


@transaction.atomic
def send_test(*, cohort: Cohort, like: list[Member], by: User, subject: str, text: str) -> CoordinatorNote:
    """To oneself, with the values of one real reader, who hears nothing of it."""
    _refuse_unknown_words(subject=subject, text=text)
    note = CoordinatorNote.objects.create(cohort=cohort, author=by, subject=subject, text=text, is_test=True)
    NoteRecipient.objects.bulk_create(NoteRecipient(note=note, member=member) for member in like)
    ledger.plan("coordinator_note", subject_id=note.pk, recipient=by, fast=True)
    return note


def _refuse_unknown_words(**texts: str) -> None:
    for field, text in texts.items():
        if unknown := unknown_words(text):
            sentence = _(
                "Nothing would be put in for {%(word)s}. There are {name}, {partner} and {next date}."
            )
            raise Refusal(sentence % {"word": unknown[0]}, field=field)
