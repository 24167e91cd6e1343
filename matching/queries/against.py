"""What the rules of a cohort say against two people who are paired by hand, or who come as a pair in a file."""

from collections.abc import Sequence
from dataclasses import replace

from matching.engine import Rules, ScoreTable
from matching.engine.criteria import ALREADY, EXCLUDED, OTHER
from matching.queries.brought import Brought, Two, load_brought
from matching.queries.criteria import rules_of
from matching.queries.pool import load_pool
from matching.queries.rule_words import cause_of, named_for
from mentorship.accounts.models import User
from programs.models import Cohort, Enrolment

# So many pairs are looked at together: everybody is compared with everybody, and a file may bring ten thousand.
_BLOCK = 200


def broken_by(mentor: Enrolment, mentee: Enrolment, by: User) -> list[str]:
    """The rules that the two break, in half a sentence each; nothing of what one of them said in confidence.

    Nothing either for people who cannot be matched just now: whoever starts the mentorship says so.
    """
    pool = load_pool(mentee.cohort).only(mentee.code, mentor.code)
    if not (pool.mentees and pool.mentors):
        return []
    table = pool.score(rules_of(mentee.cohort, pool.questions))
    return _causes(table, 0, 0, own=by.pk in (mentor.person.user_id, mentee.person.user_id))


def broken_in(cohort: Cohort, pairs: Sequence[Two], by: User) -> dict[Two, list[str]]:
    """Of these pairs (mentor, mentee: ids of people) those that break rules, and which. A constant number of
    statements, however many pairs."""
    brought = load_brought(cohort, pairs)
    rules = _hard_only(rules_of(cohort, brought.questions))
    found: dict[Two, list[str]] = {}
    for asked in (True, False):
        here = [pair for pair in pairs if brought.answered(pair) == asked]
        hold = rules if asked else _silence_passes(rules)
        for at in range(0, len(here), _BLOCK):
            found |= _broken(brought, here[at : at + _BLOCK], hold, by)
    return found


def _broken(brought: Brought, pairs: Sequence[Two], rules: Rules, by: User) -> dict[Two, list[str]]:
    table = brought.table(pairs, rules)
    found = {}
    for mentor, mentee in pairs:
        row, column = table.mentee_at[brought.mentees[mentee].id], table.mentor_at[brought.mentors[mentor].id]
        own = by.pk in (brought.users[mentor], brought.users[mentee])
        if causes := _causes(table, row, column, own=own):
            found[mentor, mentee] = causes
    return found


def _causes(table: ScoreTable, row: int, column: int, *, own: bool) -> list[str]:
    """`own`: whoever asks is one of the two, and the list of those kept apart is not shown to whom it is about."""
    mask = int(table.broken[row, column])
    hidden = {OTHER, ALREADY, EXCLUDED} if own else {OTHER, ALREADY}
    broken = [key for bit, key in enumerate(table.names) if mask >> bit & 1 and key not in hidden]
    named = {key: words for key in broken if (words := named_for(key, table.rules))}
    return [cause_of(key, named) for key in broken]


def _hard_only(rules: Rules) -> Rules:
    """What only weighs decides nothing here, and is most of the work."""
    return tuple(one for one in rules if one.hard or one.missing == "impossible")


def _silence_passes(rules: Rules) -> Rules:
    """For those who were never asked: no place here yet, so no answers."""
    return tuple(replace(one, missing="half") for one in rules if one.hard)
