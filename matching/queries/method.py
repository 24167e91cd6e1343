"""How a draft was worked out, in numbers: fits, loads, pairs who would rather have each other, and what repeats it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from matching.engine.bands import USUAL_BANDS
from matching.engine.steps import Ground, scores
from matching.models import Draft, Publication
from matching.queries.compare import Spread, pairs_of, spread
from matching.queries.criteria import rules_of_draft
from matching.queries.grounds import ground_for
from matching.queries.names import names_of
from matching.queries.sentences import proof_sentence
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict

SHARES = (10, 25, 50, 75, 90)
_Pairs = Mapping[str, list[tuple[str, int]]]  # by mentee: (mentor, score)


@dataclass(frozen=True)
class Method:
    """`blocking` is None where it is not counted: the draft is closed, or there are too many people to count while
    somebody waits. `percentiles` are (share, fit). `order` is what counts first and what next, `proof` how far it is
    reached.
    """

    spread: Spread
    strongest: int
    percentiles: list[tuple[int, int]]
    blocking: int | None
    order: list[str]
    proof: str
    weights: list[
        tuple[str, int, float | None]
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
        order=order_of(draft.policy),
        proof=proof_sentence(draft.summary) or _proved(draft.policy),
        weights=_weights(draft),
        audit=last.audit if last and not held else [],
        audit_waits=held,
    )


def order_of(policy: str) -> list[str]:
    """As engine/assignment.py, bands.py and stable.py have it."""
    musts = _("What must hold: a pair that breaks a rule is impossible, however well it fits.")
    last = _("Between equals a number made of both people’s codes decides, the same every time.")
    if policy == Draft.Policy.STABLE:
        taken = _(
            "Pairs are taken from the best fit down, first everybody’s first mentor, then further ones. So no two are "
            "left who would both rather have each other; how many get a mentor, and how well, follows from it."
        )
        return [musts, taken, last]
    goals = [_("As many mentees as possible get a mentor, and everybody a first before anybody a second.")]
    if policy == Draft.Policy.FAIR_FLOOR:
        goals.append(_("The weakest pair is as strong as it can be (the weakest pair is protected)."))
    elif policy == Draft.Policy.FEWEST_POOR:
        poor, fair = (band // 100 for band in USUAL_BANDS)
        words = _(
            "As few pairs as possible are weak: first those that fit under %(poor)s, then under %(fair)s."
        )
        goals.append(words % {"poor": poor, "fair": fair})
    return [musts, *goals, _("The sum of all fits is as high as it can be."), last]


def _proved(policy: str) -> str:
    if policy == Draft.Policy.STABLE:
        return _("The result is proved: no two people are left who would both rather have each other.")
    return _("The result is proved: there is no better one in this order.")


def _weights(draft: Draft) -> list[tuple[str, int, float | None]]:
    """Extra points are none of the shares: they come on top of a fit that is whole without them."""
    extra = {one.key for one in rules_of_draft(draft) if one.bonus}
    whole = sum(weight for key, weight in draft.weights.items() if key not in extra)
    names = names_of(draft)
    return [
        (names[key], weight, None if key in extra else 100 * weight / whole if whole else 0)
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
