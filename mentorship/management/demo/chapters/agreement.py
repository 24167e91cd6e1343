"""Agreements: one in its second version, one whose two answers differ, most from the suggestion, two unsigned."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from mentorship.lib import clock
from mentorship.management.demo.told import Told
from programs.models.agreements import OWN, TERMS
from sessions.actions import agreements

MORNING, NOON, EVENING = time(9, 15), time(12, 20), time(20, 10)
# Who took the program's suggestion, and after how many days of their mentorship the second of them signed.
TOOK_IT = {
    "Kwame Mensah": 6,
    "Daniel Costa": 3,
    "Nur Aisyah Hassan": 11,
    "Olivia Tremblay": 2,
    "Harriet Moss": 9,
    "Sofia Marinou": 5,
    "Grace Thornton": 4,
}

LENA_ALONE: dict[str, Any] = {
    "why": "I became the lead of people who were my colleagues in June. I want somebody who has been through it.",
    "rhythm_weeks": 2,
    "minutes": 45,
    "off_limits": "My pay, and what exactly the five tell me in confidence.",
    "channel": "video",
    "answer_within": 1,
    "hours_month": 3,
    "confidentiality": "What we say stays between us.",
    "teach": "How our community group works, and how people learn a language as grown-ups.",
    "learn": "Listening without solving at once. Saying hard things early.",
    "duties": "I book the meetings and bring two or three topics, written down the day before.",
}
TOMAS_ALONE: dict[str, Any] = {
    "why": "Lena has just started to lead. I can save her some of my detours, and she will show me what I overlook.",
    "rhythm_weeks": 2,
    "minutes": 45,
    "off_limits": "Nothing in particular for me. If something is too close, we say “not this”.",
    "channel": "video",
    "answer_within": 2,
    "hours_month": 3,
    "confidentiality": "What we say stays between us.",
    "trouble": "When we only tell each other how busy we are.",
    "teach": "First months of leading, one-to-ones, handing work over.",
    "learn": "What people expect of a lead today, without hearing it from my own team.",
    "duties": "I ask before I advise. I answer within two days and tell you when I can’t.",
}
FIRST_TEXT: dict[str, Any] = {
    "off_limits": "Pay, and what Lena’s people tell her in confidence. To anything else one of us may say “not this”.",
    "why": "Lena has led the people who were her colleagues since June. We make time for the questions the week "
    "leaves no room for. Results take time: we look back in spring, not after two talks.",
    "answer_within": 2,
    "topics": "One-to-ones, difficult talks, handing work over.",
}
SECOND_TEXT: dict[str, Any] = {
    "topics": "One-to-ones, difficult talks, handing work over, and one topic of Tomás’s each time.",
    "trouble": "When we only tell each other how busy we are, or when two meetings in a row were moved. Then we "
    "take ten minutes for this page before anything else.",
}

AMARA_ALONE: dict[str, Any] = {
    "why": "I wait too long before I say that something is not good enough. I want to practise with somebody kind.",
    "rhythm_weeks": 3,
    "minutes": 45,
    "off_limits": "Please no role plays in front of others. And not my last team.",
    "channel": "video",
    "confidentiality": "Nothing leaves this room, also not as an example without names.",
    "learn": "To say it within a week. To stay calm when somebody cries.",
    "teach": "How to run a meeting in which quiet people speak.",
    "duties": "I tell you each time how the last talk went, also when it went badly.",
}
TOMAS_FOR_AMARA: dict[str, Any] = {
    "why": "Amara sees exactly what is wrong and says it late. Practising helps, and I practise along.",
    "rhythm_weeks": 2,
    "minutes": 45,
    "off_limits": "Your last team, unless you bring it up.",
    "channel": "video",
    "confidentiality": "Between us. I may tell my own mentor what I learned, without your name.",
    "trouble": "If you prepare for me instead of for the talk.",
    "teach": "Opening sentences, pauses, what to do with tears.",
    "learn": "How you get quiet people to speak.",
    "duties": "I listen first, and I do not fill the pauses.",
}

PIOTR_ALONE: dict[str, Any] = {
    "why": "I have changed teams twice and am not sure what I am good at any more. Somebody to think aloud with.",
    "rhythm_weeks": 2,
    "minutes": 30,
    "off_limits": "The reasons why I left the last team, for now.",
}


def agreement(everybody: Mapping[str, Told]) -> None:
    _second_version(everybody["Lena Brandt"])
    _differing(everybody["Amara Nwosu"])
    for mentee, days in TOOK_IT.items():
        _took_it(everybody[mentee], days)
    told = everybody["Zeynep Kaya"]
    with clock.at(told.instant(-20, EVENING)):
        agreements.take_suggestion(by=told.members["mentee"])
    told = everybody["Piotr Nowak"]
    with clock.at(told.instant(-15, EVENING)):
        agreements.save_answer(by=told.members["mentee"], **_words(PIOTR_ALONE))


def _words(said: Mapping[str, Any]) -> dict[str, Any]:
    """Silent about whatever was not said."""
    numbers = ("rhythm_weeks", "minutes", "answer_within", "hours_month", "until")
    return {name: said.get(name, None if name in numbers else "") for name in (*TERMS, *OWN)}


def _own(said: Mapping[str, Any]) -> dict[str, str]:
    return {name: said.get(name, "") for name in OWN}


def _second_version(told: Told) -> None:
    mentor, mentee, start = told.members["mentor"], told.members["mentee"], told.pair.started
    until = told.today + timedelta(days=110)
    with clock.at(told.instant(2 - start, EVENING)):
        agreements.save_answer(by=mentee, **_words(LENA_ALONE))
    with clock.at(told.instant(3 - start, MORNING)):
        agreements.save_answer(by=mentor, **_words(TOMAS_ALONE))
    first = {**LENA_ALONE, "trouble": TOMAS_ALONE["trouble"], **FIRST_TEXT, "until": until}
    _settle(told, "mentee", _words(first), _own(LENA_ALONE), read=1, days=4 - start)
    with clock.at(told.instant(26 - start, EVENING)):
        draft = agreements.revisit(by=mentee)
    _settle(
        told,
        "mentor",
        _words({**first, **SECOND_TEXT}),
        _own(TOMAS_ALONE),
        read=draft.serial,
        days=27 - start,
    )


def _settle(
    told: Told, writer: str, words: Mapping[str, Any], own: dict[str, str], *, read: int, days: int
) -> None:
    """One writes the text and signs it; the other signs the next day."""
    other = "mentor" if writer == "mentee" else "mentee"
    with clock.at(told.instant(days, NOON)):
        terms = {name: words[name] for name in TERMS}
        text = agreements.save_text(by=told.members[writer], read=read, terms=terms, own=own)
        agreements.sign_text(by=told.members[writer], read=text.serial)
    with clock.at(told.instant(days + 1, MORNING)):
        agreements.sign_text(by=told.members[other], read=text.serial)


def _differing(told: Told) -> None:
    with clock.at(told.instant(-6, EVENING)):
        agreements.save_answer(by=told.members["mentee"], **_words(AMARA_ALONE))
    with clock.at(told.instant(-2, MORNING)):
        agreements.save_answer(by=told.members["mentor"], **_words(TOMAS_FOR_AMARA))


def _took_it(told: Told, days: int) -> None:
    start = told.pair.started
    with clock.at(told.instant(days - 1 - start, EVENING)):
        text = agreements.take_suggestion(by=told.members["mentee"])
    with clock.at(told.instant(days - start, NOON)):
        agreements.sign_text(by=told.members["mentor"], read=text.serial)
