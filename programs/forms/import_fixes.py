"""What is pressed beside the problems of a file: cells, a kind, words."""

import re
from typing import Any

from django import forms

from programs.models import Enrolment, Person
from programs.models.enrolments import Role
from programs.queries.importing_kinds import KINDS

CELL = re.compile(r"cell-(\d{1,6})-(\d{1,3})")
MOST_CELLS = 200
MEANINGS: dict[str, set[str]] = {
    "role": {*Role.values, "both"},
    "seniority": {str(value) for value in Person.Seniority.values},
    "goal_kind": set(Enrolment.GoalKind.values),
}


class FixForm(forms.Form):
    """`do` is the button, with the kind of problem it stands beside: `leave:email`. What was typed comes with each."""

    DOINGS = (
        "cells",
        "back",
        "words",
        *(f"{press}:{kind}" for press in ("repair", "leave", "cells") for kind in KINDS),
    )
    do = forms.ChoiceField(choices=[(name, name) for name in DOINGS])

    @property
    def cells(self) -> dict[tuple[int, int], str]:
        found = ((CELL.fullmatch(name), text) for name, text in list(self.data.items())[: MOST_CELLS + 10])
        return {(int(match[1]), int(match[2])): " ".join(str(text).split()) for match, text in found if match}

    @property
    def words(self) -> dict[str, dict[str, str]]:
        """Each word of the file with its meaning beside it; those left at “not said” stay unsaid."""
        data: Any = self.data
        rows = zip(data.getlist("target"), data.getlist("said"), data.getlist("means"), strict=False)
        words: dict[str, dict[str, str]] = {}
        for target, said, means in rows:
            if means in MEANINGS.get(target, ()):
                words.setdefault(target, {})[said[:200]] = means
        return words
