"""Scores pairs, chooses them exactly, and says why; plain values in, plain values out.

Imports neither Django nor anything of ours outside this package; whoever loads people fills the traits.
"""

from matching.engine.assignment import BUILT, Pair, Solution, solve
from matching.engine.candidates import Block, Kept, Report
from matching.engine.criteria import CRITERIA, DEFAULT_WEIGHTS, RULES
from matching.engine.explain import (
    Candidate,
    Consequence,
    Reason,
    WhyNot,
    candidates,
    force_pair,
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
    check_weights,
    score_all,
    score_pair,
)
from matching.engine.traits import MenteeTraits, MentorTraits

__all__ = [
    "BUILT",
    "CRITERIA",
    "DEFAULT_WEIGHTS",
    "POLICIES",
    "RULES",
    "Arcs",
    "Block",
    "Candidate",
    "Consequence",
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
    "ScoreTable",
    "Solution",
    "WhyNot",
    "candidates",
    "check_weights",
    "force_pair",
    "parse_problem",
    "reasons",
    "score_all",
    "score_pair",
    "solve",
    "solve_large",
    "top_reasons",
    "why_free",
    "why_unmatched",
]
