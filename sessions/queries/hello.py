"""A first message to begin from: a draft in three tones, ready to edit, never sent by itself.

It is made of what its author may give away: their own kind of goal and topics, the program, the rhythm, a time both
usually have. The partner's answers of the enrolment are for coordinators and stand in no draft.
"""

from dataclasses import dataclass

from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programs.models import Enrolment
from sessions.access import Seat
from sessions.queries.slots import suggested_slots

TONES: dict[str, str | Promise] = {
    "short": gettext_lazy("Three lines"),
    "open": gettext_lazy("With a question"),
    "plan": gettext_lazy("With what I hope for"),
}
AIMS: dict[str, str | Promise] = {
    Enrolment.GoalKind.ADVANCE: gettext_lazy("I want to get further where I am."),
    Enrolment.GoalKind.CHANGE: gettext_lazy("I want to move into another field."),
    Enrolment.GoalKind.SKILL: gettext_lazy("There is a skill I want to build."),
    Enrolment.GoalKind.CHALLENGE: gettext_lazy("There is something difficult in front of me right now."),
}


@dataclass(frozen=True)
class Hello:
    """`chosen` is the tone of the draft; the others are a press away."""

    text: str
    chosen: str
    tones: list[tuple[str, str]]
    about: str  # what the other said about themselves, for the pair to read


def hello_of(seat: Seat, tone: str, *, answers: bool) -> Hello:
    """`answers`: the other has written already, so this is a reply."""
    chosen = tone if tone in TONES else "short"
    lines = [_("Hello %(name)s,") % {"name": seat.partner.enrolment.person.first_name}]
    lines.append(_thanks() if answers else _begin(seat))
    lines += _middle(seat, chosen)
    lines.append(_date(seat))
    lines.append(seat.me.enrolment.person.first_name)
    return Hello(
        text="\n\n".join(line for line in lines if line),
        chosen=chosen,
        tones=[(key, str(label)) for key, label in TONES.items()],
        about=seat.partner.enrolment.person.introduction,
    )


def _thanks() -> str:
    return _("thank you for writing first. I am glad that we are matched.")


def _begin(seat: Seat) -> str:
    program = seat.mentorship.cohort.program.name
    if seat.me.is_mentor and not seat.mentorship.cohort.program.between_peers:
        return _("I am your mentor in %(program)s, and I look forward to it.") % {"program": program}
    return _("we are matched in %(program)s, and I am glad that it is you.") % {"program": program}


def _middle(seat: Seat, tone: str) -> list[str]:
    mine = seat.me.enrolment
    topics = _list(mine.topics[:3])
    if seat.me.is_mentor:
        offer = _("What I know best: %(topics)s.") % {"topics": topics} if topics else ""
        return {
            "short": [offer],
            "open": [offer, _("What would make our first half hour worth it for you?")],
            "plan": [offer, _mentors_plan(seat)],
        }[tone]
    aim = str(AIMS.get(mine.goal_kind, ""))
    wish = _("I would like to talk with you about: %(topics)s.") % {"topics": topics} if topics else ""
    return {
        "short": [" ".join(line for line in (aim, wish) if line)],
        "open": [aim, _("What do you wish somebody had asked you when you stood where I stand?")],
        "plan": [" ".join(line for line in (aim, wish) if line), _mentees_plan(seat)],
    }[tone]


def _mentors_plan(seat: Seat) -> str:
    return _("You bring the topics, I bring questions and time. %(rhythm)s") % {"rhythm": _rhythm(seat)}


def _mentees_plan(seat: Seat) -> str:
    return _("I will bring the topics and tell you what became of them. %(rhythm)s") % {
        "rhythm": _rhythm(seat)
    }


def _rhythm(seat: Seat) -> str:
    weeks = seat.mentorship.rhythm_weeks
    sentence = ngettext("We could meet every week.", "We could meet every %(weeks)s weeks.", weeks)
    return sentence % {"weeks": weeks}


def _date(seat: Seat) -> str:
    """A time both usually have, else a question."""
    wall = timezone.get_current_timezone()
    slot = next(iter(suggested_slots(seat, wall, minutes=30, most=1)), None)
    if slot is None:
        return _("When would half an hour suit you?")
    when = format_date(slot.starts_at.astimezone(wall), "l j F, H:i")
    if slot.for_partner:
        return _("Would half an hour on %(when)s my time (%(theirs)s for you) suit you?") % {
            "when": when,
            "theirs": slot.for_partner,
        }
    return _("Would half an hour on %(when)s suit you?") % {"when": when}


def _list(words: list[str]) -> str:
    return ", ".join(words)
