"""Meetings that are prepared: typed topics, something left from last time, times waiting for an answer, a series."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from mentorship.lib import clock
from mentorship.management.demo.told import Told
from programs.models import Part
from sessions.actions.agenda import add_topic, mark_topic, move_topic
from sessions.actions.carrying import carry_over
from sessions.actions.meetings import When, book_series
from sessions.actions.preparing import allow_agenda_in_mail, save_preparation, send_agenda, swap_roles
from sessions.actions.proposals import propose_times
from sessions.models import AgendaItem, Meeting
from sessions.models.meetings import MeetingQuerySet

Kind, Direction = AgendaItem.Kind, AgendaItem.Direction
VIDEO = Meeting.Channel.VIDEO
HOUR = timedelta(hours=1)


def meetings(everybody: Mapping[str, Told]) -> None:
    _marks(everybody["Lena Brandt"])
    _tomorrow(everybody["Lena Brandt"])
    _three_times(everybody["Amara Nwosu"], by="mentee", days=(5, 6, 8))
    _three_times(everybody["Tariq Hussain"], by="mentor", days=(4, 7, 9))
    _series(everybody["Harriet Moss"])
    _other_way_round(everybody["Nur Aisyah Hassan"])


def _marks(told: Told) -> None:
    """The last meeting of Lena and Tomás: they got to one topic, the other waits."""
    last = _meetings_of(told).took_place().latest("starts_at")
    mentee, mentor = told.members["mentee"], told.members["mentor"]
    with clock.at(last.starts_at - 2 * HOUR):
        add_topic(
            by=mentor,
            meeting=last,
            title="Which of the five is easiest to forget?",
            kind=Kind.QUESTION,
            direction=Direction.BOTH,
            minutes=10,
        )
    first, second = AgendaItem.objects.filter(meeting=last).order_by("position")
    with clock.at(last.ends_at - timedelta(minutes=5)):
        mark_topic(by=mentee, item=first, mark="discussed", on=True)
        mark_topic(by=mentee, item=second, mark="parked", on=True)


def _tomorrow(told: Told) -> None:
    mentee, mentor = told.members["mentee"], told.members["mentor"]
    meeting = _meetings_of(told).upcoming().earliest("starts_at")
    with clock.at(told.instant(-1, time(18, 20))):
        allow_agenda_in_mail(by=mentee, allowed=True)
        allow_agenda_in_mail(by=mentor, allowed=True)
        carry_over(by=mentee, meeting=meeting)
        asked = add_topic(
            by=mentee,
            meeting=meeting,
            title="Asking all five for one change without making it a survey",
            kind=Kind.QUESTION,
            tried=(
                "I asked Mirela in the kitchen, just so. She said “nothing”, then wrote me half a page in the "
                "evening. So the question is all right and the kitchen is not."
            ),
            direction=Direction.TO_MENTEE,
            minutes=15,
        )
        add_topic(
            by=mentee,
            meeting=meeting,
            title="Jonas: a month after the talk",
            kind=Kind.UPDATE,
            tried="He brings topics of his own now. Last week he said he would rather lead the migration than a team.",
            minutes=5,
        )
        add_topic(
            by=mentee,
            meeting=meeting,
            title="Saying no to my own boss about the March date",
            kind=Kind.PRACTICE,
            tried="Two sentences on paper. Out loud they sound like an excuse.",
            minutes=10,
        )
        add_topic(
            by=mentor,
            meeting=meeting,
            title="How your team uses the new planning board",
            kind=Kind.TOPIC,
            direction=Direction.TO_MENTOR,
            minutes=5,
        )
        move_topic(by=mentee, item=asked, up=True)
        for text, by in (
            (
                "Start with the kitchen, it is the honest one. Ask whether he ever asked for too much at once. "
                "Not today: the salary round.",
                mentee,
            ),
            (
                "Do not solve the March date for her. Ask what she would say if it were already decided. She "
                "talks faster when something worries her: leave a pause there.",
                mentor,
            ),
        ):
            save_preparation(by=by, meeting=meeting, text=text, version=0)
        send_agenda(by=mentee, meeting=meeting)


def _three_times(told: Told, *, by: str, days: tuple[int, int, int]) -> None:
    member = told.members[by]
    hours = (time(12, 30), time(8, 30), time(17, 0))
    with clock.at(told.instant(-1, time(21, 15))):
        times = {
            line: When(_working_day(told.today + timedelta(days=ahead)), hour, 45, told.zone)
            for line, (ahead, hour) in enumerate(zip(days, hours, strict=True), start=1)
        }
        propose_times(by=member, times=times, place="https://meet.example/linden", channel=VIDEO)


def _working_day(day: date) -> date:
    """Nobody here proposes a Saturday or a Sunday."""
    return day + timedelta(days=max(0, day.isoweekday() - 5) and 8 - day.isoweekday())


def _series(told: Told) -> None:
    """Harriet books the next four by the rhythm of the two, after the one that is booked."""
    with clock.at(told.instant(-2, time(18, 40))):
        when = When(_working_day(told.today + timedelta(days=29)), time(12, 30), 45, told.zone)
        place = "https://meet.example/linden"
        book_series(by=told.members["mentee"], when=when, times=4, place=place, channel=VIDEO)


def _other_way_round(told: Told) -> None:
    """Where the program allows it, somebody shows their mentor something."""
    if Part.ROLE_SWAP not in told.mentorship.cohort.program.parts:
        return
    meeting = _meetings_of(told).upcoming().earliest("starts_at")
    with clock.at(told.instant(-2, time(12, 50))):
        swap_roles(by=told.members["mentor"], meeting=meeting, swapped=True)


def _meetings_of(told: Told) -> MeetingQuerySet:
    return Meeting.objects.filter(mentorship=told.mentorship)
