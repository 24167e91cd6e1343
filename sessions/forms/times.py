"""Three times for the other to pick from."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.once import FormKeyMixin
from sessions.forms.answers import AnswerForm, DayField, HourField, line_field
from sessions.forms.meetings import LENGTHS, channel_field
from sessions.queries.wall import When

LINES = (1, 2, 3)


class TimesForm(FormKeyMixin, AnswerForm):
    """One line is enough, three are better. A line with only half of a time is a mistake, not a wish."""

    readers = {"place": "meeting_place"}
    day_1 = DayField(label=_("First date"))
    hour_1 = HourField(label=_("Time"))
    day_2 = DayField(label=_("Second date"), required=False)
    hour_2 = HourField(label=_("Time"), required=False)
    day_3 = DayField(label=_("Third date"), required=False)
    hour_3 = HourField(label=_("Time"), required=False)
    minutes = forms.TypedChoiceField(
        label=_("How long"),
        choices=LENGTHS,
        coerce=int,
        initial=45,
        error_messages={"invalid_choice": _("Choose one of the lengths.")},
    )
    channel = channel_field()
    place = line_field(_("Place or video link"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for line in LINES[1:]:
            day, hour = given.get(f"day_{line}"), given.get(f"hour_{line}")
            if day and not hour and f"hour_{line}" not in self.errors:
                self.add_error(f"hour_{line}", _("Give a time, such as 14:30."))
            if hour and not day and f"day_{line}" not in self.errors:
                self.add_error(f"day_{line}", _("Give a date, such as 2026-12-01."))
        return given

    def times(self, zone: ZoneInfo) -> dict[int, When]:
        """By the line it was typed in."""
        given = self.cleaned_data
        return {
            line: When(given[f"day_{line}"], given[f"hour_{line}"], given["minutes"], zone)
            for line in LINES
            if given.get(f"day_{line}")
        }

    @property
    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"day_{line}"], self[f"hour_{line}"]) for line in LINES]
