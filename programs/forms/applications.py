"""What a coordinator writes when they decide on applications."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    text = forms.CharField(
        label=_("What they read"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("It comes after “Hello” and their name. Left empty, our usual words are sent."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].who = "application_reply"  # type: ignore[attr-defined]
