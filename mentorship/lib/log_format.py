"""How a line of the log looks: a link that opens something never stands in it."""

import logging
import re

# What follows /invite/, /start/ or /open/ is a key. `%2F` is the same path inside a query string.
_KEY = re.compile(r"((?:/|%2F)(?:invite|start|open)(?:/|%2F))[^\s/?&#%\"'<>]+", re.IGNORECASE)


def hide_keys(text: str) -> str:
    return _KEY.sub(r"\1…", text)


class LineWithoutKeys(logging.Formatter):
    """A formatter and not a filter: it sees the finished line, arguments and traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return hide_keys(super().format(record))
