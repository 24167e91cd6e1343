"""Deciding on applications: once each, with words of one's own."""

import pytest

from mentorship.lib.refusals import Conflict
from mentorship.notifications.models import Delivery, Occurrence
from programs.actions.applications import Pick, decide, decide_all
from programs.actions.enrolments import withdraw
from programs.models import ApplicationReply, AuditEvent
from tests import make


@pytest.fixture
def pick(world):
    """`pick(name)`: somebody who has applied, as a coordinator sees them."""
    return lambda name="Gus": Pick(
        make.enrolment(world.cohort, "mentee", make.person(world.orchard, name), state="applied"), "applied"
    )


def mails(place):
    rows = Delivery.objects.filter(occurrence__recipient=place.person.user, state="due")
    return list(rows.order_by("pk").values_list("occurrence__kind", flat=True))


@pytest.mark.parametrize(
    ("decision", "state", "waits"),
    [("accepted", "accepted", False), ("waitlisted", "applied", True), ("declined", "declined", False)],
)
def test_decision_moves_the_application_tells_them_and_is_written_down(world, pick, decision, state, waits):
    place = decide(pick=pick(), decision=decision, text=" Thank you. ", by=world.mira)
    assert (place.state, place.waits) == (state, waits)
    assert mails(place) == [f"application_{decision}"]
    reply = ApplicationReply.objects.get()
    assert (reply.text, reply.decision, reply.author) == ("Thank you.", decision, world.mira)
    assert AuditEvent.objects.latest("pk").verb == f"enrolment.{decision}"


def test_without_words_there_is_no_reply_and_the_mail_says_the_usual(world, pick):
    decide(pick=pick(), decision="declined", text="  ", by=world.mira)
    assert not ApplicationReply.objects.exists()


@pytest.mark.parametrize("second", ("accepted", "waitlisted", "declined"))
@pytest.mark.parametrize("first", ("accepted", "waitlisted", "declined"))
def test_second_to_decide_on_what_they_saw_is_told_and_nothing_follows(world, pick, first, second):
    picked = pick()
    decide(pick=picked, decision=first, text="First", by=world.mira)
    with pytest.raises(Conflict, match="already"):
        decide(pick=picked, decision=second, text="Second", by=world.mira)
    assert mails(picked.place) == [f"application_{first}"]
    assert [one.text for one in ApplicationReply.objects.all()] == ["First"]


@pytest.mark.parametrize("decision", ("accepted", "declined"))
def test_waiting_list_is_decided_later_and_its_mail_does_not_leave_any_more(world, pick, decision):
    picked = pick()
    decide(pick=picked, decision="waitlisted", text="", by=world.mira)
    place = decide(pick=Pick(picked.place, "waitlisted"), decision=decision, text="", by=world.mira)
    assert (place.state, place.waits) == (decision, False)
    assert mails(place) == [f"application_{decision}"]


def test_leaving_the_waiting_list_ends_its_mail(world, pick):
    place = decide(pick=pick(), decision="waitlisted", text="", by=world.mira)
    withdraw(enrolment=place, by=place.person.user)
    assert (mails(place), place.waits) == ([], False)


def test_many_are_decided_each_by_itself(world, pick):
    picks = [pick(name) for name in ("Gus", "Hal", "Ida")]
    decide(pick=picks[1], decision="declined", text="", by=world.mira)
    lost = decide_all(picks=picks, decision="accepted", text="Welcome.", by=world.mira)
    assert [(one.place, refusal.sentence) for one, refusal in lost] == [
        (picks[1].place, "Hal: this place is already declined.")
    ]
    assert ApplicationReply.objects.count() == 2
    assert Occurrence.objects.filter(kind="application_accepted").count() == 2
    with pytest.raises(Conflict, match="Gus: this place is already accepted"):
        decide_all(picks=picks, decision="declined", text="", by=world.mira)
