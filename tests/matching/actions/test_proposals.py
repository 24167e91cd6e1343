"""Changing a draft by hand: locks, moves, pairs taken apart, and who was second."""

import pytest

from matching.actions.drafts import run_matching
from matching.actions.pair_rules import Wanted, add_pair_rules
from matching.actions.proposals import move_mentee, propose, set_lock, swap_mentees, unpair
from matching.actions.publishing import publish
from matching.actions.rules import save_rules
from matching.engine import DEFAULT_RULES, Criterion
from matching.models import Draft, Proposal
from mentorship.lib.refusals import Conflict, Refusal
from programs import events
from programs.actions.mentorships import end_mentorship
from programs.models import EndingAnswer, Enrolment, Mentorship, Person
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")


def place(cohort, role, name, capacity=1, **facts):
    who = make.person(cohort.program.organisation, name, **facts)
    return make.enrolment(cohort, role, who, capacity=capacity)


@pytest.fixture
def draft(cohort, mira) -> Draft:
    """Uma knows what Ivo wants, Vic knows what Kim wants; each wants one mentor."""
    facts = {"topics": {"Uma": ["writing"], "Vic": ["budgets"], "Ivo": ["writing"], "Kim": ["budgets"]}}
    for role, name in (("mentor", "Uma"), ("mentor", "Vic"), ("mentee", "Ivo"), ("mentee", "Kim")):
        one = place(cohort, role, name)
        Enrolment.objects.filter(pk=one.pk).update(topics=facts["topics"][name])
    return run_matching(cohort=cohort, by=mira)


def of(draft: Draft, name: str) -> Enrolment:
    return Enrolment.objects.select_related("person").get(cohort=draft.cohort, person__name=name)


def pair(draft: Draft, mentee: str) -> Proposal:
    return draft.proposals.get(mentee__person__name=mentee)


def left(draft: Draft) -> set[str]:
    return set(draft.leftovers.values_list("enrolment__person__name", flat=True))


def test_the_draft_pairs_who_wants_with_who_offers(draft):
    assert (pair(draft, "Ivo").mentor, pair(draft, "Kim").mentor) == (of(draft, "Uma"), of(draft, "Vic"))


def test_lock_moves_the_version_on_and_the_same_press_twice_is_no_conflict(draft):
    ivo = pair(draft, "Ivo")
    set_lock(draft=draft, code=ivo.code, version=1, locked=True)
    set_lock(draft=draft, code=ivo.code, version=1, locked=True)
    ivo.refresh_from_db()
    assert (ivo.locked, ivo.version) == (True, 2)


def test_lock_after_somebody_elses_change_is_a_conflict_on_that_pair_only(draft):
    ivo, kim = pair(draft, "Ivo"), pair(draft, "Kim")
    set_lock(draft=draft, code=ivo.code, version=1, locked=True)
    with pytest.raises(Conflict, match="changed this pair"):
        set_lock(draft=draft, code=ivo.code, version=1, locked=False)
    set_lock(draft=draft, code=kim.code, version=1, locked=True)
    assert draft.proposals.filter(locked=True).count() == 2


def test_move_scores_the_new_pair_locks_it_and_leaves_the_old_mentor(draft, cohort, mira):
    wim = place(cohort, "mentor", "Wim")
    ivo = pair(draft, "Ivo")
    moved = move_mentee(draft=draft, code=ivo.code, version=1, mentor=wim, by=mira)
    assert (moved.pk, moved.mentor, moved.locked, moved.by_hand, moved.version) == (
        ivo.pk,
        wim,
        True,
        True,
        2,
    )
    assert moved.score < ivo.score
    assert sum(row[3] for row in moved.points) == moved.score
    assert left(draft) == {"Uma"}


def test_move_to_a_mentor_without_a_place_is_a_conflict_and_changes_nothing(draft, mira):
    ivo = pair(draft, "Ivo")
    with pytest.raises(Conflict, match="Vic has no place left"):
        move_mentee(draft=draft, code=ivo.code, version=1, mentor=of(draft, "Vic"), by=mira)
    ivo.refresh_from_db()
    assert (ivo.mentor, ivo.version, left(draft)) == (of(draft, "Uma"), 1, set())


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"languages": ["Finnish"]}, "share no language"),
        ({"usual_hours": ["sun-eve"], "time_zone": "UTC"}, "share no free hour"),
        ({}, "line manager"),
    ],
)
def test_move_against_a_rule_is_refused_by_its_name(draft, cohort, mira, facts, sentence):
    ivo = pair(draft, "Ivo")
    person = ivo.mentee.person
    person.languages, person.usual_hours, person.time_zone = ["English"], ["mon-am"], "UTC"
    wim = place(cohort, "mentor", "Wim", **facts)
    person.line_manager = None if facts else wim.person
    person.save()
    with pytest.raises(Refusal, match=sentence):
        move_mentee(draft=draft, code=ivo.code, version=1, mentor=wim, by=mira)
    assert pair(draft, "Ivo").mentor == of(draft, "Uma")


