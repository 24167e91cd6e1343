"""The kinds of news between two people. One module for each noun; an unknown kind is a KeyError, on purpose.

To add one: a `NewsKind` in the noun's module, `tell_partner` or `ask_partner` in the action, `close` in the answer.
"""

from sessions.queries.news import (
    action_items,
    advice,
    agreement,
    changes,
    check_ins,
    corrections,
    feedback,
    goals,
    learning,
    meetings,
    messages,
    resources,
    reviews,
    surveys,
)
from sessions.queries.news.kind import NewsKind

KINDS: dict[str, NewsKind] = {
    **action_items.KINDS,
    **advice.KINDS,
    **agreement.KINDS,
    **changes.KINDS,
    **check_ins.KINDS,
    **corrections.KINDS,
    **feedback.KINDS,
    **goals.KINDS,
    **learning.KINDS,
    **meetings.KINDS,
    **messages.KINDS,
    **resources.KINDS,
    **reviews.KINDS,
    **surveys.KINDS,
}
