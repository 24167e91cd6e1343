"""Requests: asked, taken, answered, closed."""

import pytest

from mentorship import outbox
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Delivery, Occurrence
from programs.actions.requests import answer_request, ask_coordinators, close_request, take_request
from programs.models import HelpAnswer, HelpRequest
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def asked(world) -> HelpRequest:
    return ask_coordinators(
        by=world.enrolment(world.ben), mentorship=world.ada_ben, kind="question", text="Is there a room?"
    )


def mails(kind: str) -> list:
    return [outbox.desk().compose(one) for one in Occurrence.objects.filter(kind=kind).order_by("pk")]


def test_a_request_is_mailed_to_each_coordinator_without_its_words(world):
    make.coordinator(world.program, "milo@orchard.example")
    ask_coordinators(by=world.enrolment(world.fay), kind="question", text="Is there a room?")
    sent = mails("request_received")
    assert len(sent) == 2
    assert not any("room" in str(mail.context) for mail in sent)


def test_a_question_needs_words(world):
    with pytest.raises(Refusal) as refused:
        ask_coordinators(by=world.enrolment(world.ben), kind="question")
    assert (refused.value.field, HelpRequest.objects.count()) == ("text", 0)


def test_an_answer_stops_the_mails_to_coordinators_and_tells_whoever_asked(world, asked):
    answer_request(request=asked, by=world.mira, text="Yes, on the second floor.")
    asked.refresh_from_db()
    assert (asked.state, asked.assigned) == ("answered", world.mira)
    assert [row.state for row in Delivery.objects.filter(occurrence__kind="request_received")] == [
        "cancelled"
    ]
    assert mails("request_received") == [None]
    told = mails("request_answered")
    assert (len(told), "second floor" in str(told[0].context)) == (1, False)


def test_answers_are_read_by_whoever_asked_and_coordinators_only(world, asked):
    answer = answer_request(request=asked, by=world.mira, text="Yes.")
    people = (world.ben.user, world.mira, world.ada.user, world.nora, world.otto, world.sam)
    seen = [HelpAnswer.objects.visible_to(user).filter(pk=answer.pk).count() for user in people]
    assert seen == [1, 1, 0, 0, 0, 0]


def test_a_closed_request_takes_nothing_more(world, asked):
    take_request(request=asked, by=world.mira)
    with pytest.raises(Refusal, match="what became"):
        close_request(request=asked, by=world.mira, outcome="made up")
    close_request(request=asked, by=world.mira, outcome="answered")
    for act in (
        lambda: answer_request(request=asked, by=world.mira, text="Late."),
        lambda: close_request(request=asked, by=world.mira, outcome="stayed"),
        lambda: take_request(request=asked, by=world.mira),
    ):
        with pytest.raises(Conflict, match="closed meanwhile"):
            act()
    assert not HelpAnswer.objects.exists()
