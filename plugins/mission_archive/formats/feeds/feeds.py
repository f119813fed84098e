"""Which feeds there are, and which pages lead to them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial

from mission_archive.formats.edition import Edition, Format, Make, Offer, Subject
from mission_archive.formats.feeds.entries import Entry, change_entry, record_entry
from mission_archive.formats.feeds.written import (
    ATOM,
    JSON,
    Feed,
    atom_entry,
    atom_feed,
    json_feed,
    json_item,
)
from mission_archive.formats.lists import Listed, description_of_list, title_of_list
from mission_archive.formats.moments import Moved, has_moment, moves_of, updated_at
from mission_archive.formats.writing import link
from mission_archive.model.addresses import (
    FEED,
    JSON_FEED,
    corrections_urls,
    language_root,
    listing_url,
    root_of,
)
from mission_archive.model.archive import Archive
from mission_archive.model.records import Record
from mission_archive.rendering.links import ShortText
from mission_archive.rendering.words.labels import N_

FACETS_WITH_FEEDS = ("collections", "themes", "places", "dimensions", "institutions", "series")
"""A year is over, and a format is what something was, not what it was about: nobody follows them."""

MOST, MOST_OF_TERM = 30, 10
"""Entries of a feed: of the archive, a collection, or the corrections, and of any other list. Whoever asks once a day
misses nothing, and there are hundreds of terms, each in three languages and two formats."""

CORRECTIONS = N_("Corrections and updates")
ATOM_LABEL, JSON_LABEL = N_("Feed (Atom)"), N_("Feed (JSON)")
CORRECTIONS_LABEL = N_("Corrections and updates (Atom)")

Written = tuple[bytes, bytes]
"""An entry as Atom and as JSON."""

Urls = Callable[[str], tuple[str, str]]
"""The addresses of a feed, as Atom and as JSON, in a language."""


NOTHING = ShortText("")


# Entries


def latest_first(archive: Archive) -> list[Record]:
    """The listed records whose moment is known: those published, corrected or updated last come first."""
    dated = [(moment, record) for record in archive.listed if (moment := updated_at(record))]
    return [record for _, record in sorted(dated, key=lambda each: (-each[0].timestamp(), each[1].id))]


def latest_changes(archive: Archive) -> list[tuple[Record, Moved]]:
    """The last corrections and updates of listed records, latest first."""
    changes = [(record, moved) for record in archive.listed for moved in moves_of(record)]
    return sorted(changes, key=lambda each: (-each[1].moment.timestamp(), each[0].id))[:MOST]


def _most_recent(facet: str, records: Sequence[Record], rank: Mapping[str, int]) -> list[Record]:
    most = MOST if facet == "collections" else MOST_OF_TERM
    return sorted((each for each in records if each.id in rank), key=lambda each: rank[each.id])[:most]


def _written(entry: Entry) -> Written:
    return atom_entry(entry), json_item(entry)


def _changes_written(
    edition: Edition, changes: Iterable[tuple[Record, Moved]], language: str
) -> Iterator[Written]:
    return (_written(change_entry(record, moved, edition, language)) for record, moved in changes)


# Files


def _lists(edition: Edition) -> list[tuple[Listed, Sequence[Record]]]:
    """The lists with a feed, and the records in it."""
    latest = latest_first(edition.archive)
    rank = {record.id: number for number, record in enumerate(latest)}
    return [
        *([(None, latest[:MOST])] if latest else []),
        *(
            ((facet, term), recent)
            for facet in FACETS_WITH_FEEDS
            for term, records in edition.archive.listing(facet).items()
            if (recent := _most_recent(facet, records, rank))
        ),
    ]


def _in_feeds(edition: Edition) -> Set[str]:
    """The ids of the records that a feed has."""
    return {record.id for _, records in edition.for_all(_lists) for record in records}


def _of_record(edition: Edition, record_id: str) -> Mapping[str, Written]:
    """The entry of a record in all languages."""
    record = edition.archive.records[record_id]
    return {language: _written(record_entry(record, edition, language)) for language in edition.messages}


def _all_written(edition: Edition, records: Iterable[Record], language: str) -> Iterator[Written]:
    return (edition.for_all(_of_record, record.id)[language] for record in records)


def _files(edition: Edition) -> Iterator[tuple[str, Make]]:
    lists, changes = edition.for_all(_lists), latest_changes(edition.archive)
    for language, messages in edition.messages.items():
        for listed, last in lists:
            title = title_of_list(edition, listed, language)
            about = description_of_list(edition, listed, language)
            feed = _feed(edition, partial(urls_of, listed), last[0], language, title=title, description=about)
            yield from _both(edition, feed, partial(_all_written, edition, last, language))
        if changes:
            title = f"{messages.gettext(CORRECTIONS)} – {edition.words[language]['name']}"
            feed = _feed(edition, corrections_urls, changes[0][0], language, title=title)
            yield from _both(edition, feed, partial(_changes_written, edition, changes, language))


def _both(
    edition: Edition, feed: Feed, entries: Callable[[], Iterable[Written]]
) -> Iterator[tuple[str, Make]]:
    """A feed as Atom and as JSON."""
    yield feed.atom.removeprefix(edition.url), lambda: atom_feed(feed, (atom for atom, _ in entries()))
    yield feed.json.removeprefix(edition.url), lambda: json_feed(feed, (item for _, item in entries()))


def _feed(
    edition: Edition, urls: Urls, last: Record, language: str, *, title: str, description: ShortText = NOTHING
) -> Feed:
    """A feed of the page that it stands beside, or of the home page. Its last change is that of the record `last`."""
    words, updated = edition.words[language], updated_at(last)
    assert updated is not None
    atom, json = urls(language)
    home = edition.url + language_root(language)
    return Feed(
        language=language,
        title=title,
        description=description,
        url=edition.url + atom.removesuffix(FEED) if atom.endswith(FEED) else home,
        atom=edition.url + atom,
        json=edition.url + json,
        author=words["name"],
        home=home,
        rights=words["copyright"],
        updated=updated,
        others={code: edition.url + urls(code)[0] for code in edition.messages if code != language},
    )


def urls_of(listed: Listed, language: str) -> tuple[str, str]:
    """The feed of a list, or of the whole archive."""
    page = listing_url(*listed, language) if listed else language_root(language)
    return f"{page}{FEED}", f"{page}{JSON_FEED}"


# Pages


def _has_feed(edition: Edition, listed: Listed) -> bool:
    if listed and listed[0] not in FACETS_WITH_FEEDS:
        return False
    records = edition.archive.listing(listed[0])[listed[1]] if listed else edition.archive.listed
    return any(map(has_moment, records))


def _head(edition: Edition, subject: Subject) -> Iterable[str]:
    if subject.record and subject.record.id in edition.for_all(_in_feeds):
        edition.for_all(_of_record, subject.record.id)  # now that its texts are at hand
    return edition.once(links_in, root_of(subject.url), subject.language, subject.listed)


def links_in(edition: Edition, root: str, language: str, listed: Listed = None) -> list[str]:
    """Every page leads to the archive's feed in its language, a list to its own first: so programs offer that first.

    `root` leads from the page to the site's root.
    """
    return [
        link("alternate", root + url, kind, title_of_list(edition, each, language))
        for each in dict.fromkeys((listed, None))
        if _has_feed(edition, each)
        for kind, url in zip((ATOM, JSON), urls_of(each, language), strict=True)
    ]


def _follow(edition: Edition, subject: Subject) -> Iterator[Offer]:
    language, listed = subject.language, subject.listed
    is_home = subject.url == language_root(language)
    if (listed or is_home) and _has_feed(edition, listed):
        gettext, (atom, json) = edition.messages[language].gettext, urls_of(listed, language)
        yield Offer(gettext(ATOM_LABEL), atom, ATOM)
        yield Offer(gettext(JSON_LABEL), json, JSON)
        if is_home and latest_changes(edition.archive):
            yield Offer(gettext(CORRECTIONS_LABEL), corrections_urls(language)[0], ATOM)


FORMAT = Format(_files, _head, _follow)
