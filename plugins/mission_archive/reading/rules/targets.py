"""The links and pictures in a record's text: where they are and what they lead to."""

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from mission_archive.model.text.bare_links import RE_BARE_ADDRESS, bare_address, with_links
from mission_archive.model.text.footnotes import note_ids
from mission_archive.model.text.headings import heading_ids
from mission_archive.model.text.markup import RE_SCHEME, without_anchor
from mission_archive.model.text.prose import cleaned
from mission_archive.model.text.suggestions import Suggestions
from mission_archive.reading.fields.addresses import RE_LOCAL
from mission_archive.reading.rules.texts import MarkdownText, Passage, label_key

RE_BEFORE_ADDRESS = re.compile(r"\]\(\s*")
RE_DEFINED = re.compile(r"^ {0,3}\[(?P<label>[^\]\n]+)\]:\s*(?=\S)", re.MULTILINE)
RE_ELEMENT = re.compile(
    r"<(?:a|img)\b[^<>]*?\b(?P<name>href|src)\s*=\s*(?P<address>\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'=<>`]+)",
    re.IGNORECASE,
)
RE_LINKED = re.compile(r'<a href="([^"]*)"')
_WITH_BLANKS = r"[^\s()<>\[\]\"']{1,200}(?: [^\s()<>\[\]\"']{1,100}){1,20}"
RE_WITH_BLANKS = re.compile(rf"\]\((https?://{_WITH_BLANKS}|{_WITH_BLANKS}\.[A-Za-z0-9]{{2,5}})\)")
RE_FOREIGN = re.compile(r"(?:https?:)?//", re.IGNORECASE)
RE_FOLLOWED = re.compile(r"(?:https?:|mailto:|//)", re.IGNORECASE)
"""How an address begins that leads out of the archive and that pages keep; see `ALLOWED` in `model.text.prose`."""
RE_NOWHERE = re.compile(
    r"(?:https?:)?//(?:[/?#:@.]|\Z)|https?:(?!//)|mailto:(?![^\s@?]+@[^\s@.?]+\.[^\s@?]+(?:\?|\Z))",
    re.IGNORECASE,
)
"""Addresses without a host, and of mail to nobody."""


OWN_MACHINE = "this link leads to your own machine; write the public address, or the path from this file"
NO_SCHEME = (
    "such an address is not kept as a link; write one that begins with https:// or mailto:, or plain words"
)
NO_ADDRESS = "the address is missing; write it, or delete the link or picture"
NOWHERE = "the address is not complete; write https:// and a host, or mailto: and an email address, as name@example.org"


@dataclass(frozen=True, slots=True)
class Target:
    """What a link or picture leads to: the two parts of its address, unquoted. `at` is the place of the address.

    `refusal` says what is wrong if it leads nobody anywhere, or only the one who wrote it, or begins as no page keeps
    it.
    """

    path: str
    anchor: str
    at: int
    is_picture: bool = False
    refusal: str | None = None

    @property
    def is_foreign(self) -> bool:
        """Whether it leads to another host."""
        return bool(RE_FOREIGN.match(self.path))


def _refusal(address: str) -> str | None:
    if not address:
        return NO_ADDRESS
    if RE_LOCAL.match(address):
        return OWN_MACHINE
    if RE_NOWHERE.match(address):
        return NOWHERE
    # `javascript:` and `data:`, but `tel:` too.
    return NO_SCHEME if RE_SCHEME.match(address) and not RE_FOLLOWED.match(address) else None


def targets(text: MarkdownText) -> Iterator[Target]:
    """What a text leads to inside the archive or itself, pictures from other hosts, and addresses that lead nowhere."""
    for address, at, is_picture in (*_in_markdown(text), *_in_markup(text), *_bare(text)):
        leads_out = RE_FOLLOWED.match(address) and not _refusal(address)
        if not leads_out or (is_picture and RE_FOREIGN.match(address)):
            path, anchor = without_anchor(address)
            refusal = _refusal(unquote(path)) if path or not address else None
            yield Target(unquote(path), unquote(anchor[1:]), at, is_picture, refusal)


_Found = tuple[str, int, bool]
"""An address, its place, and whether it is of a picture."""


def _in_markdown(text: MarkdownText) -> Iterator[_Found]:
    defined: dict[str, int] = {}
    for definition in RE_DEFINED.finditer(text.body) if "]:" in text.body else ():
        defined.setdefault(label_key(definition["label"]), definition.end())
    opened: list[Passage] = []
    end = 0
    for passage in text.passages:
        if passage.kind in ("StartLink", "StartImage"):
            opened.append(passage)
        elif passage.kind in ("EndLink", "EndImage"):
            start, link = opened[-1].start, opened.pop().value
            if link["link_type"] == "Inline":
                before = RE_BEFORE_ADDRESS.search(text.body, end)
                start = before.end() if before else start
            elif link["link_type"] == "Autolink":
                start += 1
            start = defined.get(link["id"].casefold(), start) if link["id"] else start
            is_in_picture = any(outer.kind == "StartImage" for outer in opened)
            if link["link_type"] != "Email" and not is_in_picture:
                yield link["dest_url"], start, passage.kind == "EndImage"
        end = passage.start if passage.kind.startswith("Start") else passage.end


def _in_markup(text: MarkdownText) -> Iterator[_Found]:
    for markup in text.markup:
        for found in RE_ELEMENT.finditer(markup.text):
            address = html.unescape(found["address"].strip("\"'"))
            yield address, markup.place(found.start("address")), found["name"].lower() == "src"


def _bare(text: MarkdownText) -> Iterator[_Found]:
    """Addresses that only the one who wrote them can follow, as far as they become links."""
    found = RE_BARE_ADDRESS.finditer(text.body) if "://" in text.body else ()
    local = [one for one in found if RE_LOCAL.match(one[0]) and text.before(one.start()) not in ("'", '"')]
    linked = RE_LINKED.findall(with_links(text.html)) if local else ()
    hrefs = {unquote(html.unescape(href)) for href in linked}
    for one in local:
        if unquote(bare_address(one[0])) in hrefs:
            yield bare_address(one[0]), one.start(), False


def addresses_with_blanks(text: MarkdownText) -> Iterator[tuple[str, int]]:
    """Addresses, each with its place, that were meant to make a link or picture and do not, because of spaces."""
    for found in RE_WITH_BLANKS.finditer(text.body):
        if text.has_words_at(found.start(), found.end() - 1):
            yield found[1], found.start(1)


def anchors(text: MarkdownText) -> Suggestions:
    """The ids of the headings and notes of a text."""
    page = cleaned(text.body, with_links(text.html))
    return Suggestions([*heading_ids(page), *note_ids(page)])


def resolve(folder: str, path: str) -> str:
    """The path from the content folder of what `path` means in a file of `folder`; begins with `..` if outside."""
    return posixpath.normpath(posixpath.join(folder, path))
