"""A date of a cohort, and somebody's answer to one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from programs.actions.timeline import Wanted
from programs.forms.programs import DayField
from programs.models import DateReply, TimelineDate


class HourField(forms.TimeField):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    default_error_messages = {"invalid": _("Give a time, such as 14:30.")}


class TimelineDateForm(FormKeyMixin, forms.Form):
    """Four fields make a date; with a time it is an event, and may ask who comes."""

    kind = forms.ChoiceField(label=_("What it is"), choices=TimelineDate.Kind, initial=TimelineDate.Kind.OWN)
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=120,
        help_text=_("Such as “Lunch with alumni”. A kick-off may go without."),
    )
    day = DayField(label=_("Day"), error_messages={"required": _("Choose a day.")})
    hour = HourField(label=_("From"), required=False)
    until = HourField(label=_("Until"), required=False)
    place = forms.CharField(label=_("Place or link"), required=False, max_length=300)
    about = forms.CharField(
        label=_("What it is about"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    asks = forms.BooleanField(
        label=_("Ask who comes"),
        required=False,
        help_text=_("Yes, maybe or no; you see it by name. With a new day or time everybody is asked anew."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "date-%s")
        super().__init__(*args, **kwargs)
        for name in ("name", "place", "about"):
            self.fields[name].who = "program_text"  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        names = ("day", "kind", "name", "hour", "until", "place", "about", "asks")
        return Wanted(**{name: self.cleaned_data[name] for name in names})


class TimelineDateEditForm(TimelineDateForm):
    sequence = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


def as_it_is(date: TimelineDate) -> dict[str, Any]:
    """What the form of a date begins with, on the program's wall."""
    zone = date.cohort.program.zone
    hours = {
        name: instant.astimezone(zone).time() if instant else None
        for name, instant in (("hour", date.starts_at), ("until", date.ends_at))
    }
    kept = ("kind", "name", "day", "place", "about", "asks", "sequence")
    return {**{name: getattr(date, name) for name in kept}, **hours}


class DateReplyForm(forms.Form):
    """Which of the three buttons was pressed. `moves`: which day and time they saw."""

    answer = forms.ChoiceField(
        choices=DateReply.Answer,
        error_messages={
            "required": _("Choose one of the three answers."),
            "invalid_choice": _("Choose one of the three answers."),
        },
    )
    moves = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=32767)
