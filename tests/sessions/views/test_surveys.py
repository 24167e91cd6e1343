"""The page of a survey: four questions, a way past them, and one's own answers afterwards."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorship import outbox
from mentorship.lib import clock
from mentorship.notifications.models import Occurrence
from programs.actions.mentorships import end_mentorship
from programs.models import Part
from sessions.actions.surveys import ask_surveys
from sessions.models import Survey
from tests.sessions.actions.test_surveys import DAY, NOW, bens, surveyed  # noqa: F401 - the fixture

TODAY = reverse("dashboards:today")


def at(world, moment: str = "start") -> str:
    return reverse("sessions:survey", args=[world.ada_ben.code, moment])


@pytest.fixture
def asked(frozen, surveyed):  # noqa: F811
    with clock.at(NOW + DAY):
        ask_surveys(clock.now())
        yield surveyed


def test_today_leads_to_four_questions_and_thanks_for_the_answers(asked, sign_in):
    ben = sign_in(asked.ben)
    assert at(asked) in ben.get(TODAY).text
    page = ben.get(at(asked)).text
    assert page.count("<select") == 4
    assert "Counted, never quoted: nobody but you sees your answer." in page
    assert ben.post(at(asked), {"trust": "5", "belonging": "1"}).status_code == 303
    page = ben.get(at(asked)).text
    assert [words in page for words in ("Counted. Thank you.", "<dd>Always</dd>", "<dd>Not at all</dd>")] == [
        True
    ] * 3
    assert at(asked) not in ben.get(TODAY).text


def test_skipping_takes_what_was_typed_no_further(asked, sign_in):
    ben = sign_in(asked.ben)
    assert ben.post(at(asked), {"trust": "5", "skip": "1"}).status_code == 303
    assert (bens(asked).trust, bens(asked).skipped_at) == (None, NOW + DAY)
    assert ben.post(at(asked), {"trust": "5"}).status_code == 409


@pytest.mark.parametrize("typed", [{}, {"trust": "6"}, {"trust": "x" * 9000, "belonging": "1"}])
def test_bad_input_is_explained_and_changes_nothing(asked, sign_in, typed):
    answer = sign_in(asked.ben).post(at(asked), typed)
    assert answer.status_code == 422
    assert not Survey.objects.exclude(answered_at=None).exists()


def test_the_end_is_asked_of_two_who_have_ended(asked, sign_in):
    end_mentorship(mentorship=asked.ada_ben, by=asked.mira)
    ask_surveys(clock.now())
    ada = sign_in(asked.ada)
    assert at(asked, "end") in ada.get(TODAY).text
    assert ada.post(at(asked, "end"), {"confidence": "4"}).status_code == 303
    assert "<dd>Fairly sure</dd>" in ada.get(at(asked, "end")).text


def test_neither_partner_nor_coordinator_finds_an_answer_and_off_is_gone(asked, sign_in):
    ben = sign_in(asked.ben)
    ben.post(at(asked), {"trust": "1"})
    assert "Hardly ever" not in sign_in(asked.ada).get(at(asked)).text.partition("<form")[0]
    assert sign_in(asked.mira).get(at(asked)).status_code == 404
    readers = (asked.ben.user, asked.ada.user, asked.mira)
    assert [list(Survey.objects.visible_to(user).values_list("member", flat=True)) for user in readers] == [
        [asked.member(asked.ben).pk],
        [asked.member(asked.ada).pk],
        [],
    ]
    asked.program.chosen_parts = [Part.NOTES]
    asked.program.save()
    assert ben.get(at(asked)).status_code == 404
    assert at(asked) not in ben.get(TODAY).text


def test_the_daily_mail_names_it(asked, mailoutbox, settings):
    settings.MAIL_WORKS = True
    Occurrence.objects.all().delete()
    with clock.at(NOW + 2 * DAY - 75 * DAY / 24 / 60):  # a Friday, at a quarter to nine
        outbox.plan_due(clock.now())
        outbox.send_due(clock.now())
    (mail,) = [one for one in mailoutbox if one.to == [asked.ben.email]]
    assert "Four questions about how you stand, one minute" in mail.body


def test_the_page_takes_few_statements(asked, sign_in):
    ben = sign_in(asked.ben)
    with CaptureQueriesContext(connection) as taken:
        ben.get(at(asked))
    assert len(taken) <= 12
