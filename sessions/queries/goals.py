"""Goals and their milestones as a pair's pages show them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from sessions.access import Seat
from sessions.models import Goal, Milestone


@dataclass(frozen=True)
class GoalCard:
    number: int
    sentence: str
    measure: str
    relevance: str
    until: date | None
    state: str
    state_word: str
    version: int
    steps: int
    reached: int

    @property
    def in_focus(self) -> bool:
        return self.state == Goal.State.IN_FOCUS


@dataclass(frozen=True)
class Step:
    pk: int
    title: str
    reached_at: datetime | None
    is_first: bool
    is_last: bool


def goals_of(seat: Seat) -> list[GoalCard]:
    """Those in focus first. One statement."""
    rows = _with_steps(Goal.objects.visible_to(seat.user).filter(mentorship=seat.mentorship))
    return sorted((_card(row) for row in rows), key=lambda one: (not one.in_focus, one.number))


def goal_card(seat: Seat, goal: Goal) -> GoalCard:
    return _card(_with_steps(Goal.objects.visible_to(seat.user).filter(pk=goal.pk)).get())


def steps_of(seat: Seat, goal: Goal) -> list[Step]:
    rows = list(Milestone.objects.visible_to(seat.user).filter(goal=goal).order_by("position", "pk"))
    return [
        Step(row.pk, row.title, row.reached_at, place == 0, place == len(rows) - 1)
        for place, row in enumerate(rows)
    ]


def _with_steps(rows: Any) -> Any:
    done = Q(milestones__reached_at__isnull=False)
    return rows.annotate(
        steps=Count("milestones", distinct=True), reached=Count("milestones", filter=done, distinct=True)
    )


def _card(row: Any) -> GoalCard:
    return GoalCard(
        number=row.number,
        sentence=row.sentence,
        measure=row.measure,
        relevance=row.relevance,
        until=row.until,
        state=row.state,
        state_word=str(row.get_state_display()),
        version=row.version,
        steps=row.steps,
        reached=row.reached,
    )
