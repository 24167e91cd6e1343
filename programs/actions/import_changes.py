"""The differences of a file taken over: facts of people who are here already. Part of the import's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model

from mentorship.accounts.models import User
from programs.actions import audit
from programs.models import Cohort, Enrolment, Person
from programs.queries.importing_changes import Change, Difference

MODELS: dict[str, type[Model]] = {"person": Person, "enrolment": Enrolment}


def take_changes(changes: Sequence[Change], *, cohort: Cohort, by: User | None) -> list[dict[str, Any]]:
    """Answers what was changed, so that it can be taken back: each fact with what it was and became."""
    differences = [one for change in changes for one in change.differences]  # answers: `import_answers`
    write_facts(differences)  # 1 the facts
    people = Person.objects.filter(pk__in=[one.pk for one in differences if one.model == "person"])
    places = Enrolment.objects.filter(pk__in=[one.pk for one in differences if one.model == "enrolment"])
    organisation = cohort.program.organisation
    for rows in (people, places.select_related("cohort")):  # 2 that they were, of each
        audit.record_all("person.edited", targets=rows, by=by, organisation=organisation)
    return [{**vars(one)} for one in differences]


def write_facts(differences: Iterable[Difference]) -> None:
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for one in differences:
        found.setdefault((one.model, one.pk), {})[one.field] = one.after
    for name, model in MODELS.items():
        facts = {pk: changed for (of, pk), changed in found.items() if of == name}
        _write(model, facts)


def _write(model: Any, facts: Mapping[int, Mapping[str, Any]]) -> None:
    rows = model.objects.select_for_update().filter(pk__in=list(facts)).order_by("pk")
    fields: set[str] = set()
    changed = []
    for row in rows:
        for field, value in facts[row.pk].items():
            setattr(row, field, value)
            fields.add(field)
        changed.append(row)
    if changed:
        model.objects.bulk_update(changed, sorted(fields), batch_size=200)
