"""All formats, and what the site and each of its pages gets of them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from markupsafe import Markup

from mission_archive.formats import discovery, opensearch
from mission_archive.formats.calendars import calendars
from mission_archive.formats.citations import table as citations
from mission_archive.formats.data import files as data
from mission_archive.formats.edition import Edition, Format, Make, Offer, Subject
from mission_archive.formats.feeds import feeds
from mission_archive.formats.share import table as share
from mission_archive.formats.structured import table as structured

FORMATS: tuple[Format, ...] = (
    opensearch.FORMAT,
    feeds.FORMAT,
    calendars.FORMAT,
    citations.FORMAT,
    share.FORMAT,
    structured.FORMAT,
    data.FORMAT,
    discovery.FORMAT,
)
"""A new format is a module of this room and stands here."""


class PageFormats(NamedTuple):
    """What one page says of the formats: `head` is put into its head, the others are offered to people."""

    head: Markup
    follow: tuple[Offer, ...] = ()
    data: tuple[Offer, ...] = ()


NO_FORMATS = PageFormats(Markup())
"""What a page says in a site without formats."""


def format_files(edition: Edition, formats: Iterable[Format] = FORMATS) -> Mapping[str, Make]:
    """Every file of formats, by its path from the site's root."""
    return {path: make for each in formats for path, make in each.files(edition)}


def page_formats(edition: Edition, subject: Subject, formats: Iterable[Format] = FORMATS) -> PageFormats:
    """What a page about `subject` says of formats."""
    return PageFormats(
        Markup("\n".join([line for each in formats for line in each.head(edition, subject)])),
        tuple([offer for each in formats for offer in each.follow(edition, subject)]),
        tuple([offer for each in formats for offer in each.data(edition, subject)]),
    )


def formats_of_no_page(edition: Edition, root: str) -> PageFormats:
    """What the page says that stands for every address that is not there: the feeds and the search of the archive in
    all languages. It answers at any depth, so `root` is the address of the site's root on its host.
    """
    links = (
        line
        for language in edition.messages
        for line in (*feeds.links_in(edition, root, language), *opensearch.links_in(edition, root, language))
    )
    return PageFormats(Markup("\n".join(links)))
