"""Private notes and the journal: two windows lose nothing, nobody else writes."""

from datetime import timedelta

import pytest

from mentorship.lib import clock
from mentorship.lib.refusals import Conflict, Refusal
from programs.actions.mentorships import end_mentorship
from sessions.actions.private_notes import save_journal, save_private_note
from sessions.models import JournalEntry, PrivateNote
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")


def test_private_note_is_one_for_each_author_and_meeting_and_one_beside(world):
    ada, ben = rows.seats(world.ada_ben)
    meeting = rows.meeting(world.ada_ben, days=-1)
    for by in (ada, ben):
        for place in (meeting, None):
            save_private_note(by=by, meeting=place, text=by.role, version=0)
    assert PrivateNote.objects.count() == 4
    assert set(PrivateNote.objects.visible_to(world.ben.user).values_list("author", flat=True)) == {ben.pk}


def test_private_note_of_an_old_version_is_a_conflict_that_keeps_what_is_saved(world):
    ben = rows.seats(world.ada_ben)[1]
    assert save_private_note(by=ben, meeting=None, text="One", version=0).version == 1
    with pytest.raises(Conflict, match="another window"):
        save_private_note(by=ben, meeting=None, text="Two", version=0)
    assert PrivateNote.objects.get().text == "One"
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    with pytest.raises(Conflict, match="has ended"):
        save_private_note(by=ben, meeting=None, text="Three", version=1)


def test_journal_has_one_entry_a_day_and_none_ahead(world):
    user, today = world.ben.user, clock.now().date()
    goal = rows.goal(world.ada_ben)
    entry = save_journal(by=user, day=today, text="One", version=0, goal=goal)
    assert (entry.version, entry.goal_id) == (1, goal.pk)
    assert save_journal(by=user, day=today, text="Two", version=1).goal is None
    save_journal(by=user, day=today - timedelta(days=3), text="Late", version=0)
    save_journal(by=world.ada.user, day=today, text="Hers", version=0)
    assert JournalEntry.objects.visible_to(user).count() == 2
    with pytest.raises(Conflict, match="another window"):
        save_journal(by=user, day=today, text="Old", version=1)
    with pytest.raises(Refusal, match="still ahead"):
        save_journal(by=user, day=today + timedelta(days=1), text="Ahead", version=0)
    assert JournalEntry.objects.get(author=user, day=today).text == "Two"
