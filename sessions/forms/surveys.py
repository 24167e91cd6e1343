"""Four questions with five worded answers each, all of which may be left out; or the press that skips them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.forms.answers import AnswerForm
from sessions.models.surveys import SCALES
from sessions.queries.surveys import QUESTIONS


class SurveyForm(AnswerForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scale: Any
        for name, scale in QUESTIONS.items():
            field = forms.TypedChoiceField(
                label=scale.question,
                coerce=int,
                empty_value=None,
                required=False,
                choices=[("", _("Rather not say")), *enumerate(scale.answers, start=1)],
                error_messages={"invalid_choice": _("Choose one of the five answers.")},
            )
            field.either = True  # type: ignore[attr-defined]
            self.fields[name] = field

    @property
    def skips(self) -> bool:
        return "skip" in self.data

    def answers(self) -> dict[str, int | None]:
        return {name: self.cleaned_data[name] for name in SCALES}
