"""The hard rules and the weighted criteria, each over all pairs at once.

Rules and weights are those of DECISIONS, "Matching in the first issue"; each criterion says how it counts.
Everything is an integer: the matrix products below add zeros and ones in float32, far under 2**24, so the
number of threads cannot change a score (MATCHING 1.6, trap 3).
"""

from collections.abc import Callable, Hashable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from matching.engine import meaning
from matching.engine.problem import IntArray
from matching.engine.text import Vocabulary, telling_stems
from matching.engine.traits import MenteeTraits, MentorTraits

RULES = ("oneself", "reporting_line", "language", "hours", "alike", "apart")
DEFAULT_WEIGHTS = {
    "topics": 5,
    "expertise": 4,
    "goal_kind": 2,
    "hours": 2,
    "seniority": 2,
    "department": 1,
}
# The value of a criterion where one side did not answer.
MISSING_VALUE = 50
# In the matrices of values: one side did not answer.
MISSING = -1

# Four shared hours in a week are as good as forty: a pair meets once.
_ENOUGH_HOURS = 4
# Stands before a tag that a goal touches by meaning alone.
CLOSE = "~"
# Under this percentage a tag is not named as a reason.
TELLING = 33
# A tag counts as touched when the goal has at least half of its words.
_TOUCHED = 50

Mentees = Sequence[MenteeTraits]
Mentors = Sequence[MentorTraits]


def broken_rules(mentees: Mentees, mentors: Mentors) -> IntArray:
    """For every pair a bit mask of the hard rules it breaks, bit i for RULES[i]; shape mentees x mentors.

    A language or an hour must be shared where both sides gave any; a side that gave none passes, because an
    unanswered question is not a refusal.
    """
    oneself = _overlap([{m.person} for m in mentees], [{m.person} for m in mentors]) > 0
    above = _overlap([_key(m.manager) for m in mentees], [{m.person} for m in mentors])
    below = _overlap([{m.person} for m in mentees], [_key(m.manager) for m in mentors])
    spoken = _nothing_shared(languages(mentees), languages(mentors))
    free = _nothing_shared([m.hours for m in mentees], [m.hours for m in mentors])
    apart = _overlap([m.apart for m in mentees], [m.apart for m in mentors]) > 0
    rules = (oneself, above + below > 0, spoken, free, _answered_differently(mentees, mentors), apart)
    masks = [rule.astype(np.int64) << bit for bit, rule in enumerate(rules)]
    return np.asarray(sum(masks), dtype=np.int64)


def _answered_differently(mentees: Mentees, mentors: Mentors) -> npt.NDArray[np.bool_]:
    """Where both answered one of the questions that must be answered the same, and share no answer to it."""
    broken = np.zeros((len(mentees), len(mentors)), dtype=bool)
    for question in sorted({question for mentee in mentees for question, _answer in mentee.alike}):
        left, right = (
            [{answer for answer in person.alike if answer[0] == question} for person in side]
            for side in (mentees, mentors)
        )
        broken |= _nothing_shared(left, right)
    return broken


def count_broken(masks: IntArray) -> dict[str, int]:
    """How many of the masks break each hard rule, most first; a pair may break several."""
    counts = {rule: int(np.count_nonzero(masks >> bit & 1)) for bit, rule in enumerate(RULES)}
    return {rule: counts[rule] for rule in sorted(counts, key=lambda rule: -counts[rule]) if counts[rule]}


