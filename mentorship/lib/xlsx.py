"""A spreadsheet file in which a text is a text: no cell is a formula, also not once somebody edits it."""

import io
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

MOST_LETTERS = 32_767  # in a cell, by the format
NO_XML = re.compile(f"{ILLEGAL_CHARACTERS_RE.pattern}|[\ufffe\uffff\ud800-\udfff]")
NO_TITLE = re.compile(r"[\\*?:/\[\]]")


def to_xlsx(title: str, header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """One sheet, the headings in its first row, which stays when one scrolls. Days and numbers keep their kind."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(NO_TITLE.sub(" ", title)[:31])
    sheet.freeze_panes = "A2"
    headings = list(header)
    for at, heading in enumerate(headings):
        sheet.column_dimensions[_letter(at)].width = max(12, min(len(heading) + 2, 40))
    sheet.append([_text(sheet, heading) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: object) -> Any:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    return _text(sheet, str(value))


def _text(sheet: Any, text: str) -> Any:
    """The library takes “=…” for a formula and “#N/A” for an error; the kind is set by hand, and the format “text”
    keeps a program from computing it when somebody types in the cell."""
    cell = WriteOnlyCell(sheet, NO_XML.sub("", text)[:MOST_LETTERS])
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _letter(at: int) -> str:
    return chr(65 + at) if at < 26 else f"{chr(64 + at // 26)}{chr(65 + at % 26)}"
