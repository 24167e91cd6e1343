"""Whether two people may be proposed to each other as things stand now; whoever acts on the answer holds their locks.

Why they may not is not told apart here: a veto is known to its author alone, the list of a program to its coordinators.
"""

from matching.engine import Impossible, ScoreTable
from matching.models import Offer, PairRule
from matching.queries.criteria import rules_of
from matching.queries.pool import Pool, load_pool
from programs.models import Cohort, Enrolment
from programs.queries.vetoes import are_apart


def kept_apart(offer: Offer) -> bool:
    """By what one of the two said, or by the program’s list of those who are never together. Two statements."""
    one, other = sorted((offer.mentor.person_id, offer.mentee.person_id))
    rules = PairRule.objects.filter(program=offer.cohort.program_id, kind=PairRule.Kind.APART)
    listed = rules.filter(one=one, other=other).exists()
    return are_apart(one, other) or listed


def possible_pair(mentee: Enrolment, mentor: Enrolment) -> ScoreTable | None:
    """These two alone, as they may see it. None where they cannot be a pair: full, paused, kept apart, by a rule."""
    pool = load_pool(mentee.cohort).only(mentee.code, mentor.code)
    if not (pool.mentees and pool.mentors):
        return None
    table = scored_for_them(pool, mentee.cohort)
    return None if isinstance(table.pair(mentee.code, mentor.code), Impossible) else table


def scored_for_them(pool: Pool, cohort: Cohort) -> ScoreTable:
    """Without wishes and who was left over: neither what is said nor the order may tell one of somebody else's."""
    return pool.without_wishes().score(rules_of(cohort, pool.questions))
