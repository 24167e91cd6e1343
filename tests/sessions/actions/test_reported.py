"""Dates a coordinator's file reports."""

from datetime import timedelta

import pytest

from mentorship.lib import clock
from mentorship.notifications.models import Occurrence
from sessions.actions.reported import report_meetings
from sessions.models import Meeting
from sessions.queries.meetings import state_of
from sessions.reminders import rules
from tests import make
from tests.world import World


@pytest.fixture(autouse=True)
def on_a_wednesday(frozen: None) -> None:
    return frozen


def test_report_meetings_numbers_them_by_date_and_says_who_noted_them(world: World):
    pair = make.mentorship(world.cohort, world.mira)
    today = clock.now().date()
    report_meetings(cohort=world.cohort, met={pair.pk: [today, today - timedelta(days=30)]})
    first, second = Meeting.objects.filter(mentorship=pair).order_by("number")
    assert (first.starts_at < second.starts_at, second.ends_at <= clock.now()) == (True, True)
    assert state_of(second) == ("held", "noted by a coordinator")
    assert Occurrence.objects.filter(kind__in=["feedback", "meeting_booked"]).count() == 0


def test_nobody_is_asked_for_feedback_on_a_reported_date(world: World):
    pair = make.mentorship(world.cohort, world.mira)
    report_meetings(cohort=world.cohort, met={pair.pk: [clock.now().date() - timedelta(days=2)]})
    asked = [row for _kind, rows in rules.feedback(clock.now()) for row in rows]
    assert asked == []
    mentee = pair.members.get(role="mentee")
    Meeting.objects.filter(mentorship=pair).update(booked_by=mentee)
    assert len([row for _kind, rows in rules.feedback(clock.now()) for row in rows]) == 2
