"""What other weights would make of a draft: counts, fits, and which pairs would change. Saves nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

from django.utils.translation import gettext as _

from matching.engine import Rules, Solution
from matching.engine.steps import Ground, scores, that_hold
from matching.models import Draft
from matching.queries.grounds import ground_for
from matching.queries.stepping import step

SHOWN = 12


@dataclass(frozen=True)
class Totals:
    """Fits are 0..100; `weakest` is None without a pair."""

    matched: int
    average: int
    weakest: int | None


@dataclass(frozen=True)
class Change:
    """One mentee whose mentors would be others; an empty `now` or `then` says that there is none."""

    mentee: str
    now: str
    then: str
    fit: int | None


@dataclass(frozen=True)
class Preview:
    """`marks` is what to write beside each pair the page shows: by its code, empty where it stays.

    Of what is not published yet. Fits are those of the weights tried, on both sides: by weights of their own two sums
    are on two scales, and pairs that stay would seem to change. `anew` says that they are not what the board shows.
    """

    now: Totals
    then: Totals
    anew: bool
    changed: int
    changes: list[Change]
    marks: dict[str, str]

    @property
    def more(self) -> int:
        return self.changed - len(self.changes)


_Mentors = dict[str, list[tuple[str, int]]]  # by mentee: (mentor, score)


def preview(
    draft: Draft, rules: Rules, weights: Mapping[str, int], policy: str, rows: Iterable[str] = ()
) -> Preview:
    """`rules` are those of the draft, `rows` the codes of the pairs on the page.

    Two statements for any number of pairs, and those of `load_pool` where its people are not kept.
    """
    kept = ground_for(draft, rules)
    open_pairs = draft.proposals.filter(publication=None)
    pairs = sorted(
        open_pairs.values_list("code", "mentee__code", "mentor__code", "score", "locked"),
        key=itemgetter(1, 2),
    )
    locked = that_hold(kept.ground, [(row[1], row[2]) for row in pairs if row[4]])
    solution = step(kept.key, kept.ground, weights, policy, locked)
    now, then = _mentors(_weighed(kept.ground, weights, [row[1:4] for row in pairs])), _of(solution)
    others = {mentee for mentee in now.keys() | then.keys() if _who(now, mentee) != _who(then, mentee)}
    changed, on_page = sorted(others), set(rows)
    shown = {row[0]: row[1] for row in pairs if row[0] in on_page}
    return Preview(
        now=_totals(now),
        then=_totals(then),
        anew=dict(weights) != draft.weights,
        changed=len(changed),
        changes=[_change(mentee, now, then, kept.names) for mentee in changed[:SHOWN]],
        marks={
            code: _mark(_change(mentee, {}, then, kept.names)) if mentee in others else ""
            for code, mentee in shown.items()
        },
    )


def _mentors(rows: Iterable[tuple[str, str, int]]) -> _Mentors:
    found: _Mentors = {}
    for mentee, mentor, score in rows:
        found.setdefault(mentee, []).append((mentor, score))
    return found


def _weighed(
    ground: Ground, weights: Mapping[str, int], pairs: Iterable[tuple[str, str, int]]
) -> Iterator[tuple[str, str, int]]:
    """The pairs with their scores under these weights; the one they had where they could not be matched any more."""
    mentee_at = {one.id: at for at, one in enumerate(ground.mentees)}
    mentor_at = {one.id: at for at, one in enumerate(ground.mentors)}
    found = scores(ground, weights)
    for mentee, mentor, had in pairs:
        here = mentee in mentee_at and mentor in mentor_at
        score = int(found[mentee_at[mentee], mentor_at[mentor]]) if here else -1
        yield mentee, mentor, score if score >= 0 else had


def _of(solution: Solution) -> _Mentors:
    return _mentors((pair.mentee, pair.mentor, pair.score) for pair in solution.pairs)


def _who(mentors: _Mentors, mentee: str) -> list[str]:
    return sorted(mentor for mentor, _score in mentors.get(mentee, ()))


def _totals(mentors: _Mentors) -> Totals:
    fits = [score for pairs in mentors.values() for _mentor, score in pairs]
    return Totals(
        matched=len(mentors),
        average=sum(fits) // (100 * len(fits)) if fits else 0,
        weakest=min(fits) // 100 if fits else None,
    )


def _change(mentee: str, now: _Mentors, then: _Mentors, names: Mapping[str, str]) -> Change:
    return Change(
        mentee=names.get(mentee, mentee),
        now=", ".join(names.get(one, one) for one in _who(now, mentee)),
        then=", ".join(names.get(one, one) for one in _who(then, mentee)),
        fit=max((score // 100 for _mentor, score in then.get(mentee, ())), default=None),
    )


def _mark(change: Change) -> str:
    if not change.then:
        return _("would have no mentor")
    return _("would be with %(mentor)s, fit %(fit)s") % {"mentor": change.then, "fit": change.fit}
