"""What an import wrote, remembered for a day: each row by its table and id, with a print of how it was.

A print tells whether somebody changed the row since; it is made of the row as the database has it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Any

from django.apps import apps
from django.db.models import Model

BATCH = 500
Prints = dict[int, str]
Trail = dict[str, Prints]  # by the label of the model


@dataclass
class Written:
    """Collects the ids of rows while an import writes them, by model."""

    rows: dict[type[Model], list[int]] = field(default_factory=dict)
    facts: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # codes of questions that the file brought

    def add(self, rows: Iterable[Model]) -> None:
        for row in rows:
            self.rows.setdefault(type(row), []).append(int(row.pk))


def label_of(model: type[Model]) -> str:
    return model._meta.label  # noqa: SLF001 - Django documents _meta as public


def model_of(label: str) -> Any:
    return apps.get_model(label)


def prints_of(model: Any, ids: Iterable[int]) -> Prints:
    """Rows that are there no longer have none."""
    names = [one.attname for one in model._meta.concrete_fields]  # noqa: SLF001 - as above
    found: Prints = {}
    for batch in _batches(sorted(ids)):
        for values in model._base_manager.filter(pk__in=batch).values_list("pk", *names):  # noqa: SLF001 - as above
            found[values[0]] = _print(values[1:])
    return found


def _print(values: Sequence[Any]) -> str:
    return blake2s(repr(values).encode(), digest_size=4).hexdigest()


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def touched_by_others(model: Any, ids: set[int], ours: Mapping[str, Iterable[int]]) -> set[int]:
    """Those of `ids` to which a row points that the import did not write."""
    touched: set[int] = set()
    for relation in model._meta.related_objects:  # noqa: SLF001 - as above
        if not relation.concrete and relation.field.many_to_many:
            continue
        label, name = label_of(relation.related_model), relation.field.attname
        # An address is made with the account; signing in changes the account too. A veto goes with whom it is about:
        # what stays for its sake would tell that there is one.
        if label in ("account.EmailAddress", "programs.Veto"):
            continue
        known = set(ours.get(label, ()))
        for batch in _batches(sorted(ids)):
            pointing = relation.related_model._base_manager.filter(**{f"{name}__in": batch})  # noqa: SLF001 - as above
            touched |= {at for pk, at in pointing.values_list("pk", name) if pk not in known}
    return touched


def written_down(written: Written) -> str:
    """As it rests in the row of the import, encrypted; empty where nothing was written."""
    rows = {label_of(model): prints_of(model, ids) for model, ids in written.rows.items()}
    if not rows and not written.facts:
        return ""
    found = {"rows": rows, "updates": written.facts, "asked": written.asked}
    return json.dumps(found, separators=(",", ":"))


def read_back(text: str) -> tuple[Trail, list[dict[str, Any]], list[str]]:
    found = json.loads(text)
    trail = {label: {int(pk): seen for pk, seen in rows.items()} for label, rows in found["rows"].items()}
    return trail, found["updates"], found.get("asked", [])
