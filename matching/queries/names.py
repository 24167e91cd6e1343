"""What a weight of a draft is called. The one place that knows."""

from matching.engine import Rules
from matching.models import Draft
from matching.queries import rule_words
from matching.queries.criteria import rules_of_draft


def names_of(draft: Draft, rules: Rules | None = None) -> dict[str, str]:
    """By the key of a weight. No statement where the rules of the draft were read already, nor for any draft but one
    from before there were rules.
    """
    rules = rules_of_draft(draft) if rules is None else rules
    words = {one.key: rule_words.name_of(one) for one in rules if not one.hard}
    return {key: words.get(key, key) for key in draft.weights}


def hints_of(rules: Rules) -> dict[str, str]:
    return {one.key: rule_words.hint_of(one) for one in rules if not one.hard}
