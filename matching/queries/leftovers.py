"""Why somebody has no pair, as a draft keeps it: the engine's answer, or that they all meet already."""

from typing import Any

import numpy as np

from matching.engine import ScoreTable, Solution, WhyNot, why_free, why_unmatched
from matching.queries.pool import ALREADY, APART

Reason = dict[str, Any]


def why_unmatched_mentee(table: ScoreTable, mentee: str) -> Reason:
    row = table.mentee_at[mentee]
    if _kept_apart(table.score[row, :], table.broken[row, :]):
        return {"kind": "nobody"}
    if _only_already(table.score[row, :], table.broken[row, :]):
        return {"kind": "already"}
    return _plain(why_unmatched(table, mentee))


def why_free_mentor(table: ScoreTable, solution: Solution, mentor: str) -> Reason:
    column = table.mentor_at[mentor]
    if _kept_apart(table.score[:, column], table.broken[:, column]):
        return {"kind": "nobody"}
    if _only_already(table.score[:, column], table.broken[:, column]):
        return {"kind": "already"}
    return _plain(why_free(table, solution, mentor))


def _kept_apart(scores: Any, broken: Any) -> bool:
    """Nobody is left, and not by the rules alone: no count is given, from which one could tell the difference."""
    return bool(broken.size and (scores < 0).all() and np.any(broken & APART))


def _only_already(scores: Any, broken: Any) -> bool:
    """Nobody is left, and the rules removed nobody: all who are there are met already."""
    return bool(broken.size and (scores < 0).all() and not np.any(broken & (ALREADY - 1)))


def _plain(why: WhyNot) -> Reason:
    return {
        "kind": why.kind,
        "rule": why.rule,
        "removed": [list(one) for one in why.removed],
        "options": why.options,
    }
