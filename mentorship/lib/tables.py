"""A table somebody reads and takes along: its columns are declared once, for the screen, the CSV and the XLSX.

On the screen a cell may show several facts (a state, and since when); in a file each fact is a column of its own.
Nothing else stands in a file, and nothing less.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = str | Promise
Plain = str | int | float | date | None
TABLES: dict[str, "Table"] = {}


@dataclass(frozen=True)
class Fact:
    """`value` of a row: a text, a number, a day, an instant, yes or no, or None."""

    heading: Words
    value: Callable[[Any], object]


@dataclass(frozen=True)
class Column:
    """As the screen heads it. `key` names its cell in the template; a cell no template draws shows its first fact."""

    key: str
    heading: Words
    facts: tuple[Fact, ...]
    num: bool = False

    def text(self, row: Any) -> str:
        value = self.facts[0].value(row)
        if isinstance(value, datetime | date):
            return format_date(value, "j M Y")
        found = plain(value)
        return "" if found is None else str(found)


def column(
    key: str, heading: Words, value: Callable[[Any], object], *more: Fact, num: bool = False
) -> Column:
    """One whose first fact has the heading of the screen."""
    return Column(key, heading, (Fact(heading, value), *more), num)


@dataclass(frozen=True)
class Table:
    """`name` is its address (`?table=…`) and begins the names of its files. Every one is in TABLES."""

    name: str
    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        if self.name in TABLES:
            raise ValueError(f"two tables are called {self.name}")
        TABLES[self.name] = self

    @property
    def facts(self) -> list[Fact]:
        return list(chain.from_iterable(one.facts for one in self.columns))

    def header(self) -> list[str]:
        return [str(fact.heading) for fact in self.facts]

    def records(self, rows: Iterable[Any], zone: ZoneInfo | None = None) -> Iterable[list[Plain]]:
        """Of each row its facts. Instants become days in `zone` (else in the reader's): a file goes round an office."""
        facts = self.facts
        return ([plain(fact.value(row), zone) for fact in facts] for row in rows)


def plain(value: object, zone: ZoneInfo | None = None) -> Plain:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return timezone.localtime(value, zone).date()
    return value if isinstance(value, str | int | float | date | None) else str(value)
