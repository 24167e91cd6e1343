"""Every row of a file checked before anything is written: who is new, who is here already, what does not fit."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from programs.models import Cohort, Enrolment, Person
from programs.queries.importing import Sheet
from programs.queries.importing_changes import Change
from programs.queries.importing_kinds import Problem
from programs.queries.importing_questions import Ask
from programs.queries.importing_reader import Choices, Entry, Pair, RowReader


@dataclass
class Check:
    """What a file would do. The counters hold values that are kept, or left empty, and never stop anything."""

    entries: list[Entry] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    problems: dict[str, list[Problem]] = field(default_factory=dict)  # by kind, of KINDS
    left: list[int] = field(default_factory=list)  # rows somebody chose to leave out
    here: dict[int, list[Entry]] = field(default_factory=dict)  # what the file says of people we know
    changes: list[Change] = field(default_factory=list)
    asks: Sequence[Ask] = ()  # columns that are questions of the program
    same: int = 0
    no_capacity: int = 0
    no_zone: int = 0
    counted: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def rows_with_problems(self) -> list[int]:
        return sorted({problem.row for problems in self.problems.values() for problem in problems})

    @property
    def skipped(self) -> list[int]:
        return sorted({*self.rows_with_problems, *self.left})

    @property
    def new_people(self) -> int:
        return len({entry.who for entry in self.entries if entry.who < 0})

    @property
    def known_people(self) -> int:
        return len({entry.who for entry in self.entries if entry.who > 0})

    @property
    def known(self) -> set[int]:
        """Everybody who is in the organisation already and is written about."""
        paired = {who for pair in self.pairs for who in (pair.mentor, pair.mentee)}
        return {who for who in paired | {entry.who for entry in self.entries} if who > 0}

    @property
    def adds(self) -> int:
        """How many rows it would write: what decides whether a worker does it."""
        return len(self.entries) + len(self.pairs)

    @property
    def answered(self) -> Counter[int]:
        """By column, how many answers would be kept of those who are new."""
        roles = {ask.at: ask.roles for ask in self.asks}
        return Counter(at for entry in self.entries for at in entry.answers if entry.role in roles[at])

    def count(self, what: str, values: Iterable[str]) -> None:
        self.counted.setdefault(what, Counter()).update(values)

    def note_problems(self, row: RowReader) -> None:
        for kind, problem in row.problems:
            self.problems.setdefault(kind, []).append(problem)


class Here:
    """Who is in the organisation, and in the cohort with which role; then who stood earlier in the file."""

    def __init__(self, cohort: Cohort) -> None:
        self.by_email: dict[str, int] = {}
        self.by_reference: dict[str, int] = {}
        people = Person.objects.filter(organisation=cohort.program.organisation_id)
        for pk, email, reference in people.values_list("pk", "email", "reference"):
            self.add(pk, email, reference)
        self.places = set(Enrolment.objects.filter(cohort=cohort).values_list("person_id", "role"))
        self.in_file: dict[tuple[int, str], int] = {}  # the row where this person has this role already

    def add(self, pk: int, email: str, reference: str) -> None:
        if email:
            self.by_email.setdefault(email, pk)
        if reference:
            self.by_reference.setdefault(reference, pk)

    def find(self, email: str, reference: str) -> set[int]:
        found = (self.by_email.get(email), self.by_reference.get(reference))
        return {pk for pk in found if pk is not None}

    def knows(self, handle: str) -> bool:
        return handle.lower() in self.by_email or handle in self.by_reference


def check_rows(
    sheet: Sheet,
    choices: Choices,
    cohort: Cohort,
    report: Callable[[int, int], None] = lambda *_: None,
    asks: Sequence[Ask] = (),
) -> Check:
    """Two statements, however many rows; `report` hears of each row how many of how many it is."""
    check, here = Check(asks=asks), Here(cohort)
    for at, (number, cells) in enumerate(sheet.rows):
        report(at, len(sheet.rows))
        row = RowReader(sheet, choices, number, cells, asks=asks)
        _take(row, row.read(), here, check)
        check.count("roles", row.counted.get("roles", []) if row.problems else [])
        check.note_problems(row)
    managers = [entry.manager for entry in check.entries if entry.manager]
    check.count("managers", [manager for manager in managers if not here.knows(manager)])
    return check


def _take(row: RowReader, read: Entry, here: Here, check: Check) -> None:
    """Sort a row that reads well into new and already here, for each of its roles."""
    who = here.find(read.email, read.reference)
    if len(who) > 1:
        row.two_people(read.reference)
    if row.problems:
        return
    pk = who.pop() if who else -row.number  # a number of their own until they have an id
    here.add(pk, read.email, read.reference)
    fresh = [role for role in row.roles if _is_fresh(row, (pk, role), here, check)]
    check.entries += [replace(read, role=role, who=pk) for role in fresh]
    if pk > 0 and not row.problems:
        check.here.setdefault(pk, []).extend(replace(read, role=role, who=pk) for role in row.roles)
    if fresh:
        check.no_zone += not read.person["time_zone"]
        check.no_capacity += row.no_capacity
        for what, values in row.counted.items():
            check.count(what, values)


def _is_fresh(row: RowReader, place: tuple[int, str], here: Here, check: Check) -> bool:
    if place in here.in_file:
        handle = "email" if row.has("email") else "reference"
        expected = _("each person once in each role; row %(row)s is the same") % {"row": here.in_file[place]}
        row.problem("twice", handle, row.text(handle), expected)
        return False
    here.in_file[place] = row.number
    if place in here.places:
        check.same += 1
        return False
    return True
