"""What can be wrong with a link of the built site, said so that a person can correct it."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a link is broken. The names are public: docs/develop/links.md explains each."""

    MISSING = "missing"
    FOLDER = "folder"
    ANCHOR = "anchor"
    CASE = "case"
    SLASH = "slash"
    OUTSIDE = "outside"
    ENCODING = "encoding"
    MALFORMED = "malformed"
    OWN_MACHINE = "own-machine"
    EMPTY = "empty"
    RELATIVE = "relative"
    NOT_FULL = "not-full"
    OTHER_SITE = "other-site"
    REDIRECT_CIRCLE = "redirect-circle"


@dataclass(frozen=True, slots=True)
class Location:
    """Where a person corrects a link: a file from the project's root, and a line of it from 1.

    The line is None where the file is known and does not hold the address: a template made the link of it.
    """

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """One broken link.

    `page` is the address of the page, or the path of the file, in which it stands, from the site's root; the home
    page is empty. `element` names the element and attribute (`a href`), or what else holds the address (`url()`).
    `target` is the address as the page has it. `meant` is what could stand there instead, in the same form.
    """

    page: str
    element: str
    target: str
    reason: Reason
    message: str
    meant: str | None = None
    location: Location | None = None

    def __str__(self) -> str:
        """The link as one line that begins with its place, as editors and code hosts recognise it."""
        where = f"{self.location}: error: page " if self.location else "error: page "
        hint = f"; did you mean '{self.meant}'?" if self.meant is not None else ""
        return f"{where}'/{self.page}': {self.element}: '{self.target}' {self.message}{hint} [{self.reason}]"
