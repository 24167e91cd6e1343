"""The rotation of the key of private text, as a drill: new key in front, everything moved, old key thrown away."""

from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from mentorship.management.copies.keys import Column, encrypted_columns, fingerprint, move, rotate_column
from programs.audiences import FIELDS
from sessions.models import Goal
from tests.sessions import rows

SENTENCE = Column("mentoring_sessions_goal", "id", "sentence")
NEW = Fernet.generate_key().decode()


def rotate() -> str:
    out = StringIO()
    call_command("rotate_keys", stdout=out)
    return out.getvalue()


def stored(pk: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sentence FROM mentoring_sessions_goal WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def test_every_encrypted_column_is_found_and_has_a_number_for_a_key():
    columns = encrypted_columns()
    assert SENTENCE in columns
    assert len(columns) > 10
    assert len(columns) <= len(FIELDS)
    assert {column.pk for column in columns} <= {"id"}


def test_after_rotation_the_old_key_is_needed_no_more(world, settings):
    goal, old = rows.goal(world.ada_ben, "Be heard."), settings.FIELD_KEYS[0]
    settings.FIELD_KEYS = [NEW, old]
    assert rotate().startswith("1 moved under key " + fingerprint(NEW))
    settings.FIELD_KEYS = [NEW]
    assert Goal.objects.get(pk=goal.pk).sentence == "Be heard."
    settings.FIELD_KEYS = [old]
    with pytest.raises(ImproperlyConfigured):
        Goal.objects.get(pk=goal.pk)


def test_a_second_run_moves_nothing_and_says_what_may_go(world, settings):
    rows.goal(world.ada_ben, "Be heard.")
    old = settings.FIELD_KEYS[0]
    settings.FIELD_KEYS = [NEW, old]
    rotate()
    said = rotate()
    assert said.startswith(f"0 moved under key {fingerprint(NEW)}, 1 were there already.")
    assert f"no longer needs {fingerprint(old)}" in said


def test_more_rows_than_a_batch_are_all_moved(world, settings):
    for number in range(7):
        rows.goal(world.ada_ben, f"Goal {number}")
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    assert rotate_column(SENTENCE, batch=3) == (7, 0)


def test_a_row_written_meanwhile_stays_as_it_was_written(world, settings):
    goal, old = rows.goal(world.ada_ben, "Before."), settings.FIELD_KEYS[0]
    settings.FIELD_KEYS = [NEW, old]
    read = stored(goal.pk)
    Goal.objects.filter(pk=goal.pk).update(sentence="After.")
    assert move(SENTENCE, goal.pk, read) == 0
    assert move(SENTENCE, goal.pk, stored(goal.pk)) == 1
    assert Goal.objects.get(pk=goal.pk).sentence == "After."
