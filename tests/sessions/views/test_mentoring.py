"""The mentor's desk: a row for each mentee, one's own time, the record."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.capacity import say_capacity, set_capacity
from programs.models import Enrolment
from tests import make
from tests.sessions import rows

DESK = "/mentoring/"


@pytest.fixture
def place(world):
    return world.enrolment(world.ada)


def at(name, place):
    return reverse(f"sessions:{name}", args=[place.code])


def test_desk_has_a_row_for_each_mentee_with_what_is_ahead(world, sign_in, place):
    make.mentorship(world.cohort, world.mira, place, world.enrolment(world.fay))
    meeting = rows.meeting(world.ada_ben, days=2)
    rows.topic(meeting)
    rows.goal(world.ada_ben)
    rows.action(world.member(world.ben))
    desk = sign_in(world.ada).get(DESK).context["desk"]
    ben, fay = desk.rows
    assert (ben.partner.name, ben.next_number, ben.topics, ben.by_me, ben.by_them) == (
        "Ben",
        meeting.number,
        1,
        0,
        1,
    )
    assert ben.goal == "By June I will lead a team."
    assert (fay.partner.name, fay.next_at, fay.goal) == ("Fay", None, "")
    assert [(line.name, line.topics) for line in desk.week] == [("Ben", 1)]


def test_hours_booked_this_month_stand_against_those_promised(world, sign_in, place):
    say_capacity(enrolment=place, capacity=2, hours_per_month=4, asks_paused=False, by=world.ada.user)
    with clock.at(make.NOW):
        rows.meeting(world.ada_ben, days=-3, minutes=90)
        rows.meeting(world.ada_ben, days=4, minutes=60)
        rows.meeting(world.ada_ben, days=30, minutes=60)
        rows.meeting(world.ada_ben, days=5, minutes=60, state="cancelled")
        rows.meeting(world.cleo_dan, days=5, minutes=60)
        (shown,) = sign_in(world.ada).get(DESK).context["desk"].places
    assert (shown.booked_hours, shown.enrolment.hours_per_month, shown.free) == (2.5, 4, 1)


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"capacity": "0"}, "Ada has 1 mentorships now; the capacity can't be lower than that."),
        ({"capacity": ""}, "This field is required."),
        ({"capacity": "21"}, "Ensure this value is less than or equal to 20."),
    ],
)
def test_ones_own_places_are_said_and_refused_beside_the_field(world, sign_in, place, sent, problem):
    ada = sign_in(world.ada)
    answer = ada.post(at("mentoring_place", place), {"hours_per_month": "6", **sent})
    assert (answer.status_code, answer.context["form"].errors) == (422, {"capacity": [problem]})
    assert b'value="6"' in answer.content
    said = {"capacity": "3", "hours_per_month": "6", "asks_paused": "on"}
    assert ada.post(at("mentoring_place", place), said).headers["Location"] == DESK
    place.refresh_from_db()
    assert (place.capacity, place.hours_per_month, place.asks_paused, place.open_capacity) == (3, 6, True, 0)


@pytest.mark.parametrize(("press", "places"), [("yes", 4), ("no", 2)])
def test_a_coordinators_wish_is_answered_on_the_desk(world, sign_in, place, press, places):
    ada, mira = sign_in(world.ada), sign_in(world.mira)
    address = reverse(
        "programs:capacity", args=[world.program.code, world.cohort.code, world.ada.code, "mentor"]
    )
    said = mira.post(address, {"capacity": "4"}, follow=True).content.decode()
    assert "Ada is asked on their page. It stays at 2 until they agree." in said
    hero = ada.get("/today/").context["page"].hero
    assert hero.title == "Could you take up to 4 mentees? You said 2."
    assert hero.url == f"{DESK}#places-{place.code}"
    ada.post(at("mentoring_answer", place), {"capacity": "4", press: "1"})
    place.refresh_from_db()
    assert (place.capacity, place.capacity_asked) == (places, None)
    stale = ada.post(at("mentoring_answer", place), {"capacity": "4", "yes": "1"})
    assert stale.status_code == 409


def test_nobody_answers_for_somebody_else(world, sign_in, place):
    Enrolment.objects.filter(pk=place.pk).update(hours_per_month=3)
    set_capacity(enrolment=world.enrolment(world.ada), capacity=5, by=world.mira)
    for stranger in (world.cleo, world.ben, world.mira):
        answer = sign_in(stranger).post(at("mentoring_answer", place), {"capacity": "5", "yes": "1"})
        assert answer.status_code == 404


def test_record_counts_what_was_held_and_is_kept_as_csv(world, sign_in):
    rows.meeting(world.ada_ben, days=-9, minutes=60)
    rows.meeting(world.ada_ben, days=-2, minutes=45)
    rows.meeting(world.ada_ben, days=2, minutes=45)
    ada = sign_in(world.ada)
    (row,) = ada.get(reverse("sessions:mentoring_record")).context["rows"]
    assert (row.partner.name, row.meetings, row.hours, row.ended_at) == ("Ben", 2, 1.8, None)
    text = ada.get(reverse("sessions:mentoring_record"), {"as": "csv"}).content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith('"Mentee","Program","From","Until","Meetings","Hours"')
    assert text.splitlines()[1].startswith('"Ben","Growing together"')


@pytest.mark.parametrize("count", (1, 3, 30))
def test_desk_and_record_cost_the_same_whatever_is_in_them(world, sign_in, django_assert_num_queries, count):
    mentor = make.enrolment(world.cohort, "mentor", capacity=count)
    for _ in range(count):
        pair = make.mentorship(world.cohort, world.mira, mentor=mentor)
        rows.goal(pair)
        rows.action(rows.seats(pair)[1])
        rows.meeting(pair, days=3)
        rows.meeting(pair, days=-3)
    many = sign_in(mentor.person)
    # 2 session and user, 1 roles, 4 mentorships, 1 actions of mentees, 1 meetings of the month, 1 places
    with django_assert_num_queries(10):
        assert len(many.get(DESK).context["desk"].rows) == count
    with django_assert_num_queries(5):
        assert len(many.get(reverse("sessions:mentoring_record")).context["rows"]) == count


def test_main_navigation_leads_a_mentor_of_two_to_the_desk(world, sign_in, place):
    ada = sign_in(world.ada)
    urls = [link.url for link in ada.get("/today/").context["site"].nav]
    assert urls == ["/today/", "/mentorships/", "/goals/", "/journal/", "/library/"]
    make.mentorship(world.cohort, world.mira, place, world.enrolment(world.fay))
    assert ada.get("/today/").context["site"].nav[1].url == DESK
    space = ada.get(reverse("sessions:space", args=[world.ada_ben.code]))
    assert [link.current for link in space.context["site"].nav] == [False, True, False, False, False]


def test_main_navigation_has_five_places_and_never_loses_the_programs(world, sign_in):
    world.program.staff_roles.create(user=world.ada.user, organisation=world.orchard, role="coordinator")
    urls = [link.url for link in sign_in(world.ada).get("/today/").context["site"].nav]
    assert urls == ["/today/", "/mentorships/", "/goals/", "/journal/", "/programs/"]
    assert [link.url for link in sign_in(world.mira).get("/today/").context["site"].nav] == [
        "/today/",
        "/programs/",
        "/reports/",
    ]


def test_journal_stands_in_the_navigation_where_a_program_uses_it(world, sign_in):
    world.program.chosen_parts = ["messages"]
    world.program.save()
    assert "/journal/" not in [link.url for link in sign_in(world.ada).get("/today/").context["site"].nav]


def test_meetings_of_two_days_ago_are_no_part_of_the_week(world, sign_in):
    rows.meeting(world.ada_ben, days=-1)
    rows.meeting(world.ada_ben, days=8)
    desk = sign_in(world.ada).get(DESK).context["desk"]
    assert desk.week == []
    assert desk.rows[0].next_at > clock.now() + timedelta(days=7)
