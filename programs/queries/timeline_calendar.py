"""A date of a cohort as a calendar reads it (RFC 5545). Everybody in the cohort may read all of it."""

import unicodedata
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event, vCalAddress, vDDDTypes, vText

from mentorship.accounts.links import site_link
from mentorship.lib import clock
from programs.models import DateReply, Person, TimelineDate


def calendar_of(one: TimelineDate) -> bytes:
    """The date alone, to be opened by hand."""
    calendar = Calendar()
    calendar.add("prodid", "-//Trellis//Timeline//EN")
    calendar.add("version", "2.0")
    calendar.add_component(entry_of(one))
    return calendar.to_ical()


def entry_of(one: TimelineDate) -> Event:
    """Under one UID for life: a calendar that has it moves it. A whole day stays that day wherever somebody is."""
    event = Event()
    event.add("uid", f"{one.code}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}")
    event.add("sequence", one.sequence)
    event.add("created", one.created_at)
    event.add("last-modified", one.modified_at)
    event.add("dtstamp", one.modified_at)
    event.add("dtstart", one.starts_at or one.day)
    event.add("dtend", one.ends_at or one.day + timedelta(days=1))
    event.add("summary", f"{one.title} · {one.cohort.program.name}")
    if one.starts_at is None:
        event.add("transp", "TRANSPARENT")  # a day one knows of is not a day one is busy
    if one.place:
        event.add("location", one.place)
    if one.about:
        event.add("description", _printable(one.about))
    event.add("url", site_link(reverse("programs:timeline_date", args=[one.code])))
    return event


def number_of(one: TimelineDate, reply: DateReply | None) -> int:
    """SEQUENCE of an invitation: it rises with each change of the date, and with each change of somebody's mind."""
    return one.sequence * 100 + min(reply.changes if reply else 0, 99)


def invitation_of(one: TimelineDate, reader: Person, reply: DateReply | None, *, off: bool) -> str:
    """For `reader` alone: nobody learns from it who else comes."""
    event = entry_of(one)
    event["sequence"] = number_of(one, reply)
    event["dtstamp"] = vDDDTypes(clock.now())
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("organizer", _organizer(), encode=False)
    attendee = vCalAddress(f"mailto:{reader.user.email if reader.user else ''}")
    attendee.params["CN"] = vText(reader.shown_name)
    comes = reply is not None and reply.answer == DateReply.Answer.YES
    attendee.params["PARTSTAT"] = vText("ACCEPTED" if comes else "NEEDS-ACTION")
    event.add("attendee", attendee, encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//Trellis//Timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if off else "REQUEST")
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _organizer() -> vCalAddress:
    """The address mails come from."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = vText(name or address)
    return organizer


def _printable(text: str) -> str:
    """RFC 5545 knows no control character but the tab and the end of a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one in "\t\n" or unicodedata.category(one) != "Cc")
