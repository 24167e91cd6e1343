"""A date of a cohort as a calendar reads it (RFC 5545). Everybody in the cohort may read all of it."""

import unicodedata
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from mentorship.accounts.links import site_link
from programs.models import TimelineDate


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


def _printable(text: str) -> str:
    """RFC 5545 knows no control character but the tab and the end of a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one in "\t\n" or unicodedata.category(one) != "Cc")
