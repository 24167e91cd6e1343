"""A program's own words in its mails: written, looked at, compared with ours, and ours again."""

import re

import pytest
from django.urls import reverse

from mentorship import outbox
from mentorship.notifications.mail import message_of
from mentorship.notifications.models import Occurrence
from programs.actions.mail_texts import write_mail_text
from programs.models import AuditEvent, MailText
from programs.queries.mail_texts import MOMENTS
from tests.programs.emails.rows import made_for

pytestmark = pytest.mark.usefixtures("frozen")
OWN = {"subject_line": "Meet {partner}", "body": "Dear {name},\n\n{partner} looks forward to you."}


def url(world, kind: str = "matched", name: str = "program_mail_text") -> str:
    return reverse(f"programs:{name}", args=[world.program.code, kind])


def mail_to_ben(world):
    one = Occurrence.objects.get(kind="matched", recipient=world.ben.user)
    return message_of(one, outbox.desk().compose(one))


def unsigned(body: str) -> str:
    """Without what signs its links, which tells the second it was made in."""
    return re.sub(r"/open/[^/]+/", "/open/", body)


def test_own_words_are_what_the_next_mail_says_and_ours_come_back(world, sign_in):
    mira, before = sign_in(world.mira), mail_to_ben(world)
    assert mira.post(url(world), OWN).status_code == 303
    own = mail_to_ben(world)
    assert own.subject == "Meet Ada"
    assert "Dear Ben,\n\nAda looks forward to you.\n" in own.body
    assert "<p>Ada looks forward to you.</p>" in own.alternatives[0][0]
    assert f"/mentorships/{world.ada_ben.code}/".replace("/", "%2F") in own.body.replace("/", "%2F")
    assert mira.post(url(world, name="program_mail_text_reset")).status_code == 303
    after = mail_to_ben(world)
    assert (after.subject, unsigned(after.body)) == (before.subject, unsigned(before.body))
    verbs = AuditEvent.objects.filter(verb__startswith="program.mail_text").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "program.mail_text_changed",
        "program.mail_text_reset",
    ]


def test_our_words_again_are_no_row_so_that_better_ones_arrive(world, sign_in):
    mira = sign_in(world.mira)
    ours = mira.get(url(world)).context["form"].initial
    mira.post(url(world), OWN)
    mira.post(url(world), {**ours, "body": ours["body"].replace("\n", "\r\n")})
    assert MailText.objects.count() == 0


def test_looking_at_it_shows_invented_people_and_the_difference_and_keeps_nothing(world, sign_in):
    page = sign_in(world.mira).post(url(world), {**OWN, "look": "1"})
    text = page.content.decode()
    assert (page.status_code, page.context["mail"].subject) == (200, "Meet Kim Example")
    assert "Dear Robin,\n\nKim Example looks forward to you." in page.context["mail"].text
    assert ("<ins>" in text, "<del>" in text, "Ada" in text) == (True, True, False)
    assert MailText.objects.count() == 0


def test_a_button_puts_a_word_in(world, sign_in):
    page = sign_in(world.mira).post(url(world), {"subject_line": "A", "body": "B", "put": "their role"})
    assert (page.status_code, page.context["form"]["body"].value()) == (200, "B {their role}")


@pytest.mark.parametrize("pressed", [{}, {"look": "1"}])
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"body": "{nmae} and {contact}"},
            "Nothing would be put in for {nmae}, {contact}. There are {name}, {partner}",
        ),
        ({"subject_line": "{salary}"}, "Nothing would be put in for {salary}."),
        ({"subject_line": ""}, "This field is required."),
        ({"body": "x" * 4001}, "at most 4000 characters"),
    ],
)
def test_what_cannot_be_sent_is_a_sentence_and_stays_in_its_box(world, sign_in, pressed, changed, sentence):
    page = sign_in(world.mira).post(url(world), {**OWN, **changed, **pressed})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert (page.context["form"]["body"].value(), MailText.objects.count()) == ({**OWN, **changed}["body"], 0)


def test_hostile_words_and_names_stay_words(world, sign_in):
    """No header, no markup, no template, and a name with braces in it is a name."""
    world.ada.name = "{name}\r\nBcc: eve@evil.example <b>Ada</b>"
    world.ada.save()
    said = {
        "subject_line": "Hi {partner}\r\nBcc: eve@evil.example",
        "body": "<script>1</script> {% now 'Y' %} &amp;\u202e",
    }
    assert (
        sign_in(world.mira).post(url(world), said).status_code == 422
    )  # {% now 'Y' %} is a word nobody knows
    said["body"] = "<script>1</script> %s {{name}} &amp;\u202e {partner}"
    assert sign_in(world.mira).post(url(world), said).status_code == 303
    mail = mail_to_ben(world)
    assert (mail.bcc, "Bcc" in mail.message(), "\n" in mail.subject) == ([], False, False)
    html = mail.alternatives[0][0]
    assert ("<script>" in html, "&lt;script&gt;1&lt;/script&gt; %s {Ben}" in html, "<b>Ada" in html) == (
        False,
        True,
        False,
    )
    assert "{name} Bcc: eve@evil.example &lt;b&gt;Ada&lt;/b&gt;" in html


@pytest.mark.parametrize("kind", sorted(MOMENTS))
def test_each_moment_says_the_words_of_its_program_and_fills_every_word(world, kind):
    moment = MOMENTS[kind]
    text = "Own words.\n\n" + ", ".join(f"{word}: {{{word}}}" for word in moment.words)
    write_mail_text(program=world.program, by=world.mira, kind=kind, subject="Own subject", text=text)
    one = made_for(world, kind)
    mail = message_of(one, outbox.desk().compose(one))
    assert mail.subject == "Own subject"
    body = " ".join(mail.body.split())
    assert ("Own words." in body, "{" in body) == (True, False)
    assert [word for word in moment.words if f"{word}: ," in body or f"{word}:," in body] == []
    assert "://" in body


def test_the_list_says_which_are_its_own_and_an_unknown_one_is_not_there(world, sign_in):
    mira = sign_in(world.mira)
    mira.post(url(world), OWN)
    page = mira.get(reverse("programs:program_mail_texts", args=[world.program.code]))
    assert page.content.decode().count("your words") == 1
    assert [mira.get(url(world, kind)).status_code for kind in (*MOMENTS, "daily")] == [200] * len(
        MOMENTS
    ) + [404]
