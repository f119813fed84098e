"""Addresses as editors write them: those on the web, and the paths that a record had on this site."""

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from mission_archive.model.addresses import PAGE_FILE
from mission_archive.model.file_names import MOST_OF_PART, MOST_OF_PATH, UNFIT
from mission_archive.model.problems import printable, shorten
from mission_archive.model.text.characters import RE_INVISIBLE
from mission_archive.model.text.placeholders import FORMER_PATH, replace_it

RE_URL = re.compile(r"https?://[^\s/?#\"'<>]+\.[^\s\"'<>]+", re.IGNORECASE)
RE_TWICE = re.compile(r"https?:/*(https?://.*)", re.IGNORECASE)
RE_LOCAL = re.compile(
    r"file:|[a-z]:[\\/]|https?://(?:localhost|127(?:\.[0-9]+){3}|0\.0\.0\.0|\[::1\])(?:[:/?#]|\Z)",
    re.IGNORECASE,
)
"""How an address begins that leads only the one who wrote it anywhere."""

RE_TURNING = re.compile("[\u200e\u200f]")
"""Marks of direction, which words need and addresses do not."""

UNFIT_IN_PATH = UNFIT | set("\\:#%")
"""Signs that mean something in an address, or that not every system allows in the name of a file."""

NO_PATH = f"write the path from the root of the site: {FORMER_PATH}"


def parse_url(text: str) -> str:
    """An address on the web as it is written, or a ValueError that says what to write."""
    written = f"'{shorten(printable(text))}'"
    if RE_LOCAL.match(text):
        what = "is a file or program on your own machine; write the public address, or delete it"
        raise ValueError(f"{written} {what}")
    twice = RE_TWICE.fullmatch(text)
    if twice and RE_URL.fullmatch(twice[1]):
        raise ValueError(
            f"there are two 'https://' at the beginning; write {shorten(printable(twice[1]), 200)}"
        )
    if RE_URL.fullmatch(together := "".join(text.split())) and together != text:
        raise ValueError(f"{written} has a space in it; write '%20' for the space, or delete it")
    other = f"{written} is not an address on the web; write the full address, which begins with https://"
    if not RE_URL.fullmatch(text) or RE_INVISIBLE.search(text) or RE_TURNING.search(text):
        raise ValueError(other)
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError(other) from None
    if "@" in parts.netloc:
        raise ValueError(
            f"{written} has the name of a user in it; write the address without the part before '@'"
        )
    if not host or not host.strip(".") or ".." in host or "[" in parts.netloc:
        raise ValueError(other)
    return text


def parse_former_url(text: str) -> str:
    """A former path of a record in the one form in which paths are compared, kept and served.

    That is without `/` at its ends, without `index.html`, and with the letters that `%D0%B0` and the like stand for.
    """
    written = f"'{shorten(printable(text))}'"
    path = unicodedata.normalize("NFC", unquote(text, errors="replace")).removeprefix("/")
    if path.casefold() == PAGE_FILE or path.casefold().endswith(f"/{PAGE_FILE}"):
        path = path[: -len(PAGE_FILE)]
    path = path.removesuffix("/")
    parts = path.split("/")
    is_plain = path.isprintable() and not UNFIT_IN_PATH & set(path) and "\ufffd" not in path
    if not is_plain or RE_INVISIBLE.search(path):
        raise ValueError(f"{written} is not a path on this site; {NO_PATH}")
    if not path:
        raise ValueError(f"{written} is the home page; delete the line")
    if path == FORMER_PATH.strip("/"):
        raise ValueError(replace_it(FORMER_PATH))
    if any(not part or part.startswith(".") or part != part.strip() for part in parts):
        raise ValueError(
            f"{written} has an empty part, or one that begins with a dot or a space; write one '/' between the parts"
        )
    if len(path) > MOST_OF_PATH or any(len(part) > MOST_OF_PART for part in parts):
        raise ValueError(
            f"{written} is too long for the name of a file; write at most {MOST_OF_PATH} characters, and at most "
            f"{MOST_OF_PART} between two '/'"
        )
    return path
