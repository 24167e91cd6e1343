"""Handing a program over: for good, and for a holiday that begins and ends by itself."""

from datetime import time, timedelta

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications.models import Occurrence
from programs.actions.concerns import raise_concern
from programs.actions.hand_overs import end_cover, hand_over_for_good, hand_over_for_holiday, turn_covers
from programs.actions.program_settings import add_contact
from programs.actions.programs import make_coordinator
from programs.actions.requests import ask_coordinators, take_request
from programs.models import (
    AuditEvent,
    Enrolment,
    HandOver,
    HelpRequest,
    Program,
    SafeguardingContact,
    StaffRole,
)
from programs.queries.roles import roles_of
from tests import make

pytestmark = pytest.mark.django_db


def asks(world):
    return ask_coordinators(by=world.enrolment(world.fay), kind=HelpRequest.Kind.QUESTION, text="When is it?")


def told(kind: str) -> list[str]:
    return list(
        Occurrence.objects.filter(kind=kind).order_by("pk").values_list("recipient__email", flat=True)
    )


def coordinates(world, user) -> bool:
    return Program.objects.visible_to(user).filter(pk=world.program.pk).exists()


def on_holiday(world, *, starts: int = 0, days: int = 7, to=None) -> HandOver:
    return hand_over_for_holiday(
        program=world.program,
        by=world.mira,
        to=to or world.nora,
        from_on=make.some_day(starts),
        until=make.some_day(starts + days),
    )


def test_program_handed_over_for_good_moves_role_requests_and_nothing_else(world):
    mine, free = asks(world), asks(world)
    take_request(request=mine, by=world.mira)
    hand_over_for_good(program=world.program, by=world.mira, to=world.nora)
    assert (coordinates(world, world.nora), coordinates(world, world.mira)) == (True, False)
    rows = {row.pk: row.assigned for row in HelpRequest.objects.all()}
    assert rows == {mine.pk: world.nora, free.pk: None}
    assert told("program_handed_over") == [world.nora.email]
    assert list(SafeguardingContact.objects.values_list("user", flat=True)) == [world.sam.pk]
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"program.handed_over", "coordinator.added", "coordinator.left"} <= verbs


def test_cover_begins_at_once_takes_what_waits_and_gives_it_back_by_itself(world):
    mine = asks(world)
    take_request(request=mine, by=world.mira)
    on_holiday(world)
    assert coordinates(world, world.nora)
    assert coordinates(world, world.mira)  # she still sees every page
    assert HelpRequest.objects.get(pk=mine.pk).assigned == world.nora
    late = asks(world)
    new = Occurrence.objects.filter(kind="request_received", subject_id=late.pk)
    assert [one.recipient for one in new] == [world.nora]
    with clock.at(clock.now() + timedelta(days=7)):
        assert turn_covers(clock.now()) == 0  # its last day
    with clock.at(clock.now() + timedelta(days=8, hours=1)):
        assert turn_covers(clock.now()) == 1
        assert turn_covers(clock.now()) == 0
    assert not coordinates(world, world.nora)
    assert HelpRequest.objects.get(pk=mine.pk).assigned == world.mira


def test_cover_that_lies_ahead_lends_nothing_before_its_first_day(world):
    cover = on_holiday(world, starts=3)
    assert (cover.begun_at, coordinates(world, world.nora)) == (None, False)
    assert told("program_handed_over") == [world.nora.email]
    with clock.at(clock.now() + timedelta(days=3)):
        assert turn_covers(clock.now()) == 1
    assert coordinates(world, world.nora)


def test_colleague_of_the_same_program_keeps_the_role_when_the_cover_ends(world):
    colleague = make.coordinator(world.program)
    on_holiday(world, to=colleague)
    end_cover(program=world.program, by=world.mira)
    assert coordinates(world, colleague)
    assert HandOver.objects.open().count() == 0


def test_cover_who_was_given_the_program_for_good_meanwhile_stays(world):
    on_holiday(world)
    hand_over_for_good(program=world.program, by=world.mira, to=world.nora)
    assert (coordinates(world, world.nora), coordinates(world, world.mira)) == (True, False)


