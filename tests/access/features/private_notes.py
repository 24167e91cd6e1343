"""What somebody writes for themselves: the partner finds it as little as anybody else."""

from collections.abc import Callable

from django.urls import reverse

from mentorship.lib import clock
from sessions.actions.private_notes import save_journal, save_private_note
from sessions.models import JournalEntry, PrivateNote
from tests.access import places
from tests.access.row import MEMBERS_ONLY, PLACED, Row
from tests.sessions import rows
from tests.world import World


def beside_the_meetings(world: World) -> places.Kwargs:
    return {**places.own_pair(world), "number": 0}


def today(world: World) -> places.Kwargs:
    return {"day": clock.now().date().isoformat()}


# Whoever takes part in a program that uses it, Eve in one of another organisation: each their own.
WITH_A_PROGRAM = PLACED | {"eve"}
ROUTES = {
    "sessions:all_notes": Row(MEMBERS_ONLY, to=places.own_pair),
    "sessions:notes_export": Row(MEMBERS_ONLY, to=places.own_pair),
    "sessions:private_note": Row(MEMBERS_ONLY, post=422, to=beside_the_meetings),
    "sessions:journal": Row(WITH_A_PROGRAM),
    "sessions:journal_day": Row(WITH_A_PROGRAM, post=422, to=today),
    "sessions:journal_bring": Row(WITH_A_PROGRAM, 303, 422, 204, to=today),
    "sessions:journal_export": Row(WITH_A_PROGRAM),
}


def a_private_note(world: World, text: str) -> PrivateNote:
    return rows.private_note(world.member(world.ben), text)


def a_journal_entry(world: World, text: str) -> JournalEntry:
    return rows.journal(world.ben.user, text)


MADE = {
    "mentoring_sessions.PrivateNote": a_private_note,
    "mentoring_sessions.JournalEntry": a_journal_entry,
}
AUTHORS = {"mentoring_sessions.PrivateNote": "ben", "mentoring_sessions.JournalEntry": "ben"}
QUERYSETS = {
    ("mentoring_sessions.PrivateNote", "visible_to"): "private_note",
    ("mentoring_sessions.JournalEntry", "visible_to"): "journal",
}
ONLY = {"mentoring_sessions.PrivateNote.text": "ben", "mentoring_sessions.JournalEntry.text": "ben"}


def plant(world: World, word: Callable[[str], str]) -> None:
    mentee = rows.seats(world.ada_ben)[1]
    past = rows.meeting(world.ada_ben, days=-2)
    for meeting in (past, None):
        save_private_note(by=mentee, meeting=meeting, text=word("PrivateNote.text"), version=0)
    save_journal(by=world.ben.user, day=clock.now().date(), text=word("JournalEntry.text"), version=0)


def addresses(world: World) -> list[str]:
    code, day = world.ada_ben.code, clock.now().date().isoformat()
    return [
        reverse("sessions:all_notes", args=[code]),
        f"{reverse('sessions:all_notes', args=[code])}?q=canary",
        reverse("sessions:notes_export", args=[code]),
        *(reverse("sessions:private_note", args=[code, number]) for number in (0, 1, 2, 3)),
        reverse("sessions:journal"),
        reverse("sessions:journal_export"),
        reverse("sessions:journal_day", args=[day]),
    ]
