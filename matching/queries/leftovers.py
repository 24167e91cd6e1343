"""Why somebody has no pair, as a draft keeps it: the engine's answer, or that they all meet already."""

from collections import Counter
from collections.abc import Iterator, Sequence, Sized
from typing import Any

import numpy as np

from matching.engine import Rules, ScoreTable, Solution, WhyNot, why_free, why_unmatched
from matching.engine.criteria import ALREADY, OTHER
from matching.queries.rule_words import named_for
from matching.queries.scored import Scored

Reason = dict[str, Any]
# People whose rules are looked at together, and rows whose scores are.
_TOGETHER = 100
_ROWS = 1000


def why_left(scored: Scored, solution: Solution) -> dict[str, Reason]:
    """The reason of everybody without a pair, by the code of their enrolment.

    Whoever has options is counted from the scores; the rules are asked for those who have none.
    """
    busy = {pair.mentor for pair in solution.pairs}
    free = [mentor.id for mentor in scored.pool.mentors if mentor.id not in busy]
    return _unmatched(scored, solution.unmatched) | _free(scored, solution, free)


def _unmatched(scored: Scored, mentees: Sequence[str]) -> dict[str, Reason]:
    rows = np.array([scored.mentee_at[mentee] for mentee in mentees], dtype=np.int64)
    options = np.zeros(len(rows), dtype=np.int64)
    for some in _pieces(rows, _ROWS):
        options[some] = (scored.scores.rows(rows[some]) >= 0).sum(axis=1)
    found = {
        mentee: _plain(WhyNot("out_priced", options=count), scored.rules)
        for mentee, count in zip(mentees, options.tolist(), strict=True)
    }
    alone = [mentees[at] for at in np.flatnonzero(options == 0).tolist()]
    for some in _pieces(alone, _TOGETHER):
        table = scored.table(mentees=set(alone[some]))
        found |= {mentee: why_unmatched_mentee(table, mentee) for mentee in alone[some]}
    return found


def _free(scored: Scored, solution: Solution, mentors: Sequence[str]) -> dict[str, Reason]:
    columns = np.array([scored.mentor_at[mentor] for mentor in mentors], dtype=np.int64)
    given = Counter(pair.mentee for pair in solution.pairs)
    wishing = np.array([given[mentee.id] < mentee.wants for mentee in scored.pool.mentees], dtype=bool)
    able, wished = np.zeros(len(columns), dtype=np.int64), np.zeros(len(columns), dtype=bool)
    if len(columns):
        every = np.arange(len(scored.pool.mentees))
        for some in _pieces(every, _ROWS):
            possible = scored.scores.rows(every[some])[:, columns] >= 0
            able += possible.sum(axis=0)
            wished |= possible[wishing[some]].any(axis=0)
    found = {
        mentor: _plain(WhyNot("below_floor" if wish else "not_needed", options=count), scored.rules)
        for mentor, wish, count in zip(mentors, wished.tolist(), able.tolist(), strict=True)
    }
    alone = [mentors[at] for at in np.flatnonzero(able == 0).tolist()]
    for some in _pieces(alone, _TOGETHER):
        table = scored.table(mentors=set(alone[some]))
        found |= {mentor: why_free_mentor(table, solution, mentor) for mentor in alone[some]}
    return found


def _pieces(values: Sized, size: int) -> Iterator[slice]:
    return (slice(start, start + size) for start in range(0, len(values), size))


def why_unmatched_mentee(table: ScoreTable, mentee: str) -> Reason:
    """The same of one mentee, from a table with every mentor."""
    row = table.mentee_at[mentee]
    if _kept_apart(table, table.broken[row, :]):
        return {"kind": "nobody"}
    if _only_already(table, table.broken[row, :]):
        return {"kind": "already"}
    return _plain(why_unmatched(table, mentee), table.rules)


def why_free_mentor(table: ScoreTable, solution: Solution, mentor: str) -> Reason:
    """The same of one mentor, from a table with every mentee."""
    column = table.mentor_at[mentor]
    if _kept_apart(table, table.broken[:, column]):
        return {"kind": "nobody"}
    if _only_already(table, table.broken[:, column]):
        return {"kind": "already"}
    return _plain(why_free(table, solution, mentor), table.rules)


def _kept_apart(table: ScoreTable, broken: Any) -> bool:
    """Nobody is left, and not by the rules alone: no count is given, from which one could tell the difference."""
    return bool(broken.size and broken.all() and np.any(broken & (1 << table.names.index(OTHER))))


def _only_already(table: ScoreTable, broken: Any) -> bool:
    """Nobody is left, and the rules removed nobody: all who are there are met already."""
    return bool(broken.size and (broken == 1 << table.names.index(ALREADY)).all())


def _plain(why: WhyNot, rules: Rules) -> Reason:
    named = {rule: named_for(rule, rules) for rule, _count in why.removed}
    named = {rule: said for rule, said in named.items() if said}
    return {
        "kind": why.kind,
        "rule": why.rule,
        "removed": [list(one) for one in why.removed],
        "options": why.options,
        **({"other": True} if why.other else {}),
        **({"named": named} if named else {}),
    }
