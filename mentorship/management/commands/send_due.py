"""Plan and send what is due, once: what a worker does every minute, without a worker."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentorship import jobs, outbox
from mentorship.lib import clock


class Command(BaseCommand):
    help = "Plan what is due and send it, then end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="one sweep, then end (this command never does more)"
        )
        parser.add_argument("--as-of", help="as if it were this time, such as 2026-11-23T08:30+01:00")

    def handle(self, *args: Any, **options: Any) -> None:
        as_of = instant(options["as_of"]) if options["as_of"] else None
        outbox.plan_due(as_of)
        if not settings.MAIL_WORKS:
            self.stdout.write("EMAIL_URL is not set: what is due waits in the ledger.")
            return
        tally = outbox.send_due(as_of)
        if settings.DEMO and as_of:
            with clock.at(as_of):
                jobs.beat("demo_morning")  # “Next morning” goes on from here
        said = ", ".join(f"{count} {name}" for name, count in sorted(tally.items()))
        self.stdout.write(said or "Nothing was due.")


def instant(text: str) -> datetime:
    """An ISO time; without an offset it is meant in TIME_ZONE."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--as-of needs a time such as 2026-11-23T08:30+01:00, not “{text}”.") from error
    return found if found.tzinfo else timezone.make_aware(found)
