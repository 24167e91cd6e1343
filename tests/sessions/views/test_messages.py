"""The page of messages: the draft, the thread, the poll, the presses."""

import pytest
from django.urls import reverse

from programs.actions.mentorships import end_mentorship
from programs.models import Part
from sessions.models import ActionItem, AgendaItem, Message
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
KEY = {"form_key": "k" * 24}


def url(world, name: str = "messages") -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code])


def htmx(target: str) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": target}


def test_page_opens_with_a_draft_of_ones_own_facts_only(world, sign_in):
    mine, theirs = world.enrolment(world.ben), world.enrolment(world.ada)
    mine.topics, mine.goal_kind, mine.goal = ["feedback"], "change", "MY-GOAL"
    theirs.topics, theirs.goal = ["THEIR-TOPIC"], "THEIR-GOAL"
    mine.save()
    theirs.save()
    world.ada.introduction = "I lead a team of nine."
    world.ada.save()
    ben = sign_in(world.ben)
    shown = ben.get(url(world)).content.decode()
    assert "we are matched in Growing together" in shown
    assert "I want to move into another field. I would like to talk with you about: feedback." in shown
    assert "I lead a team of nine." in shown
    assert [word for word in ("THEIR-TOPIC", "THEIR-GOAL", "MY-GOAL") if word in shown] == []
    other = ben.get(f"{url(world)}?tone=open", headers=htmx("message-box")).content.decode()
    assert other.lstrip().startswith('<div id="message-box"')
    assert "What do you wish somebody had asked you" in other


def test_message_is_sent_once_and_offers_the_mail_only_the_first_time(world, sign_in):
    ben = sign_in(world.ben)
    assert 'name="by_mail"' in ben.get(url(world)).content.decode()
    for _ in range(2):
        sent = ben.post(url(world), {"text": "Hello **Ada**", "by_mail": "on", **KEY})
        assert (sent.status_code, sent["Location"]) == (303, f"{url(world)}#messages-end")
    assert [(one.text, one.by_mail) for one in Message.objects.all()] == [("Hello **Ada**", True)]
    page = ben.get(url(world)).content.decode()
    assert "Hello <strong>Ada</strong>" in page
    assert 'name="by_mail"' not in page
    part = ben.post(url(world), {"text": "And more"}, headers=htmx("messages"))
    assert part.status_code == 200
    assert part.content.decode().lstrip().startswith('<section id="messages"')
    assert "Message sent." in part.content.decode()
    assert "data-focus" in part.content.decode()


@pytest.mark.parametrize("headers", [{}, htmx("messages")])
def test_bad_message_keeps_its_text(world, sign_in, headers):
    ben = sign_in(world.ben)
    long = "kept " * 900
    refused = ben.post(url(world), {"text": long}, headers=headers)
    assert refused.status_code == 422
    assert "kept kept" in refused.content.decode()
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert ben.post(url(world), {"text": "Too late"}, headers=headers).status_code == 409
    assert not Message.objects.exists()


def test_ended_is_read_only_and_asks_nothing(world, sign_in):
    rows.message(rows.seats(world.ada_ben)[0], "Stays readable")
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    shown = sign_in(world.ben).get(url(world)).content.decode()
    assert "Stays readable" in shown
    assert "message-text" not in shown
    assert "every 20s" not in shown


def test_poll_answers_with_what_came_or_with_nothing(world, sign_in):
    ada = rows.seats(world.ada_ben)[0]
    rows.message(ada, "First")
    ben, poll = sign_in(world.ben), url(world, "messages_poll")
    assert ben.get(f"{poll}?after=1", headers=htmx("messages-end")).status_code == 204
    assert ben.get(f"{poll}?after=1").status_code == 303
    rows.message(ada, "Second")
    came = ben.get(f"{poll}?after=1", headers=htmx("messages-end"))
    shown = came.content.decode()
    assert came.status_code == 200
    assert "Second" in shown
    assert "First" not in shown
    assert "?after=2" in shown
    assert "1 new message from Ada." in shown
    assert "<h3" not in shown  # the day stands on the page already
    assert "Second" in ben.get(f"{poll}?after=nonsense", headers=htmx("messages-end")).content.decode()


