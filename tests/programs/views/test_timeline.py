"""The coordinator's timeline: a list with who comes, a form, one date to change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.actions.timeline import answer_date
from programs.models import Part, TimelineDate
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")


def at(world, name="timeline", *args):
    return reverse(f"programs:{name}", args=[world.program.code, world.cohort.code, *args])


@pytest.fixture
def mira(world, sign_in):
    return sign_in(world.mira)


TYPED = {"kind": "own", "name": "Lunch", "day": "2027-03-28", "hour": "12:30", "place": "Room 4 <b>"}


def test_a_date_is_added_from_four_fields_and_stands_in_the_list(world, mira):
    assert mira.post(at(world), TYPED).status_code == 303
    page = mira.get(at(world)).text
    assert "Lunch" in page
    assert "Sun 28 March 2027, 12:30–13:30" in page
    assert "Room 4 &lt;b&gt;" in page


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"day": ""}, "day"),
        ({"day": "0001-01-01"}, "day"),
        ({"hour": "25:00"}, "hour"),
        ({"kind": "x"}, "kind"),
        ({"name": ""}, "name"),
        ({"about": "x" * 1001}, "about"),
        ({"place": "p" * 301}, "place"),
    ],
)
def test_bad_input_is_explained_beside_its_field_and_kept(world, mira, change, field):
    answer = mira.post(at(world), {**TYPED, **change})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "2027-03-28" in answer.text or field == "day"
    assert not TimelineDate.objects.exists()


def test_the_list_is_in_the_order_of_the_days(world, mira):
    for days in (9, 3, 6, -2, -5):
        make.timeline_date(world.cohort, world.mira, days=days, name=f"Day {days}")
    timeline = mira.get(at(world)).context["timeline"]
    assert [card.title for card in timeline.ahead] == ["Day 3", "Day 6", "Day 9"]
    assert [card.title for card in timeline.past] == ["Day -2", "Day -5"]


def test_one_press_adds_the_usual_dates_and_the_offer_goes(world, mira):
    assert 'id="add-usual"' in mira.get(at(world)).text
    assert mira.post(at(world, "timeline_usual")).status_code == 303
    assert TimelineDate.objects.count() == 3
    assert 'id="add-usual"' not in mira.get(at(world)).text


def test_the_page_of_a_date_names_who_comes_and_who_has_not_said(world, mira):
    one = make.timeline_date(world.cohort, world.mira)
    make.enrolment(world.cohort, "mentor", world.fay)  # in both roles: one person
    answer_date(date=one, person=world.ben, answer="yes")
    answer_date(date=one, person=world.ada, answer="no")
    comers = mira.get(at(world, "timeline_edit", one.code)).context["comers"]
    assert (comers.yes, comers.maybe, comers.no) == (["Ben"], [], ["Ada"])
    assert comers.silent == ["Cleo", "Dan", "Fay"]
    assert "1 comes, 1 can’t" in mira.get(at(world)).text


def test_an_older_version_is_shown_beside_what_was_typed(world, mira):
    one = make.timeline_date(world.cohort, world.mira)
    address = at(world, "timeline_edit", one.code)
    assert mira.post(address, {**TYPED, "name": "First", "sequence": "0"}).status_code == 303
    answer = mira.post(address, {**TYPED, "name": "Second", "sequence": "0"})
    assert answer.status_code == 409
    assert "First" in answer.text
    assert 'value="Second"' in answer.text
    assert mira.post(address, {**TYPED, "name": "Second", "sequence": "1"}).status_code == 303
    assert mira.post(at(world, "timeline_remove", one.code)).status_code == 303
    assert mira.get(address).status_code == 404


def test_a_program_that_does_not_use_it_has_no_page_and_no_tab(world, mira):
    one = make.timeline_date(world.cohort, world.mira)
    assert 'id="tab-timeline"' in mira.get(at(world)).text
    world.program.chosen_parts = [part for part in Part.values if part != Part.TIMELINE]
    world.program.save()
    for name, args in (("timeline", ()), ("timeline_edit", (one.code,))):
        assert mira.get(at(world, name, *args)).status_code == 404
    for name, args in (("timeline_usual", ()), ("timeline_remove", (one.code,))):
        assert mira.post(at(world, name, *args)).status_code == 404
    assert 'id="tab-timeline"' not in mira.get(at(world, "cohort")).text


def test_the_list_takes_as_many_statements_for_thirty_dates_as_for_one(world, mira):
    counts = []
    for rows in (1, 3, 30):
        TimelineDate.objects.all().delete()
        for day in range(rows):
            answer_date(
                date=make.timeline_date(world.cohort, world.mira, days=day + 1),
                person=world.ben,
                answer="yes",
            )
        with CaptureQueriesContext(connection) as taken:
            assert mira.get(at(world)).text.count("data-row") == rows
        counts.append(len(taken))
    assert counts[0] == counts[1] == counts[2] <= 12
