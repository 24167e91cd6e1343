"""Which days a summary is about: typed, or one of the usual spans by a press."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from mentorship.lib import clock
from mentorship.lib.periods import Period
from sessions.forms.answers import AnswerForm, DayField

MOST_YEARS = 10


class PeriodForm(AnswerForm):
    """A question in the address, so that a period can be kept as a link. Both empty is no period."""

    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today or clock.now().date()
        for field in self.fields.values():
            field.either = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if self.errors or (since is None and until is None):
            return self.cleaned_data
        if since is None or until is None:
            self.add_error("since" if since is None else "until", _("Give both days, or neither."))
        elif since.year < self.today.year - MOST_YEARS:
            self.add_error("since", _("That is more than ten years ago. Look at the year once more."))
        elif until < since:
            self.add_error("until", _("The end would be before the start."))
        elif until > self.today:
            self.add_error("until", _("This day is still ahead. Choose today or a day before."))
        return self.cleaned_data

    @property
    def period(self) -> Period | None:
        """None where nothing, or nothing that can be read, was given."""
        if not self.is_valid() or not self.cleaned_data.get("since"):
            return None
        return Period(self.cleaned_data["since"], self.cleaned_data["until"])
