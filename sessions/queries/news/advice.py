"""Advice, and what became of it."""

from django.utils.translation import gettext_lazy as _

from programs.models import Part
from sessions.queries.news.kind import NewsKind

KINDS = {
    "advice_given": NewsKind(
        to_me=_("%(name)s gave you a piece of advice"),
        by_me=_("You gave %(name)s a piece of advice"),
        route="sessions:advice_one",
        numbered=True,
        part=Part.ADVICE,
    ),
    "advice_tried": NewsKind(
        to_me=_("%(name)s tried your advice"),
        by_me=_("You tried a piece of %(name)s’s advice"),
        route="sessions:advice_one",
        numbered=True,
        part=Part.ADVICE,
        action=_("See what came of it"),
    ),
    "advice_not_for_me": NewsKind(
        to_me=_("%(name)s decided against a piece of advice"),
        by_me=_("You decided against a piece of advice"),
        route="sessions:advice_one",
        numbered=True,
        part=Part.ADVICE,
    ),
}
