"""Preparing, holding, wrapping up a meeting and times proposed: the pair. Own preparation: only its author."""

from collections.abc import Callable
from datetime import time, timedelta

from django.urls import reverse

from mentorship.lib import clock
from sessions.actions.agenda import add_topic
from sessions.actions.preparing import save_preparation, send_agenda
from sessions.actions.proposals import propose_times
from sessions.models import Meeting, PrepNote, TimesProposal
from sessions.queries.wall import When
from tests.access import places
from tests.access.row import MEMBERS_ONLY, Row
from tests.sessions import rows
from tests.world import World

ROUTES = {
    "sessions:meetings": Row(MEMBERS_ONLY, to=places.own_pair),
    "sessions:times": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    "sessions:times_pick": Row(MEMBERS_ONLY, 405, 404, 405, to=places.own_pair),
    "sessions:times_back": Row(MEMBERS_ONLY, 405, 404, 405, to=places.own_pair),
    "sessions:agenda_edit": Row(MEMBERS_ONLY, get=404, post=404, hx=404, to=places.meeting),
    "sessions:agenda_carry": Row(MEMBERS_ONLY, 405, 303, 405, to=places.meeting),
    "sessions:topic_mark": Row(MEMBERS_ONLY, 405, 404, 405, to=places.meeting),
    "sessions:agenda_send": Row(MEMBERS_ONLY, 405, 409, 405, to=places.meeting),
    "sessions:agenda_consent": Row(MEMBERS_ONLY, 405, 303, 405, to=places.meeting),
    "sessions:prepare": Row(MEMBERS_ONLY, to=places.meeting),
    "sessions:preparation": Row(MEMBERS_ONLY, post=422, to=places.meeting),
    "sessions:meeting_swap": Row(MEMBERS_ONLY, 405, 303, 405, to=places.meeting),
    "sessions:live": Row(MEMBERS_ONLY, to=places.meeting),
    "sessions:after": Row(MEMBERS_ONLY, post=303, to=places.past_meeting),
}


def a_preparation(world: World, text: str) -> PrepNote:
    meeting = rows.meeting(world.ada_ben, days=1, number=902)
    return PrepNote.objects.create(meeting=meeting, author=world.member(world.ben), text=text)


def times(world: World, text: str) -> TimesProposal:
    return TimesProposal.objects.create(
        mentorship=world.ada_ben, by=world.member(world.ben), zone="Europe/Berlin", minutes=45, place=text
    )


MADE = {"mentoring_sessions.PrepNote": a_preparation, "mentoring_sessions.TimesProposal": times}
AUTHORS = {"mentoring_sessions.PrepNote": "ben"}
ONLY = {"mentoring_sessions.PrepNote.text": "ben"}
QUERYSETS = {
    ("mentoring_sessions.PrepNote", "visible_to"): "prep_note",
    ("mentoring_sessions.TimesProposal", "visible_to"): "meeting_place",
}


def plant(world: World, word: Callable[[str], str]) -> None:
    """The agenda is sent: its mail says only that it is ready, as nobody was asked for more."""
    _mentor, mentee = rows.seats(world.ada_ben)
    meeting = Meeting.objects.get(mentorship=world.ada_ben, number=1)
    add_topic(by=mentee, meeting=meeting, title=word("AgendaItem.title"), tried=word("AgendaItem.tried"))
    save_preparation(by=mentee, meeting=meeting, text=word("PrepNote.text"), version=0)
    send_agenda(by=mentee, meeting=meeting)
    day = clock.today(world.program.zone) + timedelta(days=5)
    when = When(day, time(9), 45, world.program.zone)
    propose_times(by=mentee, times={1: when}, place=word("TimesProposal.place"))


def addresses(world: World) -> list[str]:
    code = world.ada_ben.code
    return [
        *(reverse(f"sessions:{name}", args=[code]) for name in ("meetings", "times")),
        *(
            reverse(f"sessions:{name}", args=[code, 1])
            for name in ("prepare", "preparation", "live", "after", "agenda_edit")
        ),
    ]
