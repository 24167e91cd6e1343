"""Mentees and mentors whose answers differ, without a database; always the same ones for the same numbers."""

import random

from matching.engine import MenteeTraits, MentorTraits

LANGUAGES = ("English", "German", "Spanish")
TOPICS = ("public speaking", "negotiation", "career planning", "leading a team", "writing", "delegation")
TAGS = ("Python programming", "Data engineering", "Product strategy", "Public speaking", "Hiring")
GOALS = (
    "Speak in public without freezing.",
    "Move into data engineering.",
    "Understand product strategy.",
    "",
)


def crowd(mentees: int, mentors: int, seed: int = 1) -> tuple[list[MenteeTraits], list[MentorTraits]]:
    dice = random.Random(seed)
    return (
        [MenteeTraits(**_common(dice, f"m{n}"), goal=dice.choice(GOALS)) for n in range(mentees)],
        [
            MentorTraits(
                **_common(dice, f"r{n}"),
                capacity=dice.choice((1, 1, 2)),
                expertise=tuple(dice.sample(TAGS, 2)),
            )
            for n in range(mentors)
        ],
    )


def _common(dice: random.Random, key: str) -> dict[str, object]:
    return {
        "id": key,
        "person": f"p{key}",
        "languages": frozenset({"English", dice.choice(LANGUAGES)}),
        "hours": frozenset(dice.sample(range(168), dice.choice((0, 40, 60)))),
        "topics": tuple(dice.sample(TOPICS, 2)),
        "seniority": dice.choice((0, 1, 2, 3, None)),
        "department": dice.choice(("", "Sales", "Research")),
    }
