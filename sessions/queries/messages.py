"""Messages and updates as the pair's pages show them. Nothing here knows who has read what."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone

from mentorship.accounts.once import new_form_key
from programs.models import Member
from sessions.access import Seat
from sessions.models import Goal, Message, Update
from sessions.queries.faces import Face, face_of

PAGE = 50


@dataclass(frozen=True)
class Said:
    number: int
    by: Face
    is_mine: bool
    at: datetime
    text: str
    by_mail: bool
    topic_key: str = field(default_factory=new_form_key)  # each of its two buttons counts once
    action_key: str = field(default_factory=new_form_key)


@dataclass(frozen=True)
class Day:
    day: date
    messages: list[Said]
    goes_on: bool = False  # its date stands on the page already


@dataclass(frozen=True)
class Thread:
    """The newest at the bottom. `first` and `last` are the numbers at either end, 0 where there is none."""

    days: list[Day]
    first: int
    last: int
    has_earlier: bool = False
    has_later: bool = False


def thread_of(seat: Seat, before: int = 0) -> Thread:
    """The last fifty, or the fifty before a number. One statement."""
    rows = _rows(seat).order_by("-number")
    found = list((rows.filter(number__lt=before) if before else rows)[: PAGE + 1])
    shown = [_said(seat, row) for row in reversed(found[:PAGE])]
    return Thread(
        days=_by_day(shown),
        first=shown[0].number if shown else 0,
        last=shown[-1].number if shown else 0,
        has_earlier=len(found) > PAGE,
        has_later=bool(before),
    )


def news_after(seat: Seat, number: int) -> Thread:
    """What came after a number: for a page that lies open. One statement with its day."""
    found = list(_rows(seat).filter(number__gte=number).order_by("number")[: PAGE + 1])
    known = found.pop(0) if found and found[0].number == number else None
    said = [_said(seat, row) for row in found]
    shown_day = _wall_day(known.sent_at) if known else None
    days = [Day(one.day, one.messages, goes_on=one.day == shown_day) for one in _by_day(said)]
    return Thread(days, said[0].number if said else 0, said[-1].number if said else number)


def has_said_hello(seat: Seat) -> bool:
    return _rows(seat).filter(author=seat.me.pk).exists()


@dataclass(frozen=True)
class UpdateCard:
    number: int
    by: Face
    is_mine: bool
    at: datetime
    progress: str
    obstacle: str
    link: str
    goal: int
    goal_sentence: str
    topic_key: str = field(default_factory=new_form_key)
    action_key: str = field(default_factory=new_form_key)


def updates_of(seat: Seat, most: int = PAGE) -> list[UpdateCard]:
    """The newest first. One statement."""
    rows = Update.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    return [update_card(seat, row) for row in rows.select_related("goal").order_by("-number")[:most]]


def update_card(seat: Seat, row: Update) -> UpdateCard:
    goal = row.goal if row.goal and not row.goal.only_me else None
    return UpdateCard(
        number=row.number,
        by=face_of(_author(seat, row.author_id)),
        is_mine=row.author_id == seat.me.pk,
        at=row.posted_at,
        progress=row.progress,
        obstacle=row.obstacle,
        link=row.link,
        goal=goal.number if goal else 0,
        goal_sentence=goal.sentence if goal else "",
    )


def goal_choices(seat: Seat) -> list[tuple[str, str]]:
    """The pair's goals in focus, for a field that says what an update is about: both read it. One statement."""
    rows = Goal.objects.visible_to(seat.user).shared()
    rows = rows.filter(mentorship=seat.mentorship, state=Goal.State.IN_FOCUS)
    return [(str(row.number), row.sentence) for row in rows.order_by("number")]


def _rows(seat: Seat) -> QuerySet[Message]:
    return Message.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)


def _said(seat: Seat, row: Message) -> Said:
    mine = row.author_id == seat.me.pk
    return Said(row.number, face_of(_author(seat, row.author_id)), mine, row.sent_at, row.text, row.by_mail)


def _author(seat: Seat, pk: int) -> Member:
    return seat.me if pk == seat.me.pk else seat.partner


def _wall_day(instant: datetime) -> date:
    return instant.astimezone(timezone.get_current_timezone()).date()


def _by_day(said: list[Said]) -> list[Day]:
    return [Day(day, list(rows)) for day, rows in groupby(said, key=lambda one: _wall_day(one.at))]
