"""Sixty mentees and fifty mentors whose answers differ in every way, the same ones for the same seed."""

import random
from typing import Any

from matching.engine import MenteeTraits, MentorTraits

LANGUAGES = ("English", "German", "Spanish", "Hindi")
TOPICS = (
    "public speaking", "negotiation", "career planning", "leading a team", "writing", "delegation", "React", "k8s",
)  # fmt: skip
TAGS = (
    "Python programming", "Data engineering", "Product strategy", "Public speaking", "Kubernetes", "Hiring",
    "React developer",
)  # fmt: skip
GOALS = (
    "I want to speak in public without freezing.",
    "Move from support into data engineering.",
    "Learn enough Python to automate my spreadsheets.",
    "Understand product strategy before I lead a team.",
    "",
)
KINDS = ("", "advance", "change", "skill", "challenge")


def people(mentees: int, mentors: int, seed: int) -> tuple[list[MenteeTraits], list[MentorTraits]]:
    dice = random.Random(seed)
    everybody = 2 * (mentees + mentors)

    def common(number: int, role: str) -> dict[str, Any]:
        return {
            "id": f"{role}{number:05d}",
            "person": f"p{dice.randrange(everybody)}",
            "languages": frozenset(dice.sample(LANGUAGES, dice.choice((0, 1, 2)))),
            "hours": frozenset(dice.sample(range(168), dice.choice((0, 8, 20, 40)))),
            "topics": tuple(dice.sample(TOPICS, dice.choice((0, 2, 3)))),
            "seniority": dice.choice((None, 0, 1, 2, 3, 4)),
            "department": dice.choice(("", "Sales", "sales ", "Research")),
            "manager": dice.choice((None, f"p{dice.randrange(everybody)}")),
        }

    ones = [
        MenteeTraits(goal=dice.choice(GOALS), goal_kind=dice.choice(KINDS), **common(number, "m"))
        for number in range(mentees)
    ]
    others = [
        MentorTraits(
            expertise=tuple(dice.sample(TAGS, dice.choice((0, 2, 3)))),
            areas=tuple(dice.sample(TAGS, dice.choice((0, 1)))),
            focus_kinds=frozenset(dice.sample(KINDS[1:], dice.choice((0, 1, 2)))),
            **common(number, "r"),
        )
        for number in range(mentors)
    ]
    return ones, others
