"""How a draft was worked out, in numbers: fits, loads, pairs who would rather have each other, and what repeats it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from matching.engine.steps import Ground, scores
from matching.models import Draft, Publication
from matching.queries.compare import Spread, pairs_of, spread
from matching.queries.criteria import rules_of_draft
from matching.queries.grounds import ground_for
from matching.queries.names import names_of
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict

SHARES = (10, 25, 50, 75, 90)
_Pairs = Mapping[str, list[tuple[str, int]]]  # by mentee: (mentor, score)


@dataclass(frozen=True)
class Method:
    """`blocking` is None where it is not counted: the draft is closed, or there are too many people to count while
    somebody waits. `percentiles` are (share, fit). `gap` is in per cent, 0 where the result is proved.
    """

    spread: Spread
    strongest: int
    percentiles: list[tuple[int, int]]
    blocking: int | None
    gap: float
    weights: list[
        tuple[str, int, int | None]
    ]  # name, weight, its share in per cent; none of what comes on top
    audit: list[dict[str, Any]]
    audit_waits: bool


def method_of(draft: Draft) -> Method:
    pairs = pairs_of(draft)
    fits = sorted(score for mentors in pairs.values() for _mentor, score in mentors)
    last = Publication.objects.filter(draft=draft, whole=True, undone_at=None).last()
    held = last is not None and clock.now() < last.held_until
    return Method(
        spread=spread(pairs),
        strongest=fits[-1] // 100 if fits else 0,
        percentiles=[(share, fits[(len(fits) - 1) * share // 100] // 100) for share in SHARES]
        if fits
        else [],
        blocking=_blocking_now(draft, pairs) if draft.state == Draft.State.OPEN else None,
        gap=draft.summary.get("gap", 0.0) * 100,
        weights=_weights(draft),
        audit=last.audit if last and not held else [],
        audit_waits=held,
    )


def _weights(draft: Draft) -> list[tuple[str, int, int | None]]:
    """Extra points are none of the shares: they come on top of a fit that is whole without them."""
    extra = {one.key for one in rules_of_draft(draft) if one.bonus}
    whole = sum(weight for key, weight in draft.weights.items() if key not in extra)
    names = names_of(draft)
    return [
        (names[key], weight, None if key in extra else 100 * weight // whole if whole else 0)
        for key, weight in draft.weights.items()
    ]


def _blocking_now(draft: Draft, pairs: _Pairs) -> int | None:
    try:
        kept = ground_for(draft)
    except Conflict:
        return None
    return blocking(kept.ground, draft.weights, pairs)


def blocking(ground: Ground, weights: Mapping[str, int], pairs: _Pairs) -> int:
    """Possible pairs that are none here, and both sides would gain: each has a place left or somebody weaker."""
    found = scores(ground, weights)
    mentee_at = {one.id: at for at, one in enumerate(ground.mentees)}
    mentor_at = {one.id: at for at, one in enumerate(ground.mentors)}
    weakest_of_mentee = np.full(len(ground.mentees), 10_001)
    weakest_of_mentor = np.full(len(ground.mentors), 10_001)
    wants = np.array([one.wants for one in ground.mentees], dtype=np.int64)
    room = np.array([one.capacity for one in ground.mentors], dtype=np.int64)
    for mentee, mentors in pairs.items():
        for mentor, _score in mentors:
            if mentee in mentee_at and mentor in mentor_at:
                row, column = mentee_at[mentee], mentor_at[mentor]
                score = found[row, column]
                weakest_of_mentee[row] = min(weakest_of_mentee[row], score)
                weakest_of_mentor[column] = min(weakest_of_mentor[column], score)
                wants[row] -= 1
                room[column] -= 1
                found[row, column] = -1
    weakest_of_mentee[wants > 0] = -1
    weakest_of_mentor[room > 0] = -1
    better = (found >= 0) & (found > weakest_of_mentee[:, None]) & (found > weakest_of_mentor[None, :])
    return int(better.sum())
