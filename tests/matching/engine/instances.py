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
    bands: tuple[int, ...] = ()

    def problem(self, policy, *, shuffled_by=None):
        mentees, mentors, rows, locked = map(list, (self.mentees, self.mentors, self.rows, self.locked))
        if shuffled_by is not None:
            for values in (mentees, mentors, rows, locked):
                shuffled_by.shuffle(values)
        return Problem(
            tuple(mentees),
            tuple(mentors),
            make_arcs(rows, mentees, mentors),
            tuple(locked),
            policy,
            self.bands,
        )


def random_instance(random: Random) -> Instance:
    """At most 4 mentees, 3 mentors and 9 pairs; few distinct scores, so that most optima are ties."""
    mentees = tuple(Mentee(f"m{at}", random.choice((0, 1, 1, 2, 2, 3))) for at in range(random.randint(1, 4)))
    mentors = tuple(Mentor(f"r{at}", random.choice((0, 1, 1, 2, 3))) for at in range(random.randint(1, 3)))
    every = [(mentee.id, mentor.id) for mentee in mentees for mentor in mentors]
    scores, bands = random.choice(
        (((0, 1, 2), (1, 2)), ((3000, 5000, 9999, 10_000), ()), (tuple(range(12)), (4, 8)))
    )
    possible = random.sample(every, min(len(every), random.randint(0, 9)))
    rows = tuple((mentee, mentor, random.choice(scores)) for mentee, mentor in possible)
    return Instance(mentees, mentors, rows, _random_locks(random, mentees, mentors, every), bands)


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


def best_goals(instance: Instance, policy: str) -> tuple[int, object, int, int]:
    """(matched, value of the policy, unlocked pairs, total) of the best set of pairs, in the policy's order."""
    return max(goals for goals, _ in _every_choice(instance, policy))


def goals_of(instance: Instance, policy: str, chosen: list[Row]) -> tuple[int, object, int, int]:
    """What a set of unlocked pairs reaches. The floor of none is -1; weak pairs count against it."""
    scores = [row[2] for row in chosen]
    matched = len({row[0] for row in chosen} | {lock[0] for lock in instance.locked})
    values = {
        "fair_floor": min(scores, default=-1),
        "fewest_poor": [-sum(score < band for score in scores) for band in instance.bands or (4000, 6000)],
    }
    return matched, values.get(policy, 0), len(chosen), sum(scores)


def stable_choices(instance: Instance) -> list[frozenset[Row]]:
    """Every set of unlocked pairs that nobody would rather leave together."""
    return [chosen for _, chosen in _every_choice(instance, "stable") if not blocking(instance, chosen)]


def blocking(instance: Instance, chosen: frozenset[Row]) -> list[Row]:
    """The pairs that both would rather have, by the words of stable.py and nothing else."""
    wants = {mentee.id: mentee.wants for mentee in instance.mentees}
    places = {mentor.id: mentor.capacity for mentor in instance.mentors}
    for mentee, mentor in instance.locked:
        wants[mentee] -= 1
        places[mentor] -= 1
    served = {lock[0] for lock in instance.locked}
    own = {mentee: [row for row in chosen if row[0] == mentee] for mentee in wants}

    def rank(row):
        """How a mentor sees a pair that is chosen: first mentors before further ones, then the score."""
        first = row[0] not in served and row[2] == max(one[2] for one in own[row[0]])
        return first, row[2]

    def blocks(row):
        mentee, mentor, score = row
        theirs = own[mentee]
        gains = len(theirs) < wants[mentee] or (theirs and score > min(one[2] for one in theirs))
        first = mentee not in served and all(score > one[2] for one in theirs)
        held = [rank(one) for one in chosen if one[1] == mentor]
        free = len(held) < places[mentor]
        return wants[mentee] and gains and places[mentor] and (free or min(held) < (first, score))

    rows = [row for row in instance.rows if row[:2] not in instance.locked]
    return [row for row in rows if row not in chosen and blocks(row)]


def _every_choice(instance, policy):
    open_rows = [row for row in instance.rows if row[:2] not in instance.locked]
    for size in range(len(open_rows) + 1):
        for chosen in combinations(open_rows, size):
            if _fits(instance, chosen):
                yield goals_of(instance, policy, chosen), frozenset(chosen)


def _fits(instance, chosen):
    taken = [*instance.locked, *(row[:2] for row in chosen)]
    return all(
        sum(pair[0] == mentee.id for pair in taken) <= mentee.wants for mentee in instance.mentees
    ) and all(sum(pair[1] == mentor.id for pair in taken) <= mentor.capacity for mentor in instance.mentors)
