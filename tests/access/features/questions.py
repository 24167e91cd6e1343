"""The questions of a program, what was answered to them, and deciding on applications."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse

from programs.actions.answers import record_answers
from programs.actions.questions import add_question, publish_form
from programs.models import Answer, ApplicationReply, GoalMeaning, Question, SharedAnswer
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, MEMBERS_ONLY, Row
from tests.world import World

ONE_PRESS = {"get": 405, "hx": 405}


def asked(world: World, label: str = "Why now?", **facts: Any) -> Question:
    """A question of the program's draft."""
    return add_question(by=world.mira, program=world.program, label=label, **facts)


def one(world: World) -> dict[str, Any]:
    return {**places.program(world), "question": asked(world).code}


def drafted(world: World) -> dict[str, Any]:
    asked(world)
    return places.program(world)


ROUTES = {
    "programs:program_questions": Row(COORDINATOR_ONLY, to=places.program),
    "programs:question_new": Row(COORDINATOR_ONLY, post=422, to=places.program),
    "programs:question": Row(COORDINATOR_ONLY, post=422, to=one),
    "programs:question_preview": Row(COORDINATOR_ONLY, post=200, to=places.program, **ONE_PRESS),
    "programs:question_ready": Row(COORDINATOR_ONLY, post=422, to=places.program, **ONE_PRESS),
    "programs:question_move": Row(COORDINATOR_ONLY, post=303, to=one, **ONE_PRESS),
    "programs:question_remove": Row(COORDINATOR_ONLY, post=303, to=one, **ONE_PRESS),
    "programs:form_publish": Row(COORDINATOR_ONLY, post=303, to=drafted, **ONE_PRESS),
    "programs:form_discard": Row(COORDINATOR_ONLY, post=303, to=drafted, **ONE_PRESS),
    "programs:applications": Row(COORDINATOR_ONLY, to=places.cohort),
    "programs:application_decide": Row(COORDINATOR_ONLY, get=422, post=422, hx=422, to=places.cohort),
    "programs:invitations": Row(COORDINATOR_ONLY, post=422, to=places.cohort),
    "programs:program_duplicate": Row(COORDINATOR_ONLY, post=422, to=places.program),
    "sessions:partner": Row(MEMBERS_ONLY, to=places.own_pair),
}


def _answer(world: World, text: str) -> Model:
    return Answer.objects.create(enrolment=world.enrolment(world.ben), question=asked(world), text=text)


def _shared_answer(world: World, text: str) -> Model:
    question = asked(world, readers=Question.Readers.PARTNER)
    return SharedAnswer.objects.create(enrolment=world.enrolment(world.ben), question=question, text=text)


def _reply(world: World, text: str) -> Model:
    bens = world.enrolment(world.ben)
    return ApplicationReply.objects.create(
        enrolment=bens, decision=ApplicationReply.Decision.ACCEPT, author=world.mira, text=text
    )


def _meaning(world: World, text: str) -> Model:
    facts = {"encoder": "e", "mark": "m", "vector": text.encode()}
    return GoalMeaning.objects.create(enrolment=world.enrolment(world.ben), **facts)


MADE: dict[str, Callable[[World, str], Model]] = {
    "programs.Answer": _answer,
    "programs.SharedAnswer": _shared_answer,
    "programs.ApplicationReply": _reply,
    "programs.GoalMeaning": _meaning,
}
AUTHORS = dict.fromkeys(MADE, "ben")
QUERYSETS = {
    ("programs.Answer", "visible_to"): "enrolment_answers",
    ("programs.SharedAnswer", "visible_to"): "shared_answer",
    ("programs.ApplicationReply", "visible_to"): "application_reply",
    ("programs.GoalMeaning", "visible_to"): "enrolment_answers",
}


def plant(world: World, word: Callable[[str], str]) -> None:
    """Coordinators read the answers, so they hold no canary."""
    question = asked(world, readers=Question.Readers.PARTNER)
    publish_form(by=world.mira, program=world.program)
    record_answers(enrolment=world.enrolment(world.ben), answers={question.code: "Because I lead now."})


def addresses(world: World) -> list[str]:
    return [
        reverse("programs:program_questions", args=[world.program.code]),
        *(
            reverse(f"programs:{name}", args=[world.program.code, world.cohort.code])
            for name in ("applications", "invitations")
        ),
        reverse("sessions:partner", args=[world.ada_ben.code]),
    ]
