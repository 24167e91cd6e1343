"""Public codes in addresses, and tokens in mails."""

import hashlib
import secrets

from django.urls.converters import StringConverter

# No vowels (no words by accident) and nothing that looks like something else.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"


def new_code() -> str:
    """Six characters, 387 million of them: a name for an address, never a secret."""
    return "".join(secrets.choice(ALPHABET) for _ in range(6))


class Code(StringConverter):
    """A code in an address. Whatever has another letter in it is a noun, and another page's."""

    regex = f"[{ALPHABET}]+"


def new_nonce() -> str:
    return secrets.token_urlsafe(16)


def hashed(token: str) -> str:
    """What the database keeps of a token (SHA-256, hex): enough to recognise it, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()
