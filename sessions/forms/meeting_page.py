"""The boxes on the page of a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.forms.answers import AnswerForm, DayField, box_field, line_field


class TopicForm(FormKeyMixin, AnswerForm):
    FIELD_ID = "topic-title"
    readers = {"title": "agenda"}
    title = line_field(_("Add a topic"))


class NotesForm(AnswerForm):
    """`version` is the one that was read; `keep` asks for both texts after a conflict."""

    readers = {"text": "shared_note"}
    text = box_field(_("Notes you both write"), most=20_000, rows=6, required=False)
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


class FeedbackForm(FormKeyMixin, AnswerForm):
    """One sentence in either box is complete."""

    readers = {"went_well": "feedback", "try_next": "feedback"}
    went_well = box_field(_("What went well"), most=2000, required=False)
    try_next = box_field(_("One thing to try"), most=2000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.readers:
            self.fields[name].either = True  # type: ignore[attr-defined]
