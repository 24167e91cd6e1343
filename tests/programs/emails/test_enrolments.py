"""Mails to somebody who asked for a place."""

import pytest

from mentorship.notifications.mail import Mail, message_of, render_mail
from mentorship.notifications.models import Occurrence
from programs import emails
from programs.actions.enrolments import withdraw
from tests import make


def occurrence(kind, subject, user):
    return Occurrence(kind=kind, subject_id=subject.pk, recipient=user, due_at=make.NOW)


@pytest.fixture
def place(world):
    gus = make.person(world.orchard, "Gus <b>Öberg", email="gus@orchard.example")
    return make.enrolment(world.cohort, "mentee", gus, goal="A secret goal", topics=["hidden topic"])


def test_first_answer_holds_nothing_that_was_typed_and_a_decision_greets_by_name(place):
    """Anybody may type anything and any address into the open form."""
    place.state = "applied"
    place.save()
    mail = emails.application_received(occurrence("application_received", place, place.person.user))
    rendered = render_mail(mail)
    assert rendered.text.startswith("Hello,\n")
    for part in (rendered.subject, rendered.text, rendered.html, rendered.why):
        assert "Gus" not in part
        assert "Öberg" not in part
    for kind, state in (("application_accepted", "accepted"), ("application_declined", "declined")):
        place.state = state
        place.save()
        mail = getattr(emails, kind)(occurrence(kind, place, place.person.user))
        assert render_mail(mail).text.startswith("Hello Gus,")


@pytest.mark.parametrize(
    ("kind", "state", "subject"),
    [
        ("application_received", "applied", "We have your application to Growing together"),
        ("application_accepted", "accepted", "You are in: Growing together"),
        ("application_declined", "declined", "Your application to Growing together"),
    ],
)
def test_answer_leads_to_its_page_and_quotes_nothing(world, place, kind, state, subject):
    place.state = state
    place.save()
    mail = getattr(emails, kind)(occurrence(kind, place, place.person.user))
    rendered = render_mail(mail)
    assert rendered.subject == subject
    assert f"/join/{world.program.code}/{world.cohort.code}/status/".replace("/", "%2F") in rendered.text
    for part in (rendered.text, rendered.html):
        assert "Autumn" in part
        assert "secret" not in part
        assert "hidden" not in part


@pytest.mark.parametrize("kind", ("application_received", "application_accepted", "application_declined"))
def test_answer_that_no_longer_holds_is_not_sent(world, place, kind):
    withdraw(enrolment=place, by=world.mira)
    assert getattr(emails, kind)(occurrence(kind, place, place.person.user)) is None


def test_answer_goes_to_the_account_of_the_person_only(world, place):
    assert emails.application_accepted(occurrence("application_accepted", place, world.ada.user)) is None


def test_known_address_is_told_to_sign_in_while_enrolment_is_open(world):
    mail = emails.application_known(occurrence("application_known", world.cohort, world.ada.user))
    rendered = render_mail(mail)
    assert rendered.subject == "Sign in to apply to Growing together"
    assert "Ada" not in rendered.text
    world.cohort.enrol_until = make.some_day(-1)
    world.cohort.save()
    assert emails.application_known(occurrence("application_known", world.cohort, world.ada.user)) is None


def test_sender_of_several_lines_becomes_one_line_of_a_header(world):
    told = occurrence("application_known", world.cohort, world.ada.user)
    mail = emails.application_known(told)
    broken = Mail(template=mail.template, context=mail.context, sender_name="Orchard\r\nBcc: eve@x.example")
    sender = message_of(told, broken).message()["From"]
    assert sender.startswith('"Orchard Bcc: eve@x.example" <')
    assert message_of(told, mail).message()["From"].startswith("Orchard <")