def test_move_by_two_coordinators_at_once_is_won_by_the_first(draft, cohort, mira):
    wim, xia = place(cohort, "mentor", "Wim"), place(cohort, "mentor", "Xia")
    ivo = pair(draft, "Ivo")
    move_mentee(draft=draft, code=ivo.code, version=1, mentor=wim, by=mira)
    with pytest.raises(Conflict, match="changed this pair"):
        move_mentee(draft=draft, code=ivo.code, version=1, mentor=xia, by=mira)
    assert pair(draft, "Ivo").mentor == wim


def test_unpair_leaves_both_and_they_can_be_paired_again_by_hand(draft, mira):
    ivo = pair(draft, "Ivo")
    unpair(draft=draft, code=ivo.code, version=1, by=mira)
    assert left(draft) == {"Ivo", "Uma"}
    assert {row.reason["kind"] for row in draft.leftovers.all()} == {"unpaired"}
    again = propose(draft=draft, mentee=of(draft, "Ivo"), mentor=of(draft, "Uma"), by=mira)
    assert (again.score, again.by_hand, left(draft)) == (ivo.score, True, set())


def test_unpair_twice_is_a_conflict(draft, mira):
    ivo = pair(draft, "Ivo")
    unpair(draft=draft, code=ivo.code, version=1, by=mira)
    with pytest.raises(Conflict, match="changed this pair"):
        unpair(draft=draft, code=ivo.code, version=1, by=mira)


def test_propose_somebody_who_has_all_the_mentors_they_want_is_a_conflict(draft, cohort, mira):
    wim = place(cohort, "mentor", "Wim")
    with pytest.raises(Conflict, match="Ivo has as many mentors"):
        propose(draft=draft, mentee=of(draft, "Ivo"), mentor=wim, by=mira)
    assert draft.proposals.count() == 2


def test_withdrawal_releases_the_lock_and_moves_the_version_on(draft, cohort, mira):
    lea = place(cohort, "mentee", "Lea")
    draft = run_matching(cohort=cohort, by=mira)
    ivo = pair(draft, "Ivo")
    set_lock(draft=draft, code=ivo.code, version=1, locked=True)
    for enrolment in (ivo.mentee, lea):
        Enrolment.objects.filter(pk=enrolment.pk).update(state="withdrawn")
        events.participant_withdrew.send(sender=Enrolment, enrolment=enrolment)
    ivo.refresh_from_db()
    assert (ivo.locked, ivo.version) == (False, 3)
    assert left(draft) == set()
    unpair(draft=draft, code=ivo.code, version=3, by=mira)
    assert left(draft) == {"Uma"}


def test_change_of_a_published_or_closed_draft_is_a_conflict(draft, cohort, mira):
    later = run_matching(cohort=cohort, by=mira)
    set_lock(draft=draft, code=pair(draft, "Ivo").code, version=1, locked=True)
    publish(draft=later, by=mira)
    with pytest.raises(Conflict, match="Another draft was published instead"):
        unpair(draft=draft, code=pair(draft, "Ivo").code, version=2, by=mira)
    with pytest.raises(Conflict, match="published meanwhile"):
        set_lock(draft=later, code=pair(later, "Ivo").code, version=1, locked=True)
    assert Mentorship.objects.count() == 2


def test_swap_exchanges_the_mentors_of_two_pairs_and_locks_both(draft, mira):
    ivo, kim = pair(draft, "Ivo"), pair(draft, "Kim")
    swap_mentees(draft=draft, pairs=((ivo.code, 1), (kim.code, 1)), by=mira)
    swapped = [pair(draft, "Ivo"), pair(draft, "Kim")]
    assert [one.mentor for one in swapped] == [of(draft, "Vic"), of(draft, "Uma")]
    assert [(one.locked, one.by_hand, one.version) for one in swapped] == [(True, True, 2)] * 2
    assert [sum(row[3] for row in one.points) for one in swapped] == [one.score for one in swapped]
    assert left(draft) == set()


