"""Both press at the same moment at the end: what only a real PostgreSQL shows."""

import pytest
from django.urls import reverse

from programs.models import AuditEvent, Letter, Mentorship, RhythmProposal
from tests.journeys.test_pair_races import at_once, client_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_last_presses_at_once_end_it_once(world):
    url = reverse("sessions:ending_end", args=[world.ada_ben.code])
    clients = [client_of(who) for who in (world.ada, world.ben, world.ada, world.ben)]
    assert at_once([lambda client=client: client.post(url).status_code for client in clients]) == [303] * 4
    assert Mentorship.objects.get(pk=world.ada_ben.pk).state == "ended"
    assert AuditEvent.objects.filter(verb="mentorship.ended").count() == 1


def test_two_letters_finished_at_once_are_both_delivered(world):
    url = reverse("sessions:letter", args=[world.ada_ben.code])
    typed = {"text": "Dear you", "version": "0", "then": "done"}
    clients = [client_of(world.ada), client_of(world.ben)]
    assert (
        at_once([lambda client=client: client.post(url, typed).status_code for client in clients])
        == [303] * 2
    )
    instants = set(Letter.objects.values_list("opened_at", flat=True))
    assert (len(instants), None in instants) == (1, False)


def test_the_same_rhythm_proposed_by_both_at_once_holds(world):
    url = reverse("sessions:rhythm", args=[world.ada_ben.code])
    typed = {"weeks": "13", "minutes": "60", "channel": "phone"}
    clients = [client_of(world.ada), client_of(world.ben)]
    assert (
        at_once([lambda client=client: client.post(url, typed).status_code for client in clients])
        == [303] * 2
    )
    assert Mentorship.objects.get(pk=world.ada_ben.pk).rhythm_weeks == 13
    assert RhythmProposal.objects.count() == 1
