"""Requests: asked, taken, answered, closed."""

from datetime import timedelta

import pytest

from mentorship import outbox
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Delivery, Occurrence
from programs.actions.requests import (
    answer_request,
    ask_coordinators,
    assign_request,
    close_request,
    reopen_request,
    take_request,
    write_again,
)
from programs.models import HelpAnswer, HelpRequest
from programs.queries.requests import requests_in
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


def told(kind: str) -> list[str]:
    found = Occurrence.objects.filter(kind=kind).select_related("recipient").order_by("pk")
    return [one.recipient.email.partition("@")[0] for one in found]


def test_writing_again_tells_whoever_sees_to_it_and_counts_the_promise_anew(world, asked):
    make.coordinator(world.program, "milo@orchard.example")
    answer_request(request=asked, by=world.mira, text="Yes, on the second floor.")
    assert told("request_received") == ["mira"]
    with clock.at(make.NOW + timedelta(days=5)):
        write_again(request=asked, by=world.ben.user, text="Which door?")
        (row,) = requests_in(world.mira, world.cohort)
        assert (row.state, row.is_late, row.answer_by) == ("open", False, make.NOW + timedelta(days=7))
        write_again(request=asked, by=world.ben.user, text="The left one?")
    assert told("request_received") == ["mira", "mira", "mira"]
    assert [(one.text, one.from_asker) for one in HelpAnswer.objects.all()] == [
        ("Yes, on the second floor.", False),
        ("Which door?", True),
        ("The left one?", True),
    ]
    assert not any("door" in str(mail.context) for mail in mails("request_received") if mail)


def test_writing_while_it_waits_does_not_put_the_promise_off(world, asked):
    with clock.at(make.NOW + timedelta(days=5)):
        write_again(request=asked, by=world.ben.user, text="Are you there?")
        (row,) = requests_in(world.mira, world.cohort)
        assert row.is_late


def test_whoever_wrote_again_is_heard_by_all_where_nobody_sees_to_it_any_more(world, asked):
    milo = make.coordinator(world.program, "milo@orchard.example")
    take_request(request=asked, by=world.mira)
    world.program.staff_roles.filter(user=world.mira).delete()
    write_again(request=asked, by=world.ben.user, text="Are you there?")
    assert told("request_received") == ["mira", milo.email.partition("@")[0]]


def test_a_colleague_who_is_given_it_gets_the_mail_and_oneself_does_not(world, asked):
    milo = make.coordinator(world.program, "milo@orchard.example")
    assign_request(request=asked, by=world.mira, to=world.mira, comes_first=False)
    assert told("request_received") == ["mira"]
    assign_request(request=asked, by=world.mira, to=milo, comes_first=True)
    assert told("request_received") == ["mira", "milo"]
    with pytest.raises(Refusal, match="coordinator of this program"):
        assign_request(request=asked, by=world.mira, to=world.nora, comes_first=False)
    asked.refresh_from_db()
    assert (asked.assigned, asked.comes_first) == (milo, True)


def test_a_request_is_opened_again_by_a_coordinator_once_it_is_closed(world, asked):
    with pytest.raises(Conflict, match="is open"):
        reopen_request(request=asked, by=world.mira)
    close_request(request=asked, by=world.mira, outcome="stayed")
    reopen_request(request=asked, by=world.mira)
    asked.refresh_from_db()
    assert (asked.state, asked.outcome, asked.closed_at, asked.asked_again_at) == ("open", "", None, make.NOW)
