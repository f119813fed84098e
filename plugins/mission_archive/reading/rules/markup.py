"""Rules about what the parser takes for something else and a page leaves out without a trace: words in angle brackets,
notes, addresses that no link uses, links without words, and cells beside a table.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from math import prod

from mission_archive.model.problems import Code, Problem, shorten
from mission_archive.model.text.markup import VOID
from mission_archive.model.text.prose import ALLOWED, cleaned
from mission_archive.reading.rules.texts import MOST_COLUMNS, RAW, MarkdownText, Passage, RawHtml, label_key

RE_TAG = re.compile(
    r"""
      (?P<remark><!--(?:-?>|(?:[^-]++|-(?!-!?>))*+--!?>))
    | <(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+)>
    | (?P<odd><(?:!(?!--)|\?|/(?![a-zA-Z]))[^>]*+>)     # what browsers take for a remark
    | (?P<endless><(?=[a-zA-Z!?/]).*)
    """,
    re.VERBOSE | re.DOTALL,
)
RE_ATTRIBUTE = re.compile(r"""[^\s=/"'<>]+(?P<value>\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)?)?""")

MOST_SPANNED = 10_000
"""Places in a grid that the cells of a text with a span of their own may fill together."""

RE_CELL = re.compile(r"<t[dh]\b[^<>]{0,500}+", re.IGNORECASE)
RE_SPAN = re.compile(r"\s(?P<name>(?:col|row)span)\s*+=\s*+[\"']?\s*+\+?(?P<span>[0-9]{1,18})", re.IGNORECASE)
RE_CLEAN_CELL = re.compile(r'<t[dh]\b(?:[^">]++|"[^"]*+")*+>')
RE_CLEAN_SPAN = re.compile(r'\s(?:col|row)span="([0-9]+)"')

ENDED_WITHOUT_SIGN = frozenset(("p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead"))
"""Elements whose end HTML lets an author leave out."""

SPOILING = frozenset((
    "script", "style", "template", "title", "textarea", "iframe", "xmp", "noscript", "noembed", "noframes", "plaintext",
))  # fmt: skip
"""Elements that are not allowed and whose content browsers do not read as HTML."""

LONGEST = 60
"""Characters of what a message repeats as the thing to write."""

RE_CODE_LANGUAGE = re.compile(r"[A-Za-z0-9+#.-]*")
"""What may stand behind the sign that begins code: the name of a language."""
RE_CELLS = re.compile(r"[^|\s](?:[^\n]*[^|\s])?")
SHOWN = ("Text", "Code", *RAW)
"""Passages in which a line like that of a definition is none."""
RE_DEFINITION = re.compile(r"^[ >]{0,20}\[(?P<label>(?!\^)(?:[^\[\]\\\n]|\\.){1,200})\]:", re.MULTILINE)

ENDLESS_REMARK = (
    "a remark begins here with '<!--' and does not end, so that readers see nothing of what follows; write '-->' "
    "where it ends, or delete '<!--'"
)


def check_html(text: MarkdownText) -> Iterator[Problem]:
    """Nothing in angle brackets is lost, and no element goes on to the end because of a mistake."""
    if "<" not in text.body or text.is_deep:
        return
    opened: dict[str, list[tuple[int, str]]] = {}
    for markup in text.markup:
        for found in RE_TAG.finditer(markup.text):
            if found["remark"]:
                continue
            at, escaped = markup.place(found.start()), _escaped(markup, found)
            name, tag = (found["name"] or "").lower(), shorten(found[0])
            if found[0].startswith("<!--"):
                yield text.warning(at, ENDLESS_REMARK)
            elif name not in ALLOWED or (not found["end"] and _has_words(found["rest"])):
                hidden = "it, and what follows is hidden or spoilt" if name in SPOILING else "it"
                message = f"'{tag}' is taken for HTML, so readers do not see {hidden}; write {escaped}, or delete it"
                yield text.warning(at, message)
            elif found["end"]:
                if opened.get(name):
                    opened[name].pop()
            elif name not in VOID and name not in ENDED_WITHOUT_SIGN:
                message = (
                    f"'{tag}' is opened here and not closed, so it goes on to the end of the text; write '</{name}>' "
                    f"where it ends, or {escaped} if you mean the signs"
                )
                opened.setdefault(name, []).append((at, message))
    for at, message in (one for many in opened.values() for one in many):
        yield text.warning(at, message)


def _escaped(markup: RawHtml, found: re.Match[str]) -> str:
    """What to write for something in angle brackets, so that it is shown."""
    written, before = found[0], markup.text[: found.start()]
    sign = "&lt;" if markup.is_block and before.strip() else "\\<"
    # Nobody sees a tab or a line break in a message.
    is_short = len(written) <= LONGEST and written.isprintable()
    return f"'{sign}{written[1:]}'" if is_short else f"'{sign}' in place of '<'"


def _has_words(rest: str) -> bool:
    """Whether a tag has attributes without a value: as in `a<b and c>d`, they are words of the text."""
    return any(not found["value"] for found in RE_ATTRIBUTE.finditer(rest))


def check_cells(text: MarkdownText) -> Iterator[Problem]:
    """No row of a table has more cells than its head."""
    end_of_cell = 0
    for passage in text.passages if "<table" in text.html else ():
        if passage.kind == "EndTableCell":
            end_of_cell = passage.end
        elif passage.kind == "EndTableRow" and (more := RE_CELLS.search(text.body, end_of_cell, passage.end)):
            message = (
                f"this row has more cells than the head of its table, so readers do not see '{shorten(more[0])}'; "
                "add a column to the head and to the line of dashes, or write '\\|' where '|' does not end a cell"
            )
            yield text.warning(more.start(), message)


