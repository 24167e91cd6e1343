"""The page of three times, with and without an answer."""

import pytest
from django.urls import reverse

from programs.actions.mentorships import end_mentorship
from sessions.models import Meeting, TimesProposal
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
TYPED = {
    "day_1": "2026-12-01", "hour_1": "14:30", "day_2": "2026-12-02", "hour_2": "09:00",
    "minutes": "45", "channel": "video", "place": "https://meet.example/a", "form_key": "k" * 24,
}  # fmt: skip


@pytest.fixture
def ben(world, sign_in):
    for person, zone in ((world.ada, "Europe/Helsinki"), (world.ben, "Europe/Berlin")):
        person.user.time_zone = person.time_zone = zone
        person.user.save()
        person.save()
    return sign_in(world.ben)


@pytest.fixture
def ada(world, sign_in):
    return sign_in(world.ada)


def url(world, name: str = "times") -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code])


def test_times_are_proposed_and_picked_by_the_other_on_their_own_clock(world, ben, ada):
    sent = ben.post(url(world), TYPED)
    assert (sent.status_code, sent["Location"]) == (303, url(world, "meetings"))
    shown = ada.get(url(world)).content.decode()
    assert "Tue 1 Dec, 15:30" in shown
    assert "14:30 for Ben" in shown
    proposal = TimesProposal.objects.get()
    picked = ada.post(url(world, "times_pick"), {"proposal": proposal.pk, "time": proposal.times.first().pk})
    assert picked["Location"] == reverse("sessions:meeting", args=[world.ada_ben.code, 1])
    assert Meeting.objects.get().starts_at.isoformat() == "2026-12-01T13:30:00+00:00"


def test_one_form_sent_twice_proposes_once(world, ben):
    for _ in range(2):
        assert ben.post(url(world), TYPED).status_code == 303
    assert TimesProposal.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "status", "field"),
    [
        ({"hour_2": ""}, 422, "hour_2"),
        ({"day_2": ""}, 422, "day_2"),
        ({"day_1": "2026-11-01"}, 422, "day_1"),
        ({"day_1": ""}, 422, "day_1"),
        ({"day_2": "2026-12-01", "hour_2": "14:30"}, 422, "hour_2"),
    ],
)
def test_times_with_a_mistake_keep_what_was_typed(world, ben, changed, status, field):
    answer = ben.post(url(world), {**TYPED, **changed})
    assert answer.status_code == status
    assert list(answer.context["form"].errors) == [field]
    assert "https://meet.example/a" in answer.content.decode()
    assert not TimesProposal.objects.exists()


def test_a_time_taken_meanwhile_is_409_with_the_times_as_they_are_now(world, ben, ada):
    ben.post(url(world), TYPED)
    proposal = TimesProposal.objects.get()
    first = proposal.times.first()
    rows.meeting(world.ada_ben, starts_at=first.starts_at)
    answer = ada.post(url(world, "times_pick"), {"proposal": proposal.pk, "time": first.pk})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "no longer free" in shown
    assert [one.closed for one in answer.context["proposal"].times] == ["taken", ""]


def test_taking_back_leaves_nothing_to_pick(world, ben, ada):
    ben.post(url(world), TYPED)
    proposal = TimesProposal.objects.get()
    assert ben.post(url(world, "times_back"), {"proposal": proposal.pk}).status_code == 303
    late = ada.post(url(world, "times_pick"), {"proposal": proposal.pk, "time": proposal.times.first().pk})
    assert late.status_code == 409


def test_times_of_another_pair_are_not_there(world, ben, ada, sign_in):
    ben.post(url(world), TYPED)
    proposal = TimesProposal.objects.get()
    answer = sign_in(world.cleo).post(
        reverse("sessions:times_pick", args=[world.cleo_dan.code]),
        {"proposal": proposal.pk, "time": proposal.times.first().pk},
    )
    assert answer.status_code == 404
    assert ada.post(url(world, "times_pick"), {"proposal": proposal.pk, "time": "1 or 1"}).status_code == 404


def test_times_after_the_end_are_403(world, ben):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert ben.get(url(world)).status_code == 403


@pytest.mark.parametrize("count", [1, 3, 30])
def test_times_page_costs_the_same_however_many_meetings_there_are(
    world, ben, ada, django_assert_num_queries, count
):
    ben.post(url(world), TYPED)
    for number in range(count):
        rows.meeting(world.ada_ben, days=number + 20)
    with django_assert_num_queries(8):
        assert ada.get(url(world)).status_code == 200
