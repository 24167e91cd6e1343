"""What the pages of an import show: the columns with samples, and what a check found, in sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programs.models import Enrolment, Person
from programs.models.enrolments import Role
from programs.queries.importing import Sheet
from programs.queries.importing_answers import Asked, asked_of
from programs.queries.importing_changes import Change
from programs.queries.importing_columns import GUESS, SURE, UNUSED, Guess, guess_columns
from programs.queries.importing_kinds import KINDS, Kind, Problem
from programs.queries.importing_memory import reason_heading
from programs.queries.importing_questions import would_ask
from programs.queries.importing_reader import Entry
from programs.queries.importing_rows import Check
from programs.queries.importing_targets import TARGETS
from programs.queries.importing_together import Against, Together, against_sentence, together_of

SHOWN, SHOWN_CHANGES, SHOWN_SAMPLES = 5, 10, 3
MOST_WORDS = 8
# What the words of a target that are not understood are counted as.
SAID = {"role": "roles", "seniority": "seniorities", "goal_kind": "goal_kinds"}
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
    as_question: str | Promise = ""  # what kind it would be, of what has no other home


@dataclass(frozen=True)
class Shown:
    """A problem as a line: `field` is the name of the box in which its cell (`value`) is corrected, if it has one."""

    problem: Problem
    field: str
    value: str


@dataclass(frozen=True)
class Group:
    """Problems of one kind: the first few, how many more there are, and what one press does to all of them."""

    code: str
    kind: Kind
    total: int
    problems: list[Shown]
    repair: str | Promise

    @property
    def more(self) -> int:
        return self.total - len(self.problems)


@dataclass(frozen=True)
class Saying:
    """A word of the file that is none of ours, how often it stands there, and which of ours it may mean."""

    target: str
    label: str | Promise
    said: str
    times: int
    options: list[tuple[str, str | Promise]]


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
class CheckPage:
    places: int
    new_people: int
    known_people: int
    same: int
    to_fix: int
    pairs: int
    dates_met: int
    groups: list[Group]
    sayings: list[Saying]
    left: int
    changes: list[Change]
    changed: int
    notes: list[Note]
    samples: list[Sample]
    together: list[Together]
    against: str  # of how many pairs the rules would have had none
    asked: list[Asked]

    @property
    def adds(self) -> int:
        return self.places + self.pairs

    @property
    def more_samples(self) -> int:
        return self.places - len(self.samples) if self.samples else 0

    @property
    def more_together(self) -> int:
        return self.pairs - len(self.together)

    @property
    def more_changed(self) -> int:
        return self.changed - len(self.changes)


def columns_of(sheet: Sheet, homes: Mapping[int, str]) -> list[Column]:
    """`homes`: columns that are called like a question of the program."""
    guesses = guess_columns(sheet)
    for at, target in homes.items():
        if not guesses[at].target:
            guesses[at] = Guess(target, SURE)
    return [
        Column(
            heading,
            [value if len(value) <= 44 else f"{value[:44].rstrip()}…" for value in sheet.samples(at)],
            guesses[at].confidence,
            WORDS[guesses[at].confidence],
            guesses[at].target,
            "" if guesses[at].target or heading == reason_heading() else would_ask(sheet, at),
        )
        for at, heading in enumerate(sheet.header)
    ]


def unused_columns(sheet: Sheet, mapping: Mapping[str, Any]) -> list[str]:
    """Headings of what is left aside; not of the reasons that our own files of skipped rows bring."""
    named = zip(sheet.header, mapping.get("columns", ()), strict=False)
    return [heading for heading, target in named if not target and heading != reason_heading()]


def check_page(check: Check, sheet: Sheet | None = None, against: Against | None = None) -> CheckPage:
    return CheckPage(
        places=len(check.entries),
        new_people=check.new_people,
        known_people=check.known_people,
        same=check.same,
        to_fix=len(check.rows_with_problems),
        pairs=len(check.pairs),
        dates_met=sum(len(pair.met) for pair in check.pairs),
        groups=[_group(code, found, sheet) for code, found in check.problems.items()],
        sayings=list(_sayings(check)),
        left=len(check.left),
        changes=check.changes[:SHOWN_CHANGES],
        changed=len(check.changes),
        notes=list(_notes(check)),
        samples=[] if check.pairs else [_sample(entry) for entry in check.entries[:SHOWN_SAMPLES]],
        together=together_of(check.pairs, against or {}),
        against=against_sentence(len(against or {})),
        asked=asked_of(check.asks, check.answered, check.changes),
    )


def _group(code: str, found: list[Problem], sheet: Sheet | None) -> Group:
    first = found[:SHOWN]
    wanted = {problem.row for problem in first}
    cells = {number: row for number, row in sheet.rows if number in wanted} if sheet else {}
    shown = []
    for problem in first:
        row = cells.get(problem.row, ())
        value = row[problem.at] if 0 <= problem.at < len(row) else ""
        field = f"cell-{problem.row}-{problem.at}" if problem.at >= 0 else ""
        shown.append(Shown(problem, field, value))
    kind = KINDS[code]
    return Group(code, kind, len(found), shown, kind.repair)


def _sayings(check: Check) -> Iterator[Saying]:
    """The commonest first; a file with more different words than these has the wrong column."""
    roles = [*Role.choices, ("both", _("both"))]
    kinds: dict[str, tuple[str | Promise, list[Any]]] = {
        "role": (TARGETS["role"].label, roles),
        "seniority": (
            TARGETS["seniority"].label,
            [(str(key), word) for key, word in Person.Seniority.choices],
        ),
        "goal_kind": (TARGETS["goal_kind"].label, list(Enrolment.GoalKind.choices)),
    }
    for target, (label, options) in kinds.items():
        said = check.counted.get(SAID[target], Counter())
        for word, times in sorted(said.items(), key=lambda one: (-one[1], one[0]))[:MOST_WORDS]:
            if word:
                yield Saying(target, label, word, times, options)


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
