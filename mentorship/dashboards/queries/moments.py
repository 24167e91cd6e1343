"""How a cohort stood at the end of each month, and stands now: facts, counted back from the dates of its rows.

Each is the same number as one finds by counting the days in the files of the lists (people, mentorships, reviews).
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.months import begins_at, month_after, month_of, months_between
from programs.models import Cohort, Enrolment, Mentorship
from sessions.models import Meeting, Review

MOST_MONTHS = 12


@dataclass(frozen=True)
class Moment:
    """`month` is the one that has just ended; None: now. Reviews are those so far."""

    month: date | None
    mentors: int
    mentees: int
    matched: int  # of the mentees, at least once so far
    running: int
    met: int  # of those running, at least once so far
    opened: int
    reviewed: int

    @property
    def name(self) -> str:
        if self.month is None:
            return _("now")
        return _("end of %(month)s") % {"month": format_date(self.month, "F Y")}


def moments_of(user: User, cohort: Cohort) -> list[Moment]:
    """The latest last, which is now. Three statements, however many people and months."""
    places, pairs, reviews = _places(user, cohort), _pairs(user, cohort), _reviews(cohort)
    zone, today = cohort.program.zone, clock.today(cohort.program.zone)
    begun = [started.astimezone(zone).date() for started, _ended, _met in pairs]
    first = month_of(min(begun, default=today))
    months = [month for month in months_between(first, month_of(today)) if month_after(month) <= today]
    ends = [(month, begins_at(month_after(month), zone)) for month in months[-MOST_MONTHS:]]
    return [_moment(month, at, places, pairs, reviews) for month, at in [*ends, (None, clock.now())]]


@dataclass(frozen=True)
class _Days:
    """Instants in their order: how many of them lie before another."""

    instants: list[datetime]

    @classmethod
    def of(cls, instants: Iterable[datetime | None]) -> "_Days":
        return cls(sorted(one for one in instants if one is not None))

    def before(self, at: datetime) -> int:
        return bisect_left(self.instants, at)


_Place = tuple[str, datetime, datetime | None]  # role, in since, matched since
_Pair = tuple[datetime, datetime | None, datetime | None]  # started, ended, first met


def _places(user: User, cohort: Cohort) -> list[_Place]:
    rows = Enrolment.objects.visible_to(user).filter(cohort=cohort).accepted()
    matched = rows.annotate(matched=Min("members__mentorship__started_at"))
    return list(matched.values_list("role", Coalesce("decided_at", "applied_at"), "matched").order_by("pk"))


def _pairs(user: User, cohort: Cohort) -> list[_Pair]:
    held = Meeting.objects.took_place().filter(mentorship=OuterRef("pk")).order_by("starts_at")
    rows = Mentorship.objects.filter(
        pk__in=Mentorship.objects.coordinated_by(user).filter(cohort=cohort).values("pk")
    )
    met = Subquery(held.values("starts_at")[:1])
    return list(rows.values_list("started_at", "ended_at", met).order_by("pk"))


def _reviews(cohort: Cohort) -> tuple[_Days, _Days]:
    """Opened and signed by both. The caller fetched the cohort as its coordinator."""
    rows = list(Review.objects.filter(mentorship__cohort=cohort).values_list("opened_at", "signed_at"))
    return _Days.of(opened for opened, _signed in rows), _Days.of(signed for _opened, signed in rows)


def _moment(
    month: date | None,
    at: datetime,
    places: list[_Place],
    pairs: list[_Pair],
    reviews: tuple[_Days, _Days],
) -> Moment:
    """What was at `at`; what is dated on the instant itself belongs to now."""

    def by(instant: datetime | None) -> bool:
        return instant is not None and (instant < at or (month is None and instant == at))

    inside = [(role, matched) for role, since, matched in places if by(since)]
    running = [met for started, ended, met in pairs if by(started) and not by(ended)]
    mentees = [matched for role, matched in inside if role == "mentee"]
    opened, signed = (days.before(at) if month else len(days.instants) for days in reviews)
    return Moment(
        month=month,
        mentors=len(inside) - len(mentees),
        mentees=len(mentees),
        matched=sum(by(matched) for matched in mentees),
        running=len(running),
        met=sum(by(met) for met in running),
        opened=opened,
        reviewed=signed,
    )
