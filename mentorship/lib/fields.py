"""The one model field for private text, the one for lists of words, and the one for names."""

import json
import unicodedata
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


class EncryptedBytesField(models.BinaryField):
    """A file that rests encrypted in the database, so that one backup holds everything. Defer it in lists."""

    description = "Encrypted bytes"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not prepared:
            value = cipher().encrypt(bytes(value))
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> bytes | None:
        if value is None:
            return None
        try:
            return cipher().decrypt(bytes(value))
        except InvalidToken as error:
            raise ImproperlyConfigured(
                "FIELD_KEYS does not open the private files in this database."
            ) from error


class WordsField(models.JSONField):
    """A list of words as people gave them (tags, languages), in order, without repeats."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


class EncryptedWordsField(EncryptedTextField):
    """A list of words that rests encrypted: for what two people chose between themselves."""

    # For mypy's Django plugin: what may be assigned, what is read.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) and value else value or []

    def get_prep_value(self, value: Any) -> Any:
        return cipher().encrypt(json.dumps(list(value)).encode()).decode() if value else ""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return self.to_python(super().from_db_value(value, expression, connection))


def on_one_line(text: str) -> str:
    """One space for any run of white space, line breaks among them; a mark for each control character.

    Nothing is dropped, so what was not empty stays so.
    """
    return "".join("\ufffd" if unicodedata.category(one) == "Cc" else one for one in " ".join(text.split()))


class LineField(models.CharField):
    """A name: it stands in headers of mails and in lists, so it is one line whoever wrote it (form, import, code).

    To the database and to migrations it is a CharField.
    """

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return on_one_line(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