def test_fifty_are_shown_and_the_rest_is_a_press_away(world, sign_in):
    ada = rows.seats(world.ada_ben)[0]
    for number in range(1, 54):
        rows.message(ada, f"Number {number}.", number=number)
    ben = sign_in(world.ben)
    page = ben.get(url(world)).content.decode()
    assert ("Number 4." in page, "Number 3." in page) == (True, False)
    assert "?before=4" in page
    earlier = ben.get(f"{url(world)}?before=4").content.decode()
    assert ("Number 3." in earlier, "Number 4." in earlier, "?before" in earlier) == (True, False, False)


def test_one_press_makes_a_topic_or_an_action(world, sign_in):
    ada = rows.seats(world.ada_ben)[0]
    rows.message(ada, "Ask for the budget")
    ben, turn = sign_in(world.ben), url(world, "message_turn")
    words = {"what": "message", "number": "1", "into": "topic"}
    refused = ben.post(turn, {**words, **KEY}, headers=htmx("turned-message-1"))
    assert refused.status_code == 409
    assert refused.content.decode().lstrip().startswith('<div id="turned-message-1"')
    assert "Find a date" in refused.content.decode()
    assert ben.post(turn, {**words, **KEY}).status_code == 409
    rows.meeting(world.ada_ben, days=3)
    done = ben.post(turn, {**words, **KEY}, headers=htmx("turned-message-1"))
    assert done.status_code == 200
    ben.post(turn, {**words, **KEY}, headers=htmx("turned-message-1"))
    assert [one.title for one in AgendaItem.objects.all()] == ["Ask for the budget"]
    plain = ben.post(turn, {**words, "into": "action", "form_key": "b" * 24})
    assert (plain.status_code, plain["Location"]) == (303, url(world))
    assert [one.text for one in ActionItem.objects.all()] == ["Ask for the budget"]
    assert ben.post(turn, {**words, "number": "77"}).status_code == 404
    assert ben.post(turn, {**words, "number": "x"}).status_code == 404


def test_choosing_takes_only_what_is_ticked_to_the_help_page(world, sign_in):
    rows.message(rows.seats(world.ada_ben)[0], "Not nice")
    shown = sign_in(world.ben).get(f"{url(world)}?choose").content.decode()
    assert 'type="checkbox" name="messages" value="1"' in shown
    assert f'action="{reverse("sessions:help_wrong", args=[world.ada_ben.code])}"' in shown
    assert "every 20s" not in shown


def test_another_pairs_messages_are_not_there_nor_those_of_a_program_without_them(world, sign_in):
    rows.message(rows.seats(world.cleo_dan)[0], "Theirs")
    assert sign_in(world.cleo).get(url(world)).status_code == 404
    assert sign_in(world.mira).get(url(world)).status_code == 404
    ben = sign_in(world.ben)
    assert (
        ben.post(url(world, "message_turn"), {"what": "message", "number": "1", "into": "action"}).status_code
        == 404
    )
    world.program.chosen_parts = [Part.NOTES]
    world.program.save()
    assert [ben.get(url(world, name)).status_code for name in ("messages", "messages_poll", "updates")] == [
        404
    ] * 3


@pytest.mark.parametrize("count", [1, 3, 30])
def test_pages_cost_the_same_whatever_is_in_them(world, sign_in, django_assert_num_queries, count):
    ada, ben = rows.seats(world.ada_ben)
    goal = rows.goal(world.ada_ben)
    for _ in range(count):
        rows.message(ada)
        rows.message(ben)
        rows.update(ada, goal=goal)
    fresh = sign_in(world.dan)
    with django_assert_num_queries(7):  # with a draft: what is booked already, for the time it proposes
        fresh.get(reverse("sessions:messages", args=[world.cleo_dan.code]))
    client = sign_in(world.ben)
    with django_assert_num_queries(6):  # session, user, roles, seat, thread, has one written
        client.get(url(world))
    with django_assert_num_queries(6):  # session, user, roles, seat, goals, updates
        client.get(url(world, "updates"))
    with django_assert_num_queries(4):
        client.get(f"{url(world, 'messages_poll')}?after=1", headers=htmx("messages-end"))
