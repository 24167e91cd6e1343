"""CSV that a spreadsheet opens as text, never as a formula (OWASP ASVS 1.2.10)."""

import csv
import io
from collections.abc import Iterable

# A cell starting with one of these is run, or split, by spreadsheets.
BLANKS = " \u00a0\u200b\ufeff"  # some programs drop these before they look
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> str:
    """The value as text, with an apostrophe in front where a spreadsheet would compute it."""
    text = "" if value is None else str(value)
    return f"'{text}" if _is_dangerous(text) else text


def unsafe_cell(text: str) -> str:
    """What `safe_cell` was given: for files of ours that come back. Other texts stay as they are."""
    return text[1:] if text.startswith("'") and _is_dangerous(text[1:]) else text


def _is_dangerous(text: str) -> bool:
    """Also behind apostrophes, so that a text which has one of its own gets one more and comes back whole."""
    return text.lstrip(f"{BLANKS}'").startswith(DANGEROUS)


def to_csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A whole file, every cell quoted, lines ended as RFC 4180 says."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([safe_cell(cell) for cell in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()
