"""Where an address leads, as browsers work it out (WHATWG URL), and whether the site has something there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from mission_archive.links.faults import Kind
from mission_archive.links.nearness import Nearness
from mission_archive.links.site_files import SiteFiles

RE_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
RE_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
RE_BREAKS = re.compile(r"[\t\n\r]")
OWN_MACHINE = frozenset(("localhost", "127.0.0.1", "[::1]", "0.0.0.0"))
PORTS = {"http": ":80", "https": ":443"}


class Found(NamedTuple):
    """Where an address leads.

    `uri` is the file that answers, None for another host or where nothing does. `anchor` is decoded. With `kind` the
    address is broken: `message` says how, `meant` is the site's address that was probably meant.
    """

    uri: str | None = None
    anchor: str = ""
    is_full: bool = False
    kind: Kind | None = None
    message: str = ""
    meant: str | None = None


FOREIGN = Found(is_full=True)


@dataclass(frozen=True, slots=True)
class Base:
    """The site's own address."""

    scheme: str
    host: str
    path: str
    """With `/` at both ends."""

    @classmethod
    def parse(cls, site_url: str) -> Base:
        """Raises ValueError if `site_url` has no scheme and host."""
        parts = urlsplit(site_url)
        if parts.scheme not in PORTS or not parts.netloc:
            raise ValueError(
                f"'{site_url}' is not the address of a site; write the full address, which begins with https://"
            )
        return cls(
            parts.scheme, _host(parts.scheme, parts.netloc), f"/{parts.path.strip('/')}/".replace("//", "/")
        )

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}"


def _host(scheme: str, netloc: str) -> str:
    return netloc.rpartition("@")[2].lower().removesuffix(PORTS.get(scheme, ""))


