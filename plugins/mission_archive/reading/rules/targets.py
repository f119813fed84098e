"""The links and pictures in a record's text: where they are and what they lead to."""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from mission_archive.model.text.bare_links import RE_BARE_ADDRESS, bare_address, with_links
from mission_archive.model.text.footnotes import note_ids
from mission_archive.model.text.headings import heading_ids
from mission_archive.model.text.markup import without_anchor
from mission_archive.model.text.prose import cleaned
from mission_archive.model.text.suggestions import Suggestions
from mission_archive.reading.fields.addresses import RE_LOCAL
from mission_archive.reading.rules.texts import Text

# Each pattern stops at the first character that cannot belong to it, so that no text takes long to search.
RE_INLINE = re.compile(r"\]\(\s*(<[^<>\n]*>|[^\s()<]*(?:\([^\s()<]*\)[^\s()<]*)*)")
RE_DEFINED = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*(<[^<>\n]*>|\S+)", re.MULTILINE)
RE_ELEMENT = re.compile(
    r"<(?:a|img)\b[^<>]*?\b(?:href|src)\s*=\s*(\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'=<>`]+)", re.IGNORECASE
)
RE_IN_BRACKETS = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
RE_WITH_BLANKS = re.compile(
    r"\]\(([^\s()<>\[\]\"']{1,100}(?: [^\s()<>\[\]\"']{1,100}){1,20}\.[A-Za-z0-9]{2,5})\)"
)
RE_CODE = re.compile(r"<code>[^<]*+</code>|<code class=[^<>]*+>[^<]*+</code>")
RE_RENDERED = re.compile(r"""\b(href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+)""", re.IGNORECASE)
RE_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
RE_FOREIGN = re.compile(r"(?:https?:)?//", re.IGNORECASE)
RE_FOLLOWED = re.compile(r"(?:https?:|mailto:|//)", re.IGNORECASE)
"""How an address begins that leads out of the archive and that pages keep; see `ALLOWED` in the rendering."""
RE_NOWHERE = re.compile(
    r"(?:https?:)?//(?:[/?#:@.]|\Z)|https?:(?!//)|mailto:(?![^\s@]+@[^\s@.]+\.[^\s@]+\Z)", re.IGNORECASE
)
"""Addresses without a host, and of mail to nobody."""
RE_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


OWN_MACHINE = "this link leads to your own machine; write the public address, or the path from this file"
NO_SCHEME = (
    "such an address is not kept as a link; write one that begins with https:// or mailto:, or plain words"
)
NOWHERE = "the address is not complete; write https:// and a host, or mailto: and an email address, as name@example.org"


@dataclass(frozen=True, slots=True)
class Target:
    """What a link or picture leads to. `path` is the address without its anchor, unquoted."""

    path: str
    anchor: str
    line: int
    column: int

    @property
    def is_foreign(self) -> bool:
        """Whether it leads to another host."""
        return bool(RE_FOREIGN.match(self.path))

    @property
    def refusal(self) -> str | None:
        """What to say if it leads nobody anywhere, or only the one who wrote it, or begins as no page keeps it.

        `javascript:` and `data:` do, but `tel:` too.
        """
        if RE_LOCAL.match(self.path):
            return OWN_MACHINE
        if RE_NOWHERE.match(self.path):
            return NOWHERE
        is_refused = RE_SCHEME.match(self.path) and not RE_FOLLOWED.match(self.path)
        return NO_SCHEME if is_refused else None


@dataclass(frozen=True)
class Links:
    """What a text leads to, and what leads to parts of it."""

    text: Text

    @property
    def folder(self) -> str:
        return self.text.file.folder

    @property
    def targets(self) -> Iterator[Target]:
        """What the text may lead to inside the archive or itself, or fetch from other hosts, in order.

        Found by its form alone, which is quick; what only stands in code is among them (see `is_linked`).
        """
        body, file = self.text.body, self.text.file
        found = [*RE_INLINE.finditer(body)]
        if "]:" in body:
            found += RE_DEFINED.finditer(body)
        if "<" in body:
            found += RE_ELEMENT.finditer(body)
            found += RE_IN_BRACKETS.finditer(body)
        if "://" in body:
            found += (bare for bare in RE_BARE_ADDRESS.finditer(body) if RE_LOCAL.match(bare[0]))
        line, counted, line_start = file.body_line, 0, 0
        for match in sorted(found, key=lambda match: match.start(1)):
            written = bare_address(match[1]) if match.re is RE_BARE_ADDRESS else match[1].strip("<>\"'")
            if not written:
                continue
            is_foreign = (
                RE_FOLLOWED.match(written) and not RE_LOCAL.match(written) and not RE_NOWHERE.match(written)
            )
            if is_foreign and not (self._has_pictures and RE_FOREIGN.match(written)):
                continue
            at = match.start(1)
            line += body.count("\n", counted, at)
            line_start = max(line_start, body.rfind("\n", counted, at) + 1)
            counted = at
            path, anchor = without_anchor(_unescaped(written))
            yield Target(unquote(path), anchor, line, at - line_start + 1 + file.body_indent)

    @cached_property
    def _has_pictures(self) -> bool:
        return "![" in self.text.body or "<img" in self.text.body.lower()

    def is_linked(self, target: Target) -> bool:
        """Whether the text really leads to the target, and does not only show it as code."""
        return target.path in self._rendered["href"] or self.is_shown(target)

    def is_linked_with_anchor(self, target: Target) -> bool:
        """Whether the text really leads to this part of the target."""
        return target.path + unquote(target.anchor) in self._rendered["href"]

    def is_shown(self, target: Target) -> bool:
        """Whether the target is a picture in the text."""
        return target.path in self._rendered["src"]

    @property
    def with_blanks(self) -> Iterator[tuple[str, int]]:
        """Addresses, each with its place, that were meant to make a link or picture and do not, because of spaces."""
        found = list(RE_WITH_BLANKS.finditer(self.text.body))
        if not found:
            return
        in_words = Counter(RE_WITH_BLANKS.findall(html.unescape(RE_CODE.sub("", self._html))))
        for match in found:
            in_words[match[1]] -= 1
            if in_words[match[1]] >= 0:
                yield match[1], match.start(1)

    @cached_property
    def anchors(self) -> Suggestions:
        """The ids of its headings and notes."""
        page = cleaned(self.text.body, self._html)
        return Suggestions([*heading_ids(page), *note_ids(page)])

    @cached_property
    def _html(self) -> str:
        return with_links(self.text.html)

    @cached_property
    def _rendered(self) -> dict[str, set[str]]:
        """The addresses of links and of pictures, with and without anchors, when the text has become HTML."""
        addresses: dict[str, set[str]] = {"href": set(), "src": set()}
        for found in RE_RENDERED.finditer(self._html):
            address = html.unescape(found[2].strip("\"'"))
            path, _ = without_anchor(address)
            addresses[found[1].lower()] |= {unquote(path), unquote(address)}
        return addresses


def _unescaped(written: str) -> str:
    """The address that Markdown makes of what is written."""
    if "\\" in written:
        written = RE_ESCAPED.sub(r"\1", written)
    return html.unescape(written) if "&" in written else written


def resolve(folder: str, path: str) -> str:
    """The path from the content folder of what `path` means in a file of `folder`; begins with `..` if outside."""
    return posixpath.normpath(posixpath.join(folder, path))
