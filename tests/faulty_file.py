"""A long file of people in which every twentieth row is wrong, in one of twenty ways; and what a report must say."""

import csv
import io
from collections.abc import Callable

HEADER = (
    "name", "email", "staff number", "role", "capacity", "department", "seniority", "languages", "time zone",
    "skills", "topics", "goal", "bio",
)  # fmt: skip
NAME, EMAIL, REFERENCE, ROLE, CAPACITY, DEPARTMENT, TOPICS, GOAL, BIO = 0, 1, 2, 3, 4, 5, 10, 11, 12
Cells = list[str]


def _with(at: int, text: str) -> Callable[[Cells, Cells], Cells]:
    """One cell replaced; `{}` is the address that stood there."""
    return lambda cells, _earlier: [*cells[:at], text.replace("{}", cells[EMAIL]), *cells[at + 1 :]]


def _nobody(cells: Cells, _earlier: Cells) -> Cells:
    return [cells[NAME], "", "", *cells[3:]]


def _again(cells: Cells, earlier: Cells) -> Cells:
    return [*earlier]


def _mixed(cells: Cells, earlier: Cells) -> Cells:
    """The address of a row above with the reference of another one."""
    return [cells[NAME], earlier[EMAIL], "S1", *cells[3:]]


# The name of a kind, and how a good row becomes a row of it. `earlier` is a good row some way above.
FAULTS: list[tuple[str, Callable[[Cells, Cells], Cells]]] = [
    ("email", _with(EMAIL, "somebody.example.org")),
    ("email", _with(EMAIL, "{}, {}")),
    ("email", _with(EMAIL, "somebody at example.org")),
    ("email_dressed", _with(EMAIL, "Some Body <{}>")),
    ("email_dressed", _with(EMAIL, "mailto:{}")),
    ("nobody", _nobody),
    ("role", _with(ROLE, "boss")),
    ("role", _with(ROLE, "")),
    ("capacity", _with(CAPACITY, "many")),
    ("capacity", _with(CAPACITY, "21")),
    ("capacity", _with(CAPACITY, "-1")),
    ("capacity_words", _with(CAPACITY, "2 mentees")),
    ("long_text", _with(NAME, "n" * 121)),
    ("long_text", _with(DEPARTMENT, "d" * 121)),
    ("long_text", _with(BIO, "b" * 1001)),
    ("long", _with(REFERENCE, "r" * 81)),
    ("long", _with(TOPICS, "t" * 121)),
    ("cells", lambda cells, _earlier: [*cells, "one more"]),
    ("twice", _again),
    ("two_people", _mixed),
]


def good(number: int) -> Cells:
    role = "mentor" if number % 3 else "mentee"
    return [
        f"Person {number}", f"p{number}@example.org", f"S{number}", role, str(number % 4), "Sales", "5-7 years",
        "English; German", "Europe/Berlin", "Go; SQL; Rust", "Leading; Writing", "Grow", f"What I do, number {number}",
    ]  # fmt: skip


def faulty_file(rows: int, faults: int) -> tuple[str, dict[int, str]]:
    """The file, and the kind of every faulty row by its number. The first rows are good."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    every, expected = rows // faults, {}
    for number in range(rows):
        cells = good(number)
        if number % every == every - 1:
            kind, spoil = FAULTS[len(expected) % len(FAULTS)]
            cells = spoil(cells, good(number - 3))
            expected[number + 2] = kind  # row 1 holds the headings
        writer.writerow(cells)
    return out.getvalue(), expected
