"""Goals in free words find who can help: in other words, in other languages, and on the development set."""

import json
import math
import os
from pathlib import Path

import pytest

from matching.actions.meaning import tag_vector
from matching.engine import MenteeTraits, MentorTraits
from matching.engine.meaning import Reading
from matching.engine.text import Vocabulary
from matching.engine.touching import expertise_values, tag_strengths
from matching.queries.meaning import said
from matching.queries.pool import tag_aliases
from tests.matching.meanings import encode, goal_reading, tag_reading  # noqa: F401 - encode is a fixture

KNOWS = (
    "Public speaking and presentations",
    "Negotiation",
    "Becoming a people manager",
    "Data engineering",
    "Time management and prioritisation",
    "Wellbeing and burnout",
    "Public policy and government",
    "Mobile app development",
    "Finance and accounting",
    "Working abroad and relocation",
)
GOALS = {
    "Ich möchte vor großem Publikum reden, ohne dass mir die Stimme versagt.": "Public speaking and presentations",
    "Ich will beim Gehaltsgespräch nicht gleich nachgeben.": "Negotiation",
    "Seit Mai leite ich zum ersten Mal Mitarbeiter und weiß nicht, wie man das macht.": "Becoming a people manager",
    "Ich bin ausgebrannt und brauche mehr Ruhe im Arbeitsalltag.": "Wellbeing and burnout",
    "Ich würde gern für zwei Jahre im Ausland arbeiten.": "Working abroad and relocation",
    "Quiero hablar en público sin que me tiemblen las manos.": "Public speaking and presentations",
    "Quiero aprender a negociar mejor con los proveedores.": "Negotiation",
    "Acaban de ascenderme y ahora tengo que dirigir a mi propio equipo.": "Becoming a people manager",
    "No me da tiempo a nada y no sé qué hacer primero.": "Time management and prioritisation",
    "Me gustaría crear aplicaciones para el móvil.": "Mobile app development",
}


def test_german_and_spanish_goals_find_mentors_whose_tags_are_english(encode):  # noqa: F811
    mentors = [MentorTraits(tag, tag, expertise=(tag,), meaning=(tag_reading(tag, encode),)) for tag in KNOWS]
    mentees = [MenteeTraits(goal, goal, goal=goal, meaning=(goal_reading(goal, encode),)) for goal in GOALS]
    vocabulary = Vocabulary(tag_aliases())
    values = expertise_values(mentees, mentors, vocabulary).spread()
    assert [KNOWS[at] for at in values.argmax(axis=1)] == list(GOALS.values())
    by_words = [MenteeTraits(goal, goal, goal=goal) for goal in GOALS]
    assert expertise_values(by_words, mentors, vocabulary).small.max() == 0


def test_the_same_text_has_the_same_vector_whatever_was_encoded_before(encode):  # noqa: F811
    first = goal_reading("Lead a design review.", encode)
    for other in KNOWS:
        encode(other)
    assert goal_reading("Lead a design review.", encode) == first


def figures(strength, tags, goals):
    """nDCG@10 and recall@3, each goal's right tags known; tags of one strength in the order of the file."""
    gains, found = 0.0, 0.0
    for row, goal in zip(strength.tolist(), goals, strict=True):
        order = [tag["id"] for _, tag in sorted(zip(row, tags, strict=True), key=lambda item: -item[0])]
        right = set(goal["tags"])
        gain = sum(1 / math.log2(at + 2) for at, tag in enumerate(order[:10]) if tag in right)
        gains += gain / sum(1 / math.log2(at + 2) for at in range(min(10, len(right))))
        found += len(right & set(order[:3])) / len(right)
    return gains / len(goals), found / len(goals)


@pytest.mark.real_data
def test_goals_of_the_development_set_reach_the_figures_that_were_measured(encode):  # noqa: F811
    folder = Path(os.environ["REAL_DATA"])
    tags = json.loads((folder / "expertise_tags.json").read_text())
    goals = json.loads((folder / "goals_dev.json").read_text())
    pieces = {tag["name"]: (tag["name"], tag["description"], *tag["aliases"]) for tag in tags}
    readings = {name: Reading(name, said(own), "e", tag_vector(own, encode)) for name, own in pieces.items()}
    mentors = [MentorTraits(name, name, expertise=(name,), meaning=(readings[name],)) for name in pieces]
    mentees = [
        MenteeTraits(one["id"], one["id"], goal=one["goal"], meaning=(goal_reading(one["goal"], encode),))
        for one in goals
    ]
    vocabulary = Vocabulary({alias: tag["name"] for tag in tags for alias in tag["aliases"]})
    gain, recall = figures(tag_strengths(mentees, mentors, list(pieces), vocabulary), tags, goals)
    assert gain >= 0.83, gain
    assert recall >= 0.80, recall
    gain, recall = figures(
        expertise_values(mentees, mentors, vocabulary).spread(), tags, goals
    )  # what a pair gets
    assert gain >= 0.83, gain
    assert recall >= 0.80, recall
