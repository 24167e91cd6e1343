"""The words of a review: its questions, the scales behind them, when it ends."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.lib import clock

Words = Mapping[int, str | Promise]

PROGRESS: Words = {
    1: gettext_lazy("it has not moved"),
    2: gettext_lazy("first steps"),
    3: gettext_lazy("on the way"),
    4: gettext_lazy("nearly there"),
    5: gettext_lazy("there"),
}
RHYTHM: Words = {
    1: gettext_lazy("far too rarely"),
    2: gettext_lazy("rather rarely"),
    3: gettext_lazy("just right"),
    4: gettext_lazy("rather often"),
    5: gettext_lazy("far too often"),
}
PREPARATION: Words = {
    1: gettext_lazy("hardly ever"),
    2: gettext_lazy("now and then"),
    3: gettext_lazy("about half the time"),
    4: gettext_lazy("mostly"),
    5: gettext_lazy("every time"),
}
LAST_MINUTE = time(23, 59)
MORE_DAYS = 7


def balance_words(mentor: str, mentee: str) -> Words:
    """By name, so that both sheets say the same thing with the same words."""
    return {
        1: _("nearly always %(name)s") % {"name": mentor},
        2: _("more %(name)s") % {"name": mentor},
        3: _("about evenly"),
        4: _("more %(name)s") % {"name": mentee},
        5: _("nearly always %(name)s") % {"name": mentee},
    }


def questions(partner: str) -> dict[str, str]:
    """The boxes and scales of a sheet as its author reads them; the program's own come from the review."""
    return {
        "helped": _("What helped?"),
        "hindered": _("What got in the way?"),
        "learned": _("What did you learn from %(name)s?") % {"name": partner},
        "rhythm": _("How often do you two meet?"),
        "preparation": _("How often do you both come prepared?"),
        "balance": _("Who does the talking?"),
        "working": _("What would make working together better?"),
        "way": _("Where does it go from here?"),
        "ahead": _("What next, in your words?"),
        "missing": _("Is something missing in the facts, or not right?"),
    }


def deadline_after(instant: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The last minute of a day in the program's zone: “until 15 December” means all of it."""
    day = instant.astimezone(zone).date() + timedelta(days=days)
    return clock.wall_time(day, LAST_MINUTE, zone)
