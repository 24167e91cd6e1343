"""The notes both write: whoever is second hears of it."""

import pytest

from mentorship.lib.refusals import Conflict
from sessions.actions.notes import save_note
from sessions.models import SharedNote
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def test_notes_saved_over_the_version_that_was_read(world):
    ada, ben = rows.seats(world.ada_ben)
    meeting = rows.meeting(world.ada_ben, days=1)
    assert save_note(by=ada, meeting=meeting, text="One", version=0).version == 1
    assert save_note(by=ben, meeting=meeting, text="Two", version=1).text == "Two"
    with pytest.raises(Conflict, match="Both texts"):
        save_note(by=ada, meeting=meeting, text="Three", version=1)
    assert SharedNote.objects.get(meeting=meeting).text == "Two"
