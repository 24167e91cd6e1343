"""A review as one of the two sees it before it is open to both: facts, own answers, whether the other has sealed."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal

from mentorship.lib import clock
from programs.queries.review_periods import Period, name_of, named_period, period_on, settings_of
from sessions.access import Seat
from sessions.models import ActionItem, Goal, Meeting, Review, ReviewGoal, ReviewProgress, ReviewSheet
from sessions.queries.charts import plain

Stage = Literal["answer", "sealed", "choose", "revealed", "closed"]


@dataclass(frozen=True)
class BeforeIt:
    """The page of a period whose review has not opened: its dates, and what happened in it so far."""

    name: str
    period: Period
    opens_at: datetime
    is_past: bool  # its days have gone by without a review
    meetings: int
    goals: int
    goals_reached: int
    actions: int
    next_meeting: Meeting | None


@dataclass(frozen=True)
class GoalThen:
    """A goal when the review opened, beside the words it began with (empty where they are the same)."""

    pk: int
    number: int
    sentence: str
    began: str
    measure: str
    owner: str
    is_mine: bool
    state: str
    state_word: str
    steps: int
    reached: int
    evidence: int
    counted: str  # “4 of 20 talks”, where numbers say how far it is


@dataclass(frozen=True)
class ReviewPage:
    name: str
    period: str
    stage: Stage
    since: datetime
    opened_at: datetime
    deadline: datetime
    is_late: bool
    extended: bool
    meetings: int
    actions: int
    goals: list[GoalThen]
    prompts: list[str]
    mine: ReviewSheet
    partner_sealed: bool
    progress: dict[int, ReviewProgress] = field(default_factory=dict)  # my own, by the goal


@dataclass(frozen=True)
class ReviewLine:
    """One of the list: what a pair has looked back on."""

    name: str
    period: str
    stage: Stage
    opened_at: datetime
    deadline: datetime
    revealed_at: datetime | None
    signed_at: datetime | None


@dataclass(frozen=True)
class ReviewsPage:
    lines: list[ReviewLine]
    next_name: str
    next_slug: str
    next_at: datetime | None  # None while there is no telling


def period_of(seat: Seat, slug: str) -> Period | None:
    """One statement."""
    cohort = seat.mentorship.cohort
    return named_period(slug, cohort, settings_of(cohort.program))


def review_of(seat: Seat, slug: str) -> Review | None:
    """The one of a period, if it has opened. One statement."""
    return Review.objects.filter(mentorship=seat.mentorship, period=slug).first()


def before_it(seat: Seat, period: Period) -> BeforeIt:
    """Five statements. Days are those of the program's zone."""
    zone = seat.mentorship.cohort.program.zone
    start = clock.wall_time(period.first_day, time(0), zone)
    end = clock.wall_time(period.last_day + timedelta(days=1), time(0), zone)
    mine = {"mentorship": seat.mentorship}
    held = Meeting.objects.of_member(seat.user).took_place().filter(**mine)
    goals = Goal.objects.visible_to(seat.user).shared().filter(**mine, created_at__lt=end)
    done = ActionItem.objects.visible_to(seat.user).filter(**mine, done_at__gte=start, done_at__lt=end)
    opens_at = period.opens_at(seat.mentorship.pk, zone)
    return BeforeIt(
        name=name_of(period.slug),
        period=period,
        opens_at=opens_at,
        is_past=opens_at <= clock.now() - timedelta(days=14),
        meetings=held.filter(starts_at__gte=start, starts_at__lt=end).count(),
        goals=goals.exclude(state=Goal.State.LET_GO).count(),
        goals_reached=goals.filter(state=Goal.State.REACHED).count(),
        actions=done.count(),
        next_meeting=next_meeting(seat),
    )


def next_meeting(seat: Seat) -> Meeting | None:
    ahead = Meeting.objects.of_member(seat.user).upcoming().filter(mentorship=seat.mentorship)
    return ahead.order_by("starts_at").first()


