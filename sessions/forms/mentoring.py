"""What a mentor says about their time, and what a mentee brings to which mentor."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.lib.forms import WordsFormField
from sessions.forms.answers import AnswerForm


class PlacesForm(AnswerForm):
    capacity = forms.IntegerField(
        label=_("How many mentees"),
        min_value=0,
        max_value=20,
        help_text=_("With those you have now. Only you can raise it."),
    )
    hours_per_month = forms.IntegerField(
        label=_("Hours a month"),
        min_value=1,
        max_value=80,
        required=False,
        help_text=_("For all your mentees here. Coordinators see it."),
    )
    asks_paused = forms.BooleanField(label=_("Nobody new for now"), required=False)


class CoversForm(AnswerForm):
    """The topics one asked for, and others that turned up."""

    readers = {"topics": "covers", "more": "covers"}
    topics = forms.MultipleChoiceField(
        label=_("What you work on together"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more = WordsFormField(
        label=_("Something else"), most=6, required=False, help_text=_("A few words on each line.")
    )

    def __init__(self, *args: Any, topics: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = [(word, word) for word in topics]  # type: ignore[attr-defined]
        self.fields["more"].widget.attrs["rows"] = 2

    def words(self) -> list[str]:
        return [*self.cleaned_data["topics"], *self.cleaned_data["more"]]
