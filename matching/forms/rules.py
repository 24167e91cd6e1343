"""What matters in a run: how much each criterion weighs, in words, and the policy."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.engine import DEFAULT_RULES, Criterion, Rules, with_weights
from matching.models import Draft
from matching.models.rules import BEFORE
from matching.queries.rule_words import hint_of, name_of
from mentorship.accounts.once import FormKeyMixin
from programs.models import Program

POLICIES = [
    (
        Draft.Policy.FAIR_FLOOR,
        _("Fair floor: no pair weaker than it has to be, then the highest sum of fits"),
    ),
    (
        Draft.Policy.FEWEST_POOR,
        _("Fewest weak pairs: as few fits under 40 as can be, then as few under 60, then the highest sum"),
    ),
    (Draft.Policy.BEST_TOTAL, _("Best total: the highest sum of fits, even where one pair is weak")),
    (
        Draft.Policy.STABLE,
        _("Stable: no two people would both rather have each other, though more may be left without a pair"),
    ),
]
WEIGHTS = [
    (0, _("ignore")),
    (1, _("matters a little")),
    (2, _("matters somewhat")),
    (3, _("matters")),
    (4, _("matters a lot")),
    (5, _("matters most")),
]


class RulesForm(FormKeyMixin):
    """A choice from “ignore” to “matters most” for each criterion that is no must."""

    policy = forms.ChoiceField(
        label=_("If not everything can be had"),
        choices=POLICIES,
        initial=Draft.Policy.FAIR_FLOOR,
        widget=forms.RadioSelect,
    )
    # The version somebody looked at when they chose.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, rules: Rules = DEFAULT_RULES, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules
        for one in self._soft:
            self.fields[one.key] = forms.TypedChoiceField(
                label=name_of(one),
                help_text=hint_of(one),
                choices=WEIGHTS,
                coerce=int,
                initial=one.weight,
                error_messages=dict.fromkeys(
                    ("required", "invalid_choice"),
                    cast("str", _("Choose how much it matters, from “ignore” to “matters most”.")),
                ),
            )

    @property
    def _soft(self) -> Iterable[Criterion]:
        return [one for one in self.rules if not one.hard]

    @property
    def weighed(self) -> Rules:
        """The rules with the weights as chosen."""
        return with_weights(self.rules, {one.key: self.cleaned_data[one.key] for one in self._soft})


class BeginForm(FormKeyMixin):
    """`before` is the number of the version before the present one, 0 where there is none to go back to."""

    kind = forms.ChoiceField(label=_("Begin from what suits"), choices=Program.Kind.choices)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, before: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if before:
            own = _("What you had before: version %(number)s") % {"number": before}
            cast("forms.ChoiceField", self.fields["kind"]).choices = [*Program.Kind.choices, (BEFORE, own)]
