"""Template tags every page may use."""

from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mentorship.accounts.zones import zone
from mentorship.lib import clock
from mentorship.lib.marked import as_html
from programs.audiences import audience_sentence
from programs.queries.cohort_tabs import cohort_tabs as tabs_of_cohort
from programs.queries.guides import GUIDES

register = template.Library()


@register.inclusion_tag("components/who_can_see.html")
def who_can_see(audience: str) -> dict[str, Any]:
    """The privacy line of a field. An unknown audience fails the page: a promise may not be made up."""
    return {"audience": audience, "sentence": audience_sentence(audience)}


# Two marks that stand in every row of long lists: written here, for a template of its own costs more than the row.
@register.simple_tag
def avatar(person: Any) -> SafeString:
    """Initials on one of twelve hues; the name stands beside it as text.

    `person` has `initials` and `hue`: a Person, or the plain value a query made of one.
    """
    words = '<span class="avatar h{}" aria-hidden="true">{}</span>'
    return format_html(words, person.hue, person.initials)


@register.simple_tag
def rhythm_badge(rhythm: Any) -> SafeString:
    """The word of a `Rhythm`."""
    kind = {"on_rhythm": " ok", "due": " warn"}.get(rhythm.key, "")
    return format_html('<span class="badge{}">{}</span>', kind, rhythm.word)


@register.inclusion_tag("components/guide.html")
def guide(slug: str) -> dict[str, Any]:
    """A line that leads to a short guide of the library. An unknown one fails the page."""
    return {"guide": GUIDES[slug]}


@register.inclusion_tag("components/cohort_tabs.html")
def cohort_tabs(program: Any, cohort: Any, tab: str = "") -> dict[str, Any]:
    return {"tabs": tabs_of_cohort(program, cohort, tab)}


@register.filter
def marked(text: str) -> str:
    """A longer text with its few marks drawn (`mentorship.lib.marked`)."""
    return as_html(text or "")


@register.simple_tag
def in_zone(instant: Any, zone_name: str) -> str:
    """The wall time in another zone, for "14:10 for them"."""
    return format_date(instant.astimezone(zone(zone_name)), "D j M, H:i") if instant else ""


@register.filter
def short_when(instant: Any) -> str:
    """“Sat 21 Nov, 10:00” in the active zone; the year only when it is more than sixty days away."""
    if not instant:
        return ""
    local = timezone.localtime(instant)
    far = abs((instant - clock.now()).days) > 60
    return format_date(local, "D j M Y, H:i" if far else "D j M, H:i")


@register.filter
def in_days(instant: Any) -> str:
    """“today”, “in 2 days”, “3 days ago”: calendar days in the active zone, a supplement to the date."""
    here = timezone.get_current_timezone()
    days = (instant.astimezone(here).date() - clock.now().astimezone(here).date()).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("yesterday")
    return _("in %(days)s days") % {"days": days} if days > 0 else _("%(days)s days ago") % {"days": -days}


@register.simple_tag
def zone_city(zone_name: str) -> str:
    """“Berlin” from Europe/Berlin."""
    return ZoneInfo(zone_name).key.rsplit("/", 1)[-1].replace("_", " ") if zone_name else ""
