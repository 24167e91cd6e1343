"""One row of a file of pairs: its mentor, its mentee, and what is about the two."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from programs.models.enrolments import Role
from programs.queries.importing_dates import date_of, dates_in, has_no_order, rhythm_of
from programs.queries.importing_reader import Choices, Entry, RowReader

OLDEST = timedelta(days=3660)
# What the columns of one side mean to a reader of people.
SIDES: dict[str, dict[str, str]] = {
    Role.MENTOR: {
        "mentor_name": "name",
        "mentor_email": "email",
        "mentor_reference": "reference",
        "capacity": "capacity",
    },
    Role.MENTEE: {"mentee_name": "name", "mentee_email": "email", "mentee_reference": "reference"},
}


@dataclass
class SideReader(RowReader):
    """One of the two. A name alone is enough where it is somebody's of this cohort; the check knows."""

    side: str = ""

    def without_handle(self) -> None:
        if not self.text("name"):
            self.not_told_apart()

    def not_told_apart(self) -> None:
        handle = next((name for name in ("email", "reference", "name") if self.has(name)), "")
        found = "" if handle in {"email", "reference"} else self.text("name")
        expected = _(
            "an e-mail address, a reference of your own, or the name of somebody who is here already"
        )
        self.problem("nobody", handle, found, expected)

    def count_cells(self) -> None:
        if self.side == Role.MENTOR:  # once for the row
            super().count_cells()


@dataclass
class PairReader:
    row: RowReader
    today: date
    mentor: SideReader
    mentee: SideReader
    people: dict[str, Entry] = field(default_factory=dict)
    started: date | None = None
    weeks: int | None = None
    met: tuple[date, ...] = ()

    @classmethod
    def of(cls, row: RowReader, today: date) -> "PairReader":
        return cls(row, today, _side(row, Role.MENTOR), _side(row, Role.MENTEE))

    def read(self) -> None:
        for side in (self.mentor, self.mentee):
            self.people[side.side] = replace(side.read(), role=side.side)
        self.started = next(iter(self._dates("started")), None)
        self.weeks = self._weeks()
        self.met = tuple(sorted(set(self._dates("met"))))
        if self.started and self.met and self.met[0] < self.started:
            first = self.met[0].isoformat()
            expected = _("a day on or before the day they first met, %(day)s") % {"day": first}
            self.row.problem("early", "started", self.started.isoformat(), expected, fixed=first)

    @property
    def names(self) -> tuple[str, str]:
        """As the file calls the two."""
        first, second = (self.people[role] for role in (Role.MENTOR, Role.MENTEE))
        return _called(first), _called(second)

    def _dates(self, target: str) -> list[date]:
        cells = self.row.cells_of(target)
        days = (self._date(text, at) for at, cell in cells for text in dates_in(cell))
        return [day for day in days if day is not None]

    def _date(self, text: str, at: int) -> date | None:
        day = date_of(text, self.row.choices.dates)
        if day is None:
            expected = _("a day such as 2026-12-31, 31.12.2026 or 31 Dec 2026")
            if has_no_order(text):
                expected = _(
                    "a day whose order is said: choose above the columns whether the day comes first"
                )
            self.row.problem("date", "", text, expected, at=at)
        elif not self.today - OLDEST <= day <= self.today:
            expected = _("a day that is past, of the last ten years")
            self.row.problem("date_range", "", text, expected, at=at)
        return day

    def _weeks(self) -> int | None:
        cell = self.row.text("rhythm")
        weeks = rhythm_of(cell) if cell else None
        if cell and weeks is None:
            expected = _("weeks between meetings, from 1 to 26, or “monthly”")
            self.row.problem("rhythm", "rhythm", cell, expected)
        return weeks


def _called(entry: Entry) -> str:
    return str(entry.person["name"]) or entry.email or entry.reference


def _side(row: RowReader, role: str) -> SideReader:
    means = SIDES[role]
    columns = tuple(means.get(target, "") for target in row.choices.columns)
    capacity = row.choices.capacity if role == Role.MENTOR else 1
    asks = [ask for ask in row.asks if role in ask.roles]
    own = Choices(columns, role, capacity)
    return SideReader(row.sheet, own, row.number, row.cells, asks=asks, side=role)
