"""A workbook (.xlsx) as the text of a CSV file: the first sheet that is shown and holds something.

openpyxl reads it row by row. What it unpacks is bounded before it starts, since a small archive may hold gigabytes;
formulas are never run, the values the spreadsheet last computed are taken, and every cell becomes plain text.
"""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from mentorship.lib.refusals import Refusal

MOST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 500
# What is read as a tree, whole: styles, names of sheets. A tree takes fifty times what it is made of.
MOST_IN_A_TREE = 4 * 1024 * 1024
READ_IN_STEPS = ("xl/worksheets/", "xl/sharedStrings.xml")
# One long text may stand behind a million cells: more of them than a file may have is not unpacked.
MOST_LETTERS = 5 * 1024 * 1024
MOST_COLUMNS = 101  # one more than can be read, so that the reader can say so
# No office program writes one; entities that name each other would grow without end.
DOCTYPES = tuple("<!DOCTYPE".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))


def workbook_text(data: bytes, most_rows: int) -> tuple[str, str]:
    """The cells as CSV, and the name of their sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refused = _refusal(archive)
        if not refused:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what it does not read: styles, validations
                text, sheet = _first_sheet(data, most_rows)
    except Refusal:
        raise
    except Exception as error:  # a damaged or made-up archive fails in a dozen ways
        raise Refusal(_not_readable(), field="file") from error
    if not refused and not text:
        refused = _("There is nothing in it. Give headings and a row for each person.")
    if refused:
        raise Refusal(refused, field="file")
    return text, sheet


def _refusal(archive: zipfile.ZipFile) -> str:
    """By what the archive says of itself: nothing is unpacked beyond the size it names."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return _too_large()
    if any(part.file_size > MOST_IN_A_TREE for part in parts if _is_read_whole(part.filename)):
        return _too_large()
    written = (part for part in parts if part.filename.endswith((".xml", ".rels")))
    return _not_readable() if any(_has_doctype(archive.read(part)) for part in written) else ""


def _is_read_whole(name: str) -> bool:
    return name.endswith((".xml", ".rels")) and not name.startswith(READ_IN_STEPS)


def _too_large() -> str:
    return _("This workbook is too large. Keep the one sheet, or save it as CSV.")


def _has_doctype(part: bytes) -> bool:
    return any(mark in part for mark in DOCTYPES)


def _not_readable() -> str:
    return _("This workbook cannot be read. Save it as .xlsx once more, or as CSV, and give that file.")


def _first_sheet(data: bytes, most_rows: int) -> tuple[str, str]:
    from openpyxl import load_workbook  # noqa: PLC0415 - fifteen megabytes for whoever brings a workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()  # what it says of its size may be wrong
            text = _text(sheet.iter_rows(max_row=most_rows, max_col=MOST_COLUMNS, values_only=True))
            if text.strip(",\r\n"):
                return text, str(sheet.title)
    finally:
        book.close()
    return "", ""


def _text(rows: Iterator[tuple[Any, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        cells = [_cell(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        writer.writerow(cells)
        if out.tell() > MOST_LETTERS:
            raise Refusal(_too_large(), field="file")
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None or (
        isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "/A"))
    ):
        return ""  # nothing, or the error of a formula
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).replace("\x00", "").replace("_x000D_", "")
