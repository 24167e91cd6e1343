"""Closing a month: what people said in it is counted once, and written down for good."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import chain
from random import Random, SystemRandom

from django.db import transaction
from django.db.models import Count, Max, Min, Q

from mentorship.dashboards.models import MonthlyFigure
from mentorship.dashboards.queries.rhythm_kept import RHYTHM, rhythm_kept
from mentorship.dashboards.queries.sources import SOURCES, Given, Span
from mentorship.lib import clock
from mentorship.lib.disclosure import Shown, published
from mentorship.lib.months import begins_at, month_after, month_of, months_between
from programs.models import Cohort, Person, StaffRole


def publish_month(now: datetime | None = None, *, lot: Random | None = None) -> int:
    """Close every month that is over and not closed yet; how many there were. The clock may call it at any time.

    Each cohort and month is a transaction of its own: what is done stays done. `lot` draws who is left out; it is
    remembered nowhere.
    """
    lot = lot or SystemRandom()
    with clock.at(now or clock.now()):
        return sum(close_month(cohort=cohort, month=month, lot=lot) for cohort, month in _over())


def _over() -> list[tuple[Cohort, date]]:
    """Months of cohorts with mentorships, from their first to the last that is over, one after the last closed."""
    closed = dict(MonthlyFigure.objects.order_by().values_list("cohort").annotate(Max("month")))
    cohorts = (
        Cohort.objects.select_related("program")
        .annotate(
            begun=Min("mentorships__started_at"),
            ended=Max("mentorships__ended_at"),
            live=Count("mentorships", filter=Q(mentorships__state="active")),
        )
        .exclude(begun=None)
        .order_by("pk")
    )
    return list(chain.from_iterable(_months(cohort, closed.get(cohort.pk)) for cohort in cohorts))


def _months(cohort: Cohort, closed: date | None) -> Iterable[tuple[Cohort, date]]:
    zone = cohort.program.zone
    begun, ended, live = (getattr(cohort, name) for name in ("begun", "ended", "live"))
    last = month_of(month_of(clock.today(zone)) - timedelta(days=1))
    if not live and ended:  # answers about an ending may come a month later
        last = min(last, month_after(month_of(ended.astimezone(zone).date())))
    first = month_after(closed) if closed else month_of(begun.astimezone(zone).date())
    return ((cohort, month) for month in months_between(first, last))


@transaction.atomic
def close_month(*, cohort: Cohort, month: date, lot: Random) -> bool:
    """Whether it was closed now. A month that was closed before stays as it is."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    if MonthlyFigure.objects.filter(cohort=cohort, month=month).exists():
        return False
    open_since = _open_since(cohort)
    insiders = _insiders(cohort)
    rows = [_rhythm(cohort, month)]
    for source in SOURCES:
        since = min(open_since.get(source.key, month), month)
        given = source.answers(cohort, _span(cohort, since, month))
        figures = published(counted(given, insiders), lot)
        rows += [_row(cohort, month, source.key, one, group, since) for group, one in figures.items()]
    MonthlyFigure.objects.bulk_create(rows)
    return True


def counted(given: Iterable[Given], insiders: frozenset[int]) -> dict[str, tuple[int, int]]:
    """Of each role how many people answered and how many of them well; everybody once, by their last answer."""
    last = {person: (role, good) for person, role, good in given if person not in insiders}
    sums: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for role, good in last.values():
        people, well = sums[role]
        sums[role] = (people + 1, well + good)
    return dict(sums)


def _insiders(cohort: Cohort) -> frozenset[int]:
    """People who read the figures, or may take the role of those who do: their own answers are not among them."""
    program = cohort.program
    readers = StaffRole.objects.filter(
        Q(program=program) | Q(organisation=program.organisation_id, role="owner")
    )
    return frozenset(Person.objects.filter(user__in=readers.values("user")).values_list("pk", flat=True))


def _open_since(cohort: Cohort) -> dict[str, date]:
    """The first month whose answers to a question still wait: after the last one that said something."""
    told = MonthlyFigure.objects.of(cohort).filter(group=MonthlyFigure.Group.ALL)
    rows = told.values("question").annotate(
        first=Min("since"), last=Max("month", filter=Q(least__isnull=False))
    )
    return {row["question"]: month_after(row["last"]) if row["last"] else row["first"] for row in rows}


def _span(cohort: Cohort, since: date, month: date) -> Span:
    zone = cohort.program.zone
    return Span(begins_at(since, zone), begins_at(month_after(month), zone))


def _rhythm(cohort: Cohort, month: date) -> MonthlyFigure:
    """A fact: that and when pairs meet is no secret from their coordinators."""
    running, kept = rhythm_kept(cohort, _span(cohort, month, month))
    return _row(cohort, month, RHYTHM, Shown(running, kept, kept), MonthlyFigure.Group.ALL, month)


def _row(cohort: Cohort, month: date, question: str, one: Shown, group: str, since: date) -> MonthlyFigure:
    return MonthlyFigure(
        cohort=cohort,
        month=month,
        since=since,
        question=question,
        group=group,
        people=one.people,
        least=one.least,
        most=one.most,
        published_at=clock.now(),
    )
