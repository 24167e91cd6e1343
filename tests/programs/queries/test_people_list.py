"""The people of a cohort as their coordinator's table shows them."""

import pytest
from django.urls import reverse

from mentorship.notifications.models import BouncedAddress
from programs.actions.imports import choose_columns, import_people, keep_file
from programs.actions.invitations import invite
from programs.forms.people import PeopleFilter
from programs.models import Enrolment, Person
from programs.queries.importing import decoded, read_sheet
from programs.queries.importing_cells import roles_of
from programs.queries.importing_columns import guess_columns
from programs.queries.importing_reader import Choices, RowReader
from programs.queries.importing_rows import check_rows
from programs.queries.people_list import people_of
from tests import make


def test_state_says_more_than_the_row(world):
    make.enrolment(world.cohort, "mentee", make.person(world.orchard, "Gus"), state="applied")
    hal = make.enrolment(world.cohort, "mentee", make.person(world.orchard, "Hal"), state="applied")
    invite(enrolment=hal, by=world.mira)
    rows = people_of(world.mira, world.cohort, role="mentee").rows
    assert [(row.name, row.state, row.needs_answer) for row in rows] == [
        ("Ben", "matched", False),
        ("Dan", "matched", False),
        ("Fay", "accepted", False),
        ("Gus", "applied", True),
        ("Hal", "invited", False),
    ]


@pytest.mark.parametrize("who", ("nora", "otto", "zed"))
def test_nobody_but_its_coordinators_gets_a_row(world, who):
    assert people_of(getattr(world, who), world.cohort).rows == []
    assert people_of(world.mira, world.cohort).total == 5


@pytest.mark.parametrize("typed", ["O'Hara", "o’hara"])
@pytest.mark.parametrize("name", ["Nia O'Hara", "Nia O’Hara"])
def test_an_apostrophe_is_found_whichever_was_typed(world, name, typed):
    make.enrolment(world.cohort, "mentee", make.person(world.orchard, name))
    assert [row.name for row in people_of(world.mira, world.cohort, q=typed).rows] == [name]


def test_participant_gets_their_own_row_only(world):
    assert [row.name for row in people_of(world.ada.user, world.cohort).rows] == ["Ada"]


def test_unnamed_people_are_sorted_by_what_they_are_shown_as(world):
    for facts in ({"reference": "bb-1"}, {"email": "cc@x.example"}):
        person = make.person(world.orchard, "x", **{"email": "", **facts})
        person.name = ""
        person.save()
        make.enrolment(world.cohort, "mentee", person)
    names = [row.name for row in people_of(world.mira, world.cohort).rows]
    assert names == ["Ada", "bb-1", "Ben", "cc@x.example", "Cleo", "Dan", "Fay"]


def test_live_mentorships_are_counted_once_with_two_coordinators(world):
    make.coordinator(world.program)
    ada = people_of(world.mira, world.cohort, q="Ada").rows
    assert [(row.live, row.capacity) for row in ada] == [(1, 2)]


def test_people_whose_mail_comes_back_are_found_where_today_leads(world):
    assert people_of(world.mira, world.cohort, state="bounced").total == 0
    BouncedAddress.objects.create(user=world.fay.user, reason="550")
    assert [row.name for row in people_of(world.mira, world.cohort, state="bounced").rows] == ["Fay"]
    assert PeopleFilter({"state": "bounced"}).chosen()["state"] == "bounced"


def test_the_file_of_people_comes_back_through_the_import_unchanged(world, sign_in):
    """Also names that are formulas, people without an address, and somebody in both roles."""
    for name in ("=cmd|'/C calc'!A0", "@SUM(1+1)", "'=quoted", "-Ida", "Zoë, “the first”"):
        make.enrolment(world.cohort, "mentee", make.person(world.orchard, name, department="+1"))
    nameless = make.person(world.orchard, email="", reference="-R 7")
    Person.objects.filter(pk=nameless.pk).update(name="")
    make.enrolment(world.cohort, "mentor", nameless)
    make.enrolment(world.cohort, "mentee", world.cleo, capacity=2)
    make.enrolment(world.cohort, "mentee", state="withdrawn")
    here = list(Enrolment.objects.order_by("pk").values()), list(Person.objects.order_by("pk").values())
    people = reverse("programs:people", args=[world.program.code, world.cohort.code])
    content = sign_in(world.mira).get(people, {"as": "csv"}).content
    upload = decoded(content)
    sheet = read_sheet(upload.text)
    choices = Choices(tuple(guess.target for guess in guess_columns(sheet)), "column")
    check = check_rows(sheet, choices, world.cohort)
    assert (check.entries, check.problems, check.same) == ([], {}, world.cohort.enrolments.count())
    known = {(one.email, one.reference): one for one in Person.objects.all()}
    for number, cells in sheet.rows:
        read = RowReader(sheet, choices, number, cells).read()
        person = known[read.email, read.reference]
        assert (read.person["name"], read.person["department"]) == (person.name, person.department)
        roles = roles_of(RowReader(sheet, choices, number, cells).text("role"))
        place = Enrolment.objects.get(person=person, cohort=world.cohort, role=roles[0])
        assert read.place["capacity"] == place.capacity
    kept = keep_file(cohort=world.cohort, upload=upload, filename="people.csv", by=world.mira)
    done = import_people(upload=choose_columns(upload=kept, choices=choices), by=world.mira)
    assert (done.added, done.unchanged) == (0, check.same)
    assert here == (
        list(Enrolment.objects.order_by("pk").values()),
        list(Person.objects.order_by("pk").values()),
    )
