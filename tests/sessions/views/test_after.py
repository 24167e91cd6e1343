"""Wrapping up: everything is filled in, one press ends at the feedback."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from sessions.models import ActionItem, Meeting
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def meeting(world):
    return rows.meeting(world.ada_ben, days=-1)


@pytest.fixture
def ben(world, sign_in):
    return sign_in(world.ben)


def url(meeting, name: str = "after") -> str:
    return reverse(f"sessions:{name}", args=[meeting.mentorship.code, meeting.number])


def test_one_press_books_the_next_and_leads_to_the_feedback(world, meeting, ben):
    form = ben.get(url(meeting)).context["form"]
    assert form.initial["book"] is True
    answer = ben.post(url(meeting), {"book": "on", "form_key": "k" * 24})
    assert (answer.status_code, answer["Location"]) == (303, url(meeting, "feedback"))
    assert Meeting.objects.count() == 2
    again = ben.post(url(meeting), {"book": "on", "form_key": "k" * 24})
    assert again["Location"] == answer["Location"]
    assert Meeting.objects.count() == 2


def test_topics_that_look_unfinished_are_chosen_already(meeting, ben):
    rows.topic(meeting, "Done", discussed=True)
    left = rows.topic(meeting, "Left")
    assert ben.get(url(meeting)).context["form"].initial["keep"] == [left.pk]


def test_a_day_that_passed_is_422_and_keeps_the_rest(world, meeting, ben):
    mine = rows.action(rows.seats(world.ada_ben)[1])
    typed = {f"due_{mine.pk}": "2026-11-01", "first": "Begin here"}
    answer = ben.post(url(meeting), typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [f"due_{mine.pk}"]
    assert "Begin here" in answer.content.decode()
    assert ActionItem.objects.get().due_on is None


def test_a_topic_of_another_meeting_is_422(world, meeting, ben):
    theirs = rows.topic(rows.meeting(world.cleo_dan, days=-1))
    assert ben.post(url(meeting), {"keep": theirs.pk}).status_code == 422


def test_while_they_talk_it_leads_back_to_the_meeting_and_before_that_it_is_closed(world, ben):
    running = rows.meeting(world.ada_ben, starts_at=clock.now() - timedelta(minutes=10))
    assert ben.post(url(running))["Location"] == url(running, "meeting")
    ahead = rows.meeting(world.ada_ben, days=3)
    assert "once the meeting has begun" in ben.get(url(ahead)).content.decode()
    assert ben.post(url(ahead)).status_code == 409


@pytest.mark.parametrize("count", [1, 3, 30])
def test_wrap_up_page_costs_the_same_whatever_is_on_it(world, meeting, ben, django_assert_num_queries, count):
    for number in range(count):
        rows.topic(meeting, f"Topic {number}")
        rows.action(rows.seats(world.ada_ben)[number % 2])
    with django_assert_num_queries(10):
        assert ben.get(url(meeting)).status_code == 200
