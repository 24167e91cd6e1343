"""The fields of an agreement: what two people answer, settle and sign, and what a program suggests to them."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.models.agreements import TERMS, AnswerWithin, Minutes
from programs.models.mentorships import Channel
from programs.queries.agreement_words import LABELS

# What the coordinator's suggestion says: how often is the program's own rhythm, until when the cohort's end.
SUGGESTED = tuple(name for name in TERMS if name not in {"rhythm_weeks", "until"})

HINTS: dict[str, Any] = {
    "why": _("One or two sentences. What should be different when you look back?"),
    "rhythm_weeks": _(
        "Weeks from one meeting to the next: 1 is every week, 4 about once a month, 13 once a quarter."
    ),
    "off_limits": _(
        "What you would rather not talk about, or not be asked for. “Nothing in particular” is an answer."
    ),
    "hours_month": _("Meetings and what happens between them, for each of you."),
    "topics": _("Subjects, not goals: those have a page of their own."),
    "confidentiality": _("What stays between you, and what may be repeated, to whom."),
    "trouble": _("What would be a sign? Who says it, and how?"),
    "until": _("A day on which you look back and decide anew. It can be moved."),
    "teach": _("Something you know that could be of use to the other one. It need not be big."),
    "learn": _("Something the other one could show you, in either direction."),
    "duties": _(
        "Such as: I book the meetings and send the agenda. Or: I answer within two days and ask before I advise."
    ),
}


def words_field(name: str, *, most: int = 1000, rows: int = 2) -> forms.CharField:
    """Said to be the pair's; a form whose readers are others says so itself."""
    widget = forms.Textarea(attrs={"rows": rows})
    field = forms.CharField(
        label=LABELS[name], help_text=HINTS.get(name, ""), max_length=most, required=False, widget=widget
    )
    field.who = "agreement"  # type: ignore[attr-defined]
    return field


def number_field(name: str, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=LABELS[name],
        help_text=HINTS.get(name, ""),
        min_value=1,
        max_value=most,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Give a whole number, such as 2.")},
    )


def choice_field(name: str, choices: Iterable[tuple[Any, Any]], coerce: Any = int) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=LABELS[name],
        choices=[("", "—"), *choices],
        coerce=coerce,
        empty_value="" if coerce is str else None,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the list.")},
    )


class TermsFields(forms.Form):
    """Every one may stay empty: an agreement says what two people want it to say."""

    TEXTS: ClassVar = ("why", "off_limits", "topics", "confidentiality", "trouble")

    why = words_field("why")
    rhythm_weeks = number_field("rhythm_weeks", 26)
    minutes = choice_field("minutes", Minutes.choices)
    off_limits = words_field("off_limits")
    channel = choice_field("channel", Channel.choices, str)
    answer_within = choice_field("answer_within", AnswerWithin.choices)
    hours_month = number_field("hours_month", 40)
    topics = words_field("topics")
    confidentiality = words_field("confidentiality")
    trouble = words_field("trouble")
    until = forms.DateField(
        label=LABELS["until"],
        help_text=HINTS["until"],
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Give a date, such as 2027-06-01.")},
    )

    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TERMS}


class OwnFields(forms.Form):
    """What somebody says about themselves."""

    teach = words_field("teach", most=500, rows=1)
    learn = words_field("learn", most=500, rows=1)
    duties = words_field("duties", most=500)


class SuggestionForm(TermsFields):
    """What the pairs of a program may take as it is. Everybody in the program reads it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(SUGGESTED):
            del self.fields[name]
        for name, field in self.fields.items():
            field.either = True  # type: ignore[attr-defined] # each may stay empty; it need not be said at each
            if name in self.TEXTS:
                field.who = "program_text"  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in SUGGESTED}
