"""Topics that somebody might mean: of those we know, the nearest to what they wrote. Only what is ticked counts."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from matching.engine.meaning import Reading, nearness, percents, tag_percents, words_in_common
from matching.engine.problem import IntArray
from matching.engine.text import Vocabulary, tag_key, telling_stems
from matching.queries.meaning import known_readings, known_tags, mark_of, pieces_of, said
from matching.queries.pool import tag_aliases
from mentorship.work import encoder
from programs.models import Enrolment, GoalMeaning

MOST = 5
# Under these a topic is not suggested: a tenth of the words, or a third of what counts as everything.
_LEAST_WORDS, _LEAST_MEANING = 1000, 33


@dataclass(frozen=True)
class Suggested:
    """`by_meaning` is False while the text still waits for its vector: then they were found by words."""

    topics: list[str]
    by_meaning: bool


def suggest_by_words(text: str, have: Iterable[str]) -> list[str]:
    """While somebody types: asks no database and loads nothing. Their own topics are left out."""
    return _best(_word_scores(text), _LEAST_WORDS, have)


def suggest_for(place: Enrolment) -> Suggested:
    """After it was sent: by the stored vectors of what this person wrote, or by words as long as there is none."""
    near = _expertise_scores(place) if place.is_mentor else _goal_scores(place)
    if near is None:
        text = ". ".join(place.expertise) if place.is_mentor else place.goal
        return Suggested(suggest_by_words(text, place.topics), by_meaning=False)
    return Suggested(_best(near, _LEAST_MEANING, place.topics), by_meaning=True)


def _best(scores: IntArray, least: int, have: Iterable[str]) -> list[str]:
    vocabulary = Vocabulary(tag_aliases())
    known = {vocabulary.key(tag) for tag in have}
    names = [tag.name for tag in known_tags()]
    ranked = sorted(zip(scores.tolist(), names, strict=True), key=lambda item: (-item[0], item[1]))
    return [name for score, name in ranked if score >= least and tag_key(name) not in known][:MOST]


def _word_scores(text: str) -> IntArray:
    return words_in_common([telling_stems(text)], [telling_stems(said(tag.pieces)) for tag in known_tags()])[
        0
    ]


def _goal_scores(place: Enrolment) -> IntArray | None:
    name, readings = encoder.version(), known_readings()
    if not name or not readings or not place.goal:
        return None
    kept = GoalMeaning.objects.filter(enrolment=place, encoder=name, mark=mark_of(place.goal)).first()
    if kept is None:
        return None
    goal = Reading(place.goal, place.goal, name, bytes(kept.vector))
    near = nearness([goal], [readings.get(tag.name) for tag in known_tags()])[0]
    return percents(near + _word_scores(place.goal) // 2)


def _expertise_scores(place: Enrolment) -> IntArray | None:
    """Of a mentor: known topics near to any of their tags; the tags themselves, as far as we know them, first."""
    readings = known_readings(place.expertise)
    own = [readings.get(tag) for tag in place.expertise]
    if not any(own):
        return None
    near = tag_percents(own, [readings.get(tag.name) for tag in known_tags()])
    same = np.array(
        [[100 * (pieces_of(tag)[0] == one.name) for one in known_tags()] for tag in place.expertise]
    )
    return np.asarray(np.maximum(near, same).max(axis=0), dtype=np.int64)
