"""What formats write alike: JSON, links in the head of a page, media types of documents, and texts that are read away
from their page.
"""

import re
from html import escape
from pathlib import PurePosixPath

import orjson

json_bytes = orjson.dumps
"""JSON (RFC 8259) without spaces; the same value always gives the same bytes."""

Written = orjson.Fragment
"""A part of a value that is JSON already: what many values have in common is written once."""

RE_WITHIN = re.compile(r'(<a(?: [a-z-]+="[^"]*")*? href=")#')
"""A link to a part of the same page. Text that looks like one stays as it is."""


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


def link(relation: str, url: str, media_type: str | None = None, title: str | None = None) -> str:
    """A link in the head of a page."""
    kind = f' type="{media_type}"' if media_type else ""
    called = f' title="{escape(title)}"' if title else ""
    return f'<link rel="{relation}"{kind}{called} href="{escape(url)}">'


def with_full_links(html: str, page: str) -> str:
    """A text in which links to its own notes and headings lead to its page, whose full address is `page`: beside other
    texts, they would lead to the notes of another.
    """
    return RE_WITHIN.sub(lambda link: f"{link[1]}{page}#", html) if 'href="#' in html else html
