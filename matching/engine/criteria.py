"""What counts between two people, as data: which field, in which relation, how much, and what silence means.

A rule set is a tuple of criteria. A hard one makes a pair impossible that breaks it; the others have a weight 0..5.
The default set is that of DECISIONS, "Matching in the first issue", with three bonuses, which add nothing where
nobody wished for anybody or waits since the last round.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from matching.engine.problem import ProblemError

TOP_WEIGHT = 5
MOST_CRITERIA = 24
MOST_N = 1000
# Rules nobody can take out: nobody meets themselves, nor somebody one of the two reports to.
FIXED_RULES = ("oneself", "reporting_line")
# What the value of a criterion is where one side did not answer. `impossible` takes the pair out.
MISSING_VALUES = {"half": 50, "zero": 0, "full": 100, "impossible": 0}
EXCLUDED, ALREADY = "excluded", "already"
# What may not be named. It stands in no count, so that no number gives it away.
OTHER = "other"
# Before the key of a weighted criterion under which an answer that is missing makes a pair impossible.
MISSING_OF = "missing:"
_RESERVED = frozenset({*FIXED_RULES, EXCLUDED, ALREADY, OTHER, "none"})
QUESTION = "q:"  # before the code of one of the program's own questions

# What each field holds, and on which side it is known.
FIELDS: dict[str, tuple[str, frozenset[str]]] = {
    "topics": ("words", frozenset({"mentee", "mentor"})),
    "expertise": ("words", frozenset({"mentor"})),
    "goal": ("text", frozenset({"mentee"})),
    "goal_kind": ("set", frozenset({"mentee", "mentor"})),
    "done": ("set", frozenset({"mentor"})),
    "languages": ("set", frozenset({"mentee", "mentor"})),
    "hours": ("hours", frozenset({"mentee", "mentor"})),
    "zone": ("zone", frozenset({"mentee", "mentor"})),
    "seniority": ("number", frozenset({"mentee", "mentor"})),
    "department": ("set", frozenset({"mentee", "mentor"})),
    "manager": ("set", frozenset({"mentee", "mentor"})),
    "origin": ("set", frozenset({"mentor"})),
}
# Never a criterion, whatever it is called on a form: the audit may read such answers, the engine does not.
PROTECTED = frozenset(
    {"gender", "sex", "age", "birth", "ethnicity", "race", "disability", "religion", "belief", "orientation",
     "nationality", "health", "pregnancy", "marital"}
)  # fmt: skip


@dataclass(frozen=True)
class Relation:
    """Which kinds of fields it compares (none: it is about the pair), and how it may be used."""

    mentee: frozenset[str] = frozenset()
    mentor: frozenset[str] = frozenset()
    hard: bool = True
    soft: bool = True
    bonus: bool = False
    counts: bool = False  # needs n


_SETS = frozenset({"words", "set", "answers"})
_NUMBERS = frozenset({"number", "answers"})
RELATIONS: dict[str, Relation] = {
    "same": Relation(_SETS, _SETS),
    "different": Relation(_SETS, _SETS),
    "never": Relation(_SETS, _SETS, soft=False),
    "overlap": Relation(_SETS, _SETS),
    "wants_offers": Relation(_SETS, _SETS),
    "has_done": Relation(_SETS, _SETS),
    "touches": Relation(frozenset({"text"}), frozenset({"words"})),
    "more": Relation(_NUMBERS, _NUMBERS, counts=True),
    "within": Relation(_NUMBERS | {"zone"}, _NUMBERS | {"zone"}, counts=True),
    "shared_hours": Relation(frozenset({"hours"}), frozenset({"hours"}), counts=True),
    "from": Relation(mentor=frozenset({"set", "answers"})),
    "wish": Relation(hard=False, bonus=True),
    "waited": Relation(hard=False, bonus=True),
    "beyond": Relation(hard=False, bonus=True),
}


@dataclass(frozen=True)
class Criterion:
    """One line of a rule set. `n` is the number of a relation that counts, `values` what `from` accepts.

    `label`, `mark` and `shared` are for pages: the wording of the program's own question, what its form said it
    means, and whether the partner may read the answer. `mentor_label` is the wording of the mentor's question where
    that is another than the mentee's.
    """

    key: str
    relation: str
    mentee: str = ""
    mentor: str = ""
    hard: bool = False
    weight: int = 0
    missing: str = "half"
    n: int = 0
    values: tuple[str, ...] = ()
    label: str = ""
    mentor_label: str = ""
    mark: str = ""
    shared: bool = False

    @property
    def bonus(self) -> bool:
        return RELATIONS[self.relation].bonus

    @property
    def question(self) -> bool:
        return self.mentee.startswith(QUESTION) or self.mentor.startswith(QUESTION)


Rules = tuple[Criterion, ...]

DEFAULT_RULES: Rules = (
    Criterion("language", "same", "languages", "languages", hard=True),
    Criterion("hours", "shared_hours", "hours", "hours", hard=True, n=1),
    Criterion("topics", "wants_offers", "topics", "topics", weight=5),
    Criterion("expertise", "touches", "goal", "expertise", weight=4),
    Criterion("goal_kind", "overlap", "goal_kind", "goal_kind", weight=2),
    # Four shared hours in a week are as good as forty: a pair meets once.
    Criterion("hours", "shared_hours", "hours", "hours", weight=2, n=4),
    Criterion("seniority", "more", "seniority", "seniority", weight=2, n=2),
    Criterion("department", "different", "department", "department", weight=1),
    Criterion("wish", "wish", weight=3),
    Criterion("waited", "waited", weight=2),
    Criterion("beyond", "beyond", weight=0),
)
# By key, in the order in which points are listed.
DEFAULT_WEIGHTS = {one.key: one.weight for one in DEFAULT_RULES if not one.hard}


def soft(rules: Rules) -> Rules:
    return tuple(one for one in rules if not one.hard)


def hard(rules: Rules) -> Rules:
    return tuple(one for one in rules if one.hard)


def with_weights(rules: Rules, weights: Mapping[str, int]) -> Rules:
    """The same rules, weighted anew; a criterion that is not named has weight 0, as in the drafts of old.

    Raises ProblemError naming `weights.<name>`.
    """
    names = [one.key for one in soft(rules)]
    for name, weight in weights.items():
        if name not in names:
            raise ProblemError(f"weights.{name}", f"is no criterion; those are {', '.join(names)}")
        _whole(weight, TOP_WEIGHT, f"weights.{name}")
    return tuple(one if one.hard else replace(one, weight=weights.get(one.key, 0)) for one in rules)


def as_rules(given: Rules | Mapping[str, int]) -> Rules:
    """Rules as they are, checked; weights alone are those of the default set."""
    if isinstance(given, Mapping):
        return with_weights(DEFAULT_RULES, given)
    return check_rules(given)


def check_rules(rules: Iterable[Criterion]) -> Rules:
    """The rules, if each can be computed and no key is used twice. Raises ProblemError naming `criteria[i]`."""
    found, seen = tuple(rules), set()
    if len(found) > MOST_CRITERIA:
        raise ProblemError("criteria", f"must be {MOST_CRITERIA} at most")
    for at, one in enumerate(found):
        _check(one, f"criteria[{at}]")
        if (one.hard, one.key) in seen:
            raise ProblemError(f"criteria[{at}].key", "is used twice")
        seen.add((one.hard, one.key))
    return found


def field_kind(name: str, side: str) -> str:
    """What a field holds: words, set, text, hours, zone, number or answers; empty where that side has none."""
    if name.startswith(QUESTION):
        return "answers"
    kind, sides = FIELDS.get(name, ("", frozenset()))
    return kind if side in sides else ""


def as_plain(rules: Rules) -> list[dict[str, Any]]:
    """As JSON keeps them: only what differs from the usual."""
    usual = {field.name: field.default for field in fields(Criterion)}
    rows = [{name: value for name, value in asdict(one).items() if value != usual[name]} for one in rules]
    return [row | ({"values": list(row["values"])} if "values" in row else {}) for row in rows]


def from_plain(rows: object) -> Rules:
    """Rules from decoded JSON. Raises ProblemError naming the first wrong field."""
    if not isinstance(rows, list):
        raise ProblemError("criteria", "must be a list")
    known, found = {field.name for field in fields(Criterion)}, []
    for at, row in enumerate(rows):
        if not isinstance(row, dict) or not {"key", "relation"} <= row.keys() <= known:
            raise ProblemError(f"criteria[{at}]", f"must be an object of {', '.join(sorted(known))}")
        values = row.get("values", [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise ProblemError(f"criteria[{at}].values", "must be a list of texts")
        found.append(Criterion(**{**row, "values": tuple(values)}))
    return check_rules(found)


def _check(one: Criterion, field: str) -> None:
    relation = RELATIONS.get(one.relation) if isinstance(one.relation, str) else None
    if relation is None:
        raise ProblemError(f"{field}.relation", f"must be one of {', '.join(RELATIONS)}")
    if not isinstance(one.key, str) or not one.key:
        raise ProblemError(f"{field}.key", "must be a text")
    if one.key in _RESERVED or one.key.startswith(MISSING_OF):
        raise ProblemError(f"{field}.key", "is the name of a rule of our own")
    _check_use(one, relation, field)
    _whole(one.weight, TOP_WEIGHT, f"{field}.weight")
    _whole(one.n, MOST_N, f"{field}.n", least=int(relation.counts and one.relation != "more"))
    for side in ("mentee", "mentor"):
        _check_field(getattr(one, side), side, getattr(relation, side), f"{field}.{side}")
    if one.relation == "within" and (one.mentee == "zone") != (one.mentor == "zone"):
        raise ProblemError(f"{field}.mentor", "must be a zone when the other side is one")


def _check_use(one: Criterion, relation: Relation, field: str) -> None:
    if one.hard is not True and one.hard is not False:
        raise ProblemError(f"{field}.hard", "must be true or false")
    if not (relation.hard if one.hard else relation.soft):
        raise ProblemError(f"{field}.hard", f"{one.relation} is always {'soft' if one.hard else 'hard'}")
    if one.missing not in MISSING_VALUES:
        raise ProblemError(f"{field}.missing", f"must be one of {', '.join(MISSING_VALUES)}")
    if relation.bonus and one.missing != "half":
        raise ProblemError(f"{field}.missing", "says nothing of a bonus")


def _check_field(name: object, side: str, kinds: frozenset[str], field: str) -> None:
    if not isinstance(name, str):
        raise ProblemError(field, "must be the name of a field")
    if name.casefold() in PROTECTED:
        raise ProblemError(field, f"{name} is protected and never a criterion")
    if (field_kind(name, side) if name else "") not in (kinds or {""}):
        raise ProblemError(field, "cannot be compared in this relation")


def _whole(value: object, most: int, field: str, *, least: int = 0) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ProblemError(field, f"must be a whole number {least}..{most}")
