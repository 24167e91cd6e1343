"""Which words of two people are alike, as it is said of a pair: tags a goal touches, topics near in meaning.

Worked out once for all people of a table, a row for each mentee: of a draft's pairs most share their tags and topics,
and a matrix of one row and five columns costs as much as one of two hundred rows.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.engine import meaning
from matching.engine.text import Vocabulary
from matching.engine.touching import Strengths, Tags, by_words, each_once, readings_of, tag_strengths
from matching.engine.traits import MenteeTraits, MentorTraits

# Stands before a tag that is near by meaning alone.
CLOSE = "~"
# Under this percentage a tag is not named as a reason.
TELLING = 33


class Likeness:
    """Of the texts of these mentees and these mentors."""

    def __init__(
        self, mentees: Sequence[MenteeTraits], mentors: Sequence[MentorTraits], vocabulary: Vocabulary
    ) -> None:
        self.mentees, self.mentors, self.vocabulary = mentees, mentors, vocabulary

    def touched(self, mentee: MenteeTraits, mentor: MentorTraits) -> Tags:
        """The mentor's tags that the goal touches, the most fully touched first, in the mentor's spelling; those that
        share no word with it begin with CLOSE.
        """
        row, own = self._row[mentee.id], self._own_tags[mentor.id]
        strengths, worded = self._strength[row, own].tolist(), self._worded[row, own].tolist()
        found = sorted(
            (-percent, self._tags[at], shared)
            for at, percent, shared in zip(own, strengths, worded, strict=True)
            if percent >= TELLING
        )
        return tuple(tag if shared else CLOSE + tag for _percent, tag, shared in found)

    def near(self, wanted: Tags, offered: Tags) -> Tags:
        """What of a mentor's offer is near something a mentee wants in meaning, and wanted under no name; each begins
        with CLOSE.
        """
        rows, columns = self._read
        if not rows or not columns:
            return ()
        sides = each_once(wanted, self.vocabulary), each_once(offered, self.vocabulary)
        left = [rows[tag] for key, tag in sides[0].items() if key not in sides[1] and tag in rows]
        right = [tag for key, tag in sides[1].items() if key not in sides[0] and tag in columns]
        if not left or not right:
            return ()
        percents = self._nearness[np.ix_(left, [columns[tag] for tag in right])].max(axis=0).tolist()
        ranked = sorted((-percent, tag) for percent, tag in zip(percents, right, strict=True))
        return tuple(CLOSE + tag for percent, tag in ranked if -percent >= TELLING)

    @cached_property
    def _row(self) -> dict[str, int]:
        return {mentee.id: at for at, mentee in enumerate(self.mentees)}

    @cached_property
    def _tags_by_mentor(self) -> dict[str, list[str]]:
        """Expertise and areas, each once, in the spelling met first."""
        lists = {mentor.id: (*mentor.expertise, *mentor.areas) for mentor in self.mentors}
        return {key: list(each_once(tags, self.vocabulary).values()) for key, tags in lists.items()}

    @cached_property
    def _tags(self) -> list[str]:
        return sorted({tag for tags in self._tags_by_mentor.values() for tag in tags})

    @cached_property
    def _own_tags(self) -> dict[str, list[int]]:
        """Per mentor the columns of their tags."""
        column = {tag: at for at, tag in enumerate(self._tags)}
        return {key: [column[tag] for tag in tags] for key, tags in self._tags_by_mentor.items()}

    @cached_property
    def _strength(self) -> Strengths:
        """Mentees x tags."""
        return tag_strengths(self.mentees, self.mentors, self._tags, self.vocabulary)

    @cached_property
    def _worded(self) -> Strengths:
        """Mentees x tags: not 0 where the goal says the words of the tag."""
        goals = [self.vocabulary.stems_of_goal(mentee.goal) for mentee in self.mentees]
        return by_words(goals, [self.vocabulary.stems_of_tag(tag) for tag in self._tags])

    @cached_property
    def _read(self) -> tuple[dict[str, int], dict[str, int]]:
        """Rows and columns of the tags of both sides that have a reading."""
        return _places(readings_of(self.mentees)), _places(readings_of(self.mentors))

    @cached_property
    def _nearness(self) -> npt.NDArray[Any]:
        """Percent to which tags of mentees are tags of mentors under another name."""
        left, right = (list(readings_of(side).values()) for side in (self.mentees, self.mentors))
        return meaning.tag_percents(left, right)


def _places(keys: dict[str, Any]) -> dict[str, int]:
    return {key: at for at, key in enumerate(keys)}
