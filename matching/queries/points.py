"""The points of a pair in the shape a draft keeps them."""

from typing import Any

from matching.engine import Impossible, ScoreTable, reasons

Points = list[list[Any]]


def points_of(table: ScoreTable, mentee: str, mentor: str) -> Points:
    """The points of a pair as `Proposal.points` keeps them. Empty when a rule forbids it."""
    found = table.pair(mentee, mentor)
    if isinstance(found, Impossible):
        return []
    said = {reason.kind: reason for reason in reasons(table, mentee, mentor)}
    rows: Points = []
    for part in found.parts:
        reason = said.get(part.name)
        tone = "missing" if part.missing or reason is None else reason.tone
        rows.append(
            [part.name, part.value, part.weight, part.points, tone, list(reason.values) if reason else []]
        )
    return rows
