"""One row of a file of people, read by what its columns mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from programs.queries.importing import Sheet
from programs.queries.importing_cells import (
    MOST_CAPACITY,
    capacity_of,
    goal_kind_of,
    known_languages,
    roles_of,
    seniority_of,
    words_of,
    zone_of,
)

LONGEST = {"name": 120, "email": 254, "reference": 80, "department": 120, "goal": 1500, "introduction": 1000}
LONGEST_WORD = 120


@dataclass(frozen=True)
class Choices:
    """What the coordinator chose: a target for each column, and what holds for the whole file."""

    columns: tuple[str, ...]
    role: str  # "mentor", "mentee", "column", or "pairs"
    capacity: int = 1
    accept: bool = True
    dates: str = ""  # the order of dates such as 03/04/2026, where the file has some

    @classmethod
    def of(cls, mapping: Mapping[str, Any]) -> "Choices":
        return cls(
            tuple(mapping.get("columns", ())),
            str(mapping.get("role", "")),
            int(mapping.get("capacity", 1)),
            bool(mapping.get("accept", True)),
            str(mapping.get("dates", "")),
        )


@dataclass(frozen=True)
class Problem:
    row: int
    column: str
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One place for one person, ready to be written.

    `who` is the id of somebody we know already; for somebody new the row where they first stand, negative.
    """

    row: int
    email: str
    reference: str
    manager: str  # an e-mail address or a reference
    person: dict[str, Any]
    place: dict[str, Any]
    role: str = ""
    who: int = 0


@dataclass(frozen=True)
class Pair:
    """A mentorship that runs already. `mentor` and `mentee` are as `who` of an Entry."""

    row: int
    mentor: int
    mentee: int
    started: date | None
    weeks: int | None
    met: tuple[date, ...]
    names: tuple[str, str] = ("", "")


@dataclass
class RowReader:
    """Reads a row once; what does not fit is in `problems` (kind and where), what is odd but kept in `counted`."""

    sheet: Sheet
    choices: Choices
    number: int
    cells: tuple[str, ...]
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    counted: dict[str, list[str]] = field(default_factory=dict)
    roles: list[str] = field(default_factory=list)
    no_capacity: bool = False

    def read(self) -> Entry:
        self.count_cells()
        self.roles = self._roles()
        email, reference = self._email(), self.text("reference")
        if not email and not reference and not self.problems:
            self.without_handle()
        manager = self.text("line_manager")
        return Entry(
            row=self.number,
            email=email,
            reference=reference,
            manager=manager.lower() if "@" in manager else manager,
            person=self._person(),
            place=self._place(),
        )

    def without_handle(self) -> None:
        handle = "email" if self.has("email") else "reference"
        self.problem(_("Nobody to tell apart"), handle, "", _("an e-mail address or a reference of your own"))

    def two_people(self, reference: str) -> None:
        expected = _("the reference of the person with this e-mail address")
        self.problem(_("Two people in one row"), "reference", reference, expected)

    def problem(self, kind: str, target: str, found: str, expected: str, *, column: str = "") -> None:
        column = column or self._heading(target)
        found_here = (kind, Problem(self.number, column, found[:80], expected))
        if found_here not in self.problems:
            self.problems.append(found_here)

    def has(self, target: str) -> bool:
        return target in self.choices.columns

    def text(self, target: str, separator: str = " ") -> str:
        """What the columns of a target say together."""
        text = separator.join(cell for _at, cell in self.cells_of(target))
        most = LONGEST.get(target)
        if most and len(text) > most:
            found = _("%(count)s characters") % {"count": len(text)}
            self.problem(_("Too long"), target, found, _("at most %(most)s characters") % {"most": most})
        return text

    def cells_of(self, target: str) -> list[tuple[int, str]]:
        columns = enumerate(zip(self.choices.columns, self.cells, strict=False))
        return [(at, cell.strip()) for at, (chosen, cell) in columns if chosen == target and cell.strip()]

    def _heading(self, target: str) -> str:
        return next(
            (
                name
                for name, chosen in zip(self.sheet.header, self.choices.columns, strict=False)
                if chosen == target
            ),
            "",
        )

    def count_cells(self) -> None:
        """Fewer cells than headings are empty ones; more than that have slipped."""
        headings = len(self.sheet.header)
        if any(cell.strip() for cell in self.cells[headings:]):
            found = _("%(count)s cells") % {"count": len(self.cells)}
            self.problem(
                _("More cells than headings"), "", found, _("at most %(most)s cells") % {"most": headings}
            )

    def _roles(self) -> list[str]:
        if self.choices.role != "column":
            return [self.choices.role]
        cell = self.text("role")
        roles = roles_of(cell)
        if roles is None:
            self.problem(_("Role not understood"), "role", cell, _("mentor, mentee or both"))
        return roles or []

    def _email(self) -> str:
        email = self.text("email").lower()
        if email and len(email) <= LONGEST["email"]:
            try:
                validate_email(email)
            except ValidationError:
                self.problem(
                    _("Not an e-mail address"), "email", email, _("one address, such as ada@example.org")
                )
        return email

    def _person(self) -> dict[str, Any]:
        zone = self.text("time_zone")
        seniority = self.text("seniority")
        level = seniority_of(seniority) if seniority else None
        if zone and not zone_of(zone):
            self._odd("zones", zone)
        if seniority and level is None:
            self._odd("seniorities", seniority)
        languages = self._words("languages")
        for language in languages:
            if language.lower() not in known_languages():
                self._odd("languages", language)
        return {
            "name": " ".join(self.text("name").split()),
            "department": self.text("department"),
            "seniority": level,
            "languages": languages,
            "time_zone": zone_of(zone),
            "introduction": self.text("introduction", "\n\n"),
        }

    def _place(self) -> dict[str, Any]:
        kind = self.text("goal_kind")
        if kind and goal_kind_of(kind) is None:
            self._odd("goal_kinds", kind)
        return {
            "capacity": self._capacity(),
            "goal": self.text("goal"),
            "goal_kind": goal_kind_of(kind) or "",
            "topics": self._words("topics"),
            "expertise": self._words("expertise"),
            "zone_assumed": not zone_of(self.text("time_zone")),
        }

    def _capacity(self) -> int:
        cell = self.text("capacity")
        if not cell:
            self.no_capacity = True
            return self.choices.capacity
        number = capacity_of(cell)
        if number is None:
            expected = _("a whole number from 0 to %(most)s") % {"most": MOST_CAPACITY}
            self.problem(_("Capacity not understood"), "capacity", cell, expected)
        return number or 0

    def _words(self, target: str) -> list[str]:
        words: dict[str, None] = {}
        for at, cell in self.cells_of(target):
            for word in words_of(cell):
                words[word] = None
                if len(word) > LONGEST_WORD:
                    expected = _("words separated by ; or , and each at most %(most)s characters long")
                    name = self.sheet.header[at]
                    self.problem(_("Too long"), target, word, expected % {"most": LONGEST_WORD}, column=name)
        return list(words)

    def _odd(self, what: str, value: str) -> None:
        self.counted.setdefault(what, []).append(value)
