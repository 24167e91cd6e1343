"""Small files of each kind, and some that only say they are."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16
_OPEN = "application/vnd.oasis.opendocument"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def office(folder: str, **more: bytes) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", f"{folder}/document.xml": b"<x/>", **more})


def open_document(kind: str) -> bytes:
    return zipped({"mimetype": f"{_OPEN}.{kind}".encode(), "content.xml": b"<x/>"})


GOOD: dict[str, tuple[bytes, str]] = {
    "plan.pdf": (b"%PDF-1.7\n%%EOF", "application/pdf"),
    "a.png": (PNG, "image/png"),
    "a.JPG": (b"\xff\xd8\xff\xe0JFIF", "image/jpeg"),
    "a.jpeg": (b"\xff\xd8\xff\xe0JFIF", "image/jpeg"),
    "a.gif": (b"GIF89a....", "image/gif"),
    "a.webp": (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
    "notes.txt": ("Grüße\n".encode(), "text/plain; charset=utf-8"),
    "notes.md": (b"# One\n", "text/plain; charset=utf-8"),
    "table.csv": ("a;b\nä;1\n".encode("cp1252"), "text/csv; charset=windows-1252"),
    "a.docx": (office("word"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "a.xlsx": (office("xl"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "a.pptx": (office("ppt"), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "a.odt": (open_document("text"), f"{_OPEN}.text"),
    "a.ods": (open_document("spreadsheet"), f"{_OPEN}.spreadsheet"),
    "a.odp": (open_document("presentation"), f"{_OPEN}.presentation"),
}
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
# What somebody might try, by the name it comes under.
BAD: dict[str, bytes] = {
    "page.html": HTML,
    "picture.svg": SVG,
    "picture.png": HTML,
    "photo.jpg": SVG,
    "paper.pdf": HTML,
    "program.exe": b"MZ\x90",
    "no-end": b"text",
    "two.png.html": PNG,
    "dot.png.": PNG,
    "nul.txt": b"a\0b",
    "archive.zip": zipped({"a.txt": b"a"}),
    "archive.docx": zipped({"a.txt": b"a"}),
    "sheet.docx": office("xl"),
    "macro.docx": office("word", **{"word/vbaProject.bin": b"x"}),
    "climbs.docx": office("word", **{"../../etc/passwd": b"x"}),
    "absolute.xlsx": office("xl", **{"/etc/passwd": b"x"}),
    "parts.docx": office("word", **{f"word/{number}": b"" for number in range(4000)}),
    "broken.docx": office("word")[:40],
    "text.ods": open_document("text"),
    "empty.txt": b"",
}


def bomb() -> bytes:
    """A small archive that says it would unpack to more than anybody wants."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(501):
                part.write(bytes(1024 * 1024))
    return held.getvalue()
