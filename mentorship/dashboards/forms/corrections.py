"""Facts a coordinator corrects: a meeting told by mail, its date, the start and the end of a mentorship."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from programs.forms.requests import EndMentorshipForm
from sessions.forms.answers import AnswerForm, DayField, HourField
from sessions.forms.meetings import WhenForm


class ToldForm(FormKeyMixin, WhenForm):
    """“We met on the third”: the time is rarely told, so noon stands there already."""

    hour = HourField(label=_("Time"), initial="12:00")
    field_order = ["day", "hour", "minutes"]


class RedateForm(WhenForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)
    field_order = ["day", "hour", "minutes"]


class StrikeForm(AnswerForm):
    """`version` is the meeting as the page of confirmation named it. Nobody types it, so no field is to blame."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9)

    def clean(self) -> dict[str, Any]:
        if self.errors.pop("version", None) or self.cleaned_data.get("version") is None:
            raise forms.ValidationError(
                _("Load the page again: it is not clear which meeting you mean."), code="unclear"
            )
        return self.cleaned_data


class DatesForm(AnswerForm):
    """`seen` is the last correction the page showed."""

    start = DayField(label=_("Start"))
    end = DayField(label=_("End"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)

    def __init__(self, *args: Any, ended: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ended:
            self.fields["end"].label = _("Planned end")
            self.fields["end"].help_text = _("Empty: with the cohort. Nothing ends by itself on that day.")


class ExtendForm(AnswerForm):
    until = DayField(
        label=_("Until"), help_text=_("The last day that is planned. Each pair can put it back.")
    )


class EndManyForm(AnswerForm, EndMentorshipForm):
    """One reason for all that were chosen."""