def check_hidden_words(text: MarkdownText) -> Iterator[Problem]:
    """No words stand where pages show none: behind the sign that begins code, and in the title of a link."""
    for passage in text.passages:
        if passage.kind == "StartCodeBlock" and passage.value != "Indented":
            words, how = passage.value["Fenced"], "on the next line"
            words = "" if RE_CODE_LANGUAGE.fullmatch(words) else words
        elif passage.kind in ("StartLink", "StartImage"):
            words, how = passage.value["title"], "into the text"
        else:
            continue
        if words:
            message = f"most readers do not see '{shorten(words)}' here; write it {how}, or delete it"
            yield text.warning(passage.start, message)


def check_words(text: MarkdownText) -> Iterator[Problem]:
    """Every link and heading has words, or readers do not see it."""
    begun: Passage | None = None
    for passage in text.passages:
        if passage.kind in ("StartLink", "StartHeading"):
            begun = passage
        elif passage.kind in ("Code", "StartImage") or (passage.kind == "Text" and passage.value.strip()):
            begun = None
        elif begun and passage.kind in ("EndLink", "EndHeading"):
            what, where = "heading", "in its line"
            if passage.kind == "EndLink":
                what, where = "link", "between '[' and ']'"
            message = f"this {what} has no words, so readers do not see it; write them {where}, or delete it"
            yield text.warning(begun.start, message)
            begun = None


def check_definitions(text: MarkdownText) -> Iterator[Problem]:
    """Every line that gives a label to an address is used by a link."""
    found = [*RE_DEFINITION.finditer(text.body)] if "]:" in text.body else []
    links = (passage.value for passage in text.passages if passage.kind in ("StartLink", "StartImage"))
    unused = {label_key(each["label"]) for each in found}.difference(label_key(link["id"]) for link in links)
    shown = [passage for passage in text.passages if passage.kind in SHOWN]
    defined: set[str] = set()
    for each in found:
        at, key, label = each.start("label"), label_key(each["label"]), shorten(each["label"])
        number = bisect_right(shown, at, key=lambda passage: passage.start) - 1
        if number >= 0 and at < shown[number].end:
            continue
        if key in unused:
            message = (
                f"readers see nothing of this line, for no link uses '[{label}]'; write '[words][{label}]' where the "
                f"link belongs, or '\\[{label}]:' if readers should see the line itself"
            )
            yield text.warning(at - 1, message)
        elif key in defined:
            message = (
                f"'[{label}]:' is written twice, and links lead to the address of the first; give this one a label of "
                "its own, or delete it"
            )
            yield text.warning(at - 1, message)
        defined.add(key)


RE_LABEL = re.compile(r"\[\^([^\]\n]{1,200})\]")


def check_spans(text: MarkdownText) -> Iterator[Problem]:
    """No cell of HTML spans more than pages show, and all cells together not too much."""
    if "span" not in text.html.lower():
        return
    places = 0 if text.is_deep else _spanned(cleaned(text.body, text.html))
    if places > MOST_SPANNED:
        message = (
            f"the cells with 'colspan=' and 'rowspan=' in this text span {places:,} places together, which keeps a "
            f"browser busy for minutes; write smaller numbers, so that they span at most {MOST_SPANNED:,}"
        )
        yield text.problem(Code.LENGTH, message)
    for markup in text.markup:
        for cell in RE_CELL.finditer(markup.text):
            for found in RE_SPAN.finditer(markup.text, *cell.span()):
                if int(found["span"]) > MOST_COLUMNS:
                    at = markup.place(found.start("name"))
                    span = f"'{found['name']}=' is {int(found['span']):,} here"
                    message = f"{span}; write at most {MOST_COLUMNS}, or leave it out"
                    yield text.file.problem_in_text(at, Code.LENGTH, message)


def _spanned(page: str) -> int:
    """The places in a grid that all cells with a span of their own fill, in HTML as a page has it."""
    spans = (
        [int(number) for number in RE_CLEAN_SPAN.findall(cell[0])] for cell in RE_CLEAN_CELL.finditer(page)
    )
    return sum(prod(numbers) for numbers in spans if numbers)


def check_notes(text: MarkdownText) -> Iterator[Problem]:
    """Every note that the text names is written once, and every note that is written is named.

    Capital letters make no difference between labels, as on the code host.
    """
    named = {passage.value.casefold() for passage in text.passages if passage.kind == "FootnoteReference"}
    written: dict[str, str] = {}
    for passage in text.passages:
        if passage.kind != "StartFootnoteDefinition":
            continue
        key, label = passage.value.casefold(), f"[^{shorten(passage.value)}]"
        first = written.setdefault(key, label)
        if first is not label:
            same = f"the note '{label}' is written twice"
            if first != label:
                same = f"'{label}' and '{first}' are the same note, for capital letters do not count"
            message = (
                f"{same}, and the text leads to the first; give this one a label of its own, or delete it"
            )
            yield text.warning(passage.start, message)
        elif key not in named:
            how = f"write '{label}' in the text where it belongs, or delete it"
            message = f"the text does not name the note '{label}'; {how}"
            yield text.warning(passage.start, message)
    for label, at in _unwritten(text):
        message = (
            f"the note '{label}' is not there; write it on a line of its own that begins with '{label}:'"
        )
        yield text.warning(at, message)


def _unwritten(text: MarkdownText) -> Iterator[tuple[str, int]]:
    """The labels, with their places, that stay in the words of the text because no line begins with them."""
    for bracket, label in pairwise(text.passages):
        is_text = bracket.kind == label.kind == "Text" and bracket.end == label.start
        if is_text and bracket.value == "[" and label.value.startswith("^"):
            found = RE_LABEL.match(text.body, bracket.start)
            if found and text.before(bracket.start) != "\\":
                yield f"[^{shorten(found[1])}]", bracket.start
