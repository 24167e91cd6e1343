"""What was done by hand is kept with its reason, and the last of it can be undone."""

import pytest

from matching.actions.drafts import run_matching
from matching.actions.moves import undo_last
from matching.actions.proposals import move_mentee, propose, set_lock, swap_mentees, unpair
from matching.actions.publishing import publish, undo
from matching.models import Draft, Move
from matching.queries.history import history, last_of
from mentorship.lib.refusals import Conflict
from tests import make
from tests.matching.people import fill


@pytest.fixture
def noor(cohort):
    return make.coordinator(cohort.program)


@pytest.fixture
def draft(cohort, mira) -> Draft:
    """Three mentors with a place each, two mentees; somebody is free."""
    fill(cohort, 3, 2, easy=True)
    cohort.enrolments.update(capacity=1)
    return run_matching(cohort=cohort, by=mira)


def held(draft: Draft) -> list[tuple[object, ...]]:
    """All that a draft says, without the versions."""
    pairs = draft.proposals.order_by("code").values_list(
        "code", "mentor", "mentee", "score", "points", "locked", "by_hand"
    )
    return [*map(str, pairs), *sorted(draft.leftovers.values_list("enrolment", flat=True))]


def free(draft):
    return draft.leftovers.get(enrolment__role="mentor").enrolment


def do_move(draft, mira):
    one = draft.proposals.first()
    move_mentee(draft=draft, code=one.code, version=one.version, mentor=free(draft), by=mira, reason="know")


def do_swap(draft, mira):
    one, other = draft.proposals.all()
    pairs = ((one.code, one.version), (other.code, other.version))
    swap_mentees(draft=draft, pairs=pairs, by=mira, reason="balance")


def do_unpair(draft, mira):
    one = draft.proposals.first()
    unpair(draft=draft, code=one.code, version=one.version, by=mira)


def do_lock(draft, mira):
    one = draft.proposals.first()
    set_lock(draft=draft, code=one.code, version=one.version, locked=not one.locked, by=mira)


@pytest.mark.parametrize("press", [do_move, do_swap, do_unpair, do_lock])
def test_undo_puts_the_draft_back_as_it_was(draft, mira, press):
    before = held(draft)
    press(draft, mira)
    assert held(draft) != before
    undo_last(draft=draft, by=mira)
    assert held(draft) == before
    with pytest.raises(Conflict, match="nothing of yours to undo"):
        undo_last(draft=draft, by=mira)


def test_undo_of_somebody_paired_by_hand_leaves_both_without(draft, mira):
    do_unpair(draft, mira)
    before = held(draft)
    lone = draft.leftovers.get(enrolment__role="mentee").enrolment
    mentor = draft.leftovers.filter(enrolment__role="mentor").first().enrolment
    propose(draft=draft, mentee=lone, mentor=mentor, by=mira, reason="asked")
    undo_last(draft=draft, by=mira)
    assert held(draft) == before


def test_undo_goes_back_step_by_step(draft, mira):
    steps = [held(draft)]
    for press in (do_lock, do_move, do_swap):
        press(draft, mira)
        steps.append(held(draft))
    for before in reversed(steps[:-1]):
        undo_last(draft=draft, by=mira)
        assert held(draft) == before


def test_undo_of_a_pair_a_colleague_changed_since_is_a_conflict_that_names_them(draft, mira, noor):
    one = draft.proposals.first()
    move_mentee(draft=draft, code=one.code, version=1, mentor=free(draft), by=mira)
    set_lock(draft=draft, code=one.code, version=2, locked=False, by=noor)
    before = held(draft)
    with pytest.raises(Conflict, match=f"{noor.email} changed this pair a moment ago .unlocked."):
        undo_last(draft=draft, by=mira)
    assert held(draft) == before
    other = draft.proposals.exclude(code=one.code).get()
    set_lock(draft=draft, code=other.code, version=1, locked=True, by=mira)  # another pair is no conflict
    undo_last(draft=draft, by=mira)


