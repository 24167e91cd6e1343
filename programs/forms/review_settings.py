"""How often a program's pairs look back together, how long a review waits, and three questions of the program."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.lib.fields import on_one_line
from programs.models import ReviewSettings
from programs.models.review_settings import MOST_PROMPTS

PROMPTS = tuple(f"prompt_{number}" for number in range(1, MOST_PROMPTS + 1))


class ReviewSettingsForm(forms.ModelForm):
    class Meta:
        model = ReviewSettings
        fields = ["rhythm", "cycle_weeks", "days"]
        widgets = {"rhythm": forms.RadioSelect}
        help_texts = {
            "cycle_weeks": _("Only where you chose every few weeks."),
            "days": _("From the morning it opens. A pair can add seven days once."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in enumerate(PROMPTS):
            asked = self.instance.prompts[number : number + 1]
            self.fields[name] = forms.CharField(
                label=_("Question %(number)s of your own") % {"number": number + 1},
                max_length=200,
                required=False,
                initial=asked[0] if asked else "",
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            **{name: given[name] for name in self.Meta.fields},
            "prompts": [on_one_line(given[name]) for name in PROMPTS],
        }

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in PROMPTS]
