"""What would find a mentor for somebody who has none: one more place, or one rule less."""

from dataclasses import dataclass

from matching.engine import ScoreTable
from matching.engine.criteria import ALREADY, OTHER
from matching.models import Draft
from matching.queries.candidates import Candidate
from matching.queries.criteria import rules_of_draft
from matching.queries.own import without_reader
from matching.queries.pool import load_pool
from matching.queries.rule_words import rule_name
from mentorship.accounts.models import User
from programs import policies
from programs.models import Enrolment

MOST = 3
# What no rule of the cohort is: nobody meets themselves, and what is set down for two people is settled elsewhere.
_STAY = frozenset({"oneself", ALREADY, OTHER})


@dataclass(frozen=True)
class Place:
    """A mentor who would do and is full in this draft. `asks`: they can be asked for one more place by mail."""

    one: Candidate
    asks: bool
    asked: int | None
    person: str


@dataclass(frozen=True)
class Relaxed:
    """Against `options` mentors nothing stands but this rule."""

    rule: str
    options: int


@dataclass(frozen=True)
class Unlock:
    places: list[Place]
    rules: list[Relaxed]

    def __bool__(self) -> bool:
        return bool(self.places or self.rules)


def unlock(draft: Draft, mentee: Enrolment, candidates: list[Candidate], reader: User) -> Unlock:
    """`candidates` are all mentors who would do, in their order. Nothing to unlock where one of them has a place."""
    if any(one.free for one in candidates):
        return Unlock([], [])
    full = candidates[:MOST]
    rows = Enrolment.objects.filter(cohort=draft.cohort_id, code__in=[one.code for one in full])
    found = {row.code: row for row in rows.select_related("person__user")}
    pool = without_reader(reader, load_pool(draft.cohort), draft.cohort_id)
    table = pool.only(mentee=mentee.code).score(rules_of_draft(draft))
    return Unlock(
        places=[
            Place(one, policies.must_consent(row), row.capacity_asked, row.person.code)
            for one, row in ((one, found[one.code]) for one in full)
        ],
        rules=relaxed(table, mentee.code),
    )


def relaxed(table: ScoreTable, mentee: str) -> list[Relaxed]:
    """The rules that alone stand between this mentee and somebody; most options first."""
    if mentee not in table.mentee_at:
        return []
    broken = table.broken[table.mentee_at[mentee], :]
    found = [
        Relaxed(rule_name(rule, table.rules), int((broken == 1 << bit).sum()))
        for bit, rule in enumerate(table.names)
        if rule not in _STAY
    ]
    return sorted((one for one in found if one.options), key=lambda one: -one.options)
