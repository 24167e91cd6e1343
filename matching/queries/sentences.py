"""The engine's keys and numbers in words: rules, criteria, chips, why somebody is left."""

from math import ceil
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from matching.engine.criteria import CLOSE
from programs.models import Enrolment

Words = str | Promise

RULE_NAMES: dict[str, Words] = {
    "language": gettext_lazy("They share a language"),
    "reporting_line": gettext_lazy("Nobody is matched with their own line manager"),
    "oneself": gettext_lazy("Nobody is matched with themselves"),
    "hours": gettext_lazy("They share a free hour, where both gave their hours"),
    "alike": gettext_lazy("They answer alike what your form says must be the same"),
    "apart": gettext_lazy("They answer differently what your form says must differ"),
}
RULE_SENTENCES: dict[str, Words] = {
    "language": gettext_lazy("These two share no language."),
    "reporting_line": gettext_lazy("One of these two is the other's line manager."),
    "oneself": gettext_lazy("This is the same person: nobody can be their own mentor."),
    "hours": gettext_lazy("These two share no free hour in the week."),
    "alike": gettext_lazy("These two answered differently what your form says must be the same."),
    "apart": gettext_lazy("These two gave the same answer where your form says it must differ."),
}
_RULE_CAUSES: dict[str, Words] = {
    "language": gettext_lazy("no shared language"),
    "reporting_line": gettext_lazy("the line manager rule"),
    "oneself": gettext_lazy("being the same person"),
    "hours": gettext_lazy("no shared free hour"),
    "alike": gettext_lazy("an answer that must be the same"),
    "apart": gettext_lazy("an answer that must differ"),
}
CRITERIA_NAMES: dict[str, Words] = {
    "topics": gettext_lazy("Topics wanted and offered"),
    "expertise": gettext_lazy("Goal and expertise"),
    "goal_kind": gettext_lazy("Kind of goal"),
    "hours": gettext_lazy("Shared hours"),
    "seniority": gettext_lazy("More experience"),
    "department": gettext_lazy("Another department"),
    "none": gettext_lazy("Nothing weighs"),
}
CRITERIA_HINTS: dict[str, Words] = {
    "topics": gettext_lazy("The mentor offers what the mentee wants to talk about."),
    "expertise": gettext_lazy("The goal touches what the mentor knows, by its words or by its meaning."),
    "goal_kind": gettext_lazy("The mentor likes to help with this kind of goal."),
    "hours": gettext_lazy("Up to four shared hours in the week count."),
    "seniority": gettext_lazy("Two levels above is best, one is good."),
    "department": gettext_lazy("Somebody from elsewhere in the organisation."),
}


def chip(row: list[Any]) -> tuple[str, str]:
    """(tone, words) of one stored row of points."""
    name, tone, evidence = row[0], row[4], row[5]
    if tone == "missing":
        return "", _("not answered by both")
    if name == "department":
        return tone, _("another department") if tone == "plus" else _("the same department")
    return tone if tone != "neutral" else "", _CHIPS[name](evidence)


def chips(points: list[list[Any]], most: int = 3) -> list[tuple[str, str]]:
    """What speaks most for a pair, and the first thing against it: at most three."""
    bad = sorted((row for row in points if row[4] == "minus"), key=lambda row: -row[2])[:1]
    even = [row for row in points if row[4] == "neutral"]
    return [chip(row) for row in [*(_pluses(points) + even)[: most - len(bad)], *bad]]


def summary_sentence(points: list[list[Any]]) -> str:
    """One line on top of a pair, from the two factors that add most."""
    told = [chip(row)[1].replace(": ", " ", 1) for row in _pluses(points)[:2]]
    if not told:
        return _("Little is known that speaks for this pair yet.")
    return _("What speaks for them: %(reasons)s.") % {"reasons": "; ".join(told)}


def _pluses(points: list[list[Any]]) -> list[list[Any]]:
    return sorted((row for row in points if row[4] == "plus"), key=lambda row: -row[3])


def proof_sentence(summary: dict[str, Any]) -> str:
    """How near the best a draft made from part of the pairs is; nothing where it is proved to be the best."""
    gap = summary.get("gap", 0.0)
    if not gap:
        return ""
    if not summary.get("proved", True):
        return _("The best that was found; a better choice was not ruled out.")
    # Rounded up: what is promised holds.
    percent = f"{ceil(100_000 * gap) / 1000:.3f}"
    return _("Within %(percent)s %% of the best possible.") % {"percent": percent}


