"""Times both usually have: after the notice, beside what is taken, on two walls and across a change of clocks."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from mentorship.lib import clock
from sessions.access import get_seat
from sessions.queries.slots import suggested_slots
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")  # Wednesday 18 November 2026, 10:00 UTC
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def seat(world):
    live(world.ada, "Europe/Berlin", ["wed-pm", "thu-am"])
    live(world.ben, "Europe/Berlin", ["wed-pm", "thu-am"])
    return lambda: get_seat(world.ben.user, world.ada_ben.code)


def live(person, zone: str, hours: list[str], notice: int = 24) -> None:
    person.user.time_zone = person.time_zone = zone
    person.user.save()
    person.usual_hours, person.notice_hours = hours, notice
    person.save()


def values(seat, **more) -> list[str]:
    return [slot.value for slot in suggested_slots(seat(), BERLIN, **more)]


@pytest.mark.parametrize(
    ("mine", "theirs", "first"),
    [
        (0, 0, "2026-11-18T12:00"),
        (0, 24, "2026-11-19T11:00"),
        (24, 0, "2026-11-19T11:00"),
        (25, 0, "2026-11-25T12:00"),
        (168, 24, "2026-11-25T12:00"),
    ],
)
def test_nothing_is_offered_within_the_longer_notice_of_the_two(world, seat, mine, theirs, first):
    live(world.ben, "Europe/Berlin", ["wed-pm", "thu-am"], mine)
    live(world.ada, "Europe/Berlin", ["wed-pm", "thu-am"], theirs)
    assert values(seat)[0] == first


def test_what_either_is_taken_by_is_stepped_over_in_other_mentorships_too(world, seat):
    rows.meeting(world.ada_ben, starts_at=datetime(2026, 11, 25, 11, 0, tzinfo=UTC))
    other = make.mentorship(world.cohort, world.mira, mentor=world.enrolment(world.ada))
    rows.meeting(other, starts_at=datetime(2026, 11, 25, 11, 45, tzinfo=UTC), minutes=60)
    gone = rows.meeting(world.ada_ben, starts_at=datetime(2026, 11, 26, 7, 0, tzinfo=UTC))
    type(gone).objects.filter(pk=gone.pk).update(state="cancelled")
    assert values(seat)[1:3] == ["2026-11-25T14:00", "2026-11-26T08:00"]


def test_at_most_nine_are_offered_on_as_many_days_as_there_are(world, seat):
    for person in (world.ada, world.ben):
        live(person, "Europe/Berlin", [f"{day}-am" for day in person.DAYS])
    offered = values(seat)
    assert len(offered) == len({value[:10] for value in offered}) == 9


def test_overlap_moves_with_the_clocks_of_one_of_the_two(world, seat):
    """New York changes two weeks before Berlin: its morning comes an hour earlier on Berlin’s wall meanwhile."""
    live(world.ada, "America/New_York", ["thu-am"])
    live(world.ben, "Europe/Berlin", ["thu-am", "thu-pm"])
    with clock.at(datetime(2027, 3, 2, 10, 0, tzinfo=UTC)):
        slots = suggested_slots(seat(), BERLIN)
    assert [slot.value for slot in slots] == ["2027-03-04T14:00", "2027-03-11T14:00", "2027-03-18T13:00"]
    assert {slot.for_partner for slot in slots} == {"08:00"}


def test_length_is_kept_free(world, seat):
    rows.meeting(world.ada_ben, starts_at=datetime(2026, 11, 25, 12, 0, tzinfo=UTC), minutes=30)
    assert values(seat, minutes=60)[1] == "2026-11-25T12:00"
    assert values(seat, minutes=90)[0] == "2026-11-25T13:30"
