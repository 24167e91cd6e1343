"""Writing to the rows of the list: chosen one by one or all that match, looked at, tried, sent once."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from mentorship import outbox
from mentorship.notifications.mail import message_of
from mentorship.notifications.models import Occurrence
from programs.models import CoordinatorNote, StaffRole
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
WRITTEN = {
    "whom": "both",
    "subject": "A room for {name}",
    "text": "You and {partner}: {next date}.",
    "when": "now",
}


def url(world, name: str = "note_new") -> str:
    return reverse(f"dashboards:{name}", args=[world.program.code, world.cohort.code])


def mailed() -> list[str]:
    found = Occurrence.objects.filter(kind="coordinator_note").select_related("recipient")
    return sorted(one.recipient.email.partition("@")[0] for one in found)


def test_ticked_rows_or_all_that_match_are_whom_it_reaches(world, sign_in):
    mira = sign_in(world.mira)
    rows.meeting(world.ada_ben, days=-3)

    def people(query: str) -> list[str]:
        found = mira.get(f"{url(world)}?{query}").context["choice"].recipients.people
        return [one.person.name for one in found]

    assert people(f"m={world.cleo_dan.code}") == ["Cleo", "Dan"]
    assert people("all=1&never_met=on") == ["Cleo", "Dan"]
    assert people("all=1") == ["Ada", "Ben", "Cleo", "Dan"]
    foreign = make.mentorship(make.cohort(world.program), world.mira)
    assert people(f"m={foreign.code}") == []
    assert "Nobody is chosen yet" in mira.get(f"{url(world)}?ticked=m").content.decode()
    assert people("") == ["Ada", "Ben", "Cleo", "Dan", "Fay"]


def test_a_preview_is_the_mail_of_a_real_reader_and_keeps_nothing(world, sign_in):
    rows.meeting(world.ada_ben, days=3)
    page = sign_in(world.mira).post(url(world), {**WRITTEN, "m": world.ada_ben.code})
    text = page.content.decode()
    assert page.status_code == 200
    assert ("A room for Ada" in text, "You and Ben: Sat 21 Nov, 10:00." in text) == (True, True)
    assert "Answers come to you, at mira@orchard.example." in text
    assert (mailed(), CoordinatorNote.objects.count()) == ([], 0)


def test_a_test_goes_to_the_coordinator_alone_and_the_text_stays(world, sign_in):
    page = sign_in(world.mira).post(url(world, "note_test"), {**WRITTEN, "m": world.ada_ben.code})
    assert (page.status_code, mailed()) == (200, ["mira"])
    assert "A test is on its way to mira@orchard.example." in page.content.decode()
    assert WRITTEN["text"] in page.content.decode()
    mail = message_of(one := Occurrence.objects.get(kind="coordinator_note"), outbox.desk().compose(one))
    assert (mail.subject, mail.reply_to) == ("Test: A room for Ada", ["mira@orchard.example"])


def test_it_is_sent_once_and_answers_go_to_whoever_wrote_it(world, sign_in):
    mira = sign_in(world.mira)
    sent = {**WRITTEN, "m": [world.ada_ben.code, world.cleo_dan.code], "seen": 4, "form_key": "a" * 24}
    for _press in range(2):
        answer = mira.post(url(world, "note_send"), sent)
        note = CoordinatorNote.objects.get()
        assert answer["Location"] == reverse(
            "dashboards:note", args=[world.program.code, world.cohort.code, note.code]
        )
    assert mailed() == ["ada", "ben", "cleo", "dan"]
    assert "4 mails are on their way. Answers come to you." in mira.get(answer["Location"]).content.decode()
    one = Occurrence.objects.get(kind="coordinator_note", recipient=world.dan.user)
    mail = message_of(one, outbox.desk().compose(one))
    assert (mail.to, mail.reply_to, mail.subject) == (
        ["dan@orchard.example"],
        ["mira@orchard.example"],
        "A room for Dan",
    )
    assert ("You and Cleo: no date yet." in mail.body, "Answering this mail writes to" in mail.body) == (
        True,
        True,
    )
    StaffRole.objects.filter(user=world.mira).delete()
    assert message_of(one, outbox.desk().compose(one)).reply_to == []


@pytest.mark.parametrize(
    ("changed", "status", "sentence"),
    [
        ({}, 303, ""),
        ({"seen": 9}, 409, "The people changed meanwhile."),
        ({"text": ""}, 422, "Write a sentence first."),
        ({"text": "Hello {nmae}"}, 422, "Nothing would be put in for {nmae}."),
        ({"whom": "everybody"}, 422, "There is a problem"),
        ({"m": "none"}, 422, "Nobody is chosen yet"),
    ],
)
def test_sending_refuses_with_a_sentence_and_keeps_the_text(world, sign_in, changed, status, sentence):
    sent = {**WRITTEN, "m": world.ada_ben.code, "seen": 2, **changed}
    answer = sign_in(world.mira).post(url(world, "note_send"), sent)
    assert (answer.status_code, sentence in answer.content.decode()) == (status, True)
    assert len(mailed()) == (2 if status == 303 else 0)


def test_nobody_chosen_is_a_sentence_on_each_of_the_three(world, sign_in):
    mira = sign_in(world.mira)
    for name in ("note_new", "note_test", "note_send"):
        answer = mira.post(url(world, name), {**WRITTEN, "seen": 0, "ticked": "m"})
        assert (answer.status_code, "Nobody is chosen yet" in answer.content.decode()) == (422, True)
    assert mailed() == []


def test_who_had_a_note_today_is_named_and_left_out(world, sign_in):
    mira = sign_in(world.mira)
    sent = {**WRITTEN, "m": world.ada_ben.code, "seen": 2}
    mira.post(url(world, "note_send"), sent)
    page = mira.get(f"{url(world)}?all=1").content.decode()
    assert ("Had a note today already:" in page, "Mentors and mentees (2 mails)" in page) == (True, True)
    assert mira.post(url(world, "note_send"), sent).status_code == 409
    assert mira.post(url(world, "note_send"), {**sent, "also_again": "on"}).status_code == 303
    assert mailed() == ["ada", "ada", "ben", "ben"]


@pytest.mark.parametrize(("people", "end"), [(200, "Nr. 200"), (201, "Nr. 200 and 1 more")])
def test_of_more_than_two_hundred_names_the_rest_is_counted(people, end):
    named = [SimpleNamespace(shown_name=f"Nr. {number + 1}") for number in range(people)]
    shown = render_to_string("dashboards/_names.html", {"people": named}).strip()
    assert (shown.startswith("Nr. 1, Nr. 2, "), shown.endswith(f", {end}")) == (True, True)


def test_send_a_hand_begins_with_a_kind_text(world, sign_in):
    page = sign_in(world.mira).get(f"{url(world)}?all=1&hand=on")
    assert "a first meeting often waits for somebody to name a time" in page.content.decode()
    assert 'name="hand" value="on"' in page.content.decode()


def test_nobody_whose_contact_was_stopped_gets_a_mail_about_it(world, sign_in):
    world.ada_ben.contact_stopped_at = make.NOW
    world.ada_ben.save()
    sent = {**WRITTEN, "m": world.ada_ben.code, "seen": 2}
    assert sign_in(world.mira).post(url(world, "note_send"), sent).status_code == 303
    found = Occurrence.objects.filter(kind="coordinator_note")
    assert [outbox.desk().compose(one) for one in found] == [None, None]


def test_a_group_is_chosen_by_its_state_and_the_number_is_seen_first(world, sign_in):
    mira = sign_in(world.mira)
    page = mira.get(f"{url(world)}?state=accepted&role=mentee")
    text = page.content.decode()
    assert [one.person.name for one in page.context["choice"].recipients.people] == ["Fay"]
    assert ("accepted, not matched yet (1)" in text, "Mentees (1 mail)" in text) == (True, True)
    assert "1 person has none; “your partner” stands there." in text
    sent = {**WRITTEN, "state": "accepted", "seen": 1, "when": "daily"}
    answer = mira.post(url(world, "note_send"), sent)
    assert (answer.status_code, mailed()) == (303, ["fay"])
    said = "It goes to 1 person with their next daily mail. Answers come to you."
    assert said in mira.get(answer["Location"]).content.decode()


def test_those_of_another_program_cannot_be_ticked(world, sign_in):
    elsewhere = make.enrolment(make.cohort(world.program), "mentee")
    mira = sign_in(world.mira)
    for ticked, people in ((elsewhere.code, []), (world.enrolment(world.fay).code, ["Fay"])):
        found = mira.get(url(world), {"p": ticked, "ticked": "p"}).context["choice"].recipients.people
        assert [one.person.name for one in found] == people


def test_a_button_puts_a_word_in_and_keeps_what_was_typed(world, sign_in):
    sent = {**WRITTEN, "subject": "", "text": "Hello", "m": world.ada_ben.code, "put": "next date"}
    page = sign_in(world.mira).post(url(world), sent)
    assert (page.status_code, page.context["form"]["text"].value()) == (200, "Hello {next date}")


def test_a_word_nothing_stands_for_is_named_before_anything_is_sent(world, sign_in):
    sent = {**WRITTEN, "text": "{nmae}, {salary}, {name}", "m": world.ada_ben.code}
    for name in ("note_new", "note_test", "note_send"):
        page = sign_in(world.mira).post(url(world, name), {**sent, "seen": 2})
        assert page.status_code == 422
        assert "Nothing would be put in for {nmae}, {salary}." in page.content.decode()
    assert CoordinatorNote.objects.count() == 0


def test_a_hostile_text_stays_text_and_a_subject_one_line(world, sign_in, mailoutbox):
    hostile = {
        "subject": "Hi\r\nBcc: eve@evil.example",
        "text": "<script>x</script>\n\n{{ settings.SECRET_KEY }}",
    }
    mira = sign_in(world.mira)
    refused = mira.post(url(world, "note_send"), {**WRITTEN, **hostile, "m": world.ada_ben.code, "seen": 2})
    assert (refused.status_code, "{ settings.SECRET_KEY }" in refused.content.decode()) == (422, True)
    hostile["text"] = "<script>x</script>"
    mira.post(url(world, "note_send"), {**WRITTEN, **hostile, "m": world.ada_ben.code, "seen": 2})
    one = Occurrence.objects.get(kind="coordinator_note", recipient=world.ben.user)
    mail = message_of(one, outbox.desk().compose(one))
    assert (mail.subject, mail.bcc, "Bcc" in mail.message()) == ("Hi Bcc: eve@evil.example", [], False)
    assert "&lt;script&gt;x&lt;/script&gt;" in mail.alternatives[0][0]


@pytest.mark.parametrize("people", [1, 3, 30])
def test_a_group_costs_the_same_whoever_is_in_it(world, sign_in, django_assert_num_queries, people):
    for _ in range(people):
        make.enrolment(world.cohort, "mentee")
    mira = sign_in(world.mira)
    mira.get("/today/")
    with django_assert_num_queries(10):
        mira.get(url(world))


@pytest.mark.parametrize("pairs", [1, 3, 30])
def test_the_page_costs_the_same_whoever_is_chosen(world, sign_in, django_assert_num_queries, pairs):
    mentor = make.enrolment(world.cohort, "mentor", capacity=pairs)
    codes = [make.mentorship(world.cohort, world.mira, mentor=mentor).code for _ in range(pairs)]
    mira = sign_in(world.mira)
    for _ in range(5):
        mira.post(url(world, "note_send"), {**WRITTEN, "m": codes, "seen": pairs + 1, "also_again": "on"})
    mira.get("/today/")  # where it is said that they are on their way
    with django_assert_num_queries(10):
        mira.get(url(world), {"m": codes})
