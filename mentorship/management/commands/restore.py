"""Put a copy back. It refuses before it touches anything, and what it restored sends nothing until told to."""

import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mentorship.accounts.models import User
from mentorship.management.copies import archive, databases
from mentorship.notifications import holds


class Command(BaseCommand):
    help = "Put the copy in FILE (or - for standard input) into this database. Stop the server first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--replace", action="store_true", help="although this database has people in it")
        parser.add_argument("--check", action="store_true", help="only say whether it could be restored")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists() and not (options["replace"] or options["check"]):
            raise CommandError(
                "There are people in this database. Restore into an empty one, or add --replace to lose what is here."
            )
        with tempfile.TemporaryDirectory(prefix="trellis-restore-") as folder:
            manifest, parts = self._unpacked(options["file"], Path(folder))
            archive.refuse_what_does_not_fit(manifest)
            databases.refuse_other_tables(manifest)
            if options["check"]:
                self.stdout.write(f"This can be restored here: {archive.describe(manifest)}")
                return
            databases.copy_in(manifest, parts)
            holds.hold(f"restored from a backup of {manifest.made_at}")
        self.stdout.write(f"Restored: {archive.describe(manifest)}")
        self.stdout.write("Mail is on hold. When this copy is the one to go on with: manage.py release_mail")

    def _unpacked(self, name: str, folder: Path) -> tuple[archive.Manifest, dict[str, Path]]:
        if name == "-":
            return archive.unpack(sys.stdin.buffer, folder)
        try:
            with Path(name).open("rb") as source:
                return archive.unpack(source, folder)
        except OSError as error:
            raise CommandError(f"{name} cannot be read: {error.strerror}") from error
