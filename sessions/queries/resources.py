"""What the two share, as their page shows it: three statements, however much there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from mentorship.lib.links import host_of
from sessions.access import Seat
from sessions.models import Meeting, Resource, ResourceRead

ICONS = {
    Resource.Kind.LINK: "link",
    Resource.Kind.FILE: "paper-clip",
    Resource.Kind.BOOK: "book-open",
    Resource.Kind.COURSE: "academic-cap",
    Resource.Kind.EVENT: "calendar-days",
    Resource.Kind.NETWORK: "user-group",
    Resource.Kind.GUIDE: "document-text",
}


@dataclass(frozen=True)
class ResourceCard:
    number: int
    icon: str
    kind_word: str
    title: str
    why: str
    link: str
    host: str
    slug: str
    file_number: int | None
    file_name: str
    file_size: int
    by: str
    is_mine: bool
    for_whom: str
    mine_to_read: bool
    i_read: bool
    they_read_at: datetime | None
    meeting_number: int | None  # the next meeting, where it stands on its agenda
    created_at: datetime


@dataclass(frozen=True)
class ResourcePage:
    to_read: list[ResourceCard]
    others: list[ResourceCard]
    next_meeting: Meeting | None


def resource_page(seat: Seat) -> ResourcePage:
    """What one has not read yet comes first; then the rest, the newest first."""
    meeting = (
        Meeting.objects.of_member(seat.user)
        .filter(mentorship=seat.mentorship)
        .upcoming()
        .order_by("starts_at", "pk")
        .first()
    )
    cards = list(_cards(seat, meeting))
    waits = [card for card in cards if card.mine_to_read and not card.i_read]
    return ResourcePage(waits, [card for card in cards if card not in waits], meeting)


def _cards(seat: Seat, meeting: Meeting | None) -> Iterable[ResourceCard]:
    rows = Resource.objects.visible_to(seat.user).filter(mentorship=seat.mentorship)
    rows = rows.select_related("file", "topic").defer("file__data", "topic__title", "topic__tried")
    read = {
        (mark.resource_id, mark.member_id): mark.read_at
        for mark in ResourceRead.objects.filter(resource__mentorship=seat.mentorship)
    }
    for row in rows.order_by("-number"):
        on_agenda = meeting if row.topic and meeting and row.topic.meeting_id == meeting.pk else None
        yield _card(seat, row, read, on_agenda)


def _card(
    seat: Seat, row: Resource, read: dict[tuple[int, int], datetime], on_agenda: Meeting | None
) -> ResourceCard:
    is_mine = row.author_id == seat.me.pk
    return ResourceCard(
        number=row.number,
        icon=ICONS[Resource.Kind(row.kind)],
        kind_word=str(row.get_kind_display()),
        title=row.title,
        why=row.why,
        link=row.link,
        host=host_of(row.link),
        slug=row.slug,
        file_number=row.file.number if row.file else None,
        file_name=row.file.name if row.file else "",
        file_size=row.file.size if row.file else 0,
        by=_("You") if is_mine else seat.partner.enrolment.person.first_name,
        is_mine=is_mine,
        for_whom=_for_whom(seat, row),
        mine_to_read=row.is_for(seat.me.pk),
        i_read=(row.pk, seat.me.pk) in read,
        they_read_at=read.get((row.pk, seat.partner.pk)),
        meeting_number=on_agenda.number if on_agenda else None,
        created_at=row.created_at,
    )


def _for_whom(seat: Seat, row: Resource) -> str:
    if row.direction == Resource.Direction.BOTH:
        return _("for you both")
    if row.is_for(seat.me.pk):
        return _("for you")
    return _("for %(name)s") % {"name": seat.partner.enrolment.person.first_name}
