"""The question that comes every three weeks: most have answered, Lena's of last week waits, two wrote a line."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from mentorship.lib import clock
from mentorship.management.demo.told import DAY, Told
from programs.models import StaffRole
from programs.models.check_in_settings import monday_of
from sessions.actions.check_ins import (
    answer_check_in,
    ask_check_ins,
    mark_note_read,
    send_note,
    skip_check_in,
)
from sessions.models import CheckIn, CheckInNote

# Chosen in the tenth week before this one (see `world`), which counts from a week of questions: so it asks in these.
WEEKS, WEEKS_AGO = 3, (4, 1)
# From the least to the most: not everything goes well all the time.
CHOICES = (4, 5, 3, 4, 2, 4, 5, 4, 3, 5)
WAITS = "Lena Brandt"
LINES = {
    ("Kwame Mensah", 4): "Ingrid has mentored in three cohorts in a row. Could somebody ask her whether she "
    "would like a rest after this one? She would never say so herself.",
    ("Harriet Moss", 1): "Is there a list of questions for interviews that the people team uses? I would "
    "rather not invent my own.",
}


def check_ins(everybody: Mapping[str, Told]) -> None:
    """On the Friday of such a week everybody is asked at once; an afternoon later most have pressed an answer."""
    told = next(iter(everybody.values()))
    for weeks in WEEKS_AGO:
        friday = monday_of(told.today) + 4 * DAY - 7 * weeks * DAY
        noon = clock.wall_time(friday, time(12, 0), told.zone)
        with clock.at(noon):
            ask_check_ins(noon)
        _answer(weeks, noon)
    _read_what_was_sent_first(told)


def _answer(weeks: int, noon: datetime) -> None:
    rows = CheckIn.objects.filter(asked_at=noon).select_related("member__enrolment__person").order_by("pk")
    for number, check_in in enumerate(rows):
        name = check_in.member.enrolment.person.name
        if name == WAITS and weeks == WEEKS_AGO[-1]:
            continue
        with clock.at(noon + timedelta(minutes=7 * number + 20)):
            if (number + weeks) % 9 == 0:
                skip_check_in(check_in=check_in)
            else:
                answer_check_in(check_in=check_in, choice=CHOICES[(number + weeks) % len(CHOICES)])
            if text := LINES.get((name, weeks)):
                send_note(check_in=check_in, text=text)


def _read_what_was_sent_first(told: Told) -> None:
    roles = StaffRole.objects.coordinators().filter(program=told.mentorship.cohort.program)
    coordinator = roles.select_related("user").earliest("pk").user
    note = CheckInNote.objects.for_coordinator(coordinator).earliest("sent_at")
    with clock.at(note.sent_at + DAY):
        mark_note_read(note=note, by=coordinator)
