"""Good files made bad in the ways in which people and programs do it, one way and one seed at a time."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import yaml

from tests.hostile.attacks import AS_TEXTS, LINES, TEXTS
from tests.hostile.refused import FIELDS, LINKS
from tests.site.sample import RECORDS, VOCABULARIES
from tests.support.odd_content import INNER_NAMES, ODD_TEXTS, flow
from tests.support.toy import TOY

Mutation = Callable[[str, random.Random], str]

RE_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
RE_FORMER = re.compile(r"^former_urls:.*\n(?:  ?-.*\n)*", re.MULTILINE)
RE_DATE = re.compile(r"\b(?:[0-9]{4}(?:-[0-9X]{2}){0,2})\b")

RECORD_TEXTS = tuple(
    RE_FORMER.sub("", text)
    for text in (
        *(path.read_text("utf-8") for path in sorted(TOY.rglob("*.md")) if "draft" not in path.name),
        *(text for uri, text in RECORDS.items() if uri.endswith(".md")),
    )
    if "photos:" not in text and "attachments:" not in text
)
"""Records that need no file beside them. Old addresses are left out, for a copy would have the same."""

VOCABULARY_TEXTS = {
    name: (
        (TOY / f"vocabularies/{name}.yml").read_text("utf-8"),
        VOCABULARIES.get(name, f"- {{id: x, name: X}}\n- {{id: y, name: Y}} # {name}\n"),
    )
    for name in ("themes", "dimensions", "formats", "institutions", "series", "places")
}

ODD = (
    *ODD_TEXTS, *LINES, *TEXTS, *AS_TEXTS, *(text for _, text, _ in LINKS), *(text for _, text, _ in FIELDS),
    "", " ", "\t", "\n", "\n\n", "---", "\n---\n", "...", ": ", "- ", "# ", "|", ">-", "&a", "*a", "!!str", "<<", "{}",
    "[]", "[", "]", "{", "}", '"', "'", "\\", "%", "@", "`", "```", "~~", "[^1]", "[^1]: ", "](", "![](", "<!--", "-->",
    "&#0;", "&nbsp;", "true", "no", "null", "0x1F", "1_000", "1e309", "-0", "NaN", ".inf", "9" * 400, "0" * 100 + "1",
    "1.7976931348623157e308",
)  # fmt: skip
DATES = (
    "0000", "0001-01-01", "9999-12-31", "10000-01-01", "Y17E7", "-0001", "2010-00", "2010-13", "2010-02-29",
    "2012-02-29", "2010-21", "2010-24", "2010-25", "201X", "20XX", "XXXX", "XXXX-XX-XX", "2010-XX-31", "20XX-02-30",
    "2010?", "2010~", "2010%", "?2010", "2010-04?-15", "../2010", "2010/..", "/2010", "2010/", "2011/2010",
    "2010-01/2010-01", "[2010,2011]", "{2010..2012}", "{2010,..2012}", "[..2010]", "{2010-01-01..9999-12-31}",
    "2010-W12", "2010-366", "2010-04-15T10:00", "2010-04-15T24:00+14:00", "0001-01-01/9999-12-31", "20XX-12-04/2010",
    "١٩٩٩", "2010‐04‐15", "P1D", "P9999999999Y", "2010S2", "{}", "[]", "{,}", "[2010",
)  # fmt: skip
OPENINGS = (
    "[", "{a: ", "- ", "> ", "<div>", "<b>", "*a ", "![", "[x](", "(", "<a href=x>", "`", "| a ", "<!--", "&amp;",
    "1. ", "# ", "[^a]: ", "<svg><style>", "{", '"', "\\", "&", "<p title='",
)  # fmt: skip
SPACES = "\u00a0\u1680\u2000\u2003\u2028\u202f\u205f\u3000\x85\x0b\x0c\x1c"
LETTERS = (
    "İıſßŉǰΐﬃ\u0130\u0345\u1e9e𝐀𝟘②Ⅷ½﹤＜\u202e\u2066\u200d\u200c\u200b\ufeff\u00ad\u034f\u115f\u3164"
    "\U0001f3f3\ufe0f\U0001f1f9\U0001f1ef\U000e0041\ufffd"
)


def mutate_bytes(text: str, dice: random.Random) -> str:
    """Pieces cut out, doubled, or replaced by any bytes; what is no UTF-8 stays so (as lone surrogates)."""
    data = bytearray(encoded(text))
    for _ in range(dice.randint(1, 6)):
        start = dice.randrange(len(data) + 1)
        end = min(len(data), start + dice.choice((0, 1, 1, 2, 5, 40)))
        piece = dice.choice((dice.randbytes(dice.randint(0, 4)), bytes(data[start:end]) * 2, b""))
        data[start:end] = piece
    return bytes(data).decode("utf-8", "surrogateescape")


def mutate_lines(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(dice.randint(1, 4)):
        at, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        match dice.randrange(7):
            case 0:
                lines[at : at + 1] = []
            case 1:
                lines.insert(other, lines[at])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = dice.choice((" ", "  ", "\t", "- ", "> ", "    ")) + lines[at]
            case 4:
                lines[at] = lines[at].lstrip()
            case 5:
                lines.insert(at, dice.choice(dice.choice(RECORD_TEXTS).split("\n")))
            case _:
                lines[at] += dice.choice(ODD)
        lines = lines or [""]
    return dice.choice(("\n", "\n", "\n", "\r\n", "\r")).join(lines)


def mutate_tokens(text: str, dice: random.Random) -> str:
    tokens = RE_TOKEN.findall(text)
    for _ in range(dice.randint(1, 5)):
        at = dice.randrange(len(tokens))
        match dice.randrange(5):
            case 0:
                tokens[at] = dice.choice(ODD)
            case 1:
                other = dice.randrange(len(tokens))
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case 2:
                tokens[at] *= dice.choice((2, 3, 50))
            case 3:
                tokens[at] = tokens[at].swapcase()[::-1]
            case _:
                tokens.insert(at, dice.choice(ODD))
    return "".join(tokens)


def mutate_letters(text: str, dice: random.Random) -> str:
    """Letters and blanks as others of their kind: composed otherwise, invisible, of other scripts."""
    if dice.random() < 0.2:
        return unicodedata.normalize(dice.choice(("NFD", "NFKD", "NFKC")), text)
    letters = list(text)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(letters))
        char = letters[at]
        pool = SPACES if char.isspace() else "٠١۲३๔𝟗⁵" if char.isdigit() else LETTERS
        letters[at] = dice.choice(
            (dice.choice(pool), char + dice.choice("\u0301\u0308\u20dd\ufe0f") * dice.choice((1, 1, 99)))
        )
        if dice.random() < 0.2:
            letters[at] = chr(dice.choice((dice.randrange(0x20, 0xD800), dice.randrange(0xE000, 0x110000))))
    return "".join(letters)


def mutate_numbers(text: str, dice: random.Random) -> str:
    huge = (
        "9" * 30,
        "-1",
        "0",
        "00007",
        "1e400",
        "0x7f",
        "2147483648",
        "18446744073709551616",
        "1,000",
        "½",
        "9" * 5000,
    )
    return re.sub(r"\b[0-9]+\b", lambda found: dice.choice(huge) if dice.random() < 0.4 else found[0], text)


def mutate_dates(text: str, dice: random.Random) -> str:
    return RE_DATE.sub(lambda found: dice.choice(DATES) if dice.random() < 0.7 else found[0], text)


def mutate_depth(text: str, dice: random.Random) -> str:
    """Brackets, quotes, elements, emphasis: very many, one within the other, among the fields or in the text."""
    count = dice.choice((3, 20, 99, 101, 1000, 20_000))
    opening = dice.choice(OPENINGS)
    at = dice.choice((text.find("\n---\n") + 5, text.find(": ") + 2, len(text)))
    return text[:at] + opening * count + dice.choice(("", "x", "\n")) + text[at:]


def mutate_structure(text: str, dice: random.Random) -> str:
    """Values of one field in another, as a list, as a group, within themselves; fields of other groups."""
    start, end = ("---\n", text.find("\n---\n", 4)) if text.startswith("---\n") else ("", len(text))
    body = text[end:] if start else ""
    try:
        tree = yaml.load(text[len(start) : end], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):  # PyYAML recurses; what is tested must not
        return text
    for _ in range(dice.randint(1, 4)):
        spots = list(_spots(tree))
        if not spots:
            break
        (one, key), (other, other_key) = dice.choice(spots), dice.choice(spots)
        value = one[key]
        match dice.randrange(8):
            case 0:
                one[key] = [value] * dice.choice((0, 1, 2, 30))
            case 1:
                one[key] = {dice.choice(INNER_NAMES): value}
            case 2:
                one[key] = dice.choice(ODD)
            case 3 if not _holds(other[other_key], one) and not _holds(value, other):
                one[key], other[other_key] = other[other_key], value
            case 4 if isinstance(one, dict):
                one[dice.choice(INNER_NAMES)] = value
            case 5 if isinstance(one, dict):
                one[dice.choice(ODD)] = one.pop(key)
            case 6 if isinstance(value, str):
                one[key] = dice.choice(
                    (value * 100, value.upper(), value[::-1], f" {value} ", dice.choice(DATES))
                )
            case _:
                del one[key]
    written = flow(tree)
    if isinstance(tree, dict):
        written = "\n".join(f"{flow(key)}: {flow(value)}" for key, value in tree.items())
    return f"{start}{written}{body}"


def _spots(node: Any) -> Any:
    """Every list or group in a tree with each place in it."""
    if isinstance(node, dict | list):
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            yield node, key
            yield from _spots(node[key])


def _holds(node: Any, sought: Any) -> bool:
    if node is sought:
        return True
    return isinstance(node, dict | list) and any(
        _holds(inner, sought) for inner in (node.values() if isinstance(node, dict) else node)
    )


def mutate_words(text: str, dice: random.Random) -> str:
    """A value or a paragraph as other words, written as they must be: most of these pass the check."""
    said = " ".join(dice.choice(ODD) for _ in range(dice.randint(1, 3)))
    if dice.random() < 0.5:
        paragraphs = text.split("\n\n")
        paragraphs.insert(dice.randint(1, len(paragraphs)), said)
        return "\n\n".join(paragraphs)
    lines = text.split("\n")
    for at in dice.sample(range(len(lines)), len(lines)):
        if found := re.match(r"(title|summary|note|date_note|symbol): ", lines[at]):
            lines[at] = f"{found[0]}'{said.replace(chr(39), chr(39) * 2)}'"
            break
    return "\n".join(lines)


MUTATIONS: tuple[Mutation, ...] = (
    mutate_bytes, mutate_lines, mutate_tokens, mutate_letters, mutate_numbers, mutate_dates, mutate_depth,
    mutate_structure, mutate_words, mutate_words, mutate_words,
)  # fmt: skip


def mutated(text: str, dice: random.Random) -> bytes:
    """A text after one mutation, at times two, as the bytes of a file."""
    for _ in range(dice.choice((1, 1, 1, 2))):
        text = dice.choice(MUTATIONS)(text or "x", dice)
    return encoded(text)


def encoded(text: str) -> bytes:
    """The bytes that lone surrogates stand for, or else their own, which no UTF-8 has."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
