"""The space of a pair: the next meeting, goals, actions, what was, and the opening of the first day."""

from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.lib import clock
from sessions.access import Seat
from sessions.models import ActionItem
from sessions.queries.desk import OpenAction, open_action
from sessions.queries.goals import GoalCard, goals_of
from sessions.queries.meetings import MeetingCard, meetings_of
from sessions.queries.rhythm import Rhythm, rhythm_of

# A ticked action stays in sight for a day: a tick by mistake is taken back where it was made.
LINGER = timedelta(days=1)


@dataclass(frozen=True)
class Space:
    next: MeetingCard | None
    later: list[MeetingCard]
    past: list[MeetingCard]
    goals: list[GoalCard]
    rhythm: Rhythm

    @property
    def last(self) -> MeetingCard | None:
        """The last one that took place."""
        return next((card for card in self.past if card.took_place), None)

    @property
    def in_focus(self) -> list[GoalCard]:
        return [goal for goal in self.goals if goal.in_focus]

    @property
    def has_goal(self) -> bool:
        return bool(self.goals)

    @property
    def has_meeting(self) -> bool:
        return any(card.state != "cancelled" for card in (self.next, *self.past) if card)

    @property
    def is_opening(self) -> bool:
        """Until there is a date, and a goal to talk about."""
        return not (self.has_goal and self.has_meeting)


@dataclass(frozen=True)
class ActionGroup:
    owner: str
    is_mine: bool
    actions: list[OpenAction]


def space_of(seat: Seat) -> Space:
    """Two statements."""
    meetings = meetings_of(seat)
    upcoming = [card for card in reversed(meetings) if card.is_upcoming]
    last = next((card.starts_at for card in meetings if card.took_place), None)
    return Space(
        next=upcoming[0] if upcoming else None,
        later=upcoming[1:],
        past=[card for card in meetings if not card.is_upcoming],
        goals=goals_of(seat),
        rhythm=rhythm_of(
            weeks=seat.mentorship.rhythm_weeks,
            started_at=seat.mentorship.started_at,
            last_met=last,
            booked=bool(upcoming),
            live=seat.mentorship.state == "active",
            contact_at=seat.mentorship.contact_at,
            rests_until=seat.mentorship.paused_until,
            ending=hasattr(seat.mentorship, "ending"),
        ),
    )


def actions_of(seat: Seat) -> list[ActionGroup]:
    """Open actions of both, one's own first, each group the soonest first. One statement."""
    rows = ActionItem.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    rows = (rows.open() | rows.filter(done_at__gt=clock.now() - LINGER)).distinct()
    found = [
        open_action(item, seat.user) for item in rows.select_related("mentorship", "owner__enrolment__person")
    ]
    found.sort(key=lambda one: (one.due_on or date.max, one.pk))
    mine = [one for one in found if one.is_mine]
    theirs = [one for one in found if not one.is_mine]
    partner = seat.partner.enrolment.person.first_name
    groups = [
        ActionGroup(owner=seat.me.enrolment.person.first_name, is_mine=True, actions=mine),
        ActionGroup(owner=partner, is_mine=False, actions=theirs),
    ]
    return [group for group in groups if group.actions]
