"""Whom a coordinator's note reaches, and what stands in for the words in braces."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import time
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from mentorship.accounts.zones import zone
from mentorship.lib import clock
from mentorship.notifications.models import BouncedAddress
from programs.models import Enrolment, Member, Mentorship, NoteRecipient, Person, Program
from programs.models.enrolments import Role
from programs.models.people import first_name_of, shown_name_of

# What may stand in braces, each filled in for its reader.
WORDS = ("name", "partner", "next date")
IN_BRACES = re.compile(r"\{([^{}]*)\}")
WHOM = {"both": (Role.MENTOR, Role.MENTEE), "mentors": (Role.MENTOR,), "mentees": (Role.MENTEE,)}


def unknown_words(text: str, known: Iterable[str] = WORDS) -> list[str]:
    """Words in braces that nothing would be put in for, each once."""
    allowed = set(known)
    return list(dict.fromkeys(word for word in IN_BRACES.findall(text) if word not in allowed))


def filled(text: str, values: dict[str, str]) -> str:
    """The text for one reader. In one pass: a name with braces in it is a name."""
    return IN_BRACES.sub(lambda found: values.get(found[1], found[0]), text)


# What is asked of each here. Thousands of models, of people, places and seats, would be the page's time.
SEAT = ("pk", "role", "mentorship", "mentorship__code")
KNOWN = ("pk", "user", "name", "reference", "email", "time_zone")
OF_PLACE = tuple(f"person__{name}" for name in KNOWN)


class Seat(NamedTuple):
    """In a mentorship, with its code."""

    pk: int
    role: str
    mentorship_id: int
    code: str


class Known(NamedTuple):
    """A person, as far as a mail asks."""

    pk: int
    user_id: int | None
    name: str
    reference: str
    email: str
    time_zone: str

    @property
    def shown_name(self) -> str:
        return shown_name_of(self.name, self.reference, self.email)

    @property
    def first_name(self) -> str:
        return first_name_of(self.name, self.reference, self.email)

    def own_zone(self, fallback: str) -> ZoneInfo:
        return zone(self.time_zone or fallback)

    def __str__(self) -> str:
        return self.shown_name


class Place(NamedTuple):
    """In a cohort."""

    pk: int
    role: str


@dataclass(frozen=True)
class Reached:
    """One mail: a person, their seats in the mentorships it is about, and the places it is for."""

    person: Person | Known
    members: list[Seat] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True)
class Recipients:
    """Everybody a note would reach, by name."""

    people: list[Reached]
    today: frozenset[int] = frozenset()  # the people who have had a note today
    refused: frozenset[int] = frozenset()  # the accounts whose mail comes back

    def only(self, whom: str) -> "Recipients":
        """Those in some of the roles, with the seats and places they have in these."""
        if WHOM[whom] == WHOM["both"]:
            return self
        found = [
            Reached(
                one.person,
                [seat for seat in one.members if seat.role in WHOM[whom]],
                [place for place in one.places if place.role in WHOM[whom]],
            )
            for one in self.people
        ]
        return replace(self, people=[one for one in found if one.members or one.places])

    def mails_to(self, whom: str) -> int:
        """`len(only(whom).mailed(also_again=False))`, without a copy of everybody."""
        roles = WHOM[whom]
        return sum(
            any(seat.role in roles for seat in one.members)
            or any(place.role in roles for place in one.places)
            for one in self.mailed(also_again=False)
        )

    def mailed(self, *, also_again: bool) -> list[Reached]:
        """One mail each. Whoever had a note today gets this one only if it is said."""
        skipped = frozenset() if also_again else self.today
        return [one for one in self._with_address if one.person.pk not in skipped]

    @property
    def persons(self) -> list[Person | Known]:
        return [one.person for one in self.people]

    @property
    def again(self) -> list[Person | Known]:
        return [one.person for one in self._with_address if one.person.pk in self.today]

    @property
    def silent(self) -> list[Person | Known]:
        return [one.person for one in self.people if one.person.user_id is None]

    @property
    def bounced(self) -> list[Person | Known]:
        return [one.person for one in self.people if one.person.user_id in self.refused]

    @cached_property
    def _with_address(self) -> list[Reached]:
        return [one for one in self.people if one.person.user_id is not None]


def recipients_of(program: Program, mentorships: Iterable[int]) -> Recipients:
    """The people of some mentorships. Four statements, however many they are."""
    rows = Member.objects.filter(mentorship__in=list(mentorships)).order_by("mentorship_id", "pk")
    seats: dict[int, list[Seat]] = defaultdict(list)
    for person, *seat in rows.values_list("enrolment__person", *SEAT):
        seats[person].append(Seat(*seat))
    people = Person.objects.filter(pk__in=list(seats)).values_list(*KNOWN)
    return _told(program, [Reached(one, seats[one.pk]) for one in map(Known._make, people)])


@dataclass(frozen=True)
class Places:
    """Places in a cohort a note goes to, by their ids or a query for these.

    `ended`: what it says of a partner is about what has ended.
    """

    pks: "tuple[int, ...] | QuerySet[Any, int]"
    ended: bool = False


def recipients_among(program: Program, places: Places) -> Recipients:
    """The people of some places, with the seats they have in what runs, or in what has ended. Four statements.

    A pair whose contact was stopped is not named to either of them.
    """
    found: dict[int, Reached] = {}
    rows = Enrolment.objects.filter(pk__in=places.pks).order_by("pk")
    for pk, role, *person in rows.values_list("pk", "role", *OF_PLACE):
        one = Known(*person)
        found.setdefault(one.pk, Reached(one)).places.append(Place(pk, role))
    state = Mentorship.State.ENDED if places.ended else Mentorship.State.ACTIVE
    live = Member.objects.filter(mentorship__state=state, mentorship__contact_stopped_at=None)
    seats = live.filter(enrolment__in=places.pks).order_by("mentorship", "pk")
    for whose, *seat in seats.values_list("enrolment__person", *SEAT):
        found[whose].members.append(Seat(*seat))
    return _told(program, list(found.values()))


def _told(program: Program, found: list[Reached]) -> Recipients:
    people = sorted(found, key=lambda one: (one.person.shown_name.casefold(), one.person.pk))
    # Those of the organisation are few; the accounts of everybody reached are not.
    here = BouncedAddress.objects.filter(user__people__organisation=program.organisation_id)
    refused = frozenset(here.values_list("user", flat=True)) & {one.person.user_id for one in people}
    return Recipients(people, _written_to_today(program), refused)


def _written_to_today(program: Program) -> frozenset[int]:
    """The people a coordinator of this program has sent a note to since midnight on the program's wall."""
    midnight = clock.wall_time(clock.today(program.zone), time(), program.zone)
    rows = NoteRecipient.objects.written_to_since(midnight, program.pk)
    pairs = rows.values_list("member__enrolment__person", "enrolment__person")
    return frozenset(seat or place for seat, place in pairs)
