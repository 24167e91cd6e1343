"""Meetings as a calendar reads them (RFC 5545): when, and who or where as its owner chose; never what about.

Instants are in UTC: every calendar shows them on its own wall, on both sides of a change of clocks. A series is
meetings of their own, each booked by the wall, so no rule of repetition is needed either.
"""

import unicodedata
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from mentorship.accounts.links import site_link
from mentorship.accounts.models import OwnCalendar, User
from mentorship.lib import clock
from programs.models import Member
from sessions.models import Meeting

# What calendars write for somebody whose address they do not know.
NO_ADDRESS = "invalid:nomail"


@dataclass(frozen=True)
class Words:
    """What somebody chose to have written into their calendar."""

    names: bool = False
    place: bool = False


def words_of(user: User) -> Words:
    row = OwnCalendar.objects.filter(user=user).values_list("names", "place").first()
    return Words(*row) if row else Words()


def meeting_invitation(meeting: Meeting, *, reader: User, path: str) -> str:
    """For `reader`: REQUEST while the meeting stands, CANCEL once it is called off.

    The UID is the meeting's for life and SEQUENCE rises with each change, so that a calendar moves or removes
    the entry it has. The other one's e-mail address is in it only if that person shares it.
    """
    members = Member.objects.filter(mentorship=meeting.mentorship_id).order_by("pk")
    both = list(members.select_related("enrolment__person__user"))
    words = words_of(reader)
    others = [one.enrolment.person for one in both if one.enrolment.person.user_id != reader.pk]
    partner = others[0].first_name if words.names and others and others[0].name else ""
    event = entry(meeting, partner=partner, place=meeting.place if words.place else "", path=path)
    event.add("dtstamp", clock.now())
    event.add("organizer", _organizer(), encode=False)
    for member in both:
        event.add("attendee", _attendee(member, reader), encode=False)
    calendar = new_calendar()
    calendar.add("method", "CANCEL" if _is_off(meeting) else "REQUEST")
    calendar.add_component(event)
    return calendar.to_ical().decode()


def new_calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Trellis//Meetings//EN")
    calendar.add("version", "2.0")
    return calendar


def entry(meeting: Meeting, *, partner: str, place: str, path: str) -> Event:
    """What an invitation and the feed say alike, under one UID; private, so that colleagues see only “busy”."""
    event = Event()
    event.add("uid", f"{meeting.uid}@{_sender()[1].rpartition('@')[2]}")
    event.add("sequence", meeting.sequence)
    event.add("created", meeting.created_at)
    event.add("last-modified", meeting.modified_at)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", title(partner))
    event.add("status", "CANCELLED" if _is_off(meeting) else "CONFIRMED")
    event.add("class", "PRIVATE")
    if place:
        event.add("location", _printable(place))
    event.add("url", site_link(path))
    return event


def title(partner: str) -> str:
    return _("Mentoring with %(name)s") % {"name": partner} if partner else _("Mentoring")


def _printable(text: str) -> str:
    """RFC 5545 knows no control character but the tab and the end of a line: at another one a calendar may drop the
    property, or the whole invitation. (Names hold none, see `LineField`.)
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one in "\t\n" or unicodedata.category(one) != "Cc")


def _is_off(meeting: Meeting) -> bool:
    return meeting.state == Meeting.State.CANCELLED


def _sender() -> tuple[str, str]:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)


def _organizer() -> vCalAddress:
    """The address mails come from: nobody answers for a pair."""
    name, address = _sender()
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = vText(name or address)
    return organizer


def _attendee(member: Member, reader: User) -> vCalAddress:
    person = member.enrolment.person
    own = person.user_id == reader.pk
    address = reader.email if own else person.shared_address
    attendee = vCalAddress(f"mailto:{address}" if address else NO_ADDRESS)
    attendee.params["CN"] = vText(person.shown_name if own or person.name else person.first_name)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    return attendee