def review_page(seat: Seat, review: Review) -> ReviewPage:
    """Four statements. Of the other's sheet only whether it is sealed, never when and never a word."""
    sheets = ReviewSheet.objects.visible_to(seat.user).filter(review=review)
    mine = sheets.get(author=seat.me)
    partner = ReviewSheet.objects.sealed().filter(review=review, author=seat.partner)
    said = ReviewProgress.objects.visible_to(seat.user).filter(sheet=mine)
    return ReviewPage(
        name=name_of(review.period),
        period=review.period,
        stage=_stage(review, mine.sealed_at, live=seat.mentorship.state == "active"),
        since=review.since,
        opened_at=review.opened_at,
        deadline=review.deadline,
        is_late=review.deadline <= clock.now(),
        extended=review.extended,
        meetings=review.meetings,
        actions=review.actions,
        goals=goals_then(seat, review),
        prompts=review.prompts,
        mine=mine,
        partner_sealed=partner.exists(),
        progress={row.goal_id: row for row in said},
    )


def _stage(review: Review, sealed_at: datetime | None, *, live: bool) -> Stage:
    """`choose`: the time is over and the other was silent."""
    if review.revealed_at:
        return "revealed"
    if review.closed_at or not live:
        return "closed"
    if sealed_at is None:
        return "answer"
    return "choose" if review.lapsed_at else "sealed"


def goals_then(seat: Seat, review: Review) -> list[GoalThen]:
    """One's own first. One statement."""
    rows = ReviewGoal.objects.visible_to(seat.user).filter(review=review)
    rows = rows.select_related("goal__owner__enrolment__person", "began", "words")
    found = [_goal_then(row, seat) for row in rows]
    return sorted(found, key=lambda one: (not one.is_mine, one.number))


def _goal_then(row: Any, seat: Seat) -> GoalThen:
    """A goal from before there were snapshots has its words of today."""
    words, began = row.words or row.goal, row.began or row.goal
    return GoalThen(
        pk=row.pk,
        number=row.goal.number,
        sentence=words.sentence,
        began=began.sentence if began.sentence != words.sentence else "",
        measure=words.measure,
        owner=row.goal.owner.enrolment.person.first_name,
        is_mine=row.goal.owner_id == seat.me.pk,
        state=row.state,
        state_word=str(row.get_state_display()),
        steps=row.steps,
        reached=row.reached,
        evidence=row.evidence,
        counted=_counted(row.value, words.target_value, row.goal.unit),
    )


def _counted(value: Decimal | None, target: Decimal | None, unit: str) -> str:
    return (
        f"{plain(value)} / {plain(target)} {unit}".strip() if value is not None and target is not None else ""
    )


def reviews_page(seat: Seat) -> ReviewsPage:
    """Three statements: the reviews, whether one has sealed, the program's settings."""
    rows = list(Review.objects.filter(mentorship=seat.mentorship))
    mine = ReviewSheet.objects.visible_to(seat.user).filter(review__in=rows, author=seat.me)
    sealed = dict(mine.values_list("review", "sealed_at"))
    live = seat.mentorship.state == "active"
    lines = [
        ReviewLine(
            name=name_of(row.period),
            period=row.period,
            stage=_stage(row, sealed.get(row.pk), live=live),
            opened_at=row.opened_at,
            deadline=row.deadline,
            revealed_at=row.revealed_at,
            signed_at=row.signed_at,
        )
        for row in rows
    ]
    ahead = _next_period(seat, {row.period for row in rows}) if live else None
    zone = seat.mentorship.cohort.program.zone
    return ReviewsPage(
        lines=lines,
        next_name=name_of(ahead.slug) if ahead else "",
        next_slug=ahead.slug if ahead else "",
        next_at=ahead.opens_at(seat.mentorship.pk, zone) if ahead else None,
    )


def _next_period(seat: Seat, had: set[str]) -> Period | None:
    """The first one still to open, after their first month; a cohort's cycle begins when its first round is over."""
    cohort = seat.mentorship.cohort
    zone, settings = cohort.program.zone, settings_of(cohort.program)
    early = max(clock.now(), seat.mentorship.started_at + timedelta(days=30))
    day: date = clock.today(zone)
    for step in range(60):
        period = period_on(cohort, settings, day + step * timedelta(weeks=1))
        if period and period.slug not in had and period.opens_at(seat.mentorship.pk, zone) >= early:
            return period
    return None
