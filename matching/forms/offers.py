"""Answering a proposed match, a question before it, and asking a mentor."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.queries.find import Wanted
from mentorship.accounts.once import FormKeyMixin

OVERLAP = [
    ("", _("Any hours")),
    ("1", _("At least 1 shared hour")),
    ("3", _("At least 3")),
    ("5", _("At least 5")),
]


def _box(label: Any, hint: Any, *, most: int = 400, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Write a sentence first.")},
    )


class NoForm(forms.Form):
    """Not this time: the reason may be left out."""

    reason = forms.CharField(
        label=_("Why, for the coordinators"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].who = "offer_reason"  # type: ignore[attr-defined]


class QuestionForm(FormKeyMixin):
    text = _box(_("What you would like to know first"), "", most=600)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].who = "offer_words"  # type: ignore[attr-defined]


class ReplyForm(forms.Form):
    reply = _box(_("Your answer"), "", most=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"].who = "offer_words"  # type: ignore[attr-defined]


class AskForm(FormKeyMixin):
    """Four short answers: whoever gets them reads for two minutes and knows what is asked."""

    intent = _box(
        _("What do you want to get better at?"),
        _("One thing. “Running a meeting that ends with a decision.”"),
    )
    why_you = _box(
        _("Why this person?"), _("Something they know or have done, not how much you admire them.")
    )
    i_bring = _box(
        _("What do you put in?"), _("What you have tried, the time you have, what they may get from you.")
    )
    first_talk = _box(
        _("What would a first 20 minutes cover?"), _("Two or three points, so that saying yes is easy.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("intent", "why_you", "i_bring", "first_talk"):
            self.fields[name].who = "offer_words"  # type: ignore[attr-defined]

    def note(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("intent", "why_you", "i_bring", "first_talk")}


class FindForm(forms.Form):
    """What is not in a list counts as nothing: a link somebody kept still opens."""

    topic = forms.ChoiceField(label=_("Topic"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    overlap = forms.ChoiceField(label=_("Hours"), choices=OVERLAP, required=False)
    nearby = forms.BooleanField(label=_("Could meet in person"), required=False)

    def __init__(self, *args: Any, topics: Sequence[str], languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, anything, words in (
            ("topic", _("Any topic"), topics),
            ("language", _("Any language"), languages),
        ):
            field: Any = self.fields[name]
            field.choices = [("", anything), *((word, word) for word in words)]
        for field in self.fields.values():
            field.either = True


def wanted_of(given: Any) -> Wanted:
    overlap = given.get("overlap", "")
    return Wanted(
        topic=given.get("topic", "")[:80],
        language=given.get("language", "")[:80],
        overlap=int(overlap) if overlap in ("1", "3", "5") else 0,
        nearby=bool(given.get("nearby")),
    )
