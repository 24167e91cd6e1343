"""The mentorships of a cohort for its coordinator: by name, that and when they met; never a word of theirs.

The database filters, sorts and counts; only the rows of a page become values. So the screen, the file and the
notes that go to “all that match” choose by one and the same query.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mentorship.accounts.models import User
from mentorship.dashboards.queries.date_due import date_due
from mentorship.lib import clock
from programs.models import Agreement, Cohort, Enrolment, Member, Mentorship, Person
from programs.queries.people_list import HANDLE, handle
from sessions.models import Feedback, Meeting, Review
from sessions.models.meetings import took_place_q, upcoming_q
from sessions.queries.rhythm import SOON, Rhythm, rhythm_of

PAGE, BOTH = 50, ("mentor", "mentee")
# By what the list is sorted. Whatever is equal stands by the names of the two.
SORTS: dict[str, Any] = {
    "name": (),
    "quiet": (F("last_at").asc(nulls_first=True), "started_at"),
    "next": (F("next_at").asc(nulls_last=True),),
    "met": ("met",),
    "new": ("-started_at",),
}
ACTIVE = Q(state=Mentorship.State.ACTIVE)


@dataclass(frozen=True)
class Wanted:
    """What a coordinator filters by; each narrows the others. `late`: due for a date.

    `hand`: those to whom a first date would help."""

    state: str = ""
    not_met_weeks: int | None = None
    never_met: bool = False
    no_date: bool = False
    late: bool = False
    unsigned: bool = False
    bounced: bool = False
    hand: bool = False
    past_end: bool = False
    q: str = ""
    sort: str = "name"

    def filters(self) -> Q:
        found = Q(state=self.state) if self.state else Q()
        if self.not_met_weeks is not None:
            found &= ACTIVE & Q(silent_since__lt=clock.now() - timedelta(weeks=self.not_met_weeks))
        for name, what in facts().items():
            if getattr(self, name):
                found &= what
        for word in self.q.split():
            found &= Q(mentor_name__icontains=word) | Q(mentee_name__icontains=word)
        return found


def facts() -> dict[str, Q]:
    """What can be filtered by and is counted above the list, as of now. It says something of what runs only."""
    return {
        "never_met": ACTIVE & Q(met=0),
        "no_date": ACTIVE & Q(next_at=None),
        "late": ACTIVE & Q(next_at=None, rests=False, due_at__lte=clock.now() + SOON) & ~_new(),
        "unsigned": ACTIVE & Q(signed_on=None),
        "bounced": ACTIVE & (Q(mentor_bounced=True) | Q(mentee_bounced=True)),
        "hand": ACTIVE & Q(met=0, next_at=None, rests=False),
        "past_end": ACTIVE & Q(planned_end__lt=clock.now().date()),
    }


def _new() -> Q:
    """Matched within the week and not met yet: nobody is late on the first day."""
    return Q(met=0, started_at__gt=clock.now() - SOON)


@dataclass(frozen=True)
class Side:
    """Somebody in a list: what `avatar` needs, and the address of the person's page."""

    name: str
    code: str
    initials: str
    hue: int
    bounced: bool = False


@dataclass(frozen=True)
class MentorshipRow:
    code: str
    mentor: Side
    mentee: Side
    state: str
    state_word: str
    met: int
    first_at: datetime | None
    last_at: datetime | None
    next_at: datetime | None
    mentor_answered: bool | None  # about the last meeting; None before there was one
    mentee_answered: bool | None
    rhythm: Rhythm
    started_at: datetime
    ended_at: datetime | None
    signed_at: datetime | None  # the agreement, by both: that, never what it says
    reviewed_at: datetime | None  # the last impact review both signed
    ends_on: date  # the last day that is planned: its own, else the cohort's


