"""Telling PostgreSQL how many rows there are, after thousands came at once.

Until it has looked again by itself, which may take a minute, it plans for tables as small as they were. Measured with
2,000 pairs just written: the list of mentorships does not come within its three seconds; with statistics it takes a
fifth of a second.
"""

from django.db import connection, models

MANY = 500  # rows at once, from which on it is worth it


def renew_statistics(*tables: type[models.Model], after: int = MANY) -> None:
    """ANALYZE these tables once so many rows came. Also inside a transaction. SQLite plans without."""
    if after < MANY or connection.vendor != "postgresql":
        return
    names = ", ".join(connection.ops.quote_name(table._meta.db_table) for table in tables)  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}")
