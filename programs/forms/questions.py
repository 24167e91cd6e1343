"""One question of a program, as a coordinator words it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from mentorship.lib.forms import WordsFormField
from programs.actions.questions import FACTS
from programs.models import Question
from programs.models.questions import HIGHEST, MOST_OPTIONS


class OptionsField(WordsFormField):
    """One on each line: unlike tags, something to choose may hold a comma."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        lines = (" ".join(line.split())[:120] for line in (value or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class QuestionForm(FormKeyMixin):
    label = forms.CharField(label=_("Question"), max_length=200)
    hint = forms.CharField(
        label=_("A line of help"),
        max_length=300,
        required=False,
        help_text=_("Why you ask, or an example. It stands under the question."),
    )
    kind = forms.ChoiceField(
        label=_("Kind of answer"), choices=Question.Kind.choices, initial=Question.Kind.SHORT
    )
    options = OptionsField(
        label=_("What can be chosen"),
        required=False,
        most=MOST_OPTIONS,
        help_text=_("One on each line. Only for “one of several” and “several of several”."),
    )
    low = forms.IntegerField(label=_("From"), min_value=0, max_value=HIGHEST, initial=1, required=False)
    high = forms.IntegerField(
        label=_("To"),
        min_value=1,
        max_value=HIGHEST,
        initial=5,
        required=False,
        help_text=_("Only for a number. Up to seven steps are shown as a scale."),
    )
    asked = forms.ChoiceField(
        label=_("Who is asked"),
        choices=Question.Asked.choices,
        initial=Question.Asked.BOTH,
        widget=forms.RadioSelect,
    )
    required = forms.BooleanField(label=_("An answer is needed"), required=False)
    readers = forms.ChoiceField(
        label=_("Who reads the answers"),
        choices=Question.Readers.choices,
        initial=Question.Readers.COORDINATORS,
        widget=forms.RadioSelect,
        help_text=_(
            "People see it beside the question before they answer. It stays so for what was answered."
        ),
    )
    matching = forms.ChoiceField(
        label=_("What it should mean for matching"),
        choices=Question.Matching.choices,
        initial=Question.Matching.NOT,
        required=False,
        help_text=_(
            "“Must” is a rule: such pairs are not proposed, where both answered. The others add to the fit; how much "
            "is on the page of the rules. What nobody may be matched by can only be counted."
        ),
    )
    edits = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["options"].widget.attrs["rows"] = 4
        for name in ("options", "low", "high"):
            self.fields[name].either = True  # type: ignore[attr-defined] # it depends on the kind

    def facts(self) -> dict[str, Any]:
        usual = {"low": 1, "high": 5, "matching": Question.Matching.NOT}
        given = self.cleaned_data
        return {
            name: usual.get(name) if given[name] in (None, "") and name in usual else given[name]
            for name in FACTS
        }

    def as_typed(self) -> Question:
        """What the form holds so far, right or wrong: for the preview. It is never saved."""
        self.is_valid()
        given = {
            name: value for name, value in self.cleaned_data.items() if name in FACTS and value is not None
        }
        return Question(code="new", **given)


def initial_of(question: Question) -> dict[str, Any]:
    return {name: getattr(question, name) for name in (*FACTS, "edits")}
