"""What the two of a pair are told of why they were matched: sentences, never a number nor another candidate."""

from typing import Any

from django.utils.translation import gettext_lazy

from matching.engine import Criterion
from matching.engine.likeness import CLOSE
from matching.queries.rule_words import Words, what_of
from matching.queries.sentences import criterion_of, kind_words

MOST = 3
# Nobody is told who wished for them, nor who had nobody.
_SILENT = frozenset({"wish", "waited", "none"})
_USUAL: dict[str, tuple[Words, Words]] = {
    "topics": (
        gettext_lazy("One of you offers what the other wants to talk about: %(what)s."),
        gettext_lazy("One of you offers what the other wants to talk about."),
    ),
    "expertise": (
        gettext_lazy("The goal touches what the mentor knows well: %(what)s."),
        gettext_lazy("The goal touches what the mentor knows well."),
    ),
    "goal_kind": (
        gettext_lazy("The mentor likes to help with this kind of goal: %(what)s."),
        gettext_lazy("The mentor likes to help with this kind of goal."),
    ),
}
_PLAIN: dict[str, Words] = {
    "hours": gettext_lazy("You are free at the same times of the week."),
    "seniority": gettext_lazy("One of you is further along the way."),
    "department": gettext_lazy("You work in different departments."),
    "beyond": gettext_lazy("You would hardly have met otherwise."),
}
_RELATIONS: dict[str, Words] = {
    "same": gettext_lazy("This is the same for both of you: %(what)s."),
    "different": gettext_lazy("This is different for the two of you: %(what)s."),
    "overlap": gettext_lazy("You have something in common here: %(what)s."),
    "wants_offers": gettext_lazy("One of you offers what the other is looking for: %(what)s."),
    "has_done": gettext_lazy("The mentor has been through what the mentee has ahead: %(what)s."),
    "touches": gettext_lazy("The goal touches what the mentor knows well: %(what)s."),
    "more": gettext_lazy("One of you is further along here: %(what)s."),
    "within": gettext_lazy("You are close to each other here: %(what)s."),
    "shared_hours": gettext_lazy("You are free at the same times of the week."),
    "from": gettext_lazy("The mentor brings a view from where they come from."),
}


def told_to_the_two(points: list[list[Any]]) -> list[str]:
    """What speaks most for the pair, at most three sentences; empty where little is known.

    An answer that only coordinators read stays theirs: nothing is said of such a question, not even that it agrees.
    """
    good = sorted(
        (row for row in points if row[4] == "plus" and row[0] not in _SILENT), key=lambda row: -row[3]
    )
    said = [sentence for row in good if (sentence := _sentence(row))]
    return list(dict.fromkeys(said))[:MOST]


def _sentence(row: list[Any]) -> str:
    name, evidence = row[0], [kind_words(value.removeprefix(CLOSE)) for value in row[5]]
    if (one := criterion_of(row)) is not None:
        if one.question and not one.shared:
            return ""
        what = ", ".join(evidence[:MOST]) if evidence and _words(one) else what_of(one)
        return str(_RELATIONS[one.relation]) % {"what": what}
    if name in _PLAIN:
        return str(_PLAIN[name])
    full, short = _USUAL[name]
    return str(full) % {"what": ", ".join(evidence[:MOST])} if evidence else str(short)


def _words(one: Criterion) -> bool:
    """Whether what they share is words: a number is not said."""
    return one.relation in {"same", "overlap", "wants_offers", "has_done", "touches"}
