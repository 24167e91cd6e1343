"""The question that comes every few weeks."""

from django.utils.translation import gettext_lazy as _

from sessions.queries.news.kind import NewsKind

ASKED = _("One question about you and %(name)s, 20 seconds")

KINDS = {
    "check_in": NewsKind(
        to_me=ASKED,
        by_me=ASKED,
        route="sessions:check_in",
        rank=65,
        action=_("Answer"),
        minutes=1,
        why=_(
            "It comes every few weeks. Answers are counted, never quoted; skipping is as good as answering."
        ),
        reminds="check_in",
        in_thread=False,
    ),
}
