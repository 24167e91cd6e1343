"""Two coordinators close, hand over and write at the same moment: what only a real PostgreSQL shows."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.hand_overs import turn_covers
from programs.actions.mentorships import end_mentorship
from programs.models import AuditEvent, HandOver, StaffRole
from tests import make
from tests.journeys.test_pair_races import BACKEND, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def test_two_coordinators_who_hand_over_to_each_other_leave_one(world):
    """For good and at once: the second finds that the other is gone or that nobody would be left."""
    other = make.coordinator(world.program)
    url = reverse("programs:hand_over", args=[world.program.code])
    both = [(client_of(world.mira), other), (client_of(other), world.mira)]
    presses = [
        lambda client=client, to=to: client.post(url, {"to": to.pk, "how_long": "for_good"}).status_code
        for client, to in both
    ]
    statuses = at_once(presses)
    assert statuses.count(303) >= 1
    assert StaffRole.objects.coordinators().filter(program=world.program).count() >= 1


def test_one_holiday_pressed_twice_is_one_cover(world):
    url = reverse("programs:hand_over", args=[world.program.code])
    days = {"from_on": make.some_day(1), "until": make.some_day(9)}
    typed = {"to": world.nora.pk, "how_long": "holiday", **days}
    clients = [client_of(world.mira) for _ in range(4)]
    presses = [lambda client=client: client.post(url, typed).status_code for client in clients]
    assert at_once(presses) == [303, 409, 409, 409]
    assert HandOver.objects.count() == 1


def test_four_clocks_begin_a_cover_once(world):
    url = reverse("programs:hand_over", args=[world.program.code])
    days = {"from_on": make.some_day(1), "until": make.some_day(9)}
    client_of(world.mira).post(url, {"to": world.nora.pk, "how_long": "holiday", **days})

    def tick() -> int:
        with clock.at(clock.now() + timedelta(days=1)):
            return turn_covers(clock.now())

    assert sum(at_once([tick] * 4)) == 1
    assert AuditEvent.objects.filter(verb="coordinator.added").count() == 1


def test_two_who_archive_a_cohort_do_it_once(world):
    for pair in (world.ada_ben, world.cleo_dan):
        end_mentorship(mentorship=pair, by=world.mira)
    url = reverse("dashboards:cohort_archive", args=[world.program.code, world.cohort.code])
    clients = [client_of(world.mira), client_of(make.coordinator(world.program))]
    presses = [lambda client=client: client.post(url, {"texts_until": ""}).status_code for client in clients]
    assert at_once(presses) == [303, 409]
    assert AuditEvent.objects.filter(verb="cohort.archived").count() == 1
