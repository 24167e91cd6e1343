"""Files people give to each other: which kinds, how large, and whether one is what its name says.

Nothing is ever opened beyond its first bytes or, for office documents, the list of its parts: what a file holds is
between the two people and their own programs. It goes out again as an attachment only.
"""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.lib.fields import on_one_line
from mentorship.lib.refusals import Refusal

MOST_BYTES = 5 * 1024 * 1024
LONGEST_NAME = 120
# An office document lists at most so many parts, which would unpack to at most so many bytes.
MOST_PARTS, MOST_UNPACKED = 4000, 500 * 1024 * 1024
ALLOWED = gettext_lazy("PDF, pictures (PNG, JPG, GIF, WebP), text (TXT, MD, CSV) and office documents")
# What turns the direction of reading around, so that “fdp.exe” looks like “exe.pdf”.
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f")
Check = Callable[[bytes], bool]


@dataclass(frozen=True)
class NewFile:
    """A file that was looked at. Made by `new_file` only."""

    name: str
    content_type: str
    data: bytes


def _starts(*signatures: bytes) -> Check:
    return lambda data: data.startswith(signatures)


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def is_text(data: bytes) -> bool:
    return not _CONTROLS & frozenset(data)


def _parts(data: bytes) -> list[zipfile.ZipInfo]:
    """The parts an archive lists; none where it is no archive, or one nobody should unpack."""
    try:
        found = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        return []
    too_much = len(found) > MOST_PARTS or sum(part.file_size for part in found) > MOST_UNPACKED
    climbs = any(part.filename.startswith(("/", "\\")) or ".." in part.filename for part in found)
    return [] if too_much or climbs else found


def _office(folder: str) -> Check:
    """A document of the Office formats, without programs inside."""

    def check(data: bytes) -> bool:
        names = {part.filename for part in _parts(data)}
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return "[Content_Types].xml" in names and not has_macros and any(n.startswith(folder) for n in names)

    return check


def _open_document(content_type: str) -> Check:
    """An OpenDocument begins with a part of its own that holds nothing but the type, not packed."""

    def check(data: bytes) -> bool:
        first = next(iter(_parts(data)), None)
        return (
            first is not None
            and first.filename == "mimetype"
            and content_type.encode() == data[38:][: len(content_type)]
        )

    return check


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
# The end of the name -> how it is served, and what its content must look like.
KINDS: dict[str, tuple[str, Check]] = {
    "pdf": ("application/pdf", _starts(b"%PDF-")),
    "png": ("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    "jpg": ("image/jpeg", _starts(b"\xff\xd8\xff")),
    "jpeg": ("image/jpeg", _starts(b"\xff\xd8\xff")),
    "gif": ("image/gif", _starts(b"GIF87a", b"GIF89a")),
    "webp": ("image/webp", _is_webp),
    "txt": ("text/plain", is_text),
    "md": ("text/plain", is_text),
    "csv": ("text/csv", is_text),
    "docx": (f"{_OFFICE}.wordprocessingml.document", _office("word/")),
    "xlsx": (f"{_OFFICE}.spreadsheetml.sheet", _office("xl/")),
    "pptx": (f"{_OFFICE}.presentationml.presentation", _office("ppt/")),
    "odt": (f"{_OPEN}.text", _open_document(f"{_OPEN}.text")),
    "ods": (f"{_OPEN}.spreadsheet", _open_document(f"{_OPEN}.spreadsheet")),
    "odp": (f"{_OPEN}.presentation", _open_document(f"{_OPEN}.presentation")),
}
ACCEPT = ",".join(f".{end}" for end in KINDS)


def new_file(name: str, data: bytes, *, field: str = "file") -> NewFile:
    """The file as it may be kept, or a Refusal that says what may be."""
    name = clean_name(name)
    end = name.rpartition(".")[2].lower()
    if "." not in name or end not in KINDS:
        raise Refusal(
            _("This kind of file can’t be kept here. Choose one of: %(kinds)s.") % {"kinds": ALLOWED}, field
        )
    if not data:
        raise Refusal(_("This file is empty. Choose another."), field)
    if len(data) > MOST_BYTES:
        raise Refusal(_("This file is larger than 5 MB. Choose a smaller one, or share a link to it."), field)
    content_type, looks_right = KINDS[end]
    if not looks_right(data):
        raise Refusal(
            _(
                "What is inside this file is not %(end)s, as its name says. Save it again in that format, "
                "or choose another."
            )
            % {"end": end.upper()},
            field,
        )
    return NewFile(name, _with_charset(content_type, data), data)


def clean_name(name: str) -> str:
    """One line, without folders, control characters and turned letters; short, its end kept."""
    last = _TURNS.sub("", name).replace("\\", "/").rpartition("/")[2]
    line = on_one_line("".join(one for one in last if one.isprintable() or one.isspace()))
    stem, dot, end = line.rpartition(".")
    if not dot:
        return line[:LONGEST_NAME]
    return f"{stem.strip('. ')[: LONGEST_NAME - len(end) - 1] or _('file')}.{end}"


def _with_charset(content_type: str, data: bytes) -> str:
    if not content_type.startswith("text/"):
        return content_type
    try:
        data.decode()
    except UnicodeDecodeError:
        return f"{content_type}; charset=windows-1252"
    return f"{content_type}; charset=utf-8"
