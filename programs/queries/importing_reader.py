"""One row of a file of people, read by what its columns mean."""

from collections.abc import Iterator, Mapping, Sequence
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
from programs.queries.importing_kinds import Problem, number_in, undressed
from programs.queries.importing_questions import Ask

LONGEST = {"name": 120, "email": 254, "reference": 80, "department": 120, "goal": 1500, "introduction": 1000}
LONGEST_WORD = 120
SHORTENED = ("name", "department", "goal", "introduction")  # what loses nothing but its end


@dataclass(frozen=True)
class Choices:
    """What the coordinator chose: a target for each column, and what holds for the whole file."""

    columns: tuple[str, ...]
    role: str  # "mentor", "mentee", "column", or "pairs"
    capacity: int = 1
    accept: bool = True
    values: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict
    )  # words of the file -> ours, by target
    dates: str = ""  # the order of dates such as 03/04/2026, where the file has some

    @classmethod
    def of(cls, mapping: Mapping[str, Any]) -> "Choices":
        return cls(
            tuple(mapping.get("columns", ())),
            str(mapping.get("role", "")),
            int(mapping.get("capacity", 1)),
            bool(mapping.get("accept", True)),
            mapping.get("values", {}),
            str(mapping.get("dates", "")),
        )


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
    answers: dict[int, str] = field(default_factory=dict)  # by column, as they are kept


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
    asks: Sequence[Ask] = ()

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
            answers=dict(self._answers()),
        )

    def without_handle(self) -> None:
        handle = "email" if self.has("email") else "reference"
        self.problem("nobody", handle, "", _("an e-mail address or a reference of your own"))

    def two_people(self, reference: str) -> None:
        expected = _("the reference of the person with this e-mail address")
        self.problem("two_people", "reference", reference, expected)

    def problem(
        self,
        kind: str,
        target: str,
        found: str,
        expected: str,
        *,
        at: int | None = None,
        fixed: str | None = None,
    ) -> None:
        """`kind` is one of KINDS; `at` the column where the target has several."""
        at = self._column(target) if at is None else at
        column = self.sheet.header[at] if at >= 0 else ""
        found_here = (kind, Problem(self.number, column, found[:80], expected, at, fixed))
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
            expected = _("at most %(most)s characters") % {"most": most}
            alone = len(self.cells_of(target)) == 1 and target in SHORTENED
            fixed = f"{text[: most - 1].rstrip()}…" if alone else None
            self.problem("long_text" if alone else "long", target, found, expected, fixed=fixed)
        return text

    def meant(self, target: str, cell: str) -> str:
        """The word of ours that the coordinator chose for a word of the file."""
        return self.choices.values.get(target, {}).get(cell.casefold(), cell)

    def cells_of(self, target: str) -> list[tuple[int, str]]:
        columns = enumerate(zip(self.choices.columns, self.cells, strict=False))
        return [(at, cell.strip()) for at, (chosen, cell) in columns if chosen == target and cell.strip()]

    def _column(self, target: str) -> int:
        return self.choices.columns.index(target) if target and self.has(target) else -1

    def count_cells(self) -> None:
        """Fewer cells than headings are empty ones; more than that have slipped."""
        headings = len(self.sheet.header)
        if any(cell.strip() for cell in self.cells[headings:]):
            found = _("%(count)s cells") % {"count": len(self.cells)}
            self.problem("cells", "", found, _("at most %(most)s cells") % {"most": headings})

    def _roles(self) -> list[str]:
        if self.choices.role != "column":
            return [self.choices.role]
        cell = self.text("role")
        roles = roles_of(self.meant("role", cell))
        if roles is None:
            self._odd("roles", cell)
            self.problem("role", "role", cell, _("mentor, mentee or both"))
        return roles or []

    def _email(self) -> str:
        email = self.text("email").lower()
        if email and len(email) <= LONGEST["email"]:
            try:
                validate_email(email)
            except ValidationError:
                fixed = undressed(email)
                kind = "email" if fixed is None else "email_dressed"
                self.problem(kind, "email", email, _("one address, such as ada@example.org"), fixed=fixed)
        return email

    def _person(self) -> dict[str, Any]:
        zone = self.text("time_zone")
        seniority = self.text("seniority")
        chosen = self.choices.values.get("seniority", {}).get(seniority.casefold(), "")
        level = int(chosen) if chosen else seniority_of(seniority) if seniority else None
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
        said = self.text("goal_kind")
        kind = goal_kind_of(self.meant("goal_kind", said))
        if said and kind is None:
            self._odd("goal_kinds", said)
        return {
            "capacity": self._capacity(),
            "goal": self.text("goal"),
            "goal_kind": kind or "",
            "topics": self._words("topics"),
            "expertise": self._words("expertise"),
            "zone_assumed": not zone_of(self.text("time_zone")),
        }

    def _answers(self) -> Iterator[tuple[int, str]]:
        """What the row says to questions that somebody in its role is asked."""
        for ask in self.asks:
            cell = self.cells[ask.at].strip() if ask.at < len(self.cells) else ""
            if not cell or not ask.roles & set(self.roles):
                continue
            stored = ask.stored(cell)
            if stored is not None:
                yield ask.at, stored
                continue
            fixed = ask.shortened(cell)
            kind = "long_text" if fixed else "answer"
            self.problem(kind, "", cell, ask.expected(), at=ask.at, fixed=fixed)

    def _capacity(self) -> int:
        cell = self.text("capacity")
        if not cell:
            self.no_capacity = True
            return self.choices.capacity
        number = capacity_of(cell)
        if number is None:
            expected = _("a whole number from 0 to %(most)s") % {"most": MOST_CAPACITY}
            fixed = number_in(cell)
            self.problem(
                "capacity" if fixed is None else "capacity_words", "capacity", cell, expected, fixed=fixed
            )
        return number or 0

    def _words(self, target: str) -> list[str]:
        words: dict[str, None] = {}
        for at, cell in self.cells_of(target):
            for word in words_of(cell):
                words[word] = None
                if len(word) > LONGEST_WORD:
                    expected = _("words separated by ; or , and each at most %(most)s characters long")
                    self.problem("long", target, word, expected % {"most": LONGEST_WORD}, at=at)
        return list(words)

    def _odd(self, what: str, value: str) -> None:
        self.counted.setdefault(what, []).append(value)
