"""Two coordinators at one pair, one place, one person, in the same instant: one wins, the other is told why.

A few rounds here; TRELLIS_ROUNDS=200 runs as many as one likes.
"""

from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.reopening import end_for_them
from programs.models import AuditEvent, Enrolment, Mentorship, Person
from sessions.models import Correction, Meeting
from tests import make
from tests.journeys.test_pair_races import BACKEND, at_once
from tests.rounds import ROUNDS
from tests.sessions import rows
from tests.world import World

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def two(world: World) -> list[Client]:
    """Mira, and Max who coordinates with her."""
    clients = []
    for user in (world.mira, make.coordinator(world.program, "max@orchard.example")):
        client = Client()
        client.force_login(user, backend=BACKEND)
        clients.append(client)
    return clients


def url(world: World, name: str, *more: object, code: str = "") -> str:
    app = "programs" if name == "mentorship_end" else "dashboards"
    cohort = [world.program.code, world.cohort.code]
    return reverse(f"{app}:{name}", args=[*cohort, code or world.ada_ben.code, *more])


def pressed(clients: list[Client], posts: list[tuple[str, dict[str, str]]]) -> list[int]:
    presses = [
        lambda client=client, post=post: client.post(*post).status_code
        for client, post in zip(clients, posts, strict=True)
    ]
    return at_once(presses)


def test_two_ends_and_two_openings_are_one_each(world, two):
    ending = (url(world, "mentorship_end"), {"reason": "time_up"})
    opening = (url(world, "mentorship_reopen"), {})
    for _ in range(ROUNDS):
        assert pressed(two, [ending, ending]) == [303, 409]
        assert pressed(two, [opening, opening]) == [303, 409]
    assert Mentorship.objects.get(pk=world.ada_ben.pk).state == "active"
    counted = Counter(AuditEvent.objects.values_list("verb", flat=True))
    assert (counted["mentorship.ended"], counted["mentorship.reopened"]) == (ROUNDS, ROUNDS)


def test_two_dates_for_one_meeting_are_one_and_a_conflict(world, two):
    meeting = rows.meeting(world.ada_ben, days=-5)
    for at in range(ROUNDS):
        meeting.refresh_from_db()
        day = clock.now().date() - timedelta(days=10 + 2 * at)
        typed = {"hour": "12:00", "minutes": "45", "version": str(meeting.version)}
        posts = [
            (url(world, "mentorship_meeting", 1), {**typed, "day": str(day - timedelta(days=n))})
            for n in (0, 1)
        ]
        assert pressed(two, posts) == [303, 409]
    assert (Correction.objects.count(), Meeting.objects.get().version) == (ROUNDS, 1 + ROUNDS)


def test_two_notes_of_one_meeting_are_one(world, two):
    for at in range(ROUNDS):
        day = str(clock.now().date() - timedelta(days=3 + at))
        post = (url(world, "mentorship_log"), {"day": day, "hour": "12:00", "minutes": "45"})
        assert pressed(two, [post, post]) == [303, 409]
    assert (Meeting.objects.count(), Correction.objects.count()) == (ROUNDS, ROUNDS)


def test_two_moves_of_start_and_end_are_one_and_a_conflict(world, two):
    for at in range(ROUNDS):
        starts = [str(clock.now().date() - timedelta(days=30 + 2 * at + n)) for n in (0, 1)]
        posts = [(url(world, "mentorship_dates"), {"start": start, "seen": str(at)}) for start in starts]
        assert pressed(two, posts) == [303, 409]
    assert Correction.objects.count() == ROUNDS


def test_striking_and_putting_back_at_once_lose_nothing(world, two):
    """Whatever comes first, what stands at the end is one of the two, and the log agrees with it."""
    ben = Client()
    ben.force_login(world.ben.user, backend=BACKEND)
    for at in range(ROUNDS):
        day = str(clock.now().date() - timedelta(days=3 + at))
        two[0].post(url(world, "mentorship_log"), {"day": day, "hour": "12:00", "minutes": "45"})
        meeting, noted = Meeting.objects.latest("number"), Correction.objects.latest("number")
        back = (reverse("sessions:correction_back", args=[world.ada_ben.code, noted.number]), {})
        strike = (url(world, "mentorship_strike", meeting.number), {"version": str(meeting.version)})
        assert pressed([two[0], ben], [strike, back]) == [303, 409]
        meeting.refresh_from_db()
        assert meeting.state == "missed"


def test_one_place_for_two_pairs_opens_one_of_them(world, two):
    """Both ended; the mentor has room for one."""
    ada = world.enrolment(world.ada)
    second = make.mentorship(world.cohort, world.mira, mentor=ada)
    Enrolment.objects.filter(pk=ada.pk).update(capacity=1)
    for _ in range(ROUNDS):
        for pair in Mentorship.objects.active().filter(members__enrolment=ada):
            end_for_them(mentorship=pair, by=world.mira, reason="time_up")
        posts = [(url(world, "mentorship_reopen", code=pair.code), {}) for pair in (world.ada_ben, second)]
        assert pressed(two, posts) == [303, 409]
        assert Mentorship.objects.active().filter(members__enrolment=ada).count() == 1


def test_opening_and_matching_for_one_place_are_one(world, two):
    ben, cleo = world.enrolment(world.ben), world.enrolment(world.cleo)
    pairing = reverse("programs:pair", args=[world.program.code, world.cohort.code, world.ben.code, "mentee"])
    for _ in range(ROUNDS):
        for pair in Mentorship.objects.active().filter(members__enrolment=ben):
            end_for_them(mentorship=pair, by=world.mira, reason="time_up")
        posts = [(url(world, "mentorship_reopen"), {}), (pairing, {"partner": cleo.code})]
        assert pressed(two, posts) == [303, 409]
        assert Mentorship.objects.active().filter(members__enrolment=ben).count() == 1


def test_two_replacements_at_once_find_one_mentor(world, two):
    address = reverse(
        "matching:replace", args=[world.program.code, world.cohort.code, world.ada_ben.code, "mentor"]
    )
    others = [make.enrolment(world.cohort, "mentor", capacity=ROUNDS + 1) for _ in range(2)]
    assert pressed(two, [(address, {"other": other.code}) for other in others]) == [303, 409]
    assert Mentorship.objects.active().filter(follows=world.ada_ben).count() == 1


def test_two_answers_to_one_pause_are_one(world, two):
    cohort = [world.program.code, world.cohort.code, world.cleo.code, "mentor"]
    for _ in range(ROUNDS):
        for name in ("pause", "resume"):
            post = (reverse(f"programs:{name}", args=cohort), {})
            assert pressed(two, [post, post]) == [303, 409]


def test_two_merges_of_the_same_two_are_one(world, two):
    for at in range(ROUNDS):
        twin = make.person(world.orchard, "Fay", email=f"fay{at}@orchard.example")
        make.enrolment(world.cohort, "mentee", twin)
        pair = [(world.fay, twin), (twin, world.fay)]
        posts = [
            (
                reverse("programs:merge", args=[world.program.code, world.cohort.code, keep.code]),
                {"other": gone.code},
            )
            for keep, gone in pair
        ]
        statuses = pressed(two, posts)
        assert (statuses.count(303), statuses[1] in (404, 409)) == (1, True)
        world.fay = Person.objects.get(name="Fay")
