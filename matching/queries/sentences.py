"""The engine's keys and numbers in words: chips, why somebody is left, what the two themselves are told."""

from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from matching.engine import Criterion
from matching.engine.likeness import CLOSE
from matching.queries.rule_words import (
    CRITERIA_NAMES,
    Words,
    cause_of,
    name_of,
    origin_words,
    passed_by,
    what_of,
)
from programs.models import Enrolment


def chip(row: list[Any]) -> tuple[str, str]:
    """(tone, words) of one stored row of points."""
    name, tone, evidence = row[0], row[4], row[5]
    if tone == "missing":
        return "", _("not answered by both")
    shown = tone if tone != "neutral" else ""
    if name in _PLAIN:
        return shown, str(_PLAIN[name])
    if (one := criterion_of(row)) is not None:
        return shown, _other_chip(one, tone, evidence)
    if name == "department":
        return tone, _("another department") if tone == "plus" else _("the same department")
    return shown, _CHIPS[name](evidence)


def criterion_of(row: list[Any]) -> Criterion | None:
    """What a row says of a criterion that is not one of the usual."""
    said = dict(row[6]) if len(row) > 6 else {}
    return Criterion(key=row[0], **said) if said else None


def criterion_name(row: list[Any]) -> str:
    one = criterion_of(row)
    return name_of(one) if one else str(CRITERIA_NAMES[row[0]])


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
    named = reason.get("named", {})
    told = [
        _("%(cause)s (%(count)s)") % {"cause": cause_of(rule, named), "count": count}
        for rule, count in reason.get("removed", [])
    ]
    if not told:
        return _("Nobody here can be matched with them.")
    causes = ", ".join([*told, *([_("other reasons")] if reason.get("other") else [])])
    if role == "mentor":
        return _("Every mentee is ruled out: %(causes)s.") % {"causes": causes}
    return _("Every mentor with a place is ruled out: %(causes)s.") % {"causes": causes}


def _topics(evidence: list[str]) -> str:
    named = [topic for topic in evidence if not topic.startswith(CLOSE)]
    return (
        _("wants: %(topics)s") % {"topics": few(named)}
        if named
        else _close(evidence, _("no wanted topic is offered"))
    )


def _expertise(evidence: list[str]) -> str:
    named = [tag for tag in evidence if not tag.startswith(CLOSE)]
    return (
        _("knows: %(tags)s") % {"tags": few(named)}
        if named
        else _close(evidence, _("the goal meets no expertise"))
    )


def _close(evidence: list[str], nothing: str) -> str:
    """What is near in meaning, where nothing has the same words."""
    close = [tag.removeprefix(CLOSE) for tag in evidence]
    return _("close in meaning: %(tags)s") % {"tags": few(close)} if close else nothing


def _goal_kind(evidence: list[str]) -> str:
    if not evidence:
        return _("prefers another kind of goal")
    return _("likes to help with: %(kind)s") % {"kind": kind_words(evidence[0])}


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


_PLAIN: dict[str, Words] = {
    "wish": gettext_lazy("wished for"),
    "waited": gettext_lazy("had nobody last time"),
    "beyond": gettext_lazy("beyond their circle"),
}


def _other_chip(one: Criterion, tone: str, evidence: list[str]) -> str:
    if one.relation == "shared_hours":
        return _hours(evidence)
    if one.relation in {"more", "within"} and evidence:
        return _number_chip(one, int(evidence[0]))
    if one.relation == "from":
        told = ", ".join(origin_words(value) for value in evidence)
        return _("comes from: %(where)s") % {"where": told} if told else _("comes from elsewhere")
    good, bad = _WAYS[one.relation]
    named = [kind_words(value) for value in evidence if not value.startswith(CLOSE)]
    if evidence and not named:
        return _close(evidence, "")
    what = passed_by(one) if one.relation == "has_done" else what_of(one)
    told = few(named) if named and tone != "minus" else what
    return str(bad if tone == "minus" else good) % {"what": told}


def _number_chip(one: Criterion, n: int) -> str:
    if one.mentee == "zone":
        return (
            ngettext("one hour apart", "%(n)s hours apart", n) % {"n": n} if n else _("the same time of day")
        )
    if one.mentee == "seniority":
        return _seniority([str(n)])
    return _("%(n)s above: %(what)s") % {"n": n, "what": what_of(one)}


def kind_words(value: str) -> str:
    label = str(Enrolment.GoalKind(value).label) if value in Enrolment.GoalKind.values else value
    return label[:1].lower() + label[1:] if label != value else value


# Of each relation what is said for it, and against.
_WAYS: dict[str, tuple[Words, Words]] = {
    "same": (gettext_lazy("the same: %(what)s"), gettext_lazy("not the same: %(what)s")),
    "different": (gettext_lazy("different: %(what)s"), gettext_lazy("the same: %(what)s")),
    "overlap": (gettext_lazy("in common: %(what)s"), gettext_lazy("nothing in common: %(what)s")),
    "wants_offers": (gettext_lazy("wants: %(what)s"), gettext_lazy("not offered: %(what)s")),
    "has_done": (gettext_lazy("has been through: %(what)s"), gettext_lazy("has not been through: %(what)s")),
    "touches": (gettext_lazy("knows: %(what)s"), gettext_lazy("the goal does not touch: %(what)s")),
    "more": (gettext_lazy("further along in: %(what)s"), gettext_lazy("not further along in: %(what)s")),
    "within": (gettext_lazy("near in: %(what)s"), gettext_lazy("far apart in: %(what)s")),
}


def few(words: list[str]) -> str:
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
