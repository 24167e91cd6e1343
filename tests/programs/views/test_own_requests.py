"""Asking the coordinators without a pair, and a thread that goes on in both directions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorship import outbox
from mentorship.notifications.models import Occurrence
from programs.actions.requests import answer_request, ask_coordinators, close_request
from programs.models import HelpRequest
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")


def at(name: str, *args: str) -> str:
    return reverse(f"programs:{name}", args=args)


def ask_url(world) -> str:
    return at("ask", world.program.code, world.cohort.code)


def fays(world, text: str = "When is the next round?") -> HelpRequest:
    return ask_coordinators(by=world.enrolment(world.fay), kind="question", text=text)


def test_somebody_without_a_pair_asks_from_help_and_from_where_their_application_stands(world, sign_in):
    fay = sign_in(world.fay)
    status = at("join_status", world.program.code, world.cohort.code)
    for page in (at("help"), status):
        assert f'href="{ask_url(world)}"' in fay.get(page).content.decode()
    assert "mira@orchard.example" in fay.get(ask_url(world)).content.decode()
    assert fay.post(ask_url(world), {"text": ""}).status_code == 422
    sent = {"text": "When is the next round?", "form_key": "a" * 24}
    for _press in range(2):
        answer = fay.post(ask_url(world), sent)
    asked = HelpRequest.objects.get()
    assert (answer["Location"], asked.mentorship) == (at("my_request", asked.code), None)
    assert "When is the next round?" in fay.get(answer["Location"]).content.decode()
    for page in (at("help"), status):
        assert f'href="{at("my_request", asked.code)}"' in fay.get(page).content.decode()


def test_somebody_who_waits_for_a_decision_may_ask_and_a_stranger_may_not(world, sign_in):
    place = make.enrolment(world.cohort, "mentee", state="applied")
    assert sign_in(place.person).post(ask_url(world), {"text": "Am I in?"}).status_code == 303
    for who in (world.eve, world.zed, world.mira):
        assert sign_in(who).post(ask_url(world), {"text": "Hello?"}).status_code == 404


def test_without_a_coordinator_the_question_is_kept_on_the_page(world, sign_in):
    world.program.staff_roles.all().delete()
    page = sign_in(world.fay).post(ask_url(world), {"text": "Is anybody there?"})
    assert (page.status_code, "Is anybody there?" in page.content.decode()) == (409, True)
    assert not HelpRequest.objects.exists()


def test_a_thread_goes_back_and_forth_and_waits_again(world, sign_in):
    asked, fay, mira = fays(world), sign_in(world.fay), sign_in(world.mira)
    answer_request(request=asked, by=world.mira, text="In March.")
    mine = at("my_request", asked.code)
    assert "In March." in fay.get(mine).content.decode()
    assert fay.post(mine, {"text": ""}).status_code == 422
    for _press in range(2):
        assert fay.post(mine, {"text": "Early March?", "form_key": "b" * 24})["Location"] == mine
    asked.refresh_from_db()
    assert (asked.state, asked.answers.count()) == ("open", 2)
    theirs = at("request", world.program.code, world.cohort.code, asked.code)
    page = mira.get(theirs).content.decode()
    turns = [page.index(words) for words in ("When is the next round?", "In March.", "Early March?")]
    assert turns == sorted(turns)
    assert "Early March?" not in sign_in(world.ben).get(at("help")).content.decode()
    assert sign_in(world.ben).get(mine).status_code == 404
    assert mira.get(mine).status_code == 404


def test_writing_in_a_closed_request_opens_it(world, sign_in):
    asked, fay = fays(world), sign_in(world.fay)
    close_request(request=asked, by=world.mira, outcome="next_round")
    mine = at("my_request", asked.code)
    assert "writing opens it again" in fay.get(mine).content.decode()
    fay.post(mine, {"text": "One more thing."})
    asked.refresh_from_db()
    assert (asked.state, asked.outcome, asked.closed_at) == ("open", "", None)


def test_the_mail_of_an_answer_leads_to_the_thread_without_its_words(world):
    asked = fays(world)
    answer_request(request=asked, by=world.mira, text="In March.")
    mail = outbox.desk().compose(Occurrence.objects.get(kind="request_answered"))
    assert asked.code in mail.context["link"]
    assert "March" not in str(mail.context)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_pages_cost_the_same_however_long_the_thread_is(world, sign_in, number):
    for place in range(number):
        answer_request(request=fays(world, f"Question {place}"), by=world.mira, text="Yes.")
    asked = HelpRequest.objects.earliest("pk")
    for _turn in range(number):
        answer_request(request=asked, by=world.mira, text="And more.")
    fay = sign_in(world.fay)
    pages = {
        at("my_request", asked.code): 6,
        at("help"): 6,
        at(
            "join_status", world.program.code, world.cohort.code
        ): 12,  # with their answers, what was replied, and who they might be matched with
        ask_url(world): 7,
    }
    found = {}
    for page in pages:
        with CaptureQueriesContext(connection) as statements:
            fay.get(page)
        found[page] = len(statements)
    assert found == pages
