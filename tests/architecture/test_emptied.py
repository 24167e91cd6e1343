"""The tests' own way of clearing up (tests/emptied.py) leaves no row that a test wrote."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests.emptied import STAY
from tests.world import build_world


def tables_with_rows() -> set[str]:
    with connection.cursor() as cursor:
        found = set()
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
            if cursor.fetchone():
                found.add(table)
        return found


@pytest.mark.django_db(transaction=True)
def test_nothing_a_test_committed_is_there_after_it():
    build_world()
    assert "accounts_user" in tables_with_rows()
    # As Django calls it after a test.
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
    assert tables_with_rows() == STAY
