"""Mails about the person somebody is matched with."""

import pytest

from mentorship.notifications.mail import render_mail
from mentorship.notifications.models import Occurrence
from programs.emails.mentorships import address_changed, matched
from tests import make


def test_partner_hears_of_a_new_address_and_nobody_else_does(world):
    to_ben = {"kind": "address_changed", "subject_id": world.member(world.ben).pk, "due_at": make.NOW}
    mail = address_changed(Occurrence(**to_ben, recipient=world.ben.user))
    rendered = render_mail(mail)
    assert rendered.subject == "Ada has a new address"
    assert "Hello Ben," in rendered.text
    for part in (rendered.text, rendered.html):
        assert "changed the e-mail address of Ada" in part
        assert "ada@" not in part
    assert address_changed(Occurrence(**to_ben, recipient=world.mira)) is None


@pytest.mark.parametrize(
    ("kind", "subject", "words"),
    [
        ("classic", "Ada is your mentor", "who will be your mentor"),
        ("peer", "You are matched with Ada", "you are matched with Ada, somebody"),
    ],
)
def test_mail_of_a_match_calls_nobody_mentor_between_peers(world, kind, subject, words):
    world.program.kind = kind
    world.program.save()
    due = {"kind": "matched", "subject_id": world.member(world.ben).pk, "due_at": make.NOW}
    rendered = render_mail(matched(Occurrence(**due, recipient=world.ben.user)))
    assert rendered.subject == subject
    assert words in rendered.text
    assert words in rendered.html


@pytest.mark.parametrize(
    ("contact", "reply_to"),
    [("Write to Ada@orchard.example", "ada@orchard.example"), ("Ring me in the evening", "")],
)
def test_answers_go_to_the_partner_only_where_they_wrote_their_address_there(world, contact, reply_to):
    world.ada.contact = contact
    world.ada.save()
    due = {"kind": "matched", "subject_id": world.member(world.ben).pk, "due_at": make.NOW}
    mail = matched(Occurrence(**due, recipient=world.ben.user))
    assert (mail.reply_to, mail.context["contact"]) == (reply_to, contact)
