"""Messages and updates: who is told, what leaves by mail, what becomes of them."""

from datetime import timedelta

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Occurrence
from programs.actions.mentorships import end_mentorship
from programs.models import News
from sessions.actions.messages import first_line, make_action, make_topic, post_update, send_message
from sessions.models import AgendaItem, Message, Update
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
KINDS = ("message_received", "first_message")


def planned() -> list[tuple[str, int, str]]:
    found = Occurrence.objects.filter(kind__in=KINDS).order_by("pk")
    return list(found.values_list("kind", "recipient", "period"))


def news() -> list[tuple[str, int]]:
    return list(News.objects.order_by("pk").values_list("kind", "ref"))


def test_message_is_numbered_told_to_the_other_and_counts_as_contact(world):
    ada, ben = rows.seats(world.ada_ben)
    sent = [send_message(by=by, text=f"Text {n}").number for n, by in enumerate((ben, ada, ben))]
    assert sent == [1, 2, 3]
    assert news() == [("hello", 1), ("hello", 2), ("message_received", 3)]
    assert list(News.objects.order_by("pk").values_list("reader", flat=True)) == [ada.pk, ben.pk, ada.pk]
    world.ada_ben.refresh_from_db()
    assert world.ada_ben.contact_at == clock.now()


def test_message_is_announced_once_a_day_for_each_sender(world):
    ada, ben = rows.seats(world.ada_ben)
    for text in ("One", "Two"):
        send_message(by=ben, text=text)
    send_message(by=ada, text="Three")
    with clock.at(clock.now() + timedelta(days=1)):
        send_message(by=ben, text="Four")
    assert planned() == [
        ("message_received", world.ada.user_id, "2026-11-18"),
        ("message_received", world.ben.user_id, "2026-11-18"),
        ("message_received", world.ada.user_id, "2026-11-19"),
    ]


def test_words_leave_by_mail_with_a_first_message_only(world):
    ben = rows.seats(world.ada_ben)[1]
    first = send_message(by=ben, text="Hello Ada", by_mail=True)
    assert planned() == [("first_message", world.ada.user_id, "")]
    second = send_message(by=ben, text="Again", by_mail=True)
    assert (first.by_mail, second.by_mail) == (True, False)
    assert [kind for kind, _to, _period in planned()] == ["first_message", "message_received"]


def test_nothing_is_sent_or_posted_once_the_mentorship_has_ended(world):
    ben = rows.seats(world.ada_ben)[1]
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    with pytest.raises(Conflict, match="has ended"):
        send_message(by=ben, text="Too late")
    with pytest.raises(Conflict, match="has ended"):
        post_update(by=ben, progress="Too late")
    assert not Message.objects.exists()
    assert not Update.objects.exists()


def test_update_needs_one_of_its_three_and_touches_its_goal(world):
    ben = rows.seats(world.ada_ben)[1]
    goal = rows.goal(world.ada_ben, touched_at=clock.now() - timedelta(days=40))
    with pytest.raises(Refusal) as refused:
        post_update(by=ben, goal=goal)
    assert refused.value.field == "progress"
    posted = post_update(by=ben, obstacle="No time", goal=goal)
    goal.refresh_from_db()
    world.ada_ben.refresh_from_db()
    assert (posted.number, goal.touched_at) == (1, clock.now())
    assert world.ada_ben.contact_at == clock.now()
    assert news() == [("update_posted", 1)]


def test_topic_goes_to_the_next_meeting_and_needs_one(world):
    ben = rows.seats(world.ada_ben)[1]
    rows.meeting(world.ada_ben, days=-2)
    with pytest.raises(Conflict, match="no meeting ahead"):
        make_topic(by=ben, text="What now?")
    rows.meeting(world.ada_ben, days=20)
    soon = rows.meeting(world.ada_ben, days=4)
    topic = make_topic(by=ben, text="# What now?\n\nMore of it.")
    assert (topic.meeting_id, topic.title) == (soon.pk, "What now?")
    assert AgendaItem.objects.count() == 1


def test_action_belongs_to_whoever_takes_it_on(world):
    ada = rows.seats(world.ada_ben)[0]
    action = make_action(by=ada, text="- send the list\n- and more")
    assert (action.owner_id, action.text, action.due_on) == (ada.pk, "send the list", None)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("One", "One"),
        ("\n\n> quoted  **words**\nmore", "quoted words"),
        ("---\nafter a rule", "after a rule"),
        ("word " * 100, "word " * 58 + "word…"),
        ("x" * 400, "x" * 299 + "…"),
    ],
)
def test_first_line_is_one_line_that_fits(text, line):
    assert first_line(text) == line
    assert len(first_line(text)) <= 300


def test_numbers_are_given_within_each_mentorship(world):
    first = send_message(by=rows.seats(world.ada_ben)[1], text="Ours")
    second = send_message(by=rows.seats(world.cleo_dan)[1], text="Theirs")
    assert (first.number, second.number) == (1, 1)
