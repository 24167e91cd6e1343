"""Two people, or two presses, at the same moment: what only a real PostgreSQL shows."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from mentorship.lib import clock
from sessions.models import Feedback, Meeting, SharedNote
from tests.sessions import rows

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def client_of(person) -> Client:
    client = Client()
    client.force_login(person.user, backend=BACKEND)
    return client


def at_once(presses: list[Callable[[], int]]) -> list[int]:
    """All of them in the same instant, each on a connection of its own; the statuses, sorted."""
    gate = Barrier(len(presses))

    def press(one: Callable[[], int]) -> int:
        gate.wait(timeout=20)
        try:
            return one()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as pool:
        return sorted(pool.map(press, presses))


def test_two_edits_of_one_note_on_the_same_version_are_one_save_and_one_conflict(world):
    rows.meeting(world.ada_ben, days=1)
    url = reverse("sessions:notes", args=[world.ada_ben.code, 1])
    writers = {"From Ada": client_of(world.ada), "From Ben": client_of(world.ben)}
    presses = [
        lambda client=client, text=text: client.post(url, {"text": text, "version": "0"}).status_code
        for text, client in writers.items()
    ]
    assert at_once(presses) == [303, 409]
    note = SharedNote.objects.get()
    assert (note.version, note.text in writers) == (1, True)


def test_twelve_presses_of_one_booking_form_book_once(world):
    url = reverse("sessions:meeting_new", args=[world.ada_ben.code])
    day = clock.today(world.program.zone).replace(day=1).replace(year=clock.now().year + 1)
    typed = {"day": day.isoformat(), "hour": "10:00", "minutes": "45", "form_key": "k" * 24}
    ben = client_of(world.ben)
    clients = [Client() for _ in range(12)]
    for client in clients:
        client.cookies = ben.cookies
    statuses = at_once([lambda client=client: client.post(url, typed).status_code for client in clients])
    assert statuses == [303] * 12
    assert [meeting.number for meeting in Meeting.objects.all()] == [1]


def test_both_booking_at_once_get_two_numbers_or_a_conflict(world):
    url = reverse("sessions:meeting_new", args=[world.ada_ben.code])
    year = clock.now().year + 1
    typed = [{"day": f"{year}-03-0{day}", "hour": "10:00", "minutes": "45"} for day in (1, 2, 3, 1)]
    clients = [client_of(who) for who in (world.ada, world.ben, world.ada, world.ben)]
    presses = [
        lambda client=client, form=form: client.post(url, form).status_code
        for client, form in zip(clients, typed, strict=True)
    ]
    assert at_once(presses) == [303, 303, 303, 409]
    assert sorted(Meeting.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_feedback_sent_from_two_windows_is_recorded_once(world):
    rows.meeting(world.ada_ben, days=-1)
    url = reverse("sessions:feedback", args=[world.ada_ben.code, 1])
    presses = [
        lambda client=client, text=text: client.post(url, {"went_well": text}).status_code
        for client, text in ((client_of(world.ben), "One"), (client_of(world.ben), "Two"))
    ]
    assert at_once(presses) == [303, 409]
    assert Feedback.objects.count() == 1