def topics_values(mentees: Mentees, mentors: Mentors, vocabulary: Vocabulary) -> IntArray:
    """The share of the wanted topics that the mentor offers, in percent; one that is near in meaning counts in part."""
    wanted = [_by_key(mentee.topics, vocabulary) for mentee in mentees]
    offered = [_by_key(mentor.topics, vocabulary) for mentor in mentors]
    rows, columns = (sorted({tag for own in side for tag in own.values()}) for side in (wanted, offered))
    found = topic_strengths(mentees, mentors, rows, columns, vocabulary)
    column = {tag: at for at, tag in enumerate(columns)}
    best = np.zeros((len(rows), len(mentors)), dtype=np.float32)
    for at, own in enumerate(offered):
        if own:
            best[:, at] = found[:, [column[tag] for tag in own.values()]].max(axis=1)
    row: dict[Hashable, int] = {tag: at for at, tag in enumerate(rows)}
    total = (_incidence([own.values() for own in wanted], row) @ best).astype(np.int64)
    count = np.array([max(len(own), 1) for own in wanted], dtype=np.int64)[:, None]
    return _unless_missing(total // count, wanted, offered)


def topic_strengths(
    mentees: Mentees, mentors: Mentors, wanted: Sequence[str], offered: Sequence[str], vocabulary: Vocabulary
) -> IntArray:
    """Percent to which each wanted topic is each offered one: 100 under the same name, else by meaning."""
    same = _overlap([{vocabulary.key(tag)} for tag in wanted], [{vocabulary.key(tag)} for tag in offered])
    left, right = (
        {one.text: one for person in side for one in person.meaning} for side in (mentees, mentors)
    )
    if not left or not right:
        return 100 * same
    near = meaning.tag_percents([left.get(tag) for tag in wanted], [right.get(tag) for tag in offered])
    return np.maximum(100 * same, near)


def expertise_values(mentees: Mentees, mentors: Mentors, vocabulary: Vocabulary) -> IntArray:
    """How far the goal touches the mentor's expertise and areas, by meaning or by its words: the best tag gives up
    to 75, the second best up to 25. More would reward long lists.
    """
    goals = [vocabulary.stems_of_goal(mentee.goal) for mentee in mentees]
    tags = [list(expertise_tags(mentor, vocabulary).values()) for mentor in mentors]
    every = sorted({tag for own in tags for tag in own})
    column = {tag: at for at, tag in enumerate(every)}
    strength = tag_strengths(mentees, mentors, every, vocabulary)
    values = np.zeros((len(mentees), len(mentors)), dtype=np.int64)
    for at, own in enumerate(tags):
        best = np.sort(strength[:, [column[tag] for tag in own]], axis=1)[:, -2:]
        values[:, at] = _best_two(best)
    return _unless_missing(values, goals, tags)


def tag_strengths(
    mentees: Mentees, mentors: Mentors, tags: Sequence[str], vocabulary: Vocabulary
) -> IntArray:
    """Percent to which each goal touches each of these tags of the mentors.

    By meaning and words where both have a vector, else by words alone.
    """
    goals = [vocabulary.stems_of_goal(mentee.goal) for mentee in mentees]
    by_words = _tag_strengths(goals, [vocabulary.stems_of_tag(tag) for tag in tags])
    left = [meaning.of(mentee.goal, mentee.meaning) for mentee in mentees]
    known = {one.text: one for mentor in mentors for one in mentor.meaning}
    right = [known.get(tag) for tag in tags]
    if not any(left) or not any(right):
        return by_words
    said = [telling_stems(reading.said) if reading else frozenset() for reading in right]
    near = meaning.nearness(left, right) + meaning.words_in_common(goals, said) // 2
    return np.where(meaning.both_known(left, right), meaning.percents(near), by_words)


def goal_kind_values(mentees: Mentees, mentors: Mentors, _vocabulary: Vocabulary) -> IntArray:
    """100 when the mentor likes to help with this kind of goal, else 0."""
    kinds = [_key(folded(mentee.goal_kind)) for mentee in mentees]
    focus = [{folded(kind) for kind in mentor.focus_kinds} for mentor in mentors]
    return _unless_missing(100 * _overlap(kinds, focus), kinds, focus)


def hours_values(mentees: Mentees, mentors: Mentors, _vocabulary: Vocabulary) -> IntArray:
    """25 for each shared hour of the week, up to four."""
    left, right = [m.hours for m in mentees], [m.hours for m in mentors]
    return _unless_missing(np.minimum(_overlap(left, right), _ENOUGH_HOURS) * 25, left, right)


def seniority_values(mentees: Mentees, mentors: Mentors, _vocabulary: Vocabulary) -> IntArray:
    """By the levels the mentor is above: two or more 100, one 75, none 25, below the mentee 0."""
    left = np.array([m.seniority or 0 for m in mentees], dtype=np.int64)
    right = np.array([m.seniority or 0 for m in mentors], dtype=np.int64)
    gap = np.clip(right[None, :] - left[:, None], -1, 2)
    values = np.array([0, 25, 75, 100], dtype=np.int64)[gap + 1]
    return _unless_missing(
        values, [m.seniority is not None for m in mentees], [m.seniority is not None for m in mentors]
    )


def department_values(mentees: Mentees, mentors: Mentors, _vocabulary: Vocabulary) -> IntArray:
    """100 for another department than one's own, else 0."""
    left = [_key(folded(m.department)) for m in mentees]
    right = [_key(folded(m.department)) for m in mentors]
    return _unless_missing(100 * (1 - _overlap(left, right)), left, right)


# In the order in which points are listed; the names are the keys of the weights.
CRITERIA: dict[str, Callable[[Mentees, Mentors, Vocabulary], IntArray]] = {
    "topics": topics_values,
    "expertise": expertise_values,
    "goal_kind": goal_kind_values,
    "hours": hours_values,
    "seniority": seniority_values,
    "department": department_values,
}


def expertise_tags(mentor: MentorTraits, vocabulary: Vocabulary) -> dict[str, str]:
    """The mentor's expertise and areas, each once: key to the spelling met first."""
    return _by_key((*mentor.expertise, *mentor.areas), vocabulary)


def _by_key(every: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    tags: dict[str, str] = {}
    for tag in every:
        key = vocabulary.key(tag)
        if key:
            tags.setdefault(key, tag)
    return tags


def touched_tags(mentee: MenteeTraits, mentor: MentorTraits, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The mentor's tags that the goal touches, the most fully touched first, in the mentor's spelling; those that share
    no word with it begin with CLOSE.
    """
    tags = list(expertise_tags(mentor, vocabulary).values())
    goal = [vocabulary.stems_of_goal(mentee.goal)]
    worded = _tag_strengths(goal, [vocabulary.stems_of_tag(tag) for tag in tags])[0].tolist()
    strength = tag_strengths([mentee], [mentor], tags, vocabulary)[0].tolist()
    ranked = sorted(zip(strength, tags, worded, strict=True), key=lambda item: (-item[0], item[1]))
    return tuple(tag if shared else CLOSE + tag for percent, tag, shared in ranked if percent >= TELLING)


def languages(people: Mentees | Mentors) -> list[set[str]]:
    """The languages of each person, comparable."""
    return [{folded(language) for language in person.languages} for person in people]


def folded(text: str) -> str:
    """A value as it is compared: case and outer spaces do not count."""
    return text.strip().casefold()


def _tag_strengths(
    goals: Sequence[frozenset[str]], readings: Sequence[tuple[frozenset[str], frozenset[str]]]
) -> IntArray:
    """Percent of each tag's words that each goal has, the better of its two readings; 0 when under a half."""
    percents = [
        100
        * _overlap(goals, [reading[which] for reading in readings])
        // np.array([max(len(reading[which]), 1) for reading in readings], dtype=np.int64)
        for which in (0, 1)
    ]
    strength = np.maximum(*percents)
    return np.where(strength >= _TOUCHED, strength, 0)


def _best_two(best: IntArray) -> IntArray:
    """3/4 of the best and 1/4 of the second, from up to two ascending columns."""
    weights = np.array([1, 3], dtype=np.int64)[2 - best.shape[1] :]
    return np.asarray(best @ weights // 4, dtype=np.int64)


def _key(value: str | None) -> set[str]:
    return {value} if value else set()


def _nothing_shared(
    left: Sequence[Iterable[Hashable]], right: Sequence[Iterable[Hashable]]
) -> npt.NDArray[np.bool_]:
    return np.asarray((_overlap(left, right) == 0) & _both(left, right))


def _unless_missing(values: IntArray, left: Sequence[object], right: Sequence[object]) -> IntArray:
    return np.where(_both(left, right), values, MISSING)


def _both(left: Sequence[object], right: Sequence[object]) -> npt.NDArray[np.bool_]:
    """Where both sides answered: an answer is a set that is not empty, or True."""
    given = [np.array([bool(answer) for answer in side], dtype=bool) for side in (left, right)]
    return np.asarray(given[0][:, None] & given[1][None, :])


def _overlap(left: Sequence[Iterable[Hashable]], right: Sequence[Iterable[Hashable]]) -> IntArray:
    """How many members each set of the left shares with each set of the right."""
    column = {member: at for at, member in enumerate({member for keys in left for member in keys})}
    product = _incidence(left, column) @ _incidence(right, column).T
    return product.astype(np.int64)


def _incidence(sets: Sequence[Iterable[Hashable]], column: dict[Hashable, int]) -> npt.NDArray[np.float32]:
    matrix = np.zeros((len(sets), len(column)), dtype=np.float32)
    for row, keys in enumerate(sets):
        matrix[row, [column[key] for key in keys if key in column]] = 1
    return matrix
