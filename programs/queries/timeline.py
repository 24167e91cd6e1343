"""The timeline of a cohort, as its people and its coordinators see it: plain values, times on two walls."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.accounts.models import User
from mentorship.accounts.zones import zone
from mentorship.lib import clock
from programs.models import Cohort, DateReply, Enrolment, Part, TimelineDate
from programs.models.programs import that_use

Answer, Kind = DateReply.Answer, TimelineDate.Kind
USUAL = (Kind.KICKOFF, Kind.MIDPOINT, Kind.CLOSING)


@dataclass(frozen=True)
class DateCard:
    """One date. `answer`: what its reader said; `open`: they may still say it."""

    code: str
    title: str
    day: date
    starts_at: datetime | None
    ends_at: datetime | None
    program_zone: str
    cohort: str
    program: str
    place: str
    about: str
    asks: bool
    open: bool
    over: bool
    moves: int
    answer: str
    kind: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return reverse("programs:timeline_date", args=[self.code])

    @property
    def when(self) -> str:
        """On the reader’s wall: “Tue 3 March 2027, 18:00–19:30”; a whole day is the same day everywhere."""
        return when_of(self.day, self.starts_at, self.ends_at, timezone.get_current_timezone_name())

    @property
    def there(self) -> str:
        """The same on the program’s wall, where that shows another time."""
        if self.starts_at is None:
            return ""
        here, there = timezone.localtime(self.starts_at), self.starts_at.astimezone(zone(self.program_zone))
        if here.utcoffset() == there.utcoffset():
            return ""
        when = when_of(self.day, self.starts_at, self.ends_at, self.program_zone)
        return when.rpartition(", ")[2] if here.date() == there.date() else when

    @property
    def said(self) -> str:
        return str(Answer(self.answer).label) if self.answer else ""

    @property
    def coming(self) -> str:
        """“12 come, 3 maybe, 2 can’t”: facts, for coordinators."""
        if not self.asks:
            return ""
        yes, maybe, no = (self.counts[answer] for answer in (Answer.YES, Answer.MAYBE, Answer.NO))
        parts = [ngettext("%(n)s comes", "%(n)s come", yes) % {"n": yes}]
        parts += [_("%(n)s maybe") % {"n": maybe}] if maybe else []
        parts += [_("%(n)s can’t") % {"n": no}] if no else []
        return ", ".join(parts)


def when_of(day: date, starts_at: datetime | None, ends_at: datetime | None, zone_name: str) -> str:
    if starts_at is None or ends_at is None:
        return format_date(day, "D j F Y")
    start, end = (instant.astimezone(zone(zone_name)) for instant in (starts_at, ends_at))
    until = format_date(end, "H:i" if end.date() == start.date() else "D j F, H:i")
    return f"{format_date(start, 'D j F Y, H:i')}–{until}"


@dataclass(frozen=True)
class Timeline:
    """The next first, and what is over with the latest first."""

    ahead: list[DateCard]
    past: list[DateCard]

    @property
    def lacks_usual(self) -> bool:
        """Kick-off, mid-point or closing is not in it yet."""
        return not {card.kind for card in (*self.ahead, *self.past)}.issuperset(USUAL)


@dataclass(frozen=True)
class Comers:
    """Names by what they said, in the order of the alphabet."""

    yes: list[str]
    maybe: list[str]
    no: list[str]
    silent: list[str]


def own_timeline(user: User) -> Timeline:
    """Of all cohorts this person is in, as long as their programs use it. One statement."""
    rows = that_use(TimelineDate.objects.of_participant(user), Part.TIMELINE, "cohort__program")
    return _timeline(_answered_by(rows, user))


def cohort_timeline(user: User, cohort: Cohort) -> Timeline:
    """For its coordinator, with how many come. One statement."""
    said = {answer: Count("replies", filter=Q(replies__answer=answer)) for answer in Answer.values}
    rows = TimelineDate.objects.coordinated_by(user).filter(cohort=cohort)
    return _timeline(rows.annotate(answer=Value(""), **said))


def date_card(user: User, found: TimelineDate) -> DateCard:
    """With its reader's answer. One statement."""
    reply = DateReply.objects.filter(date=found, person__user=user).values_list("answer", flat=True).first()
    return card_of(found, reply or "")


def comers_of(user: User, found: TimelineDate) -> Comers:
    """Everybody accepted into the cohort, once. The caller fetched the date as its coordinator. One statement."""
    said = DateReply.objects.filter(date=found, person=OuterRef("person")).values("answer")[:1]
    rows = (
        Enrolment.objects.visible_to(user)
        .accepted()
        .filter(cohort=found.cohort_id)
        .annotate(said=Subquery(said))
        .select_related("person")
    )
    people = {row.person_id: (row.person.shown_name, row.said) for row in rows}
    by_answer: dict[str | None, list[str]] = {answer: [] for answer in (*Answer.values, None)}
    for name, answer in sorted(people.values(), key=lambda one: one[0].casefold()):
        by_answer[answer].append(name)
    return Comers(by_answer["yes"], by_answer["maybe"], by_answer["no"], by_answer[None])


def card_of(one: TimelineDate, answer: str = "", counts: dict[str, int] | None = None) -> DateCard:
    program = one.cohort.program
    now = clock.now()
    over = one.ends_at <= now if one.ends_at else one.day < clock.today(program.zone)
    return DateCard(
        code=one.code,
        title=one.title,
        day=one.day,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        program_zone=program.time_zone,
        cohort=one.cohort.name,
        program=program.name,
        place=one.place,
        about=one.about,
        asks=one.asks,
        open=one.can_be_answered,
        over=over,
        moves=one.moves,
        answer=answer,
        kind=one.kind,
        counts=counts or {},
    )


def _answered_by(rows: QuerySet[TimelineDate], user: User) -> QuerySet[Any]:
    reply = DateReply.objects.filter(date=OuterRef("pk"), person__user=user).values("answer")[:1]
    return rows.annotate(answer=Subquery(reply))


def _timeline(rows: QuerySet[Any]) -> Timeline:
    standing = rows.filter(cancelled_at=None).select_related("cohort__program")
    standing = standing.order_by("begins_at", "starts_at", "pk")  # where rows are counted, no order is kept
    cards = [
        card_of(row, row.answer or "", {answer: getattr(row, answer, 0) for answer in Answer.values})
        for row in standing
    ]
    return Timeline(
        [card for card in cards if not card.over], [card for card in reversed(cards) if card.over]
    )
