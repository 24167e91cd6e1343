"""The facts of a quarter, as both of a pair see them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mentorship.lib import clock
from mentorship.lib.quarters import Quarter
from sessions.access import Seat
from sessions.models import ActionItem, Goal, Meeting


@dataclass(frozen=True)
class ReviewFacts:
    quarter: Quarter
    first_day: date
    last_day: date
    prompt_at: datetime
    meetings: int
    goals: int
    goals_reached: int
    actions: int
    next_meeting: Meeting | None


def review_facts(seat: Seat, quarter: Quarter) -> ReviewFacts:
    """Five statements. Days are those of the program's zone."""
    zone = seat.mentorship.cohort.program.zone
    start = clock.wall_time(quarter.first_day, time(0), zone)
    end = clock.wall_time(quarter.last_day + timedelta(days=1), time(0), zone)
    mine = {"mentorship": seat.mentorship}
    held = Meeting.objects.of_member(seat.user).took_place().filter(**mine)
    goals = Goal.objects.visible_to(seat.user).shared().filter(**mine, created_at__lt=end)
    done = ActionItem.objects.visible_to(seat.user).filter(**mine, done_at__gte=start, done_at__lt=end)
    ahead = Meeting.objects.of_member(seat.user).upcoming().filter(**mine)
    return ReviewFacts(
        quarter=quarter,
        first_day=quarter.first_day,
        last_day=quarter.last_day,
        prompt_at=quarter.prompt_at(zone),
        meetings=held.filter(starts_at__gte=start, starts_at__lt=end).count(),
        goals=goals.exclude(state=Goal.State.LET_GO).count(),
        goals_reached=goals.filter(state=Goal.State.REACHED).count(),
        actions=done.count(),
        next_meeting=ahead.order_by("starts_at").first(),
    )
