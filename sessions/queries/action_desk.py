"""All open actions of one person across their mentorships, by when; and what was promised to them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Member, Mentorship
from sessions.access import Seat
from sessions.models import ActionItem
from sessions.queries.desk import OpenAction, open_action

LATELY, MOST = timedelta(days=30), 200
TITLES: dict[str, str | Promise] = {
    "overdue": _("Past their date"),
    "week": _("This week"),
    "later": _("Later"),
    "no_date": _("No date"),
}


@dataclass(frozen=True)
class DeskAction:
    action: OpenAction
    partner: str
    may_remove: bool


@dataclass(frozen=True)
class DeskGroup:
    key: str
    title: str | Promise
    rows: list[DeskAction]


@dataclass(frozen=True)
class HandedBack:
    text: str
    line: str
    by: str
    is_mine: bool
    code: str


def desk_groups(user: User, *, promised: bool) -> list[DeskGroup]:
    """One's own, or what the others promised: overdue, this week, later, without a date. Two statements."""
    rows = list(_in_live_mentorships(user, promised=promised).open().order_by("due_on", "pk")[:MOST])
    names = _partners(user, {row.mentorship_id for row in rows})
    today = clock.today(timezone.get_current_timezone())
    groups: dict[str, list[DeskAction]] = {key: [] for key in TITLES}
    for row in rows:
        action = open_action(row, user)
        may_remove = row.added_by_id in names.mine if row.added_by_id else action.is_mine
        made = DeskAction(action, names.partners.get(row.mentorship_id, ""), may_remove)
        groups[_key(row.due_on, today)].append(made)
    return [DeskGroup(key, TITLES[key], groups[key]) for key in TITLES if groups[key]]


def handed_back_to(user: User) -> list[HandedBack]:
    """What somebody will not do after all, of the last month, with their line. One statement."""
    rows = _in_live_mentorships(user, promised=True).filter(handed_back_at__gt=clock.now() - LATELY)
    return [_handed_back(row, user) for row in rows.order_by("-handed_back_at")[:MOST]]


def handed_back_in(seat: Seat) -> list[HandedBack]:
    """The same for one mentorship, of both. One statement."""
    rows = ActionItem.objects.visible_to(seat.user).filter(
        mentorship=seat.mentorship, handed_back_at__gt=clock.now() - LATELY
    )
    rows = rows.select_related("mentorship", "owner__enrolment__person").order_by("-handed_back_at")
    return [_handed_back(row, seat.user) for row in rows]


def _in_live_mentorships(user: User, *, promised: bool) -> Any:
    rows = ActionItem.objects.visible_to(user).filter(mentorship__state=Mentorship.State.ACTIVE)
    mine = {"owner__enrolment__person__user": user}
    rows = rows.exclude(**mine) if promised else rows.filter(**mine)
    return rows.select_related("mentorship", "owner__enrolment__person")


@dataclass(frozen=True)
class _Names:
    partners: dict[int, str]
    mine: set[int]


def _partners(user: User, mentorships: set[int]) -> _Names:
    members = Member.objects.filter(
        mentorship__in=Mentorship.objects.of_member(user).filter(pk__in=mentorships)
    ).select_related("enrolment__person")
    found = _Names({}, set())
    for member in members:
        if member.enrolment.person.user_id == user.pk:
            found.mine.add(member.pk)
        else:
            found.partners[member.mentorship_id] = member.enrolment.person.first_name
    return found


def _key(due_on: date | None, today: date) -> str:
    if due_on is None:
        return "no_date"
    if due_on < today:
        return "overdue"
    return "week" if due_on <= today + timedelta(days=6) else "later"


def _handed_back(row: ActionItem, user: User) -> HandedBack:
    person = row.owner.enrolment.person
    return HandedBack(
        text=row.text,
        line=row.handed_back_line,
        by=person.first_name,
        is_mine=person.user_id == user.pk,
        code=row.mentorship.code,
    )
