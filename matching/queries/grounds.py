"""What every criterion says of every pair of a cohort, kept in this process while coordinators try weights.

Whether the places and what is known of pairs are still the same is asked every time (one statement), so a veto, a
wish, an exclusion or a match counts in the next request; a profile edited meanwhile, the name too, counts within a
minute. A draft never comes of this: whoever uses the weights has everybody read anew.
"""

import hashlib
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matching.engine import Rules, as_plain, with_weights
from matching.engine.steps import Ground, ground_of
from matching.models import Draft
from matching.queries.between import all_told
from matching.queries.criteria import rules_of_draft
from matching.queries.pool import load_pool
from mentorship.lib.refusals import Conflict
from programs.models import Cohort, Enrolment, Person

KEPT_FOR = 60.0
MOST_KEPT = 2
# More pairs than this are not tried out while somebody waits: comparing them once takes longer than a page may.
MOST_PAIRS = 1_500_000


@dataclass(frozen=True)
class Kept:
    """`key` names what was compared; `names` are those of everybody in the cohort by the code of their place; `at` is
    when, by this process's own clock.
    """

    key: str
    ground: Ground
    names: Mapping[str, str]
    at: float


_KEPT: dict[str, Kept] = {}
_LOCK = threading.Lock()


def ground_for(draft: Draft, rules: Rules | None = None) -> Kept:
    """By the rules of the draft, which the caller may have read already, whatever they weigh.

    Raises Conflict where there are too many people to try.
    """
    cohort, rules = draft.cohort, rules_of_draft(draft) if rules is None else rules
    rules = with_weights(rules, {one.key: 1 for one in rules if not one.hard})
    stamp = _stamp(cohort, rules)
    found = _KEPT.get(stamp)
    if found is not None and time.monotonic() - found.at < KEPT_FOR:
        return found
    pool = load_pool(cohort)
    if len(pool.mentees) * len(pool.mentors) > MOST_PAIRS:
        raise Conflict(
            _("With so many people this can’t be tried while you wait; a draft of these weights can be made.")
        )
    key, ground = pool.fingerprint(as_plain(rules)), ground_of(pool.score(rules))
    kept = Kept(key, ground, _names(cohort), time.monotonic())
    with _LOCK:
        while len(_KEPT) >= MOST_KEPT:
            _KEPT.pop(min(_KEPT, key=lambda one: _KEPT[one].at))
        _KEPT[stamp] = kept
    return kept


def _names(cohort: Cohort) -> dict[str, str]:
    """Three columns, not whole people: what they wrote of themselves would be decrypted for nothing."""
    columns = ("code", "person__name", "person__reference", "person__email")
    rows = Enrolment.objects.filter(cohort=cohort).values_list(*columns)
    return {code: Person.shown_as(*said) for code, *said in rows}


def _stamp(cohort: Cohort, rules: Rules) -> str:
    """Another one as soon as somebody comes, goes, pauses, is matched or says another number, wishes or excludes.

    A hash, so that no confidential pair lies about as the key of anything.
    """
    told = (cohort.pk, rules, all_told(cohort))
    return hashlib.sha256(repr(told).encode()).hexdigest()
