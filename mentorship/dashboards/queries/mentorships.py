"""The mentorships of a cohort for its coordinator: by name, that and when they met; never a word of theirs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q
from django.utils.translation import gettext as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Cohort, Member, Mentorship
from programs.queries.agreements import signed_since
from sessions.models import Feedback, Meeting
from sessions.queries.rhythm import Rhythm, rhythm_of

NO_FACTS: dict[str, Any] = {"met": 0, "last": None, "next": None}
# Keys of `Rhythm` that ask for a date.
LATE = frozenset({"due", "resting"})


@dataclass(frozen=True)
class Side:
    """Somebody in a list: what `avatar` needs, and the address of the person's page."""

    name: str
    code: str
    initials: str
    hue: int


@dataclass(frozen=True)
class MentorshipRow:
    code: str
    mentor: Side
    mentee: Side
    state: str
    state_word: str
    met: int
    last_at: datetime | None
    next_at: datetime | None
    mentor_answered: bool | None  # about the last meeting; None before there was one
    mentee_answered: bool | None
    rhythm: Rhythm
    started_at: datetime
    signed_at: datetime | None  # the agreement, by both: that, never what it says

    @property
    def silent_since(self) -> datetime:
        return self.last_at or self.started_at


def mentorships_of(
    user: User,
    cohort: Cohort,
    *,
    state: str = "",
    not_met_weeks: int | None = None,
    never_met: bool = False,
    late: bool = False,
) -> list[MentorshipRow]:
    """Sorted by the mentor's name. Five statements, however many there are."""
    chosen = Mentorship.objects.coordinated_by(user).filter(cohort=cohort)
    if state:
        chosen = chosen.filter(state=state)
    found = {row.pk: row for row in chosen}
    facts = {row.pop("mentorship"): row for row in _facts(found)}
    answered, signed = _answered(found), signed_since(found)
    sides: dict[int, dict[str, Side]] = defaultdict(dict)
    members = Member.objects.filter(mentorship__in=found).select_related("enrolment__person")
    for member in members:
        person = member.enrolment.person
        sides[member.mentorship_id][member.role] = Side(
            person.shown_name, person.code, person.initials, person.hue
        )
    rows = [
        _row(one, sides[pk], facts.get(pk, NO_FACTS), answered.get(pk), signed.get(pk))
        for pk, one in found.items()
        if len(sides[pk]) == 2
    ]
    if not_met_weeks is not None:
        silent = clock.now() - timedelta(weeks=not_met_weeks)
        rows = [row for row in rows if row.state == Mentorship.State.ACTIVE and row.silent_since < silent]
    if never_met:
        rows = [row for row in rows if row.state == Mentorship.State.ACTIVE and not row.met]
    if late:
        rows = [row for row in rows if row.rhythm.key in LATE]
    return sorted(rows, key=lambda row: (row.mentor.name.casefold(), row.mentee.name.casefold(), row.code))


def held(path: str = "") -> Q:
    """Meetings that took place, as `MeetingQuerySet.took_place` says; `path` leads to them and ends in `__`."""
    over = Q(**{f"{path}state": Meeting.State.BOOKED, f"{path}ends_at__lte": clock.now()})
    return Q(**{f"{path}state": Meeting.State.HELD}) | over


def ahead(path: str = "") -> Q:
    return Q(**{f"{path}state": Meeting.State.BOOKED, f"{path}ends_at__gt": clock.now()})


def _facts(found: Iterable[int]) -> Any:
    """Of each mentorship: how many meetings took place, the last of them, the next one."""
    return (
        Meeting.objects.filter(mentorship__in=found)
        .order_by()
        .values("mentorship")
        .annotate(
            met=Count("pk", filter=held()),
            last=Max("starts_at", filter=held()),
            next=Min("starts_at", filter=ahead()),
        )
    )


def _answered(found: Iterable[int]) -> dict[int, dict[str, bool]]:
    """Who gave feedback on the last meeting: that, never what."""
    given = Feedback.objects.filter(meeting=OuterRef("pk"))
    rows: Any = (
        Meeting.objects.took_place()
        .filter(mentorship__in=found)
        .order_by("mentorship", "starts_at", "pk")
        .values_list(
            "mentorship",
            Exists(given.filter(author__role="mentor")),
            Exists(given.filter(author__role="mentee")),
        )
    )
    return {pk: {"mentor": mentor, "mentee": mentee} for pk, mentor, mentee in rows}


def _row(
    one: Mentorship,
    sides: dict[str, Side],
    facts: dict[str, Any],
    answered: dict[str, bool] | None,
    signed_at: datetime | None,
) -> MentorshipRow:
    return MentorshipRow(
        code=one.code,
        mentor=sides["mentor"],
        mentee=sides["mentee"],
        state=one.state,
        state_word=str(one.get_state_display()),
        met=facts["met"],
        last_at=facts["last"],
        next_at=facts["next"],
        mentor_answered=answered["mentor"] if answered else None,
        mentee_answered=answered["mentee"] if answered else None,
        rhythm=rhythm_of(
            weeks=one.rhythm_weeks,
            started_at=one.started_at,
            last_met=facts["last"],
            booked=facts["next"] is not None,
            live=one.state == Mentorship.State.ACTIVE,
            contact_at=one.contact_at,
            rests_until=one.paused_until,
        ),
        started_at=one.started_at,
        signed_at=signed_at,
    )


def csv_header() -> list[str]:
    return [
        _("Mentor"),
        _("Mentee"),
        _("State"),
        _("Matched on"),
        _("Meetings"),
        _("Last meeting"),
        _("Next meeting"),
        _("Feedback by mentor on the last"),
        _("Feedback by mentee on the last"),
        _("Weeks between meetings"),
        _("Rhythm"),
        _("Agreement signed by both"),
    ]


def csv_rows(rows: list[MentorshipRow], cohort: Cohort) -> Iterable[list[object]]:
    """Dates are days in the program's zone: the file is read by people in one office."""
    zone = cohort.program.zone

    def day(instant: datetime | None) -> str:
        return instant.astimezone(zone).date().isoformat() if instant else ""

    def answer(given: bool | None) -> str:
        return "" if given is None else _("yes") if given else _("no")

    for row in rows:
        yield [
            row.mentor.name,
            row.mentee.name,
            row.state_word,
            day(row.started_at),
            row.met,
            day(row.last_at),
            day(row.next_at),
            answer(row.mentor_answered),
            answer(row.mentee_answered),
            row.rhythm.weeks,
            row.rhythm.word,
            day(row.signed_at),
        ]
