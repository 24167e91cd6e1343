"""What falls due for a pair by an instant, computed from the rows; the ledger writes each thing down once.

Each rule looks back 48 hours and no further: what is later than that is not worth a mail any more. A few
statements for any number of pairs.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.db.models import Exists, F, OuterRef

from mentorship.accounts.zones import zone
from mentorship.lib import clock
from mentorship.lib.quarters import Quarter
from mentorship.notifications.ledger import Due
from programs.models import Member, Mentorship
from sessions.models import AgendaItem, Feedback, Meeting
from sessions.queries.prompts import agenda_period, quiet_mentorships, silence_of

AGENDA_BEFORE = timedelta(hours=48)
FEEDBACK_AFTER = timedelta(hours=2)
FEEDBACK_UNTIL = timedelta(days=5)
REVIEW_FROM = timedelta(days=30)
LOOK_BACK = timedelta(hours=48)

State = Meeting.State


def agenda(now: datetime) -> Iterator[Due]:
    """To the mentee, two days before a meeting nobody has prepared; booked later than that: at once."""
    prepared = AgendaItem.objects.filter(meeting=OuterRef("pk"))
    rows = Meeting.objects.filter(
        ~Exists(prepared),
        state=State.BOOKED,
        starts_at__gt=now,
        starts_at__lte=now + AGENDA_BEFORE,
        mentorship__in=Mentorship.objects.in_contact(),
        mentorship__members__role="mentee",
        mentorship__members__enrolment__person__user__is_active=True,
    ).values_list("pk", "starts_at", "created_at", "mentorship__members__enrolment__person__user")
    for meeting, starts_at, created_at, user in rows:
        due_at = max(starts_at - AGENDA_BEFORE, min(created_at, now))
        yield Due("agenda", meeting, user, due_at, agenda_period(starts_at), lapses_at=starts_at)


def feedback(now: datetime) -> Iterator[Due]:
    """To each of the two who has not written yet, two hours after the end."""
    written = Feedback.objects.filter(meeting=OuterRef("pk"), author=OuterRef("member"))
    rows = (
        Meeting.objects.filter(
            state__in=[State.BOOKED, State.HELD],
            ends_at__lte=now - FEEDBACK_AFTER,
            ends_at__gt=now - FEEDBACK_AFTER - LOOK_BACK,
            mentorship__in=Mentorship.objects.in_contact(),
            mentorship__members__enrolment__person__user__is_active=True,
        )
        .annotate(member=F("mentorship__members__pk"))
        .filter(~Exists(written))
        .values_list("pk", "ends_at", "mentorship__members__enrolment__person__user")
    )
    for meeting, ends_at, user in rows:
        yield Due("feedback", meeting, user, ends_at + FEEDBACK_AFTER, lapses_at=ends_at + FEEDBACK_UNTIL)


def check_in(now: datetime) -> Iterator[Due]:
    """To both, when no meeting took place for their rhythm and a week, and none is booked."""
    rows = quiet_mentorships().values_list(
        "pk",
        "started_at",
        "last_met",
        "rhythm_weeks",
        "cohort__program__time_zone",
        "contact_at",
        "paused_until",
    )
    due: dict[int, tuple[datetime, str]] = {}
    for mentorship, started_at, last_met, rhythm, zone_name, contact_at, rested in rows:
        latest = silence_of(started_at, last_met, rhythm, zone(zone_name), contact_at, rested).latest()
        if latest and now - LOOK_BACK < latest[0] <= now:
            due[mentorship] = latest
    for mentorship, user in _readers(list(due)):
        yield Due("check_in", mentorship, user, due[mentorship][0], due[mentorship][1])


def review(now: datetime) -> Iterator[Due]:
    """To both, once a quarter, at nine in the program's zone; not in the first month, nor while they rest."""
    active = Mentorship.objects.awake()
    asked = {}
    for name in active.order_by().values_list("cohort__program__time_zone", flat=True).distinct():
        quarter = Quarter.of(clock.today(zone(name)))
        if now - LOOK_BACK < quarter.prompt_at(zone(name)) <= now:
            asked[name] = quarter
    rows = active.filter(cohort__program__time_zone__in=asked, started_at__lte=now - REVIEW_FROM + LOOK_BACK)
    due = {}
    for mentorship, started_at, name in rows.values_list("pk", "started_at", "cohort__program__time_zone"):
        prompt = asked[name].prompt_at(zone(name))
        if started_at <= prompt - REVIEW_FROM:
            due[mentorship] = prompt, asked[name], _end_of(asked[name], name)
    for mentorship, user in _readers(list(due)):
        prompt, quarter, end = due[mentorship]
        yield Due("review", mentorship, user, prompt, quarter.slug, lapses_at=end)


def _end_of(quarter: Quarter, zone_name: str) -> datetime:
    return clock.wall_time(quarter.last_day + timedelta(days=1), time(0), zone(zone_name))


def _readers(mentorships: list[int]) -> Iterator[tuple[int, int]]:
    """Mentorship and user of everybody with an account, 500 mentorships a statement."""
    for start in range(0, len(mentorships), 500):
        yield from Member.objects.filter(
            mentorship__in=mentorships[start : start + 500], enrolment__person__user__is_active=True
        ).values_list("mentorship", "enrolment__person__user")
