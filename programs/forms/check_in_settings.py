"""How often people are asked one short question."""

from django import forms
from django.utils.translation import gettext_lazy as _

WEEKS = (
    (1, _("every week")),
    (2, _("every two weeks")),
    (3, _("every three weeks")),
    (4, _("every four weeks")),
    (6, _("every six weeks")),
    (8, _("every two months")),
    (13, _("once a quarter")),
)


class CheckInSettingsForm(forms.Form):
    asks = forms.BooleanField(label=_("Ask one short question"), required=False)
    weeks = forms.TypedChoiceField(
        label=_("How often"),
        choices=WEEKS,
        coerce=int,
        error_messages={"invalid_choice": _("Choose how often."), "required": _("Choose how often.")},
    )
