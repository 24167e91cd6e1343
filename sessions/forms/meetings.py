"""Finding a date, moving it, calling it off."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.forms.answers import AnswerForm, DayField, HourField, line_field
from sessions.models import Meeting
from sessions.queries.wall import When

LENGTHS = [
    (15, _("15 minutes")),
    (30, _("30 minutes")),
    (45, _("45 minutes")),
    (60, _("1 hour")),
    (90, _("1½ hours")),
    (120, _("2 hours")),
]


SERIES = [
    (1, _("Only this one")),
    (2, _("2, by our rhythm")),
    (3, _("3, by our rhythm")),
    (4, _("4, by our rhythm")),
    (5, _("5, by our rhythm")),
    (6, _("6, by our rhythm")),
]


class WhenForm(AnswerForm):
    """A date, a time and a length on the writer's own wall."""

    day = DayField(label=_("Date"))
    hour = HourField(label=_("Time"))
    minutes = forms.TypedChoiceField(
        label=_("How long"),
        choices=LENGTHS,
        coerce=int,
        initial=45,
        error_messages={"invalid_choice": _("Choose one of the lengths.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="when-%s", **kwargs)

    def ask_for_partner(self, url: str) -> None:
        """While date and time are typed, the page says what the other's clock will show."""
        for name in ("day", "hour"):
            self.fields[name].widget.attrs |= {
                "hx-get": url,
                "hx-trigger": "change",
                "hx-target": "#for-partner",
                "hx-swap": "outerHTML",
                "hx-include": "#when-day, #when-hour",
                "hx-sync": "closest form:replace",
            }

    def when(self, zone: ZoneInfo) -> When:
        given = self.cleaned_data
        return When(day=given["day"], hour=given["hour"], minutes=given["minutes"], zone=zone)


def channel_field() -> forms.ChoiceField:
    field = forms.ChoiceField(
        label=_("How you meet"), choices=[("", _("Open")), *Meeting.Channel.choices], required=False
    )
    return has_a_default(field)


def has_a_default(field: forms.ChoiceField) -> forms.ChoiceField:
    """Something is chosen already: the label need not say that it is optional."""
    field.either = True  # type: ignore[attr-defined]
    return field


class BookingForm(FormKeyMixin, WhenForm):
    """`slot` is one of the suggested times, chosen by one press; it stands for date and time."""

    readers = {"place": "meeting_place"}
    slot = forms.CharField(required=False, widget=forms.HiddenInput, max_length=16)
    channel = channel_field()
    place = line_field(_("Place or video link"), required=False)
    times = has_a_default(
        forms.TypedChoiceField(label=_("How many"), choices=SERIES, coerce=int, required=False)
    )
    field_order = ["day", "hour", "minutes", "channel", "place", "times"]

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        if data is not None and (chosen := _slot(data.get("slot", ""))):
            data = data.copy()
            data["day"], data["hour"] = chosen.strftime("%Y-%m-%d"), chosen.strftime("%H:%M")
        super().__init__(data, **kwargs)


class LogForm(FormKeyMixin, WhenForm):
    """A meeting that took place elsewhere."""


class MoveForm(WhenForm):
    readers = {"place": "meeting_place", "line": "cancel_line"}
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)
    channel = channel_field()
    place = line_field(_("Place or video link"), required=False)
    line = line_field(_("A line to your partner"), required=False)


class CancelForm(AnswerForm):
    readers = {"line": "cancel_line"}
    line = line_field(_("A line to your partner"), required=False)


def _slot(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - a time on the wall; the zone is known
    except ValueError:
        return None
