"""Let a restored copy send again. What waited is dropped: the original may have sent it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mentorship import outbox
from mentorship.notifications import holds


class Command(BaseCommand):
    help = "End the hold on mail that `restore` set."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--send-waiting", action="store_true", help="send also what waited, instead of dropping it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if (held := holds.current()) is None:
            self.stdout.write("Mail is not on hold.")
            return
        outbox.plan_due()  # so that what fell due while on hold is dropped too, not sent a second time
        dropped = 0 if options["send_waiting"] else holds.drop_waiting()
        holds.release()
        self.stdout.write(f"Mail goes out again ({held.reason}). Dropped: {dropped} that waited.")
