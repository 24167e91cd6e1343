"""What other weights would make of a draft: counts, fits, and which pairs would change. Saves nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matching.engine import Solution
from matching.engine.steps import that_hold
from matching.models import Draft
from matching.queries.grounds import ground_for
from matching.queries.stepping import step
from programs.models import Enrolment

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
    """`marks` is what to write beside each pair the page shows: by its code, empty where it stays."""

    now: Totals
    then: Totals
    changed: int
    changes: list[Change]
    marks: dict[str, str]

    @property
    def more(self) -> int:
        return self.changed - len(self.changes)


_Mentors = dict[str, list[tuple[str, int]]]  # by mentee: (mentor, score)


def preview(draft: Draft, weights: Mapping[str, int], policy: str, rows: Iterable[str] = ()) -> Preview:
    """`rows` are the codes of the pairs on the page. Five statements for any number of pairs."""
    kept = ground_for(draft)
    pairs = list(
        draft.proposals.order_by("mentee__code", "mentor__code").values_list(
            "code", "mentee__code", "mentor__code", "score", "locked", "publication"
        )
    )
    locked = that_hold(kept.ground, [(row[1], row[2]) for row in pairs if row[4] and row[5] is None])
    solution = step(kept.key, kept.ground, weights, policy, locked)
    now, then = _mentors((row[1], row[2], row[3]) for row in pairs), _of(solution)
    changed = sorted(mentee for mentee in now.keys() | then.keys() if _who(now, mentee) != _who(then, mentee))
    shown = {row[0]: row[1] for row in pairs if row[0] in set(rows)}
    names = _names(
        draft, now, then, [*changed[:SHOWN], *(one for one in shown.values() if one in set(changed))]
    )
    return Preview(
        now=_totals(now),
        then=_totals(then),
        changed=len(changed),
        changes=[_change(mentee, now, then, names) for mentee in changed[:SHOWN]],
        marks={
            code: _mark(_change(mentee, now, then, names)) if mentee in names else ""
            for code, mentee in shown.items()
        },
    )


def _mentors(rows: Iterable[tuple[str, str, int]]) -> _Mentors:
    found: _Mentors = {}
    for mentee, mentor, score in rows:
        found.setdefault(mentee, []).append((mentor, score))
    return found


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


def _names(draft: Draft, now: _Mentors, then: _Mentors, mentees: Sequence[str]) -> dict[str, str]:
    codes = set(mentees) | {one for mentee in mentees for one in (*_who(now, mentee), *_who(then, mentee))}
    rows = Enrolment.objects.filter(cohort=draft.cohort_id, code__in=codes).select_related("person")
    return {row.code: row.person.shown_name for row in rows}


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
