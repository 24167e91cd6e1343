"""Whom a coordinator's note reaches, and what stands in for the words in braces."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import time

from mentorship.lib import clock
from mentorship.notifications.models import BouncedAddress
from programs.models import Enrolment, Member, Mentorship, NoteRecipient, Person, Program
from programs.models.enrolments import Role

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


@dataclass(frozen=True)
class Reached:
    """One mail: a person, their seats in the mentorships it is about, and the places it is for."""

    person: Person
    members: list[Member] = field(default_factory=list)
    places: list[Enrolment] = field(default_factory=list)


@dataclass(frozen=True)
class Recipients:
    """Everybody a note would reach, by name."""

    people: list[Reached]
    today: frozenset[int] = frozenset()  # the people who have had a note today
    refused: frozenset[int] = frozenset()  # the accounts whose mail comes back

    def only(self, whom: str) -> "Recipients":
        """Those in some of the roles, with the seats and places they have in these."""
        found = [
            Reached(
                one.person,
                [seat for seat in one.members if seat.role in WHOM[whom]],
                [place for place in one.places if place.role in WHOM[whom]],
            )
            for one in self.people
        ]
        return replace(self, people=[one for one in found if one.members or one.places])

    def mailed(self, *, also_again: bool) -> list[Reached]:
        """One mail each. Whoever had a note today gets this one only if it is said."""
        skipped = frozenset() if also_again else self.today
        return [one for one in self._with_address if one.person.pk not in skipped]

    @property
    def again(self) -> list[Person]:
        return [one.person for one in self._with_address if one.person.pk in self.today]

    @property
    def silent(self) -> list[Person]:
        return [one.person for one in self.people if one.person.user_id is None]

    @property
    def bounced(self) -> list[Person]:
        return [one.person for one in self.people if one.person.user_id in self.refused]

    @property
    def _with_address(self) -> list[Reached]:
        return [one for one in self.people if one.person.user_id is not None]


def recipients_of(program: Program, mentorships: Iterable[int]) -> Recipients:
    """The people of some mentorships. Three statements, however many they are."""
    rows = Member.objects.filter(mentorship__in=list(mentorships))
    seats: dict[int, list[Member]] = defaultdict(list)
    for member in rows.select_related("enrolment__person", "mentorship").order_by("mentorship_id", "pk"):
        seats[member.enrolment.person_id].append(member)
    return _told(program, [Reached(found[0].enrolment.person, found) for found in seats.values()])


@dataclass(frozen=True)
class Places:
    """Places in a cohort a note goes to; `ended`: what it says of a partner is about what has ended."""

    pks: tuple[int, ...]
    ended: bool = False


def recipients_among(program: Program, places: Places) -> Recipients:
    """The people of some places, with the seats they have in what runs, or in what has ended. Four statements.

    A pair whose contact was stopped is not named to either of them.
    """
    rows = Enrolment.objects.filter(pk__in=places.pks).select_related("person")
    by_pk = {place.pk: place for place in rows.order_by("pk")}
    found: dict[int, Reached] = {}
    for place in by_pk.values():
        found.setdefault(place.person_id, Reached(place.person)).places.append(place)
    state = Mentorship.State.ENDED if places.ended else Mentorship.State.ACTIVE
    live = Member.objects.filter(mentorship__state=state, mentorship__contact_stopped_at=None)
    for seat in live.filter(enrolment__in=by_pk).select_related("mentorship").order_by("mentorship", "pk"):
        seat.enrolment = by_pk[seat.enrolment_id]
        found[seat.enrolment.person_id].members.append(seat)
    return _told(program, list(found.values()))


def _told(program: Program, found: list[Reached]) -> Recipients:
    people = sorted(found, key=lambda one: (one.person.shown_name.casefold(), one.person.pk))
    users = [one.person.user_id for one in people]
    refused = BouncedAddress.objects.filter(user__in=users).values_list("user", flat=True)
    return Recipients(people, _written_to_today(program), frozenset(refused))


def _written_to_today(program: Program) -> frozenset[int]:
    """The people a coordinator of this program has sent a note to since midnight on the program's wall."""
    midnight = clock.wall_time(clock.today(program.zone), time(), program.zone)
    rows = NoteRecipient.objects.written_to_since(midnight, program.pk)
    pairs = rows.values_list("member__enrolment__person", "enrolment__person")
    return frozenset(seat or place for seat, place in pairs)
