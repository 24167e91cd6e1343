"""The list of one's mentorships, and the space of one."""

import pytest
from django.urls import reverse

from programs.actions.mentorships import end_mentorship
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def space(world) -> str:
    return reverse("sessions:space", args=[world.ada_ben.code])


def test_mentorships_have_a_row_each_with_one_step(world, sign_in):
    make.mentorship(world.cohort, world.mira, world.enrolment(world.ada), world.enrolment(world.fay))
    rows.meeting(world.ada_ben, days=1)
    live = sign_in(world.ada).get(reverse("sessions:mentorships")).context["live"]
    assert [(row.partner.name, str(row.step), str(row.rhythm.word)) for row in live] == [
        ("Fay", "Book the first date", "due"),
        ("Ben", "", "on rhythm"),
    ]


def test_mentorships_that_ended_are_folded(world, sign_in):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    shown = sign_in(world.ben).get(reverse("sessions:mentorships"))
    assert shown.context["live"] == []
    assert [row.partner.name for row in shown.context["past"]] == ["Ada"]
    assert "This mentorship ended on" in sign_in(world.ben).get(space(world)).content.decode()


def test_mentorships_of_somebody_without_one_say_so(world, sign_in):
    assert (
        "No mentorship is running"
        in sign_in(world.mira).get(reverse("sessions:mentorships")).content.decode()
    )


def test_space_opens_with_three_steps_until_there_is_a_goal_and_a_date(world, sign_in):
    ben = sign_in(world.ben)
    world.ada.contact = "Call me any morning"
    world.ada.save()
    shown = ben.get(space(world)).content.decode()
    assert "Three steps to begin" in shown
    assert "Call me any morning" in shown
    rows.goal(world.ada_ben)
    assert "Three steps to begin" in ben.get(space(world)).content.decode()
    rows.meeting(world.ada_ben, days=3)
    assert "Three steps to begin" not in ben.get(space(world)).content.decode()


def test_space_lists_every_meeting_ahead(world, sign_in):
    first, second = rows.meeting(world.ada_ben, days=3), rows.meeting(world.ada_ben, days=17)
    shown = sign_in(world.ben).get(space(world))
    assert [shown.context["space"].next.number, *(card.number for card in shown.context["space"].later)] == [
        first.number,
        second.number,
    ]
    assert reverse("sessions:meeting", args=[world.ada_ben.code, second.number]) in shown.content.decode()


def test_space_keeps_a_contact_that_was_switched_off(world, sign_in):
    world.ada.contact, world.ada.shows_contact = "Call me any morning", False
    world.ada.save()
    assert "Call me" not in sign_in(world.ben).get(space(world)).content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_space_and_list_cost_the_same_whatever_is_in_them(world, sign_in, django_assert_num_queries, count):
    mentor = make.enrolment(world.cohort, "mentor", capacity=count)
    for _ in range(count):
        pair = make.mentorship(world.cohort, world.mira, mentor=mentor)
        rows.meeting(pair, days=3)
    for number in range(count):
        rows.meeting(world.ada_ben, days=-number - 1)
        rows.goal(world.ada_ben)
        rows.action(rows.seats(world.ada_ben)[0])
    ada, many = sign_in(world.ada), sign_in(mentor.person)
    with django_assert_num_queries(12):
        ada.get(space(world))
    with django_assert_num_queries(8):
        assert len(many.get(reverse("sessions:mentorships")).context["live"]) == count
