"""Every link of a built site, checked on the files themselves before anyone sees them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote
from xml.etree.ElementTree import ParseError

from mission_archive.links.data import own_addresses, read_json
from mission_archive.links.faults import Fault, Kind
from mission_archive.links.feeds import read_xml
from mission_archive.links.nearness import Nearness
from mission_archive.links.pages import MarkupReader
from mission_archive.links.references import Markup, Reference, Role
from mission_archive.links.resolving import Base, Found, Resolver
from mission_archive.links.site_files import SiteFiles, address_of
from mission_archive.links.sources import SourceFiles
from mission_archive.links.styles import style_references
from mission_archive.links.writing import as_written_on

NOWHERE: Mapping[str, str] = MappingProxyType({})
NO_MARKUP = Markup([])
MARKUP = (".html", ".htm", ".svg")
FEEDS = (".xml", ".rss", ".atom")
JSON = (".json", ".geojson", ".jsonld", ".webmanifest")
JSON_LINES = (".jsonl", ".ndjson")
TEXTS = (".ics", ".csv", ".tsv", ".txt", ".bib", ".ris")
NO_IMAGES = (".html", ".htm", ".css", ".js", ".json", ".xml", ".pdf", ".txt", ".zip", ".docx", ".odt")
WANTED_ENDINGS = {Role.STYLE: (".css",), Role.SCRIPT: (".js", ".mjs")}
NOT_FOUND_PAGE = "404.html"


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """What a check found. Times are seconds of CPU: `reading` finds the links in the files, `checking` follows them."""

    faults: tuple[Fault, ...]
    files: int
    """Files that were searched for links."""
    pages: int
    """HTML pages with a link among them."""
    links: int
    reading: float
    checking: float

    def lines(self) -> list[str]:
        """The faults for people, a line each. What many pages repeat is reported once, with their number."""
        grouped: dict[tuple[str, str, Kind], list[Fault]] = {}
        lines: list[str] = []
        for fault in self.faults:
            if fault.place and fault.place.line:
                lines.append(str(fault))
            else:
                grouped.setdefault((fault.element, fault.target.lstrip("./"), fault.kind), []).append(fault)
        for first, *others in grouped.values():
            more = f" (and on {len(others):,} other page{'s' if len(others) > 1 else ''})" if others else ""
            lines.append(f"{first}{more}")
        return lines


def check_site(
    site: Path,
    site_url: str,
    *,
    project: Path = Path(),
    sources: Mapping[str, str] = NOWHERE,
    clock: Callable[[], float] = time.process_time,
) -> SiteCheck:
    """Check every link in the built site at `site`, which will be served at `site_url`.

    To be called when a site is built and before it takes the old one's place; the site may be published if
    `.faults` is empty, and `.lines()` says what is wrong otherwise. Nothing outside `site` and the sources is read.

    `sources` maps a page's address (`events/2010/x/`, the home page is empty) to the file it is made from, a path from
    `project`: then a fault names the line to correct. Raises ValueError if `site_url` has no scheme and host.
    """
    return _Check(SiteFiles.scan(site), Base.parse(site_url), SourceFiles(project, sources), clock).run()


@dataclass
class _Check:
    files: SiteFiles
    base: Base
    sources: SourceFiles
    clock: Callable[[], float]
    faults: list[Fault] = field(default_factory=list)
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    anchors: dict[tuple[str, str], list[tuple[str, str, Reference]]] = field(default_factory=dict)
    """File and anchor → page, folder and reference of each that leads there."""
    sound: set[str] = field(default_factory=set)
    """Addresses, as written after the way to the site's root, that lead to a page or file: the same on most pages."""
    redirects: dict[str, tuple[str, Reference]] = field(default_factory=dict)

    def run(self) -> SiteCheck:
        self.markup = MarkupReader()
        self.resolver = Resolver(self.files, self.base)
        reading = checking = 0.0
        searched = pages = links = 0
        for uri in self.files.uris:
            before = self.clock()
            markup = self._read(uri)
            read = self.clock()
            reading += read - before
            if markup is None:
                continue
            self._check_file(uri, markup)
            checking += self.clock() - read
            searched += 1
            links += len(markup.references)
            pages += bool(markup.references) and uri.endswith((".html", ".htm"))
        before = self.clock()
        self._check_anchors()
        self._check_redirects()
        checking += self.clock() - before
        faults = sorted(
            dict.fromkeys(self.faults), key=lambda fault: (fault.page, fault.target, fault.element)
        )
        return SiteCheck(tuple(faults), searched, pages, links, reading, checking)

    def _read(self, uri: str) -> Markup | None:
        """What a file refers to; None for one of a kind that refers to nothing we can follow."""
        ending = uri[uri.rfind(".") :].lower()
        try:
            if ending in MARKUP:
                return self.markup.read(self.files.bytes_of(uri).decode("utf-8", "replace"))
            if ending in FEEDS:
                return read_xml(self.files.bytes_of(uri))
            if ending not in (".css", *JSON, *JSON_LINES, *TEXTS):
                return None
            text = self.files.bytes_of(uri).decode("utf-8-sig", "replace")
            if ending == ".css":
                return Markup([*style_references(text)])
            if ending in TEXTS:
                return Markup([*own_addresses(text, str(self.base), is_folded=ending == ".ics")])
            return Markup(read_json(text, is_lines=ending in JSON_LINES))
        except (ParseError, ValueError) as fault:
            message = f"cannot be read: {fault}"
            self.faults.append(Fault(address_of(uri), "file", uri, Kind.UNREADABLE, message))
            return NO_MARKUP

    def _check_file(self, uri: str, markup: Markup) -> None:
        page = address_of(uri)
        folder = uri[: uri.rfind("/") + 1]
        self.ids[uri] = markup.ids
        if markup.base:
            folder = self._folder_of(folder, markup.base)
        is_anywhere = uri == NOT_FOUND_PAGE
        resolve, anchors, sound = self.resolver.resolve, self.anchors, self.sound
        up = "../" * folder.count("/") or "./"
        length = len(up)
        for reference in markup.references:
            address, role = reference[1], reference[2]
            is_from_root = address.startswith(up)
            if is_from_root and role is Role.LINK and address[length:] in sound and not is_anywhere:
                continue
            if address[:1] in ("#", "?", "") and not markup.base:
                if address[:1] == "#" and not uri.endswith(".css"):
                    anchors.setdefault((uri, address[1:]), []).append((page, folder, reference))
                elif not address:
                    self._check_empty(page, folder, reference)
                continue
            found = resolve(folder, address)
            if found.kind is not None:
                found = self._second_try(found, reference, folder)
            elif found.anchor and found.uri and role is not Role.DATA:
                anchors.setdefault((found.uri, found.anchor), []).append((page, folder, reference))
            elif is_from_root:
                sound.add(address[length:])
            if found.kind is not None or role is not Role.LINK or is_anywhere:
                self._check_reference(page, folder, reference, found)

    def _folder_of(self, folder: str, base: str) -> str:
        """The folder that a page's `base` element names."""
        found = self.resolver.resolve(folder, base)
        there = (
            address_of(found.uri)
            if found.uri
            else base.removeprefix(str(self.base)).removeprefix(self.base.path)
        )
        return there[: there.rfind("/") + 1]

    def _second_try(self, found: Found, reference: Reference, folder: str) -> Found:
        """In data, what is relative may count from the site's root."""
        if reference.role is not Role.DATA or not folder:
            return found
        again = self.resolver.resolve("", reference.address)
        return found if again.kind is not None else again

    def _check_empty(self, page: str, folder: str, reference: Reference) -> None:
        if reference.role is not Role.FORM:
            self._add(
                page, folder, reference, Kind.EMPTY, "says nothing; give the address, or leave the link out"
            )

    def _check_reference(self, page: str, folder: str, reference: Reference, found: Found) -> None:
        if found.kind is not None:
            self._add(page, folder, reference, found.kind, found.message, meant=found.meant)
            return
        role, address = reference.role, reference.address
        if role is Role.REDIRECT and found.uri:
            self.redirects[page] = (address_of(found.uri), reference)
        for kind, message in self._doubts(page, role, address, found):
            self._add(page, folder, reference, kind, message)

    def _doubts(self, page: str, role: Role, address: str, found: Found) -> Iterator[tuple[Kind, str]]:
        """What else is wrong with an address that leads somewhere."""
        is_full = found.is_full
        if role in (Role.FULL, Role.IDENTITY) and not is_full:
            yield Kind.NOT_FULL, f"is read away from its page; write it in full, beginning with {self.base}"
        elif role is Role.IDENTITY and not address.startswith(str(self.base)):
            yield Kind.OTHER_SITE, f"is not of this site; write an address that begins with {self.base}"
        if page == NOT_FOUND_PAGE and not is_full and address[:1] != "/":
            yield (
                Kind.RELATIVE,
                f"is on a page that is shown at any address; begin it with {self.base.path}",
            )
        ending = found.uri[found.uri.rfind(".") :].lower() if found.uri else ""
        if role is Role.IMAGE and ending in NO_IMAGES:
            yield Kind.WRONG_TYPE, "is not a picture"
        elif role in WANTED_ENDINGS and ending and ending not in WANTED_ENDINGS[role]:
            yield Kind.WRONG_TYPE, f"is not a {role.value}"

    def _check_anchors(self) -> None:
        for (uri, anchor), ways in self.anchors.items():
            ids = self.ids.get(uri)
            wanted = anchor.partition(":~:")[0]
            if ids is None or not wanted or wanted in ids or wanted.lower() == "top":
                continue
            decoded = unquote(wanted)
            if decoded in ids or (uri.endswith(".svg") and "(" in wanted):
                continue
            meant = Nearness.anchor(decoded, ids)
            for page, folder, reference in ways:
                there = "the page" if address_of(uri) == page else f"'/{address_of(uri)}'"
                message = f"names no part of {there}"
                right = f"{reference.address.partition('#')[0]}#{meant}" if meant else None
                self._add(page, folder, reference, Kind.ANCHOR, message, written=right)

    def _check_redirects(self) -> None:
        """Nobody is led in a circle."""
        for page in self.redirects:
            seen, here = {page}, page
            while here in self.redirects and (here := self.redirects[here][0]) not in seen:
                seen.add(here)
            if here == page:
                reference = self.redirects[page][1]
                self._add(page, page, reference, Kind.REDIRECT_CIRCLE, "leads back here in a circle")

    def _add(
        self,
        page: str,
        folder: str,
        reference: Reference,
        kind: Kind,
        message: str,
        *,
        meant: str | None = None,
        written: str | None = None,
    ) -> None:
        """Report a fault. `meant` is an address of the site, `written` one as the page writes it."""
        if meant is not None:
            written = as_written_on(folder, reference.address, meant, self.base)
            if source := self.sources.by_page.get(meant):
                message += f" (the file of what may be meant is {source})"
        place = self.sources.place(page, folder, reference.address)
        self.faults.append(Fault(page, reference.element, reference.address, kind, message, written, place))
