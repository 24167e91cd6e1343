"""What the two shared lately, updates and resources together, and the last lines of their notes: for the space."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Value
from django.urls import reverse

from programs.models import Part
from sessions.access import Seat, parts_of
from sessions.models import Resource, SharedNote, Update
from sessions.queries.meetings import MeetingCard

MOST, LINES = 3, 3


@dataclass(frozen=True)
class SharedThing:
    words: str
    by: str
    is_mine: bool
    at: datetime
    url: str
    kind: str  # update or resource


def shared_lately(seat: Seat) -> list[SharedThing]:
    """The newest first. One statement for both, none where the program uses neither."""
    parts, code = parts_of(seat.mentorship), seat.mentorship.code
    sources = {
        "update": (Part.MESSAGES, Update, "progress", "posted_at"),
        "resource": (Part.RESOURCES, Resource, "title", "created_at"),
    }
    rows = [
        model.objects.visible_to(seat.user)  # type: ignore[attr-defined]
        .filter(mentorship=seat.mentorship)
        .order_by()
        .values_list(at, words, "author", Value(kind, output_field=CharField()))
        for kind, (part, model, words, at) in sources.items()
        if part in parts
    ]
    if not rows:
        return []
    both = rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]
    urls = {"update": "sessions:updates", "resource": "sessions:resources"}
    found = sorted(both, key=lambda row: row[0], reverse=True)
    return [
        SharedThing(
            words=words,
            by=seat.partner.enrolment.person.first_name,
            is_mine=author == seat.me.pk,
            at=at,
            url=reverse(urls[kind], args=[code]),
            kind=kind,
        )
        for at, words, author, kind in found
        if words
    ][:MOST]


def last_lines(seat: Seat, last: MeetingCard | None) -> str:
    """How the notes of the last meeting end. One statement where there was one."""
    if last is None:
        return ""
    rows = SharedNote.objects.visible_to(seat.user).filter(
        meeting__mentorship=seat.mentorship, meeting__number=last.number
    )
    text = rows.values_list("text", flat=True).first() or ""
    return "\n".join([line for line in text.splitlines() if line.strip()][-LINES:])
