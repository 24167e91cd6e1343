"""Small makers for tests: rows through the real actions where one exists, with plain defaults."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.actions.mentorships import start_mentorship
from programs.actions.people import account_for, add_person
from programs.actions.timeline import Wanted, add_date
from programs.models import (
    Cohort,
    Enrolment,
    Mentorship,
    Organisation,
    Person,
    Program,
    SafeguardingContact,
    StaffRole,
    TimelineDate,
)

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
_number = count(1)


def organisation(name: str = "Orchard") -> Organisation:
    return Organisation.objects.create(name=name)


def program(organisation: Organisation, **facts: Any) -> Program:
    facts.setdefault("name", f"Program {next(_number)}")
    return Program.objects.create(organisation=organisation, **facts)


def cohort(program: Program, **facts: Any) -> Cohort:
    today = clock.now().date()
    facts.setdefault("name", f"Cohort {next(_number)}")
    facts.setdefault("enrol_from", today - timedelta(days=40))
    facts.setdefault("enrol_until", today + timedelta(days=10))
    facts.setdefault("starts_on", today + timedelta(days=14))
    facts.setdefault("ends_on", facts["starts_on"] + timedelta(days=180))
    return Cohort.objects.create(program=program, **facts)


def coordinator(program: Program, email: str = "") -> User:
    user = account_for(email or f"coordinator{next(_number)}@example.org", verified=True)
    StaffRole.objects.create(
        user=user, organisation=program.organisation, program=program, role=StaffRole.Role.COORDINATOR
    )
    return user


def safeguarding_contact(program: Program, email: str = "") -> User:
    user = account_for(email or f"contact{next(_number)}@example.org", verified=True)
    SafeguardingContact.objects.create(program=program, user=user)
    return user


def owner(organisation: Organisation, email: str = "") -> User:
    user = account_for(email or f"owner{next(_number)}@example.org", verified=True)
    StaffRole.objects.create(user=user, organisation=organisation, role=StaffRole.Role.OWNER)
    return user


def person(organisation: Organisation, name: str = "", **facts: Any) -> Person:
    number = next(_number)
    facts.setdefault("email", f"person{number}@example.org")
    return add_person(organisation=organisation, name=name or f"Person {number}", **facts)


def enrolment(cohort: Cohort, role: str, who: Person | None = None, **facts: Any) -> Enrolment:
    facts.setdefault("state", Enrolment.State.ACCEPTED)
    who = who or person(cohort.program.organisation)
    return Enrolment.objects.create(cohort=cohort, role=role, person=who, **facts)


def mentorship(
    cohort: Cohort, by: User, mentor: Enrolment | None = None, mentee: Enrolment | None = None
) -> Mentorship:
    return start_mentorship(
        mentor=mentor or enrolment(cohort, "mentor", capacity=3),
        mentee=mentee or enrolment(cohort, "mentee"),
        by=by,
    )


def some_day(days: int = 0) -> date:
    return clock.now().date() + timedelta(days=days)


def timeline_date(
    cohort: Cohort, by: User, days: int = 3, hour: int | None = 18, **facts: Any
) -> TimelineDate:
    """An event `days` ahead, at `hour` on the program's wall; a whole day without one. It asks who comes."""
    facts = {"name": "Kick-off", "asks": True, **facts}
    wanted = Wanted(day=some_day(days), hour=time(hour) if hour is not None else None, **facts)
    return add_date(cohort=cohort, by=by, wanted=wanted)
