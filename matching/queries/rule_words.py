"""Criteria, fields and relations in plain words: what the page of the rules lists, and why a pair is refused."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from matching.engine import DEFAULT_WEIGHTS, Criterion, Rules
from matching.engine.criteria import MISSING_OF, QUESTION
from programs.models import Enrolment

Words = str | Promise

RULE_NAMES: dict[str, Words] = {
    "language": gettext_lazy("They share a language"),
    "reporting_line": gettext_lazy("Nobody is matched with their own line manager"),
    "oneself": gettext_lazy("Nobody is matched with themselves"),
    "hours": gettext_lazy("They share a free hour, where both gave their hours"),
    "excluded": gettext_lazy("Nobody is matched with whom you keep them apart from"),
}
RULE_SENTENCES: dict[str, Words] = {
    "language": gettext_lazy("These two share no language."),
    "reporting_line": gettext_lazy("One of these two is the other's line manager."),
    "oneself": gettext_lazy("This is the same person: nobody can be their own mentor."),
    "hours": gettext_lazy("These two share no free hour in the week."),
    "excluded": gettext_lazy("The list of those who are never together keeps these two apart."),
    # The same words for every reason that is somebody's own.
    "other": gettext_lazy("These two can’t be matched. Choose somebody else."),
    "already": gettext_lazy("These two already have a mentorship in this cohort."),
}
RULE_CAUSES: dict[str, Words] = {
    "language": gettext_lazy("no shared language"),
    "reporting_line": gettext_lazy("the line manager rule"),
    "oneself": gettext_lazy("being the same person"),
    "hours": gettext_lazy("no shared free hour"),
    "excluded": gettext_lazy("being kept apart"),
    # Of drafts made before there were criteria.
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
    "wish": gettext_lazy("Wishes of the two"),
    "waited": gettext_lazy("Left over last time"),
    "beyond": gettext_lazy("Beyond one’s own circle"),
    "none": gettext_lazy("Nothing weighs"),
}
CRITERIA_HINTS: dict[str, Words] = {
    "topics": gettext_lazy("The mentor offers what the mentee wants to talk about."),
    "expertise": gettext_lazy("The goal touches what the mentor knows, by its words or by its meaning."),
    "goal_kind": gettext_lazy("The mentor likes to help with this kind of goal."),
    "hours": gettext_lazy("Up to four shared hours in the week count."),
    "seniority": gettext_lazy("Two levels above is best, one is good."),
    "department": gettext_lazy("Somebody from elsewhere in the organisation."),
    "wish": gettext_lazy("Whoever named the other gets extra points; nobody loses any."),
    "waited": gettext_lazy("Whoever had no mentor in the last round gets extra points."),
    "beyond": gettext_lazy("Another department and another team add extra points."),
}
FIELD_NAMES: dict[str, Words] = {
    "topics": gettext_lazy("topics"),
    "expertise": gettext_lazy("what they know well"),
    "goal": gettext_lazy("goal in their own words"),
    "goal_kind": gettext_lazy("kind of goal"),
    "done": gettext_lazy("what they have been through"),
    "languages": gettext_lazy("languages"),
    "hours": gettext_lazy("free hours"),
    "zone": gettext_lazy("time zone"),
    "seniority": gettext_lazy("experience"),
    "department": gettext_lazy("department"),
    "manager": gettext_lazy("line manager"),
    "origin": gettext_lazy("where they come from"),
}
# In the order in which a coordinator chooses from them; what is about a pair and no field comes with the set.
RELATION_NAMES: dict[str, Words] = {
    "same": gettext_lazy("is the same as"),
    "different": gettext_lazy("is different from"),
    "never": gettext_lazy("is never the same as"),
    "overlap": gettext_lazy("has something in common with"),
    "wants_offers": gettext_lazy("is offered by"),
    "has_done": gettext_lazy("is something the mentor has been through:"),
    "touches": gettext_lazy("touches"),
    "more": gettext_lazy("is at least some steps below"),
    "within": gettext_lazy("is at most some steps away from"),
    "shared_hours": gettext_lazy("has some hours in common with"),
    "from": gettext_lazy("does not matter; mentors come from"),
}
# What is compared stands first, as the name of the line; what is to hold of it follows.
_SENTENCES: dict[str, Words] = {
    "same": gettext_lazy("%(what)s: the same for both"),
    "different": gettext_lazy("%(what)s: different"),
    "never": gettext_lazy("%(what)s: never the same"),
    "overlap": gettext_lazy("%(what)s: something in common"),
    "wants_offers": gettext_lazy("%(what)s: what the mentee wants, the mentor offers"),
    "has_done": gettext_lazy("%(what)s: the mentor has been through it"),
    "touches": gettext_lazy("%(mentor)s: the mentee’s goal touches it"),
}


def name_of(one: Criterion) -> str:
    """A criterion as a line of the list."""
    known = RULE_NAMES if one.hard else CRITERIA_NAMES
    if one.key in known:
        return str(known[one.key])
    if one.relation in _COUNTED:
        return _COUNTED[one.relation](one) % {"what": _capital(what_of(one)), "n": one.n}
    if one.relation == "from":
        values = _(" or ").join(_("“%(origin)s”") % {"origin": origin_words(value)} for value in one.values)
        words = _("Where the mentor comes from: %(values)s") if values else _("Where the mentor comes from")
        return words % {"values": values}
    sides = {side: _capital(words) for side, words in _sides(one).items()}
    what = passed_by(one) if one.relation == "has_done" else what_of(one)
    return str(_SENTENCES[one.relation]) % {"what": _capital(what), **sides}


def _above(one: Criterion) -> str:
    if not one.n:
        return _("%(what)s: the mentor is not below the mentee")
    if one.question:
        return _("%(what)s: the mentor is at least %(n)s above the mentee")
    return ngettext(
        "%(what)s: the mentor is at least one step above the mentee",
        "%(what)s: the mentor is at least %(n)s steps above the mentee",
        one.n,
    )


def _apart(one: Criterion) -> str:
    if one.mentee == "zone":
        return ngettext("%(what)s: at most one hour apart", "%(what)s: at most %(n)s hours apart", one.n)
    if one.question:
        return _("%(what)s: the two are at most %(n)s apart")
    return ngettext("%(what)s: at most one step apart", "%(what)s: at most %(n)s steps apart", one.n)


def _shared_hours(one: Criterion) -> str:
    return ngettext("At least one shared hour a week", "At least %(n)s shared hours a week", one.n)


_COUNTED: dict[str, Callable[[Criterion], str]] = {
    "more": _above,
    "within": _apart,
    "shared_hours": _shared_hours,
}


def avoided_name(one: Criterion) -> str:
    """What is to differ, as a line of what to avoid."""
    if one.key == "department":
        return _("The same department")
    return str(_SENTENCES["same"]) % {"what": what_of(one)}


def hint_of(one: Criterion) -> str:
    return str(CRITERIA_HINTS.get(one.key, "")) if not one.hard else ""


def what_of(one: Criterion) -> str:
    """What is compared: a field, one of the program's own questions, or one with the other."""
    sides = list(dict.fromkeys(_sides(one).values()))
    return (
        _("%(mentee)s and %(mentor)s") % {"mentee": sides[0], "mentor": sides[1]}
        if len(sides) > 1
        else sides[0]
    )


