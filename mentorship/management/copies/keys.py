"""The keys of private text: naming them without telling them, and moving every row under the first one."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from mentorship.lib.fields import EncryptedBytesField, EncryptedTextField, cipher

BATCH = 500


@dataclass(frozen=True)
class Column:
    """One encrypted column; `pk` is the name of its table's key."""

    table: str
    pk: str
    name: str


def fingerprint(key: str) -> str:
    """What names a key: nobody gets from it to the key, which is 256 random bits."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def fingerprints() -> list[str]:
    return [fingerprint(key) for key in settings.FIELD_KEYS]


def encrypted_columns() -> list[Column]:
    """Every column of ours that holds private text or files."""
    found = []
    for model in apps.get_models():
        facts = model._meta  # noqa: SLF001 - Django's documented way to ask a model for its fields
        found += [
            Column(facts.db_table, facts.pk.attname, str(field.column))
            for field in facts.local_concrete_fields
            if isinstance(field, EncryptedTextField | EncryptedBytesField)
        ]
    return found


def rotate_column(column: Column, *, batch: int = BATCH) -> tuple[int, int]:
    """Move every row of a column under the first key. Answers how many were moved, how many were there already.

    A row that somebody writes meanwhile is left as they wrote it: the update compares with what was read.
    """
    first = Fernet(settings.FIELD_KEYS[0].encode())
    moved = kept = 0
    for found in _batches(column, batch):
        with transaction.atomic():
            for pk, stored in found:
                if _opens(first, stored):
                    kept += 1
                else:
                    moved += move(column, pk, stored)
    return moved, kept


def move(column: Column, pk: int, stored: str | bytes) -> int:
    """One value under the first key, if it still is what was read. Answers how many rows changed: one or none."""
    quote = connection.ops.quote_name
    update = (
        f"UPDATE {quote(column.table)} SET {quote(column.name)} = %s "  # noqa: S608 - our own names
        f"WHERE {quote(column.pk)} = %s AND {quote(column.name)} = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(update, [_rotated(stored), pk, stored])
        return int(cursor.rowcount)


def _batches(column: Column, size: int) -> Iterator[list[tuple[Any, Any]]]:
    quote = connection.ops.quote_name
    select = (
        f"SELECT {quote(column.pk)}, {quote(column.name)} FROM {quote(column.table)} "  # noqa: S608 - our own names
        f"WHERE {quote(column.pk)} > %s ORDER BY {quote(column.pk)} LIMIT {size}"
    )
    last: Any = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(select, [last])
            rows = cursor.fetchall()
        if not rows:
            return
        last = rows[-1][0]
        yield [(pk, _plain(stored)) for pk, stored in rows if stored not in (None, "")]


def _plain(stored: Any) -> str | bytes:
    return stored if isinstance(stored, str) else bytes(stored)


def _rotated(stored: str | bytes) -> str | bytes:
    """Under the first key, as text or as bytes, whichever it was."""
    if isinstance(stored, bytes):
        return cipher().rotate(stored)
    return cipher().rotate(stored.encode()).decode()


def _opens(key: Fernet, stored: str | bytes) -> bool:
    try:
        key.decrypt(stored if isinstance(stored, bytes) else stored.encode())
    except InvalidToken:
        return False
    return True
