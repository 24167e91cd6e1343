"""What shows that a goal comes nearer, and how both judge it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.forms.answers import AnswerForm, DayField, box_field, line_field
from sessions.forms.files import UploadField
from sessions.forms.goals import AmountField
from sessions.queries.goal_page import LEVELS, SURE

WEB = ("https://", "http://")


def one_to_five(words: Mapping[int, str | Promise], label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """Five words to choose from; the number behind each is nobody's business on the screen."""
    kwargs.setdefault("error_messages", {"required": _("Choose one of the five.")})
    return forms.TypedChoiceField(
        label=label,
        choices=list(words.items()),
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        **kwargs,
    )


class ValueForm(FormKeyMixin, AnswerForm):
    value = AmountField(label=_("Where does it stand?"))
    on = DayField(label=_("On which day?"))

    def facts(self) -> dict[str, Any]:
        return {"value": self.cleaned_data["value"], "on": self.cleaned_data["on"]}


class EvidenceForm(FormKeyMixin, AnswerForm):
    """One of the three is enough. A link is one of the web: another scheme could do something else than open a page."""

    readers = {"text": "goal", "link": "goal", "file": "pair_file"}
    text = box_field(
        _("What does it show?"),
        most=1000,
        rows=3,
        required=False,
        help_text=_("A project done, a score, what somebody said: what you can both point at."),
    )
    link = line_field(_("A link"), most=500, required=False)
    file = UploadField(required=False)
    milestone = forms.ChoiceField(
        label=_("For which milestone?"), choices=[("", _("The whole goal"))], required=False
    )

    def __init__(
        self,
        *args: Any,
        steps: Sequence[tuple[int, str]] = (),
        only_me: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text", "link", "file"):
            self.fields[name].either = True  # type: ignore[attr-defined]
        milestone: Any = self.fields["milestone"]
        milestone.choices = [("", _("The whole goal")), *((str(pk), title) for pk, title in steps)]
        if only_me:
            del self.fields["file"]
            for name in ("text", "link"):
                self.fields[name].who = "goal_private"  # type: ignore[attr-defined]

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and (not link.lower().startswith(WEB) or " " in link):
            raise forms.ValidationError(_("Give the whole address, beginning with https://."))
        return link


class QuoteForm(FormKeyMixin, AnswerForm):
    quote = forms.ChoiceField(
        label=_("Which sentence?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a sentence.")},
    )
    milestone = forms.ChoiceField(
        label=_("For which milestone?"), choices=[("", _("The whole goal"))], required=False
    )

    def __init__(
        self,
        *args: Any,
        quotes: Sequence[tuple[str, str]] = (),
        steps: Sequence[tuple[int, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        quote: Any = self.fields["quote"]
        quote.choices = list(quotes)
        milestone: Any = self.fields["milestone"]
        milestone.choices = [("", _("The whole goal")), *((str(pk), title) for pk, title in steps)]


class AssessmentForm(FormKeyMixin, AnswerForm):
    """The owner says how sure they are, too; the other writes what they see."""

    readers = {"line": "assessment"}
    level = one_to_five(LEVELS, _("Where are you with it?"))
    confidence = one_to_five(SURE, _("How sure are you that you will get there?"), required=False)
    line = box_field(_("In a line: what makes you say so?"), most=500, rows=2, required=False)

    def __init__(self, *args: Any, owner: str = "", **kwargs: Any) -> None:
        """`owner`: the first name of the other, where the goal is theirs."""
        super().__init__(*args, **kwargs)
        if owner:
            self.fields["level"].label = _("Where do you see %(name)s with it?") % {"name": owner}
            del self.fields["confidence"]

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in ("level", "confidence", "line")}
