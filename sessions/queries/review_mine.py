"""One's own sheet of a review to read: after it is sealed, and for good where the review closed unread."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sessions.access import Seat
from sessions.queries.review_words import PREPARATION, PROGRESS, RHYTHM, balance_words, questions
from sessions.queries.reviews import ReviewPage


@dataclass(frozen=True)
class Said:
    """A question, what somebody chose, and what they wrote."""

    label: str
    chosen: str
    words: str


def names_by_role(seat: Seat) -> tuple[str, str]:
    """First names: whoever sits as mentor, whoever as mentee."""
    me, partner = (one.enrolment.person.first_name for one in (seat.me, seat.partner))
    return (me, partner) if seat.me.is_mentor else (partner, me)


def labels_of(seat: Seat, prompts: Sequence[str]) -> dict[str, str]:
    """What each box of a sheet asks, in the order of the page."""
    asked = questions(seat.partner.enrolment.person.first_name)
    own = {f"own_{place}": words for place, words in enumerate(prompts, 1)}
    boxes = {name: asked[name] for name in ("helped", "hindered", "learned", "working")}
    return {**boxes, **own, "ahead": asked["ahead"], "missing": asked["missing"]}


def said_by_me(seat: Seat, page: ReviewPage) -> list[Said]:
    """What was left empty is left out. No statement: the page was read already."""
    return [*_about_goals(page), *_chosen(seat, page), *_written(seat, page)]


def _about_goals(page: ReviewPage) -> Iterator[Said]:
    for goal in page.goals:
        if said := page.progress.get(goal.pk):
            yield Said(goal.sentence, str(PROGRESS[said.level]) if said.level else "", said.text)


def _chosen(seat: Seat, page: ReviewPage) -> Iterator[Said]:
    asked, mine = questions(seat.partner.enrolment.person.first_name), page.mine
    scales = (
        ("rhythm", RHYTHM, mine.rhythm),
        ("preparation", PREPARATION, mine.preparation),
        ("balance", balance_words(*names_by_role(seat)), mine.balance),
    )
    for name, words, value in scales:
        if value:
            yield Said(asked[name], str(words[value]), "")
    if mine.way:
        yield Said(asked["way"], str(mine.get_way_display()), "")


def _written(seat: Seat, page: ReviewPage) -> Iterator[Said]:
    for name, label in labels_of(seat, page.prompts).items():
        if words := getattr(page.mine, name):
            yield Said(label, "", words)
