"""One's own actions: another day, handed back with a line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.forms.answers import AnswerForm, DayField, line_field


class _OneAction(AnswerForm):
    """A form for one action among many: ids are told apart by the action's own."""

    action = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pk: int | str = "", **kwargs: Any) -> None:
        kwargs["auto_id"] = f"{type(self).__name__.removesuffix('Form').lower()}-{pk}-%s"
        super().__init__(*args, **kwargs)


class MoveActionForm(_OneAction):
    due_on = DayField(label=_("A new date"), required=False)


class HandBackForm(_OneAction):
    readers = {"line": "action"}
    line = line_field(_("Why it will not be done"))
