"""Mails about messages: without the words, or with those of a first message whose author said so."""

from datetime import timedelta

import pytest

from mentorship import outbox
from mentorship.lib import clock
from mentorship.notifications.mail import message_of
from mentorship.notifications.models import Occurrence
from programs.actions.mentorships import end_mentorship
from programs.models import Part
from sessions.actions.messages import send_message
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def composed(kind: str) -> str | None:
    """Everything of the latest mail of a kind."""
    occurrence = Occurrence.objects.filter(kind=kind).latest("pk")
    mail = outbox.desk().compose(occurrence)
    if mail is None:
        return None
    message = message_of(occurrence, mail)
    return message.subject + message.body + "".join(str(text) for text, _kind in message.alternatives)


def test_message_is_announced_without_its_words(world):
    send_message(by=rows.seats(world.ada_ben)[1], text="SECRET words")
    mail = composed("message_received")
    assert "Ben wrote to you" in mail
    assert "SECRET" not in mail


def test_first_message_takes_its_words_along_where_its_author_said_so(world):
    send_message(by=rows.seats(world.ada_ben)[1], text="Hello <Ada>,\n\nshall we?", by_mail=True)
    mail = composed("first_message")
    assert "A first message from Ben" in mail
    assert "Hello <Ada>,\n\nshall we?" in mail
    assert "Hello &lt;Ada&gt;,<br>" in mail


def test_mail_is_not_wanted_any_more_after_an_answer_or_an_end(world):
    ada, ben = rows.seats(world.ada_ben)
    send_message(by=ben, text="One")
    with clock.at(clock.now() + timedelta(hours=1)):
        send_message(by=ada, text="Two", by_mail=True)
    assert composed("message_received") is None
    assert composed("first_message") is not None
    world.program.chosen_parts = [Part.NOTES]
    world.program.save()
    assert composed("first_message") is None
    world.program.chosen_parts = None
    world.program.save()
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert composed("first_message") is None


def test_mail_on_being_matched_leads_to_the_draft_where_messages_are_used(world):
    assert f"%2Fmentorships%2F{world.cleo_dan.code}%2Fmessages%2F" in composed("matched")
    world.program.chosen_parts = [Part.NOTES]
    world.program.save()
    assert "%2Fmessages%2F" not in composed("matched")
