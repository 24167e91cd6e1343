"""The points of a pair in the shape a draft keeps them."""

from typing import Any

from matching.engine import DEFAULT_WEIGHTS, Criterion, Impossible, ScoreTable, reason_of

Points = list[list[Any]]


def points_of(table: ScoreTable, mentee: str, mentor: str) -> Points:
    """The points of a pair as `Proposal.points` keeps them. Empty when a rule forbids it."""
    found = table.pair(mentee, mentor)
    if isinstance(found, Impossible):
        return []
    one, other = table.mentees[table.mentee_at[mentee]], table.mentors[table.mentor_at[mentor]]
    rows: Points = []
    for part in found.parts:
        reason = reason_of(table, part, one, other)
        tone = "missing" if part.missing or reason is None else reason.tone
        told = list(reason.values) if reason else []
        rows.append([part.name, part.value, part.weight, part.points, tone, told, *_said(part.criterion)])
    return rows


def _said(one: Criterion | None) -> list[dict[str, Any]]:
    """What the sentence of a criterion needs that is not one of the usual: the row must do without its draft."""
    if one is None or one.key in DEFAULT_WEIGHTS:
        return []
    return [
        {"relation": one.relation, "mentee": one.mentee, "mentor": one.mentor, "n": one.n}
        | ({"label": one.label, "shared": one.shared} if one.question else {})
        | ({"mentor_label": one.mentor_label} if one.mentor_label else {})
    ]
