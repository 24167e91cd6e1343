"""A participant's timeline: all dates, one with its answer, one for a calendar, the next on Today."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from mentorship.lib import clock
from programs.actions.timeline import remove_date
from programs.models import DateReply, Enrolment, Part, TimelineDate
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")
PAGE, TODAY = reverse("programs:my_timeline"), reverse("dashboards:today")


@pytest.fixture
def ben(world, sign_in):
    return sign_in(world.ben)


@pytest.fixture
def event(world) -> TimelineDate:
    """On Saturday at six in the evening."""
    return make.timeline_date(
        world.cohort, world.mira, place="https://meet.example/x", about="Say hello.\x0b"
    )


def at(event, name="timeline_date"):
    return reverse(f"programs:{name}", args=[event.code])


def test_a_date_shows_on_today_on_the_timeline_and_on_its_page_on_the_readers_wall(world, ben, event):
    user = world.ben.user
    user.time_zone = "Asia/Tokyo"
    user.save()
    here, there = "03:00–04:00", "18:00–19:00"
    today, page, own = (ben.get(address).text for address in (TODAY, PAGE, at(event)))
    assert [here in text for text in (today, page, own)] == [True, True, True]
    assert [there in text for text in (page, own)] == [True, True]
    assert '<a href="https://meet.example/x"' in own


def test_an_answer_is_one_press_and_can_be_changed(world, ben, event):
    assert "Do you come to “Kick-off”?" in ben.get(TODAY).text
    for answer in ("maybe", "yes"):
        assert ben.post(at(event), {"answer": answer, "moves": "0"}).status_code == 303
    assert list(DateReply.objects.values_list("person", "answer")) == [(world.ben.pk, "yes")]
    today = ben.get(TODAY).text
    assert "Do you come to" not in today
    assert "Yes, I come" in today
    assert 'aria-pressed="true"' in ben.get(at(event)).text


@pytest.mark.parametrize(
    ("typed", "status"),
    [({}, 422), ({"answer": "x"}, 422), ({"answer": "yes", "moves": "7"}, 409), ({"answer": "\x00"}, 400)],
)
def test_an_odd_answer_changes_nothing(ben, event, typed, status):
    assert ben.post(at(event), typed).status_code == status
    assert not DateReply.objects.exists()


def test_once_it_has_begun_nobody_is_asked(ben, event):
    with clock.at(event.starts_at + timedelta(minutes=1)):
        assert "Do you come" not in ben.get(TODAY).text
        assert ben.post(at(event), {"answer": "yes"}).status_code == 409
    with clock.at(event.ends_at + timedelta(minutes=1)):
        assert at(event) not in ben.get(TODAY).text
        assert at(event) in ben.get(PAGE).text


def test_only_the_accepted_people_of_the_cohort_find_it(world, sign_in, event):
    Enrolment.objects.filter(person=world.fay).update(state="applied")
    for who, status in ((world.ada, 200), (world.fay, 404), (world.mira, 404), (world.eve, 404)):
        for name in ("timeline_date", "timeline_calendar"):
            assert sign_in(who).get(at(event, name)).status_code == status
    assert sign_in(world.fay).get(PAGE).status_code == 404
    assert "Kick-off" not in sign_in(world.fay).get(TODAY).text


def test_a_part_that_is_off_is_gone_everywhere(world, ben, event):
    world.program.chosen_parts = [Part.NOTES]
    world.program.save()
    for address in (PAGE, at(event), at(event, "timeline_calendar")):
        assert ben.get(address).status_code == 404
    assert ben.post(at(event), {"answer": "yes"}).status_code == 404
    assert "Kick-off" not in ben.get(TODAY).text


def test_a_calendar_opens_the_file_and_a_date_that_is_off_is_gone(world, ben, event):
    whole = make.timeline_date(world.cohort, world.mira, hour=None, name="Closing")
    entry = Calendar.from_ical(ben.get(at(event, "timeline_calendar")).content).walk("VEVENT")[0]
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (event.starts_at, event.ends_at)
    assert (str(entry["location"]), str(entry["description"])) == ("https://meet.example/x", "Say hello.")
    entry = Calendar.from_ical(ben.get(at(whole, "timeline_calendar")).content).walk("VEVENT")[0]
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (whole.day, whole.day + timedelta(days=1))
    remove_date(date=event, by=world.mira)
    assert ben.get(at(event)).status_code == 404


def test_pages_take_as_many_statements_for_thirty_dates_as_for_one(world, ben):
    counts = []
    ben.get(TODAY)  # the first look of a day is noted
    for rows in (1, 3, 30):
        TimelineDate.objects.all().delete()
        for day in range(rows):
            make.timeline_date(world.cohort, world.mira, days=day + 1)
        for address in (PAGE, TODAY):
            with CaptureQueriesContext(connection) as taken:
                page = ben.get(address)
            counts.append(len(taken))
            assert page.text.count("data-row") == rows or address == TODAY
    assert counts == counts[:2] * 3
    assert max(counts) <= 12


def test_the_menu_and_the_space_lead_there_where_the_cohort_has_dates(world, ben, sign_in):
    space = reverse("sessions:space", args=[world.ada_ben.code])
    ways = ('id="to-timeline"', 'id="more-timeline"')
    assert [way in ben.get(space).text for way in ways] == [False, False]
    one = make.timeline_date(world.cohort, world.mira)
    assert [way in ben.get(space).text for way in ways] == [True, True]
    assert 'id="to-timeline"' not in sign_in(world.nora).get(TODAY).text  # of another cohort
    world.program.chosen_parts = [part for part in Part.values if part != Part.TIMELINE]
    world.program.save()
    assert [way in ben.get(space).text for way in ways] == [False, False]
    world.program.chosen_parts = None
    world.program.save()
    remove_date(date=one, by=world.mira)
    assert [way in ben.get(space).text for way in ways] == [False, False]
