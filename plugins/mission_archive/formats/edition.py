"""What every format is made from, and what a format is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar, TypeVarTuple

from mission_archive.model.archive import Archive
from mission_archive.model.records import Record
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.words.messages import Messages

T = TypeVar("T")
About = TypeVarTuple("About")

Keep = Callable[[tuple[str, ...], Callable[[], bytes]], bytes]
"""Gives what was once made under a key, or makes it now: for what takes long and depends on its key alone."""


MOST_AT_HAND = 512
"""What is kept of the last records and lists; of each record there are some eight things."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An archive as one site shows it.

    `url` is the full address of the site with `/` at its end; without one, programs could not find their way back,
    so a site that has none has no formats. `words` are, by language, the site's name, description and copyright.
    """

    archive: Archive
    messages: Mapping[str, Messages]
    bodies: Bodies
    atlas: Atlas
    url: str
    words: Mapping[str, Mapping[str, str]]
    source_schema: Mapping[str, Any]
    """The JSON Schema of the files that editors write."""
    has_search: bool = True
    licence: str = ""
    """The address of the licence of the texts."""
    keep: Keep = lambda key, make: make()
    _at_hand: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    _kept: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, make: "Callable[[Edition, *About], T]", *about: *About) -> T:
        """What `make` makes of this edition and of what it is about (ids, a language), or made shortly before.

        The pages of a record in all languages and the files beside them are written one after the other, and many of
        them say the same.
        """
        key = (make, *about)
        try:
            found: T = self._at_hand[key]
        except KeyError:
            found = make(self, *about)
            if len(self._at_hand) >= MOST_AT_HAND:
                self._at_hand.clear()
            self._at_hand[key] = found
        return found

    def for_all(self, make: "Callable[[Edition, *About], T]", *about: *About) -> T:
        """The same for what many files of the whole build have: it is kept to the end."""
        key = (make, *about)
        if key not in self._kept:
            self._kept[key] = make(self, *about)
        kept: T = self._kept[key]
        return kept


class Subject(NamedTuple):
    """What a page is about: a record, the list of a term (facet and id), or neither.

    `url` is the page's path from the site's root, `language` that of the page. A page of a record that was withdrawn
    or removed is about neither: no format repeats what it said.
    """

    url: str
    language: str
    record: Record | None = None
    listed: tuple[str, str] | None = None


class Offer(NamedTuple):
    """A file that a page offers to people: `url` is its path from the site's root, `type` its media type."""

    label: str
    url: str
    type: str


Make = Callable[[], bytes]
"""Makes a file when it is written."""


def nothing(edition: Edition, subject: Subject) -> tuple[()]:
    """What a format says of a page that says nothing of any."""
    return ()


@dataclass(frozen=True, slots=True)
class Format:
    """`files` gives the files by their paths from the site's root, `head` lines of HTML for the head of a page.

    `follow` are feeds and calendars that a page offers to people, `data` citations and data.
    """

    files: Callable[[Edition], Iterable[tuple[str, Make]]]
    head: Callable[[Edition, Subject], Iterable[str]] = nothing
    follow: Callable[[Edition, Subject], Iterable[Offer]] = nothing
    data: Callable[[Edition, Subject], Iterable[Offer]] = nothing
