"""What the two share."""

from django.utils.translation import gettext_lazy as _

from programs.models import Part
from sessions.queries.news.kind import NewsKind

KINDS = {
    "resource_shared": NewsKind(
        to_me=_("%(name)s shared something with you"),
        by_me=_("You shared something with %(name)s"),
        route="sessions:resources",
        rank=75,
        part=Part.RESOURCES,
        action=_("Have a look"),
    ),
    "resource_read": NewsKind(
        to_me=_("%(name)s read what you shared"),
        by_me=_("You read something %(name)s shared"),
        route="sessions:resources",
        rank=90,
        part=Part.RESOURCES,
    ),
}
