"""Telling the other of the two that something happened, or that something waits for them.

Every action that the partner should hear of calls `tell_partner` (or `ask_partner`) in its own transaction; whoever
answers calls `close`. Words are added where news is shown: `sessions.queries.news`.
"""

from collections.abc import Iterable
from datetime import datetime

from mentorship.lib import clock
from programs.models import Member, Mentorship, News


def tell_partner(kind: str, *, by: Member, ref: int = 0) -> None:
    """Something happened: it stands in the thread, and on the other's Today among what is new."""
    News.objects.bulk_create(
        News(mentorship_id=by.mentorship_id, reader=reader, by=by, kind=kind, ref=ref)
        for reader in _others(by)
    )


def ask_partner(kind: str, *, by: Member, ref: int = 0, until: datetime | None = None) -> None:
    """Something waits for the other: a line of their Today until `close`, or until an instant. Once at a time."""
    for reader in _others(by):
        ask(kind, reader=reader, by=by, ref=ref, until=until)


def ask(
    kind: str, *, reader: Member, by: Member | None = None, ref: int = 0, until: datetime | None = None
) -> None:
    """The same for one reader, with nobody behind it (`by=None`) where the calendar asks."""
    open_one = News.objects.open().filter(reader=reader, kind=kind, ref=ref)
    if not open_one.update(at=clock.now(), until=until):
        News.objects.create(
            mentorship_id=reader.mentorship_id,
            reader=reader,
            by=by,
            kind=kind,
            ref=ref,
            asks=True,
            until=until,
        )


def ask_each(kind: str, asked: Iterable[tuple[Member, int]], *, at: datetime, until: datetime) -> None:
    """Many at once, each about the thing of a number of their own, in one statement. Who is asked already stays so."""
    News.objects.bulk_create(
        [
            News(
                mentorship_id=reader.mentorship_id,
                reader=reader,
                kind=kind,
                ref=ref,
                asks=True,
                at=at,
                until=until,
            )
            for reader, ref in asked
        ],
        ignore_conflicts=True,
    )


def close(kind: str, *, mentorship: Mentorship, ref: int = 0, reader: Member | None = None) -> None:
    """Answered, or no longer wanted: the line goes away, the thread keeps that it was."""
    rows = News.objects.open().filter(mentorship=mentorship, kind=kind, ref=ref)
    if reader is not None:
        rows = rows.filter(reader=reader)
    rows.update(closed_at=clock.now())


def close_all(mentorship: Mentorship) -> None:
    """Nothing in it asks anybody for anything any more."""
    News.objects.open().filter(mentorship=mentorship).update(closed_at=clock.now())


def _others(by: Member) -> list[Member]:
    return list(Member.objects.filter(mentorship_id=by.mentorship_id).exclude(pk=by.pk).order_by("pk"))
