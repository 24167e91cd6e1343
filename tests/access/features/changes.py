"""Rhythm and rest, help, requests and concerns, the ending with its letters and its story."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Model
from django.urls import reverse

from mentorship.lib import clock
from programs.actions.concerns import answer_concern
from programs.actions.requests import answer_request, ask_coordinators
from programs.models import (
    Concern,
    ConcernAnswer,
    HelpAnswer,
    HelpRequest,
    Letter,
    Pause,
    SharedStory,
    Story,
)
from sessions.actions.endings import save_letter
from sessions.actions.help import tell_safeguarding
from sessions.actions.rhythm import pause
from sessions.actions.stories import write_story
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, MEMBERS_ONLY, SAFEGUARDING_ONLY, Row
from tests.world import World

Word = Callable[[str], str]


def a_request(world: World, text: str = "Help") -> HelpRequest:
    return HelpRequest.objects.create(
        cohort=world.cohort,
        author=world.enrolment(world.ben),
        mentorship=world.ada_ben,
        kind=HelpRequest.Kind.QUESTION,
        text=text,
    )


def a_concern(world: World, text: str = "It felt wrong") -> Concern:
    author = world.member(world.ben)
    return Concern.objects.create(mentorship=world.ada_ben, author=author, text=text, attached=text)


def a_request_place(world: World) -> dict[str, Any]:
    return {**places.cohort(world), "code": a_request(world).code}


def a_concern_place(world: World) -> dict[str, Any]:
    return {"code": a_concern(world).code}


def an_open_step(world: World) -> dict[str, Any]:
    return {**a_concern_place(world), "step": "close"}


def pair_of_cohort(world: World) -> dict[str, Any]:
    return {**places.cohort(world), "code": world.ada_ben.code}


def pair(get: int = 200, post: int = 405, hx: int = 200) -> Row:
    return Row(MEMBERS_ONLY, get, post, hx, to=places.own_pair)


ROUTES: dict[str, Row] = {
    "sessions:rhythm": pair(post=422),
    "sessions:rhythm_answer": pair(405, 409, 405),
    "sessions:rest": pair(405, 422, 405),
    "sessions:go_on": pair(405, 303, 405),
    "sessions:help": pair(),
    "sessions:help_change": pair(post=422),
    "sessions:help_match": pair(post=422),
    "sessions:help_ask": pair(post=422),
    "sessions:help_wrong": pair(post=422),
    # Nobody stopped contact in this world.
    "sessions:contact_goes_on": pair(405, 404, 405),
    "sessions:ending": pair(),
    "sessions:ending_begin": pair(405, 303, 405),
    "sessions:ending_off": pair(405, 303, 405),
    "sessions:closing_topics": pair(405, 409, 405),
    "sessions:ending_answer": pair(405, 303, 405),
    "sessions:ending_end": pair(405, 303, 405),
    "sessions:letter": pair(post=422),
    "sessions:keepsake": pair(),
    "sessions:keepsake_html": pair(),
    "sessions:keepsake_json": pair(),
    "sessions:story": pair(post=422),
    "sessions:story_approve": pair(405, 409, 405),
    "sessions:story_back": pair(405, 303, 405),
    "programs:requests": Row(COORDINATOR_ONLY, to=places.cohort),
    "programs:request": Row(COORDINATOR_ONLY, post=422, to=a_request_place),
    "programs:request_take": Row(COORDINATOR_ONLY, 405, 303, 405, to=a_request_place),
    "programs:request_close": Row(COORDINATOR_ONLY, 405, 422, 405, to=a_request_place),
    "programs:mentorship_end": Row(COORDINATOR_ONLY, post=422, to=pair_of_cohort),
    "programs:concerns": Row(SAFEGUARDING_ONLY),
    "programs:concern": Row(SAFEGUARDING_ONLY, post=422, to=a_concern_place),
    "programs:concern_step": Row(SAFEGUARDING_ONLY, 405, 303, 405, to=an_open_step),
}


def a_pause(world: World, text: str) -> Model:
    until = clock.now().date() + timedelta(days=20)
    return Pause.objects.create(mentorship=world.ada_ben, by=world.member(world.ben), until=until, line=text)


def a_letter(world: World, text: str) -> Model:
    return Letter.objects.create(mentorship=world.ada_ben, author=world.member(world.ben), text=text)


MADE: dict[str, Callable[[World, str], Model]] = {
    "programs.Pause": a_pause,
    "programs.Letter": a_letter,
    "programs.Story": lambda world, text: Story.objects.create(
        mentorship=world.ada_ben, by=world.member(world.ben), text=text
    ),
    "programs.SharedStory": lambda world, text: SharedStory.objects.create(
        mentorship=world.ada_ben, text=text
    ),
    "programs.HelpRequest": a_request,
    "programs.HelpAnswer": lambda world, text: HelpAnswer.objects.create(
        request=a_request(world), by=world.mira, text=text
    ),
    "programs.Concern": a_concern,
    "programs.ConcernAnswer": lambda world, text: ConcernAnswer.objects.create(
        concern=a_concern(world), by=world.sam, text=text
    ),
}

AUTHORS = {
    "programs.Letter": "ben",
    "programs.HelpRequest": "ben",
    "programs.HelpAnswer": "ben",
    "programs.Concern": "ben",
    "programs.ConcernAnswer": "ben",
}

QUERYSETS = {
    ("programs.Pause", "visible_to"): "pause_line",
    ("programs.Letter", "visible_to"): "letter",
    ("programs.Story", "visible_to"): "story",
    ("programs.SharedStory", "visible_to"): "shared_story",
    ("programs.HelpRequest", "visible_to"): "request",
    ("programs.HelpAnswer", "visible_to"): "request",
    ("programs.Concern", "visible_to"): "concern",
    ("programs.ConcernAnswer", "visible_to"): "concern",
}


# The letter is finished and waits for the one of Ada.
ONLY = {
    "programs.Letter.text": "ben",
    "programs.Concern.text": "ben",
    "programs.Concern.attached": "ben",
    "programs.ConcernAnswer.text": "ben",
}


def plant(world: World, word: Word) -> None:
    """Requests and shared stories are for coordinators, too: they hold no canary."""
    mentee = world.member(world.ben)
    pause(by=mentee, until=clock.now().date() + timedelta(days=20), line=word("Pause.line"))
    save_letter(by=mentee, text=word("Letter.text"), version=0, done=True)
    write_story(by=mentee, text=word("Story.text"), version=0)
    request = ask_coordinators(
        by=mentee.enrolment,
        mentorship=world.ada_ben,
        kind=HelpRequest.Kind.QUESTION,
        text="Could somebody help us find a room?",
    )
    answer_request(request=request, by=world.mira, text="Yes, the one on the second floor.")
    concern = tell_safeguarding(by=mentee, text=word("Concern.text"), attached=word("Concern.attached"))
    answer_concern(concern=concern, by=world.sam, text=word("ConcernAnswer.text"))


def addresses(world: World) -> list[str]:
    code, cohort = world.ada_ben.code, [world.program.code, world.cohort.code]
    names = [name for name, row in ROUTES.items() if row.get != 405 and name.startswith("sessions:")]
    request, concern = HelpRequest.objects.get(mentorship=world.ada_ben), Concern.objects.get()
    return [
        *(reverse(name, args=[code]) for name in names),
        reverse("programs:requests", args=cohort),
        reverse("programs:request", args=[*cohort, request.code]),
        reverse("programs:mentorship_end", args=[*cohort, code]),
        reverse("programs:concerns"),
        reverse("programs:concern", args=[concern.code]),
    ]
