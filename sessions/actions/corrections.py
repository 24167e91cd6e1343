"""A coordinator corrects a fact of two people: that and when they met, when they began and end. Never a word.

Each is written down as a `Correction`, told to both, and put back by either in one press.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from mentorship.notifications import ledger
from programs.actions import audit
from programs.actions.news import tell_pair
from programs.models import Mentorship
from sessions.actions.meetings import next_number
from sessions.actions.mentorships import lock_for_staff
from sessions.models import Correction, Meeting
from sessions.queries.wall import When

Kind, State = Correction.Kind, Meeting.State
MOST_YEARS = 5


@transaction.atomic
def log_for_them(*, mentorship: Mentorship, by: User, when: When) -> Meeting:
    """They told the coordinator that they met. It counts like any other meeting; nobody is mailed."""
    locked = lock_for_staff(mentorship)
    starts_at, ends_at = when.behind()
    refuse_same_time(locked, starts_at, ends_at)
    meeting = Meeting.objects.create(
        mentorship=locked,
        number=next_number(locked),
        starts_at=starts_at,
        ends_at=ends_at,
        zone=when.zone.key,
        state=State.HELD,
    )
    ledger.settle("rhythm", subject_id=locked.pk)
    _keep(Kind.LOGGED, locked, by, meeting=meeting, now_start=starts_at, now_end=ends_at)
    return meeting


@transaction.atomic
def redate_meeting(*, meeting: Meeting, by: User, when: When, version: int) -> Meeting:
    """It took place at another time. A date ahead is for the two to move."""
    locked = lock_for_staff(meeting.mentorship)
    meeting.refresh_from_db()
    starts_at, ends_at = when.behind()
    _refuse_unheld(meeting)
    refuse_same_time(locked, starts_at, ends_at, but=meeting)
    was_start, was_end = meeting.starts_at, meeting.ends_at
    if (starts_at, ends_at) == (was_start, was_end):
        raise Refusal(_("This is the date it has already."), field="day")
    _write(meeting, version, starts_at=starts_at, ends_at=ends_at, zone=when.zone.key)
    ledger.settle("feedback", subject_id=meeting.pk)  # reminders of the old date; new ones count from the new
    facts = {"was_start": was_start, "was_end": was_end, "now_start": starts_at, "now_end": ends_at}
    _keep(Kind.REDATED, locked, by, meeting=meeting, **facts)
    return meeting


@transaction.atomic
def strike_meeting(*, meeting: Meeting, by: User, version: int) -> Meeting:
    """It did not take place. What the two wrote about it stays, and they read it as before."""
    locked = lock_for_staff(meeting.mentorship)
    meeting.refresh_from_db()
    _refuse_unheld(meeting)
    refuse_with_feedback(meeting)
    was_state = meeting.state
    _write(meeting, version, state=State.MISSED)
    ledger.settle("feedback", subject_id=meeting.pk)
    _keep(
        Kind.STRUCK,
        locked,
        by,
        meeting=meeting,
        was_start=meeting.starts_at,
        was_end=meeting.ends_at,
        was_state=was_state,
    )
    return meeting


@transaction.atomic
def move_dates(
    *, mentorship: Mentorship, by: User, start: date, end: date | None, seen: int | None = None
) -> Mentorship:
    """When it began, and its end: the day planned while it runs (none: the cohort's), else the day it ended.

    `seen` is the number of the last correction the coordinator looked at; a newer one is a conflict.
    """
    locked = lock_for_staff(mentorship)
    _refuse_unseen(locked, seen)
    was = {"was_start": locked.started_at, "was_end": locked.ended_at, "was_day": locked.ends_on}
    _refuse_odd_days(locked, start, end)
    locked.started_at = _on_day(locked.started_at, start, locked)
    if locked.state == Mentorship.State.ACTIVE:
        locked.ends_on = end
    elif end is not None and locked.ended_at is not None:
        locked.ended_at = _on_day(locked.ended_at, end, locked)
    now = {"now_start": locked.started_at, "now_end": locked.ended_at, "now_day": locked.ends_on}
    if list(was.values()) == list(now.values()):
        raise Refusal(_("These are the dates it has already."), field="start")
    locked.save(update_fields=["started_at", "ended_at", "ends_on"])
    ledger.settle("rhythm", subject_id=locked.pk)
    _keep(Kind.DATES, locked, by, **was, **now)
    return locked


@transaction.atomic
def extend_for_them(*, mentorships: Iterable[int], by: User, until: date) -> int:
    """Another last day for those that still run; answers how many it changed. Each of the two can put it back."""
    rows = Mentorship.objects.active().filter(pk__in=list(mentorships)).exclude(ends_on=until)
    found = list(rows.select_related("cohort__program").order_by("pk"))
    for one in found:
        move_dates(mentorship=one, by=by, start=_day_of(one.started_at, one), end=until)
    return len(found)


def _day_of(instant: datetime, mentorship: Mentorship) -> date:
    return instant.astimezone(mentorship.cohort.program.zone).date()


def _on_day(instant: datetime, day: date, mentorship: Mentorship) -> datetime:
    """The same instant where the day stays, else noon of the other day where the program is."""
    zone = mentorship.cohort.program.zone
    return instant if instant.astimezone(zone).date() == day else clock.wall_time(day, time(12), zone)


def _refuse_odd_days(mentorship: Mentorship, start: date, end: date | None) -> None:
    today = clock.today(mentorship.cohort.program.zone)
    live = mentorship.state == Mentorship.State.ACTIVE
    if start > today:
        raise Refusal(_("It runs already, so it can’t start later than today."), field="start")
    if start < today.replace(year=today.year - MOST_YEARS, day=1):
        raise Refusal(_("That is more than five years ago. Look at the year once more."), field="start")
    if not live and end is None:
        raise Refusal(_("It has ended. Give the day."), field="end")
    if end is not None:
        _refuse_odd_end(start, end, today, live=live)


def _refuse_odd_end(start: date, end: date, today: date, *, live: bool) -> None:
    if end < start:
        raise Refusal(_("The end would be before the start."), field="end")
    if live and end < today:
        raise Refusal(_("This day has passed. To end it now, use “End it”."), field="end")
    if not live and end > today:
        raise Refusal(_("It has ended, so the day can’t be ahead."), field="end")
    if end > today.replace(year=today.year + MOST_YEARS, day=1):
        raise Refusal(_("That is more than five years ahead. Look at the year once more."), field="end")


def _refuse_unseen(mentorship: Mentorship, seen: int | None) -> None:
    if seen is not None and last_number(mentorship) != seen:
        raise Conflict(_("Somebody changed something here meanwhile. Look at it once more."))


def _refuse_unheld(meeting: Meeting) -> None:
    if meeting.is_upcoming:
        raise Conflict(_("This meeting is still ahead: the two move it or call it off themselves."))
    if not meeting.took_place:
        raise Conflict(_("This meeting did not take place, so there is no date to correct."))


def refuse_same_time(
    mentorship: Mentorship, starts_at: datetime, ends_at: datetime, *, but: Meeting | None = None
) -> None:
    """Only among their own: whether one of them met somebody else is not for this coordinator to learn."""
    rows = Meeting.objects.filter(mentorship=mentorship, state__in=[State.BOOKED, State.HELD])
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    if rows.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise Conflict(_("The two already have a meeting at that time."), field="hour")


def refuse_with_feedback(meeting: Meeting) -> None:
    if meeting.feedback.exists():
        raise Conflict(_("There is feedback on this meeting already, so it did take place."))


def _write(meeting: Meeting, version: int, **facts: Any) -> None:
    """Over the version somebody read: whoever comes second is told."""
    facts |= {"version": version + 1, "sequence": meeting.sequence + 1, "changed_at": clock.now()}
    if not Meeting.objects.filter(pk=meeting.pk, version=version).update(**facts):
        raise Conflict(_("This meeting was changed meanwhile. Look at it once more."))
    meeting.refresh_from_db()


def last_number(mentorship: Mentorship) -> int:
    last = Correction.objects.filter(mentorship=mentorship).order_by("-number").values_list("number").first()
    return last[0] if last else 0


def _keep(kind: str, mentorship: Mentorship, by: User, **facts: Any) -> None:
    """That it was corrected, for both of the two and for the log. Under the mentorship's lock."""
    kept = Correction.objects.create(
        mentorship=mentorship, number=last_number(mentorship) + 1, kind=kind, by=by, **facts
    )
    tell_pair(f"correction_{kind}", mentorship=mentorship, by=by, ref=kept.number)
    organisation = mentorship.cohort.program.organisation
    audit.record(f"mentorship.{VERBS[kind]}", target=mentorship, by=by, organisation=organisation)


VERBS: dict[str, str] = {
    Kind.LOGGED: "meeting_noted",
    Kind.REDATED: "meeting_redated",
    Kind.STRUCK: "meeting_struck",
    Kind.DATES: "dates_moved",
}
