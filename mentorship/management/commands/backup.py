"""A copy of everything, taken while people work: rows and files, encrypted text as it rests."""

import os
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mentorship import jobs
from mentorship.management.copies import archive, databases


class Command(BaseCommand):
    help = "Write a consistent copy of everything to FILE (or - for standard output)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="where to, such as trellis.tar.gz; must not exist")

    def handle(self, *args: Any, **options: Any) -> None:
        target = None if options["file"] == "-" else Path(options["file"])
        if target is not None and target.exists():
            raise CommandError(f"{target} exists already; a backup replaces nothing.")
        with tempfile.TemporaryDirectory(prefix="trellis-backup-") as folder:
            rows, columns, parts = databases.copy_out(Path(folder))
            manifest = archive.manifest_of(rows=rows, columns=columns, parts=parts)
            whole = Path(folder) / "whole"
            with whole.open("wb") as out:
                archive.write(out, manifest, parts)
            if target is None:
                with whole.open("rb") as source:
                    shutil.copyfileobj(source, sys.stdout.buffer)
            else:
                _put(whole, target)
        jobs.beat("backup")  # /system/ says when the last one was made
        self.stderr.write(archive.describe(manifest))
        self.stderr.write("FIELD_KEYS is not inside. Keep it elsewhere: without it this copy cannot be read.")


def _put(whole: Path, target: Path) -> None:
    """Whole or not at all, readable by its owner only."""
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)  # of a run that was stopped; or somebody put it there, to read along
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out, whole.open("rb") as source:
        shutil.copyfileobj(source, out)
        out.flush()
        os.fsync(out.fileno())
    part.replace(target)
