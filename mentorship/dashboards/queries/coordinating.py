"""What needs a coordinator today: facts by name or count, never a word of what a pair says."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from matching.models import Draft, Offer
from mentorship.accounts.models import User
from mentorship.dashboards.lines.cohorts import CohortNow
from mentorship.lib import clock
from programs.models import Cohort, Enrolment, HandOver, HelpRequest, Mentorship
from sessions.models import CheckInNote, Meeting

# New pairs that have not met after this long want a look (UX 2.4, C3).
FIRST_MEETING = timedelta(days=21)


def cohorts_now(user: User) -> list[CohortNow]:
    """The cohorts this person coordinates that have not ended, in one statement however many there are."""
    facts = {**_enrolled(), **_paired(), **_drafted(user), **_asked(user), **_covered(user)}
    rows: Any = (
        Cohort.objects.visible_to(user)
        .filter(ends_on__gte=clock.now().date(), archived_at=None)
        .order_by("starts_on", "pk")
        .annotate(**facts)
        .values(
            "pk",
            "code",
            "name",
            *facts,
            program_code=F("program__code"),
            program_name=F("program__name"),
        )
    )
    return [_cohort(row) for row in {row.pop("pk"): row for row in rows}.values()]


def _cohort(row: dict[str, Any]) -> CohortNow:
    oldest = row.pop("oldest")
    days = (clock.now() - oldest).days if oldest else 0
    return CohortNow(**{**row, "draft_pairs": row["draft_pairs"] or 0}, oldest_application_days=days)


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows belong to the cohort at hand."""
    own = rows.filter(cohort=OuterRef("pk")).order_by().values("cohort")
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0)


def _asked(user: User) -> dict[str, Any]:
    """Requests that wait for this coordinator, and lines sent with a check-in that nobody has read."""
    waiting = HelpRequest.objects.filter(pk__in=HelpRequest.objects.for_coordinator(user).waiting())
    notes = CheckInNote.objects.filter(pk__in=CheckInNote.objects.for_coordinator(user).unread().values("pk"))
    of_cohort = notes.annotate(cohort=F("check_in__member__mentorship__cohort"))
    return {"requests": _count(waiting), "check_in_notes": _count(of_cohort)}


def _covered(user: User) -> dict[str, Any]:
    """Until when somebody covers for this coordinator, who is on holiday."""
    away = HandOver.objects.running().filter(program=OuterRef("program"), giver=user)
    return {"covered_until": Subquery(away.values("until")[:1])}


def _enrolled() -> dict[str, Any]:
    accepted, applied = Enrolment.objects.accepted(), Enrolment.objects.applied()
    oldest = applied.filter(cohort=OuterRef("pk")).order_by("applied_at").values("applied_at")
    return {
        "mentors": _count(accepted.mentors()),
        "mentees": _count(accepted.mentees()),
        "applied": _count(applied),
        "oldest": Subquery(oldest[:1]),
        "bounced": _count(accepted.filter(person__user__bouncedaddress__isnull=False)),
    }


def _paired() -> dict[str, Any]:
    met = Exists(Meeting.objects.took_place().filter(mentorship=OuterRef("pk")))
    live = Mentorship.objects.active()
    unmet = live.filter(Q(~met), started_at__lt=clock.now() - FIRST_MEETING)
    return {
        "live": _count(live),
        "unmet": _count(unmet),
        "proposed": _count(Offer.objects.holding()),
    }


def _drafted(user: User) -> dict[str, Any]:
    """The latest open draft."""
    last = Draft.objects.visible_to(user).open().filter(cohort=OuterRef("pk")).order_by("-number")
    pairs = last.annotate(pairs=Count("proposals", distinct=True))
    return {
        "draft_number": Subquery(last.values("number")[:1]),
        "draft_pairs": Subquery(pairs.values("pairs")[:1]),
    }
