"""The people of a cohort as their coordinator's table shows them."""

import pytest

from mentorship.notifications.models import BouncedAddress
from programs.actions.invitations import invite
from programs.forms.people import PeopleFilter
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
