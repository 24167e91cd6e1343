"""What a test has committed is deleted after it, row by row; Django would truncate all 130 tables.

On PostgreSQL a truncated table is a new file, and so is each of its indexes: more than a second of work after every
such test, however few rows it wrote. What migrations leave in Django's own tables stays, else it is made each time.
Our foreign keys are checked when the transaction ends, so the order of the tables does not matter.
"""

from typing import Any

from django.db.backends.base.operations import BaseDatabaseOperations

STAY = {"django_content_type", "auth_permission"}


def delete_rows_to_flush(ops: BaseDatabaseOperations) -> None:
    """Only for `flush` as tests call it; who wants sequences to start over gets Django's own."""
    whole = ops.sql_flush

    def sql_flush(style: Any, tables: Any, *, reset_sequences: bool = False, **how: Any) -> list[str]:
        if reset_sequences:
            return list(whole(style, tables, reset_sequences=True, **how))
        return [f"DELETE FROM {ops.quote_name(table)}" for table in tables if table not in STAY]

    ops.sql_flush = sql_flush  # type: ignore[method-assign]
