"""A cohort full of people whose answers differ, always the same ones for the same seed."""

import random
from typing import Any

from programs.models import Cohort, Enrolment, Person

LANGUAGES = ("English", "German", "Spanish", "Hindi")
TOPICS = ("public speaking", "negotiation", "career planning", "leading a team", "writing", "delegation")
TAGS = (
    "Python programming",
    "Data engineering",
    "Product strategy",
    "Public speaking",
    "Kubernetes",
    "Hiring",
)
GOALS = (
    "I want to speak in public without freezing.",
    "Move from support into data engineering.",
    "Learn enough Python to automate my spreadsheets.",
    "Understand product strategy before I lead a team.",
)
ZONES = ("Europe/Berlin", "Europe/London", "America/New_York", "Asia/Kolkata", "")
PARTS = [f"{day}-{part}" for day in Person.DAYS[:5] for part in Person.PARTS]


def fill(
    cohort: Cohort, mentors: int, mentees: int, seed: int = 1, *, shuffled: bool = False, easy: bool = False
) -> None:
    """Accepted people with and without answers, in few statements. Codes do not depend on the order.

    `easy` people all share a language and their hours, so that everybody can meet everybody.
    """
    dice = random.Random(seed)
    rows = [_facts(dice, number, "mentor", easy) for number in range(mentors)]
    rows += [_facts(dice, number, "mentee", easy) for number in range(mentees)]
    if shuffled:
        random.Random(seed + 1).shuffle(rows)
    organisation = cohort.program.organisation
    people = Person.objects.bulk_create(Person(organisation=organisation, **person) for person, _ in rows)
    Enrolment.objects.bulk_create(
        Enrolment(cohort=cohort, person=person, state=Enrolment.State.ACCEPTED, **place)
        for person, (_, place) in zip(people, rows, strict=True)
    )


def _facts(dice: random.Random, number: int, role: str, easy: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    key = f"{role[4]}{number:04d}"
    person = {
        "code": f"p{key}",
        "reference": f"{role}-{number}",
        "name": f"{role.title()} {number}",
        "languages": ["English", *dice.sample(LANGUAGES[1:], dice.choice((0, 0, 1)))],
        "time_zone": "Europe/Berlin" if easy else dice.choice(ZONES),
        "usual_hours": [] if easy or dice.random() < 0.2 else dice.sample(PARTS, dice.choice((4, 6, 9))),
        "seniority": dice.choice((0, 1, 2) if role == "mentee" else (2, 3, 4, None)),
        "department": dice.choice(("", "Sales", "Research", "People")),
    }
    place = {
        "code": f"e{key}",
        "role": role,
        "capacity": dice.choice((1, 1, 2, 3)) if role == "mentor" else 1,
        "goal": dice.choice(GOALS) if role == "mentee" else "",
        "goal_kind": dice.choice(("", *Enrolment.GoalKind.values)),
        "topics": dice.sample(TOPICS, 2),
        "expertise": dice.sample(TAGS, 3) if role == "mentor" else [],
    }
    return person, place
