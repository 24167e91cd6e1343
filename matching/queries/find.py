"""Who would fit somebody, as they may look through it themselves: twelve rows, a sentence each, no score.

Full mentors, those who take nobody new and those kept apart are not in it: `load_pool` leaves them out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from matching.engine import ScoreTable
from matching.engine.traits import MenteeTraits, MentorTraits
from matching.models import Offer
from matching.queries.answer_times import answer_words
from matching.queries.fit_words import speaks_against, speaks_for
from matching.queries.points import points_of
from matching.queries.pool import load_pool
from matching.queries.possible import possible_pair, scored_for_them
from programs.models import Enrolment, Person

SHOWN = 12
Traits = MenteeTraits | MentorTraits


@dataclass(frozen=True)
class Wanted:
    """What somebody filters by; empty: anything."""

    topic: str = ""
    language: str = ""
    overlap: int = 0  # hours in a usual week
    nearby: bool = False  # could meet in person: the same clock

    def active(self) -> list[str]:
        return [name for name in ("topic", "language", "overlap", "nearby") if getattr(self, name)]

    def without(self, name: str) -> "Wanted":
        return Wanted(**{**self.__dict__, name: type(getattr(self, name))()})


@dataclass(frozen=True)
class Row:
    code: str
    person: Person
    topics: list[str]
    sentence: str
    answers: str
    asked: str  # the code of an offer between the two that is open


@dataclass(frozen=True)
class Loosened:
    """Leaving out one filter would show so many."""

    name: str
    words: str
    count: int


@dataclass(frozen=True)
class Found:
    rows: list[Row]
    count: int
    every: int  # without any filter
    is_full: bool = False  # whoever looks has as many as they asked for
    topics: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    loosened: list[Loosened] = field(default_factory=list)


def find(place: Enrolment, wanted: Wanted, *, most: int = SHOWN) -> Found:
    """A constant number of statements, however many people there are."""
    table = scored_for_them(load_pool(place.cohort).only(**{place.role: place.code}), place.cohort)
    mine: tuple[Traits, ...] = table.mentors if place.is_mentor else table.mentees
    if not mine:
        return Found([], 0, 0, is_full=True)
    others: tuple[Traits, ...] = table.mentees if place.is_mentor else table.mentors
    scores = table.score[:, 0] if place.is_mentor else table.score[0, :]
    ranked = sorted(
        ((int(score), one) for one, score in zip(others, scores.tolist(), strict=True) if score >= 0),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    possible = [one for _score, one in ranked]
    near = _same_clock(place, possible) if wanted.nearby else frozenset()
    passes = _filter(mine[0], near)
    shown = [one for one in possible if passes(one, wanted)]
    return Found(
        rows=_rows(place, table, [one.id for one in shown[:most]]),
        count=len(shown),
        every=len(possible),
        topics=sorted({topic for one in possible for topic in one.topics}, key=str.casefold),
        languages=sorted({language for one in possible for language in one.languages}),
        loosened=[] if shown else _loosened(possible, wanted, passes),
    )


@dataclass(frozen=True)
class One:
    """One mentor somebody looks at: what speaks for the two, what does not."""

    row: Row
    against: list[str]


def found_one(place: Enrolment, other: Enrolment) -> One | None:
    """None where the two cannot be a pair at the moment, for whatever reason."""
    mentee, mentor = (other, place) if place.is_mentor else (place, other)
    if (table := possible_pair(mentee, mentor)) is None:
        return None
    points = points_of(table, mentee.code, mentor.code)
    against = speaks_against(points, to_mentor=place.is_mentor, name=other.person.first_name)
    row = _row(place, table, other, "", answer_words([other.pk]))
    return One(row, against)


def _filter(own: Traits, near: frozenset[str]) -> Callable[[Traits, Wanted], bool]:
    def passes(one: Traits, wanted: Wanted) -> bool:
        return (
            (not wanted.topic or wanted.topic.casefold() in {topic.casefold() for topic in one.topics})
            and (not wanted.language or wanted.language in one.languages)
            and (not wanted.overlap or len(own.hours & one.hours) >= wanted.overlap)
            and (not wanted.nearby or one.id in near)
        )

    return passes


def _same_clock(place: Enrolment, possible: list[Traits]) -> frozenset[str]:
    fallback = place.cohort.program.time_zone
    mine = place.person.time_zone or fallback
    rows = Enrolment.objects.filter(cohort=place.cohort, code__in=[one.id for one in possible])
    zones = rows.values_list("code", "person__time_zone")
    return frozenset(code for code, zone_name in zones if (zone_name or fallback) == mine)


def _loosened(
    possible: list[Traits], wanted: Wanted, passes: Callable[[Traits, Wanted], bool]
) -> list[Loosened]:
    words = {
        "topic": _("any topic"),
        "language": _("any language"),
        "overlap": _("any hours"),
        "nearby": _("any place"),
    }
    counts = {name: sum(passes(one, wanted.without(name)) for one in possible) for name in wanted.active()}
    return [Loosened(name, words[name], count) for name, count in counts.items() if count]


def _rows(place: Enrolment, table: ScoreTable, codes: list[str]) -> list[Row]:
    rows = Enrolment.objects.filter(cohort=place.cohort, code__in=codes).select_related("person")
    found = {row.code: row for row in rows}
    side, other = ("mentor", "mentee") if place.is_mentor else ("mentee", "mentor")
    live = Offer.objects.filter(**{side: place, f"{other}__code__in": codes})
    live = live.filter(state__in=Offer.LIVE)
    asked = dict(live.values_list(f"{other}__code", "code"))
    answers = answer_words([row.pk for row in found.values()])
    return [_row(place, table, found[code], asked.get(code, ""), answers) for code in codes if code in found]


def _row(place: Enrolment, table: ScoreTable, other: Enrolment, asked: str, answers: dict[int, str]) -> Row:
    pair = (other.code, place.code) if place.is_mentor else (place.code, other.code)
    points: list[list[Any]] = points_of(table, *pair)
    name = other.person.first_name
    told = speaks_for(points, to_mentor=place.is_mentor, name=name)
    return Row(
        code=other.code,
        person=other.person,
        topics=other.topics,
        sentence=" ".join(told[:2]) or _("You two would find out together what fits."),
        answers=answers.get(other.pk, ""),
        asked=asked,
    )
