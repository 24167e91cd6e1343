"""Learning in both directions."""

from django.utils.translation import gettext_lazy as _

from sessions.queries.news.kind import NewsKind

KINDS = {
    "learning_told": NewsKind(
        to_me=_("%(name)s wrote down what they learned from you"),
        by_me=_("You wrote down what you learned from %(name)s"),
        route="sessions:learning",
        mark="thanks",
    ),
    "learning_asked": NewsKind(
        to_me=_("What have you learned here yourself?"),
        by_me=_("What have you learned here yourself?"),
        route="sessions:learning",
        rank=66,
        action=_("Write a sentence"),
        why=_("Learning goes both ways. You are asked this once."),
    ),
}
