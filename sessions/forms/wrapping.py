"""The end of a meeting: everything filled in already, one press to agree."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.actions.wrapping import WrapUp
from sessions.forms.answers import AnswerForm, DayField, line_field
from sessions.queries.desk import OpenAction
from sessions.queries.topics import Topic


class WrapUpForm(FormKeyMixin, AnswerForm):
    readers = {"first": "agenda"}
    keep = forms.TypedMultipleChoiceField(
        label=_("Keep for next time"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    first = line_field(_("First topic of next time"), required=False)
    book = forms.BooleanField(label=_("Book the next one by your rhythm"), required=False)

    def __init__(
        self,
        *args: Any,
        topics: Iterable[Topic] = (),
        actions: Iterable[OpenAction] = (),
        left: Iterable[int] = (),
        books: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"].choices = [(topic.pk, topic.title) for topic in topics]  # type: ignore[attr-defined]
        self.initial.setdefault("keep", list(left))
        self.actions = list(actions)
        for action in self.actions:
            self.fields[f"due_{action.pk}"] = DayField(
                label=action.text, required=False, initial=action.due_on
            )
        if books:
            self.initial.setdefault("book", True)
        else:
            del self.fields["book"]

    @property
    def due_fields(self) -> list[forms.BoundField]:
        return [self[f"due_{action.pk}"] for action in self.actions]

    def said(self) -> WrapUp:
        given = self.cleaned_data
        return WrapUp(
            keep=given["keep"],
            first=given["first"],
            due={action.pk: given[f"due_{action.pk}"] for action in self.actions},
            book=given.get("book", False),
        )