def test_request_about_the_cover_goes_to_the_one_who_is_away_after_all(world):
    """Nobody reads what is about themselves, whoever is on holiday."""
    world.program.staff_roles.create(user=world.ada.user, organisation=world.orchard, role="coordinator")
    on_holiday(world, to=world.ada.user)
    asked = ask_coordinators(
        by=world.enrolment(world.ben), mentorship=world.ada_ben, kind=HelpRequest.Kind.QUESTION, text="Hm"
    )
    rows = Occurrence.objects.filter(kind="request_received", subject_id=asked.pk)
    assert [row.recipient for row in rows] == [world.mira]


def test_concern_never_goes_to_a_cover(world):
    on_holiday(world)
    concern = raise_concern(by=world.member(world.ben), text="It felt wrong.")
    rows = Occurrence.objects.filter(kind="concern_received", subject_id=concern.pk)
    assert [row.recipient for row in rows] == [world.sam]


@pytest.mark.parametrize("who", ["sam", "zed", "mira"])
def test_contact_stranger_and_oneself_are_no_takers(world, who):
    """A safeguarding contact coordinates nothing, not even for a holiday."""
    with pytest.raises(Refusal) as refused:
        on_holiday(world, to=getattr(world, who))
    assert refused.value.field == "to"
    with pytest.raises(Refusal):
        hand_over_for_good(program=world.program, by=world.mira, to=getattr(world, who))
    assert HandOver.objects.count() == 0


def test_contact_by_the_first_day_does_not_come_to_coordinate(world):
    on_holiday(world, starts=3)
    add_contact(program=world.program, email=world.nora.email, name="Nora", by=world.mira)
    with clock.at(clock.now() + timedelta(days=3)):
        turn_covers(clock.now())
    assert (coordinates(world, world.nora), HandOver.objects.open().count()) == (False, 0)


@pytest.mark.parametrize(
    ("starts", "days", "field"), [(-1, 3, "from_on"), (2, -1, "until"), (0, 400, "until")]
)
def test_odd_days_are_refused_beside_their_field(world, starts, days, field):
    with pytest.raises(Refusal) as refused:
        on_holiday(world, starts=starts, days=days)
    assert refused.value.field == field


def test_second_cover_of_the_same_coordinator_is_a_conflict(world):
    on_holiday(world)
    with pytest.raises(Conflict):
        on_holiday(world, starts=30)


def test_cover_is_not_somebody_who_is_away_then(world):
    colleague = make.coordinator(world.program)
    hand_over_for_holiday(
        program=world.program, by=colleague, to=world.nora, from_on=make.some_day(2), until=make.some_day(9)
    )
    with pytest.raises(Refusal, match="away"):
        on_holiday(world, to=colleague)


def test_lent_role_ends_by_its_date_where_the_clock_has_stood_still(world, sign_in):
    on_holiday(world, days=2)
    over = clock.wall_time(make.some_day(3), time(), world.program.zone)
    with clock.at(over - timedelta(seconds=1)):
        assert (coordinates(world, world.nora), roles_of(world.nora).coordinates) == (True, True)
        assert Enrolment.objects.visible_to(world.nora).filter(cohort=world.cohort).exists()
    with clock.at(over):
        assert coordinates(world, world.nora) is False
        assert not Enrolment.objects.visible_to(world.nora).filter(cohort=world.cohort).exists()
        assert not StaffRole.objects.coordinators().of(world.nora).filter(program=world.program).exists()
        assert coordinates(world, world.mira) is True
        assert turn_covers(clock.now()) == 1  # and the clock, when it runs again, takes the row away
    assert not StaffRole.objects.filter(user=world.nora, program=world.program).exists()


def test_cover_who_is_made_a_coordinator_meanwhile_stays(world):
    on_holiday(world, days=2)
    make_coordinator(program=world.program, user=world.nora, by=world.mira)
    with clock.at(clock.now() + timedelta(days=9)):
        assert coordinates(world, world.nora) is True
        turn_covers(clock.now())
        assert coordinates(world, world.nora) is True
