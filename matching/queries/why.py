"""Why two people were proposed: their answers side by side, the points that add up, who else would do."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from matching.engine.criteria import QUESTION
from matching.models import Draft, Proposal
from matching.queries.candidates import Candidate, alternatives
from matching.queries.own import is_own, without_wishes
from matching.queries.rule_words import Words, origin_words
from matching.queries.sentences import chip, criterion_name, criterion_of, kind_words, summary_sentence
from mentorship.accounts.models import User
from mentorship.lib.tables import Fact, Table, column
from programs.models import Enrolment
from programs.queries.questions import answers_by_code

ALTERNATIVES = 3
_Answered = dict[tuple[int, str], str]  # by the id of a place and the code of a question


@dataclass(frozen=True)
class Line:
    """One criterion: both answers, the value 0..100, the weight, the points it adds, in words.

    Value and points are None for one of the two: what would be left of the sum is what a wish for them added.
    """

    name: Words
    mentor: str
    mentee: str
    tone: str
    words: str
    value: int | None
    weight: int
    points: int | None


@dataclass(frozen=True)
class Why:
    """`score` is what the points of the lines add up to, of 10000. `own`: the reader is one of the two."""

    sentence: str
    lines: list[Line]
    score: int
    for_mentee: list[Candidate]
    for_mentor: list[Candidate]
    own: bool


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


def why_page(draft: Draft, proposal: Proposal, user: User) -> Why:
    """`user` reads the answers to the program's own questions, or does not. Of their own pair they read what counts, in
    words, without wishes and points.
    """
    mentor, mentee = proposal.mentor, proposal.mentee
    still_open = draft.state == Draft.State.OPEN and proposal.publication_id is None
    answered = _own_answers(proposal, user)
    for_mentee, for_mentor = alternatives(draft, proposal, user, ALTERNATIVES) if still_open else ([], [])
    own = is_own(mentor, user) or is_own(mentee, user)
    points = without_wishes(proposal.points) if own else proposal.points
    lines = [_line(row, mentor, mentee, answered) for row in points]
    return Why(
        sentence=summary_sentence(points),
        lines=[replace(one, value=None, points=None) for one in lines] if own else lines,
        own=own,
        score=proposal.score,
        for_mentee=for_mentee,
        for_mentor=for_mentor,
    )


def _line(row: list[Any], mentor: Enrolment, mentee: Enrolment, answered: _Answered) -> Line:
    _name, value, weight, points = row[:4]
    tone, words = chip(row)
    fields = _fields_of(row)
    return Line(
        name=criterion_name(row),
        mentor=_answer(mentor, fields[0], answered),
        mentee=_answer(mentee, fields[1], answered),
        tone=tone,
        words=words,
        value=value,
        weight=weight,
        points=points,
    )


def _own_answers(proposal: Proposal, user: User) -> _Answered:
    """What the two answered to questions of the program; no statement where none of those counted."""
    found = [one for row in proposal.points if (one := criterion_of(row)) is not None]
    codes = {
        name.removeprefix(QUESTION) for one in found for name in (one.mentee, one.mentor) if one.question
    }
    return answers_by_code(user, [proposal.mentor_id, proposal.mentee_id], codes) if codes else {}


def _fields_of(row: list[Any]) -> tuple[str, str]:
    """The field of the mentor, and of the mentee."""
    if (one := criterion_of(row)) is not None:
        return one.mentor, one.mentee
    return _USUAL_FIELDS.get(row[0], ("", ""))


def _answer(place: Enrolment, name: str, answered: _Answered) -> str:
    if not name:
        return "–"
    if name.startswith(QUESTION):
        found = answered.get((place.pk, name.removeprefix(QUESTION)), "")
    else:
        found = _ANSWERS[name](place)
    return found or _("not answered")


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


def _done(place: Enrolment) -> str:
    return ", ".join(map(kind_words, place.done))


def _origin(place: Enrolment) -> str:
    return origin_words(place.origin)


def _languages(place: Enrolment) -> str:
    return ", ".join(place.person.languages)


def _zone(place: Enrolment) -> str:
    return place.person.time_zone


def _manager(place: Enrolment) -> str:
    manager = place.person.line_manager
    return manager.shown_name if manager else ""


_USUAL_FIELDS = {
    "expertise": ("expertise", "goal"),
    **{name: (name, name) for name in ("topics", "goal_kind", "hours", "seniority", "department")},
}
_ANSWERS: dict[str, Callable[[Enrolment], str]] = {
    "topics": _topics,
    "expertise": _expertise,
    "goal": _goal,
    "goal_kind": _kind,
    "done": _done,
    "languages": _languages,
    "hours": _hours,
    "zone": _zone,
    "seniority": _seniority,
    "department": _department,
    "manager": _manager,
    "origin": _origin,
}
