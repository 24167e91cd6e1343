"""Up to three drafts of a cohort side by side, and the mentees for whom they differ."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from matching.models import Draft, Leftover, Proposal
from matching.queries.names import names_of
from programs.models import Enrolment
from programs.models.enrolments import Role

MOST = 3
ROWS_A_PAGE = 100


@dataclass(frozen=True)
class Spread:
    """The fits and loads of one draft. `tenth`: a tenth of the pairs have this fit or less; `loads`: how many mentors
    have so many mentees.
    """

    pairs: int
    matched: int
    average: int
    weakest: int
    tenth: int
    loads: list[tuple[int, int]]


@dataclass(frozen=True)
class Side:
    draft: Draft
    spread: Spread
    unmatched: int
    locked: int
    weights: list[tuple[str, int]]

    @property
    def policy(self) -> str:
        return str(self.draft.get_policy_display()).partition(":")[0]


@dataclass(frozen=True)
class Differs:
    """One mentee; `mentors` has a text for each draft, in their order."""

    mentee: str
    mentors: list[str]


@dataclass(frozen=True)
class Comparison:
    sides: list[Side]
    others: list[Draft]  # that could be put beside them
    differing: int
    rows: list[Differs]
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.differing // ROWS_A_PAGE))

    @property
    def scales(self) -> int:
        """How many: a fit is counted by the weights of its draft, and is no more than them."""
        return len({tuple(sorted(side.draft.weights.items())) for side in self.sides})


_Pairs = Mapping[str, list[tuple[str, int]]]  # by mentee: (mentor, score)


def compare(draft: Draft, beside: Sequence[int], page: int = 1) -> Comparison:
    """`beside` are numbers of drafts of the same cohort; the two before it where none are named. Five statements."""
    every = list(
        Draft.objects.filter(cohort=draft.cohort_id).select_related("made_by").order_by("-number")[:30]
    )
    chosen = [one for one in every if one.number in beside and one.pk != draft.pk]
    earlier = [one for one in every if one.number != draft.number]
    drafts = [draft, *(chosen or earlier)[: MOST - 1]]
    rows = _pairs_of(drafts)
    left = dict(
        Leftover.objects.filter(draft__in=drafts, enrolment__state="accepted", enrolment__role=Role.MENTEE)
        .values_list("draft")
        .annotate(left=Count("pk"))
    )
    locked = dict(
        Draft.objects.filter(pk__in=[one.pk for one in drafts])
        .values_list("pk")
        .annotate(locked=Count("proposals", filter=Q(proposals__locked=True)))
    )
    sides = [
        Side(one, spread(rows[one.pk]), left.get(one.pk, 0), locked.get(one.pk, 0), _weights(one))
        for one in drafts
    ]
    differing = _differing([rows[one.pk] for one in drafts])
    first = (max(page, 1) - 1) * ROWS_A_PAGE
    return Comparison(
        sides=sides,
        others=[one for one in earlier if one not in drafts],
        differing=len(differing),
        rows=_named(draft, differing[first : first + ROWS_A_PAGE], [rows[one.pk] for one in drafts]),
        page=max(page, 1),
    )


def spread(pairs: _Pairs) -> Spread:
    fits = sorted(score for mentors in pairs.values() for _mentor, score in mentors)
    loads = Counter(Counter(mentor for mentors in pairs.values() for mentor, _score in mentors).values())
    return Spread(
        pairs=len(fits),
        matched=len(pairs),
        average=sum(fits) // (100 * len(fits)) if fits else 0,
        weakest=fits[0] // 100 if fits else 0,
        tenth=fits[(len(fits) - 1) // 10] // 100 if fits else 0,
        loads=sorted(loads.items()),
    )


def pairs_of(draft: Draft) -> _Pairs:
    return _pairs_of([draft])[draft.pk]


def _pairs_of(drafts: Sequence[Draft]) -> dict[int, dict[str, list[tuple[str, int]]]]:
    found: dict[int, dict[str, list[tuple[str, int]]]] = {one.pk: {} for one in drafts}
    rows = Proposal.objects.filter(draft__in=drafts).order_by("mentee__code", "mentor__code")
    for draft, mentee, mentor, score in rows.values_list("draft", "mentee__code", "mentor__code", "score"):
        found[draft].setdefault(mentee, []).append((mentor, score))
    return found


def _weights(draft: Draft) -> list[tuple[str, int]]:
    names = names_of(draft)
    return [(names[key], weight) for key, weight in draft.weights.items()]


def _differing(sides: Sequence[_Pairs]) -> list[str]:
    mentees = sorted({mentee for pairs in sides for mentee in pairs})
    return [one for one in mentees if len({_who(pairs, one) for pairs in sides}) > 1]


def _who(pairs: _Pairs, mentee: str) -> tuple[str, ...]:
    return tuple(mentor for mentor, _score in pairs.get(mentee, ()))


def _named(draft: Draft, mentees: Sequence[str], sides: Sequence[_Pairs]) -> list[Differs]:
    codes = {*mentees, *(mentor for one in mentees for pairs in sides for mentor in _who(pairs, one))}
    rows = Enrolment.objects.filter(cohort=draft.cohort_id, code__in=codes).select_related("person")
    names = {row.code: row.person.shown_name for row in rows}
    return [
        Differs(names[one], [_mentors(pairs.get(one, ()), names) for pairs in sides])
        for one in mentees
        if one in names
    ]


def _mentors(pairs: Iterable[tuple[str, int]], names: Mapping[str, str]) -> str:
    return ", ".join(f"{names.get(mentor, mentor)} ({score // 100})" for mentor, score in pairs)
