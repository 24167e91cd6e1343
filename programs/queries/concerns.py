"""Concerns as their contacts, and whoever told them, read them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from mentorship.accounts.models import User
from programs.models import Concern, ConcernAnswer, Member, Mentorship, Person
from programs.queries.requests import Answer


@dataclass(frozen=True)
class Told:
    code: str
    by: str
    about: str
    program: str
    text: str
    attached: str
    made_at: datetime
    is_closed: bool
    stops: bool  # contact rests for its sake, now
    live: bool
    answers: list[Answer] = field(default_factory=list)


def concerns_for(user: User) -> list[Told]:
    """Open ones first, the latest first. Four statements."""
    found = _told(user, list(_rows(Concern.objects.for_contact(user))))
    return sorted(found, key=lambda one: one.is_closed)


def concern_page(user: User, concern: Concern) -> Told:
    return _told(user, list(_rows(Concern.objects.for_contact(user).filter(pk=concern.pk))))[0]


def my_concerns(user: User, mentorship: Mentorship) -> list[Told]:
    """One's own, with what the contacts wrote back."""
    rows = Concern.objects.visible_to(user).filter(
        mentorship=mentorship, author__enrolment__person__user=user
    )
    return _told(user, list(_rows(rows)))


def _rows(rows: "object") -> "list[Concern]":
    return list(
        rows.select_related(  # type: ignore[attr-defined]
            "mentorship__cohort__program", "author__enrolment__person"
        ).order_by("-made_at", "-pk")
    )


def _told(user: User, rows: list[Concern]) -> list[Told]:
    if not rows:
        return []
    found = list(ConcernAnswer.objects.visible_to(user).filter(concern__in=rows).order_by("at", "pk"))
    people = Person.objects.filter(user__in={one.by_id for one in found} - {None}).exclude(name="")
    names: dict[int | None, str] = {}
    names.update(people.values_list("user_id", "name"))
    answers = defaultdict(list)
    for one in found:
        answers[one.concern_id].append(Answer(names.get(one.by_id, ""), one.text, one.at))
    members = Member.objects.filter(mentorship__in={row.mentorship_id for row in rows})
    others = {
        (one.mentorship_id, one.pk): one.enrolment.person.shown_name
        for one in members.select_related("enrolment__person")
    }
    return [
        Told(
            code=row.code,
            by=row.author.enrolment.person.shown_name,
            about=next(
                (n for (pair, pk), n in others.items() if pair == row.mentorship_id and pk != row.author_id),
                "",
            ),
            program=row.mentorship.cohort.program.name,
            text=row.text,
            attached=row.attached,
            made_at=row.made_at,
            is_closed=row.closed_at is not None,
            stops=row.stops_contact and row.lifted_at is None,
            live=row.mentorship.state == Mentorship.State.ACTIVE,
            answers=answers[row.pk],
        )
        for row in rows
    ]
