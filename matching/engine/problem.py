"""What is to be matched: the problem as plain values, refused as a whole when any field of it is wrong.

A `Problem` checks itself when it is made, so the solver never meets an unknown id, a pair given twice or a
lock nobody has room for. `parse_problem` reads the JSON format (version 1) of tests and other tools.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from matching.engine.arrays import IntArray, ProblemError, load_columns

# IntArray and ProblemError are taken from here by every other module of the engine.
__all__ = [
    "POLICIES",
    "TOP_SCORE",
    "Arcs",
    "IntArray",
    "Mentee",
    "Mentor",
    "Problem",
    "ProblemError",
    "make_arcs",
    "parse_problem",
]

POLICIES = ("fair_floor", "fewest_poor", "best_total", "stable")
TOP_SCORE = 10_000
# Each is one more goal, and goals are weighed against each other: a thousand took eleven seconds for one pair.
MOST_BANDS = 20


@dataclass(frozen=True)
class Mentee:
    """Somebody who wants up to `wants` mentors; with 0 they are in the problem but never unmatched."""

    id: str
    wants: int = 1


@dataclass(frozen=True)
class Mentor:
    """Somebody with `capacity` places to give."""

    id: str
    capacity: int = 1


@dataclass(frozen=True, eq=False)
class Arcs:
    """The possible pairs: three arrays of one length, positions in the lists of people and a score 0..10000.

    A pair that is not here is impossible.
    """

    mentee: IntArray
    mentor: IntArray
    score: IntArray


@dataclass(frozen=True, eq=False)
class Problem:
    """People, possible pairs, pairs already decided, and what "best" means.

    `locked` holds (mentee id, mentor id); a locked pair missing from the arcs scores 0.
    `scores_field` is the name errors about arcs carry. Raises ProblemError on any wrong field.
    """

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    arcs: Arcs
    locked: tuple[tuple[str, str], ...] = ()
    policy: str = "fair_floor"
    bands: tuple[int, ...] = ()
    scores_field: str = "scores"

    def __post_init__(self) -> None:
        if self.policy not in POLICIES:
            raise ProblemError("policy", f"must be one of {', '.join(POLICIES)}")
        _check_ids("mentees", [mentee.id for mentee in self.mentees])
        _check_ids("mentors", [mentor.id for mentor in self.mentors])
        for at, mentee in enumerate(self.mentees):
            _whole(mentee.wants, f"mentees[{at}].wants")
        for at, mentor in enumerate(self.mentors):
            _whole(mentor.capacity, f"mentors[{at}].capacity")
        _check_arcs(self.arcs, len(self.mentees), len(self.mentors), self.scores_field)
        _check_locks(self)
        _check_bands(self.bands)


def make_arcs(rows: Sequence[object], mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> Arcs:
    """Arcs from rows of (mentee id, mentor id, score 0..10000). Raises ProblemError naming `scores[i]`."""
    mentee_at = {mentee.id: at for at, mentee in enumerate(mentees)}
    mentor_at = {mentor.id: at for at, mentor in enumerate(mentors)}
    table = np.empty((len(rows), 3), dtype=np.int64)
    for at, row in enumerate(rows):
        field = f"scores[{at}]"
        mentee, mentor, score = _listed(row, field, length=3)
        points = _whole(score, field, most=TOP_SCORE)
        table[at] = (_position(mentee, mentee_at, field), _position(mentor, mentor_at, field), points)
    return Arcs(table[:, 0], table[:, 1], table[:, 2])


def parse_problem(data: object, folder: Path) -> Problem:
    """The problem in a decoded JSON document; `scores_npz` is looked for relative to `folder`.

    Keys the format does not know are left alone, so that other tools may keep notes in the file.
    Raises ProblemError naming the first wrong field.
    """
    fields = _object(data, "problem")
    version = _required(fields, "version", "version")
    if isinstance(version, bool) or version != 1:
        raise ProblemError("version", "must be 1")
    policy = _required(fields, "policy", "policy")
    if not isinstance(policy, str):
        raise ProblemError("policy", f"must be one of {', '.join(POLICIES)}")
    mentees = tuple(Mentee(*_person(row, "wants", at)) for at, row in _people(fields, "mentees"))
    mentors = tuple(Mentor(*_person(row, "capacity", at)) for at, row in _people(fields, "mentors"))
    # Before the scores, so that an id used twice is not reported as a pair given twice.
    _check_ids("mentees", [mentee.id for mentee in mentees])
    _check_ids("mentors", [mentor.id for mentor in mentors])
    from_file = "scores_npz" in fields
    if from_file and "scores" in fields:
        raise ProblemError("scores_npz", "is given beside scores; one of them is enough")
    if from_file:
        arcs = Arcs(**load_columns(fields["scores_npz"], folder))
    else:
        arcs = make_arcs(_listed(_required(fields, "scores", "scores"), "scores"), mentees, mentors)
    return Problem(
        mentees=mentees,
        mentors=mentors,
        arcs=arcs,
        locked=_parse_locks(fields.get("locked", [])),
        policy=policy,
        bands=_parse_bands(fields.get("bands", [])),
        scores_field="scores_npz" if from_file else "scores",
    )


def _people(fields: dict[str, object], name: str) -> list[tuple[str, object]]:
    rows = _listed(_required(fields, name, name), name)
    return [(f"{name}[{at}]", row) for at, row in enumerate(rows)]


def _person(row: object, number: str, field: str) -> tuple[str, int]:
    fields = _object(row, field)
    key = _required(fields, "id", f"{field}.id")
    if not isinstance(key, str):
        raise ProblemError(f"{field}.id", "must be a string")
    count = _required(fields, number, f"{field}.{number}")
    return key, _whole(count, f"{field}.{number}")


def _parse_locks(rows: object) -> tuple[tuple[str, str], ...]:
    locks = []
    for at, row in enumerate(_listed(rows, "locked")):
        mentee, mentor = _listed(row, f"locked[{at}]", length=2)
        if not isinstance(mentee, str) or not isinstance(mentor, str):
            raise ProblemError(f"locked[{at}]", "must be two ids, and ids are strings")
        locks.append((mentee, mentor))
    return tuple(locks)


def _parse_bands(values: object) -> tuple[int, ...]:
    return tuple(_whole(value, f"bands[{at}]") for at, value in enumerate(_listed(values, "bands")))


def _check_ids(name: str, keys: list[str]) -> None:
    seen = set()
    for at, key in enumerate(keys):
        if not isinstance(key, str):
            raise ProblemError(f"{name}[{at}].id", "must be a string")
        if key in seen:
            raise ProblemError(f"{name}[{at}].id", "is used twice")
        seen.add(key)


def _check_arcs(arcs: Arcs, mentees: int, mentors: int, field: str) -> None:
    if not len(arcs.mentee) == len(arcs.mentor) == len(arcs.score):
        raise ProblemError(field, "mentee, mentor and score differ in length")
    for values, least_wrong, why in (
        (arcs.mentee, mentees, "names a mentee who does not exist"),
        (arcs.mentor, mentors, "names a mentor who does not exist"),
        (arcs.score, TOP_SCORE + 1, f"has a score outside 0..{TOP_SCORE}"),
    ):
        wrong = np.flatnonzero((values < 0) | (values >= least_wrong))
        if wrong.size:
            raise ProblemError(f"{field}[{wrong[0]}]", why)
    keys = arcs.mentee * mentors + arcs.mentor
    if (keys[1:] > keys[:-1]).all():
        return  # in order, as from a table: none can be there twice
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    again = np.flatnonzero(first[which] != np.arange(len(which)))
    if again.size:
        raise ProblemError(f"{field}[{again[0]}]", "gives a pair a second time")


def _check_locks(problem: Problem) -> None:
    wants = {mentee.id: mentee.wants for mentee in problem.mentees}
    places = {mentor.id: mentor.capacity for mentor in problem.mentors}
    seen = set()
    for at, (mentee, mentor) in enumerate(problem.locked):
        field = f"locked[{at}]"
        if mentee not in wants or mentor not in places:
            raise ProblemError(field, "names somebody who does not exist")
        if (mentee, mentor) in seen:
            raise ProblemError(field, "locks a pair a second time")
        seen.add((mentee, mentor))
        wants[mentee] -= 1
        places[mentor] -= 1
        if wants[mentee] < 0:
            raise ProblemError(field, "gives the mentee more mentors than wanted")
        if places[mentor] < 0:
            raise ProblemError(field, "gives the mentor more mentees than the capacity")


def _check_bands(bands: tuple[int, ...]) -> None:
    if len(bands) > MOST_BANDS:
        raise ProblemError("bands", f"has more than {MOST_BANDS} limits")
    last = 0
    for at, band in enumerate(bands):
        last = _whole(band, f"bands[{at}]", least=last, most=TOP_SCORE)


def _object(value: object, field: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ProblemError(field, "must be an object")
    return value


def _listed(value: object, field: str, length: int | None = None) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise ProblemError(field, "must be a list")
    if length is not None and len(value) != length:
        raise ProblemError(field, f"must be a list of {length}")
    return value


def _required(fields: dict[str, object], key: str, field: str) -> object:
    if key not in fields:
        raise ProblemError(field, "is missing")
    return fields[key]


def _position(key: object, positions: dict[str, int], field: str) -> int:
    if not isinstance(key, str) or key not in positions:
        raise ProblemError(field, "names somebody who does not exist")
    return positions[key]


def _whole(value: object, field: str, least: int = 0, most: int | None = None) -> int:
    # bool is an int in Python; `true` as a capacity is a mistake in the file, not the number 1.
    if isinstance(value, bool) or not isinstance(value, int):
        raise ProblemError(field, "must be a whole number")
    if value < least or (most is not None and value > most):
        raise ProblemError(field, f"must be {least} or more" if most is None else f"must be {least}..{most}")
    return value
