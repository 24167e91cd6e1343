"""One criterion as a sentence: the mentee's this, in some relation, the mentor's that; must or how much."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matching.engine import Criterion, ProblemError, check_rules
from matching.engine.criteria import FIELDS, MOST_N, QUESTION
from matching.forms.rules import WEIGHTS
from matching.queries.criteria import worded
from matching.queries.rule_words import FIELD_NAMES, RELATION_NAMES, is_usual
from mentorship.accounts.once import FormKeyMixin
from programs.models import Enrolment, Question
from programs.models.enrolments import Role

Choices = list[tuple[str, str | Promise]]
MUST = "must"
STRENGTHS: Choices = [
    (MUST, _("It must hold: no other pair is proposed")),
    *((str(weight), words) for weight, words in reversed(WEIGHTS)),
]
MISSING: Choices = [
    ("half", _("It neither helps nor hurts")),
    ("zero", _("It counts against the two")),
    ("full", _("It counts for the two")),
    ("impossible", _("They cannot be a pair")),
]
# With what the number of a relation is asked, of each that counts.
HOW_MANY: dict[str, str | Promise] = {
    "more": _("How many steps or points at least"),
    "within": _("How many steps, points or hours at most"),
    "shared_hours": _("How many hours a week at least"),
}
_NOT_READ = _("Matching does not read this. Choose one of the list.")
_WRONG: dict[str, str | Promise] = {
    "mentee": _(
        "These two cannot be compared in this way. Choose another relation, or another of the fields."
    ),
    "n": _("Say how many, as a whole number."),
    "hard": _("This relation is always a must."),
    "missing": _("Choose one of the list."),
}


class CriterionForm(FormKeyMixin):
    mentee = forms.ChoiceField(label=_("The mentee’s"), required=False)
    relation = forms.ChoiceField(
        label=_("is in this relation"), choices=[(name, words) for name, words in RELATION_NAMES.items()]
    )
    mentor = forms.ChoiceField(label=_("to the mentor’s"))
    n = forms.IntegerField(required=False, min_value=0, max_value=MOST_N)
    values = forms.MultipleChoiceField(
        label=_("Where mentors should come from"),
        choices=Enrolment.Origin.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    strength = forms.ChoiceField(label=_("How much it matters"), choices=STRENGTHS, initial="3")
    missing = forms.ChoiceField(
        label=_("Where one of the two did not answer"),
        choices=MISSING,
        initial="half",
        help_text=_("A must is passed by whoever did not answer, unless you say that they cannot be a pair."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self, *args: Any, questions: Iterable[Question] = (), was: Criterion | None = None, **kwargs: Any
    ) -> None:
        """`was`: the criterion that is changed."""
        super().__init__(*args, **kwargs)
        self.was = was
        self.questions = {f"{QUESTION}{one.code}": one for one in questions}
        for side in (Role.MENTEE, Role.MENTOR):
            field = self.fields[side.value]
            field.choices = self._fields_of(side)  # type: ignore[attr-defined]
            field.error_messages["invalid_choice"] = _NOT_READ
        self.asks = str(self["relation"].value() or next(iter(RELATION_NAMES)))
        self._keep_what_it_needs()

    def _keep_what_it_needs(self) -> None:
        """A number, or where mentors come from, is asked only where the relation in hand needs it."""
        if self.asks in HOW_MANY:
            number: Any = self.fields["n"]
            number.label, number.required = str(HOW_MANY[self.asks]), True
            number.error_messages["required"] = _WRONG["n"]
        else:
            del self.fields["n"]
        if self.asks != "from":
            del self.fields["values"]
        for name in {"values", "mentee"} & self.fields.keys():
            self.fields[name].either = True  # type: ignore[attr-defined]

    def _fields_of(self, side: Role) -> Choices:
        usual: Choices = [
            (name, FIELD_NAMES[name]) for name, (_kind, sides) in FIELDS.items() if side in sides
        ]
        own: Choices = [(name, one.label) for name, one in self.questions.items() if one.is_for(side)]
        nothing: Choices = [("", "–")] if side == Role.MENTEE else []
        return [*nothing, *usual, *([(str(_("What your form asks")), own)] if own else [])]  # type: ignore[list-item]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            self.criterion = self._made(given)
            try:
                check_rules([self.criterion])
            except ProblemError as error:
                self._explain(error)
            if self.criterion.relation == "from" and not self.criterion.values and not self.errors:
                self.add_error("values", _("Tick at least one."))
        return given

    def _made(self, given: dict[str, Any]) -> Criterion:
        relation = given["relation"]
        hard = given["strength"] == MUST
        # Where somebody comes from is asked of mentors alone.
        sides = ("", "origin") if relation == "from" else (given["mentee"], given["mentor"])
        made = Criterion(
            key="-".join(filter(None, (relation, *sides))),
            relation=relation,
            mentee=sides[0],
            mentor=sides[1],
            hard=hard,
            weight=0 if hard else int(given["strength"]),
            missing=given["missing"],
            n=given.get("n") or 0,
            values=tuple(given.get("values", ())),
        )
        return self._named_as_before(worded(made, self.questions))

    def _named_as_before(self, made: Criterion) -> Criterion:
        """What is compared as before keeps its name, and a question that the form marks keeps its mark."""
        was = self.was
        if was is None:
            return made
        if was.mark:
            return replace(made, key=was.key, mark=was.mark)
        same = ("relation", "mentee", "mentor", "n", "values", "hard")
        alike = all(getattr(was, name) == getattr(made, name) for name in same)
        return replace(made, key=was.key) if alike or not (is_usual(was.key) or was.hard) else made

    def _explain(self, error: ProblemError) -> None:
        name = error.field.rpartition(".")[2]
        where = "strength" if name == "hard" else name if name in self.fields else "relation"
        self.add_error(where, str(_WRONG.get("mentee" if name == "mentor" else name, error.why)))

    @property
    def needed(self) -> list[forms.BoundField]:
        """What only this relation asks."""
        return [self[name] for name in ("n", "values") if name in self.fields]


def initial_of(one: Criterion) -> dict[str, Any]:
    strength = MUST if one.hard else str(one.weight)
    names = ("mentee", "relation", "mentor", "n", "values", "missing")
    return {**{name: getattr(one, name) for name in names}, "strength": strength}


def typed_so_far(data: QueryDict) -> dict[str, Any]:
    """As the start of a form that only asks again, and so finds no fault."""
    kept = {name: data[name] for name in CriterionForm.base_fields if name in data}
    return {**kept, "values": data.getlist("values")}
