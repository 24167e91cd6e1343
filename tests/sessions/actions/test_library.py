"""From the library into a mentorship: something to read once, the topics of a page on the agenda."""

import pytest

from mentorship.lib.refusals import Conflict
from programs.queries.guides import GUIDES
from sessions.actions.library import put_on_agenda, share_from_library
from sessions.models import AgendaItem, Resource
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
AGENDA = GUIDES["first-meeting-agenda"]


def test_a_guide_is_shared_once(world):
    ada, ben = rows.seats(world.ada_ben)
    share_from_library(by=ada, slug="listening", title="Listening", why="Say it back.")
    with pytest.raises(Conflict, match="among your resources"):
        share_from_library(by=ben, slug="listening", title="Listening", why="Say it back.")
    made = Resource.objects.get()
    assert (made.kind, made.slug, made.title, made.why) == ("guide", "listening", "Listening", "Say it back.")


def test_the_topics_of_a_page_go_onto_the_next_agenda_once(world):
    ada, ben = rows.seats(world.ada_ben)
    with pytest.raises(Conflict, match="No meeting is booked yet"):
        put_on_agenda(by=ben, guide=AGENDA)
    meeting = rows.meeting(world.ada_ben, days=2)
    rows.topic(meeting, str(AGENDA.agenda[2]))
    assert put_on_agenda(by=ben, guide=AGENDA) == meeting
    with pytest.raises(Conflict, match="already"):
        put_on_agenda(by=ada, guide=AGENDA)
    titles = [item.title for item in AgendaItem.objects.order_by("position")]
    assert titles == [str(AGENDA.agenda[at]) for at in (2, 0, 1, 3, 4, 5)]
