"""How often a program's people are reminded: a set to begin from, and a number for each kind of reminder."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.models.reminder_rules import TIMES, Pace

OWN = "own"


class Reminder(NamedTuple):
    label: Any  # lazy: in the language of whoever looks
    when: Any
    most: int = 3


# In the order in which a pair meets them.
REMINDERS: dict[str, Reminder] = {
    "agreement": Reminder(
        _("An agreement to sign"),
        _("To both, one, two and four weeks after they began, until there is one."),
    ),
    "agenda": Reminder(
        _("An agenda to write"),
        _("To whoever brings the topics, two days before a meeting whose agenda is empty."),
        most=1,
    ),
    "meeting_soon": Reminder(
        _("A meeting is near"),
        _("To both, the day before; one line with the agenda where that is still empty."),
        most=1,
    ),
    "feedback": Reminder(
        _("Feedback to give"),
        _("To whoever has not written: after the meeting, two days later, and on the last day but one."),
    ),
    "rhythm": Reminder(
        _("A date to find"),
        _("To both, when a rhythm and a week have passed with no date; then once a rhythm."),
    ),
    "action": Reminder(
        _("An action that is due"),
        _("To its owner: on the day they chose, three days later, and a week after that."),
    ),
    "goal": Reminder(
        _("A goal nobody touched"),
        _("To its owner, when a goal in focus has not moved for one month, two and three."),
    ),
    "partner": Reminder(
        _("Something a partner waits for"),
        _("To whoever was asked: the next morning, a week later, and once more before it is too late."),
    ),
    "check_in": Reminder(
        _("A check-in"),
        _("To each, as the question opens, a week later, and two days before it closes."),
    ),
    "review": Reminder(
        _("The impact review"),
        _("To whoever has not finished: as it opens, a week later, and two days before it closes."),
    ),
    "timeline": Reminder(
        _("A date of the cohort"),
        _("To everybody in it, on the working day before; not to those who said that they can’t come."),
        most=1,
    ),
    "event": Reminder(
        _("Who comes"),
        _("To everybody in the cohort, when a date asks who comes or moves."),
        most=1,
    ),
    "survey": Reminder(
        _("The survey at the start and at the end"),
        _("To each who has not answered: as it opens, a week later, and two days before it closes."),
    ),
}
OFTEN = ((0, _("only on Today")), (1, _("once")), (2, _("twice")), (3, _("three times")))


def pace_of(times: Mapping[str, int]) -> str:
    """The set these numbers are, or OWN."""
    return next((pace for pace, usual in TIMES.items() if usual == times), OWN)


class ReminderRulesForm(forms.Form):
    """Works without script: a set that was newly chosen fills the numbers, and what was changed by hand still holds.

    Both are told apart by the values the page was made with, which it carries along.
    """

    pace = forms.ChoiceField(
        label=_("How much to remind"), widget=forms.RadioSelect, show_hidden_initial=True
    )

    def __init__(self, *args: Any, paces: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sets = (paces or {}).items() or Pace.choices
        self.fields["pace"].choices = [*sets, (OWN, _("Your own, as chosen below"))]  # type: ignore[attr-defined]
        for kind, reminder in REMINDERS.items():
            self.fields[kind] = forms.TypedChoiceField(
                label=reminder.label,
                help_text=reminder.when,
                choices=OFTEN[: reminder.most + 1],
                coerce=int,
                show_hidden_initial=True,
            )

    @property
    def kinds(self) -> list[forms.BoundField]:
        return [self[kind] for kind in REMINDERS]

    def times(self) -> dict[str, int]:
        typed = {kind: self.cleaned_data[kind] for kind in REMINDERS}
        changed, pace = set(self.changed_data), self.cleaned_data["pace"]
        if "pace" not in changed or pace not in TIMES:
            return typed
        return {**TIMES[pace], **{kind: often for kind, often in typed.items() if kind in changed}}
