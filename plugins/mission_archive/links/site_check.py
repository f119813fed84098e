"""Every link of a built site, checked on the files themselves before anyone sees them."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

from mission_archive.links.broken import BrokenLink, Reason
from mission_archive.links.markup import Markup, Reference, Role, read_file
from mission_archive.links.resolving import Base, Resolution, Resolver, as_written_on
from mission_archive.links.site_files import SiteFiles, address_of, nearest
from mission_archive.links.sources import SourceFiles

NOWHERE: Mapping[str, str] = MappingProxyType({})
NOT_FOUND_PAGE = "404.html"
MOST_SEARCHES = 50
"""How often what was meant is searched for: with more broken links than that, one cause is behind many of them."""


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """What a check found."""

    broken: tuple[BrokenLink, ...]
    files: int
    """Files that were searched for links."""
    pages: int
    """HTML pages with a link among them."""
    links: int

    def lines(self) -> list[str]:
        """The broken links for people, a line each. What many pages repeat is reported once, with their number."""
        grouped: dict[tuple[str, str, Reason], list[BrokenLink]] = {}
        lines: list[str] = []
        for link in self.broken:
            if link.location and link.location.line:
                lines.append(str(link))
            else:
                grouped.setdefault((link.element, link.target.lstrip("./"), link.reason), []).append(link)
        for first, *others in grouped.values():
            more = f" (and on {len(others):,} other page{'s' if len(others) > 1 else ''})" if others else ""
            lines.append(f"{first}{more}")
        return lines


def check_site(
    site: Path, site_url: str, *, project: Path = Path(), sources: Mapping[str, str] = NOWHERE
) -> SiteCheck:
    """Check every link in the built site at `site`, which will be served at `site_url`.

    To be called when a site is built and before it takes the old one's place; the site may be published if
    `.broken` is empty, and `.lines()` says what is wrong otherwise. Nothing outside `site` and the sources is read.

    `sources` maps a page's address (`events/2010/x/`, the home page is empty) to the file it is made from, a path from
    `project`: then a broken link names the line to correct. Raises ValueError if `site_url` has no scheme and host.
    """
    files, base = SiteFiles.scan(site), Base.parse(site_url)
    read = {uri: read_file(uri, (site / uri).read_bytes(), str(base)) for uri in files.uris}
    markups = {uri: markup for uri, markup in read.items() if markup is not None}
    resolver = Resolver(files, base, {uri: markup.ids for uri, markup in markups.items()})
    built = _Site(files, base, markups, resolver, sources, SourceFiles(project))
    found = dict.fromkeys((*(link for uri in markups for link in built.broken_in(uri)), *built.circles()))
    broken = [built.described(*link, searches=number < MOST_SEARCHES) for number, link in enumerate(found)]
    return SiteCheck(
        tuple(sorted(broken, key=lambda link: (link.page, link.target, link.element))),
        len(markups),
        sum(bool(markup.references) for uri, markup in markups.items() if uri.endswith((".html", ".htm"))),
        sum(len(markup.references) for markup in markups.values()),
    )


def _folder(uri: str) -> str:
    return uri[: uri.rfind("/") + 1]


_Found = tuple[str, Reference, Resolution]
"""A broken link: the file in which it stands, what is written there, and where it leads."""


@dataclass(frozen=True, slots=True)
class _Site:
    files: SiteFiles
    base: Base
    markups: Mapping[str, Markup]
    resolver: Resolver
    sources: Mapping[str, str]
    source_files: SourceFiles

    def broken_in(self, uri: str) -> Iterator[_Found]:
        """The broken links of one file."""
        folder, is_anywhere = _folder(uri), uri == NOT_FOUND_PAGE
        for reference in self.markups[uri].references:
            if reference.address[:1] in ("#", "?", ""):
                target = self._on_this_page(uri, reference)
            else:
                target = self.resolver.resolve(folder, reference.address)
                if target.reason is None and (is_anywhere or reference.role is Role.IDENTITY):
                    target = self._read_elsewhere(reference, target)
            if target.reason is not None:
                yield uri, reference, target

    def _on_this_page(self, uri: str, reference: Reference) -> Resolution:
        address = reference.address
        if not address:
            return Resolution(Reason.EMPTY, "says nothing; give the address, or leave the link out")
        is_style = uri.endswith(".css")  # there `url(#f)` means a part of the page that uses it
        if address[:1] == "#" and not is_style and self.resolver.is_no_part(uri, address[1:]):
            return Resolution(Reason.ANCHOR, "names no part of the page", uri=uri)
        return Resolution(uri=uri)

    def _read_elsewhere(self, reference: Reference, target: Resolution) -> Resolution:
        """What is wrong with an address that leads somewhere, but not for those who read it away from its page."""
        base, is_identity = self.base, reference.role is Role.IDENTITY
        if is_identity and not target.is_full:
            message = f"is read away from its page; write it in full, beginning with {base}"
            return target._replace(reason=Reason.NOT_FULL, message=message)
        if is_identity and not reference.address.startswith(str(base)):
            message = f"is not of this site; write an address that begins with {base}"
            return target._replace(reason=Reason.OTHER_SITE, message=message)
        if not target.is_full and reference.address[:1] != "/":
            message = f"is on a page that is shown at any address; begin it with {base.path}"
            return target._replace(reason=Reason.RELATIVE, message=message)
        return target

    def circles(self) -> Iterator[_Found]:
        """The redirects that lead back to their own page."""
        redirects = {
            uri: (reference, self.resolver.resolve(_folder(uri), reference.address).uri)
            for uri, markup in self.markups.items()
            for reference in markup.references
            if reference.role is Role.REDIRECT
        }
        for uri, (reference, there) in redirects.items():
            seen, here = set[str](), there
            while here in redirects and here not in seen:
                seen.add(here)
                here = redirects[here][1]
            if uri in seen:
                yield (
                    uri,
                    reference,
                    Resolution(Reason.REDIRECT_CIRCLE, "leads back here in a circle", uri=uri),
                )

    def described(self, uri: str, reference: Reference, target: Resolution, *, searches: bool) -> BrokenLink:
        """A broken link with its place, and with what was meant, as the page would write it."""
        page, address, folder = address_of(uri), reference.address, _folder(uri)
        meant, written, message = target.meant, None, target.message
        if meant is None and target.wanted and searches:
            meant = nearest(target.wanted, self.files)
        if meant is not None:
            written = as_written_on(folder, address, meant, self.base)
            if source := self.sources.get(meant):
                message += f" (the file of what may be meant is {source})"
        elif target.reason is Reason.ANCHOR and target.uri and searches:
            before, _, fragment = address.partition("#")
            ids = sorted(self.markups[target.uri].ids)
            close = difflib.get_close_matches(unquote(fragment), ids, 1, 0.7)
            written = f"{before}#{close[0]}" if close else None
        path = self.sources.get(page)
        location = self.source_files.location(path, folder, address) if path else None
        reason = target.reason or Reason.MISSING
        return BrokenLink(page, reference.element, address, reason, message, written, location)
