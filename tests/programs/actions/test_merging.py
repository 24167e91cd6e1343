"""Two entries of one person become one; nobody gets to read what was another's."""

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Refusal
from mentorship.notifications.models import Occurrence
from programs.actions.invitations import decline_invitation, invite
from programs.actions.merging import merge_people
from programs.actions.timeline import answer_date
from programs.models import AuditEvent, DateReply, Enrolment, Invitation, Mentorship, Person
from tests import make


def twin(world, email: str = "ben.h@orchard.example", **facts: object) -> Person:
    """A second entry of Ben."""
    return make.person(world.orchard, "Ben", email=email, **facts)


def use(*people: Person) -> None:
    for one in people:
        one.user.last_login = clock.now()
        one.user.save()


def test_places_and_blanks_come_together_and_the_matched_address_stays(world):
    second = twin(world, department="Finance")
    place = make.enrolment(world.cohort, "mentor", second)
    kept = merge_people(keep=world.ben, gone=second, by=world.mira)
    assert (kept.email, kept.department, Person.objects.filter(name="Ben").count()) == (
        "ben@orchard.example",
        "Finance",
        1,
    )
    assert Enrolment.objects.get(pk=place.pk).person == world.ben
    assert AuditEvent.objects.get(verb="person.merged").actor == world.mira


def test_the_matched_entry_goes_into_the_other_with_its_mentorship(world):
    second = twin(world)
    make.enrolment(world.cohort, "mentee", second, goal="Lead a team")
    kept = merge_people(keep=second, gone=world.ben, by=world.mira)
    assert (kept.pk, kept.email, kept.user) == (second.pk, "ben@orchard.example", world.ben.user)
    place = Enrolment.objects.get(person=kept)
    pair = Mentorship.objects.get(members__enrolment=place)
    assert (pair, place.goal, pair.pair_key) == (
        world.ada_ben,
        "Lead a team",
        "-".join(map(str, sorted((world.ada.pk, kept.pk)))),
    )
    assert list(Mentorship.objects.of_member(world.ben.user)) == [world.ada_ben]


def test_an_entry_without_address_takes_the_account_and_partners_hear(world):
    bare = make.person(world.orchard, "Gus", email="", reference="A-7")
    pair = make.mentorship(world.cohort, world.mira, mentee=make.enrolment(world.cohort, "mentee", bare))
    second = make.person(world.orchard, "Gus", email="gus@orchard.example")
    make.enrolment(world.cohort, "mentee", second)
    kept = merge_people(keep=bare, gone=second, by=world.mira)
    assert (kept.email, kept.reference) == ("gus@orchard.example", "A-7")
    assert list(Mentorship.objects.of_member(second.user)) == [pair]
    assert Occurrence.objects.filter(kind="address_changed").count() == 1


def refused(world, second: Person, keep: Person | None = None) -> str:
    people = Person.objects.count()
    with pytest.raises(Refusal) as refusal:
        merge_people(keep=keep or world.ben, gone=second, by=world.mira)
    assert (Person.objects.count(), AuditEvent.objects.filter(verb="person.merged").count()) == (people, 0)
    return refusal.value.sentence


def test_two_accounts_in_use_stay_two(world):
    second = twin(world)
    make.enrolment(world.cohort, "mentor", second)
    use(world.ben, second)
    assert refused(world, second).startswith("Both sign in with an account of their own.")


def test_an_account_in_use_does_not_get_what_was_written_to_another(world):
    """Whoever made the second entry would read Ada and Ben."""
    second = twin(world)
    make.enrolment(world.cohort, "mentor", second)
    use(second)
    assert "is matched under ben@orchard.example" in refused(world, second)
    use(world.ben)
    second.user.last_login = None
    second.user.save()
    assert merge_people(keep=second, gone=world.ben, by=world.mira).user == world.ben.user


def test_somebody_who_runs_programs_does_not_become_one_of_the_two(world):
    bare = make.person(world.orchard, "Gus", email="", reference="A-7")
    make.mentorship(world.cohort, world.mira, mentee=make.enrolment(world.cohort, "mentee", bare))
    mira = make.person(world.orchard, "Gus", email="mira@orchard.example")
    make.enrolment(world.cohort, "mentee", mira)
    assert "belongs to somebody who runs programs here" in refused(world, mira, keep=bare)


def test_two_who_are_matched_with_each_other_are_two(world):
    assert "so they are two people" in refused(world, world.ada)


def test_both_matched_with_the_same_person_stay_two(world):
    second = twin(world)
    make.mentorship(
        world.cohort,
        world.mira,
        mentor=world.enrolment(world.ada),
        mentee=make.enrolment(world.cohort, "mentee", second),
    )
    assert refused(world, second) == "Both are matched with Ada. End one of the two first."


def test_somebody_another_program_knows_is_not_merged_from_here(world):
    second = twin(world)
    make.enrolment(make.cohort(make.program(world.orchard)), "mentee", second)
    assert refused(world, second).startswith("Another program knows one of them too.")


def test_an_entry_is_not_merged_with_itself(world):
    assert refused(world, world.ben).startswith("One of the two is not there any more")


def test_two_places_of_one_role_keep_what_runs_and_the_better_state(world):
    second = twin(world)
    other = make.enrolment(world.cohort, "mentee", second, state="applied", capacity=1)
    world_place = world.enrolment(world.ben)
    merge_people(keep=world.ben, gone=second, by=world.mira)
    place = Enrolment.objects.get(person=world.ben)
    assert (place.pk, place.state, place.capacity) == (world_place.pk, "accepted", 1)
    assert not Enrolment.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_a_link_to_the_address_that_goes_answers_for_nobody_any_more(world, role):
    """In the mentee's role both have a place, in the mentor's only the one that goes."""
    second = twin(world)
    invitation = invite(enrolment=make.enrolment(world.cohort, role, second), by=world.mira)
    kept = merge_people(keep=world.ben, gone=second, by=world.mira)
    found = Invitation.objects.filter(pk=invitation.pk).first()
    assert found is None or not found.is_open
    if found is not None:
        with pytest.raises(Refusal):
            decline_invitation(invitation=found)
    places = Enrolment.objects.filter(person=kept)
    assert set(places.values_list("state", flat=True)) == {Enrolment.State.ACCEPTED}


def test_a_link_to_the_address_that_stays_is_still_good(world):
    fay = invite(enrolment=world.enrolment(world.fay), by=world.mira)
    bare = make.person(world.orchard, "Fay", email="", reference="A-9")
    make.enrolment(world.cohort, "mentor", bare)
    merge_people(keep=bare, gone=world.fay, by=world.mira)
    assert Invitation.objects.get(pk=fay.pk).is_open


def test_whether_they_come_goes_along_and_the_kept_answer_stands(world):
    second, dates = twin(world), [make.timeline_date(world.cohort, world.mira) for _ in range(2)]
    make.enrolment(world.cohort, "mentor", second)
    answer_date(date=dates[0], person=world.ben, answer="no")
    for one in dates:
        answer_date(date=one, person=second, answer="yes")
    kept = merge_people(keep=world.ben, gone=second, by=world.mira)
    rows = DateReply.objects.order_by("date").values_list("date", "person", "answer")
    assert list(rows) == [(dates[0].pk, kept.pk, "no"), (dates[1].pk, kept.pk, "yes")]
