"""The demo is written once a day and process; on SQLite the next journey gets the whole file back as it was then.

To write it takes ten seconds of real actions. Its dates are told from the day on which it is written.
"""

import sqlite3
from datetime import date

from django.core.management import call_command
from django.db import connection

from mentorship.lib import clock

_kept: dict[date, sqlite3.Connection] = {}  # each a copy in memory


def seed_demo() -> None:
    """For tests that commit (`transaction=True`): a database is copied as others see it."""
    today = clock.now().date()
    connection.ensure_connection()
    if today in _kept:
        _kept[today].backup(connection.connection)
        return
    call_command("seed_demo", verbosity=0)
    if connection.vendor == "sqlite":
        _kept[today] = sqlite3.connect(":memory:")
        connection.connection.backup(_kept[today])
