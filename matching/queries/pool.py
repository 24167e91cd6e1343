"""Who takes part in a run, as the engine knows them: a statement each for people, who already meets, and answers."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from matching.engine import MenteeTraits, MentorTraits, ScoreTable, score_all
from matching.engine.criteria import RULES
from matching.engine.scoring import IMPOSSIBLE
from matching.queries.meaning import known_tags, read_by_meaning
from matching.queries.wishes import known_pairs
from mentorship.accounts.zones import zone
from mentorship.lib import clock
from programs.models import Cohort, Enrolment, Member, Mentorship, Person
from programs.models.enrolments import Role
from programs.queries.questions import matching_answers

HOURS_OF_WEEK = 7 * 24
# In the mask of broken rules, after the engine's own: these two already meet.
ALREADY = 1 << len(RULES)
# These two are never matched, or not again in this cohort. Counts leave it out and no sentence names it.
APART = 1 << (len(RULES) + 1)


@dataclass(frozen=True)
class Pool:
    """Accepted people with places left, by the code of their enrolment.

    `live` counts the mentorships of everybody enrolled; `taken` holds (mentee, mentor) who already meet;
    `zones_assumed` counts people without a zone, for whom the program's was taken.
    """

    mentees: tuple[MenteeTraits, ...]
    mentors: tuple[MentorTraits, ...]
    enrolment_ids: dict[str, int]
    taken: frozenset[tuple[str, str]]
    zones_assumed: int
    apart: frozenset[tuple[str, str]] = frozenset()  # whoever of the two does not want it

    def score(self, weights: dict[str, int]) -> ScoreTable:
        """Every pair of the pool; who already meets, or is kept apart, is no option."""
        table = score_all(self.mentees, self.mentors, weights, tag_aliases())
        return without_taken(without_taken(table, self.taken), self.apart, APART)

    def only(self, mentee: str | None = None, mentor: str | None = None) -> "Pool":
        """The pool with one mentee, or one mentor, or both: scoring a row instead of everything."""
        return replace(
            self,
            mentees=tuple(one for one in self.mentees if mentee in (None, one.id)),
            mentors=tuple(one for one in self.mentors if mentor in (None, one.id)),
        )

    def fingerprint(self, *rest: object) -> str:
        """SHA-256 of the people as the engine sees them, in no order, and of whatever else was put in."""
        everybody: list[MenteeTraits | MentorTraits] = [*self.mentees, *self.mentors]
        people = sorted(map(_plain, everybody))
        taken = sorted(self.taken | self.apart)
        text = json.dumps([people, taken, rest], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def load_pool(cohort: Cohort, *, without: Mentorship | None = None) -> Pool:
    """Everybody accepted who still has room: mentors with a free place who take somebody new, mentees who want one
    more mentor. `without`: as it would be if that mentorship had ended.
    """
    mentees, mentors, ids, assumed = [], [], {}, 0
    known = known_pairs(cohort, without=without)
    meeting = known.live
    live = Counter(code for pair in meeting for code in pair) + known.held
    fallback, answers = cohort.program.time_zone, matching_answers(cohort)
    for row in _accepted(cohort):
        room = row["capacity"] - live[row["code"]]
        if room <= 0 or row["asks_paused"]:
            continue
        ids[row["code"]] = row["pk"]
        row["answers"] = answers.get(row["code"], [])
        assumed += bool(row["person__usual_hours"]) and not row["person__time_zone"]
        if row["role"] == Role.MENTOR:
            mentors.append(_mentor(row, room, fallback))
        else:
            mentees.append(_mentee(row, room, fallback))
    taken = frozenset(pair for pair in meeting if pair[0] in ids and pair[1] in ids)
    apart = frozenset(pair for pair in known.apart if pair[0] in ids and pair[1] in ids)
    return Pool(*read_by_meaning(cohort, mentees, mentors), ids, taken, assumed, apart)


def possible(table: ScoreTable) -> Any:
    """Which pairs the rules allow, as coordinators count them: who is kept apart shows in no number."""
    return (table.broken & ~APART) == 0


def without_taken(table: ScoreTable, taken: Iterable[tuple[str, str]], bit: int = ALREADY) -> ScoreTable:
    """The table with those pairs made impossible: the same two people are never proposed while they meet."""
    score, broken = table.score.copy(), table.broken.copy()
    for mentee, mentor in taken:
        if mentee in table.mentee_at and mentor in table.mentor_at:
            at = table.mentee_at[mentee], table.mentor_at[mentor]
            score[at], broken[at] = IMPOSSIBLE, broken[at] | bit
    return replace(table, score=score, broken=broken)


@lru_cache(maxsize=1)
def tag_aliases() -> dict[str, str]:
    """Other names of the expertise tags we know: "k8s" to the tag's own name."""
    return {alias: tag.name for tag in known_tags() for alias in tag.aliases}


