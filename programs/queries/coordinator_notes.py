"""Whom a coordinator's note reaches, what stands in for the words in braces, and what was sent before."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.tables import Table, column
from mentorship.notifications.models import BouncedAddress, Delivery
from programs.models import Cohort, CoordinatorNote, Member, NoteRecipient, Person, Program
from programs.models.enrolments import Role

# What may stand in braces, each filled in for its reader.
WORDS = ("name", "partner", "next date")
IN_BRACES = re.compile(r"\{([^{}]*)\}")
WHOM = {"both": (Role.MENTOR, Role.MENTEE), "mentors": (Role.MENTOR,), "mentees": (Role.MENTEE,)}


def unknown_words(text: str) -> list[str]:
    """Words in braces that nothing would be put in for."""
    return [word for word in IN_BRACES.findall(text) if word not in WORDS]


def filled(text: str, values: dict[str, str]) -> str:
    """The text for one reader. In one pass: a name with braces in it is a name."""
    return IN_BRACES.sub(lambda found: values.get(found[1], found[0]), text)


@dataclass(frozen=True)
class Reached:
    """One mail: a person, and their seats in the chosen mentorships."""

    person: Person
    members: list[Member]


@dataclass(frozen=True)
class Recipients:
    """Everybody the chosen mentorships would reach, by name."""

    people: list[Reached]
    today: frozenset[int] = frozenset()  # the people who have had a note today
    refused: frozenset[int] = frozenset()  # the accounts whose mail comes back

    def only(self, whom: str) -> "Recipients":
        """Those in some of the roles, with the seats they have in these."""
        found = [
            Reached(one.person, seats)
            for one in self.people
            if (seats := [member for member in one.members if member.role in WHOM[whom]])
        ]
        return replace(self, people=found)

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
    """Three statements, however many they are."""
    rows = Member.objects.filter(mentorship__in=list(mentorships))
    seats: dict[int, list[Member]] = defaultdict(list)
    for member in rows.select_related("enrolment__person", "mentorship").order_by("mentorship_id", "pk"):
        seats[member.enrolment.person_id].append(member)
    people = sorted(
        (Reached(found[0].enrolment.person, found) for found in seats.values()),
        key=lambda one: (one.person.shown_name.casefold(), one.person.pk),
    )
    users = [one.person.user_id for one in people]
    refused = BouncedAddress.objects.filter(user__in=users).values_list("user", flat=True)
    return Recipients(people, _written_to_today(program), frozenset(refused))


def _written_to_today(program: Program) -> frozenset[int]:
    """The people a coordinator of this program has sent a note to since midnight on the program's wall."""
    midnight = clock.wall_time(clock.today(program.zone), time(), program.zone)
    rows = NoteRecipient.objects.written_to_since(midnight, program.pk)
    return frozenset(rows.values_list("member__enrolment__person", flat=True))


@dataclass(frozen=True)
class SentNote:
    subject: str
    by: str
    sent_at: datetime
    mails: int
    left: int
    refused: int


NOTES = Table(
    "notes",
    (
        column("subject", _("Subject"), lambda row: row.subject),
        column("by", _("From"), lambda row: row.by),
        column("sent", _("Sent on"), lambda row: row.sent_at),
        column("mails", _("Mails"), lambda row: row.mails, num=True),
        column("left", _("Left"), lambda row: row.left, num=True),
        column("refused", _("Refused"), lambda row: row.refused, num=True),
    ),
)


def notes_sent(user: User, cohort: Cohort, most: int = 100) -> list[SentNote]:
    """The latest ones with what became of their mails, as counts. Three statements."""
    rows = CoordinatorNote.objects.visible_to(user).sent().filter(cohort=cohort).select_related("author")
    notes = list(rows[:most])
    states = Delivery.State
    told = (
        Delivery.objects.filter(
            occurrence__kind="coordinator_note", occurrence__subject_id__in=[one.pk for one in notes]
        )
        .order_by()
        .values_list("occurrence__subject_id")
        .annotate(
            mails=Count("pk"),
            left=Count("pk", filter=Q(state=states.SENT)),
            refused=Count("pk", filter=Q(state=states.FAILED)),
        )
    )
    counts = {pk: found for pk, *found in told}
    people = Person.objects.filter(
        organisation=cohort.program.organisation_id, user__in=[one.author_id for one in notes]
    )
    names: dict[int | None, str] = {}
    names.update(people.exclude(name="").values_list("user_id", "name"))
    return [
        SentNote(
            one.subject,
            names.get(one.author_id) or (one.author.email if one.author else ""),
            one.sent_at,
            *counts.get(one.pk, (0, 0, 0)),
        )
        for one in notes
    ]
