"""How many mails people get under a program's rules, worked out before anybody gets one.

Ten pairs live through half a year with the habits below, and every reminder their program would send them is laid into
the daily mails: one on a working day at most, together what falls on the same day. Nothing is drawn by chance, so that
two sets of rules differ by the rules alone. `tests/journeys/test_year.py` holds the answer against the ledger.

The habits, chosen with care and known to nobody: three dates of four are found at the meeting before; an agenda is
written in time in one case of two, feedback in two of three, an action is done by its day in two of three; every other
meeting moves the goal; a question of one's partner is answered before the next morning in one case of two. What needs a
reminder is done after the first in four cases of six, after the second in one, after the third in one.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from programs.models import Part, Program, ReminderRule, ReviewSettings, TimelineDate
from programs.models.check_in_settings import CheckInSettings, usual_schedule

WEEKS, PAIRS = 26, 10
QUARTER_WEEKS = 13
HOUR, DAY, WEEK = 1.0, 24.0, 168.0  # everything here is told in hours since a Monday's midnight
MORNING, LEAD = 8.5, 2 * HOUR
SURVEY_DAYS = 27  # a survey of the start is open so long, from the day after the match
LONG = 1.5  # until the minutes are written: a meeting, with what comes after it

# When each thing is told, as in `sessions.reminders.rules`; a test compares the two.
AGENDA_BEFORE, SOON_BEFORE, GRACE = 48 * HOUR, 24 * HOUR, WEEK
FEEDBACK_AFTER, FEEDBACK_UNTIL = (2 * HOUR, 2 * DAY, 4 * DAY), 5 * DAY
ACTION_AFTER = (0.0, 3 * DAY, 10 * DAY)
GOAL_AFTER = (30 * DAY, 60 * DAY, 90 * DAY)
AGREEMENT_AFTER = (7 * DAY, 14 * DAY, 28 * DAY)
WAITING_AFTER, LAST_DAY = (0.0, 7 * DAY, 14 * DAY), 2 * DAY

# In how many cases people do a thing by themselves.
BY_THEMSELVES = {
    "rhythm": 3 / 4,
    "agenda": 1 / 2,
    "feedback": 2 / 3,
    "action": 2 / 3,
    "goal": 1 / 2,
    "agreement": 1 / 2,
    "partner": 1 / 2,
}
# Square roots of different primes: the habits come round evenly, each at its own pace, so that none goes with another.
PACES = dict(zip(BY_THEMSELVES, (2, 3, 5, 7, 11, 13, 17), strict=True))
MORE = 19
ENOUGH = (4 / 6, 5 / 6)  # one reminder is enough in so many cases, two in so many
ACTION_DAYS = 14  # each meeting leaves an action for two weeks
OTHER = 50  # turns between the two of a pair, who do not forget the same


@dataclass(frozen=True)
class Cadence:
    """How often things come round in a program. No weeks: never."""

    rhythm_weeks: int = 4
    check_in_weeks: int = 4
    check_in_days: int = 14
    review_weeks: int = 13
    review_days: int = 14
    peers: bool = False
    dates: int = 0  # of a cohort
    asks: int = 0  # of those, where people say whether they come
    is_surveyed: bool = False


@dataclass(frozen=True)
class Mails:
    """What one person gets: daily mails, and invitations for the calendar apart from them."""

    a_week: float
    fullest: int  # in one week
    invitations: float  # a week


@dataclass(frozen=True)
class Projection:
    mentor: Mails
    mentee: Mails

    @property
    def a_week(self) -> float:
        return (self.mentor.a_week + self.mentee.a_week) / 2

    @property
    def fullest(self) -> int:
        return max(self.mentor.fullest, self.mentee.fullest)


class Line(NamedTuple):
    due: float
    lapses: float | None = None


class Meeting(NamedTuple):
    turn: int
    at: float
    silence: list[Line]  # reminders to find this date


def projection_of(program: Program) -> Projection:
    """Under the rules it has now. One statement."""
    return projected(ReminderRule.objects.times_of(program), cadence_of(program))


def cadence_of(program: Program) -> Cadence:
    """As the program has set it, with the dates of its last cohort. Two statements."""
    chosen = Program.objects.select_related("check_in_settings", "review_settings").get(pk=program.pk)
    asked: CheckInSettings | None = getattr(chosen, "check_in_settings", None)
    schedule = asked.schedule if asked else usual_schedule(program)
    reviews = getattr(chosen, "review_settings", None) or ReviewSettings(program=program)
    cycles = reviews.rhythm == ReviewSettings.Rhythm.CYCLE
    dates = TimelineDate.objects.standing().filter(cohort__program=program).order_by("cohort__starts_on")
    cohorts = Counter[int]()
    asks = Counter[int]()
    for cohort, one_asks in dates.values_list("cohort", "asks"):
        cohorts[cohort] += 1
        asks[cohort] += one_asks
    last = next(reversed(cohorts), 0) if Part.TIMELINE in program.parts else 0
    return Cadence(
        rhythm_weeks=program.rhythm_weeks,
        check_in_weeks=schedule.weeks if schedule.asks else 0,
        review_weeks=reviews.cycle_weeks if cycles else QUARTER_WEEKS,
        review_days=reviews.days,
        peers=program.between_peers,
        dates=cohorts[last],
        asks=asks[last],
        is_surveyed=Part.SURVEYS in program.parts,
    )


def projected(times: Mapping[str, int], cadence: Cadence) -> Projection:
    """`times`: how often each kind of reminder is told about one thing."""
    return _projected(tuple(sorted(times.items())), cadence)


@lru_cache(maxsize=256)
def _projected(times: tuple[tuple[str, int], ...], cadence: Cadence) -> Projection:
    pairs = [_Pair(place, dict(times), cadence) for place in range(PAIRS)]
    mentor, mentee = ([pair.mornings(brings) for pair in pairs] for brings in (cadence.peers, True))
    met = sum(len(pair.dates) for pair in pairs) / PAIRS / WEEKS
    return Projection(_counted(mentor, met), _counted(mentee, met))


def _counted(people: list[set[float]], invitations: float) -> Mails:
    weeks = [Counter(at // WEEK for at in mornings) for mornings in people]
    return Mails(
        a_week=sum(map(len, people)) / PAIRS / WEEKS,
        fullest=max((max(one.values(), default=0) for one in weeks), default=0),
        invitations=invitations,
    )


class _Pair:
    """Matched on a Monday; they meet first in their second week, each pair on a weekday and at an hour of its own."""

    def __init__(self, place: int, times: Mapping[str, int], cadence: Cadence) -> None:
        self.place, self.times, self.cadence = place, times, cadence
        self.first = place * 100  # its first turn
        self.dates = list(self._meetings())

    def _meetings(self) -> Iterator[Meeting]:
        step = self.cadence.rhythm_weeks * WEEK
        dues = [step * time + GRACE for time in (1, 2, 3)]
        at = WEEK + self.place % 5 * DAY + (10 if self.place % 2 else 15)
        turn, silence = self.first, list[Line]()
        while at < WEEKS * WEEK:
            yield Meeting(turn, at, silence)
            turn += 1
            silence = self._asked("rhythm", turn, at + LONG, dues)
            if self._by_themselves("rhythm", turn):
                at += step
            else:
                at += dues[max(len(silence), 1) - 1] + WEEK

    def mornings(self, brings: bool) -> set[float]:
        """Of the daily mails of one of the two; `brings`: whoever brings the topics, works on goals and actions."""
        found = {_morning(line) for line in self._lines(brings)}
        return {at for at in found if at is not None and at < WEEKS * WEEK}

    def _lines(self, brings: bool) -> Iterator[Line]:
        other = 0 if brings else OTHER
        yield from self._asked("agreement", self.first, 0, AGREEMENT_AFTER)
        for meeting in self.dates:
            yield from self._of_meeting(meeting, other)
            if brings:
                yield from self._of_topics(meeting)
        cadence = self.cadence
        yield from self._of_program("check_in", cadence.check_in_weeks, cadence.check_in_days, other)
        yield from self._of_program("review", cadence.review_weeks, cadence.review_days, other)
        yield from self._of_cohort(other)

    def _of_meeting(self, meeting: Meeting, other: int) -> Iterator[Line]:
        """What either of the two hears of it."""
        turn, at, silence = meeting
        yield from silence
        yield from self._told("meeting_soon", turn, at, (-SOON_BEFORE,), lapses=at)
        over = at + LONG
        yield from self._asked("feedback", turn + other, over, FEEDBACK_AFTER, lapses=over + FEEDBACK_UNTIL)
        if (written := self._writes(turn + OTHER - other)) is not None:
            yield Line(over + written)  # what the partner wrote
        yield from self._asked("partner", turn + other, over, WAITING_AFTER)

    def _of_topics(self, meeting: Meeting) -> Iterator[Line]:
        turn, at, _silence = meeting
        yield from self._asked("agenda", turn, at, (-AGENDA_BEFORE,), lapses=at)
        yield from self._asked("action", turn, at // DAY * DAY + ACTION_DAYS * DAY, ACTION_AFTER)
        if self._by_themselves("goal", turn):
            moved = (one.at for one in self.dates if one.at > at and self._by_themselves("goal", one.turn))
            still = next(moved, WEEKS * WEEK)
            dues = [after for after in GOAL_AFTER if at + after < still]
            yield from (Line(at + after) for after in dues[: self.times["goal"]])

    def _of_program(self, kind: str, weeks: int, days: int, other: int) -> Iterator[Line]:
        dues = (*WAITING_AFTER[:2], days * DAY - LAST_DAY)
        for number in range(1, WEEKS // weeks + 1 if weeks else 0):
            opens = number * weeks * WEEK + MORNING
            yield from self._told(kind, self.first + number + other, opens, dues, lapses=opens + days * DAY)

    def _of_cohort(self, other: int) -> Iterator[Line]:
        """Its dates, evenly over the half year, asked about four weeks ahead; and the survey at the start."""
        for number in range(self.cadence.dates):
            at = (number + 1) * WEEKS * WEEK / (self.cadence.dates + 1) // DAY * DAY
            turn = self.first + number + other
            yield from self._told("timeline", turn, at, (-DAY,), lapses=at)
            if number < self.cadence.asks:
                yield from self._told("event", turn, max(at - 4 * WEEK, 0), (MORNING,), lapses=at)
        if self.cadence.is_surveyed:
            dues = (*WAITING_AFTER[:2], SURVEY_DAYS * DAY - LAST_DAY)
            yield from self._told("survey", self.first + other, DAY, dues)

    def _asked(
        self, kind: str, turn: int, at: float, dues: Sequence[float], lapses: float | None = None
    ) -> list[Line]:
        """Reminders of what somebody did not do by themselves."""
        return [] if self._by_themselves(kind, turn) else self._told(kind, turn, at, dues, lapses)

    def _told(
        self, kind: str, turn: int, at: float, dues: Sequence[float], lapses: float | None = None
    ) -> list[Line]:
        """As often as it takes and the program allows."""
        return [Line(at + due, lapses) for due in dues[: min(_takes(turn), self.times[kind])]]

    def _writes(self, turn: int) -> float | None:
        """How long after a meeting somebody gives feedback, if they do."""
        if self._by_themselves("feedback", turn):
            return 0.0
        takes = _takes(turn)
        return FEEDBACK_AFTER[takes - 1] + DAY if takes <= self.times["feedback"] else None

    def _by_themselves(self, habit: str, turn: int) -> bool:
        return _share(turn, PACES[habit]) < BY_THEMSELVES[habit]


def _share(turn: int, pace: int) -> float:
    """From 0 to 1, evenly spread over the turns."""
    return turn * sqrt(pace) % 1


def _takes(turn: int) -> int:
    """How many reminders it takes until a thing is done."""
    return 1 + bisect_right(ENOUGH, _share(turn, MORE))


# Working days' mornings, with a week to spare.
MORNINGS = [week * WEEK + day * DAY + MORNING for week in range(WEEKS + 1) for day in range(5)]


def _morning(line: Line) -> float | None:
    """Of the daily mail that takes it along: the first one once it is due, or the last before it loses its point."""
    place = bisect_left(MORNINGS, line.due)
    if line.lapses is not None:
        last = bisect_right(MORNINGS, line.lapses - LEAD) - 1
        place = min(place, max(last, 0))
        if place < len(MORNINGS) and MORNINGS[place] >= line.lapses:
            return None
    return MORNINGS[place] if place < len(MORNINGS) else None
