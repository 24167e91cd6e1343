"""What a coordinator writes to people of a cohort, what became of it, and the page its reader reads."""

from collections.abc import Callable

from django.db.models import Model
from django.urls import reverse

from programs.actions.coordinator_notes import send_note
from programs.models import CoordinatorNote, NoteRecipient
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, MEMBERS_ONLY, Row
from tests.world import World

ONE_PRESS = {"get": 405, "hx": 405}


def a_note(world: World, text: str) -> Model:
    """To Ada and Ben."""
    note = CoordinatorNote.objects.create(cohort=world.cohort, author=world.mira, subject=text, text=text)
    NoteRecipient.objects.bulk_create(
        NoteRecipient(note=note, member=member) for member in world.ada_ben.members.all()
    )
    return note


def sent(world: World) -> dict[str, str]:
    note = a_note(world, "A room")
    return {**places.cohort(world), "note": CoordinatorNote.objects.get(pk=note.pk).code}


def to_the_pair(world: World) -> dict[str, str]:
    return {"note": sent(world)["note"]}


ROUTES = {
    "dashboards:notes": Row(COORDINATOR_ONLY, to=places.cohort),
    "dashboards:note": Row(COORDINATOR_ONLY, to=sent),
    "dashboards:note_take_back": Row(COORDINATOR_ONLY, 405, 303, 405, to=sent),
    "dashboards:note_read": Row(MEMBERS_ONLY, to=to_the_pair),
    "dashboards:note_new": Row(COORDINATOR_ONLY, post=422, to=places.cohort),
    "dashboards:note_test": Row(COORDINATOR_ONLY, post=422, to=places.cohort, **ONE_PRESS),
    "dashboards:note_send": Row(COORDINATOR_ONLY, post=422, to=places.cohort, **ONE_PRESS),
}
MADE = {"programs.CoordinatorNote": a_note}
AUTHORS: dict[str, str] = {}
QUERYSETS = {("programs.CoordinatorNote", "visible_to"): "coordinator_note"}


def plant(world: World, word: Callable[[str], str]) -> None:
    """A note is for coordinators, too, so it holds no canary; it goes to those who are not the pair."""
    send_note(
        cohort=world.cohort,
        to=[world.cleo_dan.pk],
        whom="both",
        by=world.mira,
        subject="A room for {name}",
        text="There is one on the second floor.",
    )


def addresses(world: World) -> list[str]:
    path = reverse("dashboards:note_new", args=[world.program.code, world.cohort.code])
    notes = reverse("dashboards:notes", args=[world.program.code, world.cohort.code])
    return [path, f"{path}?all=1", f"{path}?all=1&hand=on", notes]
