"""The page somebody prepares on, its own notes, the presses on it."""

import pytest
from django.urls import reverse

from mentorship.notifications.models import Occurrence
from programs.models import Part, Program
from sessions.models import AgendaItem, Meeting, PrepNote
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
AUTO = {"HX-Request": "true", "HX-Target": "preparation-state"}


@pytest.fixture
def meeting(world):
    return rows.meeting(world.ada_ben, days=2)


@pytest.fixture
def ben(world, sign_in):
    return sign_in(world.ben)


def url(meeting, name: str = "prepare") -> str:
    return reverse(f"sessions:{name}", args=[meeting.mentorship.code, meeting.number])


@pytest.mark.parametrize(("met", "second"), [(False, "topic"), (True, "update")], ids=["first", "later"])
def test_empty_agenda_offers_three_first_topics_from_the_goal(world, ben, met, second):
    """A first meeting has no last time to look back to."""
    if met:
        rows.meeting(world.ada_ben, days=-9)
    meeting = rows.meeting(world.ada_ben, days=2)
    rows.goal(world.ada_ben, "By June I lead a team.")
    starters = ben.get(url(meeting)).context["starters"]
    assert [one.kind for one in starters] == ["question", second, "practice"]
    assert all("By June I lead a team." in one.title for one in starters)
    pressed = {"title": starters[0].title, "kind": starters[0].kind, "form_key": starters[0].key}
    answer = ben.post(url(meeting, "agenda"), {**pressed, "next": url(meeting)})
    assert answer["Location"] == f"{url(meeting)}#topic-title"
    assert AgendaItem.objects.get().kind == "question"
    shown = ben.get(url(meeting))
    assert shown.context["starters"] == []
    assert ("you’ve tried since" in shown.content.decode()) is met


def test_what_was_left_open_stands_first_and_is_taken_over_by_a_press(world, meeting, ben):
    rows.topic(rows.meeting(world.ada_ben, days=-5), "Left", parked=True)
    assert "Left from last time" in ben.get(url(meeting)).content.decode()
    assert ben.post(url(meeting, "agenda_carry")).status_code == 303
    shown = ben.get(url(meeting))
    assert shown.context["preparing"].left == []
    assert [topic.title for topic in shown.context["topics"]] == ["Left"]


def test_preparation_saves_itself_and_answers_with_its_line_only(meeting, ben):
    answer = ben.post(url(meeting, "preparation"), {"text": "Ask", "version": "0"}, headers=AUTO)
    assert answer.status_code == 200
    shown = answer.content.decode().strip()
    assert shown.startswith('<span id="preparation-state"')
    assert 'name="version" value="1"' in shown
    assert "textarea" not in shown


def test_preparation_from_two_windows_keeps_both_texts(meeting, ben, world):
    ben.post(url(meeting, "preparation"), {"text": "First", "version": "0"})
    answer = ben.post(url(meeting, "preparation"), {"text": "Second", "version": "0"}, headers=AUTO)
    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#preparation")
    shown = answer.content.decode()
    assert "First" in shown
    assert "Second" in shown
    both = {"text": "Second", "version": "1", "keep": "both"}
    assert ben.post(url(meeting, "preparation"), both).status_code == 303
    assert PrepNote.objects.get().text == "First\n\nSecond"


def test_preparation_is_nowhere_on_the_partners_page(meeting, ben, world, sign_in):
    ben.post(url(meeting, "preparation"), {"text": "CANARY-PREP", "version": "0"})
    assert "CANARY-PREP" in ben.get(url(meeting)).content.decode()
    assert "CANARY-PREP" not in sign_in(world.ada).get(url(meeting)).content.decode()


def test_preparation_too_long_is_422_and_kept(meeting, ben):
    answer = ben.post(url(meeting, "preparation"), {"text": "x" * 5001, "version": "0"})
    assert answer.status_code == 422
    assert "x" * 5001 in answer.content.decode()


def test_agenda_is_sent_by_a_press_and_an_empty_one_is_409(meeting, ben):
    assert ben.post(url(meeting, "agenda_send")).status_code == 409
    rows.topic(meeting)
    assert ben.post(url(meeting, "agenda_send")).status_code == 303
    assert Occurrence.objects.filter(kind="agenda_ready").count() == 1
    assert "Send it again" in ben.get(url(meeting)).content.decode()


def test_consent_is_asked_once_and_can_be_changed(meeting, ben, world, sign_in):
    assert "May the titles of your topics" in ben.get(url(meeting)).content.decode()
    ben.post(url(meeting, "agenda_consent"), {"topics": "yes"})
    assert ben.get(url(meeting)).context["preparing"].consent == "yes"
    assert not ben.get(url(meeting)).context["preparing"].both_allow
    sign_in(world.ada).post(url(meeting, "agenda_consent"), {"topics": "yes"})
    assert ben.get(url(meeting)).context["preparing"].both_allow
    ben.post(url(meeting, "agenda_consent"), {"topics": "no"})
    assert ben.get(url(meeting)).context["preparing"].consent == "no"


def test_swapping_roles_is_a_press_where_the_program_has_it(meeting, ben, world):
    assert 'id="swap"' in ben.get(url(meeting)).content.decode()
    assert ben.post(url(meeting, "meeting_swap"), {"swapped": "yes"}).status_code == 303
    shown = ben.get(url(meeting))
    assert "Ada brings the topics" in shown.content.decode()
    assert shown.context["preparing"].asks
    Program.objects.filter(pk=world.program.pk).update(chosen_parts=[Part.NOTES])
    assert ben.post(url(meeting, "meeting_swap"), {"swapped": "no"}).status_code == 404
    assert 'id="swap' not in ben.get(url(meeting)).content.decode()
    assert Meeting.objects.get().swapped


@pytest.mark.parametrize("count", [1, 3, 30])
def test_prepare_page_costs_the_same_whatever_is_on_it(world, meeting, ben, django_assert_num_queries, count):
    last = rows.meeting(world.ada_ben, days=-5)
    for number in range(count):
        rows.topic(meeting, f"Topic {number}")
        rows.topic(last, f"Left {number}", parked=True)
        rows.action(rows.seats(world.ada_ben)[number % 2])
        rows.goal(world.ada_ben)
    with django_assert_num_queries(12):
        assert ben.get(url(meeting)).status_code == 200
