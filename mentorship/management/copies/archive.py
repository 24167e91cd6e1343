"""The file of a backup: a tar of one manifest and the data, each part with its checksum."""

import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from cryptography.fernet import InvalidToken
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from mentorship.lib import clock
from mentorship.lib.fields import cipher
from mentorship.management.copies.keys import fingerprints

FORMAT = 1
PROBE = b"trellis"


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. The keys of private text are named by fingerprint; none is inside."""

    format: int
    made_at: str
    engine: str
    migrations: list[str]
    keys: list[str]
    probe: str  # a word under the first key: whoever restores must be able to read it
    rows: dict[str, int]
    columns: dict[str, list[str]]
    checksums: dict[str, str]


def manifest_of(
    *, rows: dict[str, int], columns: dict[str, list[str]], parts: Mapping[str, Path]
) -> Manifest:
    return Manifest(
        format=FORMAT,
        made_at=clock.now().isoformat(),
        engine=connection.vendor,
        migrations=migrations(),
        keys=fingerprints(),
        probe=cipher().encrypt(PROBE).decode(),
        rows=rows,
        columns=columns,
        checksums={name: _checksum(path) for name, path in parts.items()},
    )


def migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def write(out: IO[bytes], manifest: Manifest, parts: Mapping[str, Path]) -> None:
    head = json.dumps(asdict(manifest), indent=1).encode()
    with tarfile.open(fileobj=out, mode="w|gz") as tar:
        entry = tarfile.TarInfo("manifest.json")
        entry.size, entry.mode = len(head), 0o600
        tar.addfile(entry, io.BytesIO(head))
        for name, path in parts.items():
            tar.add(path, arcname=name, recursive=False)


def unpack(source: IO[bytes], into: Path) -> tuple[Manifest, dict[str, Path]]:
    """Every part written into a folder, its checksum compared. Refuses what is no whole backup."""
    try:
        with tarfile.open(fileobj=source, mode="r|gz") as tar:
            tar.extractall(into, filter="data")
        stated = json.loads((into / "manifest.json").read_bytes())
        manifest = Manifest(**stated)
    except (tarfile.TarError, OSError, ValueError, TypeError, KeyError, EOFError) as error:
        raise CommandError(f"This is no backup of Trellis, or not a whole one: {error}") from error
    if any(Path(name).name != name for name in manifest.checksums):
        raise CommandError("This is no backup of Trellis, or not a whole one: a part lies elsewhere.")
    parts = {name: into / name for name in manifest.checksums}
    for name, path in parts.items():
        if not path.is_file() or _checksum(path) != manifest.checksums[name]:
            raise CommandError(f"The backup is damaged: {name} is not what the manifest says.")
    return manifest, parts


def refuse_what_does_not_fit(manifest: Manifest) -> None:
    """Before anything is touched: the format, the kind of database, the version, and the keys."""
    if manifest.format != FORMAT:
        raise CommandError(f"This backup has format {manifest.format}; this version reads format {FORMAT}.")
    if manifest.engine != connection.vendor:
        raise CommandError(
            f"This backup was made on {manifest.engine} and DATABASE_URL names {connection.vendor}. "
            "Restore it on the kind of database it came from."
        )
    if manifest.migrations != migrations():
        raise CommandError(
            "This database and the backup are of different versions of Trellis. Restore with the version the "
            "backup was made with (run its migrations on the empty database first), then upgrade."
        )
    _refuse_wrong_keys(manifest)


def _refuse_wrong_keys(manifest: Manifest) -> None:
    known = fingerprints()
    if missing := [name for name in manifest.keys if name not in known]:
        raise CommandError(
            "FIELD_KEYS lacks what this backup was written with. Missing: "
            + ", ".join(missing)
            + ". Nothing was changed. Without that key its private text cannot be read by anybody."
        )
    try:
        opened = cipher().decrypt(manifest.probe.encode())
    except InvalidToken:
        opened = b""
    if opened != PROBE:
        raise CommandError("FIELD_KEYS does not open this backup. Nothing was changed.")


def _checksum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def describe(manifest: Manifest) -> str:
    rows: Any = sum(manifest.rows.values())
    return (
        f"{rows} rows in {len(manifest.rows)} tables, made {manifest.made_at}, key {', '.join(manifest.keys)}"
    )
