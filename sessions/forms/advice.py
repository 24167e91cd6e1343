"""Advice: one box first; its why and a first step behind “more”. What became of it: two boxes and a press."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.forms.answers import AnswerForm, DayField, box_field, line_field

MORE = ("why", "first_step", "step_by")


class AdviceForm(FormKeyMixin, AnswerForm):
    readers = {"text": "advice", "why": "advice", "first_step": "advice"}
    text = box_field(_("A piece of advice"), most=1000, rows=2)
    why = box_field(
        _("Why you think so"),
        most=1000,
        rows=2,
        required=False,
        help_text=_("What you saw or lived through: advice with its why is easier to weigh."),
    )
    first_step = line_field(_("A first step"), required=False)
    step_by = DayField(label=_("By"), required=False)

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("text", *MORE)}

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in MORE]

    @property
    def opens_more(self) -> bool:
        return any(self[name].value() or self[name].errors for name in MORE)


class ReportForm(FormKeyMixin, AnswerForm):
    """What became of advice. The button pressed names the state."""

    readers = {"tried": "advice", "result": "advice"}
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)
    tried = box_field(_("What I tried"), most=1000, rows=2, required=False)
    result = box_field(_("What came of it"), most=1000, rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.readers:
            self.fields[name].either = True  # type: ignore[attr-defined]
