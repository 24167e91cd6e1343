"""Pairs, and what they say, for tests of figures: written straight, each at the moment it would have been."""

from datetime import UTC, datetime, timedelta

from mentorship.lib import clock
from programs.models import Cohort, Member, Mentorship
from sessions.models import FitAnswer, Meeting
from tests import make


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, 0, tzinfo=UTC)


def pairs(cohort: Cohort, number: int, *, started: datetime) -> list[Mentorship]:
    mira = make.coordinator(cohort.program)
    with clock.at(started):
        return [make.mentorship(cohort, mira) for _ in range(number)]


def members(mentorships: list[Mentorship]) -> list[Member]:
    """Mentors and mentees in turn, with what their people are."""
    found = Member.objects.filter(mentorship__in=mentorships).select_related(
        "mentorship", "enrolment__person"
    )
    return list(found.order_by("mentorship", "role"))


def feels(author: Member, answer: str = "good", *, at: datetime, question: str = "match") -> FitAnswer:
    """About a meeting that was held just before."""
    meeting = Meeting.objects.create(
        mentorship=author.mentorship,
        number=Meeting.objects.count() + 1,
        starts_at=at - timedelta(hours=2),
        ends_at=at - timedelta(hours=1),
        zone="UTC",
        state=Meeting.State.HELD,
        booked_by=author,
    )
    return FitAnswer.objects.create(meeting=meeting, author=author, question=question, answer=answer, at=at)
