"""The rows of a file of people: accounts, people, places, managers; part of the transaction of the import.

Writing keeps the rules of `people.add_person` and `enrolments.enrol` (an address brings an account, handles are
unique, a place once for each role), in a constant number of statements for each batch of 500.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from allauth.account.models import EmailAddress

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import fresh_codes
from programs.actions.import_trail import Written
from programs.models import Cohort, Enrolment, Person
from programs.queries.importing_reader import Entry

BATCH = 500
State = Enrolment.State
T = TypeVar("T")
Wrote = Callable[[int, int], None]  # how many of how many places


def batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


class Known(NamedTuple):
    """What the places and pairs of somebody need: ten thousand whole people would be too much to hold."""

    pk: int
    user_id: int | None
    time_zone: str
    shown_name: str

    @classmethod
    def of(cls, person: Person) -> "Known":
        return cls(person.pk, person.user_id, person.time_zone, person.shown_name)


def write_people(
    entries: Sequence[Entry], known: set[int], cohort: Cohort, down: Written
) -> dict[int, Known]:
    """Everybody the file is about, by `who`: those we knew, and the new ones, now written."""
    organisation = cohort.program.organisation
    here = Person.objects.filter(organisation=organisation).in_bulk(list(known))
    people = {pk: Known.of(person) for pk, person in here.items()}
    for batch in batches(list(_merged(entries).values())):
        zones = {entry.email: str(entry.person.get("time_zone") or "") for entry in batch if entry.email}
        users = _accounts(zones, down)
        codes = fresh_codes(Person.objects.all(), len(batch))
        written = Person.objects.bulk_create(
            Person(
                organisation=organisation,
                user=users.get(entry.email),
                email=entry.email,
                reference=entry.reference,
                code=code,
                **entry.person,
            )
            for entry, code in zip(batch, codes, strict=True)
        )
        down.add(written)
        people |= {entry.who: Known.of(person) for entry, person in zip(batch, written, strict=True)}
    return people


def _merged(entries: Sequence[Entry]) -> dict[int, Entry]:
    """Each new person once: as first told, with a handle that only a later row has."""
    merged: dict[int, Entry] = {}
    for entry in entries:
        if entry.who < 0:
            first = merged.setdefault(entry.who, entry)
            email, reference = first.email or entry.email, first.reference or entry.reference
            if (first.email, first.reference) != (email, reference):
                merged[entry.who] = replace(first, email=email, reference=reference)
    return merged


def _accounts(zones: Mapping[str, str], down: Written) -> dict[str, User]:
    """By address, as `people.account_for` and `people.give_zone`, for many: the account and allauth's EmailAddress,
    made where there is none."""
    there = {user.email: user for user in User.objects.filter(email__in=zones)}
    owned = EmailAddress.objects.filter(email__in=zones, verified=True).select_related("user")
    seconds = {one.email: one.user for one in owned if one.email != one.user.email}
    there |= seconds  # verified as somebody's second address
    _give_zones(there, zones)
    made = [User(email=email, time_zone=zone) for email, zone in zones.items() if email not in there]
    for user in made:
        user.set_unusable_password()
    there |= {user.email: user for user in User.objects.bulk_create(made)}
    down.add(made)
    addressed = set(EmailAddress.objects.filter(user__in=there.values()).values_list("user_id", "email"))
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=False)
        for email, user in there.items()
        if email not in seconds and (user.pk, user.email) not in addressed
    )
    return there


def _give_zones(there: Mapping[str, User], zones: Mapping[str, str]) -> None:
    """An account that has chosen no zone yet shows times where its person lives."""
    zoned = [user for email, user in there.items() if zones[email] and not user.time_zone]
    for user in zoned:
        user.time_zone = next(zones[email] for email, one in there.items() if one is user)
    User.objects.bulk_update(zoned, ["time_zone"])


def write_places(
    entries: Sequence[Entry],
    people: Mapping[int, Known],
    cohort: Cohort,
    wrote: Wrote,
    *,
    accept: bool,
    asked: set[int],
    down: Written,
) -> list[Enrolment]:
    """Answers the places of those in `asked`: theirs wait for their own answer."""
    waiting: list[Enrolment] = []
    for number, batch in enumerate(batches(entries)):
        codes = fresh_codes(Enrolment.objects.all(), len(batch))
        written = Enrolment.objects.bulk_create(
            Enrolment(
                cohort=cohort,
                person_id=people[entry.who].pk,
                role=entry.role,
                state=State.ACCEPTED if accept and entry.who not in asked else State.APPLIED,
                decided_at=clock.now() if accept and entry.who not in asked else None,
                code=code,
                **{**entry.place, "zone_assumed": not people[entry.who].time_zone},
            )
            for entry, code in zip(batch, codes, strict=True)
        )
        down.add(written)
        waiting += [place for place in written if place.person_id in asked]
        wrote(number * BATCH + len(batch), len(entries))
    return waiting


def write_managers(entries: Sequence[Entry], people: Mapping[int, Known], cohort: Cohort) -> None:
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
        pk, manager_id = people[who].pk, handles.get(manager)
        if manager_id not in {None, pk}:
            rows.append(Person(pk=pk, line_manager_id=manager_id))
    Person.objects.bulk_update(rows, ["line_manager"], batch_size=BATCH)
