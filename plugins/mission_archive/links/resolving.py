"""Where an address leads, as browsers work it out (WHATWG URL), and whether the site has something there."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from mission_archive.links.broken import Reason
from mission_archive.links.site_files import SiteFiles, folded

RE_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
RE_BEGINS_WITH_HOST = re.compile(r"//[^/?#]")
RE_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
OWN_MACHINE = frozenset(("localhost", "127.0.0.1", "::1", "0.0.0.0"))
PORTS = {"http": ":80", "https": ":443"}
SAFE = "/:@!$&'()*+,;=~"


class Resolution(NamedTuple):
    """Where an address leads.

    With `reason` the link is broken: `message` says how, `meant` is the site's address that was meant, and `wanted` one
    at which nothing answers. `uri` is the file that answers, None for another host or where nothing does.
    """

    reason: Reason | None = None
    message: str = ""
    meant: str | None = None
    wanted: str = ""
    uri: str | None = None
    is_full: bool = False


FOREIGN = Resolution(is_full=True)


@dataclass(frozen=True, slots=True)
class Base:
    """The site's own address."""

    scheme: str
    host: str
    path: str
    """With `/` at both ends."""

    @classmethod
    def parse(cls, site_url: str) -> "Base":
        """Raises ValueError if `site_url` has no scheme and host."""
        parts = urlsplit(site_url)
        if parts.scheme not in PORTS or not parts.netloc:
            raise ValueError(
                f"'{site_url}' is not the address of a site; write the full address, which begins with https://"
            )
        path = f"/{parts.path.strip('/')}/".replace("//", "/")
        return cls(parts.scheme, _host(parts.scheme, parts.netloc), path)

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}"


def _host(scheme: str, netloc: str) -> str:
    return netloc.rpartition("@")[2].lower().removesuffix(PORTS[scheme])


