"""A meeting as a pair's pages show it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from sessions.access import Seat
from sessions.models import AgendaItem, Feedback, Meeting, SharedNote
from sessions.queries.faces import Face, face_of
from sessions.queries.frame import on_partners_wall


@dataclass(frozen=True)
class MeetingCard:
    number: int
    starts_at: datetime
    ends_at: datetime
    minutes: int
    for_partner: str
    place: str
    place_is_link: bool
    line: str
    state: str
    state_word: str
    version: int
    topics: int
    i_answered: bool
    they_answered: bool

    @property
    def is_upcoming(self) -> bool:
        return self.state == "upcoming"

    @property
    def took_place(self) -> bool:
        return self.state == "held"


@dataclass(frozen=True)
class Topic:
    pk: int
    title: str
    by: str
    is_mine: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class FeedbackCard:
    by: Face
    is_mine: bool
    went_well: str
    try_next: str


def meetings_of(seat: Seat) -> list[MeetingCard]:
    """All meetings of the mentorship, the latest first. One statement."""
    partner = face_of(seat.partner)
    rows = with_facts(seat, Meeting.objects.of_member(seat.user).filter(mentorship=seat.mentorship))
    return [card_of(row, partner) for row in rows.order_by("-starts_at", "-pk")]


def meeting_card(seat: Seat, meeting: Meeting) -> MeetingCard:
    rows = with_facts(seat, Meeting.objects.of_member(seat.user).filter(pk=meeting.pk))
    return card_of(rows.get(), face_of(seat.partner))


def with_facts(seat: Seat, rows: QuerySet[Meeting]) -> Any:
    given = Feedback.objects.filter(meeting=OuterRef("pk"))
    return rows.annotate(
        topic_count=Count("agenda_items", distinct=True),
        i_answered=Exists(given.filter(author=seat.me.pk)),
        they_answered=Exists(given.filter(author=seat.partner.pk)),
    )


def card_of(row: Any, partner: Face) -> MeetingCard:
    state, word = state_of(row)
    return MeetingCard(
        number=row.number,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        minutes=int((row.ends_at - row.starts_at).total_seconds() // 60),
        for_partner=on_partners_wall(row.starts_at, partner),
        place=row.place,
        place_is_link=row.place.startswith(("https://", "http://")) and " " not in row.place,
        line=row.line,
        state=state,
        state_word=word,
        version=row.version,
        topics=row.topic_count,
        i_answered=row.i_answered,
        they_answered=row.they_answered,
    )


def state_of(meeting: Meeting) -> tuple[str, str]:
    """Booked and over counts as held until somebody says otherwise."""
    if meeting.is_upcoming:
        return "upcoming", _("booked")
    if meeting.took_place:
        return "held", _("took place")
    return str(meeting.state), str(meeting.get_state_display())


def topics_of(seat: Seat, meeting: Meeting) -> list[Topic]:
    rows = list(AgendaItem.objects.visible_to(seat.user).filter(meeting=meeting).order_by("position", "pk"))
    return [
        Topic(
            pk=row.pk,
            title=row.title,
            by=_("You") if row.author_id == seat.me.pk else face_of(seat.partner).first_name,
            is_mine=row.author_id == seat.me.pk,
            is_first=place == 0,
            is_last=place == len(rows) - 1,
        )
        for place, row in enumerate(rows)
    ]


def note_of(seat: Seat, meeting: Meeting) -> SharedNote:
    """The notes; an unsaved empty one (version 0) where nobody wrote yet."""
    note = SharedNote.objects.visible_to(seat.user).filter(meeting=meeting).first()
    return note or SharedNote(meeting=meeting)


def feedback_on(seat: Seat, meeting: Meeting) -> list[FeedbackCard]:
    rows = Feedback.objects.visible_to(seat.user).filter(meeting=meeting).order_by("recorded_at", "pk")
    faces = {seat.me.pk: face_of(seat.me), seat.partner.pk: face_of(seat.partner)}
    return [
        FeedbackCard(faces[row.author_id], row.author_id == seat.me.pk, row.went_well, row.try_next)
        for row in rows
        if row.author_id in faces
    ]
