"""Who takes part in a run, as the engine knows them. The same statements for three people and for two thousand."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from matching.engine import Between, MenteeTraits, MentorTraits, Rules, ScoreTable, score_all
from matching.queries.between import Places, known_of
from matching.queries.meaning import known_tags, read_by_meaning
from mentorship.accounts.zones import zone
from mentorship.lib import clock
from programs.models import Cohort, Enrolment, Mentorship, Person, Question
from programs.models.enrolments import Role
from programs.queries.questions import comparable_questions, matching_answers

HOURS_OF_WEEK = 7 * 24
PERSON_COLUMNS = (
    *("code", "languages", "usual_hours", "time_zone", "seniority", "department"),
    "line_manager__code",
)


@dataclass(frozen=True)
class Pool:
    """Accepted people with places left, by the code of their enrolment.

    `between` is what is known of pairs, those who already meet among it; `together` are kept by a coordinator's word;
    `zones_assumed` counts people without a zone, for whom the program's was taken.
    """

    mentees: tuple[MenteeTraits, ...]
    mentors: tuple[MentorTraits, ...]
    enrolment_ids: dict[str, int]
    between: Between
    together: frozenset[tuple[str, str]]
    zones_assumed: int
    questions: tuple[Question, ...] = ()  # those of the program whose answers are in here

    @property
    def taken(self) -> frozenset[tuple[str, str]]:
        return self.between.taken

    def score(self, rules: Rules | Mapping[str, int]) -> ScoreTable:
        """Every pair of the pool; who already meets is no option."""
        return score_all(self.mentees, self.mentors, rules, tag_aliases(), self.between)

    def only(self, mentee: str | None = None, mentor: str | None = None) -> "Pool":
        """The pool with one mentee, or one mentor, or both: scoring a row instead of everything."""
        return replace(
            self,
            mentees=tuple(one for one in self.mentees if mentee in (None, one.id)),
            mentors=tuple(one for one in self.mentors if mentor in (None, one.id)),
        )

    def without_wishes(self) -> "Pool":
        """As the two themselves may see it: what one of them wished is not for the other."""
        return replace(self, between=replace(self.between, wished={}, waited=frozenset()))

    def as_told(self) -> "Pool":
        """As a coordinator may know it: whom nobody is told to be kept from whom is left out."""
        return replace(self, between=replace(self.between, blocked=frozenset()))

    def fingerprint(self, *rest: object) -> str:
        """SHA-256 of the people as the engine sees them, in no order, and of whatever else was put in."""
        everybody: list[MenteeTraits | MentorTraits] = [*self.mentees, *self.mentors]
        people = sorted(map(_plain, everybody))
        known = [
            sorted(one.items() if isinstance(one, Mapping) else one) for one in vars(self.between).values()
        ]
        text = json.dumps([people, known, sorted(self.together), rest], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def load_pool(cohort: Cohort, *, without: Mentorship | None = None) -> Pool:
    """Everybody accepted who still has room: mentors with a free place who take somebody new, mentees who want one
    more mentor. `without`: as it would be if that mentorship had ended.
    """
    mentees, mentors, ids, assumed = [], [], {}, 0
    known = known_of(cohort, without=without)
    used = known.used
    fallback = cohort.program.time_zone
    questions = comparable_questions(cohort.program)
    answers = matching_answers(cohort, questions)
    for row in places_of(cohort):
        room = row["capacity"] - used[row["code"]]
        if room <= 0 or row["asks_paused"]:
            continue
        ids[row["code"]] = row["pk"]
        row["answers"] = answers.get(row["code"], [])
        assumed += bool(row["person__usual_hours"]) and not row["person__time_zone"]
        if row["role"] == Role.MENTOR:
            mentors.append(mentor_traits(row, room, fallback))
        else:
            mentees.append(mentee_traits(row, room, fallback))
    places = Places({one.person: one.id for one in mentees}, {one.person: one.id for one in mentors})
    between, together = known.between(places), places.pairs(known.together)
    people = read_by_meaning(cohort, mentees, mentors)
    return Pool(*people, ids, between, together, assumed, tuple(questions))


@lru_cache(maxsize=1)
def tag_aliases() -> dict[str, str]:
    """Other names of the expertise tags we know: "k8s" to the tag's own name."""
    return {alias: tag.name for tag in known_tags() for alias in tag.aliases}


