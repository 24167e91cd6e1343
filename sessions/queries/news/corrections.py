"""News of what a coordinator corrected, and of what the two put back."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sessions.queries.news.kind import NewsKind

CORRECTION = "sessions:correction"


def by_staff(words: str | Promise, route: str = CORRECTION) -> NewsKind:
    """Neither of the two did it, so it reads the same for both."""
    return NewsKind(to_me=words, by_me=words, route=route, numbered=route == CORRECTION)


KINDS: dict[str, NewsKind] = {
    "correction_logged": by_staff(_("%(name)s noted that you two met")),
    "correction_redated": by_staff(_("%(name)s changed the date of a meeting")),
    "correction_struck": by_staff(_("%(name)s noted that a meeting didn’t take place")),
    "correction_dates": by_staff(_("%(name)s moved when your mentorship starts or ends")),
    "correction_put_back": NewsKind(
        to_me=_("%(name)s put back what a coordinator had changed"),
        by_me=_("You put back what a coordinator had changed"),
        route=CORRECTION,
        numbered=True,
    ),
    "ended_by_coordinator": by_staff(_("%(name)s brought your mentorship to an end"), "sessions:ending"),
    "reopened": by_staff(_("%(name)s reopened your mentorship"), "sessions:space"),
}
