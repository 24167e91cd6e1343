"""The rows of a file of people: accounts, people, places, managers; part of the transaction of the import.

Writing keeps the rules of `people.add_person` and `enrolments.enrol` (an address brings an account, handles are
unique, a place once for each role), in a constant number of statements for each batch of 500.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from allauth.account.models import EmailAddress
from django.db import models

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from programs.models import Cohort, Enrolment, Person
from programs.queries.importing_reader import Entry

BATCH = 500
State = Enrolment.State
T = TypeVar("T")
Wrote = Callable[[int, int], None]  # how many of how many places


def batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def write_people(entries: Sequence[Entry], known: set[int], cohort: Cohort) -> dict[int, Person]:
    """Everybody the file is about, by `who`: those we knew, and the new ones, now written."""
    organisation = cohort.program.organisation
    people = Person.objects.filter(organisation=organisation).select_related("user").in_bulk(list(known))
    fresh = list(_merged(entries).values())
    users = _accounts([entry.email for entry in fresh if entry.email])
    _give_zones(fresh, users)
    for batch in batches(fresh):
        codes = fresh_codes(Person.objects.all(), len(batch))
        rows = [
            Person(
                organisation=organisation,
                user=users.get(entry.email),
                email=entry.email,
                reference=entry.reference,
                code=code,
                **entry.person,
            )
            for entry, code in zip(batch, codes, strict=True)
        ]
        written = Person.objects.bulk_create(rows)
        people |= {entry.who: person for entry, person in zip(batch, written, strict=True)}
    return people


def _give_zones(fresh: Sequence[Entry], users: Mapping[str, User]) -> None:
    """As `people.give_zone`, for many."""
    zoned: dict[int, User] = {}
    for entry in fresh:
        user, named = users.get(entry.email), str(entry.person.get("time_zone") or "")
        if user is not None and named and not user.time_zone:
            user.time_zone = named
            zoned[user.pk] = user
    User.objects.bulk_update(zoned.values(), ["time_zone"], batch_size=BATCH)


def _merged(entries: Sequence[Entry]) -> dict[int, Entry]:
    """Each new person once: as first told, with a handle that only a later row has."""
    merged: dict[int, Entry] = {}
    for entry in entries:
        if entry.who < 0:
            first = merged.get(entry.who, entry)
            merged[entry.who] = replace(
                first, email=first.email or entry.email, reference=first.reference or entry.reference
            )
    return merged


def _accounts(emails: Sequence[str]) -> dict[str, User]:
    """As `people.account_for`, for many: the account and allauth's EmailAddress, made where there is none."""
    users: dict[str, User] = {}
    for batch in batches(sorted(set(emails))):
        there = {user.email: user for user in User.objects.filter(email__in=batch)}
        owned = EmailAddress.objects.filter(email__in=batch, verified=True).select_related("user")
        seconds = {one.email: one.user for one in owned if one.email != one.user.email}
        there |= seconds  # verified as somebody's second address
        made = [User(email=email) for email in batch if email not in there]
        for user in made:
            user.set_unusable_password()
        there |= {user.email: user for user in User.objects.bulk_create(made)}
        addressed = set(EmailAddress.objects.filter(user__in=there.values()).values_list("user_id", "email"))
        EmailAddress.objects.bulk_create(
            EmailAddress(user=user, email=user.email, primary=True, verified=False)
            for email, user in there.items()
            if email not in seconds and (user.pk, user.email) not in addressed
        )
        users |= there
    return users


def write_places(
    entries: Sequence[Entry],
    people: Mapping[int, Person],
    cohort: Cohort,
    wrote: Wrote,
    *,
    accept: bool,
    asked: set[int],
) -> list[Enrolment]:
    """Answers the places of those in `asked`: theirs wait for their own answer."""
    waiting: list[Enrolment] = []
    for number, batch in enumerate(batches(entries)):
        codes = fresh_codes(Enrolment.objects.all(), len(batch))
        written = Enrolment.objects.bulk_create(
            Enrolment(
                cohort=cohort,
                person=people[entry.who],
                role=entry.role,
                state=State.ACCEPTED if accept and entry.who not in asked else State.APPLIED,
                decided_at=clock.now() if accept and entry.who not in asked else None,
                code=code,
                **{**entry.place, "zone_assumed": not people[entry.who].time_zone},
            )
            for entry, code in zip(batch, codes, strict=True)
        )
        waiting += [place for place in written if place.person_id in asked]
        wrote(number * BATCH + len(batch), len(entries))
    return waiting


def write_managers(entries: Sequence[Entry], people: Mapping[int, Person], cohort: Cohort) -> None:
    """Only for people who are new: what is known about the others stays as it is."""
    reports = {entry.who: entry.manager for entry in entries if entry.manager and entry.who < 0}
    if not reports:
        return
    in_organisation = Person.objects.filter(organisation=cohort.program.organisation_id)
    handles: dict[str, int] = {}
    for pk, email, reference in in_organisation.values_list("pk", "email", "reference"):
        handles |= {handle: pk for handle in (email, reference) if handle}
    rows = []
    for who, manager in reports.items():
        person, manager_id = people[who], handles.get(manager)
        if manager_id not in {None, person.pk}:
            person.line_manager_id = manager_id
            rows.append(person)
    Person.objects.bulk_update(rows, ["line_manager"], batch_size=BATCH)


def fresh_codes(rows: models.QuerySet[Any], count: int) -> list[str]:
    """Codes nobody has. Ten thousand at random would meet a taken one in one import of eight."""
    codes: set[str] = set()
    while len(codes) < count:
        more = {new_code() for _missing in range(count - len(codes))}
        taken = rows.filter(code__in=more).values_list("code", flat=True)
        codes |= more - set(taken)
    return list(codes)
