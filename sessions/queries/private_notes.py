"""All notes of a pair in one place: what both wrote by meeting, and beside it what only the reader wrote.

Texts rest encrypted, so the search reads them here, in Python, and only those of this pair.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions.access import Seat
from sessions.models import Meeting, PrivateNote, SharedNote

FREE = 0  # the number of the private note that belongs to no meeting


@dataclass(frozen=True)
class MeetingNotes:
    """`number` 0 is the private note that belongs to no meeting."""

    number: int
    starts_at: datetime | None
    shared: str
    private: PrivateNote

    def holds(self, wanted: str) -> bool:
        return wanted in f"{self.shared}\n{self.private.text}".casefold()


@dataclass(frozen=True)
class Notes:
    free: MeetingNotes
    meetings: list[MeetingNotes]
    query: str
    found: int  # how many hold the query, the free note among them
    any: bool


def notes_of(seat: Seat, query: str = "") -> Notes:
    """The latest meeting first. Three statements."""
    shared = dict(
        SharedNote.objects.visible_to(seat.user)
        .filter(meeting__mentorship=seat.mentorship)
        .values_list("meeting", "text")
    )
    private = {row.meeting_id: row for row in _mine(seat)}
    rows = [
        MeetingNotes(one.number, one.starts_at, shared.get(one.pk, ""), private.get(one.pk) or PrivateNote())
        for one in Meeting.objects.of_member(seat.user)
        .filter(mentorship=seat.mentorship)
        .exclude(state__in=[Meeting.State.CANCELLED, Meeting.State.MISSED])
        .order_by("-starts_at", "-pk")
        if one.took_place or shared.get(one.pk) or one.pk in private
    ]
    free = MeetingNotes(FREE, None, "", private.get(None) or PrivateNote())
    wanted = " ".join(query.split()).casefold()
    kept = [row for row in rows if not wanted or row.holds(wanted)]
    count = len(kept) + int(bool(wanted) and free.holds(wanted))
    return Notes(free, kept, query, count, any=bool(rows) or bool(free.private.text))


def private_note_of(seat: Seat, meeting: Meeting | None) -> PrivateNote:
    """An unsaved empty one (version 0) where nothing was written yet."""
    return _mine(seat).filter(meeting=meeting).first() or PrivateNote()


def notes_as_markdown(seat: Seat) -> str:
    """Everything this reader may read, and which of it the other reads too."""
    partner = seat.partner.enrolment.person.first_name
    notes = notes_of(seat)
    parts = [f"# {_('Notes of you and %(name)s') % {'name': seat.partner.enrolment.person.shown_name}}"]
    both = _("Shared: you and %(name)s") % {"name": partner}
    for row in (*notes.meetings, notes.free):
        texts = [(both, row.shared), (_("Private: only you"), row.private.text)]
        written = [f"### {head}\n\n{text.strip()}" for head, text in texts if text.strip()]
        if written:
            parts.append("\n\n".join([f"## {_title(row)}", *written]))
    return "\n\n".join(parts) + "\n"


def _title(row: MeetingNotes) -> str:
    if row.starts_at is None:
        return _("Beside the meetings")
    return format_date(row.starts_at.astimezone(timezone.get_current_timezone()), "j F Y, H:i")


def _mine(seat: Seat) -> QuerySet[PrivateNote]:
    return PrivateNote.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
