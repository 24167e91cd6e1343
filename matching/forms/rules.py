"""What matters in a run: a weight for each criterion, and the policy."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.engine import DEFAULT_WEIGHTS
from matching.engine.scoring import TOP_WEIGHT
from matching.models import Draft
from matching.queries.sentences import CRITERIA_HINTS, CRITERIA_NAMES
from mentorship.accounts.once import FormKeyMixin

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


class RulesForm(FormKeyMixin):
    """One number from 0 (ignore) to 5 (matters most) a criterion."""

    policy = forms.ChoiceField(
        label=_("If not everything can be had"),
        choices=POLICIES,
        initial=Draft.Policy.FAIR_FLOOR,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, weights: dict[str, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, usual in DEFAULT_WEIGHTS.items():
            self.fields[name] = forms.IntegerField(
                label=cast("str", CRITERIA_NAMES[name]),
                help_text=cast("str", CRITERIA_HINTS[name]),
                min_value=0,
                max_value=TOP_WEIGHT,
                initial=(weights or {}).get(name, usual),
                error_messages=dict.fromkeys(
                    ("required", "invalid", "min_value", "max_value"),
                    _("Give a whole number from 0 (ignore) to 5 (matters most)."),
                ),
            )

    @property
    def weights(self) -> dict[str, int]:
        """The cleaned weights by criterion."""
        return {name: self.cleaned_data[name] for name in DEFAULT_WEIGHTS}

    @property
    def criteria(self) -> list[forms.BoundField]:
        return [self[name] for name in DEFAULT_WEIGHTS]
