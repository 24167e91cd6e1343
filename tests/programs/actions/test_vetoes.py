"""“Never with” holds however a pair comes about, and says nothing to whoever makes it."""

import pytest

from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.mentorships import APART, end_mentorship, start_mentorship
from programs.actions.merging import merge_people
from programs.actions.reopening import reopen_mentorship
from programs.actions.vetoes import never_again, say_never, take_back
from programs.models import AuditEvent, Mentorship, Veto
from tests import make


@pytest.fixture
def gus(world):
    """A mentor with a free place."""
    return make.enrolment(world.cohort, "mentor", make.person(world.orchard, "Gus"))


@pytest.mark.parametrize("by_mentor", [True, False])
def test_whoever_of_the_two_says_it_the_pair_cannot_start_and_else_it_can(world, gus, by_mentor):
    fay = world.enrolment(world.fay)
    author, about = (gus.person, world.fay) if by_mentor else (world.fay, gus.person)
    veto = say_never(by=author, about=about, reason="He is my landlord.")
    with pytest.raises(Conflict) as refused:
        start_mentorship(mentor=gus, mentee=fay, by=world.mira)
    assert refused.value.sentence == str(APART)
    take_back(veto=veto)
    assert start_mentorship(mentor=gus, mentee=fay, by=world.mira).state == "active"


def test_it_holds_in_another_program_and_in_the_other_role(world):
    say_never(by=world.fay, about=world.ada)
    other = make.cohort(make.program(world.orchard))
    with pytest.raises(Conflict):
        start_mentorship(
            mentor=make.enrolment(other, "mentor", world.fay),
            mentee=make.enrolment(other, "mentee", world.ada),
            by=None,
        )


def test_said_twice_it_is_one_with_the_reason_of_today_and_never_about_oneself(world):
    say_never(by=world.fay, about=world.ada, reason="first")
    say_never(by=world.fay, about=world.ada, reason="second")
    assert [row.reason for row in Veto.objects.all()] == ["second"]
    with pytest.raises(Refusal):
        say_never(by=world.fay, about=world.fay)


def test_no_log_and_no_mail_knows_of_it(world):
    before = AuditEvent.objects.count()
    never_again(by=world.member(world.ben))
    take_back(veto=say_never(by=world.fay, about=world.ada))
    assert AuditEvent.objects.count() == before


def test_never_again_keeps_what_runs_and_forbids_to_open_it_anew(world):
    never_again(by=world.member(world.ben))
    assert Mentorship.objects.get(pk=world.ada_ben.pk).state == "active"
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    with pytest.raises(Conflict) as refused:
        reopen_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert refused.value.sentence == str(APART)


def test_of_two_entries_that_become_one_the_vetoes_come_along(world):
    twin = make.person(world.orchard, "Fay B.", email="fay.b@orchard.example")
    say_never(by=twin, about=world.cleo)
    say_never(by=world.dan, about=twin)
    say_never(by=world.dan, about=world.fay)
    merge_people(keep=world.fay, gone=twin, by=world.mira)
    assert set(Veto.objects.values_list("author__name", "about__name")) == {("Fay", "Cleo"), ("Dan", "Fay")}
