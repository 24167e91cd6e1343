"""How a cohort stood at the end of each month, and stands now: facts, counted back from the dates of its rows.

Each is the same number as one finds by counting the days in the files of the lists (people, mentorships, reviews).
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.months import begins_at, month_after, month_of, months_between
from mentorship.lib.periods import Period
from programs.models import Cohort, Enrolment, Mentorship
from programs.queries.matched import first_match
from sessions.models import Meeting, Review

MOST_MONTHS = 12


@dataclass(frozen=True)
class Moment:
    """`month` is the one that has just ended, `day` the last of a period; neither: now. Reviews are those so far."""

    month: date | None
    mentors: int
    mentees: int
    matched: int  # of the mentees, at least once so far
    running: int
    met: int  # of those running, at least once so far
    opened: int
    reviewed: int
    day: date | None = None

    @property
    def name(self) -> str:
        if self.day is not None:
            return format_date(self.day, "j F Y")
        if self.month is None:
            return _("now")
        return _("end of %(month)s") % {"month": format_date(self.month, "F Y")}


@dataclass(frozen=True)
class Happened:
    """What is dated within a period, whoever it was."""

    period: Period
    matched: int  # mentees, for the first time
    begun: int
    ended: int
    reviewed: int

    @property
    def name(self) -> str:
        first, last = (format_date(day, "j M Y") for day in (self.period.first, self.period.last))
        return f"{first} – {last}"


@dataclass(frozen=True)
class Moments:
    """The months that are over (of a period: those that end in it) and the last moment; the latest last."""

    rows: list[Moment]
    before: Moment | None
    happened: list[Happened]  # in the period, and in the one before it; without a period none

    @property
    def now(self) -> Moment:
        return self.rows[-1]


def moments_of(user: User, cohort: Cohort, period: Period | None = None) -> Moments:
    """Three statements, however many people and months."""
    facts = _Facts(_places(user, cohort), _pairs(user, cohort), *_reviews(cohort))
    zone, today = cohort.program.zone, clock.today(cohort.program.zone)
    begun = [started.astimezone(zone).date() for started, _ended, _met in facts.pairs]
    first = month_of(min(begun, default=today))
    months = [month for month in months_between(first, month_of(today)) if month_after(month) <= today]
    if period is not None:
        months = [month for month in months if period.first < month_after(month) <= period.last]
    rows = [facts.at(begins_at(month_after(month), zone), month=month) for month in months[-MOST_MONTHS:]]
    if period is None:
        return Moments([*rows, facts.at(clock.now())], rows[-1] if rows else None, [])
    return Moments(
        [*rows, facts.at(period.ends_at(zone), day=period.last)],
        facts.at(period.begins_at(zone), day=period.before.last),
        [facts.within(one, zone) for one in (period, period.before)],
    )


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
    matched = rows.annotate(matched=first_match())
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


@dataclass(frozen=True)
class _Facts:
    """Everything that has a date, read once and counted for each moment."""

    places: list[_Place]
    pairs: list[_Pair]
    opened: _Days
    signed: _Days

    def at(self, at: datetime, *, month: date | None = None, day: date | None = None) -> Moment:
        """What was at `at`; what is dated on the instant itself belongs to now."""
        is_now = month is None and day is None

        def by(instant: datetime | None) -> bool:
            return instant is not None and (instant < at or (is_now and instant == at))

        inside = [(role, matched) for role, since, matched in self.places if by(since)]
        running = [met for started, ended, met in self.pairs if by(started) and not by(ended)]
        mentees = [matched for role, matched in inside if role == "mentee"]
        opened, signed = (
            len(days.instants) if is_now else days.before(at) for days in (self.opened, self.signed)
        )
        return Moment(
            month=month,
            mentors=len(inside) - len(mentees),
            mentees=len(mentees),
            matched=sum(by(matched) for matched in mentees),
            running=len(running),
            met=sum(by(met) for met in running),
            opened=opened,
            reviewed=signed,
            day=day,
        )

    def within(self, period: Period, zone: ZoneInfo) -> Happened:
        first, end = period.begins_at(zone), period.ends_at(zone)

        def inside(instant: datetime | None) -> bool:
            return instant is not None and first <= instant < end

        return Happened(
            period,
            matched=sum(inside(matched) for role, _since, matched in self.places if role == "mentee"),
            begun=sum(inside(started) for started, _ended, _met in self.pairs),
            ended=sum(inside(ended) for _started, ended, _met in self.pairs),
            reviewed=self.signed.before(end) - self.signed.before(first),
        )
