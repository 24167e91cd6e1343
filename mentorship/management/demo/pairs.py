"""Telling the story of the pairs: each step at its own moment in the past."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.management.demo.chapters import CHAPTERS
from mentorship.management.demo.chapters.check_ins import check_ins
from mentorship.management.demo.pieces import Action, Booked, Goal, Held, Pair
from mentorship.management.demo.story import JUST_MET, PAIRS
from mentorship.management.demo.told import DAY, Told
from programs.actions.mentorships import end_mentorship, start_mentorship
from programs.models import Enrolment
from sessions.actions import feedback, goals, meetings, milestones, notes
from sessions.actions.action_items import add_action, set_action_done
from sessions.actions.agenda import add_topic
from sessions.models import Meeting

Places = Mapping[str, Enrolment]
HOUR = timedelta(hours=1)
MINUTES = 45
PLACE = "https://meet.example/linden"


def tell(*, places: Places, by: User, today: date) -> None:
    """First what every pair did in its meetings, then chapter by chapter the rest, then the endings.

    Last what the clock asked: only of those who go on.
    """
    everybody = {pair.mentee: _first_weeks(pair, places, by, today) for pair in _with_who_just_met()}
    for chapter in CHAPTERS:
        chapter(everybody)
    for told in everybody.values():
        if told.pair.ended:
            with clock.at(told.instant(-told.pair.ended, time(15, 0))):
                end_mentorship(mentorship=told.mentorship, by=by)
    check_ins(everybody)


def _first_weeks(pair: Pair, places: Places, by: User, today: date) -> Told:
    told = _start(pair, places, by, today)
    for number, goal in enumerate(pair.goals):
        _set_goal(told, goal, ago=goal.ago or pair.started - 4 - 30 * number)
    for held in pair.held:
        _meet(told, held)
    if pair.just_met:
        _leave_a_meeting(told, pair.just_met)
    for action in pair.actions:
        _agree_on(told, action)
    for booked in pair.booked:
        _book(told, booked)
    return told


def _with_who_just_met() -> Iterator[Pair]:
    """One pair, of those for whom it is daytime now, has just left a meeting nobody gave feedback on yet."""
    now = clock.now()
    quarter = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    mentee = next(name for hours, name in JUST_MET if now.hour in hours)
    for pair in PAIRS:
        yield replace(pair, just_met=quarter - timedelta(minutes=MINUTES)) if pair.mentee == mentee else pair


def _start(pair: Pair, places: Places, by: User, today: date) -> Told:
    mentor, mentee = places[pair.mentor], places[pair.mentee]
    zone = mentor.person.own_zone()
    with clock.at(clock.wall_time(today - pair.started * DAY, time(11, 0), zone)):
        mentorship = start_mentorship(mentor=mentor, mentee=mentee, by=by, announce=False)
    members = {one.role: one for one in mentorship.members.select_related("enrolment__person__user")}
    return Told(pair, mentorship, members, today, zone)


def _set_goal(told: Told, goal: Goal, *, ago: int) -> None:
    mentee = told.members["mentee"]
    with clock.at(told.instant(-ago, time(19, 0))):
        row = goals.set_goal(
            by=mentee,
            sentence=goal.sentence,
            measure=goal.measure,
            relevance=goal.relevance,
            until=told.today + goal.until * DAY,
        )
        steps = [milestones.add_milestone(by=mentee, goal=row, title=title) for title, _ in goal.milestones]
    for step, (_title, reached) in zip(steps, goal.milestones, strict=True):
        if reached:
            with clock.at(told.instant(-reached, time(19, 30))):
                milestones.set_milestone_reached(by=mentee, milestone=step, reached=True)
    if goal.reached:
        with clock.at(told.instant(goal.until, time(19, 30))):
            goals.set_goal_state(by=mentee, goal=row, state=row.State.REACHED)


def _meet(told: Told, held: Held) -> None:
    starts = told.instant(-held.ago, held.hour)
    booked = max(starts - 12 * DAY, told.mentorship.started_at + HOUR)
    meeting = _hold(told, starts, booked=booked, agenda=held.agenda)
    if held.state:
        _did_not_happen(told, meeting, held.state)
        return
    if held.notes:
        with clock.at(meeting.ends_at):
            notes.save_note(by=told.members["mentee"], meeting=meeting, text=held.notes, version=0)
    for role, text, later in (
        ("mentor", held.from_mentor, 3 * HOUR),
        ("mentee", held.from_mentee, 6 * HOUR),
    ):
        if text:
            with clock.at(min(meeting.ends_at + later, clock.now())):
                feedback.record_feedback(by=told.members[role], meeting=meeting, went_well=text)


def _did_not_happen(told: Told, meeting: Meeting, state: str) -> None:
    mentee = told.members["mentee"]
    if state == Meeting.State.CANCELLED:
        with clock.at(meeting.starts_at - DAY):
            meetings.cancel_meeting(by=mentee, meeting=meeting, line="Something came up, sorry.")
    else:
        with clock.at(meeting.ends_at + DAY):
            meetings.record_outcome(by=mentee, meeting=meeting, answer="no")


def _leave_a_meeting(told: Told, starts: datetime) -> None:
    _hold(told, starts, booked=starts - 10 * DAY, agenda=("What has happened since the last time",))


def _book(told: Told, booked: Booked) -> None:
    starts = told.instant(booked.ahead, booked.hour)
    _hold(told, starts, booked=told.instant(-3, time(19, 10)), agenda=booked.agenda)


def _hold(told: Told, starts: datetime, *, booked: datetime, agenda: tuple[str, ...]) -> Meeting:
    """A meeting the mentee booked at `booked`, and put on its agenda what they want to talk about."""
    mentee, local = told.members["mentee"], starts.astimezone(told.zone)
    with clock.at(booked):
        when = meetings.When(local.date(), local.time(), MINUTES, told.zone)
        meeting = meetings.book_meeting(by=mentee, when=when, place=PLACE)
    with clock.at(min(max(booked + HOUR, starts - 3 * DAY), clock.now())):
        for title in agenda:
            add_topic(by=mentee, meeting=meeting, title=title)
    return meeting


def _agree_on(told: Told, action: Action) -> None:
    """Written down in the evening; it belongs to the meeting of that day, if there was one."""
    evening = min(told.instant(-action.ago, time(21, 0)), clock.now())
    that_day = told.mentorship.meetings.filter(starts_at__range=(evening - DAY, evening)).first()
    owner = told.members[action.owner]
    with clock.at(evening):
        due_on = told.today + action.due * DAY
        row = add_action(by=owner, owner=owner, text=action.text, due_on=due_on, meeting=that_day)
    if action.done:
        with clock.at(told.instant(action.due - 1, time(18, 0))):
            set_action_done(by=owner, item=row, done=True)
