"""Closing a cohort: more time for it, what became of it, putting it away, taking it out again."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions import audit
from programs.actions.news import close
from programs.actions.people import take_back_invitations
from programs.models import Cohort, CohortOutcome, Ending, HelpRequest, Invitation, Mentorship

REOPEN_DAYS = 30
# So that people can take along what they want to keep.
NOTICE_DAYS = 30
LONGEST_DAYS = 366 * 10


@transaction.atomic
def extend_pairs(*, cohort: Cohort, by: User, until: date, mentorships: Iterable[int] | None) -> int:
    """More time: for all (None), whose day is the cohort's then, or for some. The cohort's ending is off."""
    locked = _locked(cohort)
    _refuse_odd_day(locked, until)
    rows = Mentorship.objects.active().filter(cohort=locked).select_for_update()
    found = list(rows if mentorships is None else rows.filter(pk__in=list(mentorships)))
    if mentorships is None:
        if until <= locked.starts_on:
            raise Refusal(_("The cohort would end before it starts. Choose a later day."), field="until")
        Cohort.objects.filter(pk=locked.pk).update(ends_on=until)
    elif not found:
        raise Refusal(_("Choose at least one pair that is running."), field="which")
    own = None if mentorships is None else until
    Mentorship.objects.filter(pk__in=[one.pk for one in found]).update(ends_on=own)
    _call_endings_off(found)
    audit.record("cohort.extended", target=locked, by=by, organisation=locked.program.organisation)
    return len(found)


def _call_endings_off(mentorships: list[Mentorship]) -> None:
    """Those the cohort's closing began; an ending the two began themselves goes on without a last day."""
    rows = Ending.objects.filter(mentorship__in=mentorships, closes_on__isnull=False)
    for one in rows.select_related("mentorship"):
        close("program_ends", mentorship=one.mentorship)
    rows.filter(begun_by=None).delete()
    rows.update(closes_on=None)


def _locked(cohort: Cohort) -> Cohort:
    rows = Cohort.objects.select_for_update(of=("self",)).select_related("program__organisation")
    found = rows.get(pk=cohort.pk)
    if found.archived_at is not None:
        raise Conflict(_("This cohort is archived, so it is only there to read."))
    return found


def _refuse_odd_day(cohort: Cohort, until: date) -> None:
    today = clock.today(cohort.program.zone)
    if until <= today:
        raise Refusal(_("Choose a day that is still to come."), field="until")
    if (until - today).days > 366 * 5:
        raise Refusal(_("More than five years ahead is more likely a slip of the pen."), field="until")


@transaction.atomic
def record_outcome(*, cohort: Cohort, by: User, **facts: Any) -> CohortOutcome:
    """Changeable until the cohort is archived."""
    locked = _locked(cohort)
    outcome, _made = CohortOutcome.objects.update_or_create(
        cohort=locked, defaults={**facts, "by": by, "changed_at": clock.now()}
    )
    audit.record("cohort.outcome_recorded", target=locked, by=by, organisation=locked.program.organisation)
    return outcome


@transaction.atomic
def archive_cohort(*, cohort: Cohort, by: User, texts_until: date | None) -> Cohort:
    """Read only from now on for coordinators. Nothing may still run or wait in it; invitations to it end."""
    locked = _locked(cohort)
    if running := Mentorship.objects.active().filter(cohort=locked).count():
        sentence = ngettext(
            "%(n)s pair is still running. Give it more time, or end it kindly, first.",
            "%(n)s pairs are still running. Give them more time, or end them kindly, first.",
            running,
        )
        raise Conflict(sentence % {"n": running})
    if HelpRequest.objects.waiting().filter(cohort=locked).exists():
        raise Conflict(_("Somebody still waits for an answer. Answer their request first."))
    days = None if texts_until is None else (texts_until - clock.today(locked.program.zone)).days
    if days is not None and not NOTICE_DAYS <= days <= LONGEST_DAYS:
        raise Refusal(
            _("Choose a day at least 30 days ahead, so that people can take along what they like to keep."),
            field="texts_until",
        )
    locked.archived_at, locked.texts_until = clock.now(), texts_until
    locked.save(update_fields=["archived_at", "texts_until"])
    take_back_invitations(Invitation.objects.filter(enrolment__cohort=locked))
    audit.record("cohort.archived", target=locked, by=by, organisation=locked.program.organisation)
    return locked


@transaction.atomic
def reopen_cohort(*, cohort: Cohort, by: User) -> Cohort:
    """Within 30 days. A day named for the texts counts no more; it is named anew when it is archived again."""
    rows = Cohort.objects.select_for_update(of=("self",)).select_related("program__organisation")
    locked = rows.get(pk=cohort.pk)
    if locked.archived_at is None:
        return locked
    if clock.now() - locked.archived_at > timedelta(days=REOPEN_DAYS):
        raise Conflict(_("It was archived more than 30 days ago, so it stays as it is."))
    locked.archived_at = locked.texts_until = None
    locked.save(update_fields=["archived_at", "texts_until"])
    audit.record("cohort.reopened", target=locked, by=by, organisation=locked.program.organisation)
    return locked
