"""Reading a file of people: its letters, its separator, its rows. No database, no writes; what cannot be read
is refused with a sentence.
"""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mentorship.lib.csv_safe import unsafe_cell
from mentorship.lib.refusals import Refusal
from programs.queries.importing_workbook import workbook_text

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 100
MOST_LINES = (
    5 * MOST_ROWS
)  # with empty ones: a file of nothing but line ends would take a hundred times its size
SEPARATORS = {
    ",": gettext_lazy("comma"),
    ";": gettext_lazy("semicolon"),
    "\t": gettext_lazy("tab"),
    "|": gettext_lazy("vertical bar"),
}
# How letters are written: what can be chosen when the guess was wrong. UTF-16 says so itself.
ENCODINGS = {
    "UTF-8": "utf-8",
    "Windows-1252": "cp1252",
    "Windows-1250": "cp1250",
    "Windows-1251": "cp1251",
    "ISO-8859-15": "iso8859-15",
    "Mac Roman": "mac_roman",
}
# How spreadsheet and other well-known files begin.
ZIPPED, OLD_OFFICE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


@dataclass(frozen=True)
class Upload:
    """The text of a file or of a paste, and how its letters were written."""

    text: str
    encoding: str
    sheet: str = ""  # of a workbook


@dataclass(frozen=True)
class Sheet:
    """Rows are (number, cells): the number a spreadsheet shows, where the headings are row 1."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    separator: str

    @property
    def separator_name(self) -> str | Promise:
        return SEPARATORS[self.separator]

    def samples(self, column: int, most: int = 3) -> list[str]:
        """The first different values of a column."""
        found: dict[str, None] = {}
        for _number, cells in self.rows:
            value = cells[column].strip() if column < len(cells) else ""
            if value:
                found[value] = None
            if len(found) == most:
                break
        return list(found)


def decoded(data: bytes) -> Upload:
    """The text of an uploaded file: a workbook, UTF-8, UTF-16 with its mark, or European as spreadsheets write it."""
    _refuse_wrong_kinds(data)
    if data.startswith(ZIPPED):
        text, sheet = workbook_text(data, MOST_ROWS + 100)
        return Upload(text, "", sheet)
    codecs = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "cp1250": "Windows-1250"}
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codecs = {"utf-16": "UTF-16"}
    wrong = 0
    for codec, name in codecs.items():
        try:
            text = data.decode(codec)
        except UnicodeDecodeError as error:
            wrong = wrong or error.start + 1
        else:
            if any(ord(char) < 32 and char not in "\t\r\n\f\v" for char in text):
                raise Refusal(_not_text(), field="file")
            return Upload(text, name)
    sentence = _("The letters of this file cannot be read (byte %(byte)s). Save it as “CSV UTF-8”.")
    raise Refusal(sentence % {"byte": wrong}, field="file")


def _refuse_wrong_kinds(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise Refusal(
            _("This file is larger than 5 MB. Split it, or leave out columns you don’t need."), field="file"
        )
    if not data.strip():
        raise Refusal(
            _("This file is empty. Choose one with headings and a row for each person."), field="file"
        )
    if data.startswith(OLD_OFFICE):
        sentence = _(
            "This is a workbook of an old kind. In your spreadsheet choose “Save as” or “Download”, then .xlsx or CSV, "
            "and give that file."
        )
        raise Refusal(sentence, field="file")
    if data.startswith(PDF):
        raise Refusal(_not_text(), field="file")


def _not_text() -> str:
    return _("This is not a text file. Give a workbook (.xlsx) or a CSV file, as spreadsheets save it.")


def decoded_again(text: str, encoding: str, wanted: str) -> str:
    """The same letters read in another way, where the first guess was wrong."""
    try:
        return text.encode(ENCODINGS[encoding]).decode(ENCODINGS[wanted])
    except (UnicodeEncodeError, UnicodeDecodeError) as error:
        sentence = _("The letters of this file cannot be read as %(encoding)s.")
        raise Refusal(sentence % {"encoding": wanted}, field="encoding") from error


def read_sheet(text: str, *, separator: str = "", field: str = "file") -> Sheet:
    """The headings and rows of a text, or a refusal that says which line is wrong."""
    if len(text.encode()) > MOST_BYTES:
        raise Refusal(_("This is more than 5 MB of text. Split it into parts."), field=field)
    if "\x00" in text:
        raise Refusal(_not_text(), field=field)
    text, named = _without_sep_line(text.lstrip("\ufeff"))
    separator = separator or named or _guessed_separator(text)
    records = _records(text, separator, field)
    while records and not _filled(records[0][1]):
        records.pop(0)
    if not records:
        raise Refusal(_("There is nothing in it. Give headings and a row for each person."), field=field)
    header = _header(records[0][1], field)
    rows = tuple((number, cells) for number, cells in records[1:] if _filled(cells))
    if not rows:
        raise Refusal(_("There are headings but no people below them."), field=field)
    if len(rows) > MOST_ROWS:
        sentence = _("There are %(rows)s rows; at most %(most)s fit into one import. Split the file.")
        raise Refusal(sentence % {"rows": len(rows), "most": MOST_ROWS}, field=field)
    return Sheet(header, rows, separator)


def with_cells(text: str, separator: str, cells: Mapping[tuple[int, int], str]) -> str:
    """The text with some cells, by row and column, replaced; every row keeps its number."""
    records = _records(_without_sep_line(text.lstrip("\ufeff"))[0], separator, "file")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    changes: dict[int, dict[int, str]] = {}
    for (row, at), cell in cells.items():
        changes.setdefault(row, {})[at] = cell
    for number, found in records:
        record = list(found)
        for at, cell in changes.get(number, {}).items():
            record += [""] * (at + 1 - len(record))
            record[at] = cell
        writer.writerow(record)
    return out.getvalue()


def _filled(cells: tuple[str, ...]) -> bool:
    return any(cell.strip() for cell in cells)


def _without_sep_line(text: str) -> tuple[str, str]:
    """Some spreadsheets put “sep=;” in the first line."""
    first, _line_end, rest = text.partition("\n")
    first = first.rstrip("\r")
    if first.lower().startswith("sep=") and first[4:] in SEPARATORS:
        return "\n" + rest, first[4:]
    return text, ""


def _guessed_separator(text: str) -> str:
    """The one by which most of the first rows have as many cells as the headings, and more than one."""
    start = "\n".join(text.splitlines()[:60])

    def score(separator: str) -> tuple[float, int]:
        rows = [row for row in csv.reader(io.StringIO(start), delimiter=separator) if row]
        if not rows or len(rows[0]) < 2:
            return (0, 0)
        return (sum(len(row) == len(rows[0]) for row in rows) / len(rows), len(rows[0]))

    try:
        return max(SEPARATORS, key=score)
    except csv.Error:
        return ","


def _records(text: str, separator: str, field: str) -> list[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[tuple[int, tuple[str, ...]]] = []
    try:
        for number, cells in enumerate(reader, 1):
            if number > MOST_LINES:
                sentence = _("There are more than %(most)s lines in it. Split it, or leave empty ones out.")
                raise Refusal(sentence % {"most": MOST_LINES}, field=field)
            records.append((number, tuple(map(unsafe_cell, cells))))
    except csv.Error as error:
        sentence = _("Line %(line)s cannot be read: is a quotation mark not closed, or a cell very long?")
        raise Refusal(sentence % {"line": reader.line_num}, field=field) from error
    return records


def _header(cells: tuple[str, ...], field: str) -> tuple[str, ...]:
    names = [" ".join(cell.split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        sentence = ngettext(
            "There is %(count)s column; at most %(most)s can be read.",
            "There are %(count)s columns; at most %(most)s can be read.",
            len(names),
        )
        raise Refusal(sentence % {"count": len(names), "most": MOST_COLUMNS}, field=field)
    twice = [name for name, times in Counter(name.lower() for name in names if name).items() if times > 1]
    if twice:
        sentence = _("Two columns are called “%(name)s”. Give each a heading of its own.")
        raise Refusal(sentence % {"name": twice[0][:80]}, field=field)
    return tuple(name or _("Column %(number)s") % {"number": at} for at, name in enumerate(names, 1))
