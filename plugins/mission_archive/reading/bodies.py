"""The links and pictures in a record's text: where they stand and what they lead to."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

import cmarkgfm

RE_INLINE = re.compile(r"\]\(\s*(<[^>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)")
RE_DEFINED = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*(<[^>\n]*>|\S+)", re.MULTILINE)
RE_FOREIGN_PICTURE = re.compile(r"!\[[^\]\n]*\]\(\s*<?(?:https?:)?//[^\s)]*", re.IGNORECASE)
RE_RENDERED = re.compile(r'\b(?:href|src)="([^"]*)"')
RE_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """A link or picture to something of this archive. `path` is as written, without the anchor, unquoted."""

    path: str
    anchor: str
    line: int
    column: int


def targets(body: str, first_line: int) -> Iterator[Target]:
    """What the text may link to inside the archive: every relative or rooted target, in order.

    Found by its form alone, which is quick; a target inside of code is among them (see `is_linked`).
    """
    found = [*RE_INLINE.finditer(body)]
    if "]:" in body:
        found += RE_DEFINED.finditer(body)
    for match in found:
        written = match[1].strip("<>")
        if not written or written.startswith(("#", "//")) or RE_SCHEME.match(written):
            continue
        path, _, anchor = written.partition("#")
        at = match.start(1)
        yield Target(
            unquote(path),
            anchor,
            first_line + body.count("\n", 0, at),
            at - body.rfind("\n", 0, at),
        )


def foreign_pictures(body: str, first_line: int) -> Iterator[tuple[int, int]]:
    """Line and column of each picture that would be fetched from another host."""
    for found in RE_FOREIGN_PICTURE.finditer(body):
        if "<img" in _render(found[0] + ")"):
            at = found.start()
            yield first_line + body.count("\n", 0, at), at - body.rfind("\n", 0, at)


def is_linked(body: str, target: Target) -> bool:
    """Whether the text really links to the target, and does not only show it as code."""
    written = (html.unescape(found[1]) for found in RE_RENDERED.finditer(_render(body)))
    return any(unquote(address.partition("#")[0]) == target.path for address in written)


def _render(body: str) -> str:
    return str(cmarkgfm.markdown_to_html_with_extensions(body, extensions=["table"]))


def resolve(folder: str, path: str) -> str:
    """The path from the content folder of what `path` means in a file of `folder`; begins with `..` if outside."""
    return posixpath.normpath(posixpath.join(folder, path))
