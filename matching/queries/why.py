"""Why two people were proposed: their answers side by side, the points that add up, who else would do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from matching.models import Draft, Proposal
from matching.queries.candidates import Candidate, alternatives
from matching.queries.sentences import CRITERIA_NAMES, Words, chip, summary_sentence
from mentorship.lib.tables import Fact, Table, column
from programs.models import Enrolment

ALTERNATIVES = 3


@dataclass(frozen=True)
class Line:
    """One criterion: both answers, the value 0..100, the weight, the points it adds, in words."""

    name: Words
    mentor: str
    mentee: str
    tone: str
    words: str
    value: int
    weight: int
    points: int


@dataclass(frozen=True)
class Why:
    """`score` is what the points of the lines add up to, of 10000; `share` says how much of it each adds."""

    sentence: str
    lines: list[Line]
    score: int
    for_mentee: list[Candidate]
    for_mentor: list[Candidate]


WHY = Table(
    "why",
    (
        column(
            "name",
            gettext_lazy("What counts"),
            lambda row: row.name,
            Fact(gettext_lazy("In words"), lambda row: row.words),
        ),
        column("mentor", gettext_lazy("Mentor"), lambda row: row.mentor),
        column("mentee", gettext_lazy("Mentee"), lambda row: row.mentee),
        column("weight", gettext_lazy("Weight"), lambda row: row.weight, num=True),
        column("value", gettext_lazy("Value"), lambda row: row.value, num=True),
        column("points", gettext_lazy("Points"), lambda row: row.points, num=True),
    ),
)


def why_page(draft: Draft, proposal: Proposal) -> Why:
    mentor, mentee = proposal.mentor, proposal.mentee
    still_open = draft.state == Draft.State.OPEN
    for_mentee, for_mentor = alternatives(draft, proposal, ALTERNATIVES) if still_open else ([], [])
    return Why(
        sentence=summary_sentence(proposal.points),
        lines=[_line(row, mentor, mentee) for row in proposal.points],
        score=proposal.score,
        for_mentee=for_mentee,
        for_mentor=for_mentor,
    )


def _line(row: list[Any], mentor: Enrolment, mentee: Enrolment) -> Line:
    name, value, weight, points = row[:4]
    tone, words = chip(row)
    answers = _ANSWERS.get(name, (_nothing, _nothing))
    return Line(
        name=CRITERIA_NAMES[name],
        mentor=answers[0](mentor) or _("not answered"),
        mentee=answers[1](mentee) or _("not answered"),
        tone=tone,
        words=words,
        value=value,
        weight=weight,
        points=points,
    )


def _nothing(_place: Enrolment) -> str:
    return ""


def _topics(place: Enrolment) -> str:
    return ", ".join(place.topics)


def _expertise(place: Enrolment) -> str:
    return ", ".join(place.expertise)


def _goal(place: Enrolment) -> str:
    return place.goal


def _kind(place: Enrolment) -> str:
    return str(place.get_goal_kind_display()) if place.goal_kind else ""


def _hours(place: Enrolment) -> str:
    count = len(place.person.usual_hours)
    words = ngettext("one part of the week", "%(count)s parts of the week", count) % {"count": count}
    return ", ".join(filter(None, (words, place.person.time_zone))) if count else ""


def _seniority(place: Enrolment) -> str:
    return str(place.person.get_seniority_display() or "")


def _department(place: Enrolment) -> str:
    return place.person.department


# What the mentor and what the mentee answered.
_ANSWERS: dict[str, tuple[Callable[[Enrolment], str], Callable[[Enrolment], str]]] = {
    "topics": (_topics, _topics),
    "expertise": (_expertise, _goal),
    "goal_kind": (_kind, _kind),
    "hours": (_hours, _hours),
    "seniority": (_seniority, _seniority),
    "department": (_department, _department),
}
