"""What a host's robots.txt asks of programs (RFC 9309).

Python's own reader knows no `*` and `$`, takes the first rule and not the longest, and lets a blank line end a group.
Protego makes a regular expression of each pattern, and one such as `/*a*a*a…b$` of a hostile host holds it without end.
"""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

MOST_BYTES = 500 * 1024
"""What a reader must read of such a file at least; what comes after it is not read."""

RE_PRODUCT = re.compile(r"[A-Za-z_-]+")
RE_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
UNRESERVED = frozenset(f"{string.ascii_letters}{string.digits}-._~")
"""Characters that mean the same with and without percent-encoding."""
ANYONE = "*"


@dataclass(frozen=True, slots=True)
class RobotRules:
    """The rules for one program: whether each allows, and its pattern. The longest comes first."""

    rules: tuple[tuple[bool, str], ...] = ()

    def may_ask(self, url: str) -> bool:
        """Whether the program may ask for an address of this host. Raises ValueError if it is not an address."""
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        return next((allows for allows, pattern in self.rules if _matches(pattern, path)), True)


def read_robots(data: bytes, agent: str) -> RobotRules:
    """The rules of a file for the program that introduces itself as `agent`, or else those for all programs."""
    wanted = _product(agent)
    found: dict[str, list[tuple[bool, str]]] = {}
    group: list[str] = []
    is_named = False
    for key, value in _lines(data[:MOST_BYTES].decode("utf-8-sig", "replace")):
        if key == "user-agent":
            group = group if is_named else []
            is_named = True
            product = ANYONE if value.startswith(ANYONE) else _product(value)
            if product in (wanted, ANYONE):
                group.append(product)
                found.setdefault(product, [])
        else:
            is_named = False
            for product in set(group) if value else ():
                found[product].append((key == "allow", _normal(value)))
    rules = found.get(wanted, found.get(ANYONE, []))
    # The longest pattern decides; of two that are equally long, the one that allows.
    return RobotRules(tuple(sorted(rules, key=lambda rule: (len(rule[1]), rule[0]), reverse=True)))


def _product(agent: str) -> str:
    """The name of a program, without its version and remarks."""
    name = RE_PRODUCT.match(agent)
    return name[0].lower() if name else ""


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The lines that are about programs and paths; all others, and blank ones, mean nothing."""
    for line in re.split(r"[\r\n]+", text):
        key, colon, value = line.partition("#")[0].partition(":")
        key = key.strip().lower()
        if colon and key in ("user-agent", "allow", "disallow"):
            yield key, value.strip()


def _normal(path: str) -> str:
    """A path or pattern in the one spelling in which both are compared."""

    def spelt(escaped: re.Match[str]) -> str:
        letter = chr(int(escaped[1], 16))
        return letter if letter in UNRESERVED else escaped[0].upper()

    return RE_ESCAPED.sub(spelt, quote(path, safe=string.punctuation))


def _matches(pattern: str, path: str) -> bool:
    """Whether a path begins as the pattern says. `*` is any characters, and `$` the end."""
    is_whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if is_whole and not others:
        return path == first
    if not path.startswith(first):
        return False
    at = len(first)
    last = others.pop() if is_whole else ""
    for part in others:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return path.endswith(last, at)
