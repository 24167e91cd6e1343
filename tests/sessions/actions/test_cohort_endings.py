"""A cohort that closes: the usual ending for each pair, days to finish it, nothing sealed opened early."""

from datetime import timedelta

import pytest

from mentorship import outbox
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.models import Ending, Letter, Mentorship, News
from sessions.actions.cohort_endings import end_closing_pairs, end_kindly
from sessions.actions.endings import begin_ending, go_on, save_letter
from sessions.models import Assessment, ReviewSheet
from tests import make

pytestmark = pytest.mark.usefixtures("frozen")


def kindly(world, days: int = 20, mentorships=None) -> int:
    return end_kindly(cohort=world.cohort, by=world.mira, until=make.some_day(days), mentorships=mentorships)


def asked(world) -> list[str]:
    found = News.objects.open().filter(kind="program_ends").order_by("reader")
    return [str(row.reader.enrolment.person) for row in found.select_related("reader__enrolment__person")]


def test_all_pairs_get_their_ending_and_both_are_asked_once(world):
    begin_ending(by=world.member(world.dan))
    assert (kindly(world), kindly(world, 30)) == (2, 2)
    assert set(Ending.objects.values_list("closes_on", flat=True)) == {make.some_day(30)}
    assert asked(world) == ["Ada", "Ben", "Cleo", "Dan"]
    assert Mentorship.objects.active().count() == 2


def test_some_pairs_only(world):
    assert kindly(world, mentorships=[world.ada_ben.pk]) == 1
    assert asked(world) == ["Ada", "Ben"]


def test_pair_cannot_call_the_programs_ending_off_and_may_write_its_letters(world):
    kindly(world)
    ben = world.member(world.ben)
    with pytest.raises(Conflict, match="coordinators"):
        go_on(by=ben)
    save_letter(by=ben, text="Dear Ada", version=0, done=True)
    assert asked(world) == ["Ada", "Cleo", "Dan"]


def test_last_day_ends_it_and_opens_nothing_that_is_sealed(world):
    """A letter waits its ten days, a sheet and an assessment stay with their author."""
    ben = world.member(world.ben)
    kindly(world)
    with clock.at(clock.now() + timedelta(days=19)):
        save_letter(by=ben, text="Dear Ada", version=0, done=True)
    with clock.at(clock.now() + timedelta(days=20)):
        assert end_closing_pairs(clock.now()) == 0  # the last day is theirs
    with clock.at(clock.now() + timedelta(days=21)):
        outbox.plan_due(clock.now())
        world.ada_ben.refresh_from_db()
        assert (world.ada_ben.state, world.ada_ben.end_reason) == ("ended", "time_up")
        assert Letter.objects.get().opened_at is None
        assert not Letter.objects.visible_to(world.ada.user).exists()
        assert not Assessment.objects.filter(opened_at__isnull=False).exists()
        assert not ReviewSheet.objects.filter(review__revealed_at__isnull=False).exists()
    with clock.at(clock.now() + timedelta(days=30)):
        outbox.plan_due(clock.now())
    assert Letter.objects.get().opened_at is not None


def test_stopped_contact_is_not_asked(world):
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(contact_stopped_at=clock.now())
    assert kindly(world) == 2
    assert asked(world) == ["Cleo", "Dan"]


@pytest.mark.parametrize("days", [0, 6, 91])
def test_too_few_or_too_many_days_are_refused(world, days):
    with pytest.raises(Refusal) as refused:
        kindly(world, days)
    assert (refused.value.field, Ending.objects.count()) == ("until", 0)


def test_pairs_of_another_cohort_are_nobodys_to_end(world):
    elsewhere = make.mentorship(make.cohort(make.program(world.orchard)), world.nora)
    with pytest.raises(Refusal):
        kindly(world, mentorships=[elsewhere.pk])
