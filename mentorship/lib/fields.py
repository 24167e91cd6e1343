"""The one model field for private text, and the one for lists of words."""

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key.encode()) for key in keys])


def cipher() -> MultiFernet:
    """The first of FIELD_KEYS encrypts, all of them decrypt, so that a key can be rotated."""
    return _cipher(tuple(settings.FIELD_KEYS))


class EncryptedTextField(models.TextField):
    """Text that rests encrypted in the database and its backups (Fernet: AES-128-CBC with HMAC-SHA256).

    It cannot be searched or compared in SQL. A value no key opens is an ImproperlyConfigured error, never
    silently empty text.
    """

    description = "Encrypted text"

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        if value is None or value == "":
            return value
        return cipher().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        if value is None or value == "":
            return value
        try:
            return cipher().decrypt(value.encode()).decode()
        except InvalidToken as error:
            raise ImproperlyConfigured(
                "FIELD_KEYS does not open the private text in this database."
            ) from error

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in {"isnull", "exact"}:
            raise TypeError("Private text cannot be searched in the database.")
        return super().get_lookup(lookup_name)


class WordsField(models.JSONField):
    """A list of words as people gave them (tags, languages), in order, without repeats."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
