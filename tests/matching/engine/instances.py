"""Small random problems, and the answer by trying every set of pairs: slow, obvious, and not our code."""

from dataclasses import dataclass
from itertools import combinations
from random import Random

from matching.engine.problem import Mentee, Mentor, Problem, make_arcs

Row = tuple[str, str, int]


@dataclass(frozen=True)
class Instance:
    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    rows: tuple[Row, ...]
    locked: tuple[tuple[str, str], ...]

    def problem(self, policy, *, shuffled_by=None):
        mentees, mentors, rows, locked = map(list, (self.mentees, self.mentors, self.rows, self.locked))
        if shuffled_by is not None:
            for values in (mentees, mentors, rows, locked):
                shuffled_by.shuffle(values)
        return Problem(
            tuple(mentees), tuple(mentors), make_arcs(rows, mentees, mentors), tuple(locked), policy
        )


def random_instance(random: Random) -> Instance:
    """At most 4 mentees, 3 mentors and 9 pairs; few distinct scores, so that most optima are ties."""
    mentees = tuple(Mentee(f"m{at}", random.choice((0, 1, 1, 2, 2, 3))) for at in range(random.randint(1, 4)))
    mentors = tuple(Mentor(f"r{at}", random.choice((0, 1, 1, 2, 3))) for at in range(random.randint(1, 3)))
    every = [(mentee.id, mentor.id) for mentee in mentees for mentor in mentors]
    scores = random.choice(((0, 1, 2), (3000, 5000, 9999, 10_000), tuple(range(12))))
    possible = random.sample(every, min(len(every), random.randint(0, 9)))
    rows = tuple((mentee, mentor, random.choice(scores)) for mentee, mentor in possible)
    return Instance(mentees, mentors, rows, _random_locks(random, mentees, mentors, every))


def _random_locks(random, mentees, mentors, every):
    wants = {mentee.id: mentee.wants for mentee in mentees}
    places = {mentor.id: mentor.capacity for mentor in mentors}
    locks = []
    for mentee, mentor in random.sample(every, min(len(every), random.choice((0, 0, 1, 2)))):
        if wants[mentee] and places[mentor]:
            wants[mentee] -= 1
            places[mentor] -= 1
            locks.append((mentee, mentor))
    return tuple(locks)


def best_goals(instance: Instance, policy: str) -> tuple[int, int | None, int, int]:
    """(matched, floor, unlocked pairs, total) of the best set of pairs, in the policy's order."""
    open_rows = [row for row in instance.rows if row[:2] not in instance.locked]
    best = None
    for size in range(len(open_rows) + 1):
        for chosen in combinations(open_rows, size):
            if not _fits(instance, chosen):
                continue
            matched = len({row[0] for row in chosen} | {lock[0] for lock in instance.locked})
            floor = min((row[2] for row in chosen), default=-1)
            total = sum(row[2] for row in chosen)
            value = floor if policy == "fair_floor" else 0
            candidate = ((matched, value, size, total), floor)
            best = candidate if best is None or candidate[0] > best[0] else best
    (matched, _, pairs, total), floor = best
    return matched, None if floor == -1 else floor, pairs, total


def _fits(instance, chosen):
    taken = [*instance.locked, *(row[:2] for row in chosen)]
    return all(
        sum(pair[0] == mentee.id for pair in taken) <= mentee.wants for mentee in instance.mentees
    ) and all(sum(pair[1] == mentor.id for pair in taken) <= mentor.capacity for mentor in instance.mentors)
