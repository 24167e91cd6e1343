"""Telling the story of the pairs: each step at its own moment in the past."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.management.demo import writing
from mentorship.management.demo.story import JUST_MET, PAIRS, Action, Booked, Goal, Held, Pair
from programs.actions.mentorships import end_mentorship, start_mentorship
from programs.models import Enrolment, Member, Mentorship
from sessions.models import Meeting

Places = Mapping[str, Enrolment]
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LENGTH = timedelta(minutes=45)


@dataclass(frozen=True)
class Told:
    """A pair whose mentorship has begun; days count from `today` on its mentor's wall."""

    pair: Pair
    mentorship: Mentorship
    members: Mapping[str, Member]
    today: date
    zone: ZoneInfo

    def instant(self, days: int, hour: time) -> datetime:
        return clock.wall_time(self.today + days * DAY, hour, self.zone)


def tell(*, places: Places, by: User, today: date) -> None:
    for pair in _with_who_just_met():
        told = _start(pair, places, by, today)
        for number, goal in enumerate(pair.goals):
            _set_goal(told, goal, ago=pair.started - 4 - 30 * number)
        for held in pair.held:
            _meet(told, held)
        if pair.just_met:
            _leave_a_meeting(told, pair.just_met)
        for action in pair.actions:
            _agree_on(told, action)
        for booked in pair.booked:
            _book(told, booked)
        if pair.ended:
            with clock.at(told.instant(-pair.ended, time(15, 0))):
                end_mentorship(mentorship=told.mentorship, by=by)


def _with_who_just_met() -> Iterator[Pair]:
    """One pair, of those for whom it is daytime now, has just left a meeting nobody gave feedback on yet."""
    now = clock.now()
    quarter = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    mentee = next(name for hours, name in JUST_MET if now.hour in hours)
    for pair in PAIRS:
        yield replace(pair, just_met=quarter - LENGTH) if pair.mentee == mentee else pair


def _start(pair: Pair, places: Places, by: User, today: date) -> Told:
    mentor, mentee = places[pair.mentor], places[pair.mentee]
    zone = mentor.person.own_zone()
    with clock.at(clock.wall_time(today - pair.started * DAY, time(11, 0), zone)):
        mentorship = start_mentorship(mentor=mentor, mentee=mentee, by=by)
    members = {one.role: one for one in mentorship.members.select_related("enrolment__person__user")}
    return Told(pair, mentorship, members, today, zone)


def _set_goal(told: Told, goal: Goal, *, ago: int) -> None:
    with clock.at(told.instant(-ago, time(19, 0))):
        row = writing.set_goal(
            by=told.members["mentee"],
            sentence=goal.sentence,
            measure=goal.measure,
            relevance=goal.relevance,
            until=told.today + goal.until * DAY,
            milestones=[title for title, _ in goal.milestones],
        )
    with clock.at(told.instant(-9, time(19, 30))):
        writing.reach(row, milestones=[title for title, reached in goal.milestones if reached])
    if goal.reached:
        with clock.at(told.instant(goal.until, time(19, 30))):
            writing.close_goal(row)


def _meet(told: Told, held: Held) -> None:
    starts = told.instant(-held.ago, held.hour)
    booked = max(starts - 12 * DAY, told.mentorship.started_at + HOUR)
    meeting = _hold(told, starts, booked=booked, agenda=held.agenda)
    if held.state:
        with clock.at(starts - DAY if held.state == Meeting.State.CANCELLED else starts + DAY):
            writing.say_it_did_not_happen(meeting, by=told.members["mentee"], state=held.state)
        return
    with clock.at(starts + LENGTH):
        writing.write_notes(meeting, by=told.members["mentee"], text=held.notes)
    for role, text, later in (
        ("mentor", held.from_mentor, 3 * HOUR),
        ("mentee", held.from_mentee, 6 * HOUR),
    ):
        if text:
            with clock.at(min(starts + LENGTH + later, clock.now())):
                writing.record_feedback(meeting, by=told.members[role], went_well=text)


def _leave_a_meeting(told: Told, starts: datetime) -> None:
    _hold(told, starts, booked=starts - 10 * DAY, agenda=("What has happened since the last time",))


def _book(told: Told, booked: Booked) -> None:
    starts = told.instant(booked.ahead, booked.hour)
    _hold(told, starts, booked=clock.now() - 3 * DAY, agenda=booked.agenda, place=booked.place)


def _hold(
    told: Told, starts: datetime, *, booked: datetime, agenda: tuple[str, ...], place: str = ""
) -> Meeting:
    """A meeting somebody booked at `booked`, with the mentee's topics."""
    with clock.at(booked):
        meeting = writing.book(
            told.mentorship,
            by=told.members["mentee"],
            starts_at=starts,
            ends_at=starts + LENGTH,
            zone=told.zone.key,
            place=place or "https://meet.example/linden",
        )
    with clock.at(min(max(booked + HOUR, starts - 3 * DAY), clock.now())):
        for title in agenda:
            writing.add_topic(meeting, by=told.members["mentee"], title=title)
    return meeting


def _agree_on(told: Told, action: Action) -> None:
    meeting = told.mentorship.meetings.filter(starts_at__lt=clock.now()).order_by("-starts_at")
    of_that_day = [
        one for one in meeting if (clock.now() - one.starts_at).days in {action.ago, action.ago - 1}
    ]
    with clock.at(told.instant(-action.ago, time(20, 0)) if action.ago > 0 else clock.now()):
        row = writing.add_action(
            told.mentorship,
            meeting=of_that_day[0] if of_that_day else None,
            owner=told.members[action.owner],
            text=action.text,
            due_on=told.today + action.due * DAY,
        )
    if action.done:
        with clock.at(told.instant(action.due - 1, time(18, 0))):
            writing.tick_off(row)
