"""Reading all rows out of a running database at one instant, and putting them back: PostgreSQL and SQLite."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.color import no_style
from django.db import connection, transaction

from mentorship.lib.fields import cipher
from mentorship.management.copies.archive import Manifest
from mentorship.management.copies.keys import encrypted_columns

# Not worth keeping, or a danger: a restored session would sign somebody in. Migrations are compared, not copied.
LEFT_OUT = {"django_session", "django_migrations"}
SQLITE_PART = "database.sqlite3"


def tables() -> list[str]:
    cache = settings.CACHES["default"].get("LOCATION", "")
    return sorted(set(connection.introspection.table_names()) - LEFT_OUT - {cache})


def copy_out(folder: Path) -> tuple[dict[str, int], dict[str, list[str]], dict[str, Path]]:
    """Rows of each table, its columns, and the parts of the archive; people go on working meanwhile."""
    if connection.vendor == "sqlite":
        return _sqlite_out(folder)
    return _postgres_out(folder)


def refuse_other_tables(manifest: Manifest) -> None:
    """Names of a manifest become part of statements: all must be ours, and none of ours may be missing."""
    here, columns = set(tables()), manifest.columns
    fits = set(manifest.rows) == here and set(columns) <= here
    with connection.cursor() as cursor:
        for table in columns if fits else ():
            known = {one.name for one in connection.introspection.get_table_description(cursor, table)}
            fits = fits and set(columns[table]) == known
    if not fits:
        raise CommandError("This backup has other tables than this database. Nothing was changed.")


def copy_in(manifest: Manifest, parts: dict[str, Path]) -> None:
    """All or nothing. Raises CommandError, with the database as it was, when a count or a key does not fit."""
    if connection.vendor == "sqlite":
        _sqlite_in(manifest, parts)
    else:
        _postgres_in(manifest, parts)


def _postgres_out(folder: Path) -> tuple[dict[str, int], dict[str, list[str]], dict[str, Path]]:
    rows, columns, parts = {}, {}, {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in tables():
            description = connection.introspection.get_table_description(cursor, table)
            columns[table] = [column.name for column in description]
            path = folder / f"{table}.copy"
            with path.open("wb") as file:
                cursor.copy_expert(f"COPY {_named(table, columns[table])} TO STDOUT", file)
            rows[table], parts[path.name] = cursor.rowcount, path
    return rows, columns, parts


def _postgres_in(manifest: Manifest, parts: dict[str, Path]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        here = ", ".join(connection.ops.quote_name(table) for table in [*tables(), "django_session"])
        cursor.execute(f"TRUNCATE {here}")
        for table, columns in manifest.columns.items():
            with parts[f"{table}.copy"].open("rb") as file:
                cursor.copy_expert(f"COPY {_named(table, columns)} FROM STDIN", file)
            _refuse_unless_equal(table, cursor.rowcount, manifest.rows[table])
        for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
            cursor.execute(statement)
        refuse_unreadable(cursor)


def _named(table: str, columns: Iterable[str]) -> str:
    quote = connection.ops.quote_name
    return f"{quote(table)} ({', '.join(quote(column) for column in columns)})"


def _sqlite_out(folder: Path) -> tuple[dict[str, int], dict[str, list[str]], dict[str, Path]]:
    path = folder / SQLITE_PART
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    try:
        connection.connection.backup(
            copy
        )  # SQLite's own online backup: one instant, whoever writes meanwhile
        for table in [*LEFT_OUT - {"django_migrations"}, settings.CACHES["default"].get("LOCATION", "")]:
            if table and copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone():
                copy.execute(f'DELETE FROM "{table}"')  # noqa: S608 - our own names
        copy.commit()
        copy.execute("VACUUM")
        rows = _sqlite_rows(copy, tables())
    finally:
        copy.close()
    return rows, {}, {SQLITE_PART: path}


def _sqlite_in(manifest: Manifest, parts: dict[str, Path]) -> None:
    copy = sqlite3.connect(parts[SQLITE_PART])
    try:
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise CommandError("The database in this backup is damaged. Nothing was changed.")
        for table, count in _sqlite_rows(copy, list(manifest.rows)).items():
            _refuse_unless_equal(table, count, manifest.rows[table])
        refuse_unreadable(copy)
        connection.ensure_connection()
        copy.backup(connection.connection)
    finally:
        copy.close()


def _sqlite_rows(copy: sqlite3.Connection, names: list[str]) -> dict[str, int]:
    return {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def refuse_unreadable(cursor: Any) -> None:
    """One value of every encrypted column must open with FIELD_KEYS."""
    for column in encrypted_columns():
        found = cursor.execute(
            f'SELECT "{column.name}" FROM "{column.table}" '  # noqa: S608 - our own names
            f'WHERE "{column.name}" IS NOT NULL AND length("{column.name}") > 0 LIMIT 1'
        )
        row = (found or cursor).fetchone()
        try:
            if row:
                cipher().decrypt(row[0] if isinstance(row[0], str) else bytes(row[0]))
        except InvalidToken as error:
            raise CommandError(
                f"FIELD_KEYS does not open {column.table}.{column.name}. Nothing was changed."
            ) from error


def _refuse_unless_equal(table: str, found: int, stated: int) -> None:
    if found != stated:
        raise CommandError(f"{table}: {found} rows where the manifest says {stated}. Nothing was changed.")
