"""A spreadsheet file whose texts are texts."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from mentorship.lib.xlsx import to_xlsx
from tests.formulas import PAYLOADS


def cells(content: bytes) -> list[list[object]]:
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows()]


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "#REF!", "3", "2026-11-22", "TRUE", "=", *PAYLOADS[::9]])
def test_a_text_stays_a_text_whatever_it_looks_like(text):
    (heading,), (cell,) = cells(to_xlsx("t", [text], [[text]]))
    as_xml_reads = text.replace("\r", "\n")
    for found in (heading, cell):
        assert (found.data_type, found.value, found.number_format) == ("s", as_xml_reads, "@")


def test_days_and_numbers_keep_their_kind_and_nothing_is_empty():
    _headings, row = cells(to_xlsx("t", list("abcd"), [[date(2026, 11, 22), 3, 1.5, None]]))
    assert [(cell.data_type, cell.number_format) for cell in row][:3] == [
        ("d", "yyyy-mm-dd"),
        ("n", "General"),
        ("n", "General"),
    ]
    assert [cell.value for cell in row][1:] == [3, 1.5, None]


def test_what_the_format_cannot_hold_is_left_out_and_long_texts_are_cut():
    _headings, (odd, long) = cells(
        to_xlsx("a/b:[c]" * 9, ["odd", "long"], [["a\x00\x08b\ufffe\ud800c", "x" * 40_000]])
    )
    assert (odd.value, len(long.value)) == ("abc", 32_767)


def test_more_than_twenty_six_columns_have_widths_of_their_own():
    headings = [f"Heading {number}" for number in range(60)]
    sheet = load_workbook(io.BytesIO(to_xlsx("t", headings, []))).active
    assert (sheet.freeze_panes, sheet.max_column, "BH" in sheet.column_dimensions) == ("A2", 60, True)
