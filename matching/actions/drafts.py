"""Making a draft. Lock order of everything here: cohort, enrolments by id, draft, proposals."""

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from matching.engine import DEFAULT_WEIGHTS, ScoreTable, Solution, check_weights, solve
from matching.engine.criteria import count_broken
from matching.models import Draft, Leftover, Proposal
from matching.queries.leftovers import why_free_mentor, why_unmatched_mentee
from matching.queries.points import points_of
from matching.queries.pool import Pool, load_pool
from mentorship.accounts.models import User
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions import audit
from programs.models import Cohort

# Beyond this many on one side a run takes longer than somebody should wait for a page.
MOST_IN_A_REQUEST = 300
ENGINE = f"1, ortools {version('ortools')}"[:20]


@transaction.atomic
def run_matching(
    *,
    cohort: Cohort,
    by: User | None,
    weights: dict[str, int] | None = None,
    policy: str = Draft.Policy.FAIR_FLOOR,
    most: int | None = MOST_IN_A_REQUEST,
) -> Draft:
    """A new draft from the people as they are now. It becomes the board; what was open before is discarded.

    Locked pairs of the draft before stay as they are. `most` None lifts the limit on people a side.
    """
    lock_cohort(cohort)
    pool = load_pool(cohort)
    _refuse_what_cannot_run(cohort, pool, most)
    chosen = check_weights(DEFAULT_WEIGHTS if weights is None else weights)
    table = pool.score(chosen)
    before = Draft.objects.filter(cohort=cohort).order_by("-number").first()
    locks = _locks_of(before, table)
    solution = solve(table.problem(policy, list(locks.kept)))
    Draft.objects.filter(cohort=cohort).open().update(state=Draft.State.DISCARDED)  # 1 one board at a time
    draft = Draft.objects.create(  # 2 what it ran with
        cohort=cohort,
        number=before.number + 1 if before else 1,
        policy=policy,
        weights=chosen,
        input_hash=pool.fingerprint(sorted(locks.kept), chosen, policy),
        engine=ENGINE,
        summary=_summary(pool, table, solution) | {"locks_dropped": locks.dropped},
        made_by=by,
    )
    _save_pairs(draft, pool, table, solution, locks)  # 3 who with whom, and why
    _save_leftovers(draft, pool, table, solution)  # 4 who is left, and why
    audit.record("draft.made", target=draft, by=by, organisation=cohort.program.organisation)
    return draft


def lock_cohort(cohort: Cohort) -> None:
    """Runs, changes and publications of one cohort take turns. Others may still point at its row."""
    Cohort.objects.select_for_update(no_key=True).values_list("pk").get(pk=cohort.pk)


@dataclass(frozen=True)
class _Locks:
    """Locked pairs that still can be: (mentee, mentor) to whether it was made by hand; and how many cannot."""

    kept: dict[tuple[str, str], bool]
    dropped: int


def _locks_of(before: Draft | None, table: ScoreTable) -> _Locks:
    if before is None or before.state != Draft.State.OPEN:
        return _Locks({}, 0)
    rows = before.proposals.filter(locked=True).values_list("mentee__code", "mentor__code", "by_hand")
    wants = {mentee.id: mentee.wants for mentee in table.mentees}
    room = {mentor.id: mentor.capacity for mentor in table.mentors}
    kept = {}
    for mentee, mentor, by_hand in sorted(rows):
        if wants.get(mentee, 0) and room.get(mentor, 0) and _possible(table, mentee, mentor):
            wants[mentee] -= 1
            room[mentor] -= 1
            kept[mentee, mentor] = by_hand
    return _Locks(kept, len(rows) - len(kept))


def _possible(table: ScoreTable, mentee: str, mentor: str) -> bool:
    return bool(table.score[table.mentee_at[mentee], table.mentor_at[mentor]] >= 0)


def _refuse_what_cannot_run(cohort: Cohort, pool: Pool, most: int | None) -> None:
    if not pool.mentees:
        raise Conflict(_("Nobody is waiting for a mentor: accept mentees first."))
    if not pool.mentors:
        raise Conflict(_("No mentor has a free place: accept mentors, or ask for one more place."))
    if most is not None and max(len(pool.mentees), len(pool.mentors)) > most:
        sentence = _(
            "More than %(most)s people on one side are matched on the server, not from this page: "
            "run_matching --cohort %(code)s makes the draft, and it appears here."
        )
        raise Refusal(sentence % {"most": most, "code": cohort.code})


def _summary(pool: Pool, table: ScoreTable, solution: Solution) -> dict[str, Any]:
    return {
        "matched": solution.matched,
        "mentees": len(pool.mentees),
        "mentors": len(pool.mentors),
        "places": sum(mentor.capacity for mentor in pool.mentors),
        "total": solution.total,
        "floor": solution.floor,
        "possible": int((table.score >= 0).sum()),
        "all": int(table.score.size),
        "removed": count_broken(table.broken),
        "zones_assumed": pool.zones_assumed,
    }


def _save_pairs(draft: Draft, pool: Pool, table: ScoreTable, solution: Solution, locks: _Locks) -> None:
    rows = []
    for pair in solution.pairs:
        points = points_of(table, pair.mentee, pair.mentor)
        rows.append(
            Proposal(
                draft=draft,
                mentor_id=pool.enrolment_ids[pair.mentor],
                mentee_id=pool.enrolment_ids[pair.mentee],
                score=sum(row[3] for row in points),
                points=points,
                locked=(pair.mentee, pair.mentor) in locks.kept,
                by_hand=locks.kept.get((pair.mentee, pair.mentor), False),
            )
        )
    Proposal.objects.bulk_create(rows)


def _save_leftovers(draft: Draft, pool: Pool, table: ScoreTable, solution: Solution) -> None:
    busy = {pair.mentor for pair in solution.pairs}
    reasons_of = {mentee: why_unmatched_mentee(table, mentee) for mentee in solution.unmatched}
    reasons_of |= {
        mentor.id: why_free_mentor(table, solution, mentor.id)
        for mentor in pool.mentors
        if mentor.id not in busy
    }
    Leftover.objects.bulk_create(
        Leftover(draft=draft, enrolment_id=pool.enrolment_ids[code], reason=reason)
        for code, reason in reasons_of.items()
    )
