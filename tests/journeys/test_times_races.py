"""Picking a time at the same moment, from two windows or in two mentorships: what only a real PostgreSQL shows."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentorship.lib import clock
from sessions.actions.proposals import propose_times
from sessions.models import Meeting, TimesProposal
from sessions.queries.wall import When
from tests import make
from tests.journeys.test_pair_races import at_once, client_of
from tests.sessions import rows

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def proposed(by) -> TimesProposal:
    """Three hours of one day three weeks ahead, the same for whoever proposes."""
    zone = by.mentorship.cohort.program.zone
    day = clock.today(zone) + timedelta(days=21)
    noon = clock.now().replace(hour=12, minute=0, second=0, microsecond=0).time()
    times = {line: When(day + timedelta(days=line), noon, 45, zone) for line in (1, 2, 3)}
    return propose_times(by=by, times=times)


def pick(client, proposal: TimesProposal, place: int) -> int:
    url = reverse("sessions:times_pick", args=[proposal.mentorship.code])
    time = proposal.times.all()[place]
    return client.post(url, {"proposal": proposal.pk, "time": time.pk}).status_code


def test_three_presses_on_three_times_book_one(world):
    proposal = proposed(rows.seats(world.ada_ben)[1])
    clients = [client_of(world.ada) for _ in range(3)]
    presses = [lambda place=place: pick(clients[place], proposal, place) for place in range(3)]
    assert at_once(presses) == [303, 409, 409]
    assert Meeting.objects.count() == 1


def test_one_mentor_is_not_booked_twice_by_two_mentees_at_once(world):
    other = make.mentorship(world.cohort, world.mira, mentor=world.enrolment(world.ada))
    mentors = [rows.seats(mentorship)[0] for mentorship in (world.ada_ben, other)]
    proposals = [proposed(mentor) for mentor in mentors]
    clients = [client_of(rows.seats(one)[1].enrolment.person) for one in (world.ada_ben, other)]
    presses = [
        lambda client=client, proposal=proposal: pick(client, proposal, 0)
        for client, proposal in zip(clients, proposals, strict=True)
    ]
    assert at_once(presses) == [303, 409]
    assert Meeting.objects.count() == 1


def test_picking_and_taking_back_at_once_end_in_one_of_the_two(world):
    mentee = rows.seats(world.ada_ben)[1]
    proposal = proposed(mentee)
    ada, ben = client_of(world.ada), client_of(world.ben)
    back = reverse("sessions:times_back", args=[world.ada_ben.code])
    presses = [
        lambda: pick(ada, proposal, 0),
        lambda: ben.post(back, {"proposal": proposal.pk}).status_code,
    ]
    assert at_once(presses) == [303, 409]
    proposal.refresh_from_db()
    assert (proposal.state == TimesProposal.State.PICKED) == Meeting.objects.exists()
