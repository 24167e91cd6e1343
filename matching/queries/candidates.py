"""Who else would do: candidates for a mentee, alternatives for both of a pair, with what each would change."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matching.engine import ScoreTable
from matching.models import Draft, Proposal
from matching.queries.points import points_of
from matching.queries.pool import Pool, load_pool
from matching.queries.sentences import chips
from programs.models import Enrolment, Person

SHOWN = 30


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

    @property
    def free(self) -> bool:
        return self.room > 0


def mentors_for(
    draft: Draft, mentee: Enrolment, *, now: Proposal | None = None, search: str = ""
) -> list[Candidate]:
    """Possible mentors of a mentee: those with a free place first, then by fit. The present one is left out."""
    view = _View(draft, load_pool(draft.cohort), _partners(draft), now)
    return _mentors(view, mentee, search, SHOWN)


def alternatives(draft: Draft, proposal: Proposal, most: int) -> tuple[list[Candidate], list[Candidate]]:
    """The best others for the mentee of a pair, and for its mentor."""
    view = _View(draft, load_pool(draft.cohort), _partners(draft), proposal)
    return _mentors(view, proposal.mentee, "", most), _mentees(view, proposal.mentor, most)


@dataclass(frozen=True)
class _View:
    """What both sides of a look at a draft need: who takes part, whom the draft gives whom, the pair in hand."""

    draft: Draft
    pool: Pool
    partners: dict[int, list[str]]
    now: Proposal | None


def _mentors(view: _View, mentee: Enrolment, search: str, most: int) -> list[Candidate]:
    table = view.pool.only(mentee=mentee.code).score(view.draft.weights)
    if not table.mentees:
        return []
    scores = {one.id: score for one, score in zip(table.mentors, table.score[0, :].tolist(), strict=True)}
    found = [
        _candidate(view, table, place, (mentee.code, place.code), scores[place.code])
        for place in _places(view, scores, search)
    ]
    return sorted(found, key=lambda one: (not one.free, -one.fit, one.code))[:most]


def _mentees(view: _View, mentor: Enrolment, most: int) -> list[Candidate]:
    table = view.pool.only(mentor=mentor.code).score(view.draft.weights)
    if not table.mentors:
        return []
    scores = {one.id: score for one, score in zip(table.mentees, table.score[:, 0].tolist(), strict=True)}
    found = [
        _candidate(view, table, place, (place.code, mentor.code), scores[place.code])
        for place in _places(view, scores, "")
    ]
    return sorted(found, key=lambda one: (-one.fit, one.code))[:most]


def _places(view: _View, scores: dict[str, int], search: str) -> list[Enrolment]:
    """The possible ones among those scored, without the pair in hand."""
    present = {view.now.mentor_id, view.now.mentee_id} if view.now else set()
    possible = [code for code, score in scores.items() if score >= 0]
    rows = Enrolment.objects.filter(cohort=view.draft.cohort, code__in=possible).select_related("person")
    return [row for row in rows if row.pk not in present and _named(row.person, search)]


def _candidate(
    view: _View, table: ScoreTable, place: Enrolment, pair: tuple[str, str], score: int
) -> Candidate:
    partners = view.partners.get(place.pk, [])
    return Candidate(
        code=place.code,
        person=place.person,
        fit=score // 100,
        room=max(_room(table, place.code) - len(partners), 0),
        capacity=place.capacity,
        chips=chips(points_of(table, *pair)),
        works_with=_joined(partners),
    )


def _partners(draft: Draft) -> dict[int, list[str]]:
    """Whom the draft gives everybody, by the id of their place."""
    partners: dict[int, list[str]] = {}
    for row in draft.proposals.select_related("mentor__person", "mentee__person"):
        partners.setdefault(row.mentor_id, []).append(row.mentee.person.shown_name)
        partners.setdefault(row.mentee_id, []).append(row.mentor.person.shown_name)
    return partners


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
