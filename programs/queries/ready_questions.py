"""Questions that suit a kind of program, to take over and reword."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programs.models import Program, Question

Kind, Asked, Readers = Question.Kind, Question.Asked, Question.Readers
Facts = dict[str, Any]
Options = list[str | Promise]


def _asks(
    label: str | Promise,
    kind: str = Kind.LONG,
    asked: str = Asked.BOTH,
    *,
    options: Options | None = None,
    partner: bool = False,
    **more: Any,
) -> Facts:
    readers = Readers.PARTNER if partner else Readers.COORDINATORS
    return {
        "label": label,
        "kind": kind,
        "asked": asked,
        "options": options or [],
        "readers": readers,
        **more,
    }


HOW: Options = [_("By video"), _("In person"), _("By phone"), _("It does not matter")]
MEET = _asks(_("How would you like to meet?"), Kind.CHOICES, options=HOW, partner=True)
HEARD = _asks(_("How did you hear of the program?"), Kind.SHORT)
READY: dict[str, tuple[Facts, ...]] = {
    Program.Kind.CLASSIC: (
        _asks(_("What have you tried already?"), asked=Asked.MENTEES, partner=True),
        _asks(_("What would you have liked to know five years ago?"), asked=Asked.MENTORS, partner=True),
        _asks(_("Have you been a mentor before?"), Kind.YES_NO, Asked.MENTORS),
        _asks(_("Who should we not match you with?"), hint=_("No reason needed.")),
        MEET,
        HEARD,
    ),
    Program.Kind.ONBOARDING: (
        _asks(_("When did you start, or when will you?"), Kind.SHORT, Asked.MENTEES, partner=True),
        _asks(_("Which site do you work at?"), Kind.SHORT, partner=True),
        _asks(_("What is still unclear to you?"), asked=Asked.MENTEES, partner=True),
        _asks(_("What do you like to show people who are new?"), asked=Asked.MENTORS, partner=True),
        MEET,
    ),
    Program.Kind.REVERSE: (
        _asks(_("What do you want to see through other eyes?"), asked=Asked.MENTEES, partner=True),
        _asks(_("What could somebody senior learn from you?"), asked=Asked.MENTORS, partner=True),
        _asks(
            _("How at ease are you with saying what you think to somebody senior?"),
            Kind.NUMBER,
            Asked.MENTORS,
            hint=_("1 is not yet, 5 is very much."),
        ),
        MEET,
    ),
    Program.Kind.PEER: (
        _asks(_("What are you stuck with at the moment?"), partner=True),
        _asks(
            _("How do you like to think something through?"),
            Kind.CHOICE,
            options=[_("Talking first"), _("Writing first"), _("Trying it first")],
            partner=True,
        ),
        _asks(_("Who should we not match you with?"), hint=_("No reason needed.")),
        MEET,
    ),
    Program.Kind.CROSS: (
        _asks(_("Which part of the house would you like to know?"), Kind.SHORT, partner=True),
        _asks(_("What could others learn from your department?"), partner=True),
        _asks(_("Have you worked in another department before?"), Kind.YES_NO),
        MEET,
        HEARD,
    ),
}


def ready_for(kind: str, asked_already: list[Question]) -> list[tuple[int, str]]:
    """(number, label) of those that the form does not ask yet."""
    taken = {one.label.casefold() for one in asked_already}
    labels = [(number, str(facts["label"])) for number, facts in enumerate(READY[kind])]
    return [(number, label) for number, label in labels if label.casefold() not in taken]


def ready_question(kind: str, number: str) -> Facts | None:
    """Its facts in the reader's language, or None where there is no such."""
    found = READY[kind]
    if not (number.isascii() and number.isdigit() and len(number) < 3 and int(number) < len(found)):
        return None
    facts = found[int(number)]
    words: Facts = {name: str(facts[name]) for name in ("label", "hint") if name in facts}
    return {**facts, **words, "options": [str(one) for one in facts["options"]]}
