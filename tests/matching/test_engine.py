"""What holds for any rules, any people and any policy; checked by the words of the rules, not by our code."""

from dataclasses import replace
from random import Random

import pytest

from matching.engine import POLICIES, Between, Criterion, check_rules, score_all, solve
from tests.matching.engine.people import people

ROUNDS = 60
CODE = "abcdefgh"
QUESTION = f"q:{CODE}"
MUSTS = (
    ("same", "department", 0),
    ("never", "department", 0),
    ("overlap", "languages", 0),
    ("more", "seniority", 1),
    ("within", "seniority", 2),
    ("shared_hours", "hours", 1),
    ("same", QUESTION, 0),
    ("never", QUESTION, 0),
)
SHOULDS = (
    ("wants_offers", "topics", "topics", 0),
    ("touches", "goal", "expertise", 0),
    ("different", "department", "department", 0),
    ("more", "seniority", "seniority", 2),
    ("shared_hours", "hours", "hours", 3),
    ("overlap", QUESTION, QUESTION, 0),
    ("wish", "", "", 0),
    ("waited", "", "", 0),
    ("beyond", "", "", 0),
)


class Round:
    """People, rules and what is known of pairs, the same ones for the same number."""

    def __init__(self, seed):
        dice = self.dice = Random(seed)
        mentees, mentors = people(dice.randint(1, 14), dice.randint(1, 9), seed)
        self.mentees = [self._with(one, wants=dice.choice((0, 1, 1, 2))) for one in mentees]
        self.mentors = [self._with(one, capacity=dice.choice((0, 1, 1, 2, 3))) for one in mentors]
        self.every = [(mentee.id, mentor.id) for mentee in self.mentees for mentor in self.mentors]
        self.rules = check_rules([*self._musts(), *self._shoulds()])
        self.between = Between(
            taken=self._some(0.05),
            excluded=self._some(0.15),
            blocked=self._some(0.15),
            wished={pair: (dice.randint(0, 3), dice.randint(0, 3)) for pair in self._some(0.2)},
            waited=frozenset(one.id for one in self.mentees if dice.random() < 0.2),
        )
        self.table = score_all(self.mentees, self.mentors, self.rules, between=self.between)

    def _with(self, one, **places):
        said = [(CODE, self.dice.choice(("yes", "no")))] if self.dice.random() < 0.7 else []
        return replace(one, answers=frozenset(said), **places)

    def _musts(self):
        chosen = self.dice.sample(MUSTS, self.dice.randint(0, 3))
        return [
            Criterion(f"must-{at}", relation, name, name, hard=True, n=n, missing=self._missing())
            for at, (relation, name, n) in enumerate(chosen)
        ]

    def _shoulds(self):
        chosen = self.dice.sample(SHOULDS, self.dice.randint(0, 6))
        return [
            Criterion(
                f"should-{at}",
                relation,
                one,
                other,
                weight=self.dice.randint(0, 5),
                n=n,
                missing=self._missing() if one else "half",
            )
            for at, (relation, one, other, n) in enumerate(chosen)
        ]

    def _missing(self):
        return self.dice.choice(("half", "zero", "full", "impossible"))

    def _some(self, share):
        return frozenset(pair for pair in self.every if self.dice.random() < share)

    def locks(self):
        """Pairs within the places of both, possible or not: a coordinator may lock what she likes."""
        wants = {one.id: one.wants for one in self.mentees}
        room = {one.id: one.capacity for one in self.mentors}
        found = []
        for mentee, mentor in self.dice.sample(self.every, min(len(self.every), self.dice.randint(0, 3))):
            if wants[mentee] and room[mentor]:
                wants[mentee] -= 1
                room[mentor] -= 1
                found.append((mentee, mentor))
        return found

    def forbidden(self, mentee, mentor):
        pair = (mentee.id, mentor.id)
        return (
            pair in self.between.taken | self.between.excluded | self.between.blocked
            or mentor.person in {mentee.person, mentee.manager}
            or mentor.manager == mentee.person
            or any(self._breaks(one, mentee, mentor) for one in self.rules)
        )

    def _breaks(self, one, mentee, mentor):
        silent = one.relation not in {"wish", "waited", "beyond"} and not all(
            has(side, name) for side, name in ((mentee, one.mentee), (mentor, one.mentor))
        )
        if silent or not one.hard:
            return silent and one.missing == "impossible"
        left, right = value(mentee, one.mentee), value(mentor, one.mentor)
        return not {
            "same": lambda: left == right,
            "never": lambda: left != right,
            "overlap": lambda: bool(left & right),
            "more": lambda: right - left >= one.n,
            "within": lambda: abs(right - left) <= one.n,
            "shared_hours": lambda: len(left & right) >= one.n,
        }[one.relation]()


