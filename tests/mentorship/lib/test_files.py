"""Which files may be kept: by the end of the name and by what is inside."""

import pytest

from mentorship.lib.files import KINDS, LONGEST_NAME, MOST_BYTES, clean_name, new_file
from mentorship.lib.refusals import Refusal
from tests.file_samples import BAD, GOOD, PNG, bomb


@pytest.mark.parametrize("name", GOOD)
def test_what_is_what_its_name_says_is_kept_as_that(name):
    data, content_type = GOOD[name]
    kept = new_file(name, data)
    assert (kept.name, kept.content_type, kept.data) == (name, content_type, data)


def test_every_kind_has_a_sample():
    assert sorted({name.rpartition(".")[2].lower() for name in GOOD}) == sorted(KINDS)


@pytest.mark.parametrize("name", BAD)
def test_what_only_says_so_is_refused_with_a_sentence_beside_the_field(name):
    with pytest.raises(Refusal) as refused:
        new_file(name, BAD[name], field="upload")
    assert (refused.value.status, refused.value.field) == (422, "upload")
    assert refused.value.sentence.endswith(".")


def test_a_refusal_says_what_is_allowed():
    with pytest.raises(Refusal, match=r"PDF, pictures .* and office documents"):
        new_file("page.html", b"x")
    with pytest.raises(Refusal, match="is not PNG, as its name says"):
        new_file("page.png", b"<html>")


def test_an_archive_that_would_fill_the_disk_is_refused():
    data = bomb()
    assert len(data) < MOST_BYTES
    with pytest.raises(Refusal, match="not DOCX"):
        new_file("bomb.docx", data)


def test_five_megabytes_are_kept_and_one_byte_more_is_not():
    assert new_file("a.png", PNG + bytes(MOST_BYTES - len(PNG))).name == "a.png"
    with pytest.raises(Refusal, match="larger than 5 MB"):
        new_file("a.png", PNG + bytes(MOST_BYTES - len(PNG) + 1))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\ben\\My plan.pdf", "My plan.pdf"),
        ("two\r\nlines: x.txt", "two lines: x.txt"),
        ("a\0b.txt", "ab.txt"),
        ("fdp.\u202etxt.pdf", "fdp.txt.pdf"),
        ("  spaces   inside .txt", "spaces inside.txt"),
        (".txt", "file.txt"),
        ("...txt", "file.txt"),
        ("Grüße 🌱.md", "Grüße 🌱.md"),
        ("x" * 300 + ".pdf", "x" * (LONGEST_NAME - 4) + ".pdf"),
        ("no end", "no end"),
    ],
)
def test_a_name_is_one_line_without_a_path(given, kept):
    assert clean_name(given) == kept
