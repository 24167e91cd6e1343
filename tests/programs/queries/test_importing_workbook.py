"""Workbooks: their cells as text, and what is not unpacked."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from mentorship.lib.refusals import Refusal
from programs.queries import importing_workbook
from programs.queries.importing import MOST_ROWS, decoded, read_sheet

TOO_LARGE = "This workbook is too large. Keep the one sheet, or save it as CSV."
DAMAGED = "This workbook cannot be read. Save it as .xlsx once more, or as CSV, and give that file."


def workbook(rows: Sequence[Sequence[Any]], title: str = "Pairs", *, before: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    if before:
        sheet.title, sheet.sheet_state = before, "hidden"
        sheet.append(["secret"])
        sheet = book.create_sheet()
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data: bytes, name: str, text: bytes) -> bytes:
    """The same archive with one part replaced, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text)
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        decoded(data)
    return refusal.value.sentence


def test_decoded_reads_the_first_sheet_that_is_shown():
    rows = [["name", "start", "capacity"], ["Zoë, the first", date(2026, 12, 31), 3.0], ["Ben", None, 1.5]]
    upload = decoded(workbook(rows, before="Old"))
    assert (upload.sheet, upload.encoding) == ("Pairs", "")
    sheet = read_sheet(upload.text)
    assert sheet.header == ("name", "start", "capacity")
    assert sheet.rows == ((2, ("Zoë, the first", "2026-12-31", "3")), (3, ("Ben", "", "1.5")))


def test_decoded_makes_text_of_every_kind_of_cell():
    values = [True, 12345678901, datetime(2026, 1, 2, 9, 30), "=1+1", "a\nb"]  # noqa: DTZ001 - as openpyxl has it
    book = workbook([["a", "b", "c", "d", "e"], values])
    # What the spreadsheet computed was never saved here, so the formula is nothing; it is not run.
    assert read_sheet(decoded(book).text).rows[0][1] == ("yes", "12345678901", "2026-01-02 09:30", "", "a\nb")


def test_decoded_reads_no_more_rows_than_may_come_in():
    book = workbook([["id"], *[[n] for n in range(MOST_ROWS + 200)]])
    with pytest.raises(Refusal, match=r"at most 10000 fit into one import"):
        read_sheet(decoded(book).text)


def test_decoded_refuses_a_bomb_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch):
    bomb = changed(workbook([["id"], [1]]), "xl/sharedStrings.xml", b"<sst>" + b" " * 70_000_000 + b"</sst>")
    assert len(bomb) < 200_000
    assert refused(bomb) == TOO_LARGE
    monkeypatch.setattr(importing_workbook, "MOST_PARTS", 3)
    assert refused(workbook([["id"], [1]])) == TOO_LARGE


@pytest.mark.parametrize("codec", ["ascii", "utf-16"])
def test_decoded_refuses_entities(codec: str):
    text = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'
    assert refused(changed(workbook([["id"], [1]]), "xl/sharedStrings.xml", text.encode(codec))) == DAMAGED


@pytest.mark.parametrize("at", [10, 300, 1200, -30])
def test_decoded_refuses_a_damaged_workbook(at: int):
    good = workbook([["id"], [1]])
    assert decoded(good).text == "id\n1\n"
    assert refused(good[:at] if at > 0 else good[: len(good) + at]) == DAMAGED


def test_decoded_refuses_an_archive_that_is_no_workbook_and_one_with_nothing_in_it():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refused(out.getvalue()) == DAMAGED
    assert refused(workbook([])) == "There is nothing in it. Give headings and a row for each person."


def test_decoded_refuses_one_long_text_that_stands_behind_many_cells():
    """A few kilobytes that would be gigabytes of cells."""
    book = workbook([["name"], *[["x" * 30_000]] * 400])
    assert len(book) < 30_000
    assert refused(book) == TOO_LARGE


def test_decoded_refuses_a_large_part_that_would_be_read_as_a_tree():
    book = workbook([["name"], ["Ada"]])
    styles = b"<styleSheet>" + b"<a/>" * 1_100_000 + b"</styleSheet>"
    assert len(changed(book, "xl/styles.xml", styles)) < 100_000
    assert refused(changed(book, "xl/styles.xml", styles)) == TOO_LARGE
