"""How far the words of a goal touch what a mentor knows, and how far wanted topics are what is offered.

By meaning where both sides have a reading of their text, by the words alone where one has none.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.engine import meaning
from matching.engine.grids import Grid, distinct, incidence, shared, sizes, unless_missing
from matching.engine.meaning import Reading
from matching.engine.text import Vocabulary, telling_stems
from matching.engine.traits import MenteeTraits, MentorTraits

# A tag counts as touched by its words when the goal has at least half of them.
_TOUCHED = 50
Tags = tuple[str, ...]
Person = MenteeTraits | MentorTraits
Strengths = npt.NDArray[np.int16]


def expertise_values(
    mentees: Sequence[MenteeTraits], mentors: Sequence[MentorTraits], vocabulary: Vocabulary
) -> Grid:
    """The best tag gives up to 75, the second best up to 25. More would reward long lists."""
    goals, rows = distinct([(mentee.goal, meaning.of(mentee.goal, mentee.meaning)) for mentee in mentees])
    stems = [vocabulary.stems_of_goal(goal) for goal, _reading in goals]
    lists, columns = distinct([(*mentor.expertise, *mentor.areas) for mentor in mentors])
    tags = [each_once(own, vocabulary) for own in lists]
    # Each mentor's own spelling is read, so that nobody's score depends on who else takes part.
    every = {spelling: at for at, spelling in enumerate(_every(tags))}
    strength = _tag_strengths(goals, list(every), readings_of(mentors), vocabulary)
    best, second = _two_best(strength, [[every[tag] for tag in own.values()] for own in tags])
    return Grid(unless_missing((second + 3 * best) // 4, stems, tags), rows, columns)


def tag_strengths(
    mentees: Sequence[MenteeTraits],
    mentors: Sequence[MentorTraits],
    tags: Sequence[str],
    vocabulary: Vocabulary,
) -> Strengths:
    """Percent to which each goal touches each of these tags of the mentors."""
    goals = [(mentee.goal, meaning.of(mentee.goal, mentee.meaning)) for mentee in mentees]
    return _tag_strengths(goals, tags, readings_of(mentors), vocabulary)


def wanted_values(
    wanted: Sequence[Tags],
    offered: Sequence[Tags],
    mentees: Sequence[MenteeTraits],
    mentors: Sequence[MentorTraits],
    vocabulary: Vocabulary,
) -> Grid:
    """The share of the wanted that is offered, in percent; what is near in meaning counts in part."""
    (ones, rows), (others, columns) = distinct(wanted), distinct(offered)
    left, right = ([each_once(own, vocabulary) for own in side] for side in (ones, others))
    asked, given = ({tag: at for at, tag in enumerate(_every(side))} for side in (left, right))
    found = topic_strengths(mentees, mentors, list(asked), list(given), vocabulary)
    best = np.zeros((len(asked), len(right)), dtype=np.float32)
    for at, own in enumerate(right):
        if own:
            best[:, at] = found[:, [given[tag] for tag in own.values()]].max(axis=1)
    total = (incidence([own.values() for own in left], asked) @ best).astype(np.int32)
    return Grid(unless_missing(total // np.maximum(sizes(left), 1)[:, None], left, right), rows, columns)


def topic_strengths(
    mentees: Sequence[MenteeTraits],
    mentors: Sequence[MentorTraits],
    wanted: Sequence[str],
    offered: Sequence[str],
    vocabulary: Vocabulary,
) -> npt.NDArray[Any]:
    """Percent to which each wanted topic is each offered one: 100 under the same name, else by meaning."""
    same = 100 * shared([{vocabulary.key(tag)} for tag in wanted], [{vocabulary.key(tag)} for tag in offered])
    left, right = readings_of(mentees), readings_of(mentors)
    if not left or not right:
        return same
    near = meaning.tag_percents([left.get(tag) for tag in wanted], [right.get(tag) for tag in offered])
    return np.maximum(same, near)


def readings_of(people: Iterable[Person]) -> dict[str, Reading]:
    """Those of tags. Somebody's goal may be worded as a tag of somebody else: its reading is another one."""
    return {one.text: one for person in people for one in person.meaning if _is_of_a_tag(one, person)}


def _is_of_a_tag(one: Reading, person: Person) -> bool:
    return isinstance(person, MentorTraits) or one.text != person.goal or one.text in person.topics


def _every(side: Iterable[dict[str, str]]) -> list[str]:
    return sorted({tag for own in side for tag in own.values()})


def each_once(tags: Sequence[str], vocabulary: Vocabulary) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tags:
        if key := vocabulary.key(tag):
            found.setdefault(key, tag)
    return found


def _two_best(strength: Strengths, lists: Sequence[Sequence[int]]) -> tuple[Strengths, Strengths]:
    """For each goal and list of tags the strongest tag and the one after it; 0 where there is none."""
    nobodys = strength.shape[1]
    padded = np.hstack([strength, np.zeros((len(strength), 1), dtype=np.int16)])
    longest = max(map(len, lists), default=0)
    own = np.full((len(lists), longest), nobodys, dtype=np.intp)
    for at, some in enumerate(lists):
        own[at, : len(some)] = some
    best, second = (np.zeros((len(strength), len(lists)), dtype=np.int16) for _ in range(2))
    for place in range(longest):
        found = padded.take(own[:, place], axis=1)
        np.maximum(second, np.minimum(best, found), out=second)
        np.maximum(best, found, out=best)
    return best, second


def _tag_strengths(
    goals: Sequence[tuple[str, Reading | None]],
    tags: Sequence[str],
    known: dict[str, Reading],
    vocabulary: Vocabulary,
) -> Strengths:
    """By meaning and words where both have a vector, else by words alone."""
    stems = [vocabulary.stems_of_goal(goal) for goal, _reading in goals]
    worded = by_words(stems, [vocabulary.stems_of_tag(tag) for tag in tags])
    left, right = [reading for _goal, reading in goals], [known.get(tag) for tag in tags]
    if not any(left) or not any(right):
        return worded
    said = [telling_stems(reading.said) if reading else frozenset() for reading in right]
    near = meaning.nearness(left, right) + meaning.words_in_common(stems, said) // 2
    found = np.where(meaning.both_known(left, right), meaning.percents(near), worded)
    return found.astype(np.int16)


def by_words(
    goals: Sequence[frozenset[str]], readings: Sequence[tuple[frozenset[str], frozenset[str]]]
) -> Strengths:
    """Percent of each tag's words that each goal has, the better of its two readings; 0 when under a half."""
    percents = [
        100
        * shared(goals, [reading[which] for reading in readings])
        // np.maximum(sizes([reading[which] for reading in readings]), 1)
        for which in (0, 1)
    ]
    strength = np.maximum(*percents)
    return np.where(strength >= _TOUCHED, strength, 0).astype(np.int16)
