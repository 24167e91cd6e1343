"""Two entries made one, and a role given back, while somebody else presses at once: real PostgreSQL only."""

import pytest
from django.test import Client
from django.urls import reverse

from programs.actions.hand_overs import hand_over_for_holiday
from programs.actions.invitations import invite
from programs.models import Enrolment, HandOver, Person, StaffRole
from tests import make, rounds
from tests.journeys.test_pair_races import BACKEND, at_once
from tests.world import World

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = max(20, rounds.ROUNDS)


def client_of(user: object) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user, backend=BACKEND)
    return client


def press(client: Client, url: str, **fields: str):
    return lambda: client.post(url, fields).status_code


def merge_at(world: World, person: Person) -> str:
    return reverse("programs:merge", args=[world.program.code, world.cohort.code, person.code])


def two_of_one(world: World) -> tuple[Enrolment, Enrolment]:
    return make.enrolment(world.cohort, "mentee"), make.enrolment(world.cohort, "mentee")


def test_two_who_merge_the_same_two_in_opposite_directions_make_one(world):
    clients = [client_of(world.mira), client_of(make.coordinator(world.program))]
    for _round in range(ROUNDS):
        one, other = (place.person for place in two_of_one(world))
        answers = at_once(
            [
                press(clients[0], merge_at(world, one), other=other.code),
                press(clients[1], merge_at(world, other), other=one.code),
            ]
        )
        assert (answers[0], answers[1] in {404, 409}) == (303, True)
        assert Person.objects.filter(pk__in=[one.pk, other.pk]).count() == 1


@pytest.mark.parametrize("answer", ["invitation", "invitation_decline"])
def test_an_invitation_answered_while_its_entry_is_merged_breaks_nothing(world, answer):
    mira = client_of(world.mira)
    for _round in range(ROUNDS):
        kept, gone = two_of_one(world)
        link = reverse(f"programs:{answer}", args=[invite(enrolment=gone, by=world.mira).token])
        answers = at_once(
            [
                press(mira, merge_at(world, kept.person), other=gone.person.code),
                press(client_of(gone.person.user), link),
            ]
        )
        assert {status for status in answers if status >= 500} == set()
        kept.refresh_from_db()
        assert kept.state == Enrolment.State.ACCEPTED


def test_a_cover_that_ends_while_its_giver_hands_over_or_leaves_leaves_somebody(world):
    mira, nora = client_of(world.mira), client_of(world.nora)
    program = world.program
    back, over, leave = (
        reverse(f"programs:{name}", args=[program.code])
        for name in ("hand_over_back", "hand_over", "leave_role")
    )
    for round_ in range(ROUNDS):
        HandOver.objects.all().delete()
        StaffRole.objects.filter(program=program).exclude(user=world.mira).delete()
        StaffRole.objects.get_or_create(
            user=world.mira, program=program, organisation=world.orchard, role="coordinator"
        )
        hand_over_for_holiday(
            program=program, by=world.mira, to=world.nora, from_on=make.some_day(0), until=make.some_day(3)
        )
        other = (
            press(nora, leave)
            if round_ % 2
            else press(mira, over, to=str(world.nora.pk), how_long="for_good")
        )
        answers = at_once([press(mira, back), other])
        assert {status for status in answers if status >= 500} == set()
        roles = StaffRole.objects.coordinators().filter(program=program)
        assert roles.count() >= 1
        assert not HandOver.objects.running().exists()
