"""A goal: one sentence first, the rest behind "more". Its milestones, and looking back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from programs.models import Enrolment
from sessions.forms.answers import AnswerForm, DayField, box_field, line_field
from sessions.models import Goal, Milestone

HELP = ("measure", "in_hands", "relevance", "until")
ABOUT = ("kind", "topic", "direction", "stretch")
NUMBERS = ("unit", "start_value", "target_value")
MORE = (*HELP, *ABOUT, *NUMBERS)
FACTS = ("sentence", *MORE)


class AmountField(forms.DecimalField):
    """A number with at most two decimals, typed as people do."""

    default_error_messages = {
        "invalid": _("Give a number, such as 12 or 2.5."),
        "required": _("Give a number, such as 12 or 2.5."),
    }

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 8})
        super().__init__(max_digits=12, decimal_places=2, localize=False, widget=widget, **kwargs)


class GoalForm(FormKeyMixin, AnswerForm):
    readers = {
        "sentence": "goal",
        "measure": "goal",
        "in_hands": "goal",
        "relevance": "goal",
        "unit": "goal",
    }
    sentence = box_field(
        _("Your goal, in one sentence"),
        most=500,
        rows=2,
        help_text=_("“By … I will … so that …”: where you want to be, not what you ought to do."),
    )
    measure = line_field(_("How will you both see it?"), most=500, required=False)
    in_hands = line_field(_("What of it is in your hands?"), most=500, required=False)
    relevance = line_field(_("Why now?"), most=500, required=False)
    until = DayField(label=_("Until when?"), required=False)
    kind = forms.ChoiceField(
        label=_("What kind of goal is it?"),
        choices=[("", _("Not sure yet")), *Enrolment.GoalKind.choices],
        required=False,
    )
    topic = forms.ChoiceField(
        label=_("Which of your topics is it about?"), choices=[("", _("None of them"))], required=False
    )
    direction = forms.ChoiceField(
        label=_("Who learns by it?"),
        choices=Goal.Direction.choices,
        initial=Goal.Direction.LEARN,
        widget=forms.RadioSelect,
        required=False,
    )
    stretch = forms.BooleanField(label=_("A stretch: harder than I would dare alone"), required=False)
    unit = line_field(
        _("What do you count?"),
        most=60,
        required=False,
        help_text=_("Such as “talks given” or “hours a week”."),
    )
    start_value = AmountField(label=_("From"), required=False)
    target_value = AmountField(label=_("To"), required=False)

    def __init__(self, *args: Any, topics: Sequence[str] = (), only_me: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if topics:
            topic: Any = self.fields["topic"]
            topic.choices = [("", _("None of them")), *((one, one) for one in topics)]
        else:
            self.fields["topic"].widget = forms.HiddenInput()
        for name in self.readers if only_me else ():
            self.fields[name].who = "goal_private"  # type: ignore[attr-defined]

    def clean_direction(self) -> str:
        return self.cleaned_data["direction"] or Goal.Direction.LEARN

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}

    @property
    def helpers(self) -> list[forms.BoundField]:
        return [self[name] for name in HELP]

    @property
    def about(self) -> list[forms.BoundField]:
        return [self[name] for name in ABOUT if not self[name].is_hidden]

    @property
    def numbers(self) -> list[forms.BoundField]:
        return [self[name] for name in NUMBERS]

    @property
    def opens_helpers(self) -> bool:
        """Folded until something in it was written or is wrong."""
        return self._opens(HELP)

    @property
    def opens_about(self) -> bool:
        """A kind known from enrolling does not unfold it."""
        return self._opens(("topic", "stretch")) or bool(self["kind"].errors)

    @property
    def opens_numbers(self) -> bool:
        return self._opens(NUMBERS)

    def _opens(self, names: Sequence[str]) -> bool:
        return any(self[name].value() not in {None, "", False} or self[name].errors for name in names)


class NewGoalForm(GoalForm):
    """Only when it is set: what was shown once is not hidden again."""

    only_me = forms.BooleanField(
        label=_("Keep this one to myself for now"),
        required=False,
        help_text=_(
            "Then only you read it, whatever the lines above say. You can share it later; there is no way back."
        ),
    )


class GoalEditForm(GoalForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)


class MilestoneForm(FormKeyMixin, AnswerForm):
    readers = {"title": "goal"}
    title = line_field(_("Add a milestone"))
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[(Milestone.Kind.GROWTH, _("My growth")), (Milestone.Kind.WAY, _("Our way of working"))],
        initial=Milestone.Kind.GROWTH,
        required=False,
    )
    due_on = DayField(label=_("By when?"), required=False)

    def __init__(self, *args: Any, only_me: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if only_me:
            self.fields["title"].who = "goal_private"  # type: ignore[attr-defined]

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Milestone.Kind.GROWTH

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "kind", "due_on")}

    @property
    def opens_more(self) -> bool:
        return bool(self["due_on"].value() or self.errors.keys() - {"title"})


class ReflectionForm(AnswerForm):
    readers = {"reflection": "goal"}
    reflection = box_field(_("What made the difference?"), most=1000, rows=3)

    def __init__(self, *args: Any, only_me: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if only_me:
            self.fields["reflection"].who = "goal_private"  # type: ignore[attr-defined]
