"""Move every private text and file under the first of FIELD_KEYS. Safe to stop, to repeat, and while people work."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from mentorship.management.copies.keys import encrypted_columns, fingerprint, rotate_column


class Command(BaseCommand):
    help = "After putting a new key in front of FIELD_KEYS and restarting: encrypt everything under it."

    def handle(self, *args: Any, **options: Any) -> None:
        moved = kept = 0
        for column in encrypted_columns():
            one, other = rotate_column(column)
            moved, kept = moved + one, kept + other
        self.stdout.write(
            f"{moved} moved under key {fingerprint(settings.FIELD_KEYS[0])}, {kept} were there already."
        )
        if moved:
            self.stdout.write("Run it once more: whoever wrote meanwhile may have used an older key.")
        elif older := [fingerprint(key) for key in settings.FIELD_KEYS[1:]]:
            self.stdout.write(
                f"FIELD_KEYS no longer needs {', '.join(older)} for this database; backups made with them still do."
            )
