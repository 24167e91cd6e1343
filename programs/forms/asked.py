"""The questions of a program as fields of a form: what people fill in, and what coordinators see of it beforehand."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from programs.models import Question

Kind = Question.Kind
LONGEST: dict[str, int] = {Kind.SHORT: 300, Kind.LONG: 2000}
MOST_STEPS = 7  # a scale of up to so many steps is picked, a longer one is typed


class OneLineChoices(forms.MultipleChoiceField):
    """Several of several, as text with one on each line."""

    widget = forms.CheckboxSelectMultiple


def field_name(question: Question) -> str:
    return f"asked_{question.code}"


def field_of(question: Question) -> forms.Field:
    """Never required by itself: it depends on the role that somebody ticks (`missing_answers`)."""
    field = _plain_field(question)
    field.who = question.audience  # type: ignore[attr-defined]
    field.either = question.required  # type: ignore[attr-defined] # leaves out “(optional)”
    return field


def _plain_field(question: Question) -> forms.Field:
    # A field's help is drawn as markup (Django's own has some); this one is a coordinator's text.
    said: dict[str, Any] = {"label": question.label, "help_text": escape(question.hint), "required": False}
    if question.kind == Kind.CHOICES:
        return OneLineChoices(choices=[(one, one) for one in question.options], **said)
    if question.kind == Kind.CHOICE:
        return _one_of([(one, one) for one in question.options], **said)
    if question.kind == Kind.YES_NO:
        return _one_of([("yes", _("Yes")), ("no", _("No"))], **said)
    if question.kind == Kind.NUMBER:
        return _number_field(question, **said)
    widget = forms.Textarea(attrs={"rows": 4}) if question.kind == Kind.LONG else forms.TextInput()
    return forms.CharField(max_length=LONGEST.get(question.kind, 300), widget=widget, **said)


def _number_field(question: Question, **said: Any) -> forms.Field:
    if 0 <= question.high - question.low < MOST_STEPS:
        return _one_of([(str(n), str(n)) for n in range(question.low, question.high + 1)], **said)
    return forms.IntegerField(min_value=question.low, max_value=question.high, **said)


def _one_of(choices: list[tuple[str, Any]], **said: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)


def missing_answers(
    questions: Iterable[Question], roles: Collection[str], given: Mapping[str, Any]
) -> list[str]:
    """Names of fields that need an answer in these roles and have none. A wrong answer has its own sentence."""
    return [
        name
        for one in questions
        if one.required and any(one.is_for(role) for role in roles)
        if (name := field_name(one)) in given and given[name] in ("", None, [])
    ]


def answers_in(questions: Iterable[Question], given: Mapping[str, Any]) -> dict[str, str]:
    """The code of each question -> what is stored (`models.questions.AnswerText`)."""
    return {one.code: _stored(given.get(field_name(one))) for one in questions}


def _stored(value: Any) -> str:
    if value is None:
        return ""
    return "\n".join(value) if isinstance(value, list) else str(value)


def initial_of(questions: Iterable[Question], answered: Mapping[str, str]) -> dict[str, Any]:
    """The other way round: what somebody answered before, for the fields of the form as it is now."""
    found: dict[str, Any] = {}
    for one in questions:
        if one.code in answered:
            text = answered[one.code]
            found[field_name(one)] = text.split("\n") if one.kind == Kind.CHOICES else text
    return found


class PreviewForm(forms.Form):
    """What one role is asked. Nobody sends it."""

    def __init__(self, *, questions: Iterable[Question] = (), role: str = "") -> None:
        super().__init__(auto_id="preview_%s")
        for one in questions:
            if one.is_for(role):
                self.fields[field_name(one)] = field_of(one)
