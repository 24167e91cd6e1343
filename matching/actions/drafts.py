"""Making a draft. Lock order of everything here: cohort, enrolments by id, draft, proposals."""

from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from matching.engine import Report, Rules, Solution, as_plain, solve, solve_large, with_weights
from matching.models import Draft, Leftover, Proposal
from matching.queries.criteria import rules_of
from matching.queries.leftovers import Reason, why_left
from matching.queries.meaning import understood
from matching.queries.points import Points
from matching.queries.pool import Pool, load_pool
from matching.queries.scored import Scored
from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import fresh_codes
from mentorship.lib.refusals import Conflict
from mentorship.work import encoder
from mentorship.work.aside import aside
from programs.actions import audit
from programs.models import Cohort

ENGINE = f"1, ortools {version('ortools')}"[:20]
_Rows = list[tuple[str, str, bool]]  # (mentee, mentor, by hand)


@dataclass(frozen=True)
class _Locks:
    """Locked pairs that still can be: (mentee, mentor) to whether it was made by hand; and how many cannot."""

    kept: dict[tuple[str, str], bool]
    dropped: int


@dataclass(frozen=True)
class Plan:
    """What a run found, and why. `pool` and `locked` are the people and the locked pairs it was found for."""

    pool: Pool
    scored: Scored
    points: list[Points]
    left: dict[str, Reason]
    solution: Solution
    locks: _Locks
    policy: str
    locked: _Rows
    before: Draft | None = None

    @property
    def rules(self) -> Rules:
        return self.scored.rules


@transaction.atomic
def run_matching(
    *,
    cohort: Cohort,
    by: User | None,
    rules: Rules | None = None,
    weights: dict[str, int] | None = None,
    policy: str = Draft.Policy.FAIR_FLOOR,
    before: Draft | None = None,
) -> Draft:
    """A new draft from the people as they are now, while whoever asked waits; see orders.py for many people.

    `before` is the draft whose locked pairs are kept: the newest open one where nobody says.
    """
    lock_cohort(cohort)
    plan = plan_draft(cohort=cohort, rules=rules, weights=weights, policy=policy, before=before)
    return _save(cohort, by, plan)


@transaction.atomic
def make_draft(*, cohort: Cohort, by: User | None, plan: Plan) -> Draft:
    """A draft from a plan made before, outside this transaction.

    If people or locks have changed since, it is thought out again here, while the cohort's other actions wait.
    """
    lock_cohort(cohort)
    if (plan.pool, plan.locked) != (load_pool(cohort), _locked_rows(cohort, plan.before)):
        plan = plan_draft(cohort=cohort, rules=plan.rules, policy=plan.policy, before=plan.before)
    return _save(cohort, by, plan)


def plan_draft(
    *,
    cohort: Cohort,
    rules: Rules | None = None,
    weights: dict[str, int] | None = None,
    policy: str = Draft.Policy.FAIR_FLOOR,
    before: Draft | None = None,
    report: Report = lambda *_: None,
) -> Plan:
    """Who goes with whom. Locked pairs of the draft before stay as they are. Reads and thinks; writes nothing.

    `rules` are those of the cohort if none are given; `weights` weigh them anew. `report` hears reading, comparing,
    choosing, proving and explaining, and may raise to end it.
    """
    report("reading", 0, 0)
    pool = load_pool(cohort)
    _refuse_what_cannot_run(pool)
    chosen = rules_of(cohort, pool.questions) if rules is None else rules
    chosen = chosen if weights is None else with_weights(chosen, weights)
    scored = Scored(pool, chosen)
    rows = _locked_rows(cohort, before)
    locks = _locks_of(_with_together(rows, pool), scored)
    problem = scored.problem(policy, list(locks.kept))
    solution = (
        solve(problem) if scored.small else aside(partial(solve_large, problem, scored.scores, report=report))
    )
    points: list[Points] = []
    for of_pair in scored.points([(pair.mentee, pair.mentor) for pair in solution.pairs]):
        report("explaining", len(points), len(solution.pairs))
        points.append(of_pair)
    left = why_left(scored, solution)
    return Plan(pool, scored, points, left, solution, locks, policy, rows, before)


