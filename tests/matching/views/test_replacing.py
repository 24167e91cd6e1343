"""Somebody new for a mentee whose mentor left; the open goals come along by their owner's hand only."""

import pytest
from django.urls import reverse

from matching.actions.pair_rules import Wanted, add_pair_rules
from matching.actions.replacing import replace
from mentorship.lib.refusals import Conflict
from programs.actions.enrolments import withdraw
from programs.models import Enrolment, Mentorship, News, Person
from sessions.models import Goal
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, role: str = "mentor") -> str:
    cohort = [world.program.code, world.cohort.code]
    return reverse("matching:replace", args=[*cohort, world.ada_ben.code, role])


def choose(world, client, who=None, **more: str):
    return client.post(url(world), {"other": world.enrolment(who or world.cleo).code, **more})


def new_pair(world) -> Mentorship:
    return Mentorship.objects.active().get(follows=world.ada_ben)


def test_the_page_offers_the_best_others_for_whoever_stays(world, sign_in):
    page = sign_in(world.mira).get(url(world))
    assert [one.person.name for one in page.context["board"].options] == ["Cleo"]
    assert "The mentorship with Ada ends" in page.content.decode()
    assert sign_in(world.mira).get(url(world, "captain")).status_code == 404


def test_one_press_ends_the_old_and_begins_the_new(world, sign_in):
    answer = choose(world, sign_in(world.mira))
    world.ada_ben.refresh_from_db()
    assert (answer.status_code, world.ada_ben.state, world.ada_ben.end_reason) == (
        303,
        "ended",
        "circumstances",
    )
    names = new_pair(world).members.order_by("pk").values_list("enrolment__person__name", flat=True)
    assert (list(names), world.enrolment(world.ada).state) == (["Cleo", "Ben"], "accepted")


def test_a_mentor_who_left_before_is_replaced_too_and_one_who_leaves_is_withdrawn(world, sign_in):
    withdraw(enrolment=world.enrolment(world.ada), by=world.mira)
    assert choose(world, sign_in(world.mira), leaves="on").status_code == 303
    ada = Enrolment.objects.get(person=world.ada)
    assert (ada.state, new_pair(world).state) == ("withdrawn", "active")


def test_leaving_ends_every_mentorship_of_theirs(world, sign_in):
    second = make.mentorship(world.cohort, world.mira, mentor=world.enrolment(world.ada))
    choose(world, sign_in(world.mira), leaves="on")
    second.refresh_from_db()
    assert (second.state, world.enrolment(world.ada).state) == ("ended", "withdrawn")


def test_nobody_is_replaced_twice_and_a_full_mentor_changes_nothing(world, sign_in):
    mira = sign_in(world.mira)
    full = make.enrolment(world.cohort, "mentor", capacity=0)
    assert mira.post(url(world), {"other": full.code}).status_code == 409
    assert Mentorship.objects.get(pk=world.ada_ben.pk).state == "active"
    assert mira.post(url(world), {"other": ""}).status_code == 422
    assert [choose(world, mira).status_code for _ in range(2)] == [303, 409]


@pytest.fixture
def begun(world) -> Mentorship:
    """Ben goes on with Cleo; of his three goals one is reached, one is his alone."""
    rows.goal(world.ada_ben, "Lead a team")
    rows.goal(world.ada_ben, "Learn to say no", only_me=True, number=1_500_000)
    rows.goal(world.ada_ben, "Give a talk", state="reached", number=3)
    rows.goal(world.ada_ben, "Ask better questions", owner=world.member(world.ada), number=4)
    ben, cleo = world.enrolment(world.ben), world.enrolment(world.cleo)
    return replace(mentorship=world.ada_ben, stays=ben, other=cleo, by=world.mira)


def bring(begun: Mentorship) -> str:
    return reverse("sessions:goals_bring", args=[begun.code])


def test_only_their_owner_is_asked_and_only_for_what_is_open(world, sign_in, begun):
    assert [row.reader.enrolment.person for row in News.objects.filter(kind="goals_to_bring")] == [world.ben]
    today = sign_in(world.ben).get(reverse("dashboards:today")).content.decode()
    assert "Bring your open goals along to Cleo?" in today
    page = sign_in(world.ben).get(bring(begun)).content.decode()
    words = ("Lead a team", "Learn to say no", "Give a talk", "Ask better questions")
    assert [word in page for word in words] == [True, True, False, False]
    assert sign_in(world.cleo).get(bring(begun)).status_code == 404
    assert Goal.objects.filter(mentorship=begun).count() == 0


def test_what_is_ticked_comes_along_once(world, sign_in, begun):
    ben = sign_in(world.ben)
    answers = [ben.post(bring(begun), {"goal": ["1", "3", "4"]}).status_code for _ in range(2)]
    assert answers == [303, 409]
    (goal,) = Goal.objects.filter(mentorship=begun)
    assert (goal.sentence, goal.number, goal.follows_id) == ("Lead a team", 1, None)
    assert Goal.objects.filter(mentorship=world.ada_ben).count() == 4


def test_a_goal_of_ones_own_stays_ones_own(world, sign_in, begun):
    sign_in(world.ben).post(bring(begun), {"goal": ["1500000"]})
    (goal,) = Goal.objects.filter(mentorship=begun)
    assert list(Goal.objects.visible_to(world.cleo.user).filter(pk=goal.pk)) == []


def test_afresh_is_an_answer(world, sign_in, begun):
    answer = sign_in(world.ben).post(f"{bring(begun)}?none=1", {"goal": ["1"]})
    assert (answer.status_code, Goal.objects.filter(mentorship=begun).count()) == (303, 0)
    assert News.objects.open().filter(kind="goals_to_bring").count() == 0


def test_whoever_met_before_is_not_matched_again(world, begun):
    """Ben and Ada: the new one ended, the old partner is no option."""
    ben, ada = world.enrolment(world.ben), world.enrolment(world.ada)
    with pytest.raises(Conflict):
        replace(mentorship=begun, stays=ben, other=ada, by=world.mira)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            lambda world: add_pair_rules(
                program=world.program, kind="apart", wanted=[Wanted(world.ben, world.cleo)], by=world.mira
            ),
            "keeps these two apart",
        ),
        (
            lambda world: Person.objects.filter(pk=world.ben.pk).update(line_manager=world.cleo),
            "line manager",
        ),
    ],
)
def test_what_matching_forbids_is_not_offered_and_refused_by_the_rule_that_forbids_it(
    world, sign_in, spoil, sentence
):
    spoil(world)
    client = sign_in(world.mira)
    assert client.get(url(world)).context["board"].options == []
    answer = choose(world, client)
    assert (answer.status_code, sentence in answer.content.decode()) == (409, True)
    world.ada_ben.refresh_from_db()
    assert world.ada_ben.state == "active"
