"""What a host's robots.txt lets programs ask for (RFC 9309), and how long it wants them to pause."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

LONGEST = 500 * 1024
"""Bytes of a robots.txt that are read (RFC 9309, 2.5)."""

LONGEST_PAUSE = 30.0
"""Seconds: a longer Crawl-delay is taken as this."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line Allow or Disallow: the path with `*` for anything and `$` for its end."""

    path: str
    is_allowed: bool

    def matches(self, target: str) -> bool:
        """Whether the rule is about a path. No regular expression: a stranger's rule could keep one busy for ever."""
        first, *others = self.path.removesuffix("$").split("*")
        if not target.startswith(first):
            return False
        at = len(first)
        for part in others:
            before, at = at, target.find(part, at)
            if at < 0:
                return False
            at += len(part)
        if not self.path.endswith("$"):
            return True
        return target.endswith(others[-1], before) if others else at == len(target)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of a host for one program."""

    rules: tuple[Rule, ...] = ()
    pause: float = 0.0
    """Seconds between two requests."""

    @classmethod
    def parse(cls, text: str, program: str) -> Robots:
        """The rules for `program`, its name without version: those that name it, or else those for all."""
        groups = _groups(text)
        named = [group for group in groups if program.lower() in group.programs]
        chosen = named or [group for group in groups if "*" in group.programs]
        pauses = [group.pause for group in chosen]
        return cls(
            tuple(rule for group in chosen for rule in group.rules),
            min(max(pauses, default=0.0), LONGEST_PAUSE),
        )

    def allows(self, url: str) -> bool:
        """Whether `url` may be asked for: the longest rule that matches decides, and of two as long the kinder."""
        parts = urlsplit(url)
        target = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        if target == "/robots.txt":
            return True
        matching = [rule for rule in self.rules if rule.matches(target)]
        return max(((len(rule.path), rule.is_allowed) for rule in matching), default=(0, True))[1]


@dataclass
class _Group:
    programs: set[str] = field(default_factory=set)
    rules: list[Rule] = field(default_factory=list)
    pause: float = 0.0


def _groups(text: str) -> list[_Group]:
    groups: list[_Group] = []
    is_naming = False
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if not is_naming:
                groups.append(_Group())
            groups[-1].programs.add(value.partition("/")[0].lower())
            is_naming = True
        elif key in ("allow", "disallow", "crawl-delay"):
            is_naming = False
            if groups and value:
                _add(groups[-1], key, value)
    return groups


def _add(group: _Group, key: str, value: str) -> None:
    if key != "crawl-delay":
        group.rules.append(Rule(_normal(value), key == "allow"))
    elif re.fullmatch(r"\d+(?:\.\d+)?", value):
        group.pause = max(group.pause, float(value))


def _normal(path: str) -> str:
    """A path in one form: what is no ASCII percent-encoded."""
    return quote(path, safe="%/:@!$&'()*+,;=?~[]#-._")