def _save(cohort: Cohort, by: User | None, plan: Plan) -> Draft:
    """One more draft; those that are open stay, to be compared and gone on with."""
    last = Draft.objects.filter(cohort=cohort).aggregate(last=Max("number"))["last"] or 0
    Cohort.objects.filter(pk=cohort.pk, matching_since=None).update(
        matching_since=clock.now()
    )  # 1 it has begun
    draft = Draft.objects.create(  # 2 what it ran with
        cohort=cohort,
        number=last + 1,
        policy=plan.policy,
        weights=plan.scored.weights,
        rules=as_plain(plan.rules),
        input_hash=_input_hash(plan),
        engine=ENGINE,
        summary=_summary(plan) | {"locks_dropped": plan.locks.dropped},
        made_by=by,
    )
    _save_pairs(draft, plan)  # 3 who with whom, and why
    _save_leftovers(draft, plan)  # 4 who is left, and why
    audit.record("draft.made", target=draft, by=by, organisation=cohort.program.organisation)
    return draft


def _input_hash(plan: Plan) -> str:
    """Shown on the page of how the draft was worked out, so a veto said between two runs leaves it as it was."""
    return plan.pool.as_told().fingerprint(sorted(plan.locks.kept), as_plain(plan.rules), plan.policy)


def lock_cohort(cohort: Cohort) -> None:
    """Runs, changes and publications of one cohort take turns. Others may still point at its row."""
    Cohort.objects.select_for_update(no_key=True).values_list("pk").get(pk=cohort.pk)


def _locked_rows(cohort: Cohort, before: Draft | None) -> _Rows:
    """The locked pairs of that draft while it is open; of the newest open one where none was named."""
    drafts = Draft.objects.filter(cohort=cohort).open()
    open_now = drafts.filter(pk=before.pk).first() if before else drafts.order_by("-number").first()
    if open_now is None:
        return []
    rows = open_now.proposals.filter(locked=True, publication=None)
    return sorted(rows.values_list("mentee__code", "mentor__code", "by_hand"))


def _with_together(rows: _Rows, pool: Pool) -> _Rows:
    """And the pairs a coordinator keeps together, unless they meet already."""
    present = {(mentee, mentor) for mentee, mentor, _by_hand in rows} | pool.taken
    return [*rows, *((*pair, False) for pair in sorted(pool.together - present))]


def _locks_of(rows: _Rows, scored: Scored) -> _Locks:
    wants = {mentee.id: mentee.wants for mentee in scored.pool.mentees}
    room = {mentor.id: mentor.capacity for mentor in scored.pool.mentors}
    possible = scored.possible_ones((mentee, mentor) for mentee, mentor, _ in rows)
    kept = {}
    for mentee, mentor, by_hand in rows:
        if (mentee, mentor) in possible and wants[mentee] and room[mentor]:
            wants[mentee] -= 1
            room[mentor] -= 1
            kept[mentee, mentor] = by_hand
    return _Locks(kept, len(rows) - len(kept))


def _refuse_what_cannot_run(pool: Pool) -> None:
    if not pool.mentees:
        raise Conflict(_("Nobody is waiting for a mentor: accept mentees first."))
    if not pool.mentors:
        raise Conflict(_("No mentor has a free place: accept mentors, or ask for one more place."))


def _summary(plan: Plan) -> dict[str, Any]:
    pool, solution = plan.pool, plan.solution
    return {
        "matched": solution.matched,
        "mentees": len(pool.mentees),
        "mentors": len(pool.mentors),
        "places": sum(mentor.capacity for mentor in pool.mentors),
        "total": solution.total,
        "floor": solution.floor,
        "gap": solution.gap,
        "proved": solution.proved,
        "blocking": solution.blocking,
        "possible": plan.scored.possible,
        "all": len(pool.mentees) * len(pool.mentors),
        "removed": plan.scored.removed,
        "zones_assumed": pool.zones_assumed,
        "encoder": encoder.version(),
        "goals": sum(bool(mentee.goal) for mentee in pool.mentees),
        "goals_by_meaning": understood(pool.mentees),
    }


def _save_pairs(draft: Draft, plan: Plan) -> None:
    ids, hands = plan.pool.enrolment_ids, plan.locks.kept
    codes = fresh_codes(Proposal.objects.all(), len(plan.solution.pairs))
    Proposal.objects.bulk_create(
        Proposal(
            draft=draft,
            code=code,
            mentor_id=ids[pair.mentor],
            mentee_id=ids[pair.mentee],
            score=sum(row[3] for row in points),
            points=points,
            locked=(pair.mentee, pair.mentor) in hands,
            by_hand=hands.get((pair.mentee, pair.mentor), False),
        )
        for pair, points, code in zip(plan.solution.pairs, plan.points, codes, strict=True)
    )


def _save_leftovers(draft: Draft, plan: Plan) -> None:
    ids = plan.pool.enrolment_ids
    Leftover.objects.bulk_create(
        Leftover(draft=draft, enrolment_id=ids[code], reason=reason) for code, reason in plan.left.items()
    )
