"""What somebody gets by mail: one choice for each kind they can meet, and when mail may come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.lib import clock
from mentorship.notifications.kinds import KINDS
from mentorship.notifications.models import Lane, MailChoice, MailHours


class HoursForm(forms.Form):
    """A day's quiet hours may pass midnight; the same time twice means none."""

    quiet_from = forms.TimeField(
        label=_("Quiet from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("Until"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    on_weekends = forms.BooleanField(label=_("Mail may come on Saturday and Sunday too"), required=False)
    paused_until = forms.DateField(
        label=_("Nothing before"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("For a holiday. Invitations to meetings and what is urgent still reach you."),
    )

    def __init__(self, *args: Any, hours: MailHours | None = None, **kwargs: Any) -> None:
        hours = hours or MailHours()
        names = ("quiet_from", "quiet_until", "on_weekends", "paused_until")
        super().__init__(*args, **{"initial": {name: getattr(hours, name) for name in names}, **kwargs})

    def clean_paused_until(self) -> Any:
        until = self.cleaned_data["paused_until"]
        if until and (until - clock.now().date()).days > 366:
            raise forms.ValidationError(_("Choose a day within the next year."))
        return until


class ChoicesForm(forms.Form):
    """A list of ways for each kind of `kinds`; the usual one is said."""

    def __init__(self, *args: Any, kinds: list[str], chosen: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in kinds:
            kind = KINDS[name]
            ways = [(way.value, MailChoice.When(way).label) for way in kind.choices]
            self.fields[name] = forms.ChoiceField(
                label=str(kind.label),
                choices=ways,
                initial=chosen.get(name, kind.usual),
                widget=forms.Select,
            )

    def asked(self) -> list[forms.BoundField]:
        """What somebody writes to this person."""
        return [self[name] for name in self.fields if KINDS[name].lane != Lane.DAILY]

    def waiting(self) -> list[forms.BoundField]:
        """What the daily mail tells of."""
        return [self[name] for name in self.fields if KINDS[name].lane == Lane.DAILY]
