"""Programs, cohorts and who coordinates them."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest
from django.db import connections

from mentorship.lib.refusals import Refusal
from programs.actions.programs import (
    Dates,
    add_cohort,
    create_program,
    edit_cohort,
    leave_role,
    make_coordinator,
    take_role,
)
from programs.models import AuditEvent, Cohort, Program, StaffRole
from tests import make

DATES = Dates("Spring", make.some_day(), make.some_day(9), make.some_day(9), make.some_day(100))


def test_program_comes_with_its_coordinator_and_first_cohort(world):
    made = create_program(organisation=world.orchard, by=world.otto, dates=DATES, name="New", kind="peer")
    assert (made.cohorts.get().name, made.kind) == ("Spring", "peer")
    assert list(Program.objects.visible_to(world.otto)) == [made]
    verbs = AuditEvent.objects.filter(actor=world.otto).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["program.created", "coordinator.added", "cohort.created"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"enrol_until": make.some_day(-1)}, "enrol_until"),
        ({"ends_on": DATES.starts_on}, "ends_on"),
        ({"ends_on": make.some_day(366 * 6)}, "ends_on"),
        ({"enrol_from": make.some_day(200), "enrol_until": make.some_day(201)}, "enrol_from"),
    ],
)
def test_odd_dates_are_refused_and_nothing_is_written(world, changes, field):
    for act in (
        lambda dates: add_cohort(program=world.program, by=world.mira, dates=dates),
        lambda dates: edit_cohort(cohort=world.cohort, by=world.mira, dates=dates),
    ):
        with pytest.raises(Refusal) as refused:
            act(replace(DATES, **changes))
        assert refused.value.field == field
    assert list(Cohort.objects.filter(program=world.program).values_list("name", flat=True)) == ["Autumn"]
    assert add_cohort(program=world.program, by=world.mira, dates=DATES).name == "Spring"


def test_cohort_that_would_be_over_is_refused_but_an_old_one_can_be_corrected(world):
    past = Dates("Old", *(make.some_day(days) for days in (-300, -290, -280, -10)))
    with pytest.raises(Refusal, match="over already"):
        add_cohort(program=world.program, by=world.mira, dates=past)
    assert edit_cohort(cohort=world.cohort, by=world.mira, dates=past).name == "Old"


def test_role_is_taken_by_owners_of_the_organisation_only(world):
    stranger = make.owner(make.organisation())
    for who in (world.ada.user, world.nora, stranger):
        with pytest.raises(Refusal, match="Only an owner"):
            take_role(program=world.program, by=who)
    take_role(program=world.program, by=world.otto)
    take_role(program=world.program, by=world.otto)
    assert StaffRole.objects.coordinators().filter(program=world.program, user=world.otto).count() == 1
    assert AuditEvent.objects.filter(verb="coordinator.added").count() == 1


def test_last_coordinator_cannot_leave(world):
    with pytest.raises(Refusal, match="last coordinator"):
        leave_role(program=world.program, by=world.mira)
    make_coordinator(program=world.program, user=world.otto, by=world.mira)
    leave_role(program=world.program, by=world.mira)
    assert [role.user for role in StaffRole.objects.coordinators().filter(program=world.program)] == [
        world.otto
    ]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_coordinators_who_leave_at_once_do_not_both_succeed():
    program = make.program(make.organisation())
    users = [make.coordinator(program) for _ in range(2)]
    barrier = Barrier(2)

    def leave(user: object) -> None:
        barrier.wait()
        try:
            leave_role(program=program, by=user)
        except Refusal:
            pass
        finally:
            connections.close_all()

    threads = [Thread(target=leave, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert StaffRole.objects.coordinators().filter(program=program).count() == 1