def hours_in_utc(parts: Iterable[str], zone_name: str) -> frozenset[int]:
    """Hours of the week in UTC, 0 = Monday 00:00, of parts such as "mon-am" in a zone, as of this week."""
    return _hours(tuple(parts), hours_ahead(zone_name))


@lru_cache(maxsize=10_000)  # thousands of people keep some hundreds of different weeks
def _hours(parts: tuple[str, ...], ahead: float) -> frozenset[int]:
    found: set[int] = set()
    for part in parts:
        day, _, name = part.partition("-")
        if day in Person.DAYS and name in Person.PARTS:
            first, end = Person.PARTS[name]
            start = Person.DAYS.index(day) * 24
            found.update(int((start + hour - ahead) // 1) % HOURS_OF_WEEK for hour in range(first, end))
    return frozenset(found)


def hours_ahead(zone_name: str) -> float:
    """How far the zone's clocks are ahead of UTC at noon of this week's Wednesday."""
    today = clock.today(UTC)
    return _hours_ahead(zone_name, today + timedelta(days=2 - today.weekday()))


@lru_cache(maxsize=1000)
def _hours_ahead(zone_name: str, day: date) -> float:
    noon = datetime.combine(day, time(12), tzinfo=zone(zone_name))
    return (noon.utcoffset() or timedelta()).total_seconds() / 3600


def places_of(cohort: Cohort) -> "QuerySet[Enrolment, dict[str, Any]]":
    """Everybody accepted, as rows of what the engine is told."""
    rows = Enrolment.objects.filter(cohort=cohort).accepted().order_by("code")
    place = ("goal", "goal_kind", "topics", "expertise", "done", "origin")
    person = (f"person__{name}" for name in PERSON_COLUMNS)
    return rows.values("pk", "code", "person_id", "role", "capacity", "asks_paused", *place, *person)


def mentee_traits(row: dict[str, Any], room: int, fallback: str) -> MenteeTraits:
    return MenteeTraits(
        wants=room,
        topics=tuple(row["topics"]),
        goal=row["goal"],
        goal_kind=row["goal_kind"],
        **_common(row, fallback),
    )


def mentor_traits(row: dict[str, Any], room: int, fallback: str) -> MentorTraits:
    return MentorTraits(
        capacity=room,
        topics=tuple(row["topics"]),
        expertise=tuple(row["expertise"]),
        focus_kinds=frozenset({row["goal_kind"]} - {""}),
        done=frozenset(row["done"]),
        origin=row["origin"],
        **_common(row, fallback),
    )


def _common(row: dict[str, Any], fallback: str) -> dict[str, Any]:
    return {
        "id": row["code"],
        "person": row["person__code"],
        "languages": frozenset(row["person__languages"]),
        "hours": hours_in_utc(row["person__usual_hours"], row["person__time_zone"] or fallback),
        "seniority": row["person__seniority"],
        "department": row["person__department"],
        "manager": row["person__line_manager__code"],
        "zone": round(60 * hours_ahead(row["person__time_zone"])) if row["person__time_zone"] else None,
        "answers": frozenset(row["answers"]),
    }


def _plain(traits: MenteeTraits | MentorTraits) -> str:
    fields = {
        name: sorted(value) if isinstance(value, frozenset) else value for name, value in vars(traits).items()
    }
    fields["meaning"] = [
        [one.text, one.said, one.encoder, hashlib.sha256(one.vector).hexdigest()] for one in traits.meaning
    ]
    return json.dumps([type(traits).__name__, fields], sort_keys=True, ensure_ascii=False)
