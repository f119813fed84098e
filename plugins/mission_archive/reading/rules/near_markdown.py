"""What was meant as Markdown and is not, so that readers see its signs; and what was not meant as Markdown and is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mission_archive.model.problems import Problem, shorten
from mission_archive.reading.rules.texts import MarkdownText

_ADDRESS = r"(?P<address>https?://[^\s()\[\]<>]+|[^\s()\[\]<>]{1,200}\.(?:md|yml|pdf|docx?|jpe?g|png))"
NO_LINK = "this is not a link; write first the words, then the address, with no space between them: {link}"
NO_ITEM = "'{sign}' does not begin a list; write a space after it in each item"
NO_SIGN = "'{sign}' has no meaning here, so readers see it; delete it, or write '\\{sign}' if you mean the sign itself"
NO_PAIR = (
    "'{sign}' around words has no meaning here, so readers see it; delete it before and after them, or write "
    "'\\{sign}' if you mean the sign itself"
)
OF_OTHER_DIALECTS = tuple(
    (re.compile(rf"(?<![\\\w])(?:{sign})", re.MULTILINE), message)
    for sign, message in (
        (r"\{:? ?[#.][\w-]{1,80}(?: ?[#.][\w-]{1,80})* ?\}", NO_SIGN),
        (r"\[TOC\]", NO_SIGN),
        (
            r"^(?:!!!|\?\?\?\+?)(?= (?:note|info|tip|warning|danger|example|quote|abstract|success|question)\b)",
            NO_SIGN,
        ),
        (r"==(?=[^\s=](?:[^=\n]{0,200}[^\s=])?==(?!=))", NO_PAIR),
        (r"\+\+(?=[^\W\d_](?:[^+\n]{0,200}\w)?\+\+(?!\+))", NO_PAIR),
        (r"\[\[(?=[^\[\]\n]{1,200}\]\])", NO_PAIR),
        (r"^:::+(?= *[a-z])", NO_PAIR),
    )
)
"""Attributes, a table of contents, boxes, marked and inserted words, and links of wikis."""
RE_IN_ADDRESS = re.compile(r"(?:://|mailto:|www\.)\S*\Z")

NEAR = tuple(
    (re.compile(f"{before}(?P<sign>{sign}){after}", re.MULTILINE), re.compile(sign), message)
    for before, sign, after, message in (
        (
            r"^ {0,3}", "[•●▪◦‣∙·]", r"[^\S\n]*\S",
            "'{sign}' does not begin a list; write '- ' before each item",
        ),
        (r"^ {0,3}", "-", r"[^\W\d_]", NO_ITEM),
        (r"^ {0,3}", r"[0-9]{1,2}[.)]", r"[^\W\d_]", NO_ITEM),
        (
            r"^ {0,3}", "#{1,6}", r"[^\W\d_]",
            "'{sign}' does not begin a heading; write a space after it, or '\\{sign}' if you mean the sign itself",
        ),
        (r"\[(?P<words>[^\[\]\n]{1,200})", rf"\] {{1,20}}\({_ADDRESS}\)", "", NO_LINK),
        (r"\((?P<words>[^()\n]{1,200})", rf"\)\[{_ADDRESS}\]", "", NO_LINK),
        (
            r"^ {0,3}", r"\|", r"[^\n]+\|[^\S\n]*\n {0,3}\|[^\n]+\|",
            "this is not a table; below its first line write one group of dashes for each column: {dashes}",
        ),
    )
)  # fmt: skip
"""What was meant as a list, a heading, a link or a table; the sign in it that readers see; and what to say of it."""

RE_SIGNS = re.compile(r"\*+|_+|~~+")
RE_LETTER = re.compile(r"[^\W\d_]")

WITHIN_WORDS = frozenset(
    f"{edge}{name}"
    for edge in ("Start", "End")
    for name in ("Emphasis", "Strong", "Strikethrough", "Link", "Image")
)
"""Passages within a line of words; all others begin or end a block."""

INDENTED = (
    "a tab or four spaces at the beginning of a line turn it into code; delete them, or, if it is code, write '```' "
    "on a line before it and after it"
)
RE_FENCE = re.compile("`{3,}|~{3,}")

TAKEN = {
    "Code": re.compile(r"(?<=[^\W_])`+(?=[^\W_])"),
    "StartEmphasis": re.compile(r"(?<=[0-9])\*(?=[0-9])"),
    "StartStrong": re.compile(r"(?<=[0-9])\*\*(?=[0-9])"),
    "StartBlockQuote": re.compile(r">(?=[0-9])"),
    "StartItem": re.compile(r"\+(?= *[0-9])"),
}
"""Signs that are hardly meant as Markdown, by the passages that begin with them: O`zbek, 2*3*4, >100 people."""

LONGEST_HEADING = 100
ENDS_OF_SENTENCES = (".", ",", ";", ":", "…")


@dataclass(frozen=True, slots=True)
class _Signs:
    """Signs such as `**` that are left in the words of a block, with the characters around them."""

    signs: str
    at: int
    before: str
    after: str

    @property
    def may_open(self) -> bool:
        return bool(self.after.strip()) and not _is_word(self.before)

    @property
    def may_close(self) -> bool:
        # Within a word, as in file_name, `_` was hardly meant to close anything.
        return bool(self.before.strip()) and not (self.signs == "_" and _is_word(self.before))


def near_links_and_lists(text: MarkdownText) -> Iterator[Problem]:
    """What was meant as a list or a link and is not. Code is left alone."""
    for pattern, sign, message in NEAR:
        found = pattern.finditer(text.body) if sign.search(text.body) else ()
        ends = ((one, one.start("sign"), one.end("sign") - 1) for one in found)
        first = next((one for one, *places in ends if text.has_words_at(*places)), None)
        if first is not None:
            yield text.warning(first.start(), message.format_map(_meant(first)))


def signs_of_other_dialects(text: MarkdownText) -> Iterator[Problem]:
    """Signs that other programs take for Markdown. Those in addresses and in code are left alone."""
    for pattern, message in OF_OTHER_DIALECTS:
        for found in pattern.finditer(text.body):
            at, end = found.span()
            if text.has_words_at(at, end - 1) and not RE_IN_ADDRESS.search(text.body, max(0, at - 200), at):
                yield text.warning(at, message.format(sign=found[0]))
                break


def near_signs(text: MarkdownText) -> Iterator[Problem]:
    """Signs of Markdown that do nothing, links whose reference is nowhere, and code by accident."""
    if not any(sign in text.html for sign in ("*", "_", "~~", "[", "<pre>")):
        return
    for block in _blocks(text):
        useless = _useless(block)
        if useless:
            yield text.warning(useless.at, _shown(useless.signs))
    for link in text.unresolved:
        is_collapsed = text.body.startswith("[]", link.end)
        written = text.body[link.start : link.end + 2 * is_collapsed]
        message = (
            f"'{shorten(written)}' is not a link, because no line defines '[{shorten(link.value)}]:'; write the "
            "address in round brackets after the words, or add that line"
        )
        yield text.warning(link.start, message)
    for words, end in pairwise(text.passages):
        is_endless = end.kind == "EndCodeBlock" and words.kind == "Text" and words.end == end.end
        if is_endless and (fence := RE_FENCE.match(text.body, end.start)):
            yield text.warning(end.start, _endless(shorten(fence[0], 20)))
            break
    for passage, words in pairwise(text.passages):
        is_indented = passage.kind == "StartCodeBlock" and passage.value == "Indented"
        if is_indented and RE_LETTER.search(str(words.value)):
            yield text.warning(text.body.rfind("\n", 0, passage.start) + 1, INDENTED)
            break


def taken_signs(text: MarkdownText) -> Iterator[Problem]:
    """Signs of the words themselves that pages leave out."""
    for passage in text.passages:
        pattern = TAKEN.get(passage.kind)
        if pattern and (sign := pattern.match(text.body, passage.start)):
            message = (
                f"'{shorten(sign[0], 10)}' is taken for Markdown, so readers do not see it; write "
                f"'{_plain(sign[0])}' if you mean the sign itself"
            )
            yield text.warning(passage.start, message)


def near_headings(text: MarkdownText) -> Iterator[Problem]:
    """Paragraphs that a line of dashes below them, meant to part them from what follows, turns into a heading."""
    for passage in text.passages:
        if passage.kind != "StartHeading":
            continue
        words, _, line = text.body[passage.start : passage.end].rstrip().rpartition("\n")
        words = words.rstrip()
        if len(words) > LONGEST_HEADING or words.endswith(ENDS_OF_SENTENCES):
            message = (
                f"'{shorten(line.strip(), 10)}' directly below a paragraph makes a heading of all of it; write an "
                "empty line between them, or delete this one"
            )
            yield text.warning(text.body.rindex(line, passage.start, passage.end), message)


def _meant(found: re.Match[str]) -> dict[str, str]:
    """The sign that does nothing, and the link or the line below the head of a table that it was meant for."""
    groups = found.groupdict("")
    link = f"[{groups['words']}]({groups['address']})" if "words" in groups else ""
    columns = found[0].split("\n")[0].strip(" \t|").count("|") + 1
    dashes = "| --- " * columns + "|"
    return {"sign": found["sign"], "link": shorten(link, 80), "dashes": shorten(dashes, 80)}


def _endless(fence: str) -> str:
    return (
        f"code begins here with '{fence}' and does not end, so that what follows is shown as code; write '{fence}' "
        "on a line of its own where it ends, or delete this one"
    )


def _blocks(text: MarkdownText) -> Iterator[list[_Signs]]:
    """The signs in the words of each block, without code, and without those that a backslash makes plain."""
    block: list[_Signs] = []
    is_code = is_address = False
    for passage in text.passages:
        if passage.kind in ("StartLink", "EndLink"):
            is_address = passage.kind == "StartLink" and passage.value["link_type"] == "Autolink"
        if passage.kind == "Text" and not is_code and not is_address:
            _add(block, text, passage.value, passage.start)
        elif passage.kind.startswith(("Start", "End")) and passage.kind not in WITHIN_WORDS:
            is_code = passage.kind == "StartCodeBlock"
            if block:
                yield block
                block = []


def _add(block: list[_Signs], text: MarkdownText, words: str, start: int) -> None:
    for found in RE_SIGNS.finditer(words):
        signs, at = found[0], start + found.start()
        before = text.before(at)
        if before == "\\":
            signs, at, before = signs[1:], at + 1, signs[0]
        if not signs or not text.body.startswith(signs, at):  # written as an entity
            continue
        if block and block[-1].signs[0] == signs[0] and block[-1].at + len(block[-1].signs) == at:
            first = block.pop()
            signs, at, before = first.signs + signs, first.at, first.before
        block.append(_Signs(signs, at, before, text.after(at + len(signs))))


def _useless(block: list[_Signs]) -> _Signs | None:
    """The first signs of a block that were meant to make words bold, slanted or struck out."""
    for number, one in enumerate(block):
        if one.signs == "**" and (one.may_open or one.may_close):
            return one
        if not one.may_open or one.signs == "~":
            continue
        if one.signs.startswith("***") or any(
            other.signs == one.signs and other.may_close for other in block[number + 1 : number + 20]
        ):
            return one
    return None


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _shown(signs: str) -> str:
    return (
        f"readers see '{shorten(signs, 10)}' itself; put quotation marks and full stops outside of such signs "
        f"and a space after them, close what is opened, or write '{_plain(signs)}' if you mean the sign itself"
    )


def _plain(signs: str) -> str:
    """Signs as they are written to be seen."""
    return "".join(f"\\{sign}" for sign in signs[:3])
