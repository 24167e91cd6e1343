"""What a coordinator writes to the people of some mentorships, and the list whose rows they choose."""

from collections.abc import Callable

from django.db.models import Model
from django.urls import reverse

from programs.actions.coordinator_notes import send_note
from programs.models import CoordinatorNote, NoteRecipient
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, Row
from tests.world import World

ONE_PRESS = {"get": 405, "hx": 405}


def a_note(world: World, text: str) -> Model:
    """To Ada and Ben."""
    note = CoordinatorNote.objects.create(cohort=world.cohort, author=world.mira, subject=text, text=text)
    NoteRecipient.objects.bulk_create(
        NoteRecipient(note=note, member=world.member(who)) for who in (world.ada, world.ben)
    )
    return note


ROUTES = {
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
        mentorships=[world.cleo_dan.pk],
        whom="both",
        by=world.mira,
        subject="A room for {name}",
        text="There is one on the second floor.",
    )


def addresses(world: World) -> list[str]:
    path = reverse("dashboards:note_new", args=[world.program.code, world.cohort.code])
    return [path, f"{path}?all=1", f"{path}?all=1&hand=on"]
