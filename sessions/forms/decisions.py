"""A decision from the question to what came of it; and what happened at work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.actions.decisions import Happened
from sessions.forms.answers import AnswerForm, DayField, box_field, line_field
from sessions.forms.evidence import one_to_five
from sessions.models import Outcome
from sessions.queries.goal_page import SURE


class VersionMixin(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)


class QuestionForm(FormKeyMixin, AnswerForm):
    readers = {"question": "decision", "options": "decision"}
    question = line_field(_("What do you have to decide?"))
    options = box_field(
        _("Which options do you see?"),
        most=2000,
        rows=4,
        required=False,
        help_text=_("One a line is plenty."),
    )
    confidence = one_to_five(SURE, _("How sure are you now?"), required=False)


class DecisionViewForm(VersionMixin, AnswerForm):
    readers = {"view": "decision"}
    view = box_field(
        _("Your view"),
        most=2000,
        rows=4,
        help_text=_(
            "What would you ask, what have you seen, what would you weigh? The decision stays theirs."
        ),
    )


class ChoiceForm(VersionMixin, AnswerForm):
    readers = {"choice": "decision"}
    choice = box_field(_("What did you decide, and why?"), most=1000, rows=3)
    confidence = one_to_five(SURE, _("How sure are you now?"), required=False)


class WhatCameForm(VersionMixin, AnswerForm):
    readers = {"outcome": "decision"}
    outcome = box_field(_("What came of it?"), most=1000, rows=3)


class OutcomeForm(FormKeyMixin, AnswerForm):
    readers = {"text": "outcome"}
    kind = forms.ChoiceField(
        label=_("What happened?"), choices=Outcome.Kind.choices, widget=forms.RadioSelect
    )
    on = DayField(label=_("When?"))
    text = line_field(_("In a line"), required=False)
    may_count = forms.BooleanField(
        label=_("May be counted, never with my name"),
        required=False,
        help_text=_(
            "Coordinators then see one more of this kind, from five people on. Never the line above."
        ),
    )

    def happened(self) -> Happened:
        return Happened(**{name: self.cleaned_data[name] for name in ("kind", "on", "text", "may_count")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].error_messages["required"] = _("Choose one of the four.")
