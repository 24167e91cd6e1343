"""The people of pairs that a file brings, as the engine knows them: whatever room they have, and with a place or not.

Who said “never” about whom is not even read here: what this module knows may be said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matching.engine import Between, MenteeTraits, MentorTraits, Rules, ScoreTable, score_all
from matching.models import PairRule
from matching.queries.between import Places
from matching.queries.meaning import read_by_meaning
from matching.queries.pool import PERSON_COLUMNS, mentee_traits, mentor_traits, places_of, tag_aliases
from programs.models import Cohort, Person, Question
from programs.models.enrolments import Role
from programs.queries.questions import comparable_questions, matching_answers

Two = tuple[int, int]  # the ids of a mentor and of a mentee, as people
_NO_PLACE: dict[str, Any] = {
    **dict.fromkeys(("topics", "expertise", "done", "answers"), ()),
    **dict.fromkeys(("goal", "goal_kind", "origin"), ""),
}


@dataclass(frozen=True)
class Brought:
    """By the id of a person. `users`: their accounts; `apart`: whom coordinators keep apart, by the codes of people."""

    mentors: dict[int, MentorTraits]
    mentees: dict[int, MenteeTraits]
    users: dict[int, int | None]
    placed: frozenset[tuple[int, str]]
    apart: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]

    def answered(self, pair: Two) -> bool:
        """Whether both have a place in the role of this pair, and so were asked what people of the cohort are asked."""
        return (pair[0], Role.MENTOR.value) in self.placed and (pair[1], Role.MENTEE.value) in self.placed

    def table(self, pairs: Sequence[Two], rules: Rules) -> ScoreTable:
        mentors = [self.mentors[who] for who in dict.fromkeys(mentor for mentor, _mentee in pairs)]
        mentees = [self.mentees[who] for who in dict.fromkeys(mentee for _mentor, mentee in pairs)]
        return score_all(mentees, mentors, rules, tag_aliases(), self._between)

    @cached_property
    def _between(self) -> Between:
        places = Places(
            {one.person: one.id for one in self.mentees.values()},
            {one.person: one.id for one in self.mentors.values()},
        )
        return Between(excluded=places.pairs(self.apart))


def load_brought(cohort: Cohort, pairs: Sequence[Two]) -> Brought:
    sides = {Role.MENTOR.value: {one for one, _ in pairs}, Role.MENTEE.value: {one for _, one in pairs}}
    people = {row["pk"]: row for row in _people(sides[Role.MENTOR] | sides[Role.MENTEE])}
    questions = comparable_questions(cohort.program)
    answers = matching_answers(cohort, questions)
    placed = {
        (row["person_id"], row["role"]): {**row, "answers": answers.get(row["code"], [])}
        for row in places_of(cohort).filter(person__in=people)
    }
    zone = cohort.program.time_zone

    def row_of(who: int, role: str) -> dict[str, Any]:
        # Someone without a place is named by the person; no code of a place begins so.
        return placed.get((who, role)) or {
            **_NO_PLACE,
            **people[who],
            "code": f"+{people[who]['person__code']}",
        }

    mentors = [mentor_traits(row_of(who, Role.MENTOR), 1, zone) for who in sides[Role.MENTOR]]
    mentees = [mentee_traits(row_of(who, Role.MENTEE), 1, zone) for who in sides[Role.MENTEE]]
    left, right = read_by_meaning(cohort, mentees, mentors)
    kept = PairRule.objects.filter(program=cohort.program_id, kind=PairRule.Kind.APART)
    return Brought(
        mentors=dict(zip(sides[Role.MENTOR], right, strict=True)),
        mentees=dict(zip(sides[Role.MENTEE], left, strict=True)),
        users={pk: row["user_id"] for pk, row in people.items()},
        placed=frozenset(placed),
        apart=tuple(kept.values_list("one__code", "other__code")),
        questions=tuple(questions),
    )


def _people(wanted: set[int]) -> list[dict[str, Any]]:
    """Named as the columns of a place name what is of its person."""
    rows = Person.objects.filter(pk__in=wanted).values("pk", "user_id", *PERSON_COLUMNS)
    return [{**row, **{f"person__{name}": row[name] for name in PERSON_COLUMNS}} for row in rows]
