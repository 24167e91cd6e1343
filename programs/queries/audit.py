"""The log of a program for its coordinators, and for each person what coordinators did with their data.

Verbs and names; no event holds a word that anybody wrote. Who ended a mentorship is told where they coordinated it
then: one of the two or a safeguarding contact may have done it, and that is not for a log.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.functional import Promise

from mentorship.accounts.models import User
from programs.models import (
    AuditEvent,
    CoordinatorNote,
    Enrolment,
    HelpRequest,
    Invitation,
    Member,
    Mentorship,
    Person,
    Program,
)
from programs.models.requests import is_partner
from programs.queries.audit_words import VERBS, verbs_about_me, verbs_of

PAGE = 50
# Who takes part reads of these what they did themselves: any other may be about them, and whom a line that was removed
# since was about is written nowhere.
_OF_PAIRS = ("pair_rule.added", "pair_rule.removed")


@dataclass(frozen=True)
class LogLine:
    at: datetime
    by: str  # empty where it is not told
    words: str | Promise
    about: str
    program: str


@dataclass(frozen=True)
class Log:
    lines: list[LogLine]
    page: int
    more: bool


def program_log(user: User, program: Program, *, q: str = "", kind: str = "", page: int = 1) -> Log:
    """The caller fetched the program as its coordinator. Constant statements, whatever is on the page."""
    people = Person.objects.filter(enrolments__cohort__program=program)
    rows = AuditEvent.objects.filter(
        Q(program=program) | Q(program=None, target__in=_targets(people)), verb__in=verbs_of(kind)
    )
    rows = rows.exclude(target__in=_targets(_requests_about(user, program)))
    rows = rows.filter(~Q(verb__in=_OF_PAIRS) | Q(actor=user) | ~Exists(people.filter(user=user)))
    for word in q.split():
        named = people.filter(Q(name__icontains=word) | Q(email__icontains=word))
        done_by = Q(actor__people__in=named) | Q(actor__email__icontains=word)
        rows = rows.filter(_about(named) | (done_by & Q(names_actor=True)))
    return _log(rows.distinct() if q else rows, page)


def own_log(user: User, *, page: int = 1) -> Log:
    """What coordinators did with this person's places, mentorships and data; never what a partner did."""
    own = Person.objects.filter(user=user)
    rows = AuditEvent.objects.filter(_about(own), verb__in=verbs_about_me(), actor__isnull=False)
    return _log(rows.exclude(actor=user).filter(names_actor=True), page, to_me=True)


def _about(people: QuerySet[Person]) -> Q:
    """Events whose target is one of them, a place, a mentorship, a request or an invitation of theirs, or a note to
    them."""
    places = Enrolment.objects.filter(person__in=people)
    pairs = Mentorship.objects.filter(members__enrolment__person__in=people)
    notes = CoordinatorNote.objects.filter(recipients__member__enrolment__person__in=people)
    found = Q()
    for rows in (
        people,
        places,
        pairs,
        HelpRequest.objects.filter(author__person__in=people),
        Invitation.objects.filter(enrolment__person__in=people),
        notes,
    ):
        found |= Q(target__in=_targets(rows))
    return found


def _requests_about(user: User, program: Program) -> QuerySet[HelpRequest]:
    """A coordinator who is one of the two does not learn that the other asked for help."""
    return HelpRequest.objects.filter(cohort__program=program).filter(Q(is_partner(user, "mentorship")))


def _targets(rows: QuerySet[Any]) -> QuerySet[Any]:
    """“person:17” for each of them, as a subquery."""
    name = rows.model._meta.model_name  # noqa: SLF001 - Django documents _meta as public
    named = Concat(Value(f"{name}:"), Cast(F("pk"), CharField()), output_field=CharField())
    return rows.order_by().annotate(named_target=named).values("named_target")


def _log(rows: QuerySet[AuditEvent], page: int, *, to_me: bool = False) -> Log:
    page = max(page, 1)
    names = Person.objects.filter(user=OuterRef("actor"), organisation=OuterRef("organisation")).exclude(
        name=""
    )
    rows = rows.annotate(by_name=_first(names))
    shown = list(
        rows.select_related("actor", "program").order_by("-at", "-pk")[(page - 1) * PAGE : page * PAGE + 1]
    )
    about = _names_of(shown[:PAGE])
    return Log([_line(one, about, to_me=to_me) for one in shown[:PAGE]], page, len(shown) > PAGE)


def _first(names: QuerySet[Person]) -> Any:
    return Subquery(names.values("name")[:1])


def _line(event: Any, about: dict[str, str], *, to_me: bool) -> LogLine:
    verb = VERBS[event.verb]
    told = event.actor is not None and event.names_actor
    return LogLine(
        at=event.at,
        by=(event.by_name or event.actor.email) if told else "",
        words=verb.to_me if to_me else verb.words,
        about="" if to_me and not event.target.startswith("mentorship:") else about.get(event.target, ""),
        program=event.program.name if event.program else "",
    )


def _names_of(events: Iterable[AuditEvent]) -> dict[str, str]:
    """What the targets on a page are called: one statement for each kind of them."""
    ids: dict[str, list[int]] = {}
    for event in events:
        kind, _colon, pk = event.target.partition(":")
        if pk.isdigit():
            ids.setdefault(kind, []).append(int(pk))
    found = {
        f"person:{one.pk}": one.shown_name for one in Person.objects.filter(pk__in=ids.get("person", []))
    }
    places = Enrolment.objects.filter(pk__in=ids.get("enrolment", [])).select_related("person")
    found |= {f"enrolment:{one.pk}": one.person.shown_name for one in places}
    invited = Invitation.objects.filter(pk__in=ids.get("invitation", []), enrolment__isnull=False)
    found |= {
        f"invitation:{one.pk}": one.enrolment.person.shown_name  # type: ignore[union-attr]
        for one in invited.select_related("enrolment__person")
    }
    members = Member.objects.filter(mentorship__in=ids.get("mentorship", []))
    pairs: dict[str, list[str]] = {}
    for member in members.select_related("enrolment__person").order_by("mentorship_id", "pk"):
        pairs.setdefault(f"mentorship:{member.mentorship_id}", []).append(member.enrolment.person.shown_name)
    return found | {target: " · ".join(names) for target, names in pairs.items()}