def value(person, name):
    if name == QUESTION:
        return dict(person.answers).get(CODE)
    if name == "expertise":
        return (*person.expertise, *person.areas)
    found = getattr(person, name)
    return found.strip().casefold() if name == "department" else found


def has(person, name):
    return value(person, name) not in (None, "", (), frozenset())


@pytest.mark.parametrize("policy", POLICIES)
def test_no_capacity_want_must_veto_or_lock_is_ever_broken(policy):
    pairs = 0
    for seed in range(ROUNDS):
        here = Round(seed)
        locked = here.locks()
        found = solve(here.table.problem(policy, locked))
        chosen = [(pair.mentee, pair.mentor) for pair in found.pairs]
        assert set(locked) <= set(chosen)
        assert len(set(chosen)) == len(chosen)
        for mentee in here.mentees:
            assert [pair[0] for pair in chosen].count(mentee.id) <= mentee.wants
        for mentor in here.mentors:
            assert [pair[1] for pair in chosen].count(mentor.id) <= mentor.capacity
        by_id = {one.id: one for one in (*here.mentees, *here.mentors)}
        for mentee, mentor in set(chosen) - set(locked):
            assert not here.forbidden(by_id[mentee], by_id[mentor])
        pairs += len(set(chosen) - set(locked))
    assert pairs > ROUNDS  # the rules left something to choose


def test_a_pair_is_impossible_exactly_where_a_rule_says_so():
    for seed in range(ROUNDS):
        here = Round(seed)
        for row, mentee in enumerate(here.mentees):
            for column, mentor in enumerate(here.mentors):
                assert (here.table.score[row, column] < 0) == here.forbidden(mentee, mentor)


def test_the_points_of_a_pair_always_add_up_to_its_score():
    for seed in range(ROUNDS):
        here = Round(seed)
        for row, mentee in enumerate(here.mentees):
            for column, mentor in enumerate(here.mentors):
                if (score := here.table.score[row, column]) >= 0:
                    found = here.table.pair(mentee.id, mentor.id)
                    assert (found.score, sum(part.points for part in found.parts)) == (score, score)
                    assert all(part.points >= 0 for part in found.parts)
                    assert 0 <= score <= 10_000


def test_the_floor_is_never_lower_than_that_of_best_total():
    raised = 0
    for seed in range(3 * ROUNDS):
        here = Round(seed)
        locked = here.locks()
        fair = solve(here.table.problem("fair_floor", locked))
        best = solve(here.table.problem("best_total", locked))
        assert fair.matched == best.matched
        assert (fair.floor is None) == (best.floor is None)
        if fair.floor is not None:
            assert fair.floor >= best.floor
            raised += fair.floor > best.floor
    assert raised


@pytest.mark.parametrize("policy", ["fair_floor", "fewest_poor", "best_total"])
def test_one_mentor_more_never_lowers_how_many_are_matched(policy):
    gained = 0
    for seed in range(ROUNDS):
        here = Round(seed)
        locked = [pair for pair in here.locks() if pair[1] != here.mentors[-1].id]
        fewer = score_all(here.mentees, here.mentors[:-1], here.rules, between=here.between)
        before = solve(fewer.problem(policy, locked)).matched
        after = solve(here.table.problem(policy, locked)).matched
        assert after >= before
        gained += after > before
    assert gained
