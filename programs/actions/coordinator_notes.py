"""A coordinator writes to people of a cohort. One text, one mail each, all by the ledger."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from mentorship.notifications.models import Delivery
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
            *(NoteRecipient(note=note, member_id=seat.pk) for seat in one.members),
            *(NoteRecipient(note=note, enrolment_id=place.pk) for place in one.places),
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


@transaction.atomic
def take_back(*, note: CoordinatorNote, by: User) -> CoordinatorNote:
    """What has not left will not, and whoever does not get it cannot read it either. Which mails have lost their
    point anyhow is not told apart: that would tell of a contact that was stopped."""
    found = CoordinatorNote.objects.select_for_update(of=("self",)).select_related(
        "cohort__program__organisation"
    )
    note = found.get(pk=note.pk)
    if note.taken_back_at is not None:  # a second press changes nothing
        return note
    told = Delivery.objects.filter(occurrence__kind="coordinator_note", occurrence__subject_id=note.pk)
    waiting = told.exclude(state__in=[Delivery.State.SENT, Delivery.State.FAILED, Delivery.State.SENDING])
    users = list(waiting.values_list("occurrence__recipient", flat=True))
    if not users:
        raise Conflict(_("Every mail of it has left already, so nothing can be taken back."))
    ledger.settle("coordinator_note", subject_id=note.pk)  # 1 their mails
    for way in ("member__enrolment__person__user", "enrolment__person__user"):
        NoteRecipient.objects.filter(note=note, **{f"{way}__in": users}).delete()  # 2 their page
    note.taken_back_at = clock.now()
    note.save(update_fields=["taken_back_at"])
    audit.record(
        "note.taken_back", target=note, by=by, organisation=note.cohort.program.organisation
    )  # 3 that it was
    return note


def refuse_unknown_words(**texts: str) -> None:
    for field, text in texts.items():
        if unknown := unknown_words(text):
            sentence = _(
                "Nothing would be put in for %(words)s. There are {name}, {partner} and {next date}."
            )
            words = ", ".join(f"{{{word}}}" for word in unknown[:5])
            raise Refusal(sentence % {"words": words}, field=field)
