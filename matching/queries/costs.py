"""What choosing somebody else for a pair costs the whole: everything is decided anew around it."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matching.engine import Solution
from matching.engine.steps import Pair, that_hold
from matching.models import Draft, Proposal
from matching.queries.candidates import Candidate
from matching.queries.grounds import ground_for
from matching.queries.stepping import forced
from mentorship.lib.refusals import Conflict

Side = list[Candidate]


def with_costs(draft: Draft, proposal: Proposal, for_mentee: Side, for_mentor: Side) -> tuple[Side, Side]:
    """The same candidates, each with the sentence of what it costs; without one where there are too many people."""
    asked = [(proposal.mentee.code, one.code) for one in for_mentee]
    asked += [(one.code, proposal.mentor.code) for one in for_mentor]
    if not asked:
        return for_mentee, for_mentor
    try:
        words = _costs(draft, proposal, asked)
    except Conflict:
        return for_mentee, for_mentor
    told = [
        replace(one, cost=words[pair]) for one, pair in zip([*for_mentee, *for_mentor], asked, strict=True)
    ]
    return told[: len(for_mentee)], told[len(for_mentee) :]


def _costs(draft: Draft, proposal: Proposal, asked: Sequence[Pair]) -> dict[Pair, str]:
    kept = ground_for(draft)
    others = draft.proposals.filter(locked=True, publication=None).exclude(pk=proposal.pk)
    locked = that_hold(kept.ground, others.order_by("pk").values_list("mentee__code", "mentor__code"))
    possible = [pair for pair in asked if that_hold(kept.ground, [pair])]
    best, answers = forced(kept.key, kept.ground, draft.weights, draft.policy, locked, possible)
    found = {pair: _words(best, answer) for pair, answer in zip(possible, answers, strict=True)}
    return {pair: found.get(pair, _not_now()) for pair in asked}


def _not_now() -> str:
    return _("Not possible as things stand.")


def _words(best: Solution, answer: Solution | None) -> str:
    if answer is None:
        return _("Only if a locked pair is unlocked first.")
    lost = best.matched - answer.matched
    changes = []
    if lost > 0:
        changes.append(
            ngettext("one mentee fewer has a mentor", "%(n)s mentees fewer have a mentor", lost) % {"n": lost}
        )
    for words, was, then in (
        (_("average fit %(was)s → %(then)s"), _average(best), _average(answer)),
        (_("weakest %(was)s → %(then)s"), _weakest(best), _weakest(answer)),
    ):
        if was != then:
            changes.append(words % {"was": was, "then": then})
    if not changes:
        return _("Costs the whole nothing you would notice.")
    return _("For the whole: %(changes)s.") % {"changes": "; ".join(changes)}


def _average(solution: Solution) -> str:
    """To a tenth, so that one pair among many is seen."""
    pairs = solution.pairs
    return f"{sum(pair.score for pair in pairs) / (100 * len(pairs)):.1f}" if pairs else "–"


def _weakest(solution: Solution) -> str:
    return str(min((pair.score for pair in solution.pairs), default=0) // 100)
