"""An address as some file of the site writes it, and what it is written for."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Role(Enum):
    """What a reference is for, as far as the rules differ."""

    LINK = "link"
    IMAGE = "image"
    STYLE = "style"
    SCRIPT = "script"
    FORM = "form"
    """May be empty: a form then asks its own page."""
    REDIRECT = "redirect"
    FULL = "full"
    """Is read away from its page, so it needs scheme and host."""
    IDENTITY = "identity"
    """The address by which others shall know a page: needs scheme and host, those of this site."""
    DATA = "data"
    """Stands in data: what is relative may count from the file or from the site's root."""


class Reference(NamedTuple):
    """`element` names the element and attribute for people, `address` is what is written, without HTML's escapes."""

    element: str
    address: str
    role: Role = Role.LINK


class Markup(NamedTuple):
    """What a file refers to, and the ids within it. `base` is what relative addresses count from, if it says so."""

    references: list[Reference]
    ids: frozenset[str] = frozenset()
    base: str | None = None
