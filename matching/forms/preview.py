"""What a coordinator tries out: a number for each weight of the draft, and whether the weakest pair is protected."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.engine.criteria import TOP_WEIGHT
from matching.models import Draft
from matching.queries.criteria import rules_of_draft
from matching.queries.names import hints_of, names_of

MOST_ROWS = 100
WRONG = _("Give a whole number from 0 (ignore) to 5 (matters most).")


class PreviewForm(forms.Form):
    """Unbound it holds what the draft was made with. `rules` are those of the draft."""

    protect = forms.BooleanField(label=_("Protect the weakest pair"), required=False)
    rows = forms.CharField(required=False, max_length=1200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        initial = {"protect": draft.policy == Draft.Policy.FAIR_FLOOR}
        super().__init__(*args, **{"initial": initial, "auto_id": "try-%s", **kwargs})
        self.draft, self.rules = draft, rules_of_draft(draft)
        names, hints = names_of(draft, self.rules), hints_of(self.rules)
        for key, weight in draft.weights.items():
            self.fields[f"w-{key}"] = forms.IntegerField(
                label=names[key],
                help_text=hints.get(key, ""),
                min_value=0,
                max_value=TOP_WEIGHT,
                initial=weight,
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), WRONG),
            )

    @property
    def weights(self) -> dict[str, int]:
        return {key: self.cleaned_data[f"w-{key}"] for key in self.draft.weights}

    @property
    def policy(self) -> str:
        """With the switch off, what the draft was made by; of one that protects, what it is without."""
        if self.cleaned_data["protect"]:
            return str(Draft.Policy.FAIR_FLOOR)
        own = self.draft.policy
        return str(Draft.Policy.BEST_TOTAL if own == Draft.Policy.FAIR_FLOOR else own)

    @property
    def seen(self) -> list[str]:
        """The pairs the page shows."""
        return self.cleaned_data["rows"].split(",")[:MOST_ROWS]

    @property
    def criteria(self) -> list[forms.BoundField]:
        return [self[f"w-{key}"] for key in self.draft.weights]
