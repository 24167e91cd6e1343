"""Running the matching: what a draft keeps, and what it leaves alone."""

import pytest

from matching.actions import drafts
from matching.actions.drafts import run_matching
from matching.actions.pair_rules import Wanted, add_pair_rules
from matching.actions.proposals import set_lock
from matching.engine import DEFAULT_RULES, from_plain, with_weights
from matching.models import Draft, Proposal
from mentorship.lib import codes
from mentorship.lib.refusals import Conflict
from mentorship.work.aside import STEPS_BACK
from programs.actions.mentorships import end_mentorship
from programs.models import AuditEvent, Enrolment, HelpRequest
from tests import make
from tests.matching.people import fill
from tests.matching.threads import priority

pytestmark = pytest.mark.usefixtures("frozen")


def by_code(draft: Draft) -> set[tuple[str, str]]:
    return set(draft.proposals.values_list("mentee__code", "mentor__code"))


def test_run_saves_points_that_add_up_to_the_score_of_each_pair(cohort, mira):
    fill(cohort, 30, 40)
    draft = run_matching(cohort=cohort, by=mira)
    rows = list(draft.proposals.all())
    assert len(rows) == draft.summary["matched"] == 40
    assert [sum(row[3] for row in one.points) for one in rows] == [one.score for one in rows]
    assert sum(one.score for one in rows) == draft.summary["total"]
    assert min(one.score for one in rows) == draft.summary["floor"]
    usual = [name for name in draft.weights if name not in ("wish", "waited", "beyond")]
    assert {tuple(row[0] for row in one.points) for one in rows} == {tuple(usual)}


def test_run_keeps_weights_policy_engine_and_is_audited(cohort, mira):
    fill(cohort, 3, 3)
    weights = {"topics": 1, "expertise": 0, "goal_kind": 0, "hours": 0, "seniority": 5, "department": 0}
    draft = run_matching(cohort=cohort, by=mira, weights=weights, policy=Draft.Policy.BEST_TOTAL)
    assert (draft.number, draft.state, draft.policy, draft.made_by) == (1, "open", "best_total", mira)
    assert draft.weights == {**weights, "wish": 0, "waited": 0, "beyond": 0}
    assert from_plain(draft.rules) == with_weights(DEFAULT_RULES, weights)
    assert draft.engine == drafts.ENGINE
    assert AuditEvent.objects.get(target=f"draft:{draft.pk}").verb == "draft.made"


def test_run_on_the_same_people_in_another_order_gives_the_same_pairs(mira, cohort):
    fill(cohort, 30, 40)
    first = run_matching(cohort=cohort, by=mira)
    pairs, fingerprint = by_code(first), first.input_hash
    cohort.enrolments.all().delete()
    cohort.program.organisation.people.all().delete()
    fill(cohort, 30, 40, shuffled=True)
    second = run_matching(cohort=cohort, by=mira)
    assert by_code(second) == pairs
    assert second.input_hash == fingerprint


def test_run_on_other_answers_has_another_fingerprint(cohort, mira):
    fill(cohort, 3, 3)
    first = run_matching(cohort=cohort, by=mira)
    Enrolment.objects.filter(code="eo0000").update(capacity=9)
    assert run_matching(cohort=cohort, by=mira).input_hash != first.input_hash


def test_run_never_gives_a_mentor_more_than_the_free_places(cohort, mira):
    fill(cohort, 8, 40)
    draft = run_matching(cohort=cohort, by=mira)
    room = sum(cohort.enrolments.mentors().values_list("capacity", flat=True))
    assert draft.proposals.count() == room
    for mentor in cohort.enrolments.mentors():
        assert mentor.proposals_as_mentor.count() == mentor.capacity
    assert draft.leftovers.count() == 40 - room
    assert {left.reason["kind"] for left in draft.leftovers.all()} <= {"out_priced", "no_option"}


def test_run_counts_live_mentorships_as_places_taken_and_does_not_repeat_them(world):
    mia = make.enrolment(world.cohort, "mentee", make.person(world.orchard, "Mia"))
    draft = run_matching(cohort=world.cohort, by=world.mira)
    fay = world.enrolment(world.fay)
    assert set(draft.proposals.values_list("mentee_id", flat=True)) == {fay.pk, mia.pk}
    assert draft.proposals.filter(mentor=world.enrolment(world.ada)).count() == 1
    assert draft.proposals.filter(mentor=world.enrolment(world.cleo)).count() == 1


def test_run_says_so_when_the_only_mentor_left_is_met_already(world):
    ben = world.enrolment(world.ben)
    Enrolment.objects.filter(pk=ben.pk).update(capacity=2)
    Enrolment.objects.filter(person__in=[world.cleo, world.fay]).update(state="withdrawn")
    draft = run_matching(cohort=world.cohort, by=world.mira)
    assert draft.proposals.count() == 0
    assert draft.leftovers.get(enrolment=ben).reason == {"kind": "already"}


def test_run_again_keeps_locked_pairs_and_the_draft_before(cohort, mira):
    fill(cohort, 12, 12, easy=True)
    first = run_matching(cohort=cohort, by=mira)
    weakest = first.proposals.order_by("score").first()
    set_lock(draft=first, code=weakest.code, version=1, locked=True)
    other = {"topics": 0, "expertise": 0, "goal_kind": 0, "hours": 0, "seniority": 0, "department": 5}
    second = run_matching(cohort=cohort, by=mira, weights=other, policy="best_total")
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == ("open", "open", 2)
    kept = second.proposals.get(locked=True)
    assert (kept.mentor_id, kept.mentee_id) == (weakest.mentor_id, weakest.mentee_id)
    assert second.summary["locks_dropped"] == 0


