"""Who somebody is on this site, in one statement: what the navigation needs."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import (
    Concern,
    Enrolment,
    HandOver,
    Member,
    Organisation,
    Part,
    Person,
    SafeguardingContact,
    StaffRole,
    TimelineDate,
)
from programs.models.enrolments import EnrolmentQuerySet


@dataclass(frozen=True)
class Roles:
    """Roles are a union; there is nothing to switch."""

    organisation: str
    initials: str  # of the name; empty for whoever has none yet
    owns: bool
    coordinates: bool
    enrolled: bool
    in_mentorship: bool
    mentees: int = 0  # of live mentorships
    keeps_journal: bool = False  # a program of theirs uses the journal
    safeguards: bool = False  # a safeguarding contact somewhere
    has_dates: bool = False  # a cohort of theirs has a timeline
    concerns: int = 0  # those that wait for this contact
    handed: tuple[str, str] | None = (
        None  # code and name of a program somebody handed over to them, not seen yet
    )


def _mentees() -> Coalesce:
    own = Member.objects.filter(
        enrolment__person__user=OuterRef("pk"), role="mentor", mentorship__state="active"
    )
    return Coalesce(Subquery(own.values("role").annotate(n=Count("pk")).values("n")), 0)


def _with_part(part: Part) -> EnrolmentQuerySet:
    """Places in programs that use it. Nobody chose: the usual parts, all of those asked for here among them."""
    parts = "cohort__program__chosen_parts"
    words = Enrolment.objects.annotate(words=Cast(parts, TextField()))
    chosen = Q(words__contains=f'"{part.value}"') | Q(**{f"{parts}__isnull": True})
    return words.filter(chosen, person__user=OuterRef("pk"), state="accepted")


def _cohorts_with_dates() -> Any:
    return TimelineDate.objects.standing().values("cohort")


def _waiting_concerns(user: User) -> Any:
    """How many this contact has neither answered nor closed, as part of the one statement."""
    rows = Concern.objects.for_contact(user).open().filter(answers=None)
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _about(user: User) -> QuerySet[User, tuple[Any, ...]]:
    """With SOME_TIME wherever a part of it asks what time it is."""
    with clock.at(SOME_TIME):
        return _asked_about(user)


def _asked_about(user: User) -> QuerySet[User, tuple[Any, ...]]:
    staff = StaffRole.objects.filter(user=OuterRef("pk"))
    by_person = Organisation.objects.filter(people__user=OuterRef("pk")).order_by("pk")
    by_role = Organisation.objects.filter(staff_roles__user=OuterRef("pk")).order_by("pk")
    handed = HandOver.objects.filter(taker=OuterRef("pk"), seen_at=None).exclude(begun_at=None)
    handed = handed.filter(Q(until=None) | Q(ended_at=None)).order_by("pk")
    return User.objects.filter(pk=user.pk).values_list(
        Subquery(by_role.values("name")[:1]),
        Subquery(by_person.values("name")[:1]),
        Subquery(Person.objects.filter(user=OuterRef("pk")).order_by("pk").values("name")[:1]),
        _mentees(),
        _waiting_concerns(user),
        Subquery(handed.values("program__code")[:1]),
        Subquery(handed.values("program__name")[:1]),
        Exists(staff.filter(role="owner")),
        Exists(staff.filter(role="coordinator", ends_at__gt=clock.now())),
        Exists(Enrolment.objects.filter(person__user=OuterRef("pk"))),
        Exists(Member.objects.filter(enrolment__person__user=OuterRef("pk"))),
        Exists(_with_part(Part.JOURNAL)),
        Exists(SafeguardingContact.objects.filter(user=OuterRef("pk"))),
        Exists(_with_part(Part.TIMELINE).filter(cohort__in=_cohorts_with_dates())),
    )


# In whose places the person of the request and the present moment are put.
SOMEBODY, SOME_TIME = -1, datetime(1000, 1, 1, tzinfo=UTC)


@cache
def _statement() -> tuple[str, tuple[Any, ...]]:
    """Every page asks this, and making it of its parts takes longer than its answer: it is made once a process."""
    made: tuple[str, tuple[Any, ...]] = _about(User(pk=SOMEBODY)).query.sql_with_params()
    return made


def roles_of(user: User) -> Roles:
    statement, values = _statement()
    as_written = connection.ops.adapt_datetimefield_value
    put = {SOMEBODY: user.pk, as_written(SOME_TIME): as_written(clock.now())}
    with connection.cursor() as cursor:
        cursor.execute(statement, [put.get(value, value) for value in values])
        row = cursor.fetchone()
    if row is None:
        raise User.DoesNotExist
    staffed, placed, name, mentees, concerns, handed, handed_name, *facts = row
    initials = "".join(word[0] for word in (name or "").split()[:2]).upper()
    owns, coordinates, enrolled, in_mentorship, keeps_journal, safeguards, has_dates = map(bool, facts)
    return Roles(
        organisation=staffed or placed or "Trellis",
        initials=initials,
        owns=owns,
        coordinates=coordinates,
        enrolled=enrolled,
        in_mentorship=in_mentorship,
        mentees=mentees,
        keeps_journal=keeps_journal,
        safeguards=safeguards,
        concerns=concerns,
        has_dates=has_dates,
        handed=(handed, handed_name) if handed else None,
    )
