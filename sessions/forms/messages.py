"""Boxes for slow words: a message, an update, a kind line, an introduction."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.forms.answers import AnswerForm, box_field, line_field
from sessions.models import Introduction

Choices = Sequence[tuple[Any, Any]]


class MessageForm(FormKeyMixin, AnswerForm):
    """`first`: nothing was sent by this person yet, so the words may go by mail as well, if they say so."""

    FIELD_ID = "message-text"
    readers = {"text": "message"}
    text = box_field(_("Write a message"), most=4000, rows=4)
    by_mail = forms.BooleanField(
        label=_("Send the words by mail, too"),
        help_text=_("Only this first message, and only if you say so. Any other mail says that you wrote."),
        required=False,
    )

    def __init__(self, *args: Any, first: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not first:
            del self.fields["by_mail"]


class UpdateForm(FormKeyMixin, AnswerForm):
    """One of the three is complete."""

    readers = {"progress": "update", "obstacle": "update", "link": "update"}
    progress = line_field(_("What moved"), most=600, required=False)
    obstacle = line_field(_("What is in the way"), most=600, required=False)
    link = forms.URLField(
        label=_("A link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Give a whole address, such as https://example.org/page.")},
    )
    goal = forms.ChoiceField(
        label=_("About which goal"), choices=[("", _("None in particular"))], required=False
    )

    def __init__(self, *args: Any, goals: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["progress"].either = True  # type: ignore[attr-defined]
        self.fields["obstacle"].either = True  # type: ignore[attr-defined]
        if goals:
            self.fields["goal"].choices = [("", _("None in particular")), *goals]  # type: ignore[attr-defined]
        else:
            del self.fields["goal"]

    def facts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("progress", "obstacle", "link")}

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in ("link", "goal") if name in self.fields]

    @property
    def opens_more(self) -> bool:
        return any(
            self[name].value() or self[name].errors for name in ("link", "goal") if name in self.fields
        )


class ThanksForm(FormKeyMixin, AnswerForm):
    readers = {"text": "thanks"}
    text = line_field(
        _("One line"), help_text=_("What exactly, and what it did for you: that is what stays.")
    )
    counted = forms.BooleanField(
        label=_("The program may count it"),
        help_text=_("The number only. Nobody but you two reads the words."),
        required=False,
    )


class IntroductionForm(FormKeyMixin, AnswerForm):
    readers = {"whom": "introduction_log", "reason": "introduction_log"}
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (Introduction.Kind.ASKED, _("I would like to be introduced")),
            (Introduction.Kind.OFFERED, _("I can introduce you")),
        ],
        widget=forms.RadioSelect,
        initial=Introduction.Kind.ASKED,
    )
    whom = line_field(
        _("To whom"), help_text=_("A name, or the kind of person: “somebody who leads a data team”.")
    )
    reason = box_field(_("What for"), most=600, rows=2, required=False)


class IntroductionAnswerForm(AnswerForm):
    readers = {"answer": "introduction_log"}
    answer = line_field(_("A line with it"), required=False)
    state = forms.CharField(widget=forms.HiddenInput, max_length=8)


class OutcomeForm(AnswerForm):
    readers = {"outcome": "introduction_log"}
    outcome = box_field(_("What came of it"), most=600, rows=2)
