"""How a line of the log looks: a link that opens something never stands in it."""

import logging
import re
from typing import Any

# What follows /invite/, /start/, /open/ or /calendar/ is a key. `%2F` is the same path inside a query string.
_KEY = re.compile(r"((?:/|%2F)(?:invite|start|open|calendar)(?:/|%2F))[^\s/?&#%\"'<>]+", re.IGNORECASE)


def hide_keys(text: str) -> str:
    return _KEY.sub(r"\1…", text)


class LineWithoutKeys(logging.Formatter):
    """A formatter and not a filter: it sees the finished line, arguments and traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return hide_keys(super().format(record))


def to_console(level: str) -> dict[str, Any]:
    """The logging configuration: one handler for all. Django's own handlers would print a key as it is."""
    line = {
        "()": LineWithoutKeys,
        "fmt": "{asctime} {levelname} {name} {message}",
        "style": "{",
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": []},
            "django.server": {"handlers": [], "propagate": True},
            "django.request": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
        },
    }
