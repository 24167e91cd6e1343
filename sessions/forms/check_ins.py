"""A check-in: five answers and “skip” are one press each, a line to the coordinators has a box of its own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.forms.answers import AnswerForm, box_field

SKIP = "skip"


class CheckInForm(AnswerForm):
    """Which of the six buttons was pressed."""

    choice = forms.ChoiceField(
        choices=[(str(number), number) for number in range(1, 6)] + [(SKIP, SKIP)],
        error_messages={
            "required": _("Choose one of the five answers, or skip."),
            "invalid_choice": _("Choose one of the five answers, or skip."),
        },
    )

    @property
    def skips(self) -> bool:
        return self.cleaned_data["choice"] == SKIP

    @property
    def number(self) -> int:
        return int(self.cleaned_data["choice"])


class CheckInNoteForm(FormKeyMixin, AnswerForm):
    readers = {"text": "check_in_note"}
    text = box_field(_("A line to the coordinators"), most=500, rows=3)
