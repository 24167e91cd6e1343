"""One mentorship for its coordinator: facts and what can be done about them; never a word of the two."""

from dataclasses import dataclass
from datetime import date, datetime

from mentorship.accounts.models import User
from mentorship.dashboards.queries.mentorships import MentorshipRow, mentorship_row
from mentorship.lib import clock
from programs.actions.reopening import WITHIN
from programs.models import Mentorship
from sessions.models import Meeting
from sessions.queries.corrections import CorrectionCard, corrections_of
from sessions.queries.meetings import state_of


@dataclass(frozen=True)
class MeetingFact:
    number: int
    starts_at: datetime
    minutes: int
    state: str
    state_word: str
    version: int

    @property
    def can_be_corrected(self) -> bool:
        """What took place; a date ahead is for the two to move."""
        return self.state == "held"


@dataclass(frozen=True)
class OneMentorship:
    row: MentorshipRow
    meetings: list[MeetingFact]
    corrections: list[CorrectionCard]
    ends_on: date
    ended_at: datetime | None
    can_reopen: bool
    seen: int  # the number of the last correction: what a coordinator looked at


def one_mentorship(user: User, mentorship: Mentorship) -> OneMentorship:
    """Six statements."""
    corrections = corrections_of(user, mentorship)
    ended_at = mentorship.ended_at
    return OneMentorship(
        row=mentorship_row(user, mentorship),
        meetings=_meetings(user, mentorship),
        corrections=corrections,
        ends_on=mentorship.ends_on or mentorship.cohort.ends_on,
        ended_at=ended_at,
        can_reopen=ended_at is not None and ended_at >= clock.now() - WITHIN,
        seen=corrections[0].number if corrections else 0,
    )


def _meetings(user: User, mentorship: Mentorship) -> list[MeetingFact]:
    """That and when, without the place: the latest first."""
    rows = Meeting.objects.visible_to(user).filter(mentorship=mentorship).order_by("-starts_at", "-pk")
    return [meeting_fact(row) for row in rows.defer("place", "line")]


def meeting_fact(meeting: Meeting) -> MeetingFact:
    state, word = state_of(meeting)
    minutes = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    return MeetingFact(meeting.number, meeting.starts_at, minutes, state, word, meeting.version)
