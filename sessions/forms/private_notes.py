"""Boxes only their author reads. They save themselves while somebody writes; without script by their button."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.forms.answers import AnswerForm, box_field, line_field

MOST = 20_000
Choices = Sequence[tuple[Any, Any]]


class SavedForm(AnswerForm):
    """`version` is the one that was read. After a conflict a button says what becomes of the two texts.

    `over` writes over the newer version it names, `both` puts one's own text below it. While neither was pressed
    the old version stays in the form, so that a box that saves itself never writes over the other window.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)
    over = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9, required=False)
    both = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9, required=False)

    @property
    def read_version(self) -> int:
        given = self.cleaned_data
        chosen = next((given[name] for name in ("over", "both") if given[name] is not None), given["version"])
        return int(chosen)

    @property
    def keeps_both(self) -> bool:
        return self.cleaned_data.get("both") is not None

    def text_with(self, saved: str) -> str:
        mine: str = self.cleaned_data["text"]
        return f"{saved}\n\n{mine}"[:MOST] if self.keeps_both and saved and saved not in mine else mine


class PrivateNoteForm(SavedForm):
    readers = {"text": "private_note"}
    text = box_field(
        _("Your private note"),
        most=MOST,
        rows=5,
        required=False,
        help_text=_("What you heard between the lines, what you want to ask next time."),
    )


class JournalForm(SavedForm):
    readers = {"text": "journal"}
    text = box_field(_("Your entry"), most=MOST, rows=8, required=False)
    goal = forms.ChoiceField(label=_("Belongs to a goal"), choices=[("", _("None"))], required=False)

    def __init__(self, *args: Any, goals: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if goals:
            self.fields["goal"].choices = [("", _("None")), *goals]  # type: ignore[attr-defined]
        else:
            del self.fields["goal"]


class BringForm(FormKeyMixin, AnswerForm):
    """A line that leaves the journal because its author says so; from then on both read it."""

    readers = {"line": "agenda"}
    line = line_field(_("The line to bring"))
    meeting = forms.ChoiceField(label=_("To which meeting"), choices=[])

    def __init__(self, *args: Any, meetings: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = list(meetings)  # type: ignore[attr-defined]
