"""Actions that come back."""

from django.utils.translation import gettext_lazy as _

from sessions.queries.news.kind import NewsKind

KINDS = {
    "action_handed_back": NewsKind(
        to_me=_("%(name)s handed an action back"),
        by_me=_("You handed an action back"),
        route="sessions:action_new",
    ),
}
