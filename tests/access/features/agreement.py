"""The agreement: the text is the pair's, an answer its author's until both have written."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from programs.models import Agreement, AgreementAnswer, AgreementSide
from programs.models.agreements import OWN, TERMS
from sessions.actions import agreements
from tests.access import places
from tests.access.row import COORDINATOR_ONLY, MEMBERS_ONLY, Row
from tests.sessions import rows
from tests.world import World

TEXTS = ("why", "off_limits", "topics", "confidentiality", "trouble")
NUMBERS = dict.fromkeys(("rhythm_weeks", "minutes", "answer_within", "hours_month", "until"))


def terms(**said: Any) -> dict[str, Any]:
    """Every term, silent but for `said`."""
    return {**dict.fromkeys(TERMS, ""), **NUMBERS, **said}


def own(**said: str) -> dict[str, str]:
    return {**dict.fromkeys(OWN, ""), **said}


def a_text(world: World) -> places.Kwargs:
    """The suggestion, which Ada has taken and signed."""
    agreements.take_suggestion(by=rows.seats(world.ada_ben)[0])
    return places.own_pair(world)


def made_text(world: World, text: str) -> Agreement:
    return Agreement.objects.create(mentorship=world.ada_ben, serial=901, **dict.fromkeys(TEXTS, text))


def made_side(world: World, text: str) -> AgreementSide:
    row = made_text(world, text)
    return AgreementSide.objects.create(
        agreement=row, member=world.member(world.ben), **dict.fromkeys(OWN, text)
    )


def made_answer(world: World, text: str) -> AgreementAnswer:
    return AgreementAnswer.objects.create(
        mentorship=world.ada_ben, author=world.member(world.ben), **dict.fromkeys((*TEXTS, *OWN), text)
    )


ROUTES = {
    "sessions:agreement": Row(MEMBERS_ONLY, to=a_text),
    "sessions:agreement_take": Row(MEMBERS_ONLY, 405, 303, 405, to=places.own_pair),
    "sessions:agreement_answer": Row(MEMBERS_ONLY, post=422, to=places.own_pair),
    "sessions:agreement_edit": Row(MEMBERS_ONLY, post=422, to=a_text),
    "sessions:agreement_sign": Row(MEMBERS_ONLY, 405, 409, 405, to=a_text),
    "sessions:agreement_revisit": Row(MEMBERS_ONLY, 405, 303, 405, to=a_text),
    "sessions:agreement_keep": Row(MEMBERS_ONLY, 405, 409, 405, to=a_text),
    "sessions:agreement_history": Row(MEMBERS_ONLY, to=a_text),
    "programs:program_parts": Row(COORDINATOR_ONLY, post=303, to=places.program),
    "programs:program_suggestion": Row(COORDINATOR_ONLY, post=303, to=places.program),
    "programs:program_contacts": Row(COORDINATOR_ONLY, post=422, to=places.program),
    "programs:contact_remove": Row(COORDINATOR_ONLY, 405, 404, 405, to=places.program),
}
MADE = {
    "programs.Agreement": made_text,
    "programs.AgreementSide": made_side,
    "programs.AgreementAnswer": made_answer,
}
AUTHORS = {"programs.AgreementAnswer": "ben"}
QUERYSETS = {
    ("programs.Agreement", "visible_to"): "agreement",
    ("programs.AgreementSide", "visible_to"): "agreement",
    ("programs.AgreementAnswer", "visible_to"): "agreement_answer",
}
ONLY = {f"programs.AgreementAnswer.{name}": "ben" for name in (*TEXTS, *OWN)}


def plant(world: World, word: Callable[[str], str]) -> None:
    """Ben answers and stays sealed, as Ada takes the suggestion; then he writes their text."""
    mentor, mentee = rows.seats(world.ada_ben)
    alone = {name: word(f"AgreementAnswer.{name}") for name in (*TEXTS, *OWN)}
    agreements.save_answer(by=mentee, **{**terms(), **alone})
    taken = agreements.take_suggestion(by=mentor)
    text = terms(**{name: word(f"Agreement.{name}") for name in TEXTS})
    side = own(**{name: word(f"AgreementSide.{name}") for name in OWN})
    saved = agreements.save_text(by=mentee, read=taken.serial, terms=text, own=side)
    agreements.sign_text(by=mentee, read=saved.serial)
    agreements.sign_text(by=mentor, read=saved.serial)


def addresses(world: World) -> list[str]:
    pair, program = [world.ada_ben.code], [world.program.code]
    return [
        *(reverse(f"sessions:agreement{name}", args=pair) for name in ("", "_answer", "_edit", "_history")),
        *(reverse(f"programs:program_{name}", args=program) for name in ("parts", "suggestion", "contacts")),
    ]
