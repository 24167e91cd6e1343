"""Starting and ending a mentorship."""

import pytest

from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Occurrence
from programs.actions.mentorships import ALREADY, NotAll, end_mentorship, start_mentorship, start_mentorships
from programs.models import AuditEvent, Enrolment, Mentorship
from tests import make

START = 13  # statements, with the savepoints of a test


def test_mentorship_started_is_active_told_to_both_and_audited(world):
    ada, fay = world.enrolment(world.ada), world.enrolment(world.fay)
    started = start_mentorship(mentor=ada, mentee=fay, by=world.mira)
    assert started.state == Mentorship.State.ACTIVE
    assert started.rhythm_weeks == world.program.rhythm_weeks
    told = Occurrence.objects.filter(kind="matched", subject_id__in=started.members.values("pk"))
    assert {row.recipient_id for row in told} == {world.ada.user_id, world.fay.user_id}
    assert (
        AuditEvent.objects.filter(verb="mentorship.started", target=f"mentorship:{started.pk}").count() == 1
    )


def test_mentorship_of_two_already_paired_is_a_conflict_until_it_ended(world):
    ada, ben = world.enrolment(world.ada), world.enrolment(world.ben)
    with pytest.raises(Conflict, match="already have a mentorship"):
        start_mentorship(mentor=ada, mentee=ben, by=world.mira)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    again = start_mentorship(mentor=ada, mentee=ben, by=world.mira)
    assert again.pk != world.ada_ben.pk


def test_mentorship_over_capacity_is_a_conflict(world):
    ada, fay = world.enrolment(world.ada), world.enrolment(world.fay)
    ada.capacity = 1
    ada.save()
    with pytest.raises(Conflict, match="no place left"):
        start_mentorship(mentor=ada, mentee=fay, by=world.mira)
    ada.capacity = 2
    ada.save()
    assert start_mentorship(mentor=ada, mentee=fay, by=world.mira).pk


def test_mentorship_of_a_mentee_who_has_enough_mentors_is_a_conflict(world):
    cleo, ben = world.enrolment(world.cleo), world.enrolment(world.ben)
    with pytest.raises(Conflict, match="as many mentors as they asked for"):
        start_mentorship(mentor=cleo, mentee=ben, by=world.mira)
    ben.capacity = 2
    ben.save()
    assert start_mentorship(mentor=cleo, mentee=ben, by=world.mira).pk


def test_mentorship_with_somebody_withdrawn_is_a_conflict(world):
    ada, fay = world.enrolment(world.ada), world.enrolment(world.fay)
    fay.state = "withdrawn"
    fay.save()
    with pytest.raises(Conflict, match="not taking part"):
        start_mentorship(mentor=ada, mentee=fay, by=world.mira)


def test_mentorship_with_oneself_is_refused(world):
    as_mentee = world.enrolment(world.fay)
    as_mentor = make.enrolment(world.cohort, "mentor", world.fay)
    with pytest.raises(Refusal, match="own mentor"):
        start_mentorship(mentor=as_mentor, mentee=as_mentee, by=world.mira)


def test_mentorship_ended_twice_is_audited_once(world):
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    assert AuditEvent.objects.filter(verb="mentorship.ended").count() == 1


def some_pairs(world, count: int) -> list[tuple[Enrolment, Enrolment]]:
    return [
        (make.enrolment(world.cohort, "mentor"), make.enrolment(world.cohort, "mentee")) for _ in range(count)
    ]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_many_start_in_as_many_statements_as_one(world, count, django_assert_num_queries):
    pairs = some_pairs(world, count)
    wrote = AuditEvent.objects.filter(verb="mentorship.started", actor=world.mira)
    before = wrote.count()
    with django_assert_num_queries(START):
        started = start_mentorships(pairs=pairs, by=world.mira)
    assert [[one.enrolment for one in each.members.order_by("pk")] for each in started] == [
        list(two) for two in pairs
    ]
    assert {each.state for each in started} == {"active"}
    assert wrote.count() == before + count
    members = [one.pk for each in started for one in each.members.all()]
    assert not Occurrence.objects.filter(kind="matched", subject_id__in=members).exists()


def test_of_many_none_starts_where_one_cannot_and_each_reason_is_said(world):
    """Those before count: a place is given once, and two are matched once."""
    (ann, bob), (cas, dee), *_ = some_pairs(world, 2)
    Enrolment.objects.filter(pk=cas.pk).update(capacity=2)
    Enrolment.objects.filter(pk=dee.pk).update(capacity=3)
    before = Mentorship.objects.count()
    with pytest.raises(NotAll) as refused:
        start_mentorships(pairs=[(ann, bob), (ann, dee), (cas, dee), (cas, dee)], by=world.mira)
    assert refused.value.sentences == [f"{ann.person.shown_name} has no place left.", str(ALREADY)]
    assert Mentorship.objects.count() == before
    assert len(start_mentorships(pairs=[(ann, bob), (cas, dee)], by=world.mira)) == 2
