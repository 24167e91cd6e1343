"""One's own profile, and the welcome."""

import pytest
from django.urls import reverse

from programs.actions.people import account_for
from programs.models import Person

PAGES = (reverse("programs:profile"), reverse("programs:welcome"))


def typed(**changes):
    facts = {"name": "Ada L.", "languages": "English", "time_zone": "Asia/Tokyo", "usual_hours": ["sat-pm"]}
    return {**facts, "contact": "by pigeon", **changes}


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 303), ({"HX-Request": "true"}, 204)], ids=["plain", "htmx"]
)
@pytest.mark.parametrize("page", PAGES)
def test_profile_is_written_and_the_zone_with_it(world, sign_in, page, headers, status):
    assert sign_in(world.ada).post(page, typed(), headers=headers).status_code == status
    world.ada.refresh_from_db()
    assert (world.ada.name, world.ada.contact, world.ada.shows_contact) == ("Ada L.", "by pigeon", False)
    assert (world.ada.usual_hours, world.ada.user.time_zone) == (["sat-pm"], "Asia/Tokyo")


def test_name_of_several_lines_becomes_one(world, sign_in):
    answer = sign_in(world.ada).post(PAGES[0], typed(name="Ada\r\nBcc: x", department="Post\nroom"))
    assert answer.status_code == 303
    world.ada.refresh_from_db()
    assert (world.ada.name, world.ada.department) == ("Ada Bcc: x", "Post room")


def test_profile_has_introduction_department_and_experience_too(world, sign_in):
    facts = typed(introduction="I mend clocks.", department="Post", seniority="0")
    sign_in(world.ada).post(PAGES[0], facts)
    world.ada.refresh_from_db()
    assert (world.ada.introduction, world.ada.department, world.ada.seniority) == (
        "I mend clocks.",
        "Post",
        0,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"usual_hours": ["someday"]}, "usual_hours"),
        ({"contact": "x" * 301}, "contact"),
        ({"introduction": "x" * 1001}, "introduction"),
    ],
)
def test_profile_with_bad_input_says_so_and_changes_nothing(world, sign_in, changes, field):
    answer = sign_in(world.ada).post(PAGES[0], typed(**changes))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    world.ada.refresh_from_db()
    assert (world.ada.name, world.ada.time_zone) == ("Ada", "")


def test_profile_of_a_coordinator_begins_when_they_write_it(world, sign_in):
    client = sign_in(world.mira)
    assert client.get(PAGES[0]).status_code == 200
    assert not Person.objects.filter(user=world.mira).exists()
    for name in ("Mira", "Mira O."):
        assert client.post(PAGES[0], typed(name=name)).status_code == 303
    mira = Person.objects.get(user=world.mira)
    assert (mira.name, mira.organisation, mira.email) == ("Mira O.", world.orchard, "mira@orchard.example")


def test_profile_of_an_account_that_is_nobody_here_is_not_there(world, sign_in):
    stranger = account_for("stranger@x.example")
    for page in PAGES:
        assert sign_in(stranger).get(page).status_code == 404
        assert sign_in(world.ada).get(page).status_code == 200
