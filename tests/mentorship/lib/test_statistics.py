"""PostgreSQL plans by how many rows it believes a table has; after thousands came at once it is told."""

import pytest
from django.db import connection, models

from mentorship.lib.statistics import MANY, renew_statistics
from programs.actions.imports import choose_columns, import_people, keep_file
from programs.models import Enrolment, Mentorship, Organisation
from programs.queries.importing import Upload
from programs.queries.importing_reader import Choices
from sessions.models import Meeting

PAIRS = "mentor,mentor email,mentee,mentee email,dates met\n"


def believed(table: type[models.Model]) -> int:
    """How many rows PostgreSQL plans for; -1 where it never looked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [table._meta.db_table])
        return int(cursor.fetchone()[0])


@pytest.mark.postgres
def test_statistics_are_those_of_the_rows_there_are_now(db):
    Organisation.objects.bulk_create(Organisation(name=f"Orchard {number}") for number in range(50))
    renew_statistics(Organisation)
    assert believed(Organisation) == 50


@pytest.mark.postgres
@pytest.mark.parametrize(("rows", "renewed"), [(MANY, True), (MANY // 2 - 1, False)])
def test_pages_after_an_import_of_many_pairs_are_planned_for_as_many(world, rows, renewed):
    renew_statistics(Enrolment, Mentorship, Meeting)
    before = [believed(table) for table in (Enrolment, Mentorship, Meeting)]
    pairs = [f"M{n},m{n}@example.org,E{n},e{n}@example.org,2025-11-03" for n in range(rows)]
    text = PAIRS + "\n".join(pairs) + "\n"
    kept = keep_file(cohort=world.cohort, upload=Upload(text, "UTF-8"), filename="pairs.csv", by=world.mira)
    choices = Choices.of(kept.mapping)
    import_people(upload=choose_columns(upload=kept, choices=choices), by=world.mira)
    assert Mentorship.objects.filter(cohort=world.cohort).count() == rows + 2
    after = [believed(table) for table in (Enrolment, Mentorship, Meeting)]
    added = zip(before, after, (2 * rows, rows, rows), strict=True)
    assert {now >= known + more for known, now, more in added} == {renewed}
