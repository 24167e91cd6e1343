"""News of an impact review. Nothing is told when one of the two seals: the other learns whether, never when."""

from django.utils.translation import gettext_lazy as _

from programs.queries.review_periods import slug_of
from sessions.queries.news.kind import NewsKind

REVIEW, TOGETHER = "sessions:review", "sessions:review_together"

KINDS: dict[str, NewsKind] = {
    "review_open": NewsKind(
        to_me=_("Your impact review with %(name)s is open"),
        by_me=_("Your impact review opened"),
        route=REVIEW,
        spelled=slug_of,
        rank=42,
        action=_("Answer alone first"),
        minutes=8,
        why=_("Because both answer alone: then you read side by side, at the same moment."),
        mark="review",
        reminds="review",
    ),
    "review_silent": NewsKind(
        to_me=_("Your impact review with %(name)s: choose how it goes on"),
        by_me=_("The time to answer was over"),
        route=REVIEW,
        spelled=slug_of,
        rank=41,
        action=_("Choose"),
        minutes=1,
        why=_("Because you have sealed and the time is over: seven more days, or close it unread."),
        mark="review",
        reminds="review",
    ),
    "review_revealed": NewsKind(
        to_me=_("You and %(name)s have both answered: your impact review is open to you both"),
        by_me=_("You have both answered"),
        route=TOGETHER,
        spelled=slug_of,
        rank=43,
        action=_("Read together"),
        minutes=10,
        why=_("Because what you do with it is the point: three next steps at most, then both sign."),
        mark="review",
        reminds="review",
    ),
    "review_to_sign": NewsKind(
        to_me=_("%(name)s signed your impact review or changed a next step"),
        by_me=_("You passed your impact review on for the other signature"),
        route=TOGETHER,
        spelled=slug_of,
        rank=44,
        action=_("Read and sign"),
        minutes=2,
        why=_("Because the next steps count once you have both signed them."),
        mark="review",
        reminds="review",
    ),
    "review_signed": NewsKind(
        to_me=_("%(name)s signed: your impact review is done"),
        by_me=_("You signed: your impact review is done"),
        route="sessions:review_record",
        spelled=slug_of,
        mark="review",
    ),
    "review_closed": NewsKind(
        to_me=_("Your impact review closed. What you wrote stays yours alone"),
        by_me=_("You closed your impact review. What each wrote stays their own"),
        route=REVIEW,
        spelled=slug_of,
        mark="review",
    ),
}
