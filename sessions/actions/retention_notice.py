"""Telling people, two weeks before, that the private texts of their cohort are about to be deleted."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from django.db.models import Q

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.notifications import ledger
from mentorship.notifications.ledger import Due
from programs.models import Cohort, StaffRole

# Shorter than the notice an archived cohort has to give, so no day passes before people are told.
DAYS_BEFORE = 14
MORNING = time(9)


def tell_before_deletion() -> int:
    """Nightly. Each reader once for each day that was named; the ledger knows whom it has told. Answers how many."""
    rows = Cohort.objects.filter(archived_at__isnull=False, texts_until__isnull=False, texts_deleted_at=None)
    return ledger.plan_all(
        due
        for cohort in rows.select_related("program").order_by("pk")
        if cohort.texts_until is not None
        for due in _dues(cohort, cohort.texts_until)
    )


def _dues(cohort: Cohort, until: date) -> Iterator[Due]:
    zone = cohort.program.zone
    today = clock.today(zone)
    if not until - timedelta(days=DAYS_BEFORE) <= today <= until:
        return
    due_at = clock.wall_time(today, MORNING, zone)
    lapses_at = clock.wall_time(until + timedelta(days=1), time(), zone)
    for pk in _readers(cohort):
        yield Due("texts_end", cohort.pk, pk, due_at, until.isoformat(), lapses_at)


def _readers(cohort: Cohort) -> list[int]:
    """Whoever has a place in it, and whoever runs it: one mail each, whatever else they are."""
    staff = StaffRole.objects.coordinators().filter(program=cohort.program).values("user")
    owners = StaffRole.objects.owners().filter(organisation=cohort.program.organisation_id).values("user")
    placed = Q(people__enrolments__cohort=cohort)
    rows = User.objects.filter(placed | Q(pk__in=staff) | Q(pk__in=owners), is_active=True)
    return list(rows.order_by("pk").values_list("pk", flat=True).distinct())
