"""Times proposed, and the agenda that is ready: its titles only where both said yes."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from mentorship import outbox
from mentorship.lib import clock
from mentorship.notifications.mail import message_of
from mentorship.notifications.models import Occurrence
from sessions.actions.agenda import add_topic
from sessions.actions.preparing import allow_agenda_in_mail, save_preparation, send_agenda
from sessions.actions.proposals import propose_times, take_times_back
from sessions.queries.wall import When
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
BERLIN = ZoneInfo("Europe/Berlin")


def mailed(kind: str):
    """The one message of this kind, or None where it is no longer wanted."""
    occurrence = Occurrence.objects.get(kind=kind)
    mail = outbox.desk().compose(occurrence)
    return mail and message_of(occurrence, mail)


def words(message) -> str:
    return "\n".join([message.subject, message.body, *(str(text) for text, _kind in message.alternatives)])


@pytest.fixture
def sides(world):
    world.ada.user.time_zone = "Europe/Helsinki"
    world.ada.user.save()
    return rows.seats(world.ada_ben)


@pytest.fixture
def sent(world, sides):
    _ada, ben = sides
    meeting = rows.meeting(world.ada_ben, days=2)
    add_topic(by=ben, meeting=meeting, title="TITLE-OF-TOPIC", tried="WHAT-I-TRIED")
    save_preparation(by=ben, meeting=meeting, text="MY-PREPARATION", version=0)
    send_agenda(by=ben, meeting=meeting)
    return meeting


def test_times_stand_on_the_readers_own_wall_without_the_place(world, sides):
    _ada, ben = sides
    times = {
        1: When(date(2026, 12, 1), time(14), 45, BERLIN),
        2: When(date(2026, 12, 2), time(9), 45, BERLIN),
    }
    proposal = propose_times(by=ben, times=times, place="SECRET-PLACE")
    message = mailed("times_proposed")
    assert (message.to, message.subject) == (["ada@orchard.example"], "Ben proposes times to meet")
    assert "- Tue 1 Dec, 15:00\n- Wed 2 Dec, 10:00\n" in message.body
    assert "meetings%2Ftimes%2F" in message.body
    assert "SECRET-PLACE" not in words(message)
    with clock.at(clock.now() + timedelta(days=13, hours=12)):
        assert "Wed 2 Dec" in mailed("times_proposed").body
        assert "Tue 1 Dec" not in mailed("times_proposed").body
    take_times_back(by=ben, proposal=proposal)
    assert mailed("times_proposed") is None


@pytest.mark.parametrize("allowed", [(None, None), (True, None), (None, True), (True, False)])
def test_agenda_ready_says_no_title_unless_both_allow_it(sides, sent, allowed):
    for member, yes in zip(sides, allowed, strict=True):
        if yes is not None:
            allow_agenda_in_mail(by=member, allowed=yes)
    said = words(mailed("agenda_ready"))
    assert "TITLE-OF-TOPIC" not in said
    assert "Ben sent the agenda" in said


def test_agenda_ready_holds_titles_where_both_allow_and_nothing_else(sides, sent):
    for member in sides:
        allow_agenda_in_mail(by=member, allowed=True)
    message = mailed("agenda_ready")
    assert "- TITLE-OF-TOPIC" in message.body
    assert message.to == ["ada@orchard.example"]
    assert [one for one in ("WHAT-I-TRIED", "MY-PREPARATION") if one in words(message)] == []


def test_agenda_ready_is_not_wanted_once_the_meeting_is_over(sent):
    with clock.at(sent.ends_at + timedelta(minutes=1)):
        assert mailed("agenda_ready") is None
