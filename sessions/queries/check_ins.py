"""The page of a check-in: one question, five worded answers, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.core import signing
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.links import site_link
from mentorship.accounts.models import User
from mentorship.lib import clock
from programs.queries.safeguarding import Named, answerers_of, named
from sessions.access import Seat
from sessions.models import CheckIn
from sessions.models.check_ins import SALT, About
from sessions.policies import can_write

State = Literal["asked", "answered", "skipped", "closed", "nothing"]


@dataclass(frozen=True)
class Question:
    """`answers` from the least to the most, as `CheckInAnswer.choice` counts them from 1."""

    words: str | Promise
    answers: tuple[str | Promise, ...]


QUESTIONS: dict[str, Question] = {
    About.GOALS: Question(
        _("Has what you two work towards moved in the last few weeks?"),
        (
            _("Not at all"),
            _("A little"),
            _("Some way"),
            _("A good way"),
            _("Further than I hoped"),
        ),
    ),
    About.RELATIONSHIP: Question(
        _("Can you say what you think when the two of you talk?"),
        (
            _("Hardly ever"),
            _("Now and then"),
            _("About half the time"),
            _("Nearly always"),
            _("Always"),
        ),
    ),
}


@dataclass(frozen=True)
class CheckInPage:
    """`mine` is the answer in words, for whoever gave it; `note` the line they sent the coordinators."""

    state: State
    question: str = ""
    answers: list[tuple[int, str]] = field(default_factory=list)
    period: str = ""  # which question it is, in a hidden field
    until: datetime | None = None
    mine: str = ""
    note: str = ""
    readers: list[Named] = field(default_factory=list)  # who would read a line; empty where nobody could


def check_in_page(seat: Seat) -> CheckInPage:
    """What waits for an answer first, the oldest of it; else what was settled last and has not closed."""
    if not can_write(seat.mentorship):
        return CheckInPage("nothing")
    rows = CheckIn.objects.visible_to(seat.user).filter(member=seat.me, until__gt=clock.now())
    found = _next_of(rows.select_related("answer", "note", "member__mentorship").order_by("period"))
    if found is None:
        return CheckInPage("nothing")
    page = page_of(found)
    if page.state == "asked":
        return page
    note, answer = getattr(found, "note", None), getattr(found, "answer", None)
    program = seat.mentorship.cohort.program
    return CheckInPage(
        state=page.state,
        question=page.question,
        until=page.until,
        period=page.period,
        mine=str(QUESTIONS[found.about].answers[answer.choice - 1]) if answer else "",
        note=note.text if note else "",
        readers=[] if note else named(program, answerers_of(program, seat.mentorship)),
    )


def page_of(check_in: CheckIn) -> CheckInPage:
    """The question alone, without what its reader answered: for whoever holds the link of a mail."""
    question = QUESTIONS[check_in.about]
    return CheckInPage(
        state=_state_of(check_in),
        question=str(question.words),
        answers=[(number, str(words)) for number, words in enumerate(question.answers, start=1)],
        period=check_in.period.isoformat(),
        until=check_in.until,
    )


def check_in_link(user: User, check_in: int) -> str:
    """For a mail to this person: answers one question by its worded choice, without signing in. No statement.

    It holds while the question is open and answers it once; looking at it changes nothing.
    """
    signed = signing.dumps([check_in, user.pk], salt=SALT)
    return site_link(reverse("sessions:check_in_by_mail", args=[signed]))


def _next_of(rows: Iterable[CheckIn]) -> CheckIn | None:
    found = list(rows)
    waiting = (row for row in found if _state_of(row) == "asked")
    return next(waiting, found[-1] if found else None)


def _state_of(check_in: CheckIn) -> State:
    if getattr(check_in, "answer", None):
        return "answered"
    if check_in.skipped_at:
        return "skipped"
    live = can_write(check_in.member.mentorship) and not check_in.has_passed
    return "asked" if live else "closed"
