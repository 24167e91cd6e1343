"""The page while the two talk: one topic open, a poll that mostly says nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from sessions.models import AgendaItem
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
POLL = {"HX-Request": "true", "HX-Target": "live-state"}
MARK = {"HX-Request": "true", "HX-Target": "live-topics"}


@pytest.fixture
def meeting(world):
    return rows.meeting(world.ada_ben, starts_at=clock.now() - timedelta(minutes=10))


@pytest.fixture
def ben(world, sign_in):
    return sign_in(world.ben)


def url(meeting, name: str = "live") -> str:
    return reverse(f"sessions:{name}", args=[meeting.mentorship.code, meeting.number])


def poll(client, meeting, state):
    return client.get(url(meeting), {"tag": state.tag, "seen": state.content}, headers=POLL)


def test_first_open_topic_stands_open_with_the_time_in_words(meeting, ben):
    rows.topic(meeting, "Done", discussed=True)
    waiting = rows.topic(meeting, "Waiting")
    shown = ben.get(url(meeting))
    assert shown.context["open_topic"] == waiting.pk
    assert "10 minutes gone, 35 to go." in shown.content.decode()


def test_poll_says_nothing_until_the_time_or_the_content_changes(world, meeting, ben, sign_in):
    topic = rows.topic(meeting)
    state = ben.get(url(meeting)).context["state"]
    assert (poll(ben, meeting, state).status_code, poll(ben, meeting, state).content) == (204, b"")
    sign_in(world.ada).post(url(meeting, "topic_mark"), {"topic": topic.pk, "mark": "discussed", "on": "yes"})
    changed = poll(ben, meeting, state)
    assert changed.status_code == 200
    assert "Something is new on this page" in changed.content.decode()
    with clock.at(clock.now() + timedelta(minutes=31)):
        late = poll(ben, meeting, state).content.decode()
    assert "Time to wrap up." in late


def test_mark_opens_the_next_topic_in_place_or_by_the_page(meeting, ben):
    first, second = rows.topic(meeting, "First"), rows.topic(meeting, "Second")
    part = ben.post(
        url(meeting, "topic_mark"), {"topic": first.pk, "mark": "discussed", "on": "yes"}, headers=MARK
    )
    shown = part.content.decode()
    assert shown.strip().startswith('<section id="live-topics"')
    assert "Talked about: “First”." in shown
    assert part.context["open_topic"] == second.pk
    plain = ben.post(url(meeting, "topic_mark"), {"topic": second.pk, "mark": "parked", "on": "yes"})
    assert (plain.status_code, plain["Location"]) == (303, f"{url(meeting)}#live-topics")
    assert list(AgendaItem.objects.values_list("discussed", "parked")) == [(True, False), (False, True)]


def test_a_mark_replaces_the_other_and_is_taken_back(meeting, ben):
    topic = rows.topic(meeting, discussed=True)
    ben.post(url(meeting, "topic_mark"), {"topic": topic.pk, "mark": "parked", "on": "yes"})
    topic.refresh_from_db()
    assert (topic.discussed, topic.parked) == (False, True)
    ben.post(url(meeting, "topic_mark"), {"topic": topic.pk, "mark": "parked", "on": "no"})
    topic.refresh_from_db()
    assert topic.parked is False


def test_odd_marks_and_topics_of_others_are_refused(world, meeting, ben):
    topic = rows.topic(meeting)
    assert ben.post(url(meeting, "topic_mark"), {"topic": topic.pk, "mark": "title"}).status_code == 422
    theirs = rows.topic(rows.meeting(world.cleo_dan, days=1))
    assert ben.post(url(meeting, "topic_mark"), {"topic": theirs.pk, "mark": "parked"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 30])
def test_live_page_and_its_poll_cost_the_same_whatever_is_on_it(
    world, meeting, ben, django_assert_num_queries, count
):
    for number in range(count):
        rows.topic(meeting, f"Topic {number}")
        rows.action(rows.seats(world.ada_ben)[number % 2])
    with django_assert_num_queries(12):
        state = ben.get(url(meeting)).context["state"]
    with django_assert_num_queries(7):
        assert poll(ben, meeting, state).status_code == 204
