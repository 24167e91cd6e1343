"""What needs a coordinator today: facts by name or count, never a word of what a pair says."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q

from matching.models import Draft
from mentorship.accounts.models import User
from mentorship.dashboards.lines.cohorts import CohortNow
from mentorship.lib import clock
from programs.models import Cohort, Enrolment, Mentorship
from sessions.models import Meeting

# New pairs that have not met after this long want a look (UX 2.4, C3).
FIRST_MEETING = timedelta(days=21)


def cohorts_now(user: User) -> list[CohortNow]:
    """The cohorts this person coordinates that have not ended, in four statements however many there are."""
    cohorts = _by(
        "pk",
        Cohort.objects.visible_to(user)
        .filter(ends_on__gte=clock.now().date())
        .order_by("starts_on", "pk")
        .values("pk", "code", "name", program_code=F("program__code"), program_name=F("program__name")),
    )
    if not cohorts:
        return []
    ids = list(cohorts)
    facts = [_enrolled(ids), _paired(ids), _drafted(user, ids)]
    return [
        CohortNow(
            **{
                key: value
                for part in (row, *(fact.get(pk, {}) for fact in facts))
                for key, value in part.items()
            }
        )
        for pk, row in cohorts.items()
    ]


def _enrolled(ids: list[int]) -> dict[int, dict[str, Any]]:
    accepted, applied = Q(state="accepted"), Q(state="applied")
    rows = (
        Enrolment.objects.filter(cohort__in=ids)
        .values("cohort")
        .annotate(
            mentors=Count("pk", filter=accepted & Q(role="mentor")),
            mentees=Count("pk", filter=accepted & Q(role="mentee")),
            applied=Count("pk", filter=applied),
            oldest=Min("applied_at", filter=applied),
            bounced=Count("pk", filter=accepted & Q(person__user__bouncedaddress__isnull=False)),
        )
    )
    found = _by("cohort", rows)
    for row in found.values():
        oldest = row.pop("oldest")
        row["oldest_application_days"] = (clock.now() - oldest).days if oldest else 0
    return found


def _paired(ids: list[int]) -> dict[int, dict[str, Any]]:
    met = Exists(Meeting.objects.took_place().filter(mentorship=OuterRef("pk")))
    waiting_long = Q(started_at__lt=clock.now() - FIRST_MEETING, has_met=False)
    rows = (
        Mentorship.objects.active()
        .filter(cohort__in=ids)
        .annotate(has_met=met)
        .values("cohort")
        .annotate(live=Count("pk"), unmet=Count("pk", filter=waiting_long))
    )
    return _by("cohort", rows.values("cohort", "live", "unmet"))


def _drafted(user: User, ids: list[int]) -> dict[int, dict[str, Any]]:
    rows = (
        Draft.objects.visible_to(user)
        .open()
        .filter(cohort__in=ids)
        .order_by("number")
        .annotate(draft_pairs=Count("proposals", distinct=True))
        .values("cohort", "draft_pairs", draft_number=F("number"))
    )
    return _by("cohort", rows)


def _by(key: str, rows: Iterable[Any]) -> dict[int, dict[str, Any]]:
    """Rows of values() by one of theirs, which they lose."""
    return {row.pop(key): row for row in rows}
