"""What the timeline of a cohort asks or tells, in sentences: lines of Today and of the daily mail."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.lib.lines import Line
from programs.queries.timeline import DateCard
from programs.queries.timeline_due import Told

RANKS = {"event": 46, "timeline": 22}


def told_line(told: Told) -> Line:
    if told.off:
        return _off_line(told.date)
    return event_line(told.date) if told.kind == "event" else _before_line(told.date)


def key_of(told: Told) -> str:
    """Of its line. With its move: what somebody stopped asking is about one day and time."""
    return f"{told.kind}-{told.date.code}-{'off' if told.off else told.date.moves}"


def event_line(date: DateCard) -> Line:
    words = (
        _("New day or time. Do you come to “%(title)s”?") if date.moves else _("Do you come to “%(title)s”?")
    )
    return Line(
        rank=RANKS["event"],
        key=f"event-{date.code}-{date.moves}",
        title=words % {"title": date.title},
        detail=_detail(date),
        url=date.url,
        action=_("Answer"),
        minutes=1,
        why=_("So that the coordinators know how many to expect. “Maybe” is an answer, too."),
    )


def _before_line(date: DateCard) -> Line:
    return Line(
        rank=RANKS["timeline"],
        key=f"timeline-{date.code}-{date.moves}",
        title=_("Soon: %(title)s") % {"title": date.title},
        detail=_detail(date),
        url=date.url,
        action=_("Look at it"),
        minutes=1,
        why=_("It is a date of your cohort, and this is the last daily mail before it."),
    )


def _off_line(date: DateCard) -> Line:
    return Line(
        rank=RANKS["timeline"],
        key=f"event-{date.code}-off",
        title=_("Called off: %(title)s") % {"title": date.title},
        detail=_detail(date),
        url=reverse("programs:my_timeline"),
        action=_("See the timeline"),
        minutes=1,
        why=_("You said that you come, or may come."),
    )


def _detail(date: DateCard) -> str:
    return f"{date.when} · {date.program}"
