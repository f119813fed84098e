"""What photos and documents are by first bytes or by the endings of their names, and what can be wrong with them."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from mission_archive.model.problems import Code, Severity

MOST_DOCUMENT_BYTES = 100_000_000

SIGNATURE_BYTES = 64
"""Enough of the beginning of a file to know it by."""

# Some programs write blank lines before a text or a PDF, and readers pass over them.
_BLANK = rb"[\xef\xbb\xbf \t\r\n]*"

SIGNATURES: tuple[tuple[str, tuple[str, ...], bytes], ...] = (
    ("a JPEG picture", (".jpg", ".jpeg"), rb"\xff\xd8\xff"),
    ("a PNG picture", (".png",), rb"\x89PNG\r\n\x1a\n"),
    ("a GIF picture", (".gif",), rb"GIF8[79]a"),
    ("a WebP picture", (".webp",), rb"RIFF.{4}WEBP"),
    ("an AVIF picture", (".avif",), rb".{4}ftyp(?:.{4}){0,13}avi[fs]"),
    ("a PDF document", (".pdf",), _BLANK + rb"%PDF-"),
    (
        "a document of an office program, or a zip",
        (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".zip"),
        rb"PK(?:\x03\x04|\x05\x06)",
    ),
    ("a document of an older office program", (".doc", ".xls", ".ppt"), rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("a document in RTF", (".rtf", ".doc"), _BLANK + rb"\{\\rtf"),
    ("a drawing in SVG", (), _BLANK + rb"<(?:.{0,60}<)?(?i:svg)"),
    ("a web page", (), _BLANK + rb"<"),
    ("only the pointer that Git LFS leaves", (), rb"version https://git-lfs"),
)
"""What a file is, in words; the endings that it may have; how it begins. Of other endings nothing is known."""

_SIGNATURES = tuple((words, endings, re.compile(sign, re.DOTALL)) for words, endings, sign in SIGNATURES)


OFFICE, OPEN = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
MEDIA_TYPES = {
    ".pdf": "application/pdf", ".doc": "application/msword", ".docx": f"{OFFICE}wordprocessingml.document",
    ".odt": f"{OPEN}text", ".rtf": "application/rtf", ".xls": "application/vnd.ms-excel",
    ".xlsx": f"{OFFICE}spreadsheetml.sheet", ".ods": f"{OPEN}spreadsheet", ".csv": "text/csv",
    ".ppt": "application/vnd.ms-powerpoint", ".pptx": f"{OFFICE}presentationml.presentation",
    ".odp": f"{OPEN}presentation", ".txt": "text/plain", ".zip": "application/zip", ".epub": "application/epub+zip",
    ".mp3": "audio/mpeg", ".mp4": "video/mp4",
}  # fmt: skip
"""Our own table: that of Python reads files of the machine, and the same content would give other bytes elsewhere."""


def media_type(file: str) -> str:
    """The media type of a document, by the ending of its name."""
    return MEDIA_TYPES.get(PurePosixPath(file).suffix.lower(), "application/octet-stream")


def foreign_kind(ending: str, beginning: bytes) -> str | None:
    """What is wrong with a file that has this ending (small, with its dot) and this beginning; None if nothing is.

    The words go on after the file's name.
    """
    wanted = [sign for _, endings, sign in _SIGNATURES if ending in endings]
    if not wanted or any(sign.match(beginning) for sign in wanted):
        return None
    found = next((f" but {words}" for words, _, sign in _SIGNATURES if sign.match(beginning)), "")
    return f"is not a {ending} file{found}; save it again as {ending}, or correct the ending of its name"


@dataclass(frozen=True, slots=True)
class FileFault:
    """What is wrong with what a file holds. `message` goes on after the file's name.

    It says what is wrong and, after a semicolon, what to do: "is cut off; copy the file again".
    """

    code: Code
    message: str
    severity: Severity = Severity.ERROR

    def about(self, name: str) -> str:
        """The whole sentence about the file of this name."""
        return f"'{name}' {self.message}"
