"""Who enrols in the demo's two cohorts, with which answers. The same people and answers on every run."""

import json
import random
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from mentorship.dashboards.demo_people import DEMO_PEOPLE
from mentorship.management.demo.people import MENTEES, MENTORS, WITHOUT_ENGLISH, Place
from programs.models import Enrolment, Person

HERE = Path(__file__).parent
Kind, Seniority = Enrolment.GoalKind, Person.Seniority

DEPARTMENTS = {
    "tech": "Technology",
    "leadership": "Operations",
    "career": "Customer care",
    "academia": "Research",
    "healthcare": "Health services",
    "nonprofit": "Community",
    "workplace": "Operations",
}
# In the order of MENTORS. As in the real files: most offer one or two places, a few more, one none this time.
CAPACITIES = (
    *(2, 2, 1, 1, 2, 1, 1, 1, 2, 1, 1),
    *(2, 2, 1, 0, 3, 2, 1, 2, 1, 2, 1, 2, 4, 1, 2, 1, 2, 3, 1, 1, 2, 1, 2, 2, 1, 2, 1, 2, 1),
)
LEVELS = {"mentor": ((1, 10), (2, 38), (3, 35), (4, 17)), "mentee": ((0, 30), (1, 45), (2, 25))}
SHARED_HOURS = {
    "Tomás Herrera": ("tue-am", "tue-eve", "wed-eve", "thu-eve", "fri-am"),
    "Lena Brandt": ("mon-eve", "tue-eve", "thu-eve", "fri-am"),
    "Amara Nwosu": ("tue-am", "wed-eve", "thu-eve"),
}
PARTS = {"am": 15, "pm": 25, "eve": 60}
KINDS = {
    Kind.CHANGE: {"career-change", "career-reentry", "academia-to-industry", "working-abroad", "first-job"},
    Kind.ADVANCE: {
        "promotion",
        "new-manager",
        "strategic-thinking",
        "senior-ic-track",
        "clinical-leadership",
    },
    Kind.CHALLENGE: {
        "conflict-resolution",
        "wellbeing-burnout",
        "feedback-conversations",
        "change-management",
    },
}
CONTACTS = (
    "A mail is best; I read them in the morning.",
    "Write to me first, then we find a time to call.",
    "A short message at lunchtime reaches me fastest.",
    "Mail, please. On Fridays I am slow.",
)
INTRODUCTIONS = (
    "I came to my work by a detour and still think detours are underrated.",
    "I have changed jobs four times and fields twice.",
    "I lead a small team and learn most of what I know from it.",
    "Somebody took an hour a month for me once. I would like to pass that on.",
    "I have been in the same place for a long time and know how it ticks.",
    "I started late, and it turned out to be early enough.",
)
HOW_I_HELP = (
    "I ask more than I answer.",
    "I am good at practising hard talks with you.",
    "I read drafts, and I say what I think, kindly.",
    "We can look at your week together and find an hour in it.",
    "Bring one real thing to every meeting and we will turn it over.",
)


@dataclass(frozen=True)
class Answers:
    """One person and what they answer when they enrol."""

    role: str
    name: str
    email: str
    person: dict[str, object] = field(default_factory=dict)
    place: dict[str, object] = field(default_factory=dict)


@lru_cache(maxsize=1)
def goals() -> dict[str, dict[str, object]]:
    return {goal["id"]: goal for goal in json.loads((HERE / "goals.json").read_text())}


@lru_cache(maxsize=1)
def tag_names() -> dict[str, str]:
    return {tag["id"]: tag["name"] for tag in json.loads((HERE / "tags.json").read_text())}


def everybody(goal_of: dict[str, str]) -> tuple[list[Answers], list[Answers]]:
    """All mentors and all mentees. `goal_of` gives some mentees a goal by name; the others share the rest."""
    dice = random.Random(7)  # noqa: S311 - the same people on every run is the point
    free = [goal for goal in goals() if goal not in goal_of.values()]
    dice.shuffle(free)
    mentees = [_mentee(dice, row, goal_of.get(row[0]) or free.pop()) for row in MENTEES]
    mentors = [_mentor(dice, row, number) for number, row in enumerate(MENTORS)]
    return mentors, mentees


