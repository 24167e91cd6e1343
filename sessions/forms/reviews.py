"""The sheet that each of the two fills in alone, and what they draw from both."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.actions.reviews import Answers
from sessions.forms.answers import AnswerForm, DayField, box_field, line_field
from sessions.forms.evidence import one_to_five
from sessions.models import NextStep, ReviewSheet
from sessions.models.reviews import SCALES, TEXTS
from sessions.queries.review_words import PREPARATION, PROGRESS, RHYTHM, balance_words, questions
from sessions.queries.reviews import GoalThen

OWN = ("own_1", "own_2", "own_3")


@dataclass(frozen=True)
class Sheet:
    """What a sheet asks about: the goals and questions of its review, and the two people by their first names."""

    partner: str = ""
    mentor: str = ""
    mentee: str = ""
    goals: Sequence[GoalThen] = ()
    prompts: Sequence[str] = field(default_factory=list)


class ReviewSheetForm(AnswerForm):
    """Nothing has to be filled in; sealing asks for one sentence. `over` writes over what another window saved."""

    readers = {
        **dict.fromkeys(TEXTS, "review_answer"),
        **dict.fromkeys(SCALES, "review_scale"),
    }
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)
    over = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9, required=False)
    helped = box_field("", most=2000, required=False)
    hindered = box_field("", most=2000, required=False)
    learned = box_field("", most=2000, required=False)
    rhythm = one_to_five(RHYTHM, "", required=False)
    preparation = one_to_five(PREPARATION, "", required=False)
    balance = one_to_five(balance_words("", ""), "", required=False)
    working = box_field("", most=2000, rows=2, required=False)
    own_1 = box_field("", most=2000, required=False)
    own_2 = box_field("", most=2000, required=False)
    own_3 = box_field("", most=2000, required=False)
    way = forms.ChoiceField(
        choices=ReviewSheet.Ahead.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )
    ahead = box_field("", most=2000, required=False)
    missing = box_field("", most=500, rows=2, required=False)

    def __init__(self, *args: Any, sheet: Sheet | None = None, **kwargs: Any) -> None:
        self.sheet = sheet or Sheet()
        kwargs.setdefault("auto_id", "sheet-%s")
        super().__init__(*args, **kwargs)
        for name, label in questions(self.sheet.partner).items():
            self.fields[name].label = label
        balance: Any = self.fields["balance"]
        balance.choices = list(balance_words(self.sheet.mentor, self.sheet.mentee).items())
        self.fields["way"].who = "review_answer"  # type: ignore[attr-defined]
        self._ask_what_the_program_asks()
        for goal in self.sheet.goals:
            self._ask_about(goal)
        for one in self.fields.values():
            one.either = True  # type: ignore[attr-defined]

    def _ask_what_the_program_asks(self) -> None:
        for place, name in enumerate(OWN):
            if place < len(self.sheet.prompts):
                self.fields[name].label = self.sheet.prompts[place]
            else:
                del self.fields[name]

    def _ask_about(self, goal: GoalThen) -> None:
        level = one_to_five(PROGRESS, _("Where do you see it?"), required=False)
        text = box_field(_("What shows it? What is left?"), most=1000, rows=2, required=False)
        level.who, text.who = "review_scale", "review_answer"  # type: ignore[attr-defined]
        self.fields[f"level_{goal.pk}"], self.fields[f"text_{goal.pk}"] = level, text

    def answers(self) -> Answers:
        given = self.cleaned_data
        return Answers(
            texts={name: given.get(name, "") for name in TEXTS},
            scales={name: given.get(name) for name in SCALES},
            way=given.get("way", ""),
            progress={
                goal.pk: (given.get(f"level_{goal.pk}"), given.get(f"text_{goal.pk}", ""))
                for goal in self.sheet.goals
            },
        )

    @property
    def read_version(self) -> int:
        given = self.cleaned_data
        return int(given["over"] if given.get("over") is not None else given["version"])

    @property
    def about_goals(self) -> list[tuple[GoalThen, forms.BoundField, forms.BoundField]]:
        return [(goal, self[f"level_{goal.pk}"], self[f"text_{goal.pk}"]) for goal in self.sheet.goals]

    @property
    def looking_back(self) -> list[forms.BoundField]:
        return [self[name] for name in ("helped", "hindered", "learned")]

    @property
    def working_together(self) -> list[forms.BoundField]:
        return [self[name] for name in ("rhythm", "preparation", "balance", "working")]

    @property
    def asked_by_program(self) -> list[forms.BoundField]:
        return [self[name] for name in OWN if name in self.fields]

    @property
    def looking_ahead(self) -> list[forms.BoundField]:
        return [self["way"], self["ahead"]]


class NextStepForm(FormKeyMixin, AnswerForm):
    readers = {"text": "review_step"}
    text = line_field(_("Next step"))
    kind = forms.ChoiceField(
        label=_("What will it be?"),
        choices=NextStep.Kind.choices,
        initial=NextStep.Kind.ACTION,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")},
    )
    owner = forms.ChoiceField(
        label=_("Whose is it?"),
        choices=[("me", _("Mine")), ("partner", _("My partner’s"))],
        initial="me",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")},
    )
    due_on = DayField(label=_("By when"), required=False)

    def __init__(self, *args: Any, partner: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if partner:
            owner: Any = self.fields["owner"]
            owner.choices = [("me", _("Mine")), ("partner", _("%(name)s’s") % {"name": partner})]


class OwnGoalForm(FormKeyMixin, AnswerForm):
    """What somebody wrote in a review nobody else reads may become a goal of theirs: their own at first, or shared."""

    readers = {"sentence": "goal_private"}
    sentence = box_field(_("Your goal, in one sentence"), most=500, rows=2)
    only_me = forms.BooleanField(label=_("Keep it to myself for now"), required=False, initial=True)
