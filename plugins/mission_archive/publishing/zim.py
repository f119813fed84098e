"""One language of a built site as a ZIM file (openzim.org), which Kiwix opens without a connection.

The library `libzim` is large and few need it, so it is not installed with the others; without it this module cannot be
imported. It numbers each file anew, so two files of one site are not the same bytes.
"""

import errno
import html
import io
import posixpath
import re
from collections.abc import Mapping, Set
from pathlib import Path
from urllib.parse import quote, unquote

from libzim.writer import Creator, Hint, Item, StringProvider
from PIL import Image

from mission_archive.model.addresses import DATA, PAGE_FILE, language_of, language_root
from mission_archive.model.files import media_type
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.publishing.addresses.site_addresses import BESIDE_PAGES, files_of_site
from mission_archive.publishing.bundle import LINK, OF_SERVERS, leading_to_files

CODES: Mapping[str, str] = {"en": "eng", "ru": "rus", "tg": "tgk"}
"""ISO 639-3, as the format names languages."""

ILLUSTRATION, COLOUR = 48, "#1d4e5f"
"""The side of the picture in lists of archives, in pixels, and its colour."""

MOST_TITLE, MOST_DESCRIPTION = 30, 80
"""Characters that the format's conventions allow."""

TYPES: Mapping[str, str] = {
    ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".webp": "image/webp",
    ".avif": "image/avif", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif",
    ".ics": "text/calendar", ".xml": "application/xml", ".json": "application/json", ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
}  # fmt: skip
"""Ending → media type of what a site has besides documents."""

RE_LINK = re.compile(LINK)
RE_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
RE_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')


class _Held(Item):  # type: ignore[misc]  # the library has no types
    """A file as the library asks for it."""

    def __init__(self, path: str, title: str, kind: str, data: bytes) -> None:
        super().__init__()
        self._path, self._title, self._kind, self._data = path, title, kind, data

    def get_path(self) -> str:
        return self._path

    def get_title(self) -> str:
        return self._title

    def get_mimetype(self) -> str:
        return self._kind

    def get_contentprovider(self) -> object:
        return StringProvider(self._data)

    def get_hints(self) -> Mapping[object, bool]:
        return {Hint.FRONT_ARTICLE: self._kind == "text/html"}


def write_zim(site: Path, language: str, site_url: str, day: str, place: Path) -> int:
    """Write the pages of a language and what they show to `place`; the number of pages.

    Links to pages of other languages lead to the site itself. `day` is the date of the file (ISO 8601). Raises
    OSError.
    """
    files = frozenset(path for path in files_of_site(site) if _is_held(path, language))
    main = f"{language_root(language)}{PAGE_FILE}"
    home = (site / main).read_text("utf-8")
    name = _text(RE_TITLE, home)
    pages = 0
    try:
        with Creator(place).config_indexing(True, CODES[language]).config_verbose(False) as creator:
            creator.set_mainpath(main)
            for path in sorted(files):
                data, title = (site / path).read_bytes(), ""
                if path.endswith(".html"):
                    page = within(leading_to_files(data).decode(), path, files, site_url)
                    data, title, pages = page.encode(), _text(RE_TITLE, page), pages + 1
                creator.add_item(_Held(path, title, _type(path), data))
            creator.add_illustration(ILLUSTRATION, _illustration())
            for key, value in {
                "Name": f"mission-archive_{language}", "Title": name[:MOST_TITLE], "Language": CODES[language],
                "Description": _text(RE_DESCRIPTION, home)[:MOST_DESCRIPTION], "LongDescription": name,
                "Creator": name, "Publisher": name, "Date": day, "Source": site_url,
            }.items():  # fmt: skip
                creator.add_metadata(key, value)
    except RuntimeError as fault:  # for lack of room, for instance, which the library does not say
        raise OSError(errno.EIO, f"the library libzim says: {fault}") from fault
    return pages


def within(page: str, path: str, files: Set[str], site_url: str) -> str:
    """A page whose links lead to `files`, or else to the site itself. `path` is its own."""

    def led(link: re.Match[str]) -> str:
        before, target, rest = link.groups()
        if not target or ":" in target.partition("/")[0]:
            return link[0]
        found = posixpath.normpath(posixpath.join(path, "..", unquote(html.unescape(target))))
        if found in files:
            return link[0]
        address = quote(found.removesuffix(PAGE_FILE))
        return f"{before}{site_url}{address}{rest}"

    return RE_LINK.sub(led, page)


def _is_held(path: str, language: str) -> bool:
    if path.startswith(f"{DATA}/") or OF_SERVERS.fullmatch(path):
        return False
    if language_of(path) == language:
        return True
    # Photos, documents, styles and the search lie beside the pages of the first language.
    is_shared = language_of(path) == FIRST_LANGUAGE and not path.endswith(".html")
    return is_shared and path.rpartition("/")[2] not in BESIDE_PAGES


def _type(path: str) -> str:
    ending = posixpath.splitext(path)[1].lower()
    return TYPES.get(ending) or media_type(path)


def _text(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    return html.unescape(found[1]).strip() if found else ""


def _illustration() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (ILLUSTRATION, ILLUSTRATION), COLOUR).save(held, "PNG")
    return held.getvalue()