class Resolver:
    """Resolves addresses against a site. What has been worked out is kept."""

    def __init__(self, files: SiteFiles, base: Base) -> None:
        self._files = files
        self._base = base
        self._nearness = Nearness(files)
        # What is written after the way to the root: masthead and footer write the same on every page.
        self._from_root: dict[str, Found] = {}
        self._full: dict[str, Found] = {}

    def resolve(self, folder: str, address: str) -> Found:
        """Where `address` leads from a page in `folder`, a path from the site's root that is empty or ends in `/`."""
        if folder and address.startswith("../"):
            up = "../" * folder.count("/")
            if address.startswith(up):
                rest = address[len(up) :]
                found = self._from_root.get(rest)
                if found is None:
                    found = self._from_root[rest] = self._resolve("", rest or "./")
                return found
        if address[:1] == "/" or RE_SCHEME.match(address):
            found = self._full.get(address)
            if found is None:
                found = self._full[address] = self._resolve("", address)
            return found
        return self._resolve(folder, address)

    def _resolve(self, folder: str, address: str) -> Found:
        address = RE_BREAKS.sub("", address.strip(" \t\n\r\f"))
        address, _, anchor = address.partition("#")
        rest, is_full = address.partition("?")[0], False
        if "\\" in rest and not RE_SCHEME.match(rest):
            return _broken(Kind.MALFORMED, "has a '\\' in it; write '/'")
        if scheme := RE_SCHEME.match(rest):
            name, rest = scheme[1].lower(), rest[scheme.end() :]
            if name == "file" or len(name) == 1:
                return _broken(
                    Kind.OWN_MACHINE, "leads to a place on one's own machine; write the public address"
                )
            if name not in PORTS:
                return FOREIGN
            if not rest.startswith("//"):
                return _broken(Kind.MALFORMED, f"is not an address; write '{name}://' and the host")
        else:
            name = self._base.scheme
        if rest.startswith("//"):
            netloc, slash, rest = rest[2:].replace("\\", "/").partition("/")
            host, is_full, rest = _host(name, netloc), True, slash + rest
            if host != self._base.host:
                return _foreign(host)
            if not rest.startswith(self._base.path) and f"{rest}/" != self._base.path:
                return FOREIGN  # another site on the same host, and said so in full
        return self._in_site(folder, rest, anchor, is_full=is_full)

    def _in_site(self, folder: str, path: str, anchor: str, *, is_full: bool) -> Found:
        base = self._base.path
        whole, excess = _joined(base + folder, path)
        if excess:
            return _broken(
                Kind.OUTSIDE, "climbs out of the site", self._nearness.moved(_strip(path)), is_full
            )
        if not whole.startswith(base):
            if f"{whole}/" == base:
                return _broken(
                    Kind.SLASH, "leads to the home page by way of a redirect; end it with '/'", "", is_full
                )
            there = _decoded(whole.lstrip("/"))
            meant = there if there in self._files.by_address else self._nearness.moved(_strip(path))
            return _broken(Kind.OUTSIDE, f"leads out of the site, which begins at {base}", meant, is_full)
        if RE_BAD_PERCENT.search(whole):
            return _broken(
                Kind.ENCODING,
                "has a '%' without two digits after it; write '%25' for the sign",
                None,
                is_full,
            )
        try:
            inside = _decoded(whole[len(base) :], errors="strict")
        except UnicodeDecodeError:
            return _broken(Kind.ENCODING, "is not encoded as UTF-8", None, is_full)
        uri = self._files.by_address.get(inside)
        if uri is not None:
            return Found(uri, anchor, is_full)
        kind, message, meant = self._missing(inside)
        return _broken(kind, message, meant, is_full)

    def _missing(self, path: str) -> tuple[Kind, str, str | None]:
        """What is wrong with a path at which nothing answers."""
        files = self._files
        if f"{path}/" in files.by_address:
            return Kind.SLASH, "leads there by way of a redirect only; end it with '/'", f"{path}/"
        if path.rstrip("/") in files.by_address:
            return Kind.SLASH, "is a file and no folder; write it without '/' at the end", path.rstrip("/")
        if f"{path.rstrip('/')}/" in files.folders:
            return Kind.FOLDER, "is a folder without a page", self._nearness.moved(path)
        composed = files.composed.get(unicodedata.normalize("NFC", path))
        if composed is not None:
            return (
                Kind.LETTER_FORM,
                "is written with letters of another Unicode form than the file's name",
                composed,
            )
        folded = files.folded.get(path.casefold()) or files.folded.get(f"{path.casefold()}/")
        if folded is not None:
            return Kind.CASE, "differs from the file's name in capital and small letters", folded
        return Kind.MISSING, "leads to nothing in the site", self._nearness.near(path)


def _broken(kind: Kind, message: str, meant: str | None = None, is_full: bool = False) -> Found:
    return Found(None, "", is_full, kind, message, meant)


def _foreign(host: str) -> Found:
    if not host or " " in host:
        return _broken(Kind.MALFORMED, "has no host; write the address in full")
    if host.partition(":")[0] in OWN_MACHINE or host.startswith("[::1]"):
        return _broken(Kind.OWN_MACHINE, "leads to a server on one's own machine; write the public address")
    return FOREIGN


def _strip(path: str) -> str:
    return _decoded(re.sub(r"\A(?:\.{0,2}/)+", "", path))


def _decoded(path: str, errors: str = "replace") -> str:
    """A path without percent-encoding. An encoded `/` is a part of a name, and no file's name has one: it stays."""
    if "%" not in path:
        return path
    return unquote(re.sub("%(?=2[fF])", "%25", path), errors=errors)


def _joined(folder: str, path: str) -> tuple[str, bool]:
    """A path from the host's root, and whether there are more `..` in it than folders."""
    if not path:
        return folder, False
    parts: list[str] = [] if path.startswith("/") else folder.strip("/").split("/")
    excess = False
    steps = path.removeprefix("/").split("/")
    parts = [part for part in parts if part]
    for step in steps:
        if step == "..":
            excess = excess or not parts
            del parts[-1:]
        elif step != ".":
            parts.append(step)
    if steps[-1] in (".", ".."):
        parts.append("")
    return "/" + "/".join(parts), excess
