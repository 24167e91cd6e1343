"""A meeting as a calendar invitation (RFC 5545): when, where, between whom; never what about."""

from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Member
from sessions.models import Meeting
from sessions.queries.faces import shared_address

# What calendars write for somebody whose address they do not know.
NO_ADDRESS = "invalid:nomail"


def meeting_invitation(meeting: Meeting, *, reader: User, link: str) -> str:
    """For `reader`: REQUEST while the meeting stands, CANCEL once it is called off.

    The UID is the meeting's for life and SEQUENCE rises with each change, so that a calendar moves or removes
    the entry it has. Instants are in UTC: every calendar shows them on its own wall, on both sides of a
    change of clocks. The other one's e-mail address is in it only if that person shares it.
    """
    cancelled = meeting.state == Meeting.State.CANCELLED
    sender, host = _sender()
    calendar = Calendar()
    calendar.add("prodid", "-//Trellis//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "REQUEST")
    event = Event()
    event.add("uid", f"{meeting.uid}@{host}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", _("Mentoring meeting"))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if meeting.place:
        event.add("location", meeting.place)
    event.add("url", link)
    event.add("organizer", sender, encode=False)
    for attendee in _attendees(meeting, reader):
        event.add("attendee", attendee, encode=False)
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _sender() -> tuple[vCalAddress, str]:
    """The address mails come from, as organizer: nobody answers for a pair."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    sender = vCalAddress(f"mailto:{address}")
    sender.params["CN"] = vText(name or address)
    return sender, address.rpartition("@")[2]


def _attendees(meeting: Meeting, reader: User) -> list[vCalAddress]:
    members = Member.objects.filter(mentorship=meeting.mentorship_id).order_by("pk")
    attendees = []
    for member in members.select_related("enrolment__person__user"):
        person = member.enrolment.person
        own = person.user_id == reader.pk
        address = reader.email if own else shared_address(person)
        attendee = vCalAddress(f"mailto:{address}" if address else NO_ADDRESS)
        attendee.params["CN"] = vText(person.shown_name if own or person.name else person.first_name)
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
        attendees.append(attendee)
    return attendees
