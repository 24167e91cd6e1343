"""What a weight of a draft is called. The one place that knows."""

from matching.models import Draft
from matching.queries import rule_words
from matching.queries.criteria import rules_of_draft


def names_of(draft: Draft) -> dict[str, str]:
    """By the key of a weight. No statement, but for a draft from before there were rules."""
    words = {one.key: rule_words.name_of(one) for one in rules_of_draft(draft) if not one.hard}
    return {key: words.get(key, key) for key in draft.weights}


def hints_of(draft: Draft) -> dict[str, str]:
    return {one.key: rule_words.hint_of(one) for one in rules_of_draft(draft) if not one.hard}
