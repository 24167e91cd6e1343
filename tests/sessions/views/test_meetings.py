"""The pages of a meeting, as a browser with and without HTMX asks for them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.mentorships import end_mentorship
from sessions.models import Meeting
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
HTMX = {"HX-Request": "true"}
TYPED = {"day": "2026-12-01", "hour": "14:30", "minutes": "45", "place": "Room 4", "form_key": "k" * 24}


@pytest.fixture
def ben(world, sign_in):
    for person, zone in ((world.ada, "Europe/Helsinki"), (world.ben, "Europe/Berlin")):
        person.user.time_zone = person.time_zone = zone
        person.user.save()
        person.save()
    return sign_in(world.ben)


def new(world) -> str:
    return reverse("sessions:meeting_new", args=[world.ada_ben.code])


def page(world, number: int = 1, name: str = "meeting") -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code, number])


def test_booking_leads_to_the_meeting_in_the_writers_own_zone(world, ben):
    answer = ben.post(new(world), TYPED)
    assert (answer.status_code, answer["Location"]) == (303, page(world))
    meeting = Meeting.objects.get()
    assert (meeting.starts_at.isoformat(), meeting.zone) == ("2026-12-01T13:30:00+00:00", "Europe/Berlin")
    shown = ben.get(page(world)).content.decode()
    assert "Tue 1 Dec, 14:30" in shown
    assert "15:30 for Ada" in shown
    assert "Room 4" in shown


def test_booking_twice_with_one_form_books_once(world, ben):
    first, second = ben.post(new(world), TYPED), ben.post(new(world), TYPED)
    assert first["Location"] == second["Location"]
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    "changed, status, words",
    [
        ({"day": "2026-11-17"}, 422, "has passed"),
        ({"day": ""}, 422, "Give a date"),
        ({"day": "soon"}, 422, "Give a date"),
        ({"day": "2031-01-01"}, 422, "two years"),
        ({"day": "2027-03-28", "hour": "02:30"}, 422, "skip 02:30"),
        ({"hour": "25:00"}, 422, "Give a time"),
        ({"minutes": "7"}, 422, "one of the lengths"),
        ({"place": "x" * 301}, 422, "at most 300"),
    ],
)
def test_booking_an_impossible_time_keeps_what_was_typed(world, ben, changed, status, words):
    answer = ben.post(new(world), {**TYPED, **changed})
    shown = answer.content.decode()
    assert answer.status_code == status
    assert words in shown
    assert "<title>Error:" in shown
    assert changed.get("place", "Room 4") in shown
    assert not Meeting.objects.exists()


def test_booking_over_another_meeting_is_409(world, ben):
    rows.meeting(world.ada_ben, starts_at=clock.now() + timedelta(days=1))
    answer = ben.post(new(world), {**TYPED, "day": "2026-11-19", "hour": "11:00"})
    assert answer.status_code == 409
    assert "already have a meeting" in answer.content.decode()


def test_booking_offers_the_overlap_of_usual_hours_as_one_press(world, ben):
    for person in (world.ada, world.ben):
        person.usual_hours = ["thu-am", "fri-pm"]
        person.save()
    shown = ben.get(new(world))
    slots = shown.context["slots"]
    assert [slot.value for slot in slots] == [
        "2026-11-20T12:00",
        "2026-11-26T08:00",
        "2026-11-27T12:00",
        "2026-12-03T08:00",
        "2026-12-04T12:00",
    ]
    assert slots[0].for_partner == "13:00"
    pressed = ben.post(new(world), {"slot": slots[1].value, "minutes": "45", "day": "", "hour": ""})
    assert pressed.status_code == 303
    assert Meeting.objects.get().starts_at == slots[1].starts_at


def test_booking_suggests_nothing_when_one_gave_no_hours(world, ben):
    world.ben.usual_hours = ["thu-am"]
    world.ben.save()
    assert ben.get(new(world)).context["slots"] == []


def test_booking_says_the_others_time_while_typing(world, ben):
    headers = {**HTMX, "HX-Target": "for-partner"}
    shown = ben.get(new(world), {"day": "2026-12-01", "hour": "14:10"}, headers=headers).content.decode()
    assert "15:10 for Ada" in shown
    assert "<html" not in shown
    assert ben.get(new(world), {"day": "junk", "hour": "9"}, headers=headers).status_code == 200


def test_moving_and_calling_off_answer_with_the_meeting(world, ben):
    ben.post(new(world), TYPED)
    typed = {**TYPED, "hour": "16:00", "version": "1", "line": "Train"}
    moved = ben.post(page(world, name="meeting_move"), typed)
    assert (moved.status_code, moved["Location"]) == (303, page(world))
    stale = ben.post(page(world, name="meeting_move"), typed)
    assert stale.status_code == 409
    assert ben.post(page(world, name="meeting_cancel"), {"line": "I am ill"}).status_code == 303
    shown = ben.get(page(world)).content.decode()
    assert "I am ill" in shown
    assert "cancelled" in shown


def test_logging_a_meeting_held_elsewhere(world, ben):
    url = reverse("sessions:meeting_log", args=[world.ada_ben.code])
    answer = ben.post(url, {"day": "2026-11-17", "hour": "09:00", "minutes": "60"})
    assert answer.status_code == 303
    assert Meeting.objects.get().state == "held"
    assert ben.post(url, {"day": "2026-11-30", "hour": "09:00", "minutes": "60"}).status_code == 422


def test_meeting_that_did_not_happen_asks_for_no_feedback(world, ben):
    rows.meeting(world.ada_ben, days=-1)
    assert "Give feedback" in ben.get(page(world)).content.decode()
    assert ben.post(page(world, name="meeting_outcome"), {"happened": "no"}).status_code == 303
    shown = ben.get(page(world)).content.decode()
    assert "Give feedback" not in shown
    assert "Find another date" in shown


def test_pages_of_an_ended_mentorship_are_read_only(world, ben):
    meeting = rows.meeting(world.ada_ben, days=2)
    rows.topic(meeting, "Still readable")
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    shown = ben.get(page(world)).content.decode()
    assert "Still readable" in shown
    assert shown.count("<form") == 1  # signing out
    assert ben.get(new(world)).status_code == 403
    assert ben.post(page(world, name="agenda"), {"title": "No"}).status_code == 409
    assert ben.post(page(world, name="notes"), {"text": "No", "version": "0"}).status_code == 409
    assert ben.post(page(world, name="meeting_cancel"), {}).status_code == 409


@pytest.mark.parametrize("count", [1, 3, 30])
def test_meeting_page_costs_the_same_whatever_is_on_it(world, ben, django_assert_num_queries, count):
    meeting = rows.meeting(world.ada_ben, days=2)
    for number in range(count):
        rows.topic(meeting, f"Topic {number}")
        rows.action(rows.seats(world.ada_ben)[number % 2])
    with django_assert_num_queries(10):
        assert ben.get(page(world)).status_code == 200


def test_series_books_the_next_by_the_rhythm_each_with_its_own_invitation(world, ben):
    answer = ben.post(new(world), {**TYPED, "times": "3", "channel": "video"})
    assert answer["Location"] == reverse("sessions:meetings", args=[world.ada_ben.code])
    starts = [one.starts_at.isoformat() for one in Meeting.objects.order_by("starts_at")]
    assert starts == ["2026-12-01T13:30:00+00:00", "2026-12-29T13:30:00+00:00", "2027-01-26T13:30:00+00:00"]
    assert len({one.uid for one in Meeting.objects.all()}) == 3
    shown = ben.get(answer["Location"]).content.decode()
    assert shown.count("Video call") == 3
    ben.post(page(world, 2, "meeting_cancel"))
    assert [one.state for one in Meeting.objects.order_by("number")] == ["booked", "cancelled", "booked"]


def test_series_over_a_taken_date_is_409_and_books_none(world, ben):
    rows.meeting(world.ada_ben, starts_at=datetime(2026, 12, 29, 13, 0, tzinfo=UTC))
    assert ben.post(new(world), {**TYPED, "times": "3"}).status_code == 409
    assert Meeting.objects.count() == 1
    assert ben.post(new(world), {**TYPED, "times": "7"}).status_code == 422


def test_place_and_channel_are_as_they_were_last_time(world, ben):
    rows.meeting(world.ada_ben, days=-3, place="Café", channel="person")
    initial = ben.get(new(world)).context["form"].initial
    assert initial == {"place": "Café", "channel": "person"}


def test_line_with_breaks_in_it_becomes_one_line(world, ben):
    ben.post(new(world), {**TYPED, "place": "Room 4\r\nsecond  floor"})
    assert Meeting.objects.get().place == "Room 4 second floor"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_meetings_page_costs_the_same_however_many_there_are(world, ben, django_assert_num_queries, count):
    for number in range(count):
        rows.topic(rows.meeting(world.ada_ben, days=number + 1))
        rows.meeting(world.ada_ben, days=-number - 1)
        rows.meeting(world.ada_ben, days=-number - 1, state="cancelled")
    with django_assert_num_queries(6):
        assert ben.get(reverse("sessions:meetings", args=[world.ada_ben.code])).status_code == 200
