"""Why a pair, why not somebody, and what another choice would change: keys and values, never sentences.

The sentences are written in the templates, where they can be translated.
"""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from matching.engine.assignment import Solution, solve
from matching.engine.criteria import ALREADY, OTHER
from matching.engine.evidence import evidence
from matching.engine.grids import Ints
from matching.engine.hard import count_broken
from matching.engine.problem import Problem
from matching.engine.scoring import CriterionPoints, Impossible, ScoreTable
from matching.engine.traits import MenteeTraits, MentorTraits

# A value is called a plus from the half on (one of two wanted topics), a minus under a quarter.
_PLUS_FROM = 50
_MINUS_UNDER = 25


@dataclass(frozen=True)
class Reason:
    """One criterion of a pair. `kind` is its key.

    `values` is what the two share or how they differ, by relation (evidence.py). `tone` is plus, neutral or minus;
    `missing` says that one side did not answer (then neutral, no values). `points` is what it adds to the score.
    """

    kind: str
    values: tuple[str, ...]
    tone: str
    points: int
    missing: bool = False


@dataclass(frozen=True)
class WhyNot:
    """Why somebody has no pair, or places left.

    `kind` for a mentee: `no_mentors` (nobody has places), `no_option` (every mentor with places is ruled
    out), `out_priced` (those who would do are taken). For a mentor: `no_mentees`, `no_option`, `not_needed`
    (those who would do have all the mentors they want), `below_floor` (a mentee would take one more, but the
    pair is under the floor). `rule` is the hard rule that removed most, None but for `no_option`; `removed`
    all rules with their counts, most first; `other` when some pair is impossible for a reason that has no
    name here; `options` how many people would do.
    """

    kind: str
    rule: str | None = None
    removed: tuple[tuple[str, int], ...] = ()
    options: int = 0
    other: bool = False


@dataclass(frozen=True)
class Candidate:
    """A possible mentor of a mentee. `places_left` is after the solution; `chosen` when they are a pair in
    it; `change` is this score less the score of the mentee's best pair in the solution (less 0 without any).
    """

    mentor: str
    score: int
    places_left: int
    chosen: bool
    change: int


@dataclass(frozen=True)
class Consequence:
    """What forcing one pair makes of the whole: the new solution, and new minus old.

    `matched` mentees, `pairs` and `score` (the sum over all pairs, locked and forced ones included).
    """

    solution: Solution
    matched: int
    pairs: int
    score: int


def top_reasons(table: ScoreTable, mentee: str, mentor: str, count: int = 3) -> tuple[Reason, ...]:
    """The `count` best pluses of a pair, or fewer. Raises KeyError for an unknown id."""
    return tuple(reason for reason in reasons(table, mentee, mentor) if reason.tone == "plus")[:count]


def reasons(table: ScoreTable, mentee: str, mentor: str) -> tuple[Reason, ...]:
    """Every criterion of a possible pair: pluses, then minuses, then neutral ones; of each the one with most
    points first, and among equals the one with most weight. Empty for an impossible pair; raises KeyError for
    an unknown id.
    """
    found = table.pair(mentee, mentor)
    if isinstance(found, Impossible):
        return ()
    one, other = table.mentees[table.mentee_at[mentee]], table.mentors[table.mentor_at[mentor]]
    every = [
        (part.weight, reason)
        for part in found.parts
        if (reason := reason_of(table, part, one, other)) is not None
    ]
    order = {"plus": 0, "minus": 1, "neutral": 2}
    every.sort(key=lambda item: (order[item[1].tone], -item[1].points, -item[0]))
    return tuple(reason for _, reason in every)


def reason_of(
    table: ScoreTable, part: CriterionPoints, mentee: MenteeTraits, mentor: MentorTraits
) -> Reason | None:
    """What one part of the score of a pair is made of. None where no criterion stands behind it."""
    if part.criterion is None:
        return None
    if part.missing:
        return Reason(part.name, (), "neutral", part.points, missing=True)
    values = evidence(part.criterion, mentee, mentor, table.likeness)
    return Reason(part.name, values, _tone(part.value), part.points)


def why_unmatched(table: ScoreTable, mentee: str) -> WhyNot:
    """Why this mentee has no pair in the best solution of the table. Raises KeyError for an unknown id."""
    row = table.mentee_at[mentee]
    open_columns = [at for at, mentor in enumerate(table.mentors) if mentor.capacity]
    if not open_columns:
        return WhyNot("no_mentors")
    options = int((table.score[row, open_columns] >= 0).sum())
    return (
        WhyNot("out_priced", options=options)
        if options
        else _no_option(table, table.broken[row, open_columns])
    )


def why_free(table: ScoreTable, solution: Solution, mentor: str) -> WhyNot:
    """Why this mentor has places left in the solution. Raises KeyError for an unknown id."""
    column = table.mentor_at[mentor]
    rows = [at for at, mentee in enumerate(table.mentees) if mentee.wants]
    if not rows:
        return WhyNot("no_mentees")
    able = [at for at in rows if table.score[at, column] >= 0]
    if not able:
        return _no_option(table, table.broken[rows, column])
    chosen = {(pair.mentee, pair.mentor) for pair in solution.pairs}
    mentors_of = Counter(pair.mentee for pair in solution.pairs)
    wishing = [
        at
        for at in able
        if mentors_of[table.mentees[at].id] < table.mentees[at].wants
        and (table.mentees[at].id, mentor) not in chosen
    ]
    return WhyNot("below_floor" if wishing else "not_needed", options=len(able))


def candidates(table: ScoreTable, solution: Solution, mentee: str) -> tuple[Candidate, ...]:
    """Every possible mentor of the mentee, best score first, then by id. KeyError for an unknown id."""
    row = table.mentee_at[mentee]
    own = {pair.mentor: pair.score for pair in solution.pairs if pair.mentee == mentee}
    taken = Counter(pair.mentor for pair in solution.pairs)
    best = max(own.values(), default=0)
    found = [
        Candidate(
            mentor=mentor.id,
            score=score,
            places_left=max(mentor.capacity - taken[mentor.id], 0),
            chosen=mentor.id in own,
            change=score - best,
        )
        for mentor, score in zip(table.mentors, table.score[row].tolist(), strict=True)
        if score >= 0
    ]
    return tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.mentor)))


def force_pair(problem: Problem, solution: Solution, mentee: str, mentor: str) -> Consequence:
    """Solve again with one more locked pair. Raises ProblemError naming `locked[i]` without room for it."""
    forced = solve(replace(problem, locked=(*problem.locked, (mentee, mentor))))
    return Consequence(
        solution=forced,
        matched=forced.matched - solution.matched,
        pairs=len(forced.pairs) - len(solution.pairs),
        score=_sum(forced) - _sum(solution),
    )


def _tone(value: int) -> str:
    if value >= _PLUS_FROM:
        return "plus"
    return "minus" if value < _MINUS_UNDER else "neutral"


def _no_option(table: ScoreTable, masks: Ints) -> WhyNot:
    """A pair that breaks a rule with a name is said to be removed by that one."""
    removed = tuple(count_broken(masks, table.names).items())
    nameless = (1 << table.names.index(OTHER)) | (1 << table.names.index(ALREADY))
    other = bool(np.any((masks & ~nameless) == 0))
    return WhyNot("no_option", rule=removed[0][0] if removed else None, removed=removed, other=other)


def _sum(solution: Solution) -> int:
    return sum(pair.score for pair in solution.pairs)