def test_undo_of_a_pair_taken_apart_whose_mentor_is_taken_is_a_conflict(draft, mira, noor):
    one, other = draft.proposals.all()
    unpair(draft=draft, code=one.code, version=1, by=mira)
    move_mentee(draft=draft, code=other.code, version=1, mentor=one.mentor, by=noor)
    with pytest.raises(Conflict, match="has no place left"):
        undo_last(draft=draft, by=mira)
    assert not draft.proposals.filter(code=one.code).exists()


def test_history_says_what_who_and_why_latest_first(draft, mira):
    one = draft.proposals.select_related("mentor__person", "mentee").first()
    to = free(draft)
    move_mentee(draft=draft, code=one.code, version=1, mentor=to, by=mira, reason="know")
    set_lock(draft=draft, code=one.code, version=2, locked=False, by=mira)
    undo_last(draft=draft, by=mira)
    told = [(entry.words, entry.by, entry.reason, entry.undone) for entry in history(draft, one)]
    assert told == [
        (f"unlocked: {to.person.shown_name}", mira.email, "", True),
        (
            f"moved from {one.mentor.person.shown_name} to {to.person.shown_name}",
            mira.email,
            "They know each other",
            False,
        ),
    ]


def test_moves_belong_to_their_draft(cohort, draft, mira):
    do_move(draft, mira)
    later = run_matching(cohort=cohort, by=mira, before=draft)
    assert (Move.objects.filter(draft=later).count(), later.proposals.filter(locked=True).count()) == (0, 1)
    with pytest.raises(Conflict):
        undo_last(draft=later, by=mira)


@pytest.fixture
def three(cohort, mira) -> Draft:
    """Three pairs, of which one alone is strong."""
    fill(cohort, 3, 3, easy=True)
    cohort.enrolments.update(capacity=1)
    draft = run_matching(cohort=cohort, by=mira)
    strong, *others = draft.proposals.order_by("pk")
    draft.proposals.filter(pk=strong.pk).update(score=9000)
    draft.proposals.filter(pk__in=[one.pk for one in others]).update(score=5000)
    return draft


def lock(draft, pair, by):
    pair.refresh_from_db()
    set_lock(draft=draft, code=pair.code, version=pair.version, locked=True, by=by)


def locked(draft) -> set[str]:
    return set(draft.proposals.filter(locked=True).values_list("code", flat=True))


def test_undo_passes_over_what_is_published_by_now(three, mira):
    strong, other, _third = three.proposals.order_by("pk")
    lock(three, other, mira)
    lock(three, strong, mira)
    publish(draft=three, by=mira, strong=True)
    assert last_of(three, mira).pair == other.code
    undo_last(draft=three, by=mira)
    assert locked(three) == {strong.code}
    assert last_of(three, mira) is None
    with pytest.raises(Conflict, match="nothing of yours to undo"):
        undo_last(draft=three, by=mira)


def test_undo_passes_over_a_swap_of_which_one_pair_is_published_and_what_it_was_built_on(three, mira):
    strong, other, third = three.proposals.order_by("pk")
    lock(three, third, mira)
    lock(three, other, mira)
    swap_mentees(draft=three, pairs=((strong.code, 1), (other.code, 2)), by=mira)
    three.proposals.filter(pk=strong.pk).update(score=9000)
    three.proposals.filter(pk=other.pk).update(score=5000)
    publish(draft=three, by=mira, strong=True)
    undo_last(draft=three, by=mira)
    assert locked(three) == {strong.code, other.code}
    assert last_of(three, mira) is None


def test_undo_goes_on_where_it_was_once_the_publication_is_taken_back(three, mira):
    strong, other, _third = three.proposals.order_by("pk")
    lock(three, other, mira)
    lock(three, strong, mira)
    publish(draft=three, by=mira, strong=True)
    undo(publication=three.publications.get(), by=mira)
    undo_last(draft=three, by=mira)
    assert locked(three) == {other.code}
    undo_last(draft=three, by=mira)
    assert locked(three) == set()
