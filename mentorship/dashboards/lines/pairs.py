"""What a mentorship asks of one of its two people today, in sentences."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.lib.lines import Line
from sessions.queries.waiting import Waiting


def pair_line(waiting: Waiting) -> Line:
    """The line for one thing that waits. An unknown kind is a KeyError: a rule without words must not ship."""
    title, path, action, minutes, why = WORDS[waiting.kind](waiting)
    return Line(waiting.rank, waiting.key, title, _detail(waiting), path, action, minutes, why)


Words = tuple[str, str, str, int, str]


def _detail(waiting: Waiting) -> str:
    when = date_format(localtime(waiting.at), "D j M, H:i") if waiting.at and waiting.kind in DATED else ""
    return " · ".join(part for part in (when, waiting.program) if part)


DATED = {"meeting_now", "meeting_soon", "agenda", "feedback"}


def _meeting(waiting: Waiting, name: str = "sessions:meeting") -> str:
    return reverse(name, args=[waiting.code, waiting.number])


def _booking(waiting: Waiting) -> str:
    return reverse("sessions:meeting_new", args=[waiting.code])


def _meeting_now(waiting: Waiting) -> Words:
    title = _("Your meeting with %(name)s") % {"name": waiting.partner.first_name}
    return (
        title,
        _meeting(waiting, "sessions:live"),
        _("Open the meeting"),
        1,
        _("It is about to start, or going on."),
    )


def _agenda(waiting: Waiting) -> Words:
    title = _("Your meeting with %(name)s has no topic yet") % {"name": waiting.partner.first_name}
    why = _("It starts within two days, and a meeting with a topic is worth more to both of you.")
    return title, _meeting(waiting, "sessions:prepare"), _("Prepare the agenda"), 5, why


def _meeting_soon(waiting: Waiting) -> Words:
    title = _("You meet %(name)s soon") % {"name": waiting.partner.first_name}
    why = _("It is the last daily mail before this meeting.")
    return title, _meeting(waiting, "sessions:prepare"), _("Look at the agenda"), 2, why


def _feedback(waiting: Waiting) -> Words:
    title = _("While it’s fresh: your meeting with %(name)s") % {"name": waiting.partner.first_name}
    why = _("One sentence is complete. This line goes away by itself five days after the meeting.")
    return title, _meeting(waiting, "sessions:feedback"), _("Give feedback"), 2, why


def _action_overdue(waiting: Waiting) -> Words:
    title = _("An action of yours has passed its date: %(text)s") % {"text": waiting.text}
    path = reverse("sessions:my_actions")
    return title, path, _("Tick it"), 1, _("You chose the date; tick it, choose another, or hand it back.")


def _action_due(waiting: Waiting) -> Words:
    """For a mail, which does not quote the action."""
    title = _("The date you chose for an action with %(name)s has come") % {
        "name": waiting.partner.first_name
    }
    path = reverse("sessions:my_actions")
    return title, path, _("Tick it"), 1, _("You chose the date; tick it, choose another, or hand it back.")


def _agreement(waiting: Waiting) -> Words:
    title = _("You and %(name)s have not agreed yet how you work together") % {
        "name": waiting.partner.first_name
    }
    path = reverse("sessions:agreement", args=[waiting.code])
    why = _("Because what both expect is easiest to say at the beginning. Nothing waits for it.")
    return title, path, _("Agree on it"), 5, why


def _first_meeting(waiting: Waiting) -> Words:
    title = _("Find a date with %(name)s") % {"name": waiting.partner.first_name}
    return (
        title,
        _booking(waiting),
        _("Find a date"),
        3,
        _("You two have no meeting behind you and none ahead."),
    )


def _rhythm(waiting: Waiting) -> Words:
    title = _("Time to find a date with %(name)s") % {"name": waiting.partner.first_name}
    why = ngettext(
        "Your rhythm is every %(n)s week and nothing is booked.",
        "Your rhythm is every %(n)s weeks and nothing is booked.",
        waiting.weeks,
    ) % {"n": waiting.weeks}
    return title, _booking(waiting), _("Find a date"), 3, why


def _first_goal(waiting: Waiting) -> Words:
    title = _("Say where you want to get to")
    path = reverse("sessions:goal_new", args=[waiting.code])
    return title, path, _("Write a goal"), 8, _("A goal in one sentence gives every meeting its direction.")


def _goal(waiting: Waiting) -> str:
    return reverse("sessions:goal", args=[waiting.code, waiting.number])


def _goal_steps(waiting: Waiting) -> Words:
    why = _("Your goal has no milestone yet; a first small step is enough.")
    return _("A first milestone for your goal"), _goal(waiting), _("Add a milestone"), 3, why


def _goal_untouched(waiting: Waiting) -> Words:
    why = _("Nothing has moved here for thirty days. Goals may change, and may be let go.")
    return _("Still the right goal?"), _goal(waiting), _("Look at it"), 2, why


WORDS: dict[str, Callable[[Waiting], Words]] = {
    "meeting_now": _meeting_now,
    "meeting_soon": _meeting_soon,
    "agenda": _agenda,
    "feedback": _feedback,
    "action_overdue": _action_overdue,
    "action_due": _action_due,
    "agreement": _agreement,
    "first_meeting": _first_meeting,
    "rhythm": _rhythm,
    "first_goal": _first_goal,
    "goal_steps": _goal_steps,
    "goal_untouched": _goal_untouched,
}
