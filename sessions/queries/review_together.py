"""A review that is open to both: answers side by side, what is alike, what is worth a talk, and what comes of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from programs.queries.review_periods import name_of
from sessions.access import Seat
from sessions.models import Meeting, NextStep, Review, ReviewProgress, ReviewSheet, ReviewSignature
from sessions.queries.review_mine import labels_of, names_by_role
from sessions.queries.review_words import PREPARATION, PROGRESS, RHYTHM, Words, balance_words, questions
from sessions.queries.reviews import GoalThen, goals_then, next_meeting

# Two scales this far apart are worth a talk.
FAR = 2


@dataclass(frozen=True)
class Choice:
    """What each of the two chose among the same words; `same` and `far` only where both chose."""

    label: str
    mine: str
    theirs: str
    same: bool = False
    far: bool = False

    @property
    def is_answered(self) -> bool:
        return bool(self.mine or self.theirs)


@dataclass(frozen=True)
class Prompt:
    """What each of the two wrote. No text is compared: alike is what somebody chose, never how they said it."""

    key: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class GoalTogether:
    goal: GoalThen
    level: Choice
    mine: str
    theirs: str


@dataclass(frozen=True)
class StepLine:
    pk: int
    text: str
    kind: str
    kind_word: str
    owner: str
    is_mine: bool
    due_on: date | None
    is_made: bool
    goal: int  # its number, where the step became one


@dataclass(frozen=True)
class Signature:
    name: str
    is_mine: bool
    at: datetime | None


@dataclass(frozen=True)
class TogetherPage:
    name: str
    period: str
    since: datetime
    opened_at: datetime
    revealed_at: datetime
    meetings: int
    actions: int
    goals: list[GoalTogether]
    choices: list[Choice]
    prompts: list[Prompt]
    steps: list[StepLine]
    signatures: list[Signature]
    serial: int
    version: int
    signed_at: datetime | None
    next_meeting: Meeting | None

    @property
    def is_signed(self) -> bool:
        return all(one.at for one in self.signatures)

    @property
    def signed_by_me(self) -> bool:
        return any(one.at for one in self.signatures if one.is_mine)

    @property
    def to_talk_about(self) -> int:
        return sum(one.far for one in (*self.choices, *(goal.level for goal in self.goals)))

    @property
    def has_room(self) -> bool:
        return len(self.steps) < 3


def together_page(seat: Seat, review: Review) -> TogetherPage:
    """Six statements, however much was written. The caller knows that the review is revealed."""
    sheets = {row.author_id: row for row in ReviewSheet.objects.visible_to(seat.user).filter(review=review)}
    mine, theirs = sheets[seat.me.pk], sheets[seat.partner.pk]
    return TogetherPage(
        name=name_of(review.period),
        period=review.period,
        since=review.since,
        opened_at=review.opened_at,
        revealed_at=review.revealed_at or review.opened_at,
        meetings=review.meetings,
        actions=review.actions,
        goals=_goals(seat, review),
        choices=_choices(seat, mine, theirs),
        prompts=_prompts(seat, review, mine, theirs),
        steps=steps_of(seat, review),
        signatures=signatures_of(seat, review),
        serial=review.serial,
        version=review.version,
        signed_at=review.signed_at,
        next_meeting=next_meeting(seat),
    )


def choice_of(label: str, words: Words, mine: int | None, theirs: int | None) -> Choice:
    """Of two scales, in words."""
    both = mine is not None and theirs is not None
    return Choice(
        label=label,
        mine=str(words[mine]) if mine else "",
        theirs=str(words[theirs]) if theirs else "",
        same=both and mine == theirs,
        far=both and abs((mine or 0) - (theirs or 0)) >= FAR,
    )


def _goals(seat: Seat, review: Review) -> list[GoalTogether]:
    """Two statements."""
    said: dict[tuple[int, int], ReviewProgress] = {}
    rows = ReviewProgress.objects.visible_to(seat.user).filter(sheet__review=review)
    for row in rows.select_related("sheet"):
        said[row.goal_id, row.sheet.author_id] = row
    found = []
    for goal in goals_then(seat, review):
        mine, theirs = said.get((goal.pk, seat.me.pk)), said.get((goal.pk, seat.partner.pk))
        found.append(
            GoalTogether(
                goal=goal,
                level=choice_of("", PROGRESS, mine.level if mine else None, theirs.level if theirs else None),
                mine=mine.text if mine else "",
                theirs=theirs.text if theirs else "",
            )
        )
    return found


def _choices(seat: Seat, mine: ReviewSheet, theirs: ReviewSheet) -> list[Choice]:
    asked = questions(seat.partner.enrolment.person.first_name)
    scales: dict[str, Words] = {
        "rhythm": RHYTHM,
        "preparation": PREPARATION,
        "balance": balance_words(*names_by_role(seat)),
    }
    found = [
        choice_of(asked[name], words, getattr(mine, name), getattr(theirs, name))
        for name, words in scales.items()
    ]
    way = Choice(
        label=asked["way"],
        mine=str(mine.get_way_display()),
        theirs=str(theirs.get_way_display()),
        same=bool(mine.way) and mine.way == theirs.way,
    )
    return [choice for choice in (*found, way) if choice.is_answered]


def _prompts(seat: Seat, review: Review, mine: ReviewSheet, theirs: ReviewSheet) -> list[Prompt]:
    """The boxes somebody wrote in."""
    labels = {**labels_of(seat, review.prompts), "learned": _("What did each learn from the other?")}
    return [
        Prompt(name, label, getattr(mine, name), getattr(theirs, name))
        for name, label in labels.items()
        if getattr(mine, name) or getattr(theirs, name)
    ]


def steps_of(seat: Seat, review: Review) -> list[StepLine]:
    rows: Any = NextStep.objects.visible_to(seat.user).filter(review=review)
    return [
        StepLine(
            pk=row.pk,
            text=row.text,
            kind=row.kind,
            kind_word=str(row.get_kind_display()),
            owner=row.owner.enrolment.person.first_name,
            is_mine=row.owner_id == seat.me.pk,
            due_on=row.due_on,
            is_made=row.is_made,
            goal=row.goal.number if row.goal else 0,
        )
        for row in rows.select_related("owner__enrolment__person", "goal")
    ]


def signatures_of(seat: Seat, review: Review) -> list[Signature]:
    """Under the steps as they are now."""
    rows = ReviewSignature.objects.filter(review=review, serial=review.serial)
    at = dict(rows.values_list("member", "at"))
    return [
        Signature(one.enrolment.person.shown_name, one == seat.me, at.get(one.pk))
        for one in (seat.me, seat.partner)
    ]
