"""The mentor's desk, the record, the thread, the map of several mentors, and what may wait on Today."""

from collections.abc import Callable

from django.urls import reverse

from programs.actions.covers import choose_covers
from programs.models import Mentorship
from tests.access import places
from tests.access.row import MEMBERS_ONLY, MENTEE_ONLY, MENTOR_ONLY, SIGNED_IN, Row
from tests.sessions import rows
from tests.world import World

ONE_PRESS = {"get": 405, "hx": 405}
MENTORS = frozenset({"ada", "cleo", "eve"})
WHO_MENTORED = frozenset({"ada", "cleo"})


def adas_place(world: World) -> places.Kwargs:
    return {"code": world.enrolment(world.ada).code}


def made_covers(world: World, text: str) -> Mentorship:
    world.ada_ben.covers = [text]
    world.ada_ben.save()
    return world.ada_ben


ROUTES = {
    "dashboards:later": Row(SIGNED_IN, post=303, **ONE_PRESS),
    "sessions:thread": Row(MEMBERS_ONLY, to=places.own_pair),
    # Which mentor covers what is for the mentee to say.
    "sessions:covers": Row(
        MENTEE_ONLY, post=303, to=places.own_pair, but={"ada": (405, 403, 405)}, **ONE_PRESS
    ),
    "sessions:mentoring": Row(MENTORS),
    "sessions:mentoring_record": Row(WHO_MENTORED),
    "sessions:mentoring_place": Row(MENTOR_ONLY, 303, 422, 204, to=adas_place),
    "sessions:mentoring_answer": Row(MENTOR_ONLY, post=409, to=adas_place, **ONE_PRESS),
}
MADE = {"programs.Mentorship": made_covers}
AUTHORS: dict[str, str] = {}
QUERYSETS = {
    ("programs.Mentorship", "visible_to"): "meeting_facts",
    ("programs.Mentorship", "of_member"): "covers",
}


def plant(world: World, word: Callable[[str], str]) -> None:
    """Ben says what he brings to Ada."""
    choose_covers(by=rows.seats(world.ada_ben)[1], words=[word("Mentorship.covers")])


def addresses(world: World) -> list[str]:
    return [
        reverse("sessions:thread", args=[world.ada_ben.code]),
        reverse("sessions:mentoring"),
        reverse("sessions:mentoring_record"),
        f"{reverse('sessions:mentoring_record')}?as=csv",
    ]
