"""The parts of a program, and its safeguarding contacts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.models import Part

# What a pair finds when the part is on.
MEANS: dict[str, Any] = {
    Part.MESSAGES: _(
        "They write to each other here, slowly; a short update tells what moved, and what is in the way."
    ),
    Part.NOTES: _("The notes of every meeting on one page, to search and to take along."),
    Part.JOURNAL: _("Each writes for themselves. Nobody else reads it."),
    Part.THANKS: _("A line of thanks or encouragement that shows on the other’s Today."),
    Part.RESOURCES: _("Links, files and books they pass on, each with one line why."),
    Part.ADVICE: _("Advice with its why and a first step; what became of it opens the next agenda."),
    Part.DECISIONS: _("Questions to decide, with how sure somebody was before and after."),
    Part.TOLD_ASKED: _("After a topic one press says: told, asked or confirmed. Only the two see the trend."),
    Part.INTRODUCTIONS: _("Introductions asked for, offered and made, and what came of them."),
    Part.ROLE_SWAP: _("For one meeting the mentee advises and the mentor asks."),
    Part.TIMELINE: _(
        "Kick-off, mid-point, closing and your own dates: everybody in the cohort sees them, hears of them a "
        "working day before, and says whether they come where you ask."
    ),
    Part.SURVEYS: _(
        "Mentors and mentees say how they stand as they begin and when it has ended. You see the start against the "
        "end under Health, in numbers, never who said what."
    ),
}


class PartsForm(forms.Form):
    """One tick for each part, with what it means."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for part in Part:
            self.fields[part.value] = forms.BooleanField(
                label=part.label, help_text=MEANS[part], required=False
            )

    def chosen(self) -> list[str]:
        return [part for part in Part.values if self.cleaned_data[part]]


class ContactForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As people of the program know them.")
    )
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
