"""How a text that becomes a page is written, and how deep its elements may nest."""

import re
from itertools import islice

import pyromark

DIALECT = (
    pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_FOOTNOTES
)
"""The dialect of Markdown in which texts become pages: CommonMark with these."""

DEEPEST = 100
"""Elements within elements. Programs that read HTML look through all that are open at each new one."""

MOST_WORK = 1_000_000
"""The sum, over all tags, of the elements that are open there; a large table of 20,000 cells has 100,000."""

_BLANKS = r"[ \t\n\f\r]"
RE_TOKEN = re.compile(
    rf"""
      <!--(?!-?>)(?:[^-]++|-(?!-))*-->                    # a comment
    | <!(?!--|\[CDATA)[^>]*+> | <\?[^>]*+>                # what HTML takes for one
    | <(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*+)
      (?:{_BLANKS}++[a-zA-Z_:][\w:.-]*+
         (?:{_BLANKS}*+={_BLANKS}*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+ )*+
      {_BLANKS}*+/?>                                      # a tag without any slip
    | <(?P<odd>)                                          # anything else
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
RE_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
"""How an address in a text begins that is not a path in the archive."""

RE_ENDED = re.compile(r"\.[A-Za-z0-9]{2,5}\Z")
RE_OPENING = re.compile(r"<[a-zA-Z]")
RE_TO_END_OF_RAW_TEXT = re.compile(r"[^<]*+</([a-zA-Z]+)[ \t\n\f\r]*+>")


VOID = frozenset(
    ("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
     "meta", "param", "source", "track", "wbr")
)  # fmt: skip
RAW_TEXT = frozenset(
    ("iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp")
)  # fmt: skip
"""Elements whose content is text, even where it looks like a tag."""

_CELLS, _ROWS = frozenset(("td", "th")), frozenset(("td", "th", "tr"))
_TABLE_PARTS = _ROWS | {"tbody", "thead", "tfoot"}
ENDED_BY_START = {
    "p": frozenset("p"), "li": frozenset(("li",)), "dd": frozenset(("dd", "dt")), "dt": frozenset(("dd", "dt")),
    "td": _CELLS, "th": _CELLS, "tr": _ROWS, "tbody": _TABLE_PARTS, "thead": _TABLE_PARTS, "tfoot": _TABLE_PARTS,
}  # fmt: skip
"""Element → those that end when it begins directly in them."""

ENDED_BY_END = {
    **dict.fromkeys(("ul", "ol", "dl", "div", "blockquote"), frozenset(("p", "li", "dd", "dt"))),
    **dict.fromkeys(("li", "dd", "dt", "td", "th"), frozenset("p")),
    "tr": _CELLS, "tbody": _ROWS, "thead": _ROWS, "tfoot": _ROWS, "table": _TABLE_PARTS,
}  # fmt: skip
"""Element → those in it that end with it."""


def without_anchor(address: str) -> tuple[str, str]:
    """An address in a text parted into path and anchor, which keeps its `#`.

    A `#` within the name of a file, as in `report #2.pdf`, begins no anchor: the ending of the file comes after it.
    """
    path, hash_, anchor = address.partition("#")
    if RE_ENDED.search(anchor) and not RE_ENDED.search(path):
        return address, ""
    return path, hash_ + anchor


def too_deep_at(html: str) -> int | None:
    """Where in some HTML a browser may have made more than `DEEPEST` levels, or more than `MOST_WORK`; None if nowhere.

    It never takes an element for ended that a browser takes for open: what is wrongly nested or not closed counts as
    open to the end. After a piece that is not clean HTML, nothing counts as ended any more.
    """
    if html.count("<") <= DEEPEST:
        return None
    opened: list[str] = []
    work = at = 0
    while token := RE_TOKEN.search(html, at):
        at = token.end()
        if token["odd"] is not None:
            return _endless(opened, html, token.start())
        if token["name"] is None:
            continue
        name = token["name"].lower()
        if token["end"]:
            _end(name, opened)
            continue
        while opened and opened[-1] in ENDED_BY_START.get(name, ()):
            opened.pop()
        work += len(opened) + 1
        if name in RAW_TEXT:
            end = RE_TO_END_OF_RAW_TEXT.match(html, at)
            if end is None or end[1].lower() != name:
                return _endless(opened, html, at)
            at = end.end()
        elif name not in VOID:
            opened.append(name)
        if len(opened) > DEEPEST or work > MOST_WORK:
            return token.start()
    return None


def _end(name: str, opened: list[str]) -> None:
    """Take the element from the end of those that are open, with what ends with it; nothing if it is not there."""
    count = len(opened)
    ended = ENDED_BY_END.get(name, ())
    while count and opened[count - 1] != name and opened[count - 1] in ended:
        count -= 1
    if count and opened[count - 1] == name:
        del opened[count - 1 :]


def _endless(opened: list[str], html: str, at: int) -> int | None:
    """The answer if everything that opens from `at` on stays open."""
    openings = islice(RE_OPENING.finditer(html, at), DEEPEST - len(opened), None)
    return next((opening.start() for opening in openings), None)
