"""Public codes in addresses, and tokens in mails."""

import hashlib
import secrets
from typing import Any

from django.db.models import QuerySet
from django.urls.converters import StringConverter

# No vowels (no words by accident) and nothing that looks like something else.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
_ASKED = 1000  # codes in one statement


def new_code() -> str:
    """Six characters, 387 million of them: a name for an address, never a secret."""
    return "".join(secrets.choice(ALPHABET) for _ in range(6))


def fresh_codes(rows: QuerySet[Any], count: int) -> list[str]:
    """Codes nobody has, for rows that are written together. Ten thousand at random would meet a taken one in one write
    of eight, two thousand beside twenty thousand in one of ten. One statement for each thousand.
    """
    codes: set[str] = set()
    while len(codes) < count:
        more = {new_code() for _missing in range(min(count - len(codes), _ASKED))}
        codes |= more - set(rows.filter(code__in=more).values_list("code", flat=True))
    return list(codes)


class Code(StringConverter):
    """A code in an address. Whatever has another letter in it is a noun, and another page's."""

    regex = f"[{ALPHABET}]+"


def new_nonce() -> str:
    return secrets.token_urlsafe(16)


def hashed(token: str) -> str:
    """What the database keeps of a token (SHA-256, hex): enough to recognise it, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()
