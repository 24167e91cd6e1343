"""What a set of rules comes to: the same each time, more where more is told, and by the ledger's own offsets."""

from datetime import timedelta
from itertools import pairwise

import pytest

from mentorship.notifications import daily, hours
from programs.models import Program, ReminderRule
from programs.models.reminder_rules import TIMES, USUAL, Pace
from programs.queries import projected_mails
from programs.queries.projected_mails import Cadence, Line, projected, projection_of
from sessions.reminders import rules

NOTHING = dict.fromkeys(USUAL, 0)
ASKED = ["check_in", "review", "timeline", "event", "survey"]  # by the program, not by the two
SILENT = Cadence(check_in_weeks=0, review_weeks=0)
NAMES = [
    "AGENDA_BEFORE",
    "SOON_BEFORE",
    "GRACE",
    "FEEDBACK_AFTER",
    "FEEDBACK_UNTIL",
    "ACTION_AFTER",
    "GOAL_AFTER",
    "AGREEMENT_AFTER",
    "WAITING_AFTER",
    "LAST_DAY",
]


@pytest.mark.parametrize("name", NAMES)
def test_offsets_are_those_of_the_rules(name):
    found, meant = getattr(projected_mails, name), getattr(rules, name)
    if isinstance(meant, tuple):
        assert tuple(timedelta(hours=one) for one in found) == meant
    else:
        assert timedelta(hours=found) == meant


def test_the_morning_is_that_of_the_daily_mail():
    morning = hours.MORNING
    assert morning.hour + morning.minute / 60 == projected_mails.MORNING
    assert timedelta(hours=projected_mails.LEAD) == daily.LEAD


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (Line(8.5), 0),  # Monday at half past eight
        (Line(9), 1),
        (Line(4 * 24 + 9), 7),  # Friday after the mail: Monday
        (Line(6 * 24 + 9, 7 * 24 + 9), 4),  # Sunday, about Monday at nine: Friday
        (Line(6 * 24 + 9, 7 * 24 + 15), 7),  # about Monday afternoon: in time on Monday
        (Line(6 * 24 + 9, 7 * 24 + 10.5), 7),  # two hours are enough
        (Line(24 + 9, 2 * 24 + 10), 1),
    ],
)
def test_which_daily_mail_takes_a_line_along(line, day):
    assert projected_mails._morning(line) == day * 24 + 8.5


def test_what_loses_its_point_before_any_mail_is_in_none():
    assert projected_mails._morning(Line(1, 5)) is None


def test_without_reminders_only_what_the_partner_wrote_is_told():
    few = projected(NOTHING, SILENT)
    assert 0 < few.mentor.a_week < few.mentor.invitations
    assert few.fullest == 1


@pytest.mark.parametrize("kind", [kind for kind in USUAL if kind not in ASKED])
def test_each_kind_adds_mails(kind):
    assert projected({**NOTHING, kind: 1}, SILENT).a_week > projected(NOTHING, SILENT).a_week


@pytest.mark.parametrize("kind", ASKED)
def test_what_the_program_asks_adds_mails_only_where_it_asks(kind):
    once = {**NOTHING, kind: 1}
    assert projected(once, SILENT) == projected(NOTHING, SILENT)
    asking = Cadence(dates=3, asks=1, is_surveyed=True)
    assert projected(once, asking).a_week > projected(NOTHING, asking).a_week


def test_a_check_in_every_week_is_a_mail_a_week():
    weekly = projected({**NOTHING, "check_in": 1}, Cadence(check_in_weeks=1, review_weeks=0))
    silent = projected(NOTHING, SILENT)
    assert weekly.mentor.a_week - silent.mentor.a_week == pytest.approx(25 / 26, abs=0.15)


@pytest.mark.parametrize("weeks", [1, 2, 4, 8, 26])
def test_a_closer_set_is_more_and_the_same_each_time(weeks):
    cadence = Cadence(rhythm_weeks=weeks)
    found = [projected(TIMES[pace], cadence) for pace in (Pace.FEW, Pace.USUAL, Pace.CLOSE)]
    assert all(few.a_week < more.a_week for few, more in pairwise(found))
    assert all(0 < one.a_week < one.fullest <= 5 for one in found)
    projected_mails._projected.cache_clear()
    assert [projected(TIMES[pace], cadence) for pace in (Pace.FEW, Pace.USUAL, Pace.CLOSE)] == found


def test_a_quicker_rhythm_is_more_mail():
    found = [projected(USUAL, Cadence(rhythm_weeks=weeks)).a_week for weeks in (26, 8, 4, 2, 1)]
    assert found == sorted(found)


def test_between_peers_both_bring_topics():
    classic, peers = projected(USUAL, Cadence()), projected(USUAL, Cadence(peers=True))
    assert peers.mentor.a_week > classic.mentor.a_week
    assert peers.mentee == classic.mentee


def test_a_program_counts_by_its_own_rules(world):
    Program.objects.filter(pk=world.program.pk).update(rhythm_weeks=2, kind=Program.Kind.PEER)
    world.program.refresh_from_db()
    ReminderRule.objects.create(program=world.program, kind="action", times=3)
    expected = projected({**USUAL, "action": 3}, Cadence(rhythm_weeks=2, peers=True))
    assert projection_of(world.program) == expected
