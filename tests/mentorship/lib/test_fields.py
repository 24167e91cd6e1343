"""Private text rests encrypted, keys rotate, and nothing searches in it."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from mentorship.lib.fields import EncryptedTextField, EncryptedWordsField, WordsField, on_one_line
from programs.models import Enrolment, Organisation, Person, Program

FIELD = EncryptedTextField()
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def read(raw: str | None) -> str | None:
    return FIELD.from_db_value(raw, None, None)


@given(st.text(min_size=1))
def test_any_text_comes_back(text):
    raw = FIELD.get_prep_value(text)
    assert raw.startswith("gAAAAA")
    assert read(raw) == text


def test_the_same_text_rests_differently_each_time():
    assert FIELD.get_prep_value("once") != FIELD.get_prep_value("once")


@pytest.mark.parametrize("empty", ["", None])
def test_nothing_rests_as_nothing(empty):
    assert FIELD.get_prep_value(empty) == empty
    assert read(empty) == empty


def test_a_key_is_rotated_by_putting_the_new_one_in_front(settings):
    settings.FIELD_KEYS = [OLD]
    raw = FIELD.get_prep_value("kept")
    settings.FIELD_KEYS = [NEW, OLD]
    assert read(raw) == "kept"
    fresh = FIELD.get_prep_value("written after")
    settings.FIELD_KEYS = [NEW]
    assert read(fresh) == "written after"
    with pytest.raises(ImproperlyConfigured, match="does not open"):
        read(raw)


@pytest.mark.parametrize("raw", ["plain text", "gAAAAAbroken"])
def test_what_no_key_opens_is_an_error_and_never_empty_text(raw):
    with pytest.raises(ImproperlyConfigured, match="does not open"):
        read(raw)


@pytest.mark.parametrize("lookup", ["contains", "icontains", "startswith", "iexact", "regex", "in"])
def test_private_text_cannot_be_searched(lookup):
    with pytest.raises(TypeError, match="cannot be searched"):
        Enrolment.objects.filter(**{f"goal__{lookup}": "x"})


def test_words_are_a_list_by_default():
    field = WordsField()
    assert (field.get_default(), field.blank) == ([], True)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("Gus  Öberg 👩‍🚀", "Gus Öberg 👩‍🚀"),
        ("Ada\r\nBcc: eve@elsewhere.example", "Ada Bcc: eve@elsewhere.example"),
        ("a\tb\x0bc\x85d\u2028e", "a b c d e"),
        ("a\x07b\x1b[1m", "a\ufffdb\ufffd[1m"),
        ("\x07", "\ufffd"),
        ("", ""),
    ],
)
def test_a_name_is_one_line(typed, kept):
    assert on_one_line(typed) == kept


@given(st.text())
def test_a_name_of_one_line_stays_as_it_is_and_is_never_longer(text):
    once = on_one_line(text)
    assert on_one_line(once) == once
    assert len(once) <= len(text)
    assert bool(once) == bool(text.strip())


def test_names_are_one_line_whoever_writes_them(world):
    world.ada.name, world.ada.department = "Ada\nL.", "Post\r\nroom"
    world.ada.save()
    assert (world.ada.name, world.ada.department) == ("Ada L.", "Post room")
    Organisation.objects.filter(pk=world.orchard.pk).update(name="Orch\nard")
    Program.objects.filter(pk=world.program.pk).update(name="Growing\ntogether")
    kept = Person.objects.bulk_create([Person(organisation=world.orchard, reference="R\n1", name="New\tby")])
    rows = [Organisation.objects.get(pk=world.orchard.pk), Program.objects.get(pk=world.program.pk)]
    assert [str(row) for row in rows] == ["Orch ard", "Growing together"]
    assert Person.objects.filter(pk=kept[0].pk).values_list("name", "reference").get() == ("New by", "R 1")
    assert Person.objects.get(reference="R\n1").pk == kept[0].pk


@pytest.mark.parametrize("words", [[], ["leading"], ["a, b", "“c”", "ü"]])
def test_encrypted_words_are_a_list_before_and_after_and_no_word_rests_readable(words):
    field = EncryptedWordsField()
    stored = field.get_prep_value(words)
    assert [word for word in words if word in stored] == []
    assert (field.from_db_value(stored, None, None), field.from_db_value(None, None, None)) == (words, [])
