"""The mentor's desk: a row for each mentee, the week ahead, and what was promised against what is booked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Enrolment
from sessions.models import ActionItem, Meeting
from sessions.queries.faces import Face
from sessions.queries.pairs import Pair, live_pairs
from sessions.queries.rhythm import Rhythm

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class DeskRow:
    code: str
    partner: Face
    program: str
    rhythm: Rhythm
    rests_until: date | None
    next_at: datetime | None
    next_number: int
    topics: int  # on the agenda of the next meeting
    by_me: int
    by_them: int
    goal: str


@dataclass(frozen=True)
class WeekLine:
    code: str
    number: int
    starts_at: datetime
    name: str
    topics: int


@dataclass(frozen=True)
class DeskPlace:
    """One's own place as a mentor in a cohort."""

    enrolment: Enrolment
    live: int
    booked_minutes: int  # this month, of what was promised

    @property
    def code(self) -> str:
        return self.enrolment.code

    @property
    def free(self) -> int:
        return max(0, self.enrolment.open_capacity - self.live)

    @property
    def booked_hours(self) -> float:
        return round(self.booked_minutes / 60, 1)


@dataclass(frozen=True)
class Desk:
    rows: list[DeskRow]
    week: list[WeekLine]
    places: list[DeskPlace]
    month: date

    @property
    def room(self) -> int:
        return sum(place.free for place in self.places)


def places_of(user: User) -> QuerySet[Enrolment]:
    """Where this person is a mentor now."""
    rows = Enrolment.objects.visible_to(user).accepted().mentors().filter(person__user=user)
    return rows.select_related("person", "cohort__program").with_live_count().order_by("cohort_id")


def desk_of(user: User) -> Desk:
    """Seven statements."""
    pairs = [pair for pair in live_pairs(user) if pair.is_mentor]
    theirs = _open_of_mentees(user, [pair.pk for pair in pairs])
    booked = _booked_this_month(user)
    rows = [_row(pair, theirs.get(pair.pk, 0)) for pair in pairs]
    return Desk(
        rows=sorted(
            rows, key=lambda row: (row.next_at is None, row.next_at or clock.now(), row.partner.name)
        ),
        week=sorted(
            (line for pair in pairs for line in _week_of(pair)), key=lambda line: (line.starts_at, line.code)
        ),
        places=[
            DeskPlace(row, row.live_mentorships, booked.get(row.pk, 0))  # type: ignore[attr-defined]
            for row in places_of(user)
        ],
        month=clock.today(timezone.get_current_timezone()).replace(day=1),
    )


def _row(pair: Pair, by_them: int) -> DeskRow:
    ahead, goal = pair.next_meeting, pair.goal_in_focus
    return DeskRow(
        code=pair.code,
        partner=pair.partner,
        program=pair.program,
        rhythm=pair.rhythm,
        rests_until=pair.rests_until if pair.rests else None,
        next_at=ahead["starts_at"] if ahead else None,
        next_number=ahead["number"] if ahead else 0,
        topics=ahead["topics"] if ahead else 0,
        by_me=len(pair.actions),
        by_them=by_them,
        goal=goal["sentence"] if goal else "",
    )


def _week_of(pair: Pair) -> list[WeekLine]:
    now = clock.now()
    return [
        WeekLine(pair.code, row["number"], row["starts_at"], pair.partner.first_name, row["topics"])
        for row in pair.meetings
        if row["ends_at"] > now and row["starts_at"] <= now + WEEK
    ]


def _open_of_mentees(user: User, pairs: list[int]) -> dict[int, int]:
    rows = ActionItem.objects.visible_to(user).open().filter(mentorship__in=pairs, owner__role="mentee")
    return dict(rows.order_by().values_list("mentorship").annotate(n=Count("pk", distinct=True)))


def _booked_this_month(user: User) -> dict[int, int]:
    """Minutes of each place: meetings of this calendar month that were held or are booked."""
    here = timezone.get_current_timezone()
    first = clock.today(here).replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    rows = Meeting.objects.of_member(user).filter(
        state__in=[Meeting.State.BOOKED, Meeting.State.HELD],
        starts_at__gte=clock.wall_time(first, datetime.min.time(), here),
        starts_at__lt=clock.wall_time(after, datetime.min.time(), here),
        mentorship__members__role="mentor",
        mentorship__members__enrolment__person__user=user,
    )
    found: dict[int, int] = {}
    for place, starts, ends in rows.values_list("mentorship__members__enrolment", "starts_at", "ends_at"):
        found[place] = found.get(place, 0) + int((ends - starts).total_seconds() // 60)
    return found
