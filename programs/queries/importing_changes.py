"""People of a file who are here already, and say something else there: the difference, to be shown before it is taken.

Only what coordinators keep about people, never what somebody wrote; an empty cell changes nothing. What people are good
at and look for is theirs once they have signed in. People whom programs of others know too are left alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from programs import policies
from programs.models import Cohort, Enrolment, Person
from programs.queries.importing_answers import AnswerDifference, answer_differences, given_answers
from programs.queries.importing_questions import Ask
from programs.queries.importing_reader import Entry

FACTS: dict[str, str | Promise] = {
    "name": _("Name"),
    "reference": _("Own reference"),
    "department": _("Department"),
    "seniority": _("Seniority"),
    "languages": _("Languages"),
    "time_zone": _("Time zone"),
}
ANSWERS: dict[str, str | Promise] = {"topics": _("Topics"), "expertise": _("Expertise and areas")}


@dataclass(frozen=True)
class Difference:
    """One fact of one row: `model` and `pk` say of what."""

    model: str  # "person" or "enrolment"
    pk: int
    field: str
    before: Any
    after: Any

    @property
    def label(self) -> str | Promise:
        return {**FACTS, **ANSWERS}[self.field]

    @property
    def was(self) -> str:
        return _shown(self.field, self.before)

    @property
    def becomes(self) -> str:
        return _shown(self.field, self.after)


@dataclass(frozen=True)
class Change:
    row: int
    shown: str
    differences: tuple[Difference, ...]
    answers: tuple[AnswerDifference, ...] = ()

    @property
    def shown_differences(self) -> list[Difference | AnswerDifference]:
        return [*self.differences, *self.answers]


def changes_of(
    entries: Mapping[int, Sequence[Entry]], cohort: Cohort, by: User | None, asks: Sequence[Ask] = ()
) -> list[Change]:
    """`entries`: what the file says of people who are here, by their id. Three statements, two more where columns are
    questions; or none."""
    if not entries:
        return []
    people = Person.objects.filter(organisation=cohort.program.organisation_id)
    people = people.visible_to(by) if by else people
    known = people.select_related("user").in_bulk(list(entries))
    others = policies.known_elsewhere(entries, by) if by else set()
    rows = Enrolment.objects.filter(cohort=cohort, person__in=list(known))
    places = {(row.person_id, row.role): row for row in rows}
    given = given_answers(cohort, asks, by)
    found = []
    for pk, said in entries.items():
        if pk in known and pk not in others:
            answers = tuple(answer_differences(known[pk], said, places, asks, given))
            found.append(replace(_change(known[pk], said, places), answers=answers))
    return [change for change in found if change.shown_differences]


def _change(person: Person, said: Sequence[Entry], places: Mapping[tuple[int, str], Enrolment]) -> Change:
    """The last row of a file that says something has the word."""
    facts: dict[str, Any] = {}
    for entry in said:
        facts |= {field: entry.person.get(field) for field in FACTS if _says(entry.person.get(field))}
        if entry.reference and not person.reference:
            facts["reference"] = entry.reference
    found = list(_differences("person", person, facts))
    if person.user is None or person.user.last_login is None:
        for entry in said:
            if (place := places.get((person.pk, entry.role))) is not None:
                answers = {field: entry.place[field] for field in ANSWERS if _says(entry.place[field])}
                found += _differences("enrolment", place, answers)
    return Change(said[0].row, person.shown_name, tuple(found))


def _says(value: Any) -> bool:
    return value not in (None, "", [])


def _differences(model: str, row: Person | Enrolment, facts: Mapping[str, Any]) -> Iterable[Difference]:
    for field, after in facts.items():
        before = getattr(row, field)
        if before != after:
            yield Difference(model, row.pk, field, before, after)


def _shown(field: str, value: Any) -> str:
    if not _says(value):
        return ""
    if field == "seniority":
        return str(Person.Seniority(value).label)
    return ", ".join(value) if isinstance(value, list) else str(value)
