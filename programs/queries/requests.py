"""Requests as the coordinators' page, and whoever asked, see them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.tables import Fact, Table, column
from programs.models import Cohort, HelpAnswer, HelpRequest, Mentorship, Person
from programs.models.requests import HelpRequestQuerySet

# “Answered within two working days.”
PROMISE = 2


@dataclass(frozen=True)
class Answer:
    """One turn of a thread. `from_asker`: from whoever asked, back to the coordinators."""

    by: str
    text: str
    at: datetime
    from_asker: bool = False


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
    assigned_to: int | None
    comes_first: bool
    can_match: bool  # a different match is wished for
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
    def late_days(self) -> int:
        """Working days since the promise ran out, a begun one counted."""
        return working_days_between(self.answer_by, clock.now()) if self.is_late else 0

    @property
    def initials(self) -> str:
        return self.by_initials

    @property
    def hue(self) -> int:
        return self.by_hue


REQUESTS = Table(
    "requests",
    (
        column("by", _("Who asks"), lambda row: row.by),
        column("kind", _("For"), lambda row: row.kind_word, Fact(_("Wish"), lambda row: row.wish_word)),
        column("partner", _("Works with"), lambda row: row.partner),
        column("asked", _("Asked on"), lambda row: row.made_at),
        column(
            "promised",
            _("Answer promised by"),
            lambda row: row.answer_by if row.waits else None,
            Fact(_("Working days late"), lambda row: row.late_days or None),
        ),
        column(
            "assigned",
            _("Sees to it"),
            lambda row: "" if row.is_closed else row.assigned,
            Fact(_("Comes first"), lambda row: row.comes_first and row.waits),
        ),
        column("state", _("State"), lambda row: row.outcome_word if row.is_closed else row.state_word),
    ),
)


def requests_in(user: User, cohort: Cohort) -> list[Asked]:
    """Those that wait first: marked ones, then by what was promised; then the others, the latest first."""
    rows = _rows(HelpRequest.objects.for_coordinator(user).filter(cohort=cohort))
    found = _asked(user, rows)
    waiting = sorted(
        (one for one in found if one.waits), key=lambda one: (not one.comes_first, one.answer_by)
    )
    return [*waiting, *reversed([one for one in found if not one.waits])]


def request_page(user: User, request: HelpRequest) -> Asked:
    """Of a request that was fetched for this reader: as its coordinator, or as whoever asked. Three statements."""
    return _asked(user, [request])[0]


def my_requests(user: User, mentorship: Mentorship) -> list[Asked]:
    """What somebody asked about their own mentorship, the latest first, with the thread."""
    rows = HelpRequest.objects.visible_to(user).own(user).filter(mentorship=mentorship)
    return list(reversed(_asked(user, _rows(rows))))


def _rows(rows: HelpRequestQuerySet) -> list[HelpRequest]:
    return list(rows.select_related(*HelpRequest.SHOWN).order_by("made_at", "pk"))


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
        answers[one.request_id].append(Answer(names.get(one.by_id, ""), one.text, one.at, one.from_asker))
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
        assigned_to=row.assigned_id,
        comes_first=row.comes_first,
        can_match=row.kind == HelpRequest.Kind.DIFFERENT_MATCH and row.state != HelpRequest.State.CLOSED,
        made_at=row.made_at,
        answer_by=working_days_after(row.asked_again_at or row.made_at, PROMISE, row.cohort.program.zone),
        answers=answers,
    )


def working_days_after(start: datetime, days: int, zone: tzinfo) -> datetime:
    """The same hour on the program's wall so many working days later; Saturdays and Sundays do not count."""
    then = start.astimezone(zone)
    while days:
        then += timedelta(days=1)
        days -= then.weekday() < 5
    return then


def working_days_between(start: datetime, end: datetime) -> int:
    """How many working days have begun after `start` up to `end`, on the wall of `start`; at least one."""
    day, last = start.date(), end.astimezone(start.tzinfo).date()
    found = 0
    while day < last:
        day += timedelta(days=1)
        found += day.weekday() < 5
    return max(found, 1)
