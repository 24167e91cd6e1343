"""What a weight of a draft is called. The one place that knows."""

from matching.models import Draft
from matching.queries.sentences import CRITERIA_HINTS, CRITERIA_NAMES, Words


def name_of(_draft: Draft, key: str) -> Words:
    return CRITERIA_NAMES.get(key, key)


def hint_of(_draft: Draft, key: str) -> Words:
    return CRITERIA_HINTS.get(key, "")
