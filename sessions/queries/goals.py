"""Goals as lists show them: of one mentorship, of one person over all of theirs, and which mentor covers what."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from programs.models import Member, Mentorship
from sessions.access import Seat
from sessions.models import Goal, GoalValue
from sessions.queries.faces import Face, face_of

State = Goal.State


@dataclass(frozen=True)
class GoalCard:
    """A goal as its reader sees it; `direction` is said to them, whoever owns it."""

    code: str
    number: int
    sentence: str
    measure: str
    in_hands: str
    relevance: str
    until: date | None
    kind: str
    topic: str
    direction: str
    stretch: bool
    only_me: bool
    unit: str
    start_value: Decimal | None
    target_value: Decimal | None
    current: Decimal | None
    state: str
    state_word: str
    reflection: str
    version: int
    touched_at: datetime
    closed_at: datetime | None
    owner: str
    is_mine: bool
    steps: int
    reached: int

    @property
    def in_focus(self) -> bool:
        return self.state == State.IN_FOCUS

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_counted(self) -> bool:
        return self.start_value is not None and self.target_value is not None

    @property
    def now_value(self) -> Decimal | None:
        return self.start_value if self.current is None else self.current

    @property
    def percent(self) -> int:
        """How far the number has come, 0 to 100."""
        if self.start_value is None or self.target_value is None or self.now_value is None:
            return 0
        done = (self.now_value - self.start_value) / (self.target_value - self.start_value)
        return round(min(max(done, Decimal(0)), Decimal(1)) * 100)

    @property
    def percent_left(self) -> int:
        return 100 - self.percent


@dataclass(frozen=True)
class GoalsPage:
    """In focus, what comes next, and what was."""

    in_focus: list[GoalCard]
    parked: list[GoalCard]
    reached: list[GoalCard]
    let_go: list[GoalCard]

    @property
    def is_empty(self) -> bool:
        return not (self.in_focus or self.parked or self.reached or self.let_go)

    @property
    def has_mine(self) -> bool:
        return any(card.is_mine for card in (*self.in_focus, *self.parked, *self.reached, *self.let_go))


def goals_of(seat: Seat) -> list[GoalCard]:
    """Those in focus first, one's own before the other's. One statement."""
    rows = with_steps(Goal.objects.visible_to(seat.user).filter(mentorship=seat.mentorship))
    cards = [card_of(row, seat.user) for row in rows]
    return sorted(cards, key=lambda one: (not one.in_focus, not one.is_mine, one.number))


def goal_card(seat: Seat, goal: Goal) -> GoalCard:
    return card_of(with_steps(Goal.objects.visible_to(seat.user).filter(pk=goal.pk)).get(), seat.user)


def goals_page(seat: Seat) -> GoalsPage:
    return grouped(goals_of(seat))


def grouped(cards: list[GoalCard]) -> GoalsPage:
    return GoalsPage(
        in_focus=[card for card in cards if card.state == State.IN_FOCUS],
        parked=[card for card in cards if card.state == State.PARKED],
        reached=[card for card in cards if card.state == State.REACHED],
        let_go=[card for card in cards if card.state == State.LET_GO],
    )


@dataclass(frozen=True)
class PairGoals:
    """One mentorship of somebody, with the goals they may read in it and what their partner brings."""

    code: str
    partner: Face
    program: str
    live: bool
    is_mentor: bool
    page: GoalsPage


@dataclass(frozen=True)
class Topic:
    """Something a mentee wanted help with, and with whom of their mentors a goal is about it."""

    words: str
    mentors: list[str]


def all_goals(user: User) -> list[PairGoals]:
    """Every mentorship of this person, the live ones first. Two statements."""
    members = _members_of(user)
    mine = {one.mentorship_id: one for one in members if one.enrolment.person.user_id == user.pk}
    others = {one.mentorship_id: one for one in members if one.enrolment.person.user_id != user.pk}
    rows = with_steps(Goal.objects.visible_to(user).filter(mentorship__in=list(mine)))
    cards: dict[int, list[GoalCard]] = {}
    for row in rows:
        cards.setdefault(row.mentorship_id, []).append(card_of(row, user))
    found = [
        PairGoals(
            code=seat.mentorship.code,
            partner=face_of(others[pk]),
            program=seat.mentorship.cohort.program.name,
            live=seat.mentorship.state == Mentorship.State.ACTIVE,
            is_mentor=seat.is_mentor,
            page=grouped(sorted(cards.get(pk, []), key=lambda one: (not one.is_mine, one.number))),
        )
        for pk, seat in mine.items()
        if pk in others
    ]
    return sorted(found, key=lambda one: not one.live)


def topics_covered(user: User) -> list[Topic]:
    """What a mentee wanted when enrolling, and with which live mentors of theirs there is a goal about it.

    One's own answers and one's own goals: what a mentor offers is not for the mentee to read. Two statements; empty
    for somebody who is nobody's mentee.
    """
    members = [one for one in _members_of(user) if one.mentorship.state == Mentorship.State.ACTIVE]
    mine = [one for one in members if one.enrolment.person.user_id == user.pk and not one.is_mentor]
    wanted = {topic.casefold(): topic for one in mine for topic in one.enrolment.topics}
    if not wanted:
        return []
    ids = {one.mentorship_id for one in mine}
    mentors = {
        one.mentorship_id: one.enrolment.person.first_name
        for one in members
        if one.mentorship_id in ids and one.enrolment.person.user_id != user.pk
    }
    goals = Goal.objects.visible_to(user).shared().filter(owner__in=mine).exclude(state=State.LET_GO)
    covered: dict[str, set[int]] = {}
    for goal in goals.order_by("pk"):
        covered.setdefault(goal.topic.casefold(), set()).add(goal.mentorship_id)
    return [
        Topic(words, [name for pk, name in mentors.items() if pk in covered.get(key, set())])
        for key, words in wanted.items()
    ]


def _members_of(user: User) -> list[Member]:
    rows = Member.objects.filter(mentorship__in=Mentorship.objects.of_member(user))
    rows = rows.select_related("mentorship__cohort__program", "enrolment__person__user")
    return list(rows.order_by("mentorship__started_at", "pk"))


def with_steps(rows: Any) -> Any:
    """What a card needs beyond the goal itself."""
    kept = Q(milestones__removed_at=None)
    done = kept & Q(milestones__reached_at__isnull=False)
    latest = GoalValue.objects.filter(goal=OuterRef("pk")).order_by("-on").values("value")[:1]
    return rows.select_related("mentorship", "owner__enrolment__person").annotate(
        steps=Count("milestones", filter=kept, distinct=True),
        reached=Count("milestones", filter=done, distinct=True),
        current=Subquery(latest),
    )


def direction_word(goal: Goal, *, mine: bool) -> str | Promise:
    """Said to the reader: what the owner learns, the other shares."""
    if goal.direction == Goal.Direction.TOGETHER:
        return _("together")
    learns = goal.direction == Goal.Direction.LEARN
    return _("you’re learning") if learns == mine else _("you’re sharing")


def card_of(row: Any, user: User) -> GoalCard:
    person = row.owner.enrolment.person
    mine = person.user_id == user.pk
    return GoalCard(
        code=row.mentorship.code,
        number=row.number,
        sentence=row.sentence,
        measure=row.measure,
        in_hands=row.in_hands,
        relevance=row.relevance,
        until=row.until,
        kind=str(row.get_kind_display()),
        topic=row.topic,
        direction=str(direction_word(row, mine=mine)),
        stretch=row.stretch,
        only_me=row.only_me,
        unit=row.unit,
        start_value=row.start_value,
        target_value=row.target_value,
        current=row.current,
        state=row.state,
        state_word=str(row.get_state_display()),
        reflection=row.reflection,
        version=row.version,
        touched_at=row.touched_at,
        closed_at=row.closed_at,
        owner=person.first_name,
        is_mine=mine,
        steps=row.steps,
        reached=row.reached,
    )
