"""What somebody has in front of them when they prepare a meeting."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.accounts.once import new_form_key
from sessions.access import Seat
from sessions.models import AgendaItem, Meeting, PrepNote
from sessions.policies import brings_the_agenda
from sessions.queries.goals import GoalCard, goals_of
from sessions.queries.questions import questions_for
from sessions.queries.space import ActionGroup, actions_of
from sessions.queries.topics import Topic, left_topics, topics_of

Kind = AgendaItem.Kind


@dataclass(frozen=True)
class Starter:
    """A first topic, one press away."""

    kind: str
    title: str
    key: str = field(default_factory=new_form_key)  # each press counts once


@dataclass(frozen=True)
class Preparing:
    left: list[Topic]
    goals: list[GoalCard]
    groups: list[ActionGroup]
    questions: list[str | Promise]
    asks: bool  # the bank is for whoever asks before telling
    consent: str  # "" not asked yet, "no" or "yes"
    both_allow: bool
    first: bool  # the first meeting of the two


def agenda_page(seat: Seat, meeting: Meeting) -> dict[str, Any]:
    """The topics; three ways to begin where there are none. One statement, or two."""
    topics = topics_of(seat, meeting)
    empty = not topics and meeting.is_upcoming
    return {"topics": topics, "starters": _starters(goals_of(seat), is_first(meeting)) if empty else []}


def is_first(meeting: Meeting) -> bool:
    return meeting.number == 1


def preparing(seat: Seat, meeting: Meeting, topics: list[Topic]) -> Preparing:
    """Three statements."""
    goals = [goal for goal in goals_of(seat) if goal.in_focus]
    asks = not brings_the_agenda(seat.me, meeting)
    first = is_first(meeting)
    return Preparing(
        left=left_topics(seat, meeting),
        goals=goals,
        groups=actions_of(seat),
        questions=questions_for(
            asks=asks,
            kinds={topic.kind for topic in topics},
            first=first,
            stuck=any(not goal.reached for goal in goals),
            number=meeting.number,
        ),
        asks=asks,
        consent={None: "", True: "yes", False: "no"}[seat.me.agenda_in_mail],
        first=first,
        both_allow=bool(seat.me.agenda_in_mail and seat.partner.agenda_in_mail),
    )


def preparation_of(seat: Seat, meeting: Meeting) -> PrepNote:
    """One's own; an unsaved empty one (version 0) where nothing was written yet."""
    note = PrepNote.objects.visible_to(seat.user).filter(meeting=meeting, author=seat.me).first()
    return note or PrepNote(meeting=meeting, author=seat.me)


# Where nobody has a goal in focus yet.
GENERAL = (
    (Kind.QUESTION, gettext_lazy("What is stuck at the moment")),
    (Kind.TOPIC, gettext_lazy("How we want to work together")),
    (Kind.TOPIC, gettext_lazy("What would be a good goal for the next months")),
)


def _starters(goals: list[GoalCard], first: bool) -> list[Starter]:
    """From the goal that was set first and is still in focus; never from one its owner keeps to themselves."""
    goal = next((one for one in goals if one.in_focus and not one.only_me), None)
    if goal is None:
        return [Starter(kind, str(words)) for kind, words in GENERAL]
    named = {"goal": Truncator(goal.sentence).chars(120)}
    before = (
        Starter(Kind.TOPIC, _("Why now, and why “%(goal)s”") % named)
        if first
        else Starter(Kind.UPDATE, _("What happened since last time with “%(goal)s”") % named)
    )
    return [
        Starter(Kind.QUESTION, _("What is stuck with “%(goal)s”") % named),
        before,
        Starter(Kind.PRACTICE, _("Practise the next step of “%(goal)s”") % named),
    ]
