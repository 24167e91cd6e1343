"""Time zones by their IANA name."""

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

REGIONS = {
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
}


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """Names people choose from: UTC and Region/City, without the old names of countries (US/…, Brazil/…)."""
    return ("UTC", *sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(zone_names())


def validate_zone(name: str) -> None:
    if name not in _known():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Choose one such as Europe/Berlin."), params={"name": name}
        )


def zone(name: str) -> ZoneInfo:
    """The zone by its name; UTC when the name is empty or this machine does not know it (yet)."""
    return ZoneInfo(name) if name in _known() else ZoneInfo("UTC")
