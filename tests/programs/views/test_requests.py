"""The coordinators' page of requests, and ending a mentorship by hand."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.requests import answer_request, ask_coordinators, close_request
from programs.models import HelpRequest, Mentorship
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str, *args: str) -> str:
    return reverse(f"programs:{name}", args=[world.program.code, world.cohort.code, *args])


def ask(world, text: str = "Is there a room?") -> HelpRequest:
    return ask_coordinators(
        by=world.enrolment(world.ben), mentorship=world.ada_ben, kind="question", text=text
    )


def test_the_list_says_nobody_needs_you_or_who_does_by_when(world, sign_in):
    mira = sign_in(world.mira)
    assert "No one needs you right now." in mira.get(url(world, "requests")).content.decode()
    ask(world)
    page = mira.get(url(world, "requests")).content.decode()
    # make.NOW is a Wednesday.
    assert ("Friday 20 November" in page, 'data-label="Works with">Ada<' in page) == (True, True)


def test_an_answer_is_sent_once_and_kept_when_refused(world, sign_in):
    mira, asked = sign_in(world.mira), ask(world)
    there = url(world, "request", asked.code)
    assert mira.post(there, {"text": ""}).status_code == 422
    for _press in range(2):
        assert mira.post(there, {"text": "Yes.", "form_key": "a" * 24}).status_code == 303
    assert asked.answers.count() == 1
    assert mira.post(url(world, "request_take", asked.code)).status_code == 303
    assert mira.post(url(world, "request_close", asked.code), {"outcome": ""}).status_code == 422
    for page in (url(world, "requests"), url(world, "request", asked.code)):
        assert re.search("sees to it", mira.get(page).content.decode(), re.IGNORECASE)
    assert mira.post(url(world, "request_close", asked.code), {"outcome": "answered"}).status_code == 303
    for page in (url(world, "requests"), url(world, "request", asked.code)):
        assert "sees to it" not in mira.get(page).content.decode()
    late = mira.post(there, {"text": "One more thing"})
    assert late.status_code == 409
    assert mira.post(url(world, "request_take", asked.code)).status_code == 409


def test_a_late_answer_says_how_late_and_a_marked_request_comes_first(world, sign_in):
    mira, first = sign_in(world.mira), ask(world)
    with clock.at(clock.now() + timedelta(hours=1)):
        second = ask(world, "And a projector?")
    with clock.at(clock.now() + timedelta(days=6)):  # Tuesday; promised by Friday
        page = mira.get(url(world, "requests"))
        assert "2 working days late" in page.content.decode()
        assert [one.code for one in page.context["requests"]] == [first.code, second.code]
        mira.post(url(world, "request_assign", second.code), {"assigned": "", "comes_first": "on"})
        page = mira.get(url(world, "requests"))
        assert [one.code for one in page.context["requests"]] == [second.code, first.code]


def test_a_colleague_is_given_it_and_somebody_else_is_not(world, sign_in):
    mira, asked = sign_in(world.mira), ask(world)
    milo = make.coordinator(world.program, "milo@orchard.example")
    there = url(world, "request_assign", asked.code)
    assert mira.post(there, {"assigned": str(world.nora.pk)}).status_code == 422
    assert mira.post(there, {"assigned": str(milo.pk)}).status_code == 303
    assert "milo@orchard.example sees to it." in mira.get(url(world, "request", asked.code)).content.decode()
    assert mira.post(there, {"assigned": ""}).status_code == 303
    asked.refresh_from_db()
    assert asked.assigned is None


def test_a_closed_request_is_opened_again(world, sign_in):
    mira, asked = sign_in(world.mira), ask(world)
    there = url(world, "request_reopen", asked.code)
    assert mira.post(there).status_code == 409
    close_request(request=asked, by=world.mira, outcome="stayed")
    assert f'action="{there}"' in mira.get(url(world, "request", asked.code)).content.decode()
    assert mira.post(there).status_code == 303
    asked.refresh_from_db()
    assert (asked.state, asked.outcome) == ("open", "")


def test_today_asks_the_coordinator_until_there_is_an_answer(world, sign_in):
    mira, asked = sign_in(world.mira), ask(world)
    assert "1 request for you" in mira.get("/today/").content.decode()
    answer_request(request=asked, by=world.mira, text="Yes.")
    assert "1 request for you" not in mira.get("/today/").content.decode()


def test_a_mentorship_is_ended_with_a_neutral_reason(world, sign_in):
    mira, there = sign_in(world.mira), url(world, "mentorship_end", world.ada_ben.code)
    mentorships = reverse("dashboards:mentorships", args=[world.program.code, world.cohort.code])
    pair = reverse("dashboards:mentorship", args=[world.program.code, world.cohort.code, world.ada_ben.code])
    assert f'href="{there}"' in mira.get(pair).content.decode()
    refused = mira.post(there, {})
    assert refused.status_code == 422
    assert "They are not the right two for this" in refused.content.decode()
    assert mira.post(there, {"reason": "circumstances"})["Location"] == mentorships
    one = Mentorship.objects.get(pk=world.ada_ben.pk)
    assert (one.state, one.end_reason) == ("ended", "circumstances")
    assert f'href="{there}"' not in mira.get(pair).content.decode()
    assert mira.post(there, {"reason": "time_up"}).status_code == 409
    other = url(world, "mentorship_end", make.mentorship(make.cohort(world.program), world.mira).code)
    assert mira.get(other).status_code == 404


@pytest.mark.parametrize("number", [1, 3, 30])
def test_pages_cost_the_same_whatever_was_asked(world, sign_in, number, django_assert_num_queries):
    for place in range(number):
        answer_request(request=ask(world, f"Question {place}"), by=world.mira, text="Yes.")
    mira = sign_in(world.mira)
    with django_assert_num_queries(8):
        mira.get(url(world, "requests"))
    with django_assert_num_queries(11):
        mira.get(url(world, "request", HelpRequest.objects.earliest("pk").code))
