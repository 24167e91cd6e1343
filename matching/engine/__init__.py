"""Scores pairs, chooses them exactly, and says why; plain values in, plain values out.

Imports neither Django nor anything of ours outside this package; whoever loads people fills the traits.
"""

from matching.engine.assignment import BUILT, Pair, Solution, solve
from matching.engine.candidates import Block, Kept, Report
from matching.engine.criteria import (
    DEFAULT_RULES,
    DEFAULT_WEIGHTS,
    Criterion,
    Rules,
    as_plain,
    as_rules,
    check_rules,
    from_plain,
    with_weights,
)
from matching.engine.explain import (
    Candidate,
    Consequence,
    Reason,
    WhyNot,
    candidates,
    force_pair,
    reason_of,
    reasons,
    top_reasons,
    why_free,
    why_unmatched,
)
from matching.engine.large import solve_large
from matching.engine.problem import POLICIES, Arcs, Mentee, Mentor, Problem, ProblemError, parse_problem
from matching.engine.scoring import (
    CriterionPoints,
    Impossible,
    PairScore,
    ScoreTable,
    score_all,
    score_pair,
)
from matching.engine.traits import Between, MenteeTraits, MentorTraits

__all__ = [
    "BUILT",
    "DEFAULT_RULES",
    "DEFAULT_WEIGHTS",
    "POLICIES",
    "Arcs",
    "Between",
    "Block",
    "Candidate",
    "Consequence",
    "Criterion",
    "CriterionPoints",
    "Impossible",
    "Kept",
    "Mentee",
    "MenteeTraits",
    "Mentor",
    "MentorTraits",
    "Pair",
    "PairScore",
    "Problem",
    "ProblemError",
    "Reason",
    "Report",
    "Rules",
    "ScoreTable",
    "Solution",
    "WhyNot",
    "as_plain",
    "as_rules",
    "candidates",
    "check_rules",
    "force_pair",
    "from_plain",
    "parse_problem",
    "reason_of",
    "reasons",
    "score_all",
    "score_pair",
    "solve",
    "solve_large",
    "top_reasons",
    "why_free",
    "why_unmatched",
    "with_weights",
]