def test_run_again_drops_the_lock_of_somebody_who_withdrew_and_counts_it(cohort, mira):
    fill(cohort, 4, 4)
    first = run_matching(cohort=cohort, by=mira)
    pair = first.proposals.first()
    set_lock(draft=first, code=pair.code, version=1, locked=True)
    Enrolment.objects.filter(pk=pair.mentee_id).update(state="withdrawn")
    second = run_matching(cohort=cohort, by=mira)
    assert second.summary["locks_dropped"] == 1
    assert not second.proposals.filter(mentee=pair.mentee_id).exists()


def test_run_without_anybody_to_match_is_a_conflict(cohort, mira):
    with pytest.raises(Conflict, match="Nobody is waiting"):
        run_matching(cohort=cohort, by=mira)
    make.enrolment(cohort, "mentee")
    with pytest.raises(Conflict, match="No mentor has a free place"):
        run_matching(cohort=cohort, by=mira)
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("change", ["nothing", "a mentor less", "a lock"])
def test_plan_is_thought_out_again_if_people_or_locks_changed_before_it_was_written(cohort, mira, change):
    fill(cohort, 6, 6, easy=True)
    first = run_matching(cohort=cohort, by=mira)
    plan = drafts.plan_draft(cohort=cohort)
    pair = first.proposals.order_by("pk").first()
    if change == "a mentor less":
        Enrolment.objects.filter(pk=pair.mentor_id).update(state="withdrawn")
    elif change == "a lock":
        set_lock(draft=first, code=pair.code, version=pair.version, locked=True)
    written = drafts.make_draft(cohort=cohort, by=mira, plan=plan)
    assert written.input_hash == run_matching(cohort=cohort, by=mira).input_hash
    assert (written.input_hash == first.input_hash) == (change == "nothing")
    assert written.proposals.filter(mentor=pair.mentor_id).exists() == (change != "a mentor less")
    assert written.proposals.filter(locked=True).exists() == (change == "a lock")


def test_run_counts_people_without_a_zone(cohort, mira):
    mentor = make.person(cohort.program.organisation, usual_hours=["mon-am"])
    mentee = make.person(cohort.program.organisation, usual_hours=["mon-am"], time_zone="Europe/Berlin")
    make.enrolment(cohort, "mentor", mentor)
    make.enrolment(cohort, "mentee", mentee)
    assert run_matching(cohort=cohort, by=mira).summary["zones_assumed"] == 1


def test_run_of_two_hundred_and_two_hundred_takes_twenty_statements_at_most(
    cohort, mira, django_assert_max_num_queries
):
    fill(cohort, 200, 200)
    with django_assert_max_num_queries(20):
        draft = run_matching(cohort=cohort, by=mira)
    assert Proposal.objects.filter(draft=draft).count() == draft.summary["matched"]


def test_run_keeps_pairs_together_that_a_coordinator_put_down_and_counts_one_that_cannot_be(cohort, mira):
    fill(cohort, 6, 6, easy=True)
    free = run_matching(cohort=cohort, by=mira)
    met = {pair.mentee_id: pair.mentor_id for pair in free.proposals.all()}
    mentee = cohort.enrolments.mentees().order_by("code").first()
    mentor = cohort.enrolments.mentors().exclude(pk=met[mentee.pk]).order_by("code").first()
    wanted = [Wanted(mentor.person, mentee.person)]
    add_pair_rules(program=cohort.program, kind="together", wanted=wanted, by=mira)
    draft = run_matching(cohort=cohort, by=mira)
    kept = draft.proposals.get(mentee=mentee)
    assert (kept.mentor, kept.locked, kept.by_hand, draft.summary["locks_dropped"]) == (
        mentor,
        True,
        False,
        0,
    )
    mentee.person.line_manager = mentor.person
    mentee.person.save()
    assert run_matching(cohort=cohort, by=mira).summary["locks_dropped"] == 1


def test_summary_of_a_run_does_not_count_what_may_not_be_named(world):
    before = run_matching(cohort=world.cohort, by=world.mira).summary
    HelpRequest.objects.create(
        cohort=world.cohort,
        author=world.enrolment(world.ben),
        mentorship=world.ada_ben,
        kind="different_match",
        text="x",
    )
    Enrolment.objects.filter(person=world.ben).update(capacity=2)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    after = run_matching(cohort=world.cohort, by=world.mira)
    pairs = {(pair.mentee.person, pair.mentor.person) for pair in after.proposals.all()}
    assert (world.ben, world.ada) not in pairs
    assert (after.summary["possible"], after.summary["removed"]) == (after.summary["all"], before["removed"])


def test_run_gives_its_pairs_codes_that_no_pair_has(cohort, mira, monkeypatch):
    fill(cohort, 2, 2, easy=True)
    cohort.enrolments.update(capacity=1)
    taken = set(run_matching(cohort=cohort, by=mira).proposals.values_list("code", flat=True))
    drawn = iter([*taken, "bbbbbb", "cccccc"])
    monkeypatch.setattr(codes, "new_code", lambda: next(drawn))
    again = run_matching(cohort=cohort, by=mira).proposals.values_list("code", flat=True)
    assert (set(again), len(taken)) == ({"bbbbbb", "cccccc"}, 2)


def test_run_for_more_people_than_a_page_waits_for_steps_back_while_it_compares_and_chooses(cohort):
    """So that pages and mails go first; reading from the database and telling why go on as before."""
    heard: dict[str, set[int]] = {}

    def report(stage: str, _done: int, _of: int) -> None:
        heard.setdefault(stage, set()).add(priority())

    fill(cohort, 301, 4, easy=True)
    drafts.plan_draft(cohort=cohort, report=report)
    assert heard["reading"] == heard["explaining"] == {priority()}
    assert heard["comparing"] == heard["choosing"] == {STEPS_BACK}