class Resolver:
    """Resolves addresses against a site. What has been worked out is kept."""

    def __init__(self, files: SiteFiles, base: Base, ids: Mapping[str, frozenset[str]]) -> None:
        self._files = files
        self._base = base
        self._ids = ids
        self._known = cache(self._resolve)

    def resolve(self, folder: str, address: str) -> Resolution:
        """Where `address` leads from a page in `folder`, a path from the site's root that is empty or ends in `/`."""
        up = "../" * folder.count("/")
        if up and address.startswith(up):
            # What is written after the way to the root: masthead and footer write the same on every page.
            folder, address = "", address[len(up) :] or "./"
        elif address[:1] == "/" or RE_SCHEME.match(address):
            folder = ""
        return self._known(folder, address)

    def is_no_part(self, uri: str, fragment: str) -> bool:
        """Whether a fragment names no part of the page `uri`. In files of other kinds, programs decide."""
        ids, wanted = self._ids.get(uri), fragment.partition(":~:")[0]
        if ids is None or not wanted or wanted.lower() == "top":
            return False
        return not {wanted, unquote(wanted)} & ids

    def _resolve(self, folder: str, address: str) -> Resolution:
        address, _, fragment = address.strip(" \t\n\r\f").partition("#")
        scheme = RE_SCHEME.match(address)
        if broken := _form(address, scheme):
            return broken
        if scheme and scheme[1].lower() not in PORTS:
            return FOREIGN
        try:
            parts = urlsplit(urljoin(f"{self._base}{folder}", address))
            host, name = _host(parts.scheme, parts.netloc), parts.hostname
        except ValueError:
            host, name = "", None
        if not name or " " in host:
            return Resolution(Reason.MALFORMED, "has no valid host; write the address in full")
        if name in OWN_MACHINE and host != self._base.host:
            return Resolution(
                Reason.OWN_MACHINE, "leads to a server on one's own machine; write the public address"
            )
        base, is_full = self._base.path, bool(scheme) or address.startswith("//")
        path = parts.path or "/"
        if is_full and "/." in path:
            path = urlsplit(urljoin(str(self._base), path)).path
        if host != self._base.host or (is_full and not f"{path}/".startswith(base)):
            return FOREIGN  # another host, or another site on the same host, and said so in full
        target = self._in_site(folder, address, path)._replace(is_full=is_full)
        if target.uri and self.is_no_part(target.uri, fragment):
            return target._replace(
                reason=Reason.ANCHOR, message=f"names no part of '/{address_in(path, base)}'"
            )
        return target

    def _in_site(self, folder: str, address: str, path: str) -> Resolution:
        """What answers at `path`, to which `address` in `folder` leads on the site's host."""
        base = self._base.path
        inside = address_in(path, base)
        if posixpath.normpath(f"{base}{folder}{address.partition('?')[0]}".lstrip("/")).startswith("../"):
            return Resolution(Reason.OUTSIDE, "climbs out of the site", wanted=inside)
        if f"{path}/" == base:
            return Resolution(
                Reason.SLASH, "leads to the home page by way of a redirect; end it with '/'", ""
            )
        if not path.startswith(base):
            return Resolution(Reason.OUTSIDE, f"leads out of the site, which begins at {base}", wanted=path)
        if RE_BAD_PERCENT.search(path):
            return Resolution(
                Reason.ENCODING, "has a '%' without two digits after it; write '%25' for the sign"
            )
        uri = self._files.by_address.get(inside)
        if uri is not None:
            return Resolution(uri=uri)
        if "\ufffd" in inside:
            return Resolution(Reason.ENCODING, "is not encoded as UTF-8")
        return self._missing(inside)

    def _missing(self, path: str) -> Resolution:
        """What is wrong with a path at which nothing answers."""
        files, bare = self._files, path.rstrip("/")
        if f"{path}/" in files.by_address:
            return Resolution(
                Reason.SLASH, "leads there by way of a redirect only; end it with '/'", f"{path}/"
            )
        if bare in files.by_address:
            return Resolution(Reason.SLASH, "is a file and no folder; write it without '/' at the end", bare)
        if f"{bare}/" in files.folders:
            return Resolution(Reason.FOLDER, "is a folder without a page", wanted=path)
        similar = files.folded.get(folded(path)) or files.folded.get(f"{folded(path)}/")
        if similar is not None:
            message = (
                "differs from the file's name in capital and small letters, or in the form of its letters"
            )
            return Resolution(Reason.CASE, message, similar)
        return Resolution(Reason.MISSING, "leads to nothing in the site", wanted=path)


def _form(address: str, scheme: re.Match[str] | None) -> Resolution | None:
    """What is wrong with the form of an address."""
    if not scheme:
        has_backslash = "\\" in address.partition("?")[0]
        return Resolution(Reason.MALFORMED, "has a '\\' in it; write '/'") if has_backslash else None
    name = scheme[1].lower()
    if name == "file" or len(name) == 1:
        return Resolution(
            Reason.OWN_MACHINE, "leads to a place on one's own machine; write the public address"
        )
    if name in PORTS and not RE_BEGINS_WITH_HOST.match(address, scheme.end()):
        return Resolution(Reason.MALFORMED, f"is not an address; write '{name}://' and the host")
    return None


def address_in(path: str, base: str) -> str:
    """A path from the host's root as an address of the site. An encoded `/` is a part of a name: it stays."""
    return unquote(re.sub("%(?=2[fF])", "%25", path.removeprefix(base).lstrip("/")))


def as_written_on(folder: str, instead_of: str, address: str, base: Base) -> str:
    """An address of the site as a page in `folder` writes it, in the form of what it replaces.

    In full where that is in full, from the host's root where that is; else relative. Letters of any script stay as
    they are, so that people can read them.
    """
    quoted = "".join(quote(letter, SAFE) if letter.isascii() else letter for letter in address)
    if RE_SCHEME.match(instead_of) or instead_of.startswith("//"):
        return f"{base}{quoted}"
    if instead_of.startswith("/"):
        return base.path + quoted
    here, there = folder.split("/")[:-1], quoted.split("/")
    while here and there[1:] and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "../" * len(here) + "/".join(there) or "./"
