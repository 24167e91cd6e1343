"""How groups of people fare in a publication, counted once, so that nobody's own answer can be worked out.

A coordinator knows by name who has a pair, how well it fits, and can make as many drafts as they like; the secret is
who belongs to which group. So nothing is said of a draft, only of what was published, each person once. Of each group
(11 and more) a lot leaves some out, and what remains is a range of `lib.disclosure`. A range is not said either where
it would place nearly everybody without a pair (or with one) in that group; where one group alone would be hidden, the
next smallest is too. Of fits: whether they are about everybody's, or five and more above or below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random, SystemRandom
from typing import Any

from matching.models import Draft
from mentorship.lib.disclosure import FEWEST, IN_NUMBERS, left_out, shown
from programs.models import Answer, Cohort, Question
from programs.models.enrolments import Role

# What a question means that is asked for the audit alone (programs.Question.matching).
FOR_AUDIT = Question.Matching.AUDIT
FIT_STEP = 500
Groups = Mapping[str, Mapping[int, str]]  # by question: by enrolment, the group


@dataclass(frozen=True)
class Fared:
    """Somebody in the publication: the score of their best pair, None without any."""

    enrolment: int
    role: str
    score: int | None


def audit_of(draft: Draft) -> list[dict[str, Any]]:
    """What a publication keeps. Empty where the program asks nothing for the audit."""
    groups = groups_of(draft.cohort)
    if not groups:
        return []
    people = fared(draft)
    lot = SystemRandom()
    return [
        {"question": question, "role": role, "rows": rows}
        for question, of in groups.items()
        for role in (Role.MENTEE, Role.MENTOR)
        if (rows := count([one for one in people if one.role == role], of, lot))
    ]


def groups_of(cohort: Cohort) -> dict[str, dict[int, str]]:
    """By the words of each question for the audit, what everybody chose. Nothing here leaves but as a count."""
    rows = Answer.objects.filter(enrolment__cohort=cohort, question__matching=FOR_AUDIT)
    found: dict[str, dict[int, str]] = {}
    for label, enrolment, text in rows.order_by("pk").values_list("question__label", "enrolment", "text"):
        found.setdefault(label, {})[enrolment] = text
    return found


def fared(draft: Draft) -> list[Fared]:
    """Everybody of this publication who was in none before."""
    earlier = Draft.objects.filter(cohort=draft.cohort_id, state=Draft.State.PUBLISHED).exclude(pk=draft.pk)
    seen = {pk for one in earlier for pk in _everybody(one)}
    best: dict[tuple[int, str], int] = {}
    for mentor, mentee, score in draft.proposals.values_list("mentor", "mentee", "score"):
        for pk, role in ((mentor, Role.MENTOR), (mentee, Role.MENTEE)):
            best[pk, role] = max(score, best.get((pk, role), 0))
    left = draft.leftovers.filter(enrolment__state="accepted").values_list("enrolment", "enrolment__role")
    every = [Fared(pk, str(role), score) for (pk, role), score in best.items()]
    every += [Fared(pk, role, None) for pk, role in left]
    return [one for one in every if one.enrolment not in seen]


def count(people: Sequence[Fared], group_of: Mapping[int, str], lot: Random) -> list[dict[str, Any]]:
    """A row for each group that may be shown, the largest first; none where only one may."""
    members: dict[str, list[Fared]] = {}
    for one in people:
        members.setdefault(group_of.get(one.enrolment, ""), []).append(one)
    drawn = {
        name: lot.sample(rows, max(len(rows) - left_out(len(rows)), 0)) for name, rows in members.items()
    }
    rows = {name: row for name, of in drawn.items() if (row := _row(name, of, people)) is not None}
    hidden = len(drawn) - len(rows)
    if hidden == 1 and rows:
        rows.pop(min(rows, key=lambda name: (rows[name]["people"], name)))
    rows.pop("", None)  # whoever said nothing is counted above, and is no group
    return sorted(rows.values(), key=lambda row: (-row["people"], row["group"])) if len(rows) > 1 else []


def _row(name: str, of: Sequence[Fared], people: Sequence[Fared]) -> dict[str, Any] | None:
    matched = [one.score for one in of if one.score is not None]
    if len(of) < IN_NUMBERS:
        return None
    found = shown(len(of), len(matched))
    if found.least is None or found.most is None:
        return None
    everybody = sum(one.score is not None for one in people)
    alone = len(people) - everybody
    if found.least > everybody - FEWEST or (len(of) - found.most) > max(alone - FEWEST, 0):
        return None
    return {
        "group": name,
        "people": len(of),
        "least": found.least,
        "most": found.most,
        "fit": _fit(matched, [one.score for one in people if one.score is not None]),
    }


def _fit(matched: Sequence[int], everybody: Sequence[int]) -> str:
    """Against the average of everybody; empty where too few of the group have a pair."""
    if len(matched) < IN_NUMBERS or not everybody:
        return ""
    apart = sum(matched) / len(matched) - sum(everybody) / len(everybody)
    if abs(apart) < FIT_STEP:
        return "same"
    return "higher" if apart > 0 else "lower"


def _everybody(draft: Draft) -> set[int]:
    pairs = draft.proposals.values_list("mentor", "mentee")
    return {pk for pair in pairs for pk in pair} | set(draft.leftovers.values_list("enrolment", flat=True))
