"""Who else would do: candidates for a mentee, alternatives for both of a pair, with what each would change."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matching.engine import ScoreTable
from matching.models import Draft, Proposal
from matching.queries.points import points_of
from matching.queries.pool import load_pool
from matching.queries.sentences import chips
from programs.models import Enrolment, Person

SHOWN = 30


@dataclass(frozen=True)
class Candidate:
    """Somebody who would do, with the fit and what choosing them changes."""

    code: str
    person: Person
    fit: int
    change: int  # against the fit of now; the fit itself where there is none
    room: int  # places left after this draft
    capacity: int
    chips: list[tuple[str, str]]
    works_with: str  # whom the draft gives them

    @property
    def free(self) -> bool:
        return self.room > 0


def mentors_for(
    draft: Draft, mentee: Enrolment, *, now: Proposal | None = None, search: str = "", most: int = SHOWN
) -> list[Candidate]:
    """Possible mentors of a mentee: those with a free place first, then by fit. The present one is left out."""
    table = load_pool(draft.cohort).only(mentee=mentee.code).score(draft.weights)
    if not table.mentees:
        return []
    scores = dict(zip([one.id for one in table.mentors], table.score[0, :].tolist(), strict=True))
    return _ranked(draft, scores, table, mentee.code, now=now, search=search, most=most)


def mentees_for(draft: Draft, mentor: Enrolment, *, now: Proposal, most: int) -> list[Candidate]:
    """Possible mentees of a mentor by fit, the present one left out."""
    table = load_pool(draft.cohort).only(mentor=mentor.code).score(draft.weights)
    if not table.mentors:
        return []
    scores = dict(zip([one.id for one in table.mentees], table.score[:, 0].tolist(), strict=True))
    return _ranked(draft, scores, table, mentor.code, now=now, search="", most=most)


def _ranked(
    draft: Draft,
    scores: dict[str, int],
    table: ScoreTable,
    own: str,
    *,
    now: Proposal | None,
    search: str,
    most: int,
) -> list[Candidate]:
    partners = _partners(draft)
    present = {now.mentor_id, now.mentee_id} if now else set()
    places = Enrolment.objects.filter(cohort=draft.cohort, code__in=list(scores)).select_related("person")
    for_mentee = own in table.mentee_at
    found = []
    for place in places:
        if place.pk in present or scores[place.code] < 0 or not _named(place.person, search):
            continue
        pair = (own, place.code) if for_mentee else (place.code, own)
        room = _room(table, place.code) - len(partners.get(place.pk, []))
        found.append((room > 0 or not for_mentee, scores[place.code], place, pair, room))
    found.sort(key=lambda one: (not one[0], -one[1], one[2].code))
    base = now.score // 100 if now else 0
    return [
        Candidate(
            code=place.code,
            person=place.person,
            fit=score // 100,
            change=score // 100 - base,
            room=max(room, 0),
            capacity=place.capacity,
            chips=chips(points_of(table, *pair)),
            works_with=_joined(partners.get(place.pk, [])),
        )
        for _free, score, place, pair, room in found[:most]
    ]


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
