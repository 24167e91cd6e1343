"""Who was invited, who has come in, and asking again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from mentorship.notifications.models import BouncedAddress, Occurrence
from programs.actions.invitations import accept_invitation, invite
from programs.models import Invitation
from tests import make


def at(world):
    return reverse("programs:invitations", args=[world.program.code, world.cohort.code])


@pytest.fixture
def asked(world):
    """`asked(name)`: somebody who was invited and has not answered."""

    def of(name):
        place = make.enrolment(world.cohort, "mentee", make.person(world.orchard, name), state="applied")
        return place, invite(enrolment=place, by=world.mira)

    return of


def states(page):
    return {row.name: row.state for row in page.context["invited"].rows}


def test_page_says_of_everybody_where_their_invitation_stands(world, sign_in, asked):
    accept_invitation(invitation=asked("Gus")[1])
    Invitation.objects.filter(pk=asked("Hal")[1].pk).update(expires_at=clock.now() - timedelta(days=1))
    asked("Ida")
    BouncedAddress.objects.create(user=asked("Jon")[0].person.user, reason="550")
    nameless = make.person(world.orchard, "Kai", email="", reference="k-1")
    make.enrolment(world.cohort, "mentee", nameless)
    make.enrolment(world.cohort, "mentee", make.person(world.orchard, "Lea"), state="applied")
    world.ada.user.last_login = clock.now()
    world.ada.user.save()
    page = sign_in(world.mira).get(at(world))
    others = dict.fromkeys(("Ben", "Cleo", "Dan", "Fay"), "not_asked")
    own = {"Gus": "in", "Hal": "run_out", "Ida": "asked", "Jon": "bounced", "Kai": "no_address", "Ada": "in"}
    assert states(page) == {**others, **own}
    assert page.context["invited"].have_come == 2
    assert next(iter(states(page))) == "Jon"


def test_ticked_people_are_asked_again_with_a_new_link(world, sign_in, asked):
    (gus, first), (hal, _second) = asked("Gus"), asked("Hal")
    answer = sign_in(world.mira).post(at(world), {"place": [gus.code, hal.code]})
    assert (answer.status_code, answer["Location"]) == (303, at(world))
    assert Occurrence.objects.filter(kind="invitation").count() == 4
    first.refresh_from_db()
    assert (first.is_open, Invitation.objects.open().filter(enrolment=gus).count()) == (False, 1)


def test_all_who_were_not_asked_are_invited_with_one_press(world, sign_in, asked):
    asked("Gus")
    mira = sign_in(world.mira)
    assert "Invite all 5 who were not asked yet" in mira.get(at(world)).text  # Ada, Ben, Cleo, Dan, Fay
    assert mira.post(at(world), {"whom": "unasked"}).status_code == 303
    assert set(states(mira.get(at(world))).values()) == {"asked"}
    again = mira.post(at(world), {"whom": "unasked"})
    assert (again.status_code, again.context["problem"]) == (422, "Tick the people first, then send.")
    assert "not asked yet" not in mira.get(at(world)).text


def test_nobody_ticked_or_nobody_to_ask_is_said(world, sign_in):
    mira = sign_in(world.mira)
    nobody = mira.post(at(world))
    assert (nobody.status_code, nobody.context["problem"]) == (422, "Tick the people first, then send.")
    world.fay.user.last_login = clock.now()
    world.fay.user.save()
    here = mira.post(at(world), {"place": world.enrolment(world.fay).code})
    assert (here.status_code, here.context["problem"]) == (422, "Fay has come in already.")
    assert mira.post(at(world), {"place": "nobody"}).status_code == 404
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_however_many_were_asked(world, sign_in, django_assert_num_queries, asked, count):
    for number in range(count):
        asked(f"Somebody {number}")
    mira = sign_in(world.mira)
    with django_assert_num_queries(6):
        mira.get(at(world))


@pytest.mark.parametrize("page", ("2", "0", "x", "99999999", "٣"))
def test_odd_pages_are_the_nearest_page(world, sign_in, page):
    assert sign_in(world.mira).get(at(world), {"page": page}).context["invited"].page == 1
