"""The pages of an impact review until it is open to both."""

import pytest
from django.urls import reverse

from sessions.models import AgendaItem
from tests.sessions import rows
from tests.sessions.reviews import SLUG, opened, typed

pytestmark = pytest.mark.usefixtures("frozen")


def url(world, name: str = "review", period: str = SLUG) -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code, period])


def test_before_it_opens_the_page_shows_its_dates_and_leads_to_a_date_first(world, sign_in):
    rows.meeting(world.ada_ben, days=-10)
    rows.meeting(world.ada_ben, days=-60)
    ben = sign_in(world.ben)
    answer = ben.get(url(world))
    page = answer.context["page"]
    assert (page.period.first_day.isoformat(), page.period.last_day.isoformat(), page.meetings) == (
        "2026-10-01",
        "2026-12-31",
        1,
    )
    assert reverse("sessions:meeting_new", args=[world.ada_ben.code]) in answer.content.decode()
    assert ben.post(url(world, "review_agenda")).status_code == 409
    assert ben.post(url(world)).status_code == 404


def test_review_is_put_on_the_agenda_by_one_press(world, sign_in):
    rows.meeting(world.ada_ben, days=3)
    answer = sign_in(world.ada).post(url(world, "review_agenda"))
    assert answer["Location"] == reverse("sessions:meeting", args=[world.ada_ben.code, 1])
    assert AgendaItem.objects.count() == 1


@pytest.mark.parametrize("period", ["2026-q5", "now", "9999-q4", "0001-q1", "round-0", "round-100"])
def test_review_of_no_period_is_404(world, sign_in, period):
    ben = sign_in(world.ben)
    assert ben.get(url(world, period=period)).status_code == 404
    assert ben.post(url(world, "review_agenda", period)).status_code == 404


def test_smoke(world, sign_in):
    rows.goal(world.ada_ben)
    ben, ada = sign_in(world.ben), sign_in(world.ada)
    listing = reverse("sessions:reviews", args=[world.ada_ben.code])
    assert ben.get(listing).status_code == 200
    review = opened(world.ada_ben)
    assert ben.get(listing).status_code == 200
    answer = ben.get(url(world))
    assert answer.status_code == 200
    me = rows.seats(world.ada_ben)[1]
    assert ben.post(url(world), typed(review, me, helped="You", rhythm="3")).status_code == 303
    assert (
        ben.post(
            url(world),
            typed(review, me, helped="You", rhythm="3"),
            headers={"HX-Request": "true", "HX-Target": "sheet-state"},
        ).status_code
        == 200
    )
    assert ben.post(url(world), typed(review, me, helped="You", rhythm="3", then="seal")).status_code == 303
    assert ben.get(url(world)).status_code == 200
    assert ada.get(url(world)).status_code == 200
    assert (
        ada.post(
            url(world), typed(review, rows.seats(world.ada_ben)[0], helped="Me", rhythm="5", then="seal")
        ).status_code
        == 303
    )
    print(ada.get(url(world)).status_code)
    assert ada.get(url(world, "review_together")).status_code == 200
    assert (
        ada.post(url(world, "review_steps"), {"text": "x", "owner": "me", "kind": "goal"}).status_code == 303
    )
    assert ada.post(url(world, "review_sign"), {"read": 2}).status_code == 303
    assert ben.post(url(world, "review_sign"), {"read": 2}).status_code == 303
    assert ada.get(url(world, "review_together")).status_code == 200
    assert ada.get(url(world, "review_record")).status_code == 200
