"""What a program suggests its pairs agree on: the coordinator's words, or ours for its kind."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programs.models import Program

Kind = Program.Kind
Text = str | Promise

CONFIDENTIAL = _(
    "What we tell each other stays between us. We ask before we repeat anything, also without names. "
    "The one exception: somebody is in danger."
)
OFF_LIMITS = _(
    "Appraisal, pay and promotion of one by the other. Whatever one of us says “not this” to: no reason needed."
)
TROUBLE = _(
    "We have moved two meetings in a row, or one of us leaves without anything to take along. Whoever notices "
    "says it in one sentence, and we look at this text again. Stopping is allowed, and nobody’s fault."
)
WHY: dict[str, Text] = {
    Kind.CLASSIC: _(
        "One of us wants to take the next step, the other has been there. We make time for questions that "
        "everyday work leaves no room for. Results take time: we give it half a year before we judge."
    ),
    Kind.ONBOARDING: _(
        "The first months in a new place raise many small questions. Nobody should have to guess whom to ask."
    ),
    Kind.REVERSE: _(
        "The junior of us advises, the senior learns: how things look from where decisions arrive, "
        "and what is new. Rank stays outside the door."
    ),
    Kind.PEER: _(
        "Two people with similar work think better than one alone. We take turns: one brings a question, the "
        "other listens, and next time the other way round."
    ),
    Kind.CROSS: _(
        "We would not meet otherwise. Each of us learns how the other’s part of the house works, and gets a "
        "view from outside on what seems normal at home."
    ),
}
TOPICS: dict[str, Text] = {
    Kind.CLASSIC: _(
        "The mentee’s goals first. Besides: finding one’s way, difficult talks, what comes next."
    ),
    Kind.ONBOARDING: _("Who is who, how things are done here, the first ninety days, what is unclear."),
    Kind.REVERSE: _("New tools and habits, how decisions are heard, what younger colleagues expect."),
    Kind.PEER: _("What each of us is stuck with, and what each of us wants to try."),
    Kind.CROSS: _("How the other’s work goes, where our departments touch, whom one should know."),
}
# Minutes, days to answer and hours a month that suit the kind.
NUMBERS: dict[str, tuple[int, int, int]] = {
    Kind.CLASSIC: (60, 2, 2),
    Kind.ONBOARDING: (30, 1, 2),
    Kind.REVERSE: (45, 2, 1),
    Kind.PEER: (60, 2, 2),
    Kind.CROSS: (45, 7, 1),
}


def our_words(kind: str, rhythm_weeks: int) -> dict[str, Any]:
    minutes, within, hours = NUMBERS[kind]
    return {
        "why": str(WHY[kind]),
        "rhythm_weeks": rhythm_weeks,
        "minutes": minutes,
        "off_limits": str(OFF_LIMITS),
        "channel": "video",
        "answer_within": within,
        "hours_month": hours,
        "topics": str(TOPICS[kind]),
        "confidentiality": str(CONFIDENTIAL),
        "trouble": str(TROUBLE),
    }


def suggestion_of(program: Program) -> dict[str, Any]:
    """Values by name of a term (`programs.models.agreements.TERMS` but `until`, which is the cohort's end)."""
    ours = our_words(program.kind, program.rhythm_weeks)
    return {**ours, **(program.suggested_terms or {})}
