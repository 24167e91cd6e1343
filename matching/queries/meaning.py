"""Which texts have a vector that still fits them, and which are due one."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from matching.engine import MenteeTraits, MentorTraits
from matching.engine.meaning import Reading, of
from matching.engine.text import tag_key
from mentorship.work import encoder
from programs.models import Cohort, Enrolment, GoalMeaning, TagMeaning

# More marks than this are not listed in a statement: then all vectors are read.
_MOST_LISTED = 2000
Traits = TypeVar("Traits", MenteeTraits, MentorTraits)


class Tag(NamedTuple):
    """A tag we know: what it is about and its other names help to find it."""

    name: str
    about: str
    aliases: tuple[str, ...]

    @property
    def pieces(self) -> tuple[str, ...]:
        return (self.name, self.about, *self.aliases)


@dataclass(frozen=True)
class Due:
    """What is to be encoded: (enrolment, goal, mark) of goals, and the pieces of each tag by its mark."""

    goals: list[tuple[int, str, str]]
    tags: dict[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.goals) + len(self.tags)


@lru_cache(maxsize=1)
def known_tags() -> tuple[Tag, ...]:
    rows = json.loads(Path(__file__).with_name("tags.json").read_text(encoding="utf-8"))
    return tuple(Tag(row["name"], row["about"], tuple(row["aliases"])) for row in rows)


@lru_cache(maxsize=1)
def _known_by_key() -> dict[str, Tag]:
    names = {tag_key(alias): tag for tag in known_tags() for alias in tag.aliases}
    return names | {tag_key(tag.name): tag for tag in known_tags()}


def pieces_of(tag: str) -> tuple[str, ...]:
    """What is encoded for a tag: of one we know, under whichever of its names, all we know of it."""
    known = _known_by_key().get(tag_key(tag))
    return known.pieces if known else (tag,)


def said(pieces: Sequence[str]) -> str:
    return ". ".join(pieces)


def mark_of(text: str) -> str:
    """A keyed hash: from the mark alone nobody can try out what somebody wrote."""
    return salted_hmac("programs.meaning", text, algorithm="sha256").hexdigest()


@lru_cache(maxsize=20_000)
def _tag_mark(tag: str) -> str:
    return mark_of(said(pieces_of(tag)))


def read_by_meaning(
    cohort: Cohort, mentees: Iterable[MenteeTraits], mentors: Iterable[MentorTraits]
) -> tuple[tuple[MenteeTraits, ...], tuple[MentorTraits, ...]]:
    """The same people with the readings of their texts, as far as there are any that still fit."""
    name, left, right = encoder.version(), tuple(mentees), tuple(mentors)
    if not name:
        return left, right
    goals = GoalMeaning.objects.filter(enrolment__cohort=cohort, encoder=name)
    rows = goals.values_list("enrolment__code", "mark", "vector")
    by_code = {code: (mark, bytes(vector)) for code, mark, vector in rows}
    every = {tag for one in left for tag in one.topics}
    every |= {tag for one in right for tag in (*one.topics, *one.expertise, *one.areas)}
    tags = _tag_readings(every, name)
    whole = [_with_goal(one, by_code.get(one.id), name) for one in left]
    return (
        tuple(_with_tags(one, one.topics, tags) for one in whole),
        tuple(_with_tags(one, (*one.topics, *one.expertise, *one.areas), tags) for one in right),
    )


def _with_goal(one: MenteeTraits, kept: tuple[str, bytes] | None, name: str) -> MenteeTraits:
    if not one.goal or kept is None or kept[0] != mark_of(one.goal):
        return one
    return replace(one, meaning=(Reading(one.goal, one.goal, name, kept[1]),))


def _with_tags(one: Traits, tags: Iterable[str], readings: dict[str, Reading]) -> Traits:
    found = tuple(readings[tag] for tag in dict.fromkeys(tags) if tag in readings)
    return replace(one, meaning=one.meaning + found)


def _tag_readings(tags: Iterable[str], name: str) -> dict[str, Reading]:
    marks = {tag: _tag_mark(tag) for tag in sorted(tags)}
    vectors = kept_tags(marks.values(), name)
    return {
        tag: Reading(tag, said(pieces_of(tag)), name, vectors[mark])
        for tag, mark in marks.items()
        if mark in vectors
    }


def known_readings(besides: Iterable[str] = ()) -> dict[str, Reading]:
    """The tags we know and these, as far as they have a vector."""
    name = encoder.version()
    return _tag_readings({*(tag.name for tag in known_tags()), *besides}, name) if name else {}


def kept_tags(marks: Iterable[str], name: str) -> dict[str, bytes]:
    wanted, rows = set(marks), TagMeaning.objects.filter(encoder=name)
    if len(wanted) <= _MOST_LISTED:
        rows = rows.filter(mark__in=wanted)
    return {mark: bytes(vector) for mark, vector in rows.values_list("mark", "vector") if mark in wanted}


def understood(people: Iterable[MenteeTraits]) -> int:
    """How many of the goals are compared by meaning."""
    return sum(of(one.goal, one.meaning) is not None for one in people)


def reading_people(cohort_id: int = 0) -> QuerySet[Enrolment]:
    """Those whose texts may be compared; of one cohort, or of all that are not archived."""
    rows = Enrolment.objects.filter(state__in=[Enrolment.State.APPLIED, Enrolment.State.ACCEPTED])
    return rows.filter(cohort=cohort_id) if cohort_id else rows.filter(cohort__archived_at=None)


def due(cohort_id: int = 0) -> Due:
    """What has no vector of this encoder, or one of another text; the tags we know are always among them."""
    name, people = encoder.version(), reading_people(cohort_id)
    kept = dict(GoalMeaning.objects.filter(encoder=name).values_list("enrolment_id", "mark"))
    goals = []
    for pk, goal in people.exclude(goal="").order_by("pk").values_list("pk", "goal").iterator():
        mark = mark_of(goal)
        if kept.get(pk) != mark:
            goals.append((pk, goal, mark))
    marks = {_tag_mark(tag): pieces_of(tag) for tag in tags_in_use(people)}
    have = kept_tags(marks, name)
    return Due(goals, {mark: pieces for mark, pieces in marks.items() if mark not in have})


def tags_in_use(people: QuerySet[Enrolment]) -> Iterator[str]:
    yield from (tag.name for tag in known_tags())
    for topics, expertise in people.values_list("topics", "expertise").iterator():
        yield from (tag for tag in (*topics, *expertise) if tag.strip())


def marks_in_use() -> set[str]:
    return {_tag_mark(tag) for tag in tags_in_use(reading_people())}
