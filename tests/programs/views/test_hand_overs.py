"""The page on which a program is handed over, and what both find on Today."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.actions.requests import ask_coordinators
from programs.models import HandOver, HelpRequest
from tests import make


def at(world, name="hand_over"):
    return reverse(f"programs:{name}", args=[world.program.code])


def holiday(world, **changed):
    days = {"from_on": make.some_day(), "until": make.some_day(7)}
    return {"to": world.nora.pk, "how_long": "holiday", **days, **changed}


def test_holiday_is_handed_over_seen_and_ended(world, sign_in):
    mira, nora = sign_in(world.mira), sign_in(world.nora)
    ask_coordinators(by=world.enrolment(world.fay), kind=HelpRequest.Kind.QUESTION, text="When?")
    assert at(world) in mira.get(reverse("dashboards:today")).content.decode()
    assert mira.post(at(world), holiday(world)).status_code == 303
    todays = [one.get(reverse("dashboards:today")).content.decode() for one in (mira, nora)]
    assert ["1 request for you" in page for page in todays] == [False, True]
    assert ["Covered for you until" in page for page in todays] == [True, False]
    assert ["Growing together is handed over to you" in page for page in todays] == [False, True]
    page = nora.get(at(world)).content.decode()
    assert ("You cover for" in page, "Fay: A question" in page) == (True, True)
    assert nora.post(at(world, "hand_over_seen")).status_code == 303
    assert "is handed over to you" not in nora.get(reverse("dashboards:today")).content.decode()
    assert mira.post(at(world, "hand_over_back")).status_code == 303
    assert nora.get(at(world)).status_code == 404


def test_handed_over_for_good_the_giver_finds_nothing_more(world, sign_in):
    mira = sign_in(world.mira)
    answer = mira.post(at(world), {"to": world.nora.pk, "how_long": "for_good"})
    assert (answer.status_code, mira.get(at(world)).status_code) == (303, 404)
    assert sign_in(world.nora).get(at(world)).status_code == 200


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"until": ""}, "until"),
        ({"from_on": "soon"}, "from_on"),
        ({"to": "99999"}, "to"),
        ({"how_long": "forever"}, "how_long"),
        ({"until": "2026-01-01"}, "until"),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_writes_nothing(world, sign_in, changed, field):
    answer = sign_in(world.mira).post(at(world), holiday(world, **changed))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert HandOver.objects.count() == 0


def test_whoever_is_alone_is_told_to_invite_somebody(world, sign_in):
    lone = make.coordinator(other := make.program(make.organisation("Lonely")))
    page = sign_in(lone).get(reverse("programs:hand_over", args=[other.code])).content.decode()
    assert "Invite somebody" in page


def test_page_takes_the_same_few_statements_for_many_requests(world, sign_in):
    client, counts = sign_in(world.mira), []
    for wanted in (1, 3, 30):
        while HelpRequest.objects.count() < wanted:
            ask_coordinators(by=world.enrolment(world.fay), kind=HelpRequest.Kind.QUESTION, text="When?")
        with CaptureQueriesContext(connection) as taken:
            assert client.get(at(world)).content.decode().count("data-row") == wanted
        counts.append(len(taken))
    assert counts[0] <= 12
    assert len(set(counts)) == 1