def passed_by(one: Criterion) -> str:
    """What the mentor is to have been through: what the mentee has ahead, and the question that asks the mentor. Where
    they say so in a usual field is no news.
    """
    return what_of(one if one.mentor.startswith(QUESTION) else replace(one, mentor=""))


def _sides(one: Criterion) -> dict[str, str]:
    """What is compared of each side, in words."""
    sides = (("mentee", one.mentee, one.label), ("mentor", one.mentor, one.mentor_label or one.label))
    return {side: _field(name, label) for side, name, label in sides if name}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _field(name: str, label: str) -> str:
    if name.startswith(QUESTION):
        return _("“%(question)s”") % {"question": label}
    return str(FIELD_NAMES[name])


def origin_words(value: str) -> str:
    return str(Enrolment.Origin(value).label) if value in Enrolment.Origin.values else value


def rule_name(key: str, rules: Rules) -> str:
    """The name of a bit of the engine's mask."""
    hard = not key.startswith(MISSING_OF)
    found = [one for one in rules if one.hard == hard and one.key == key.removeprefix(MISSING_OF)]
    if not found:
        return str(RULE_NAMES[key])
    return name_of(found[0]) if hard else _("Both answered: %(what)s") % {"what": name_of(found[0])}


def refusal_of(key: str, rules: Rules) -> str:
    """Why two people cannot be a pair: the rule that refuses, where it may be named."""
    if key in RULE_SENTENCES:
        return str(RULE_SENTENCES[key])
    return _("These two break one of your rules: %(rule)s.") % {"rule": rule_name(key, rules)}


def cause_of(key: str, named: dict[str, dict[str, Any]]) -> str:
    """A rule in half a sentence; `named` holds what a draft keeps of the rules that are not the usual."""
    if key in RULE_CAUSES:
        return str(RULE_CAUSES[key])
    if key in named:
        one = Criterion(key=key.removeprefix(MISSING_OF), hard=not key.startswith(MISSING_OF), **named[key])
        words = _("“%(rule)s”") if one.hard else _("no answer to “%(rule)s”")
        return words % {"rule": name_of(one)}
    return _("a rule of this draft")


def named_for(key: str, rules: Rules) -> dict[str, Any] | None:
    """What `cause_of` needs to name it later; None for the usual ones."""
    if key in RULE_CAUSES:
        return None
    hard = not key.startswith(MISSING_OF)
    one = next(one for one in rules if one.hard == hard and one.key == key.removeprefix(MISSING_OF))
    return {
        "relation": one.relation,
        "mentee": one.mentee,
        "mentor": one.mentor,
        "n": one.n,
        "values": list(one.values),
        "label": one.label,
        **({"mentor_label": one.mentor_label} if one.mentor_label else {}),
    }


def is_usual(key: str) -> bool:
    """Whether a weighted criterion has words of its own."""
    return key in DEFAULT_WEIGHTS
