"""A bank of questions of our own: for mentors to ask before they tell, for mentees to be worth an hour.

Three are offered for a meeting. Which ones follows from what is on the agenda and from how far the two have come,
never from chance: the page shows the same three until something changes.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Question:
    """`about`: the kinds of topic it serves; `first` and `stuck` are the first meeting and an untouched goal."""

    text: str | Promise
    about: frozenset[str]


def _question(text: str | Promise, *about: str) -> Question:
    return Question(text, frozenset(about))


ASK_BEFORE_YOU_TELL = (
    _question(_("What would make this hour worth it for you?"), "first", "topic"),
    _question(_("How do you want me to be useful: listen, ask, or say what I think?"), "first", "question"),
    _question(_("What have you tried already, and what did it teach you?"), "question", "update"),
    _question(_("If I had no advice at all, what would you do next?"), "question", "decision"),
    _question(_("What would you tell a friend who brought you this?"), "decision", "topic"),
    _question(_("Which of the options would you regret not having tried?"), "decision"),
    _question(_("What are you not saying because it seems too small?"), "topic", "stuck"),
    _question(_("What changed since we last spoke, and what did you do to change it?"), "update"),
    _question(_("What is the smallest step that would still count?"), "stuck", "update"),
    _question(
        _("Say it to me as you would say it there. What would you change the second time?"), "practice"
    ),
    _question(_("How will the other person hear this?"), "practice", "decision"),
    _question(_("What did you hear me say just now?"), "practice", "question", "first"),
)
WORTH_AN_HOUR = (
    _question(_("What should I know about how you like to work with somebody?"), "first"),
    _question(_("What did you get wrong at my stage, and what did it cost?"), "first", "topic"),
    _question(_("Here is what I would do. What am I not seeing?"), "decision", "question"),
    _question(_("What would have to be true for the other option to be better?"), "decision"),
    _question(_("How did you find out what you know about this?"), "question", "topic"),
    _question(_("Whom would you ask about this, and what?"), "question", "stuck"),
    _question(_("I tried what we talked about. This happened. What do you make of it?"), "update"),
    _question(_("What is one thing you would watch for in the next two weeks?"), "update", "topic"),
    _question(_("Could we play it through once, with you as the other person?"), "practice"),
    _question(_("Will you listen to the first three minutes and stop me where you get lost?"), "practice"),
    _question(_("What makes you think I can do this, or that I cannot yet?"), "stuck", "decision"),
    _question(_("What would you stop doing, if you were me?"), "stuck", "topic"),
)


def questions_for(
    *, asks: bool, kinds: Collection[str], first: bool, stuck: bool, number: int
) -> list[str | Promise]:
    """Three. `asks` is whoever brings no topics (the mentor, unless the two swapped roles).

    Those that fit come first; among equals the number of the meeting moves the beginning on, so that a pair does
    not read the same three every time.
    """
    bank = ASK_BEFORE_YOU_TELL if asks else WORTH_AN_HOUR
    wanted = {*kinds, *(["first"] if first else []), *(["stuck"] if stuck else [])}
    turned = [bank[(place + 3 * number) % len(bank)] for place in range(len(bank))]
    fitting = sorted(turned, key=lambda one: -_fit(one, wanted, first))
    return [one.text for one in fitting[:3]]


def _fit(question: Question, wanted: set[str], first: bool) -> int:
    return len(question.about & wanted) + (3 if first and "first" in question.about else 0)
