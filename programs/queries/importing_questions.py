"""Columns of a file of people that are questions of the program: one that is live, or one the import will ask.

The kind of a new question is guessed from its whole column, so that every cell of the file fits what is then asked.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from programs.models import Program, Question
from programs.models.enrolments import Role
from programs.queries.importing import Sheet
from programs.queries.importing_cells import roles_of
from programs.queries.questions import live_questions

Kind = Question.Kind
# What a column can be said to be, besides the targets of `importing_targets`.
FOR_COORDINATORS, FOR_PARTNER, KNOWN = "ask", "ask-partner", "question-"
NEW = {FOR_COORDINATORS: Question.Readers.COORDINATORS, FOR_PARTNER: Question.Readers.PARTNER}
LONGEST_LABEL = 200
LONGEST: dict[str, int] = {Kind.SHORT: 300, Kind.LONG: 2000}
FEW, LONGEST_OPTION = 12, 120
# The smallest of these that holds every number of a column is its scale.
SCALES = ((1, 5), (1, 10), (0, 10), (0, 100), (0, 1000))
YES, NO = {"yes", "y", "true", "x", "✓"}, {"no", "n", "false"}


@dataclass(frozen=True)
class Ask:
    """A column whose cells are answers. `code` is that of a live question, "" for one the import is to make."""

    at: int
    label: str
    facts: Mapping[str, Any]
    code: str = ""
    roles: frozenset[str] = frozenset(Role.values)

    @property
    def kind(self) -> str:
        return str(self.facts["kind"])

    @property
    def question(self) -> Question:
        """As it is, or will be, asked. Never saved."""
        return Question(code=self.code, label=self.label, **self.facts)

    def stored(self, cell: str) -> str | None:
        """The text kept of a cell (`models.questions.AnswerText`); None where it does not fit."""
        match self.kind:
            case Kind.YES_NO:
                return yes_or_no(cell)
            case Kind.NUMBER:
                number = whole(cell)
                fits = number is not None and self.facts["low"] <= number <= self.facts["high"]
                return str(number) if fits else None
            case Kind.CHOICE:
                return self._option(cell)
            case Kind.CHOICES:
                found = [self._option(part) for part in parts_of(cell)]
                return None if None in found else "\n".join(dict.fromkeys(one for one in found if one))
        return cell if len(cell) <= LONGEST[self.kind] else None

    def expected(self) -> str:
        match self.kind:
            case Kind.YES_NO:
                return _("yes or no")
            case Kind.NUMBER:
                span = {"low": self.facts["low"], "high": self.facts["high"]}
                return _("a whole number from %(low)s to %(high)s") % span
            case Kind.CHOICE | Kind.CHOICES:
                return _("one of: %(options)s") % {"options": ", ".join(self.facts["options"][:8])}
        return _("at most %(most)s characters") % {"most": LONGEST[self.kind]}

    def shortened(self, cell: str) -> str:
        """A text that is too long, without its end; "" where something else is wrong."""
        most = LONGEST.get(self.kind)
        return f"{cell[: most - 1].rstrip()}…" if most else ""

    def _option(self, cell: str) -> str | None:
        wanted = " ".join(cell.split()).casefold()
        return next((one for one in self.facts["options"] if one.casefold() == wanted), None)


def label_of(heading: str) -> str:
    return heading[:LONGEST_LABEL]


def is_question(target: str) -> bool:
    return target in NEW or target.startswith(KNOWN)


def homes_of(questions: Iterable[Question], header: Sequence[str]) -> dict[int, str]:
    """Columns that are called like a live question are its answers."""
    live = {one.label.casefold(): f"{KNOWN}{one.code}" for one in questions}
    found = {at: live.get(label_of(name).casefold(), "") for at, name in enumerate(header)}
    return {at: target for at, target in found.items() if target}


def with_homes(columns: Sequence[str], homes: Mapping[int, str]) -> list[str]:
    """What no target claims, or an earlier file made a question of, belongs to the question of that name."""
    return [
        homes[at] if at in homes and (not target or target in NEW) else target
        for at, target in enumerate(columns)
    ]


def asks_of(sheet: Sheet, columns: Sequence[str], role: str, program: Program) -> list[Ask]:
    """Two statements where a column asks something, else none. A question that is live no longer asks nothing."""
    if not any(map(is_question, columns)):
        return []
    live = live_questions(program)[1]
    by_target = {f"{KNOWN}{one.code}": one for one in live}
    by_label = {one.label.casefold(): one for one in live}
    found = []
    for at, target in enumerate(columns[: len(sheet.header)]):
        if not is_question(target):
            continue
        label = label_of(sheet.header[at])
        known = by_target.get(target) or (by_label.get(label.casefold()) if target in NEW else None)
        if known is not None:
            facts = {
                name: getattr(known, name) for name in ("kind", "options", "low", "high", "asked", "readers")
            }
            found.append(Ask(at, known.label, facts, known.code, frozenset(known.roles)))
        elif target in NEW:
            found.append(_new(sheet, columns, role, at, NEW[target]))
    return found


def _new(sheet: Sheet, columns: Sequence[str], role: str, at: int, readers: str) -> Ask:
    roles = _roles_in(sheet, columns, role, at)
    asked = Question.Asked(next(iter(roles))) if len(roles) == 1 else Question.Asked.BOTH
    facts = {**guessed_facts(cells_in(sheet, at)), "asked": asked, "readers": readers}
    return Ask(at, label_of(sheet.header[at]), facts, roles=frozenset(roles or Role.values))


def _roles_in(sheet: Sheet, columns: Sequence[str], role: str, at: int) -> set[str]:
    """Whose rows say something in this column: they are asked."""
    if role in Role.values:
        return {role}
    if role == "pairs":
        return _sides_of(sheet.header[at])
    if "role" not in columns:
        return set()
    where = list(columns).index("role")
    said = (cells[where] for _row, cells in sheet.rows if max(at, where) < len(cells) and cells[at].strip())
    return {one for cell in said for one in roles_of(cell.strip()) or ()}


def _sides_of(heading: str) -> set[str]:
    """In a file of pairs: the one of the two its heading names, else both."""
    words = set(re.split(r"[^a-z]+", heading.lower()))
    named = {str(role) for role in Role.values if words & {role, f"{role}s"}}
    return named if len(named) == 1 else set(Role.values)


def cells_in(sheet: Sheet, at: int) -> list[str]:
    """What stands in a column, row by row, where anything does."""
    cells = (cells[at].strip() for _row, cells in sheet.rows if at < len(cells))
    return [cell for cell in cells if cell]


def guessed_facts(cells: Sequence[str]) -> dict[str, Any]:
    """The kind of question whose answers these are, and what belongs to the kind."""
    if cells and all(yes_or_no(cell) is not None for cell in cells):
        return _facts(Kind.YES_NO)
    numbers = [whole(cell) for cell in cells]
    held = [number for number in numbers if number is not None]
    if held and len(held) == len(cells):
        scale = next((one for one in SCALES if one[0] <= min(held) and max(held) <= one[1]), None)
        if scale:
            return _facts(Kind.NUMBER, low=scale[0], high=scale[1])
    if options := _few([[cell] for cell in cells]):
        return _facts(Kind.CHOICE, options=options)
    if any(len(parts_of(cell)) > 1 for cell in cells) and (options := _few(map(parts_of, cells))):
        return _facts(Kind.CHOICES, options=options)
    long = any(len(cell) > LONGEST[Kind.SHORT] or "\n" in cell for cell in cells)
    return _facts(Kind.LONG if long else Kind.SHORT)


def _facts(kind: str, *, options: Sequence[str] = (), low: int = 1, high: int = 5) -> dict[str, Any]:
    return {"kind": kind, "options": list(options), "low": low, "high": high}


def _few(said: Iterable[Sequence[str]]) -> list[str]:
    """The words of a column in the order they come, where they are few and each is said twice on average."""
    counted: Counter[str] = Counter()
    written: dict[str, str] = {}
    for words in said:
        for word in (" ".join(one.split()) for one in words):
            counted[word.casefold()] += 1
            written.setdefault(word.casefold(), word)
    few = 2 <= len(counted) <= FEW and sum(counted.values()) >= 2 * len(counted)
    return list(written.values()) if few and all(len(one) <= LONGEST_OPTION for one in written) else []


def parts_of(cell: str) -> list[str]:
    """Several choices in one cell. Not by commas: something to choose may hold one."""
    return [part.strip() for part in re.split(r"[;|\n]", cell) if part.strip()]


def yes_or_no(cell: str) -> str | None:
    word = cell.strip().casefold()
    return "yes" if word in YES else "no" if word in NO else None


def whole(cell: str) -> int | None:
    match = re.fullmatch(r"(\d{1,4})(?:[.,]0+)?", cell.strip())
    return int(match[1]) if match else None


def would_ask(sheet: Sheet, at: int) -> str | Promise:
    """What kind of question a column would be; "" where nothing stands in it."""
    cells = cells_in(sheet, at)
    return kind_words(Ask(at, sheet.header[at], guessed_facts(cells))) if cells else ""


def kind_words(ask: Ask) -> str | Promise:
    """“One of several: S, M, L”, for whoever decides whether that is right."""
    label = Kind(ask.kind).label
    match ask.kind:
        case Kind.CHOICE | Kind.CHOICES:
            options = ", ".join(ask.facts["options"])
            return _("%(kind)s: %(options)s") % {"kind": label, "options": options}
        case Kind.NUMBER:
            span = {"low": ask.facts["low"], "high": ask.facts["high"]}
            return _("A number from %(low)s to %(high)s") % span
    return label
