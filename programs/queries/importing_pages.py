"""What the pages of an import show: the columns with samples, and what a check found, in sentences."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programs.models import Person
from programs.models.enrolments import Role
from programs.queries.importing import Sheet
from programs.queries.importing_columns import GUESS, SURE, UNUSED, guess_columns
from programs.queries.importing_reader import Entry, Pair, Problem
from programs.queries.importing_rows import Check

SHOWN = 5
WORDS: dict[str, str | Promise] = {
    SURE: gettext_lazy("sure"),
    GUESS: gettext_lazy("guess — please check"),
    UNUSED: gettext_lazy("not used"),
}


@dataclass(frozen=True)
class Column:
    heading: str
    samples: list[str]
    confidence: str
    word: str | Promise
    target: str


@dataclass(frozen=True)
class Group:
    """Problems of one kind: the first few, and how many more there are."""

    kind: str
    total: int
    problems: list[Problem]

    @property
    def more(self) -> int:
        return self.total - len(self.problems)


@dataclass(frozen=True)
class Note:
    """Something kept or filled in: a sentence, and the values it is about with how often they stand there."""

    sentence: str
    values: list[str]


@dataclass(frozen=True)
class Sample:
    """A person as they will be."""

    shown: str
    role: str | Promise
    email: str
    facts: list[str]
    initials: str
    hue: int


@dataclass(frozen=True)
class Together:
    """A mentorship as it will be."""

    mentor: str
    mentee: str
    started: date | None
    weeks: int | None
    met: int
    last: date | None


@dataclass(frozen=True)
class CheckPage:
    places: int
    new_people: int
    known_people: int
    same: int
    to_fix: int
    pairs: int
    meetings: int
    groups: list[Group]
    notes: list[Note]
    samples: list[Sample]
    together: list[Together]

    @property
    def adds(self) -> int:
        return self.places + self.pairs


def columns_of(sheet: Sheet) -> list[Column]:
    guesses = guess_columns(sheet)
    return [
        Column(
            heading,
            [value if len(value) <= 44 else f"{value[:44].rstrip()}…" for value in sheet.samples(at)],
            guesses[at].confidence,
            WORDS[guesses[at].confidence],
            guesses[at].target,
        )
        for at, heading in enumerate(sheet.header)
    ]


def check_page(check: Check) -> CheckPage:
    return CheckPage(
        places=len(check.entries),
        new_people=check.new_people,
        known_people=check.known_people,
        same=check.same,
        to_fix=len(check.rows_with_problems),
        pairs=len(check.pairs),
        meetings=sum(len(pair.met) for pair in check.pairs),
        groups=[Group(kind, len(found), found[:SHOWN]) for kind, found in check.problems.items()],
        notes=list(_notes(check)),
        samples=[] if check.pairs else [_sample(entry) for entry in check.entries[:3]],
        together=[_together(pair) for pair in check.pairs[:3]],
    )


def _together(pair: Pair) -> Together:
    last = pair.met[-1] if pair.met else None
    return Together(*pair.names, pair.started, pair.weeks, len(pair.met), last)


def _sample(entry: Entry) -> Sample:
    person = Person(email=entry.email, reference=entry.reference, **entry.person)
    facts = [
        ngettext("%(count)s place", "%(count)s places", entry.place["capacity"])
        % {"count": entry.place["capacity"]},
        person.get_seniority_display() if person.seniority is not None else "",
        person.department,
        ", ".join(person.languages),
        ", ".join((entry.place["topics"] + entry.place["expertise"])[:4]),
    ]
    return Sample(
        person.shown_name,
        Role(entry.role).label,
        entry.email,
        [fact for fact in facts if fact],
        person.initials,
        entry.row * 5 % 12,
    )


def _notes(check: Check) -> Iterator[Note]:
    """Nothing here stops an import; it is what somebody may want to know or to correct."""
    if check.no_capacity:
        yield Note(no_capacity_sentence(check.no_capacity), [])
    if check.no_zone:
        yield Note(no_zone_sentence(check.no_zone), _values(check, "zones"))
    sentences = {
        "languages": _("Languages we don’t know are kept as they are. Look for slips of the pen:"),
        "seniorities": _("Seniority not understood, so left empty:"),
        "goal_kinds": _("Kind of goal not understood, so left empty:"),
        "managers": _("Line managers who are not among the people here, so left empty:"),
    }
    for what, sentence in sentences.items():
        if values := _values(check, what):
            yield Note(sentence, values)


def _values(check: Check, what: str) -> list[str]:
    counted = check.counted.get(what, Counter())
    rows = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
    shown = [f"{value[:60]} ({times})" for value, times in rows[:8]]
    return [*shown, _("and %(count)s more") % {"count": len(rows) - 8}] if len(rows) > 8 else shown


def no_capacity_sentence(count: int) -> str:
    sentence = ngettext(
        "%(count)s place has no capacity in the file and takes the one you chose.",
        "%(count)s places have no capacity in the file and take the one you chose.",
        count,
    )
    return sentence % {"count": count}


def no_zone_sentence(count: int) -> str:
    sentence = ngettext(
        "%(count)s person gives no time zone we know: the program’s is taken, and marked as assumed.",
        "%(count)s people give no time zone we know: the program’s is taken, and marked as assumed.",
        count,
    )
    return sentence % {"count": count}
