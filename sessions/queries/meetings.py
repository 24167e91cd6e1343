"""A meeting as a pair's pages show it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from mentorship.lib import clock
from sessions.access import Seat
from sessions.models import Feedback, Meeting, SharedNote
from sessions.policies import brings_the_agenda
from sessions.queries.faces import face_of
from sessions.queries.frame import on_partners_wall

LIVE_FROM = timedelta(minutes=30)


@dataclass(frozen=True)
class MeetingCard:
    number: int
    starts_at: datetime
    ends_at: datetime
    minutes: int
    for_partner: str
    channel: str
    place: str
    place_is_link: bool
    line: str
    state: str
    state_word: str
    was_reported: bool
    version: int
    topics: int
    actions: int
    swapped: bool
    sent_at: datetime | None
    i_bring: bool  # the agenda's order is the reader's
    i_answered: bool
    they_answered: bool

    @property
    def is_upcoming(self) -> bool:
        return self.state == "upcoming"

    @property
    def took_place(self) -> bool:
        return self.state == "held"

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= clock.now()

    @property
    def is_near(self) -> bool:
        """Near enough to open the page for the talk itself."""
        return self.is_upcoming and self.starts_at <= clock.now() + LIVE_FROM


def meetings_of(seat: Seat) -> list[MeetingCard]:
    """All meetings of the mentorship, the latest first. One statement."""
    rows = with_facts(seat, Meeting.objects.of_member(seat.user).filter(mentorship=seat.mentorship))
    return [card_of(row, seat) for row in rows.order_by("-starts_at", "-pk")]


@dataclass(frozen=True)
class MeetingsPage:
    """What is ahead, the soonest first; what was, the latest first; and what was called off."""

    ahead: list[MeetingCard]
    past: list[MeetingCard]
    off: list[MeetingCard]


def meetings_page(seat: Seat) -> MeetingsPage:
    cards = meetings_of(seat)
    return MeetingsPage(
        ahead=[card for card in reversed(cards) if card.is_upcoming],
        past=[card for card in cards if card.took_place],
        off=[card for card in cards if not card.is_upcoming and not card.took_place],
    )


def meeting_card(seat: Seat, meeting: Meeting) -> MeetingCard:
    rows = with_facts(seat, Meeting.objects.of_member(seat.user).filter(pk=meeting.pk))
    return card_of(rows.get(), seat)


def with_facts(seat: Seat, rows: QuerySet[Meeting]) -> Any:
    given = Feedback.objects.filter(meeting=OuterRef("pk"))
    return rows.annotate(
        topic_count=Count("agenda_items", distinct=True),
        action_count=Count("action_items", distinct=True),
        i_answered=Exists(given.filter(author=seat.me.pk)),
        they_answered=Exists(given.filter(author=seat.partner.pk)),
    )


def card_of(row: Any, seat: Seat) -> MeetingCard:
    (state, word), partner = state_of(row), face_of(seat.partner)
    return MeetingCard(
        number=row.number,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        minutes=int((row.ends_at - row.starts_at).total_seconds() // 60),
        for_partner=on_partners_wall(row.starts_at, partner),
        channel=str(row.get_channel_display()),
        place=row.place,
        place_is_link=row.place.startswith(("https://", "http://")) and " " not in row.place,
        line=row.line,
        state=state,
        state_word=word,
        was_reported=row.was_reported,
        version=row.version,
        topics=row.topic_count,
        actions=row.action_count,
        swapped=row.swapped,
        sent_at=row.agenda_sent_at,
        i_bring=brings_the_agenda(seat.me, row),
        i_answered=row.i_answered,
        they_answered=row.they_answered,
    )


def state_of(meeting: Meeting) -> tuple[str, str]:
    """Booked and over counts as held until somebody says otherwise."""
    if meeting.is_upcoming:
        return "upcoming", _("booked")
    if meeting.took_place:
        return "held", _("noted by a coordinator") if meeting.was_reported else _("took place")
    return str(meeting.state), str(meeting.get_state_display())


def note_of(seat: Seat, meeting: Meeting) -> SharedNote:
    """The notes; an unsaved empty one (version 0) where nobody wrote yet."""
    note = SharedNote.objects.visible_to(seat.user).filter(meeting=meeting).first()
    return note or SharedNote(meeting=meeting)
