"""A goal: one sentence first, the rest behind "more"."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.forms.answers import AnswerForm, DayField, box_field, line_field

MORE = ("measure", "relevance", "until")


class GoalForm(FormKeyMixin, AnswerForm):
    readers = {"sentence": "goal", "measure": "goal", "relevance": "goal"}
    sentence = box_field(
        _("Your goal, in one sentence"),
        most=500,
        rows=2,
        help_text=_("“By … I will … so that …”: where you want to be, not what you ought to do."),
    )
    measure = line_field(_("How will you both see it?"), most=500, required=False)
    relevance = line_field(_("Why now?"), most=500, required=False)
    until = DayField(label=_("Until when?"), required=False)

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("sentence", *MORE)}

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in MORE]

    @property
    def opens_more(self) -> bool:
        """Folded until something in it was written or is wrong."""
        return any(self[name].value() or self[name].errors for name in MORE)


class GoalEditForm(GoalForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)


class MilestoneForm(FormKeyMixin, AnswerForm):
    readers = {"title": "goal"}
    title = line_field(_("Add a milestone"))
