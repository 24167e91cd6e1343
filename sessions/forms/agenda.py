"""A topic: the line and its kind first, the rest behind "more"; and one's own preparation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.forms.answers import AnswerForm, box_field, line_field
from sessions.models import AgendaItem
from sessions.queries.topics import DIRECTIONS

MORE = ("tried", "direction", "minutes")


class TopicForm(FormKeyMixin, AnswerForm):
    FIELD_ID = "topic-title"
    readers = {"title": "agenda", "tried": "agenda"}
    title = line_field(_("Add a topic"))
    kind = forms.ChoiceField(
        label=_("It is a"), choices=AgendaItem.Kind.choices, initial=AgendaItem.Kind.TOPIC, required=False
    )
    tried = box_field(
        _("What you tried or found so far"),
        most=1000,
        rows=2,
        required=False,
        help_text=_("Then the time goes to what you cannot look up."),
    )
    direction = forms.ChoiceField(label=_("Who learns"), choices=[], required=False)
    minutes = forms.IntegerField(
        label=_("Minutes you would like"), min_value=1, max_value=120, required=False
    )

    def __init__(self, *args: Any, mentor: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(value, DIRECTIONS[value, mentor]) for value in AgendaItem.Direction.values]
        self.fields["kind"].either = True  # type: ignore[attr-defined]
        self.fields["direction"].choices = [("", _("Open")), *words]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "title": given["title"],
            "kind": given["kind"] or AgendaItem.Kind.TOPIC,
            **{name: given[name] for name in MORE},
        }

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in MORE]

    @property
    def opens_more(self) -> bool:
        """Folded until something in it was written or is wrong."""
        return any(self[name].value() or self[name].errors for name in MORE)


class TopicEditForm(TopicForm):
    title = line_field(_("Topic"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)


class PreparationForm(AnswerForm):
    readers = {"text": "prep_note"}
    text = box_field(
        _("Your own preparation"),
        most=5000,
        rows=4,
        required=False,
        help_text=_("What you want to remember, ask or leave out. It never stands in a mail."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)

    def text_with(self, saved: str) -> str:
        """One's own text, under the saved one where both were wished for."""
        mine: str = self.cleaned_data["text"]
        both = self.data.get("keep") == "both" and saved and saved not in mine
        return f"{saved}\n\n{mine}"[:5000] if both else mine
