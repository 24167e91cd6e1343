"""The next meeting by the rhythm of the two: the same day of the week, at the same time on the same wall."""

from datetime import timedelta

from mentorship.accounts.zones import zone
from mentorship.lib import clock
from programs.models import Mentorship
from sessions.models import Meeting
from sessions.queries.free import taken_by_either
from sessions.queries.wall import When


def next_ahead(meeting: Meeting) -> Meeting | None:
    """The next one of the two that is already booked."""
    rows = Meeting.objects.upcoming().filter(
        mentorship=meeting.mentorship_id, starts_at__gt=meeting.starts_at
    )
    return rows.order_by("starts_at", "pk").first()


def next_by_rhythm(mentorship: Mentorship, meeting: Meeting) -> When | None:
    """None where a clock skips that hour, or where one of them is taken then: nothing is offered."""
    here = zone(meeting.zone)
    local = meeting.starts_at.astimezone(here)
    minutes = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    when = When(local.date(), local.time().replace(tzinfo=None, fold=0), minutes, here)
    today = clock.today(here)
    while when.day <= today:
        when = when.later(mentorship.rhythm_weeks)
    if not clock.exists_on_the_wall(when.day, when.hour, here):
        return None
    start = clock.wall_time(when.day, when.hour, here)
    taken = taken_by_either(mentorship).filter(
        starts_at__lt=start + timedelta(minutes=minutes), ends_at__gt=start
    )
    return None if taken.exists() else when