def test_swap_with_a_pair_somebody_changed_is_a_conflict_and_changes_neither(draft, mira):
    ivo, kim = pair(draft, "Ivo"), pair(draft, "Kim")
    set_lock(draft=draft, code=kim.code, version=1, locked=True)
    with pytest.raises(Conflict, match="changed this pair"):
        swap_mentees(draft=draft, pairs=((ivo.code, 1), (kim.code, 1)), by=mira)
    assert (pair(draft, "Ivo").mentor, pair(draft, "Ivo").version) == (of(draft, "Uma"), 1)


def test_swap_that_breaks_a_rule_for_the_other_is_refused_and_changes_neither(draft, mira):
    kim = of(draft, "Kim").person
    kim.line_manager = of(draft, "Uma").person
    kim.save()
    codes = (pair(draft, "Ivo").code, 1), (pair(draft, "Kim").code, 1)
    with pytest.raises(Refusal, match="line manager"):
        swap_mentees(draft=draft, pairs=codes, by=mira)
    assert pair(draft, "Ivo").mentor == of(draft, "Uma")


def test_a_pair_by_hand_obeys_the_rules_of_its_draft_and_says_which_refuses(draft, cohort, mira):
    rule = Criterion("apart", "never", "department", "department", hard=True)
    Person.objects.filter(name__in=["Ivo", "Vic"]).update(department="Sales")
    Enrolment.objects.filter(person__name="Vic").update(capacity=2)
    strict = run_matching(cohort=cohort, by=mira, rules=(*DEFAULT_RULES, rule))
    ivo = pair(strict, "Ivo")
    words = "These two break one of your rules: Department: never the same."
    with pytest.raises(Refusal, match=words):
        move_mentee(draft=strict, code=ivo.code, version=1, mentor=of(strict, "Vic"), by=mira)
    assert pair(strict, "Ivo").mentor == of(strict, "Uma")


def test_a_draft_keeps_the_rules_it_ran_with(draft, cohort, mira):
    Person.objects.filter(name__in=["Ivo", "Vic"]).update(department="Sales")
    rule = Criterion("apart", "never", "department", "department", hard=True)
    Enrolment.objects.filter(person__name="Vic").update(capacity=2)
    save_rules(cohort=cohort, rules=(*DEFAULT_RULES, rule), by=mira)
    moved = move_mentee(
        draft=draft, code=pair(draft, "Ivo").code, version=1, mentor=of(draft, "Vic"), by=mira
    )
    assert moved.mentor == of(draft, "Vic")


def test_a_draft_from_before_there_were_rules_is_still_read_by_its_weights(draft, cohort, mira):
    Draft.objects.filter(pk=draft.pk).update(rules=None, weights={"topics": 5, "hours": 0})
    Enrolment.objects.filter(person__name="Vic").update(capacity=2)
    old = Draft.objects.get(pk=draft.pk)
    moved = move_mentee(draft=old, code=pair(old, "Ivo").code, version=1, mentor=of(old, "Vic"), by=mira)
    assert [row[:4] for row in moved.points] == [["topics", 0, 5, 0]]


def test_pairs_that_are_kept_apart_are_refused_by_hand_and_not_published(draft, cohort, mira):
    wanted = [Wanted(of(draft, "Ivo").person, of(draft, "Uma").person)]
    add_pair_rules(program=cohort.program, kind="apart", wanted=wanted, by=mira)
    with pytest.raises(Conflict, match="Uma and Ivo are kept apart by now"):
        publish(draft=draft, by=mira)
    unpair(draft=draft, code=pair(draft, "Ivo").code, version=1, by=mira)
    with pytest.raises(Refusal, match="keeps these two apart"):
        propose(draft=draft, mentee=of(draft, "Ivo"), mentor=of(draft, "Uma"), by=mira)
    assert Mentorship.objects.count() == 0


def test_who_must_not_meet_again_is_refused_without_a_reason(draft, cohort, mira):
    met = make.mentorship(cohort, mira, mentor=of(draft, "Vic"), mentee=of(draft, "Ivo"))
    end_mentorship(mentorship=met, by=mira)
    EndingAnswer.objects.create(mentorship=met, author=met.members.first(), reason="not_a_fit")
    unpair(draft=draft, code=pair(draft, "Kim").code, version=1, by=mira)
    with pytest.raises(Refusal) as refused:
        move_mentee(draft=draft, code=pair(draft, "Ivo").code, version=1, mentor=of(draft, "Vic"), by=mira)
    assert refused.value.sentence == "These two can’t be matched. Choose somebody else."


def test_swap_of_a_pair_with_itself_is_refused(draft, mira):
    ivo = pair(draft, "Ivo")
    with pytest.raises(Refusal, match="nothing to swap"):
        swap_mentees(draft=draft, pairs=((ivo.code, 1), (ivo.code, 1)), by=mira)
