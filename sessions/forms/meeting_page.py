"""The boxes on the page of a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.forms.answers import AnswerForm, DayField, box_field, line_field


def save_by_itself(form: AnswerForm, url: str, state: str) -> None:
    """The box posts itself while somebody types and when they leave it; `state` is the line that says so."""
    form.fields["text"].widget.attrs |= {
        "hx-post": url,
        "hx-trigger": "input changed delay:900ms, change",
        "hx-target": f"#{state}",
        "hx-swap": "outerHTML",
        "hx-sync": "closest form:queue last",
    }


class NotesForm(AnswerForm):
    """`version` is the one that was read; `keep` asks for both texts after a conflict."""

    readers = {"text": "shared_note"}
    text = box_field(
        _("Notes you both write"),
        most=20_000,
        rows=6,
        required=False,
        help_text=_("A line that helps: “What I heard you say is …”"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)

    def text_with(self, theirs: str) -> str:
        """One's own text, under the other's where both were wished for."""
        mine: str = self.cleaned_data["text"]
        both = self.data.get("keep") == "both" and theirs and theirs not in mine
        return f"{theirs}\n\n{mine}"[:20_000] if both else mine


class ActionForm(FormKeyMixin, AnswerForm):
    readers = {"text": "action"}
    text = line_field(_("Add an action"))
    owner = forms.ChoiceField(label=_("Who"), choices=[])
    due_on = DayField(label=_("By"), required=False)
    meeting = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=10**6)
    field_order = ["text", "owner", "due_on"]

    def __init__(self, *args: Any, partner: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("me", _("You")), ("partner", partner)]  # type: ignore[attr-defined]
