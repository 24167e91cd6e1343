"""News of what a coordinator corrected, and of what the two put back."""

from django.utils.translation import gettext_lazy as _

from sessions.queries.news.kind import NewsKind

CORRECTION = "sessions:correction"

KINDS: dict[str, NewsKind] = {
    "correction_logged": NewsKind(
        to_me=_("%(name)s noted that you two met"), by_me="", route=CORRECTION, numbered=True
    ),
    "correction_redated": NewsKind(
        to_me=_("%(name)s changed the date of a meeting"), by_me="", route=CORRECTION, numbered=True
    ),
    "correction_struck": NewsKind(
        to_me=_("%(name)s noted that a meeting didn’t take place"), by_me="", route=CORRECTION, numbered=True
    ),
    "correction_dates": NewsKind(
        to_me=_("%(name)s moved when your mentorship starts or ends"),
        by_me="",
        route=CORRECTION,
        numbered=True,
    ),
    "correction_put_back": NewsKind(
        to_me=_("%(name)s put back what a coordinator had changed"),
        by_me=_("You put back what a coordinator had changed"),
        route=CORRECTION,
        numbered=True,
    ),
    "ended_by_coordinator": NewsKind(
        to_me=_("%(name)s brought your mentorship to an end"), by_me="", route="sessions:ending"
    ),
    "reopened": NewsKind(to_me=_("%(name)s reopened your mentorship"), by_me="", route="sessions:space"),
}
