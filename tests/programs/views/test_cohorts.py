"""A cohort's overview and its dates."""

import pytest
from django.urls import reverse

from programs.models import Cohort
from tests import make


def at(world, name="cohort"):
    return reverse(f"programs:{name}", args=[world.program.code, world.cohort.code])


def typed(**changes):
    facts = {
        "cohort_name": "Next",
        "enrol_from": make.some_day().isoformat(),
        "enrol_until": make.some_day(5).isoformat(),
        "starts_on": make.some_day(9).isoformat(),
        "ends_on": make.some_day(90).isoformat(),
    }
    return {**facts, **changes}


def test_overview_counts_people_places_and_matches(world, sign_in):
    make.enrolment(world.cohort, "mentee", state="applied")
    make.enrolment(world.cohort, "mentee", make.person(world.orchard, email="", reference="A-1"))
    counts = sign_in(world.mira).get(at(world)).context["counts"]
    shown = (
        counts.mentors,
        counts.places,
        counts.mentees,
        counts.matched,
        counts.applied,
        counts.without_address,
    )
    assert shown == (2, 4, 4, 2, 1, 1)
    assert (counts.active, counts.short, counts.waiting) == (2, 0, 2)


def test_overview_says_how_many_places_are_short(world, sign_in):
    for _ in range(3):
        make.enrolment(world.cohort, "mentee")
    page = sign_in(world.mira).get(at(world))
    assert page.context["counts"].short == 2
    assert "2 places short" in page.text


@pytest.mark.parametrize("pairs", (1, 3, 30))
def test_overview_asks_the_same_number_of_questions_at_any_size(
    world, sign_in, django_assert_num_queries, pairs
):
    for _ in range(pairs):
        make.mentorship(world.cohort, world.mira)
    client = sign_in(world.mira)
    with django_assert_num_queries(11):
        client.get(at(world))


def test_overview_of_a_foreign_cohort_is_not_there(world, sign_in):
    for who in (world.nora, world.otto, world.zed, world.ada):
        assert sign_in(who).get(at(world)).status_code == 404
        assert sign_in(who).post(at(world, "cohort_dates"), typed()).status_code == 404
        new = reverse("programs:cohort_new", args=[world.program.code])
        assert sign_in(who).post(new, typed()).status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
def test_cohort_is_added(world, sign_in, headers, status):
    new = reverse("programs:cohort_new", args=[world.program.code])
    assert sign_in(world.mira).post(new, typed(), headers=headers).status_code == status
    assert Cohort.objects.filter(program=world.program, name="Next").count() == 1


def test_dates_are_changed_and_odd_ones_refused(world, sign_in):
    client = sign_in(world.mira)
    assert client.post(at(world, "cohort_dates"), typed()).status_code == 303
    world.cohort.refresh_from_db()
    assert (world.cohort.name, world.cohort.starts_on) == ("Next", make.some_day(9))
    odd = client.post(at(world, "cohort_dates"), typed(cohort_name="Odd", ends_on=typed()["starts_on"]))
    assert (odd.status_code, list(odd.context["form"].errors)) == (422, ["ends_on"])
    world.cohort.refresh_from_db()
    assert world.cohort.name == "Next"
