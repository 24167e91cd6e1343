"""One's own actions, next dates and latest news over all mentorships: the rest of Today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Member, Mentorship
from sessions.models import ActionItem, Feedback, Goal, Meeting
from sessions.queries.faces import Face, face_of

PAIR = ("mentorship", "mentorship__code")


@dataclass(frozen=True)
class OpenAction:
    """A row of `templates/sessions/_action.html`."""

    pk: int
    text: str
    due_on: date | None
    is_overdue: bool
    is_done: bool
    code: str
    owner: str
    is_mine: bool


@dataclass(frozen=True)
class NextDate:
    code: str
    partner: Face
    number: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class News:
    """Something that happened; `kind` says what: the page has the sentence."""

    kind: str  # matched, meeting_booked, feedback, goal, action_done
    at: datetime
    code: str
    partner: Face
    number: int = 0
    starts_at: datetime | None = None


def open_action(item: ActionItem, user: User) -> OpenAction:
    person = item.owner.enrolment.person
    today = clock.today(timezone.get_current_timezone())
    return OpenAction(
        pk=item.pk,
        text=item.text,
        due_on=item.due_on,
        is_overdue=bool(item.due_on and item.due_on < today and not item.done_at),
        is_done=item.done_at is not None,
        code=item.mentorship.code,
        owner=person.first_name,
        is_mine=person.user_id == user.pk,
    )


def my_actions(user: User) -> list[OpenAction]:
    """What this person said they would do and has not ticked yet, the soonest first. One statement."""
    rows = (
        ActionItem.objects.visible_to(user)
        .open()
        .filter(owner__enrolment__person__user=user, mentorship__state=Mentorship.State.ACTIVE)
        .select_related("mentorship", "owner__enrolment__person")
    )
    found = [open_action(item, user) for item in rows]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.pk))


def next_dates(user: User, *, most: int = 5) -> list[NextDate]:
    """The next meetings. Two statements."""
    rows = list(
        Meeting.objects.of_member(user)
        .upcoming()
        .filter(mentorship__state=Mentorship.State.ACTIVE)
        .select_related("mentorship")
        .order_by("starts_at")[:most]
    )
    partners = partners_of(user, [row.mentorship_id for row in rows]) if rows else {}
    return [
        NextDate(row.mentorship.code, partners[row.mentorship_id], row.number, row.starts_at, row.ends_at)
        for row in rows
        if row.mentorship_id in partners
    ]


def partners_of(user: User, ids: list[int]) -> dict[int, Face]:
    """Whoever sits opposite, by mentorship."""
    members = (
        Member.objects.filter(mentorship__in=Mentorship.objects.of_member(user).filter(pk__in=ids))
        .exclude(enrolment__person__user=user)
        .select_related("mentorship__cohort__program", "enrolment__person__user")
    )
    return {member.mentorship_id: face_of(member) for member in members}


def recent_events(user: User, since: datetime, *, most: int = 15) -> list[News]:
    """What the others did since then, the newest first. Six statements."""
    found = [*_started(user, since), *_meetings(user, since), *_written(user, since)]
    found = sorted(found, key=lambda row: row["at"], reverse=True)[:most]
    partners = partners_of(user, [row["mentorship"] for row in found]) if found else {}
    return [News(partner=partners[pk], **row) for row in found if (pk := row.pop("mentorship")) in partners]


def _started(user: User, since: datetime) -> Iterator[dict[str, Any]]:
    for pk, code, at in (
        Mentorship.objects.of_member(user)
        .filter(started_at__gt=since)
        .values_list("pk", "code", "started_at")
    ):
        yield _row("matched", pk, code, at)


def _meetings(user: User, since: datetime) -> Iterator[dict[str, Any]]:
    rows: Any = (
        Meeting.objects.of_member(user)
        .filter(created_at__gt=since, state="booked", ends_at__gt=clock.now())
        .exclude(booked_by__enrolment__person__user=user)
    )
    for pk, code, at, number, starts_at in rows.values_list(*PAIR, "created_at", "number", "starts_at"):
        yield _row("meeting_booked", pk, code, at, number=number, starts_at=starts_at)


def _written(user: User, since: datetime) -> Iterator[dict[str, Any]]:
    """That the other gave feedback, set a goal or did an action; what, the page of it says."""
    given: Any = Feedback.objects.visible_to(user).filter(recorded_at__gt=since)
    given = given.exclude(author__enrolment__person__user=user)
    path = [f"meeting__{name}" for name in PAIR]
    for pk, code, at, number in given.values_list(*path, "recorded_at", "meeting__number"):
        yield _row("feedback", pk, code, at, number=number)
    goals: Any = Goal.objects.visible_to(user).filter(created_at__gt=since)
    goals = goals.exclude(owner__enrolment__person__user=user)
    for pk, code, at, number in goals.values_list(*PAIR, "created_at", "number"):
        yield _row("goal", pk, code, at, number=number)
    done: Any = ActionItem.objects.visible_to(user).filter(done_at__gt=since)
    done = done.exclude(owner__enrolment__person__user=user)
    for pk, code, at in done.values_list(*PAIR, "done_at"):
        yield _row("action_done", pk, code, at)


def _row(kind: str, mentorship: int, code: str, at: datetime, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "at": at, "code": code, "mentorship": mentorship, **more}
