"""Telling the other of the two that something happened, or that something waits for them.

Every action that the partner should hear of calls `tell_partner` (or `ask_partner`) in its own transaction; whoever
answers calls `close`. Words are added where news is shown: `sessions.queries.news`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.models import Member, Mentorship, News


def tell_partner(kind: str, *, by: Member, ref: int = 0) -> None:
    """Something happened: it stands in the thread, and on the other's Today among what is new."""
    News.objects.bulk_create(
        News(mentorship_id=by.mentorship_id, reader=reader, by=by, kind=kind, ref=ref)
        for reader in _others(by)
    )


def tell_pair(kind: str, *, mentorship: Mentorship, by: User, ref: int = 0) -> None:
    """A coordinator corrected a fact of the two: both hear of it, with the coordinator's name."""
    News.objects.bulk_create(
        News(mentorship=mentorship, reader=reader, staff=by, kind=kind, ref=ref)
        for reader in Member.objects.filter(mentorship=mentorship).order_by("pk")
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


@dataclass(frozen=True)
class Question:
    """What the clock asks of one reader; both are named by their ids."""

    mentorship: int
    reader: int
    ref: int
    until: datetime | None = None


def ask_many(kind: str, questions: Iterable[Question]) -> None:
    """For many at once, in one statement. What is asked already stays as it is."""
    News.objects.bulk_create(
        [
            News(
                mentorship_id=one.mentorship,
                reader_id=one.reader,
                kind=kind,
                ref=one.ref,
                asks=True,
                until=one.until,
            )
            for one in questions
        ],
        ignore_conflicts=True,
    )


def close_many(kinds: Iterable[str], *, mentorships: Iterable[int], ref: int) -> None:
    """The same thing in many mentorships, for all its readers. One statement."""
    rows = News.objects.open().filter(mentorship__in=mentorships, kind__in=list(kinds), ref=ref)
    rows.update(closed_at=clock.now())


def prolong(kind: str, *, mentorships: Iterable[int], ref: int, until: datetime) -> None:
    """Still asked, for longer."""
    News.objects.open().filter(mentorship__in=mentorships, kind=kind, ref=ref).update(until=until)


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