@dataclass(frozen=True)
class MentorshipPage:
    """One page of the list; `counts` are of the whole cohort, by the names of `facts` and “all”, and “waited”."""

    rows: list[MentorshipRow]
    total: int
    page: int
    counts: dict[str, int]

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return min(self.page * PAGE, self.total)


def mentorship_page(user: User, cohort: Cohort, wanted: Wanted, page: int = 1) -> MentorshipPage:
    """Four statements, however many there are."""
    every = _dated(_of_cohort(user, cohort))
    told = {name: Count("pk", filter=what) for name, what in facts().items()}
    told["waited"] = Count("pk", filter=facts()["hand"] & ~_new())  # whether a hand is worth offering yet
    told["chosen"] = Count("pk", filter=wanted.filters() or None)
    counts = every.order_by().aggregate(all=Count("pk"), **told)
    chosen, total = _chosen(_of_cohort(user, cohort, few=True), wanted), counts["chosen"]
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    ordered = chosen.order_by(*SORTS[wanted.sort], "mentor_name", "mentee_name", "pk")
    return MentorshipPage(_rows(ordered[(page - 1) * PAGE : page * PAGE]), total, page, counts)


def mentorships_of(user: User, cohort: Cohort, wanted: Wanted) -> list[MentorshipRow]:
    """All that match, in the order of the screen. Three statements."""
    chosen = _chosen(_of_cohort(user, cohort), wanted)
    return _rows(chosen.order_by(*SORTS[wanted.sort], "mentor_name", "mentee_name", "pk"))


def chosen_ids(user: User, cohort: Cohort, wanted: Wanted, codes: Sequence[str] | None = None) -> list[int]:
    """The mentorships a note is about: those ticked, else all that match. One statement."""
    rows = _of_cohort(user, cohort)
    rows = _chosen(rows, wanted) if codes is None else rows.filter(code__in=codes)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def mentorship_row(user: User, mentorship: Mentorship) -> MentorshipRow:
    """One of them, which the caller fetched as its coordinator. Three statements."""
    return _rows(_of_cohort(user, mentorship.cohort).filter(pk=mentorship.pk))[0]


def live_names(user: User, cohort: Cohort, ids: Sequence[int]) -> list[str]:
    """“Ada · Ben” for those of them that run. One statement."""
    rows = Member.objects.filter(mentorship__in=Mentorship.objects.coordinated_by(user).active())
    rows = rows.filter(mentorship__in=ids, mentorship__cohort=cohort).select_related("enrolment__person")
    names: dict[int, list[str]] = defaultdict(list)
    for member in rows.order_by("mentorship_id", "pk"):
        names[member.mentorship_id].append(member.enrolment.person.shown_name)
    return [" · ".join(both) for both in names.values()]


def _of_cohort(user: User, cohort: Cohort, *, few: bool = False) -> Any:
    """A query of mentorships, with every fact the list shows or sorts by. `few`: a page of them will be read."""
    own = Mentorship.objects.coordinated_by(user).filter(cohort=cohort).values("pk")
    rows = Mentorship.objects.filter(pk__in=own)
    return rows.annotate(**(_one_by_one() if few else _in_one_pass())).annotate(
        signed_on=Subquery(_each(Agreement.objects.signed()).annotate(at=Max("signed_at")).values("at")),
        reviewed_on=Subquery(_each(Review.objects.signed()).annotate(at=Max("signed_at")).values("at")),
        planned_end=Coalesce("ends_on", "cohort__ends_on"),
        **{f"{role}_bounced": _bounced(role) for role in BOTH},
    )


def _chosen(rows: Any, wanted: Wanted) -> Any:
    filters = wanted.filters()
    return _dated(rows).filter(filters) if filters else rows


def _dated(rows: Any) -> Any:
    """With what can only be filtered by: since when they are silent, when a date is due, whether they rest."""
    resting = Mentorship.objects.filter(pk=OuterRef("pk"), paused_until__gt=clock.now().date())
    return rows.annotate(
        silent_since=Coalesce("last_at", "started_at"), due_at=date_due(), rests=Exists(resting)
    )


