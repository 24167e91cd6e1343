"""The page of one goal: how far it is, what shows it, where both see it, how it began."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.lib import clock
from sessions.access import Seat
from sessions.models import Assessment, Evidence, Feedback, Goal, GoalValue, GoalWords, Milestone, Outcome
from sessions.models.feedback import CHANGEABLE
from sessions.queries.charts import LineChart, line_chart, plain
from sessions.queries.goals import GoalCard, card_of, with_steps
from sessions.queries.smart import Check, checks_of

# A milestone taken off by mistake is put back where it was, for a day.
LINGER = timedelta(days=1)

LEVELS: dict[int, str | Promise] = {
    1: _("just beginning"),
    2: _("with some help"),
    3: _("on my own"),
    4: _("at ease"),
    5: _("could show others"),
}
SURE: dict[int, str | Promise] = {
    1: _("not sure at all"),
    2: _("rather unsure"),
    3: _("half and half"),
    4: _("rather sure"),
    5: _("quite sure"),
}


@dataclass(frozen=True)
class Step:
    pk: int
    title: str
    is_way: bool
    due_on: date | None
    reached_at: datetime | None
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Proof:
    """A piece of evidence."""

    pk: int
    kind: str
    text: str
    link: str
    file_number: int
    file_name: str
    by: str
    is_mine: bool
    milestone: str
    at: datetime


@dataclass(frozen=True)
class View:
    """What one of the two wrote at a moment."""

    who: str
    level: int
    level_word: str | Promise
    sure: str | Promise
    line: str


@dataclass(frozen=True)
class Moment:
    """Start, middle or end: empty, mine and sealed, or open side by side."""

    key: str
    word: str | Promise
    mine: View | None
    theirs: View | None
    may_write: bool


@dataclass(frozen=True)
class Point:
    on: date
    value: str


@dataclass(frozen=True)
class GoalPage:
    goal: GoalCard
    steps: list[Step]
    gone: list[Step]
    points: list[Point]
    chart: LineChart | None
    proofs: list[Proof]
    moments: list[Moment]
    began: GoalWords | None  # the first words, where they have changed since
    checks: list[Check]
    outcomes: list[Outcome]
    follows: int
    next: int


def goal_page(seat: Seat, goal: Goal) -> GoalPage:
    """Seven statements at most, however much there is."""
    row = _with_neighbours(seat, goal)
    card = card_of(row, seat.user)
    points = points_of(seat, goal) if card.is_counted else []
    steps, gone = steps_of(seat, goal)
    words = list(GoalWords.objects.visible_to(seat.user).filter(goal=goal).order_by("number"))
    return GoalPage(
        goal=card,
        steps=steps,
        gone=gone,
        points=[Point(on, plain(value)) for on, value in points],
        chart=chart_of(card, points),
        proofs=proofs_of(seat, goal),
        moments=moments_of(seat, goal) if not goal.only_me else [],
        began=words[0] if len(words) > 1 else None,
        checks=checks_of(goal),
        outcomes=list(Outcome.objects.visible_to(seat.user).filter(goal=goal)) if card.is_closed else [],
        follows=row.before or 0,
        next=row.after or 0,
    )


def _with_neighbours(seat: Seat, goal: Goal) -> Any:
    """The goal with the numbers of the one it follows on from and the one that follows, as far as they may be seen."""
    visible = Goal.objects.visible_to(seat.user).order_by("number")
    before, after = visible.filter(pk=OuterRef("follows")), visible.filter(follows=OuterRef("pk"))
    rows = with_steps(Goal.objects.visible_to(seat.user).filter(pk=goal.pk))
    return rows.annotate(
        before=Subquery(before.values("number")[:1]), after=Subquery(after.values("number")[:1])
    ).get()


def steps_of(seat: Seat, goal: Goal) -> tuple[list[Step], list[Step]]:
    """The milestones in their order, and those taken off within a day. One statement."""
    rows = list(Milestone.objects.visible_to(seat.user).filter(goal=goal).order_by("position", "pk"))
    kept = [row for row in rows if row.removed_at is None]
    lately = clock.now() - LINGER
    gone = [row for row in rows if row.removed_at is not None and row.removed_at > lately]
    return _as_steps(kept), _as_steps(gone)


def _as_steps(rows: list[Milestone]) -> list[Step]:
    return [
        Step(
            pk=row.pk,
            title=row.title,
            is_way=row.kind == Milestone.Kind.WAY,
            due_on=row.due_on,
            reached_at=row.reached_at,
            is_first=place == 0,
            is_last=place == len(rows) - 1,
        )
        for place, row in enumerate(rows)
    ]


def points_of(seat: Seat, goal: Goal) -> list[tuple[date, Decimal]]:
    rows = GoalValue.objects.visible_to(seat.user).filter(goal=goal).order_by("on")
    return list(rows.values_list("on", "value"))


def chart_of(card: GoalCard, points: list[tuple[date, Decimal]]) -> LineChart | None:
    if card.start_value is None or card.target_value is None:
        return None
    return line_chart(points, start=card.start_value, target=card.target_value, unit=card.unit)


def proofs_of(seat: Seat, goal: Goal) -> list[Proof]:
    rows = Evidence.objects.visible_to(seat.user).filter(goal=goal)
    rows = rows.select_related("milestone", "file", "author__enrolment__person").defer("file__data")
    return [
        Proof(
            pk=row.pk,
            kind=row.kind,
            text=row.text,
            link=row.link,
            file_number=row.file.number if row.file else 0,
            file_name=row.file.name if row.file else "",
            by=row.author.enrolment.person.first_name,
            is_mine=row.author_id == seat.me.pk,
            milestone=row.milestone.title if row.milestone and not row.milestone.removed_at else "",
            at=row.created_at,
        )
        for row in rows.order_by("-created_at", "-pk")
    ]


def moments_of(seat: Seat, goal: Goal) -> list[Moment]:
    """The other's stays away from this page until both are written: the rule of the row keeps it."""
    rows = list(Assessment.objects.visible_to(seat.user).filter(goal=goal))
    mine = {row.moment: row for row in rows if row.author_id == seat.me.pk}
    theirs = {row.moment: row for row in rows if row.author_id != seat.me.pk}
    found, earlier = [], True
    for key, word in Assessment.Moment.choices:
        found.append(
            Moment(
                key=key,
                word=word,
                mine=_view(mine.get(key), seat.me.enrolment.person.first_name),
                theirs=_view(theirs.get(key), seat.partner.enrolment.person.first_name),
                may_write=key not in mine and earlier,
            )
        )
        earlier = key in mine
    return found


def _view(row: Assessment | None, who: str) -> View | None:
    if row is None:
        return None
    sure = SURE[row.confidence] if row.confidence else ""
    return View(who=who, level=row.level, level_word=LEVELS[row.level], sure=sure, line=row.line)


def words_of(seat: Seat, goal: Goal) -> list[GoalWords]:
    """Every version, the latest first."""
    return list(GoalWords.objects.visible_to(seat.user).filter(goal=goal).order_by("-number"))


def quotable(seat: Seat) -> list[tuple[str, str]]:
    """What the other told this reader in feedback and changes no more: what names each piece, and its words."""
    rows = Feedback.objects.visible_to(seat.user).of(seat.mentorship).exclude(author=seat.me.pk)
    rows = rows.filter(recorded_at__lte=clock.now() - CHANGEABLE).order_by("-recorded_at", "-pk")[:30]
    pieces = ((f"{row.pk}-{part}", getattr(row, part)) for row in rows for part in ("went_well", "try_next"))
    return [(key, text) for key, text in pieces if text]
