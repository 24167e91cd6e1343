"""The impact reviews of a cohort for its coordinator: when they open, and by name whether they are done. No word, no
number of anybody's: what is counted of answers is counted elsewhere, from five people on.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.dashboards.queries.mentorships import Side
from mentorship.lib import clock
from mentorship.lib.tables import Column, Fact, Table, column
from programs.models import Cohort, Member, Mentorship, Person, ReviewSettings
from programs.models.people import shown_name_of
from programs.queries.review_periods import Period, name_of, named_period, periods_of, settings_of
from sessions.models import Review

PAGE = 50
# What a person's name, initials and hue are made of.
KNOWN_BY = ("pk", "code", "name", "reference", "email")
Sides = dict[str, dict[str, Any]]  # by role, the values of KNOWN_BY


@dataclass(frozen=True)
class PeriodLine:
    """One of the calendar. Counts are of pairs."""

    slug: str
    name: str
    opens_from: date
    opens_until: date
    last_day: datetime | None  # on which somebody may still answer; None before any has opened
    opened: int
    waiting: int
    answered: int  # by both
    signed: int
    is_shown: bool

    @property
    def is_ahead(self) -> bool:
        return not self.opened and self.opens_from > clock.now().date()


@dataclass(frozen=True)
class PairLine:
    code: str
    mentor: Side
    mentee: Side
    state: str  # “ahead”, “none”, “open”, “closed”, “answered” or “signed”
    opened_at: datetime | None
    opens_at: datetime | None  # where it is still ahead
    deadline: datetime | None
    signed_at: datetime | None

    @property
    def is_answered(self) -> bool:
        return self.state in {"answered", "signed"}


PERIODS = Table(
    "reviews",
    (
        column("name", _("Review"), lambda row: row.name),
        Column(
            "opens",
            _("Opens"),
            (
                Fact(_("Opens from"), lambda row: row.opens_from),
                Fact(_("Opens until"), lambda row: row.opens_until),
            ),
        ),
        column("until", _("Answers until"), lambda row: row.last_day),
        column("opened", _("Opened"), lambda row: row.opened, num=True),
        column("answered", _("Both answered"), lambda row: row.answered, num=True),
        column("signed", _("Signed"), lambda row: row.signed, num=True),
    ),
)
# Of the period that is shown.
PAIRS = Table(
    "reviewed-pairs",
    (
        column("mentor", _("Mentor"), lambda row: row.mentor.name),
        column("mentee", _("Mentee"), lambda row: row.mentee.name),
        Column(
            "opened",
            _("Opened"),
            (
                Fact(_("Opened on"), lambda row: row.opened_at),
                Fact(_("Opens on"), lambda row: row.opens_at),
            ),
        ),
        column(
            "answered",
            _("Both answered"),
            lambda row: row.is_answered,
            Fact(_("Answers until"), lambda row: row.deadline),
            Fact(_("Closed without"), lambda row: row.state == "closed"),
        ),
        Column("signed", _("Signed"), (Fact(_("Signed on"), lambda row: row.signed_at),)),
    ),
)


@dataclass(frozen=True)
class ReviewsPage:
    settings: ReviewSettings
    periods: list[PeriodLine]
    shown: PeriodLine | None
    pairs: list[PairLine]
    total: int = 0
    page: int = 1

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return min(self.page * PAGE, self.total)


def reviews_of(user: User, cohort: Cohort, slug: str = "", page: int | None = 1) -> ReviewsPage:
    """The period that is named, else the latest that has begun; of its pairs a page, or all of them for a file.

    Four statements, however many pairs there are.
    """
    settings = settings_of(cohort.program)
    pairs = list(Mentorship.objects.coordinated_by(user).filter(cohort=cohort))
    by_period: dict[str, list[Review]] = defaultdict(list)
    for review in Review.objects.filter(mentorship__in=[pair.pk for pair in pairs]):
        by_period[review.period].append(review)
    periods = _periods(cohort, settings, set(by_period))
    shown = _shown(periods, slug)
    lines = [_line(period, by_period[period.slug], period is shown) for period in periods]
    found = {review.mentorship_id: review for review in by_period[shown.slug]} if shown else {}
    people = _people(cohort) if shown else {}
    listed = _in_order(pairs, people, found)
    last = max(1, -(-len(listed) // PAGE))
    at = min(max(page or 1, 1), last)
    some = listed if page is None else listed[(at - 1) * PAGE : at * PAGE]
    return ReviewsPage(
        settings=settings,
        periods=lines,
        shown=next((line for line in lines if line.is_shown), None),
        pairs=[_pair(cohort, pair, people[pair.pk], shown, found.get(pair.pk)) for pair in some]
        if shown
        else [],
        total=len(listed),
        page=at,
    )


def _periods(cohort: Cohort, settings: ReviewSettings, had: set[str]) -> list[Period]:
    """Those still to come by the settings of today, and those there were by whatever settings."""
    found = {period.slug: period for period in periods_of(cohort, settings)}
    for slug in had - found.keys():
        if period := named_period(slug, cohort, settings):
            found[slug] = period
    return sorted(found.values(), key=lambda one: one.from_day)


def _shown(periods: list[Period], slug: str) -> Period | None:
    named = next((period for period in periods if period.slug == slug), None)
    begun = [period for period in periods if period.opening_days()[0] <= clock.now().date()]
    return named or (begun[-1] if begun else next(iter(periods), None))


def _line(period: Period, reviews: list[Review], is_shown: bool) -> PeriodLine:
    opens_from, opens_until = period.opening_days()
    return PeriodLine(
        slug=period.slug,
        name=name_of(period.slug),
        opens_from=opens_from,
        opens_until=opens_until,
        last_day=max((review.deadline for review in reviews), default=None),
        opened=len(reviews),
        waiting=sum(review.is_open for review in reviews),
        answered=sum(review.revealed_at is not None for review in reviews),
        signed=sum(review.signed_at is not None for review in reviews),
        is_shown=is_shown,
    )


def _people(cohort: Cohort) -> dict[int, Sides]:
    """Whom each mentorship brings together. One statement.

    Plain values, put in order by all of them: a model instance for each of thousands, of whom fifty are shown, would
    be most of the page's time.
    """
    rows = Member.objects.filter(mentorship__cohort=cohort).values_list(
        "mentorship", "role", *(f"enrolment__person__{name}" for name in KNOWN_BY)
    )
    found: dict[int, Sides] = defaultdict(dict)
    for mentorship, role, *person in rows:
        found[mentorship][role] = dict(zip(KNOWN_BY, person, strict=True))
    return found


def _in_order(
    pairs: list[Mentorship], people: dict[int, Sides], reviews: dict[int, Review]
) -> list[Mentorship]:
    """By the mentor's name; an ended pair only where it had this review."""
    listed = [
        pair
        for pair in pairs
        if len(people.get(pair.pk, {})) == 2 and (pair.pk in reviews or pair.state == Mentorship.State.ACTIVE)
    ]

    def place(pair: Mentorship) -> tuple[str, str, str]:
        sides = people[pair.pk]
        mentor, mentee = (
            shown_name_of(one["name"], one["reference"], one["email"]).casefold()
            for one in (sides["mentor"], sides["mentee"])
        )
        return mentor, mentee, pair.code

    return sorted(listed, key=place)


def _side(facts: dict[str, Any]) -> Side:
    person = Person(**facts)
    return Side(person.shown_name, person.code, person.initials, person.hue)


def _pair(cohort: Cohort, pair: Mentorship, sides: Sides, period: Period, review: Review | None) -> PairLine:
    opens_at = period.opens_at(pair.pk, cohort.program.zone)
    ahead = review is None and opens_at > clock.now()
    return PairLine(
        code=pair.code,
        mentor=_side(sides["mentor"]),
        mentee=_side(sides["mentee"]),
        state=_state(review) if review else "ahead" if ahead else "none",
        opened_at=review.opened_at if review else None,
        opens_at=opens_at if ahead else None,
        deadline=review.deadline if review and review.is_open else None,
        signed_at=review.signed_at if review else None,
    )


def _state(review: Review) -> str:
    if review.signed_at:
        return "signed"
    if review.revealed_at:
        return "answered"
    return "closed" if review.closed_at else "open"
