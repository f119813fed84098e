"""Plain addresses in a text become links, as on the code host, without the sign that ends a sentence."""

import html
import re
from urllib.parse import quote

RE_BARE_ADDRESS = re.compile(r"(?<![^\W_])((?:https?://|www\.)[\w-][^\s<>\"«»“”„]*)", re.IGNORECASE)
RE_HOST = re.compile(r"https?://[\w.-]+(?::[0-9]{1,4})?(?=[/?#]|\Z)", re.IGNORECASE)
"""How an address begins that browsers can follow."""

RE_PIECE = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>|(?P<words>[^<]++)
    |<(?:[a-z!?/][^>]*+>?)?""",
    re.IGNORECASE | re.VERBOSE,
)
"""A tag, words, or what browsers take for a remark or a tag without an end: they show nothing of it."""

AFTER_ADDRESSES = "?!.,:;*_~'’…]|"
"""Signs that follow an address and do not belong to it."""

SAFE = "/?#[]@!$&'()*+,;=%~:"
"""Characters of an address that stay as they are; all others are percent-encoded, as browsers do."""


def bare_address(found: str) -> str:
    """What is an address of some characters that begin like one: without the signs after it.

    A closing bracket belongs to it if it is opened within, as in `https://example.org/Alder_(tree)`.
    """
    extra = found.count(")") - found.count("(")
    end = len(found)
    while end:
        if found[end - 1] == ")" and extra > 0:
            extra -= 1
        elif found[end - 1] not in AFTER_ADDRESSES:
            break
        end -= 1
    return found[:end]


def with_links(rendered: str) -> str:
    """Some HTML whose bare addresses are links; those in links and in code stay as they are."""
    if "://" not in rendered and "www." not in rendered.lower():
        return rendered
    pieces: list[str] = []
    opened = dict.fromkeys(("a", "code", "pre"), 0)
    for piece in RE_PIECE.finditer(rendered):
        written = piece[0]
        if piece["name"]:
            name = piece["name"].lower()
            if name in opened:
                opened[name] = max(0, opened[name] + (-1 if piece["end"] else 1))
        elif piece["words"] and not any(opened.values()):
            written = _linked(written)
        pieces.append(written)
    return "".join(pieces)


def _linked(words: str) -> str:
    plain = html.unescape(words)
    pieces: list[str] = []
    done = 0
    for found in RE_BARE_ADDRESS.finditer(plain):
        address = bare_address(found[0])
        url = address if "://" in address[:8] else f"http://{address}"
        if not RE_HOST.match(url):
            continue
        pieces.append(html.escape(plain[done : found.start()], quote=False))
        pieces.append(
            f'<a href="{html.escape(quote(url, safe=SAFE))}">{html.escape(address, quote=False)}</a>'
        )
        done = found.start() + len(address)
    return "".join(pieces) + html.escape(plain[done:], quote=False)
