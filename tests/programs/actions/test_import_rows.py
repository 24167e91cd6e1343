"""The rows of a file: codes of their own, and few statements."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorship.lib import codes
from programs.actions.imports import import_people
from programs.models import PeopleImport, Person
from tests.programs.actions.test_imports import imported, prepared
from tests.world import World


def test_import_people_gives_codes_nobody_has(world: World, monkeypatch: pytest.MonkeyPatch):
    taken = Person.objects.values_list("code", flat=True)[0]
    drawn = iter([taken, "bbbbbb", "cccccc", "bbbbbb", "dddddd", "ffffff"])
    monkeypatch.setattr(codes, "new_code", lambda: next(drawn))
    imported(world, "id\n7\n8\n")
    rows = Person.objects.filter(reference__in=["7", "8"])
    assert {row.code for row in rows} == {"bbbbbb", "cccccc"}


def statements(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        work()
    return len(queries)


def test_import_people_takes_as_many_statements_for_thirty_as_for_one(world: World):
    def upload(rows: int, start: int) -> PeopleImport:
        lines = [f"p{start + n}@example.org,R{start + n},ada@orchard.example" for n in range(rows)]
        return prepared(world, "email,id,manager\n" + "\n".join(lines) + "\n")

    counts = []
    for rows in (1, 3, 30):
        kept = upload(rows, start=100 * rows)
        counts.append(statements(lambda kept=kept: import_people(upload=kept, by=world.mira)))
    assert counts[0] == counts[1] == counts[2]
    assert counts[0] <= 27
