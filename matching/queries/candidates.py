"""Who else would do: candidates for a mentee, alternatives for both of a pair, with what each would change.

Nobody is shown who would do for themselves: a name that lacks would say what the other or a colleague said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from matching.engine import Rules, ScoreTable
from matching.models import Draft, Proposal
from matching.queries.criteria import rules_of_draft
from matching.queries.own import is_own
from matching.queries.points import points_of
from matching.queries.pool import Pool, load_pool
from matching.queries.sentences import chips
from mentorship.accounts.models import User
from programs.models import Enrolment, Person

SHOWN = 30


@dataclass(frozen=True)
class Swap:
    """A pair of the draft to exchange mentors with, and the fit its mentee would then have."""

    pair: str  # "code:version"
    name: str
    fit: int


@dataclass(frozen=True)
class Candidate:
    """Somebody who would do, with the fit and what choosing them changes."""

    code: str
    person: Person
    fit: int
    room: int  # places left after this draft
    capacity: int
    chips: list[tuple[str, str]]
    works_with: str  # whom the draft gives them
    swaps: list[Swap]  # where there is no place left
    cost: str = ""  # what choosing them costs the whole, where it was asked

    @property
    def free(self) -> bool:
        return self.room > 0


def mentors_for(
    draft: Draft, mentee: Enrolment, reader: User, *, now: Proposal | None = None, search: str = ""
) -> list[Candidate]:
    """Possible mentors of a mentee: those with a free place first, then by fit. The present one is left out."""
    view = _View(draft, load_pool(draft.cohort), _partners(draft), now, reader)
    return _mentors(view, mentee, search, SHOWN)


def alternatives(
    draft: Draft, proposal: Proposal, reader: User, most: int
) -> tuple[list[Candidate], list[Candidate]]:
    """The best others for the mentee of a pair, and for its mentor."""
    view = _View(draft, load_pool(draft.cohort), _partners(draft), proposal, reader)
    return _mentors(view, proposal.mentee, "", most), _mentees(view, proposal.mentor, most)


@dataclass(frozen=True)
class _View:
    """What both sides of a look at a draft need: who takes part, whom the draft gives whom, the pair in hand,
    who reads.
    """

    draft: Draft
    pool: Pool
    partners: dict[int, list[Proposal]]
    now: Proposal | None
    reader: User

    def is_own(self, place: Enrolment) -> bool:
        return is_own(place, self.reader)

    @cached_property
    def rules(self) -> Rules:
        return rules_of_draft(self.draft)

    @cached_property
    def with_present_mentor(self) -> dict[str, int]:
        """What everybody would score with the mentor of the pair in hand, unless that is who reads."""
        if self.now is not None and self.is_own(self.now.mentor):
            return {}
        table = self.pool.only(mentor=self.now.mentor.code if self.now else "").score(self.rules)
        if not table.mentors:
            return {}
        scores = table.score[:, 0].tolist()
        return {one.id: score for one, score in zip(table.mentees, scores, strict=True) if score >= 0}


def _mentors(view: _View, mentee: Enrolment, search: str, most: int) -> list[Candidate]:
    table = view.pool.only(mentee=mentee.code).score(view.rules)
    if not table.mentees or view.is_own(mentee):
        return []
    scores = {one.id: score for one, score in zip(table.mentors, table.score[0, :].tolist(), strict=True)}
    found = [
        _candidate(view, table, place, (mentee.code, place.code), scores[place.code])
        for place in _places(view, scores, search)
    ]
    return sorted(found, key=lambda one: (not one.free, -one.fit, one.code))[:most]


def _mentees(view: _View, mentor: Enrolment, most: int) -> list[Candidate]:
    table = view.pool.only(mentor=mentor.code).score(view.rules)
    if not table.mentors or view.is_own(mentor):
        return []
    scores = {one.id: score for one, score in zip(table.mentees, table.score[:, 0].tolist(), strict=True)}
    already_theirs = {pair.mentee_id for pair in view.partners.get(mentor.pk, [])}
    found = [
        _candidate(view, table, place, (place.code, mentor.code), scores[place.code])
        for place in _places(view, scores, "")
        if place.pk not in already_theirs
    ]
    return sorted(found, key=lambda one: (-one.fit, one.code))[:most]


def _places(view: _View, scores: dict[str, int], search: str) -> list[Enrolment]:
    """The possible ones among those scored, without the pair in hand and without who reads."""
    present = {view.now.mentor_id, view.now.mentee_id} if view.now else set()
    possible = [code for code, score in scores.items() if score >= 0]
    rows = Enrolment.objects.filter(cohort=view.draft.cohort, code__in=possible).select_related("person")
    return [
        row for row in rows if row.pk not in present and not view.is_own(row) and _named(row.person, search)
    ]


def _candidate(
    view: _View, table: ScoreTable, place: Enrolment, pair: tuple[str, str], score: int
) -> Candidate:
    pairs = view.partners.get(place.pk, [])
    room = max(_room(table, place.code) - len(pairs), 0)
    return Candidate(
        code=place.code,
        person=place.person,
        fit=score // 100,
        room=room,
        capacity=place.capacity,
        chips=chips(points_of(table, *pair)),
        works_with=_joined([_partner(pair, place).shown_name for pair in pairs]),
        swaps=[] if room else _swaps(view, pairs),
    )


def _swaps(view: _View, pairs: Sequence[Proposal]) -> list[Swap]:
    """A pair that somebody locked, or that is published already, is not offered: whoever wants it unlocks it first."""
    own = view.now.mentee_id if view.now else None
    return [
        Swap(
            pair=f"{pair.code}:{pair.version}",
            name=pair.mentee.person.shown_name,
            fit=view.with_present_mentor[pair.mentee.code] // 100,
        )
        for pair in pairs
        if pair.mentee.code in view.with_present_mentor
        and pair.mentee_id != own
        and not view.is_own(pair.mentee)
        and not _stays(pair)
    ]


def _stays(pair: Proposal) -> bool:
    return pair.locked or pair.publication_id is not None


def _partner(pair: Proposal, place: Enrolment) -> Person:
    return (pair.mentee if pair.mentor_id == place.pk else pair.mentor).person


def _partners(draft: Draft) -> dict[int, list[Proposal]]:
    """The pairs of everybody in the draft, by the id of their place. Those published by now are none of them: their
    places are taken, and nobody can be exchanged with them.
    """
    found: dict[int, list[Proposal]] = {}
    waiting = draft.proposals.filter(publication=None)
    for row in waiting.select_related("mentor__person", "mentee__person").order_by("pk"):
        found.setdefault(row.mentor_id, []).append(row)
        found.setdefault(row.mentee_id, []).append(row)
    return found


def _room(table: ScoreTable, code: str) -> int:
    if code in table.mentor_at:
        return table.mentors[table.mentor_at[code]].capacity
    return table.mentees[table.mentee_at[code]].wants


def _named(person: Person, search: str) -> bool:
    words = search.casefold().split()
    text = f"{person.name} {person.reference} {person.email} {person.department}".casefold()
    return all(word in text for word in words)


def _joined(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
