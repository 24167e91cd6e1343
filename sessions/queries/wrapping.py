"""What stands on the page that wraps a meeting up."""

from dataclasses import dataclass
from datetime import datetime

from mentorship.lib import clock
from sessions.access import Seat
from sessions.models import Meeting
from sessions.queries.desk import OpenAction
from sessions.queries.next_date import next_ahead, next_by_rhythm
from sessions.queries.space import actions_of
from sessions.queries.topics import Topic, topics_of


@dataclass(frozen=True)
class Wrapping:
    """`left`: topics that look unfinished. Either a next meeting stands already, or a date can be booked."""

    topics: list[Topic]
    left: frozenset[int]
    mine: list[OpenAction]
    theirs: list[OpenAction]
    ahead: Meeting | None
    next_start: datetime | None


def wrapping(seat: Seat, meeting: Meeting) -> Wrapping:
    topics = topics_of(seat, meeting)
    marked = any(topic.discussed or topic.parked for topic in topics)
    groups = actions_of(seat)
    ahead = next_ahead(meeting)
    when = None if ahead else next_by_rhythm(seat.mentorship, meeting)
    return Wrapping(
        topics=topics,
        left=frozenset(topic.pk for topic in topics if topic.parked or (marked and not topic.discussed)),
        mine=[one for group in groups if group.is_mine for one in group.actions if not one.is_done],
        theirs=[one for group in groups if not group.is_mine for one in group.actions if not one.is_done],
        ahead=ahead,
        next_start=clock.wall_time(when.day, when.hour, when.zone) if when else None,
    )
