"""The attacker of RELIABILITY F35: collects every number that was ever published, knows who answered in which month and
in which role, knows the answers of those who collude, and asks of every other answer which values are still possible.

One linear program a month and group (months share no answer), exact because the groups are nested: the integer answers
are corners. Those of one role who answered in one month are alike to the attacker, so one stands for all of them; the
brute force in the test, which tries every combination, says the same.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ortools.linear_solver import pywraplp

from mentorship.lib.disclosure import ALL, left_out, published

VALUES = (1, 2, 3, 4, 5)
GOOD = (4, 5)
ROLES = ("mentor", "mentee")
WIDE = 2  # scale points an answer must at least stay uncertain by


@dataclass(frozen=True)
class Number:
    """Of those in `roles` between `least` and `most` gave one of `values`; `gone` of them were left out by lot."""

    roles: tuple[str, ...]
    values: tuple[int, ...]
    least: int
    most: int
    gone: int = 0


@dataclass
class Closed:
    """What a month (or several, where too few answered) is counted from, and what was published of it."""

    answers: dict[int, tuple[str, int]]
    numbers: list[Number] = field(default_factory=list)


Publisher = Callable[[dict[int, tuple[str, int]], random.Random], list[Number]]


def ours(answers: dict[int, tuple[str, int]], lot: random.Random) -> list[Number]:
    """The rule under test."""
    sums: dict[str, tuple[int, int]] = {}
    for role, value in answers.values():
        people, good = sums.get(role, (0, 0))
        sums[role] = (people + 1, good + (value in GOOD))
    apart = published(sums, lot)
    if apart[ALL].least is None:
        return []
    gone = {role: left_out(sums[role][0]) for role in apart if role != ALL}
    gone[ALL] = sum(gone.values()) or left_out(len(answers))
    return [
        Number(ROLES if group == ALL else (group,), GOOD, one.least, one.most, gone[group])
        for group, one in apart.items()
    ]


def naive(answers: dict[int, tuple[str, int]], lot: random.Random) -> list[Number]:
    """Every bar of every group, as it is."""
    return list(_bars(answers))


def only_five_and_more(answers: dict[int, tuple[str, int]], lot: random.Random) -> list[Number]:
    """The usual threshold: bars of five people and more, and nothing else is thought of."""
    return [number for number in _bars(answers) if number.least >= 5]


def _bars(answers: dict[int, tuple[str, int]]) -> Iterable[Number]:
    for roles in (ROLES, *((role,) for role in ROLES)):
        for value in VALUES:
            count = sum(role in roles and given == value for role, given in answers.values())
            yield Number(roles, (value,), count, count)


def possible(closed: Closed, colluders: frozenset[int]) -> dict[str, set[int]]:
    """Of each role with somebody to find out: the values such an answer may still have."""
    honest = [role for person, (role, _value) in closed.answers.items() if person not in colluders]
    told = [closed.answers[person] for person in colluders if person in closed.answers]
    return {
        role: {value for value in VALUES if _may_be(closed.numbers, honest, told, role, value)}
        for role in ROLES
        if role in honest
    }


def _may_be(
    numbers: list[Number], honest: list[str], told: list[tuple[str, int]], role: str, value: int
) -> bool:
    """Whether somebody of `role` may have given `value`: is there one way for all the others to have answered?"""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    others = {(of, given): solver.NumVar(0, solver.infinity(), "") for of in ROLES for given in VALUES}
    for of in ROLES:
        solver.Add(sum(others[of, given] for given in VALUES) == honest.count(of) - (of == role))
    for number in numbers:
        known = sum(of in number.roles and given in number.values for of, given in told)
        known += role in number.roles and value in number.values
        row = sum(others[of, given] for of in number.roles for given in number.values) + known
        solver.Add(row >= number.least)
        solver.Add(row <= number.most + number.gone)
    return bool(solver.Solve() == pywraplp.Solver.OPTIMAL)


def program(seed: int, size: int, publish: Publisher, *, months: int = 24) -> list[Closed]:
    """A program of `size` people over eight quarters: they join, leave, answer or don’t, change their minds or not."""
    dice = random.Random(seed)
    likes = dice.choice((0.0, 0.1, 0.5, 0.8, 1.0))
    rate, churn, stays = dice.choice((0.4, 0.8, 1.0)), dice.choice((0.0, 0.05)), dice.choice((0.0, 0.9, 1.0))
    people = {person: (ROLES[person % 2], _value(dice, likes)) for person in range(size)}
    closed, waiting = [], {}
    for _month in range(months):
        for person in [one for one in people if dice.random() < churn]:
            role, _gone = people.pop(person)
            people[person + 1000] = (role, _value(dice, likes))
        for person, (role, value) in people.items():
            people[person] = (role, value if dice.random() < stays else _value(dice, likes))
        waiting |= {person: given for person, given in people.items() if dice.random() < rate}
        if numbers := publish(waiting, dice):
            closed.append(Closed(waiting, numbers))
            waiting = {}
    return closed


def _value(dice: random.Random, likes: float) -> int:
    return dice.choice(GOOD if dice.random() < likes else (1, 2, 3))


def narrow(closed: list[Closed], colluders: Callable[[Closed], frozenset[int]]) -> tuple[int, int]:
    """How many answers are known to less than WIDE scale points, and how many there are to find out."""
    found = total = 0
    for month in closed:
        own = colluders(month)
        honest = [role for person, (role, _value) in month.answers.items() if person not in own]
        for role, values in possible(month, own).items():
            total += honest.count(role)
            found += honest.count(role) * (max(values) - min(values) < WIDE)
    return found, total
