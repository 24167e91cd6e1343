"""The page before a run: who takes part, what counts and what each must removes, which drafts there are."""

from copy import copy
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.db.models import QuerySet

from matching.engine import Criterion, Rules, ScoreTable
from matching.engine.criteria import ALREADY, EXCLUDED, FIXED_RULES, MISSING_OF, OTHER
from matching.engine.grids import MISSING, Grid
from matching.models import Draft, PairRule
from matching.queries.criteria import last_version, rules_from
from matching.queries.own import as_read_by
from matching.queries.pool import load_pool
from matching.queries.rule_words import RULE_NAMES, Words, avoided_name, hint_of, name_of
from mentorship.accounts.models import User
from programs.models import Cohort

# More pairs than this are not counted for a page.
MOST_PAIRS = 100_000


@dataclass(frozen=True)
class Effect:
    """`removed` of `every` pairs; `alone` mentees had somebody without this rule and have nobody with it."""

    removed: int
    alone: int
    every: int


@dataclass(frozen=True)
class Must:
    name: Words
    key: str = ""  # of the criterion, where it can be changed
    effect: Effect | None = None


@dataclass(frozen=True)
class Weighed:
    """A criterion with a weight. `known` of `every` pairs both answered; none where that was not counted."""

    criterion: Criterion
    name: str
    hint: str
    known: int | None = None
    effect: Effect | None = None

    @property
    def key(self) -> str:
        return self.criterion.key


class RulesPage:
    """What the page shows; each count is made when it is asked for. Nothing that has no name is in a number, nor whom
    a colleague keeps apart from `reader`.
    """

    def __init__(self, cohort: Cohort, reader: User) -> None:
        self.cohort, self.reader = cohort, reader
        self.pool = as_read_by(reader, load_pool(cohort), cohort.pk)
        self.version = last_version(cohort)
        self.rules: Rules = rules_from(cohort, self.version, self.pool.questions)

    def instead(self, was: Criterion | None, one: Criterion) -> "RulesPage":
        """The same people under rules with `one` for `was`, or with `one` besides."""
        found = copy(self)
        found.__dict__.pop("table", None)
        gone = {(each.hard, each.key) for each in (was, one) if each is not None}
        found.rules = (*(each for each in self.rules if (each.hard, each.key) not in gone), one)
        return found

    @property
    def mentees(self) -> int:
        return len(self.pool.mentees)

    @property
    def mentors(self) -> int:
        return len(self.pool.mentors)

    @property
    def places(self) -> int:
        return sum(mentor.capacity for mentor in self.pool.mentors)

    @property
    def every(self) -> int:
        return self.mentees * self.mentors

    @property
    def too_many(self) -> bool:
        return self.every > MOST_PAIRS

    @cached_property
    def table(self) -> ScoreTable | None:
        return self.pool.score(self.rules) if 0 < self.every <= MOST_PAIRS else None

    @property
    def possible(self) -> int:
        return int(self.table.counted.sum()) if self.table else 0

    @property
    def alone(self) -> int:
        """How many mentees no mentor could have."""
        return int((~self.table.counted).all(axis=1).sum()) if self.table else 0

    @cached_property
    def musts(self) -> list[Must]:
        """Those of the list, then those that are always there."""
        own = [Must(name_of(one), one.key, self._effect(one.key)) for one in self.rules if one.hard]
        fixed = [*FIXED_RULES, *([EXCLUDED] if self.pool.between.excluded else [])]
        return [*own, *(Must(RULE_NAMES[key], effect=self._effect(key)) for key in fixed)]

    @cached_property
    def shoulds(self) -> list[Weighed]:
        return [self.weighed(one) for one in self._soft if one.relation != "different" and not one.bonus]

    @cached_property
    def avoids(self) -> list[Weighed]:
        return [self.weighed(one) for one in self._soft if one.relation == "different"]

    @cached_property
    def extras(self) -> list[Weighed]:
        return [self.weighed(one) for one in self._soft if one.bonus]

    @property
    def _soft(self) -> list[Criterion]:
        return [one for one in self.rules if not one.hard]

    @property
    def before(self) -> int:
        """The version to go back to; 0 for none."""
        return max(self.number - 1, 0)

    @property
    def number(self) -> int:
        """Of the cohort's own rules; 0 before somebody saved some here."""
        return self.version.number if self.version and self.version.cohort_id == self.cohort.pk else 0

    @cached_property
    def kept_apart(self) -> int:
        return PairRule.objects.visible_to(self.reader).filter(program=self.cohort.program_id).count()

    @cached_property
    def drafts(self) -> "QuerySet[Draft]":
        return Draft.objects.filter(cohort=self.cohort).select_related("made_by").order_by("-number")[:5]

    def weighed(self, one: Criterion) -> Weighed:
        grid = self.table.values.get(one.key) if self.table and not one.bonus else None
        effect = self._effect(f"{MISSING_OF}{one.key}") if one.missing == "impossible" else None
        name = avoided_name(one) if one.relation == "different" else name_of(one)
        hint = "" if one.relation == "different" else hint_of(one)
        return Weighed(one, name, hint, None if grid is None else _known(grid), effect)

    def effect_of(self, one: Criterion) -> Must | Weighed:
        """Of a criterion of these rules, as the list shows it."""
        return Must(name_of(one), one.key, self._effect(one.key)) if one.hard else self.weighed(one)

    def _effect(self, key: str) -> Effect | None:
        if self.table is None or key not in self.table.names:
            return None
        names = self.table.names
        told = self.table.broken & ~(1 << names.index(OTHER))
        bit = 1 << names.index(key, 0 if key in (*FIXED_RULES, EXCLUDED, ALREADY) else len(FIXED_RULES))
        without = (told & ~bit == 0).any(axis=1)
        alone = (told != 0).all(axis=1) & without
        return Effect(int(np.count_nonzero(told & bit)), int(alone.sum()), self.every)


def _known(grid: Grid) -> int:
    """For how many pairs both sides answered, counted by the different answers."""
    rows = np.bincount(grid.rows, minlength=grid.small.shape[0])
    columns = np.bincount(grid.columns, minlength=grid.small.shape[1])
    return int(rows @ (grid.small != MISSING) @ columns)
