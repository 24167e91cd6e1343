"""The open form, signed in and not."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict
from mentorship.notifications.models import Occurrence
from programs.actions.joining import join_by_form, join_signed_in
from programs.models import Enrolment, Person

ABOUT = {"name": "Gus", "time_zone": "Asia/Tokyo"}
ANSWERS = {"mentee": {"goal": "Learn."}}


def test_unknown_address_becomes_a_person_who_applies(world):
    join_by_form(cohort=world.cohort, email=" Gus@Orchard.example ", about=ABOUT, answers=ANSWERS)
    place = Enrolment.objects.get(person__email="gus@orchard.example")
    assert (place.state, place.goal, place.person.name) == ("applied", "Learn.", "Gus")
    assert list(Occurrence.objects.filter(recipient=place.person.user).values_list("kind", flat=True)) == [
        "application_received"
    ]


def test_known_address_keeps_its_data_and_gets_one_mail_a_day(world):
    for _ in range(3):
        join_by_form(cohort=world.cohort, email="fay@orchard.example", about=ABOUT, answers=ANSWERS)
    world.fay.refresh_from_db()
    assert (world.fay.name, world.enrolment(world.fay).goal) == ("Fay", "")
    told = Occurrence.objects.filter(kind="application_known", recipient=world.fay.user)
    assert told.count() == 1
    with clock.at(clock.now() + timedelta(days=1)):
        join_by_form(cohort=world.cohort, email="fay@orchard.example", about=ABOUT, answers=ANSWERS)
    assert told.count() == 2


def test_signed_in_person_writes_their_own_data(world):
    world.fay.enrolments.all().delete()
    person = join_signed_in(cohort=world.cohort, user=world.fay.user, about=ABOUT, answers=ANSWERS)
    assert (person.pk, person.name, person.user.time_zone) == (world.fay.pk, "Gus", "")
    world.fay.user.refresh_from_db()
    assert world.fay.user.time_zone == "Asia/Tokyo"
    assert world.enrolment(world.fay).state == "applied"


def test_account_without_a_person_here_gets_one(world):
    person = join_signed_in(cohort=world.cohort, user=world.mira, about=ABOUT, answers=ANSWERS)
    assert (person.organisation, person.email) == (world.orchard, world.mira.email)


def test_decided_answers_change_nothing_of_the_profile_either(world):
    with pytest.raises(Conflict, match="already decided"):
        join_signed_in(cohort=world.cohort, user=world.fay.user, about=ABOUT, answers=ANSWERS)
    world.fay.refresh_from_db()
    assert world.fay.name == "Fay"


@pytest.mark.parametrize("days", (-60, 60))
def test_closed_cohort_takes_nobody(world, days):
    people = Person.objects.count()
    with clock.at(clock.now() + timedelta(days=days)):
        with pytest.raises(Conflict, match="Enrolment is closed"):
            join_by_form(cohort=world.cohort, email="g@x.example", about=ABOUT, answers=ANSWERS)
        with pytest.raises(Conflict, match="Enrolment is closed"):
            join_signed_in(cohort=world.cohort, user=world.fay.user, about=ABOUT, answers=ANSWERS)
    assert Person.objects.count() == people


def test_second_address_somebody_proved_is_known_as_well(world):
    EmailAddress.objects.create(user=world.eve.user, email="second@orchard.example", verified=True)
    people = Person.objects.count()
    join_by_form(cohort=world.cohort, email="Second@orchard.example", about=ABOUT, answers=ANSWERS)
    assert Person.objects.count() == people
    (told,) = Occurrence.objects.filter(kind="application_known")
    assert told.recipient == world.eve.user


def kept_by_address(world, *, verified):
    """Somebody of this organisation without an account, whose address is Mira's."""
    EmailAddress.objects.update_or_create(
        user=world.mira, email=world.mira.email, defaults={"verified": verified, "primary": True}
    )
    return Person.objects.create(organisation=world.orchard, name="Kept", email=world.mira.email)


def test_who_proved_the_address_takes_over_the_person_kept_by_it(world):
    kept = kept_by_address(world, verified=True)
    person = join_signed_in(cohort=world.cohort, user=world.mira, about=ABOUT, answers=ANSWERS)
    assert (person.pk, person.user, person.name) == (kept.pk, world.mira, "Gus")


def test_who_did_not_prove_it_is_told_so(world):
    kept = kept_by_address(world, verified=False)
    with pytest.raises(Conflict, match="kept here with your e-mail address"):
        join_signed_in(cohort=world.cohort, user=world.mira, about=ABOUT, answers=ANSWERS)
    kept.refresh_from_db()
    assert (kept.user, kept.name) == (None, "Kept")


def test_person_of_another_account_is_never_taken_over(world):
    kept = kept_by_address(world, verified=True)
    Person.objects.filter(pk=kept.pk).update(user=world.eve.user)
    with pytest.raises(Conflict, match="kept here with your e-mail address"):
        join_signed_in(cohort=world.cohort, user=world.mira, about=ABOUT, answers=ANSWERS)
    kept.refresh_from_db()
    assert (kept.user, kept.name) == (world.eve.user, "Kept")
