"""What somebody's partners ask of them or told them lately: lines of Today, and events below."""

from collections.abc import Iterable, Mapping

from mentorship.lib import clock
from mentorship.lib.lines import Line
from programs.models import Mentorship, News
from sessions.access import parts_of
from sessions.queries.faces import Face
from sessions.queries.thread import Event, is_on, kind_of, staff_event

MOST_EVENTS = 15


def news_lines(rows: Iterable[News], partners: Mapping[str, Face]) -> list[Line]:
    """One for each thing that waits for an answer. `partners` by the code of the mentorship."""
    return [news_line(row, partners) for row in rows if _waits(row) and is_on(row, parts_of(row.mentorship))]


def news_events(rows: Iterable[News], partners: Mapping[str, Face]) -> list[Event]:
    """What happened and asks nothing (any more), the newest first."""
    told = (row for row in rows if not _waits(row) and is_on(row, parts_of(row.mentorship)))
    told = (row for row in told if row.by_id or row.staff_id)
    return sorted((_event(row, partners) for row in told), key=lambda event: event.at, reverse=True)[
        :MOST_EVENTS
    ]


def _waits(row: News) -> bool:
    ended = row.mentorship.state == Mentorship.State.ENDED
    stopped = row.mentorship.contact_stopped_at is not None
    over = row.until is not None and row.until <= clock.now()
    return (
        row.asks and not row.closed_at and not over and not stopped and (not ended or kind_of(row).outlives)
    )


def _words(row: News, partners: Mapping[str, Face]) -> str:
    return str(kind_of(row).to_me) % {"name": _name(row, partners)}


def _name(row: News, partners: Mapping[str, Face]) -> str:
    """Where the calendar asks there is nobody behind it: then the partner is whom it is about."""
    if row.by is not None:
        return row.by.enrolment.person.first_name
    return partners[row.mentorship.code].first_name if row.mentorship.code in partners else ""


def news_line(row: News, partners: Mapping[str, Face]) -> Line:
    kind, code = kind_of(row), row.mentorship.code
    return Line(
        rank=kind.rank,
        key=key_of(row),
        title=_words(row, partners),
        detail=row.mentorship.cohort.program.name,
        url=kind.url(code, row.ref),
        action=str(kind.action),
        minutes=kind.minutes,
        why=str(kind.why),
    )


def key_of(row: News) -> str:
    """Of its line, for what somebody put off: asked anew on another day it is another one."""
    return f"ask-{row.kind}-{row.mentorship.code}-{row.ref}-{row.at:%Y%m%d}"


def _event(row: News, partners: Mapping[str, Face]) -> Event:
    if row.staff_id:
        return staff_event(row, row.mentorship.code)
    kind, by = kind_of(row), row.by.enrolment.person  # type: ignore[union-attr]
    return Event(
        pk=row.pk,
        at=row.at,
        words=_words(row, partners),
        url=kind.url(row.mentorship.code, row.ref),
        mark=kind.mark,
        name=by.shown_name,
        initials=by.initials,
        hue=by.hue,
    )
