"""The drill of a backup: taken from a filled database, put back into an emptied one, refused where it must be."""

import gzip
import io
import tarfile
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from mentorship import outbox
from mentorship.management.copies import databases
from mentorship.management.copies.keys import fingerprint, fingerprints
from mentorship.notifications import holds
from mentorship.notifications.models import Delivery
from sessions.models import Goal
from tests.sessions import rows
from tests.world import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "I want to be heard in the board."


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for table in databases.tables():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
    return found


def run(command: str, *args: object, **options: object) -> str:
    out = io.StringIO()
    call_command(command, *map(str, args), stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


@pytest.fixture
def filled(frozen) -> World:
    world = build_world()
    rows.goal(world.ada_ben, SECRET)
    return world


@pytest.fixture
def copy(filled, tmp_path) -> Path:
    path = tmp_path / "trellis.tar.gz"
    run("backup", path)
    return path


def members(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}


def test_a_copy_put_back_has_every_row_and_opens_every_text(copy):
    before = counts()
    Goal.objects.all().delete()
    assert counts() != before
    said = run("restore", copy, replace=True)
    # That a copy was made is written down after it: the copy does not know of itself.
    assert counts() == {**before, "notifications_mailhold": 1, "notifications_heartbeat": 0}
    assert [goal.sentence for goal in Goal.objects.all()] == [SECRET]
    assert said.startswith(f"Restored: {sum(before.values()) - 1} rows in {len(before)} tables")


def test_what_is_written_after_a_restore_gets_a_number_of_its_own(copy):
    run("restore", copy, replace=True)
    first = Goal.objects.get()
    assert rows.goal(first.mentorship, "another").pk > first.pk


def test_neither_key_nor_private_text_is_readable_in_the_file(copy, settings):
    whole = gzip.decompress(copy.read_bytes())
    assert [
        secret for secret in (SECRET, *settings.FIELD_KEYS, settings.SECRET_KEY) if secret.encode() in whole
    ] == []
    assert fingerprints()[0].encode() in members(copy)["manifest.json"]
    assert copy.stat().st_mode & 0o077 == 0


def test_a_restored_copy_sends_nothing_until_told_to_and_then_only_what_is_new(copy, mailoutbox):
    assert Delivery.objects.filter(state="due").count() == 4
    run("restore", copy, replace=True)
    assert (outbox.send_due(), mailoutbox) == ({}, [])
    assert run("release_mail").endswith("Dropped: 4 that waited.\n")
    assert holds.current() is None
    assert (outbox.send_due(), mailoutbox) == ({}, [])
    assert run("release_mail") == "Mail is not on hold.\n"


def test_a_restored_copy_sends_what_waited_when_asked_to(copy, mailoutbox):
    run("restore", copy, replace=True)
    run("release_mail", send_waiting=True)
    assert outbox.send_due() == {"sent": 4}
    assert len(mailoutbox) == 4


def refusal(path: Path, **options: object) -> str:
    """What `restore` says; the database must be as it was."""
    before = counts()
    with pytest.raises(CommandError) as refused:
        run("restore", path, **options)
    assert counts() == before
    assert holds.current() is None
    return str(refused.value)


def test_a_wrong_key_is_refused_before_anything_is_touched(copy, settings):
    used = fingerprint(settings.FIELD_KEYS[0])
    rows.goal(Goal.objects.get().mentorship, "written after the copy")
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    assert f"Missing: {used}." in refusal(copy, replace=True)


def test_a_rotated_site_restores_an_old_copy_as_long_as_it_keeps_the_old_key(copy, settings):
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    run("restore", copy, replace=True)
    assert Goal.objects.get().sentence == SECRET


def test_people_in_the_database_are_not_lost_by_accident(copy):
    assert "There are people in this database." in refusal(copy)


def test_a_copy_can_be_checked_without_being_restored(copy):
    Goal.objects.all().delete()
    assert run("restore", copy, check=True).startswith("This can be restored here: ")
    assert (Goal.objects.count(), holds.current()) == (0, None)


def rewritten(path: Path, name: str, change) -> Path:
    """The same archive with one part changed."""
    other = path.with_name("changed.tar.gz")
    with tarfile.open(other, "w:gz") as tar:
        for member, content in members(path).items():
            written = change(content) if member == name else content
            entry = tarfile.TarInfo(member)
            entry.size = len(written)
            tar.addfile(entry, io.BytesIO(written))
    return other


def test_a_damaged_part_is_refused(copy):
    part = next(name for name in members(copy) if name != "manifest.json")
    assert "damaged" in refusal(rewritten(copy, part, lambda content: content + b"x"), replace=True)


@pytest.mark.parametrize(
    ("instead", "sentence"),
    [
        ((b'"format": 1', b'"format": 2'), "has format 2"),
        ((f'"engine": "{connection.vendor}"'.encode(), b'"engine": "oracle"'), "was made on oracle"),
        ((b'"programs.0001_initial"', b'"programs.0001_other"'), "different versions"),
        ((b'"rows": {', b'"rows": {"x\\" FROM PROGRAM \'id": 0,'), "other tables"),
        ((b'"checksums": {', b'"checksums": {"/etc/hostname": "",'), "not a whole one"),
    ],
)
def test_another_format_database_or_version_is_refused(copy, instead, sentence):
    other = rewritten(copy, "manifest.json", lambda content: content.replace(*instead))
    assert sentence in refusal(other, replace=True)


def test_half_a_file_and_no_file_are_refused(copy, tmp_path):
    half = tmp_path / "half.tar.gz"
    half.write_bytes(copy.read_bytes()[:1000])
    assert "not a whole one" in refusal(half, replace=True)
    assert "cannot be read" in refusal(tmp_path / "absent", replace=True)


def test_a_copy_is_not_written_into_a_file_somebody_else_put_there(filled, tmp_path):
    waiting = tmp_path / ".copy.tar.gz.part"
    waiting.touch()
    waiting.chmod(0o666)
    run("backup", tmp_path / "copy.tar.gz")
    assert (tmp_path / "copy.tar.gz").stat().st_mode & 0o077 == 0


def test_a_backup_replaces_no_file(copy):
    with pytest.raises(CommandError, match="exists already"):
        run("backup", copy)


def test_a_restored_copy_signs_nobody_in(filled, sign_in, tmp_path):
    client = sign_in(filled.ada)
    run("backup", tmp_path / "copy.tar.gz")
    run("restore", tmp_path / "copy.tar.gz", replace=True)
    assert client.get("/today/").status_code == 302
    assert apps.get_model("sessions.Session").objects.count() == 0