def _in_one_pass() -> dict[str, Any]:
    """The meetings of all of them. A second relation that is joined would count them twice."""
    held, ahead = took_place_q("meetings__"), upcoming_q("meetings__")
    return {
        "met": Count("meetings", filter=held),
        "first_at": Min("meetings__starts_at", filter=held),
        "last_at": Max("meetings__starts_at", filter=held),
        "next_at": Min("meetings__starts_at", filter=ahead),
        **{f"{role}_name": _name(role) for role in BOTH},
    }


def _one_by_one() -> dict[str, Any]:
    """The same for a page: worked out for its rows alone, once the names, which are joined, say which these are."""
    held, ahead = _each(Meeting.objects.took_place()), _each(Meeting.objects.upcoming())
    return {
        "met": Coalesce(Subquery(held.annotate(n=Count("pk")).values("n")), 0),
        "first_at": Subquery(held.annotate(at=Min("starts_at")).values("at")),
        "last_at": Subquery(held.annotate(at=Max("starts_at")).values("at")),
        "next_at": Subquery(ahead.annotate(at=Min("starts_at")).values("at")),
        **{role: FilteredRelation("members", condition=Q(members__role=role)) for role in BOTH},
        **{f"{role}_name": handle(f"{role}__enrolment__person__") for role in BOTH},
    }


def _each(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those of the mentorship at hand, as one group."""
    return rows.filter(mentorship=OuterRef("pk")).order_by().values("mentorship")


def _bounced(role: str) -> Exists:
    members = Member.objects.filter(mentorship=OuterRef("pk"), role=role)
    return Exists(members.filter(enrolment__person__user__bouncedaddress__isnull=False))


def _name(role: str) -> Subquery:
    places = Enrolment.objects.filter(members__mentorship=OuterRef("pk"), members__role=role)
    return Subquery(places.annotate(handle=HANDLE).values("handle")[:1])


def _rows(chosen: "QuerySet[Any]") -> list[MentorshipRow]:
    found = {one.pk: one for one in chosen}
    answered = _answered(found)
    sides: dict[int, dict[str, Side]] = defaultdict(dict)
    people = Person.objects.filter(enrolments__members__mentorship__in=found)
    seats = {"pair": F("enrolments__members__mentorship"), "role": F("enrolments__members__role")}
    for one in people.annotate(**seats).only("code", "name", "reference", "email"):
        bounced = getattr(found[one.pair], f"{one.role}_bounced")  # type: ignore[attr-defined]
        side = Side(one.shown_name, one.code, one.initials, one.hue, bounced)
        sides[one.pair][one.role] = side  # type: ignore[attr-defined]
    return [_row(one, sides[pk], answered.get(pk)) for pk, one in found.items() if len(sides[pk]) == 2]


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


def _row(one: Any, sides: dict[str, Side], answered: dict[str, bool] | None) -> MentorshipRow:
    return MentorshipRow(
        code=one.code,
        mentor=sides["mentor"],
        mentee=sides["mentee"],
        state=one.state,
        state_word=str(one.get_state_display()),
        met=one.met,
        first_at=one.first_at,
        last_at=one.last_at,
        next_at=one.next_at,
        mentor_answered=answered["mentor"] if answered else None,
        mentee_answered=answered["mentee"] if answered else None,
        rhythm=rhythm_of(
            weeks=one.rhythm_weeks,
            started_at=one.started_at,
            last_met=one.last_at,
            booked=one.next_at is not None,
            live=one.state == Mentorship.State.ACTIVE,
            contact_at=one.contact_at,
            rests_until=one.paused_until,
        ),
        started_at=one.started_at,
        ended_at=one.ended_at,
        signed_at=one.signed_on,
        reviewed_at=one.reviewed_on,
        ends_on=one.planned_end,
    )
