"""To whom, and for how long."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from programs.forms.programs import DayField

HOLIDAY, FOR_GOOD = "holiday", "for_good"


class HandOverForm(forms.Form):
    to = forms.ChoiceField(label=_("To whom"))
    how_long = forms.ChoiceField(
        label=_("For how long"),
        choices=[(HOLIDAY, _("For a holiday")), (FOR_GOOD, _("For good: I stop coordinating this program"))],
        widget=forms.RadioSelect,
        initial=HOLIDAY,
    )
    from_on = DayField(label=_("First day away"), required=False)
    until = DayField(label=_("Last day away"), required=False)

    def __init__(self, *args: Any, takers: list[tuple[User, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._takers = {str(user.pk): user for user, _name in takers}
        self.fields["to"].choices = [(str(user.pk), name) for user, name in takers]  # type: ignore[attr-defined]
        self.fields["from_on"].either = self.fields["until"].either = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if self.cleaned_data.get("how_long") == HOLIDAY:
            for name in ("from_on", "until"):
                if name not in self.errors and not self.cleaned_data.get(name):
                    self.add_error(name, _("Choose a day."))
        return given

    @property
    def for_good(self) -> bool:
        return self.cleaned_data["how_long"] == FOR_GOOD

    def facts(self) -> dict[str, Any]:
        days = {} if self.for_good else {name: self.cleaned_data[name] for name in ("from_on", "until")}
        return {"to": self._takers[self.cleaned_data["to"]], **days}
