"""Same as last year, new dates: a program, or a cohort."""

from datetime import date

import pytest
from django.urls import reverse

from programs.models import Program
from tests import make


def at(world):
    return reverse("programs:program_duplicate", args=[world.program.code])


def like(world, **facts):
    days = {
        "enrol_from": date(2025, 1, 10),
        "enrol_until": date(2025, 2, 10),
        "starts_on": date(2025, 2, 15),
        "ends_on": date(2025, 8, 15),
    }
    return make.cohort(world.program, name="Spring 2025", **{**days, **facts})


@pytest.mark.parametrize("status", [303, 422])
def test_form_begins_with_the_days_of_the_latest_cohort_that_lie_ahead(world, frozen, sign_in, status):
    world.program.cohorts.exclude(pk=like(world).pk).update(starts_on=date(2024, 1, 1))
    mira = sign_in(world.mira)
    form = mira.get(at(world)).context["form"]
    given = {name: form[name].value() for name in form.fields}
    assert (given["name"], given["cohort_name"]) == ("Growing together", "Spring 2027")
    assert (given["enrol_from"], given["ends_on"]) == (date(2027, 1, 10), date(2027, 8, 15))
    typed = {**given, "name": "Growing again", **({"ends_on": "2027-01-01"} if status == 422 else {})}
    answer = mira.post(at(world), typed)
    assert answer.status_code == status
    if status == 422:
        assert (list(answer.context["form"].errors), "Growing again" in answer.text) == (["ends_on"], True)
    assert Program.objects.filter(name="Growing again").count() == (status == 303)


def test_pressed_twice_makes_one(world, sign_in):
    mira = sign_in(world.mira)
    form = mira.get(at(world)).context["form"]
    given = {name: form[name].value() for name in form.fields} | {"name": "Once", "cohort_name": "First"}
    assert {mira.post(at(world), given).status_code for _ in range(2)} == {303}
    assert Program.objects.filter(name="Once").count() == 1


def test_cohort_like_another_has_its_days_a_year_later_and_leap_day_its_eve(world, frozen, sign_in):
    old = like(world, starts_on=date(2024, 2, 29), enrol_from=date(2024, 1, 1), enrol_until=date(2024, 2, 1))
    address = reverse("programs:cohort_new", args=[world.program.code])
    form = sign_in(world.mira).get(address, {"like": old.code}).context["form"]
    assert (form["starts_on"].value(), form["cohort_name"].value()) == (date(2027, 2, 28), "Spring 2028")
    foreign = make.cohort(make.program(world.orchard), name="Not yours 2025")
    assert "Not yours" not in sign_in(world.mira).get(address, {"like": foreign.code}).text
