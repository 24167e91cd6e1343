"""Whom somebody of a program can turn to, and who would read it. Partners never would."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from mentorship.accounts.models import User
from programs.models import HandOver, Member, Mentorship, Person, Program, SafeguardingContact, StaffRole


@dataclass(frozen=True)
class Named:
    name: str
    email: str


def handlers_of(program: Program, mentorship: Mentorship | None) -> list[User]:
    """The contacts who would read a concern: not one who coordinates, nor one of the two it is about."""
    coordinators = StaffRole.objects.coordinators().filter(program=program).values("user")
    rows = (
        SafeguardingContact.objects.filter(program=program, user__is_active=True)
        .exclude(user__in=coordinators)
        .exclude(user__in=_members(mentorship))
    )
    return [row.user for row in rows.select_related("user").order_by("since", "pk")]


def answerers_of(program: Program, mentorship: Mentorship | None) -> list[User]:
    """The coordinators who would read a request: not one of the two it is about."""
    rows = StaffRole.objects.coordinators().filter(program=program, user__is_active=True)
    rows = rows.exclude(user__in=_members(mentorship))
    return [row.user for row in rows.select_related("user").order_by("since", "pk")]


def told_of_requests(program: Program, mentorship: Mentorship | None) -> list[User]:
    """As `answerers_of`, without whoever is away; where nobody else could read it, they are told after all."""
    readers = answerers_of(program, mentorship)
    away = set(HandOver.objects.running().filter(program=program).values_list("giver", flat=True))
    return [user for user in readers if user.pk not in away] or readers


def owners_of(program: Program, mentorship: Mentorship | None) -> list[User]:
    """Whom to reach where no contact is named."""
    rows = StaffRole.objects.owners().filter(organisation=program.organisation_id, user__is_active=True)
    rows = rows.exclude(user__in=_members(mentorship))
    return [row.user for row in rows.select_related("user").order_by("since", "pk")]


def named(program: Program, users: list[User]) -> list[Named]:
    """By the name they have in the organisation, else by their address."""
    people = Person.objects.filter(organisation=program.organisation_id, user__in=users).exclude(name="")
    names = dict(people.values_list("user_id", "name"))
    return [Named(names.get(user.pk, user.email), user.email) for user in users]


def _members(mentorship: Mentorship | None) -> "QuerySet[Member, Any]":
    """Within the statement that leaves them out."""
    rows = Member.objects.filter(mentorship=mentorship, enrolment__person__user__isnull=False)
    return rows.values("enrolment__person__user")
