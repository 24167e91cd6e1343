"""Decisions and outcomes as a pair's pages show them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from sessions.access import Seat
from sessions.models import Decision, Outcome
from sessions.queries.goal_page import SURE


@dataclass(frozen=True)
class DecisionCard:
    number: int
    question: str
    options: str
    partner_view: str
    choice: str
    outcome: str
    sure_before: str | Promise
    sure_after: str | Promise
    owner: str
    other: str
    is_mine: bool
    version: int
    created_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True)
class OutcomeCard:
    pk: int
    kind: str
    on: date
    text: str
    may_count: bool
    owner: str
    is_mine: bool
    goal: int


def decisions_of(seat: Seat) -> list[DecisionCard]:
    """The latest first. One statement."""
    rows = Decision.objects.visible_to(seat.user).filter(mentorship=seat.mentorship).order_by("-number")
    return [decision_card(seat, row) for row in rows]


def decision_card(seat: Seat, row: Decision) -> DecisionCard:
    mine = row.owner_id == seat.me.pk
    me, other = (seat.me, seat.partner) if mine else (seat.partner, seat.me)
    return DecisionCard(
        number=row.number,
        question=row.question,
        options=row.options,
        partner_view=row.partner_view,
        choice=row.choice,
        outcome=row.outcome,
        sure_before=SURE[row.confidence_before] if row.confidence_before else "",
        sure_after=SURE[row.confidence_after] if row.confidence_after else "",
        owner=me.enrolment.person.first_name,
        other=other.enrolment.person.first_name,
        is_mine=mine,
        version=row.version,
        created_at=row.created_at,
        decided_at=row.decided_at,
    )


def outcomes_of(seat: Seat) -> list[OutcomeCard]:
    """The latest first. One statement."""
    rows = Outcome.objects.visible_to(seat.user).filter(mentorship=seat.mentorship).select_related("goal")
    names = {one.pk: one.enrolment.person.first_name for one in (seat.me, seat.partner)}
    return [
        OutcomeCard(
            pk=row.pk,
            kind=str(row.get_kind_display()),
            on=row.on,
            text=row.text,
            may_count=row.may_count,
            owner=names.get(row.owner_id, ""),
            is_mine=row.owner_id == seat.me.pk,
            goal=row.goal.number if row.goal and not row.goal.only_me else 0,
        )
        for row in rows
    ]
