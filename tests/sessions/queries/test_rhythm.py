"""On rhythm, due, resting; and how much contact between meetings postpones."""

from datetime import timedelta

import pytest

from mentorship.lib import clock
from sessions.queries.rhythm import counted_from, rhythm_of
from sessions.reminders import rules
from tests import make
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
NOW = make.NOW


@pytest.mark.parametrize(
    ("contact", "counted"),
    [(None, 30), (40, 30), (30, 30), (20, 20), (16, 16), (1, 16), (0, 16)],
)
def test_contact_counts_after_the_last_meeting_and_postpones_one_rhythm_at_most(contact, counted):
    contact_at = None if contact is None else NOW - contact * DAY
    assert counted_from(NOW - 30 * DAY, contact_at, 2 * WEEK) == NOW - counted * DAY


def test_contact_before_a_first_meeting_postpones_nothing():
    assert counted_from(None, NOW, WEEK) is None
    plain = rhythm_of(weeks=2, started_at=NOW - 30 * DAY, last_met=None, booked=False)
    wrote = rhythm_of(weeks=2, started_at=NOW - 30 * DAY, last_met=None, booked=False, contact_at=NOW)
    assert plain == wrote


@pytest.mark.parametrize(("contact", "word"), [(None, "resting"), (25, "due"), (15, "due"), (1, "due")])
def test_words_follow_what_is_counted(contact, word):
    facts = {"weeks": 2, "started_at": NOW - 90 * DAY, "last_met": NOW - 29 * DAY, "booked": False}
    contact_at = None if contact is None else NOW - contact * DAY
    assert rhythm_of(**facts, contact_at=contact_at).key == word


def test_the_reminder_waits_for_as_long_as_the_line_on_today(world):
    """Rhythm two weeks, met 22 days ago: asked tomorrow; after an update ten days ago, eleven days later."""
    pair = world.ada_ben
    pair.rhythm_weeks, pair.started_at = 2, NOW - 90 * DAY
    pair.save()
    held = rows.meeting(pair, days=-22, state="held")
    over = held.ends_at + 3 * WEEK + DAY

    def asked(at) -> int:
        with clock.at(at):
            return sum(found.filter(pk=pair.pk).count() for _kind, found in rules.rhythm(at))

    assert asked(over) == 2
    pair.contact_at = held.ends_at + 11 * DAY
    pair.save()
    assert [asked(over), asked(over + 11 * DAY)] == [0, 2]
    pair.contact_at = held.ends_at + 40 * DAY
    pair.save()
    assert asked(over + 2 * WEEK) == 2
