"""Requests as the coordinators' page, and whoever asked, see them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Cohort, HelpAnswer, HelpRequest, Mentorship, Person

# “Answered within two working days.”
PROMISE = 2


@dataclass(frozen=True)
class Answer:
    by: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Asked:
    """One request. `partner` is whom they are matched with, for the coordinators’ page."""

    code: str
    kind: str
    kind_word: str
    wish_word: str
    by: str
    by_code: str
    by_initials: str
    by_hue: int
    partner: str
    text: str
    state: str
    state_word: str
    outcome_word: str
    assigned: str
    made_at: datetime
    answer_by: datetime
    answers: list[Answer] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        return self.state == HelpRequest.State.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == HelpRequest.State.CLOSED

    @property
    def is_late(self) -> bool:
        return self.waits and self.answer_by < clock.now()

    @property
    def initials(self) -> str:
        return self.by_initials

    @property
    def hue(self) -> int:
        return self.by_hue


def requests_in(user: User, cohort: Cohort) -> list[Asked]:
    """Those that wait first, the oldest first; then the others, the latest first. Three statements."""
    rows = _rows(HelpRequest.objects.for_coordinator(user).filter(cohort=cohort))
    found = _asked(user, rows)
    waiting = [one for one in found if one.waits]
    return [*waiting, *reversed([one for one in found if not one.waits])]


def request_page(user: User, request: HelpRequest) -> Asked:
    return _asked(user, _rows(HelpRequest.objects.for_coordinator(user).filter(pk=request.pk)))[0]


def my_requests(user: User, mentorship: Mentorship) -> list[Asked]:
    """What somebody asked about their own mentorship, the latest first, with the answers."""
    rows = HelpRequest.objects.visible_to(user).filter(mentorship=mentorship, author__person__user=user)
    return list(reversed(_asked(user, _rows(rows))))


def _rows(rows: Iterable[HelpRequest]) -> list[HelpRequest]:
    return list(rows.select_related("author__person", "assigned").order_by("made_at", "pk"))  # type: ignore[attr-defined]


def _asked(user: User, rows: list[HelpRequest]) -> list[Asked]:
    if not rows:
        return []
    answers = defaultdict(list)
    given = HelpAnswer.objects.visible_to(user).filter(request__in=rows).order_by("at", "pk")
    found = list(given)
    users = {one.by_id for one in found} | {one.assigned_id for one in rows}
    organisation = rows[0].author.person.organisation_id
    people = Person.objects.filter(organisation=organisation, user__in=users - {None}).exclude(name="")
    names: dict[int | None, str] = {}
    names.update(people.values_list("user_id", "name"))
    for one in found:
        answers[one.request_id].append(Answer(names.get(one.by_id, ""), one.text, one.at))
    partners = _partners([row.mentorship_id for row in rows if row.mentorship_id])
    return [_one(row, names, partners, answers[row.pk]) for row in rows]


def _partners(mentorships: list[int]) -> dict[int, list[tuple[int, str]]]:
    rows = Person.objects.filter(enrolments__members__mentorship__in=mentorships)
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for mentorship, pk, name in rows.values_list("enrolments__members__mentorship", "pk", "name"):
        found[mentorship].append((pk, name))
    return found


def _one(
    row: HelpRequest,
    names: dict[int | None, str],
    partners: dict[int, list[tuple[int, str]]],
    answers: list[Answer],
) -> Asked:
    person = row.author.person
    pair = partners.get(row.mentorship_id or 0, [])
    return Asked(
        code=row.code,
        kind=row.kind,
        kind_word=str(row.get_kind_display()),
        wish_word=str(row.get_wish_display()) if row.wish else "",
        by=person.shown_name,
        by_code=person.code,
        by_initials=person.initials,
        by_hue=person.hue,
        partner=next((name for pk, name in pair if pk != person.pk), ""),
        text=row.text,
        state=row.state,
        state_word=str(row.get_state_display()),
        outcome_word=str(row.get_outcome_display()) if row.outcome else "",
        assigned=names.get(row.assigned_id, row.assigned.email if row.assigned else ""),
        made_at=row.made_at,
        answer_by=working_days_after(row.made_at, PROMISE),
        answers=answers,
    )


def working_days_after(start: datetime, days: int) -> datetime:
    """The same hour so many working days later; Saturdays and Sundays do not count."""
    then = start
    while days:
        then += timedelta(days=1)
        days -= then.weekday() < 5
    return then
