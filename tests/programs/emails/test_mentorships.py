"""Mails about the person somebody is matched with."""

from datetime import timedelta

import pytest
from django.core import mail

from matching.actions.replacing import replace
from mentorship import outbox
from mentorship.lib import clock
from mentorship.notifications.mail import render_mail
from mentorship.notifications.models import Occurrence
from programs.actions.concerns import end_for_safety, raise_concern
from programs.actions.enrolments import withdraw
from programs.actions.mail_texts import write_mail_text
from programs.actions.mentorships import end_mentorship
from programs.actions.reopening import end_for_them, reopen_mentorship
from programs.emails.mentorships import address_changed, matched
from programs.models import Ending, Mentorship
from sessions.actions.cohort_endings import end_closing_pairs
from sessions.actions.endings import end_together
from tests import make
from tests.world import World


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


ENDED = "mentorship_ended"


def told() -> list[str]:
    rows = Occurrence.objects.filter(kind=ENDED).order_by("pk").values_list("recipient__email", flat=True)
    return [address.partition("@")[0] for address in rows]


def arrived() -> list[tuple[str, str]]:
    """What has come of it so far, besides that people were matched."""
    outbox.send_due(clock.now() + timedelta(minutes=1))
    found = ((one.to[0].partition("@")[0], one.subject) for one in mail.outbox)
    return sorted((to, subject) for to, subject in found if "mentorship" in subject or "end" in subject)


def test_a_coordinator_ends_it_and_both_hear_of_it_without_the_reason(world: World):
    end_for_them(mentorship=world.ada_ben, by=world.mira, reason="not_a_fit")
    assert arrived() == [
        ("ada", "Your mentorship with Ben has ended"),
        ("ben", "Your mentorship with Ada has ended"),
    ]
    theirs = [one.body for one in mail.outbox if "has ended" in one.subject]
    assert ["fit" in body for body in theirs] == [False, False]
    assert [f"mentorships%2F{world.ada_ben.code}%2F" in body for body in theirs] == [True, True]


def test_a_coordinator_reopens_it_and_both_hear_of_that(world: World):
    ended = end_for_them(mentorship=world.ada_ben, by=world.mira, reason="time_up")
    reopen_mentorship(mentorship=ended, by=world.mira)
    assert arrived() == [
        ("ada", "Your mentorship with Ben goes on"),
        ("ben", "Your mentorship with Ada goes on"),
    ]


def test_a_second_end_is_told_once_more(world: World):
    ended = end_for_them(mentorship=world.ada_ben, by=world.mira, reason="time_up")
    arrived()
    with clock.at(clock.now() + timedelta(hours=1)):
        again = reopen_mentorship(mentorship=ended, by=world.mira)
        end_for_them(mentorship=again, by=world.mira, reason="time_up")
        assert [subject for _to, subject in arrived()].count("Your mentorship with Ben has ended") == 2


def test_whoever_ended_it_needs_no_mail(world: World):
    end_together(by=world.member(world.ada))
    assert told() == ["ben"]


def test_the_clock_ends_it_and_both_hear_of_it(world: World):
    Ending.objects.create(mentorship=world.ada_ben, closes_on=clock.now().date() - timedelta(days=2))
    assert end_closing_pairs(clock.now()) == 1
    assert told() == ["ada", "ben"]


def test_the_partner_of_somebody_who_leaves_hears_of_it(world: World):
    withdraw(enrolment=world.enrolment(world.ada), by=world.ada.user)
    assert told() == ["ben"]


def test_after_a_concern_a_contact_speaks_with_them_instead(world: World):
    concern = raise_concern(by=world.member(world.ben), text="It felt wrong.")
    end_for_safety(concern=concern, by=world.sam)
    assert told() == []


def test_no_mail_where_contact_was_stopped(world: World):
    end_for_them(mentorship=world.ada_ben, by=world.mira, reason="time_up")
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(contact_stopped_at=clock.now())
    assert arrived() == []


def test_whoever_goes_on_with_somebody_else_hears_of_that_alone(world: World):
    other = make.enrolment(world.cohort, role="mentor")
    replace(mentorship=world.ada_ben, stays=world.enrolment(world.ben), other=other, by=world.mira)
    assert [to for to, _subject in arrived()] == ["ada"]
    assert [one.subject for one in mail.outbox if one.to == [world.ben.email]] == [
        f"{other.person.shown_name} is your mentor"
    ]


def test_a_program_says_it_in_its_own_words(world: World):
    write_mail_text(
        by=world.mira,
        program=world.program,
        kind=ENDED,
        subject="{partner}: the end",
        text="Thank you, {name}.",
    )
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert arrived() == [("ada", "Ben: the end"), ("ben", "Ada: the end")]
