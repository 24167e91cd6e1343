"""The pairs of a file as they will be: those that the rules of matching would not allow, then the first others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.queries.importing_reader import Pair

SHOWN, SHOWN_AGAINST = 3, 10
# The ids of a mentor and of a mentee -> the rules they break, in half a sentence each.
Against = Mapping[tuple[int, int], Sequence[str]]


@dataclass(frozen=True)
class Together:
    """A mentorship as it will be."""

    row: int
    mentor: str
    mentee: str
    started: date | None
    weeks: int | None
    met: int
    last: date | None
    against: str


def together_of(pairs: Sequence[Pair], against: Against) -> list[Together]:
    """Those that break a rule first, so that nobody has to look for them."""
    rules = {pair.row: against.get((pair.mentor, pair.mentee), ()) for pair in pairs}
    broken = [pair for pair in pairs if rules[pair.row]]
    others = [pair for pair in pairs if not rules[pair.row]]
    shown = broken[:SHOWN_AGAINST]
    shown += others[: max(SHOWN - len(shown), 0)]
    return [_together(pair, rules[pair.row]) for pair in shown]


def _together(pair: Pair, rules: Sequence[str]) -> Together:
    last = pair.met[-1] if pair.met else None
    sentence = _("Your rules would not allow this pair: %(rules)s.") % {"rules": "; ".join(rules)}
    return Together(
        pair.row, *pair.names, pair.started, pair.weeks, len(pair.met), last, sentence if rules else ""
    )


def against_sentence(count: int) -> str:
    """What becomes of them, or nothing where there are none."""
    if not count:
        return ""
    sentence = ngettext(
        "%(count)s pair breaks a rule of your matching. It runs already, so it is imported all the same.",
        "%(count)s pairs break a rule of your matching. They run already, so they are imported all the same.",
        count,
    )
    return sentence % {"count": count}