def hours_in_utc(parts: Iterable[str], zone_name: str) -> frozenset[int]:
    """Hours of the week in UTC, 0 = Monday 00:00, of parts such as "mon-am" in a zone, as of this week."""
    ahead = hours_ahead(zone_name)
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
    monday = clock.today(UTC) - timedelta(days=clock.today(UTC).weekday())
    noon = datetime.combine(monday + timedelta(days=2), time(12), tzinfo=zone(zone_name))
    return (noon.utcoffset() or timedelta()).total_seconds() / 3600


def _accepted(cohort: Cohort) -> Iterable[dict[str, Any]]:
    return (
        Enrolment.objects.filter(cohort=cohort)
        .accepted()
        .order_by("code")
        .values(
            "pk",
            "code",
            "role",
            "capacity",
            "asks_paused",
            "goal",
            "goal_kind",
            "topics",
            "expertise",
            *(f"person__{name}" for name in ("code", "languages", "usual_hours", "time_zone", "seniority")),
            "person__department",
            "person__line_manager__code",
        )
    )


def live_pairs(cohort: Cohort) -> list[tuple[str, str]]:
    """(mentee, mentor) of every active mentorship of the cohort, by the codes of their enrolments."""
    sides: dict[int, dict[str, str]] = {}
    members = Member.objects.filter(mentorship__cohort=cohort, mentorship__state=Mentorship.State.ACTIVE)
    for mentorship, role, code in members.values_list("mentorship_id", "role", "enrolment__code"):
        sides.setdefault(mentorship, {})[role] = code
    return [(pair[Role.MENTEE], pair[Role.MENTOR]) for pair in sides.values() if len(pair) == 2]


def _mentee(row: dict[str, Any], room: int, fallback: str) -> MenteeTraits:
    return MenteeTraits(
        wants=room,
        topics=tuple(row["topics"]),
        goal=row["goal"],
        goal_kind=row["goal_kind"],
        **_common(row, fallback),
    )


def _mentor(row: dict[str, Any], room: int, fallback: str) -> MentorTraits:
    return MentorTraits(
        capacity=room,
        topics=tuple(row["topics"]),
        expertise=tuple(row["expertise"]),
        focus_kinds=frozenset({row["goal_kind"]} - {""}),
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
        "alike": frozenset((one.question, one.text) for one in row["answers"] if one.must_be_same),
        "apart": frozenset((one.question, one.text) for one in row["answers"] if not one.must_be_same),
    }


def _plain(traits: MenteeTraits | MentorTraits) -> str:
    fields = dict(vars(traits))
    for name in ("languages", "hours", "focus_kinds", "alike", "apart"):
        if name in fields:
            fields[name] = sorted(fields[name])
    fields["meaning"] = [
        [one.text, one.said, one.encoder, hashlib.sha256(one.vector).hexdigest()] for one in traits.meaning
    ]
    return json.dumps([type(traits).__name__, fields], sort_keys=True, ensure_ascii=False)
