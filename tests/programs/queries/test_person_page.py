"""One person of a cohort as their coordinator sees them."""

import pytest
from django.urls import reverse

from mentorship.notifications import ledger
from mentorship.notifications.models import BouncedAddress, Delivery
from programs.actions.coordinator_notes import send_note, send_test
from programs.actions.mentorships import end_mentorship
from programs.queries.coordinator_notes import recipients_of
from programs.queries.person_page import person_page
from tests import make


def test_ended_mentorships_stay_listed_with_their_dates(world):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    make.mentorship(
        world.cohort, world.mira, mentor=world.enrolment(world.ada), mentee=world.enrolment(world.fay)
    )
    (place,) = person_page(world.mira, world.cohort, world.ada).places
    assert {(one.name, one.ended_at is None) for one in place.partners} == {("Ben", False), ("Fay", True)}
    assert (place.live, place.state) == (1, "matched")


def test_candidates_are_accepted_people_of_the_other_role_with_room(world):
    make.enrolment(world.cohort, "mentee", make.person(world.orchard, "Applied"), state="applied")
    make.enrolment(world.cohort, "mentor", make.person(world.orchard, "Other mentor"))
    make.enrolment(make.cohort(world.program), "mentee", make.person(world.orchard, "Other cohort"))
    (place,) = person_page(world.mira, world.cohort, world.ada).places
    assert [(one.name, one.free) for one in place.candidates] == [("Fay", 1)]
    (fays,) = person_page(world.mira, world.cohort, world.fay).places
    assert [one.name for one in fays.candidates] == ["Ada", "Cleo", "Other mentor"]


def test_somebody_full_or_undecided_has_no_candidates(world):
    (bens,) = person_page(world.mira, world.cohort, world.ben).places
    assert (bens.live, bens.candidates) == (1, [])
    gus = make.person(world.orchard, "Gus")
    make.enrolment(world.cohort, "mentee", gus, state="applied")
    (waiting,) = person_page(world.mira, world.cohort, gus).places
    assert waiting.candidates == []


def test_address_that_bounced_is_said(world):
    assert person_page(world.mira, world.cohort, world.ada).bounced_since is None
    BouncedAddress.objects.create(user=world.ada.user, reason="550 the box is full", since=make.NOW)
    assert person_page(world.mira, world.cohort, world.ada).bounced_since == make.NOW


def test_both_roles_of_a_person_are_two_places(world):
    make.enrolment(world.cohort, "mentor", world.fay, capacity=3)
    places = person_page(world.mira, world.cohort, world.fay).places
    assert [(one.role, one.enrolment.capacity) for one in places] == [("mentee", 1), ("mentor", 3)]
    assert [one.name for one in places[1].candidates] == []  # nobody is their own mentor


def mails_of(world, who) -> list[tuple[str, str]]:
    return [(str(one.what), str(one.state_word)) for one in person_page(world.mira, world.cohort, who).mails]


def test_mails_of_this_program_are_listed_with_what_became_of_them(frozen, world):
    fay = world.enrolment(world.fay)
    ledger.plan("unmatched", subject_id=fay.pk, recipient=world.fay.user, period="draft-1")
    ledger.plan("unmatched", subject_id=world.enrolment(world.ada).pk, recipient=world.fay.user)
    ledger.plan("message_received", subject_id=fay.pk, recipient=world.fay.user)
    assert mails_of(world, world.fay) == [("No match this time", "waiting to leave")]
    send(world)
    Delivery.objects.filter(occurrence__kind="matched").update(state="failed")
    assert mails_of(world, world.ada) == [
        ("A note from the coordinators", "waiting to leave"),
        ("You're matched", "refused"),
    ]
    Delivery.objects.filter(occurrence__kind="coordinator_note").update(state="cancelled")
    assert mails_of(world, world.ada) == [("You're matched", "refused")]


def test_notes_of_another_cohort_and_tests_are_not_theirs(frozen, world):
    elsewhere = make.cohort(world.program)
    place = make.enrolment(elsewhere, "mentor", world.ada)
    pair = make.mentorship(elsewhere, world.mira, mentor=place)
    facts = {"by": world.mira, "subject": "A room", "text": "Second floor."}
    send_note(cohort=elsewhere, to=[pair.pk], whom="both", **facts)
    send_test(
        cohort=world.cohort,
        like=recipients_of(world.program, [world.ada_ben.pk]).only("mentees").people[0],
        **facts,
    )
    assert mails_of(world, world.ada) == [("You're matched", "waiting to leave")]
    assert [what for what, _state in mails_of(world, world.ben)] == ["You're matched"]


def send(world) -> None:
    facts = {"by": world.mira, "subject": "A room", "text": "Second floor."}
    send_note(cohort=world.cohort, to=[world.ada_ben.pk], whom="both", **facts)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_page_costs_the_same_however_many_mails_there_were(
    frozen, world, sign_in, number, django_assert_num_queries
):
    facts = {"by": world.mira, "subject": "A room", "text": "Second floor.", "also_again": True}
    for _ in range(number):
        send_note(cohort=world.cohort, to=[world.ada_ben.pk], whom="both", **facts)
    mira = sign_in(world.mira)
    page = reverse("programs:person", args=[world.program.code, world.cohort.code, world.ada.code])
    with django_assert_num_queries(12):
        assert mira.get(page).content.decode().count("A note from the coordinators") == min(number, 20)