def leftover_sentence(reason: dict[str, Any], role: str) -> str:
    """Why somebody has no pair, in one sentence."""
    kind = reason.get("kind", "")
    if kind == "no_option":
        return _no_option(reason, role)
    options = reason.get("options", 0)
    if kind == "out_priced":
        return ngettext(
            "One mentor would do, and has no place left.",
            "%(count)s mentors would do, and all their places are taken.",
            options,
        ) % {"count": options}
    return str(_LEFT.get(kind, ""))


_LEFT: dict[str, Words] = {
    "no_mentors": gettext_lazy("No mentor has a free place."),
    "no_mentees": gettext_lazy("Nobody is waiting for a mentor."),
    "not_needed": gettext_lazy("Everybody who would do has a mentor already."),
    "below_floor": gettext_lazy("A further pair would be weaker than the weakest one here."),
    "nobody": gettext_lazy("Nobody who is free could be matched with them in this run."),
    "already": gettext_lazy("They already meet everybody who would do."),
    "unpaired": gettext_lazy("You took their pair apart in this draft."),
}


def _no_option(reason: dict[str, Any], role: str) -> str:
    causes = ", ".join(
        _("%(cause)s (%(count)s)") % {"cause": _RULE_CAUSES[rule], "count": count}
        for rule, count in reason.get("removed", [])
    )
    if role == "mentor":
        return _("Every mentee is ruled out: %(causes)s.") % {"causes": causes}
    return _("Every mentor with a place is ruled out: %(causes)s.") % {"causes": causes}


def _topics(evidence: list[str]) -> str:
    named = [topic for topic in evidence if not topic.startswith(CLOSE)]
    return (
        _("wants: %(topics)s") % {"topics": _few(named)}
        if named
        else _close(evidence, _("no wanted topic is offered"))
    )


def _expertise(evidence: list[str]) -> str:
    named = [tag for tag in evidence if not tag.startswith(CLOSE)]
    return (
        _("knows: %(tags)s") % {"tags": _few(named)}
        if named
        else _close(evidence, _("the goal meets no expertise"))
    )


def _close(evidence: list[str], nothing: str) -> str:
    """What is near in meaning, where nothing has the same words."""
    close = [tag.removeprefix(CLOSE) for tag in evidence]
    return _("close in meaning: %(tags)s") % {"tags": _few(close)} if close else nothing


def _goal_kind(evidence: list[str]) -> str:
    if not evidence:
        return _("prefers another kind of goal")
    kind = evidence[0]
    label = str(Enrolment.GoalKind(kind).label) if kind in Enrolment.GoalKind.values else kind
    return _("likes to help with: %(kind)s") % {"kind": label[:1].lower() + label[1:]}


def _hours(evidence: list[str]) -> str:
    count = int(evidence[0]) if evidence else 0
    return ngettext("one shared hour", "%(count)s shared hours", count) % {"count": count}


def _seniority(evidence: list[str]) -> str:
    levels = int(evidence[0]) if evidence else 0
    if levels > 0:
        return ngettext("one step more experience", "%(count)s steps more experience", levels) % {
            "count": levels
        }
    return _("as much experience") if levels == 0 else _("less experience than the mentee")


_CHIPS = {
    "topics": _topics,
    "expertise": _expertise,
    "goal_kind": _goal_kind,
    "hours": _hours,
    "seniority": _seniority,
}


def _few(words: list[str]) -> str:
    shown = ", ".join(words[:2])
    more = len(words) - 2
    return _("%(shown)s and %(more)s more") % {"shown": shown, "more": more} if more > 0 else shown


def text_sentence(summary: dict[str, Any]) -> str:
    """How a draft compared goals with expertise. Empty for drafts from before this was kept, and without goals."""
    goals, known = summary.get("goals", 0), summary.get("goals_by_meaning", 0)
    if not goals:
        return ""
    if not summary.get("encoder"):
        return _("Goals were compared with expertise by their words.")
    if known == goals:
        return _("Goals were compared with expertise by their meaning and their words.")
    return ngettext(
        "Goals were compared by their meaning; one of %(goals)s is new and was compared by its words.",
        "Goals were compared by their meaning; %(count)s of %(goals)s are new and were compared by their words.",
        goals - known,
    ) % {"count": goals - known, "goals": goals}
