"""What is told, and asked, about feedback."""

from django.utils.translation import gettext_lazy as _

from sessions.queries.news.kind import NewsKind

READ_IT, ANSWER = _("Read it"), _("Answer")
MEETING, REQUEST = "sessions:feedback", "sessions:feedback_request"
EXAMPLE_WHY = _("An example makes feedback easier to use. One sentence is enough.")


def _kinds_of_both(suffix: str, route: str) -> dict[str, NewsKind]:
    """Alike for feedback on a meeting and for the answer to a request; only the page differs."""
    return {
        f"example_asked{suffix}": NewsKind(
            to_me=_("%(name)s would like an example for your feedback"),
            by_me=_("You asked %(name)s for an example"),
            route=route,
            numbered=True,
            rank=36,
            action=_("Give an example"),
            minutes=3,
            why=EXAMPLE_WHY,
            reminds="partner",
        ),
        f"feedback_replied{suffix}": NewsKind(
            to_me=_("%(name)s replied to feedback"),
            by_me=_("You replied to feedback"),
            route=route,
            numbered=True,
            action=READ_IT,
        ),
        f"feedback_read{suffix}": NewsKind(
            to_me=_("%(name)s read your feedback"),
            by_me=_("You read %(name)s’s feedback"),
            route=route,
            numbered=True,
        ),
    }


KINDS = {
    "feedback_received": NewsKind(
        to_me=_("%(name)s wrote you feedback"),
        by_me=_("You gave %(name)s feedback"),
        route=MEETING,
        numbered=True,
        action=READ_IT,
    ),
    **_kinds_of_both("", MEETING),
    **_kinds_of_both("_on_request", REQUEST),
    "feedback_asked": NewsKind(
        to_me=_("%(name)s asks for your feedback"),
        by_me=_("You asked %(name)s for feedback"),
        route=REQUEST,
        numbered=True,
        rank=35,
        action=ANSWER,
        minutes=5,
        why=_("One sentence is an answer, and “Can’t, sorry” is one, too."),
    ),
    "feedback_answered": NewsKind(
        to_me=_("%(name)s answered what you asked"),
        by_me=_("You answered what %(name)s asked"),
        route=REQUEST,
        numbered=True,
        action=READ_IT,
    ),
    "feedback_declined": NewsKind(
        to_me=_("%(name)s can’t give feedback on this one"),
        by_me=_("You could not give feedback on this one"),
        route=REQUEST,
        numbered=True,
    ),
}