def _mentee(dice: random.Random, row: Place, goal_id: str) -> Answers:
    goal = goals()[goal_id]
    tags: list[str] = list(goal["tags"])  # type: ignore[call-overload]
    known = dice.sample(_tags_of(str(goal["domain"])), 2)
    place = {
        "goal": goal["goal"],
        "goal_kind": _kind(tags),
        "topics": _names(tags),
        "expertise": _names([tag for tag in known if tag not in tags]),
        "capacity": 1,
    }
    return Answers(
        "mentee", row[0], address(row[0]), _person(dice, row, "mentee", str(goal["domain"])), place
    )


def _mentor(dice: random.Random, row: Place, number: int) -> Answers:
    domain = dice.choice([str(goal["domain"]) for goal in goals().values()])
    own = dice.sample(_tags_of(domain), min(dice.randint(3, 6), len(_tags_of(domain))))
    also = dice.sample(_tags_of("leadership") + _tags_of("career"), 2)
    tags = list(dict.fromkeys(own + also))
    topics = _names(tags[: dice.randint(2, 4)])
    facts = _person(dice, row, "mentor", domain)
    facts["introduction"] = dice.choice(INTRODUCTIONS) + " " + dice.choice(HOW_I_HELP)
    place = {
        "topics": topics,
        "expertise": _names(tags),
        "capacity": CAPACITIES[number],
        "goal_kind": dice.choice(["", *Kind.values]),
    }
    return Answers("mentor", row[0], address(row[0]), facts, place)


def _person(dice: random.Random, row: Place, role: str, domain: str) -> dict[str, object]:
    name, zone, spoken = row
    others = [language for language in spoken.split(", ") if language]
    levels = LEVELS[role]
    only = WITHOUT_ENGLISH.get(name)
    return {
        "time_zone": zone,
        "languages": [only] if only else ["English", *others],
        "department": DEPARTMENTS[domain],
        "seniority": dice.choices([level for level, _ in levels], [share for _, share in levels])[0],
        "usual_hours": _hours_of(name, _hours(dice)),
        "contact": dice.choice(CONTACTS),
    }


def _hours(dice: random.Random) -> list[str]:
    """Three to seven parts of a working week, most of them evenings; one in five gives none."""
    if dice.random() < 0.2:
        return []
    parts = dice.choices(list(PARTS), list(PARTS.values()), k=dice.randint(4, 9))
    picked = {f"{dice.choice(Person.DAYS[:5])}-{part}" for part in parts}
    return [f"{day}-{part}" for day in Person.DAYS for part in Person.PARTS if f"{day}-{part}" in picked]


def _hours_of(name: str, thrown: list[str]) -> list[str]:
    """Tomás shares a few evenings with each of his two, so that a date of theirs can be found on a slot."""
    return list(SHARED_HOURS.get(name, thrown))


def _kind(tags: list[str]) -> str:
    return next((kind for kind, some in KINDS.items() if some & set(tags)), Kind.SKILL)


def _names(tags: list[str]) -> list[str]:
    return [tag_names()[tag] for tag in tags]


@lru_cache(maxsize=8)
def _tags_of(domain: str) -> list[str]:
    """The tags of this domain's goals, in order."""
    rows = [goal for goal in goals().values() if goal["domain"] == domain]
    return list(dict.fromkeys(tag for goal in rows for tag in goal["tags"]))  # type: ignore[attr-defined]


def address(name: str) -> str:
    """The demo's own for the three who sign in; for the others made of the name."""
    known = {shown: email for email, shown, _ in DEMO_PEOPLE}
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("ı", "i").replace("Ł", "L"))
    letters = "".join(char for char in plain if char.isascii() and (char.isalpha() or char == " "))
    return known.get(name) or f"{'.'.join(letters.lower().split())}@demo.example"
