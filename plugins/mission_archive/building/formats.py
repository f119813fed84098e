"""The files of formats in the plan of a site, each beside the page to which it belongs."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Set

from mission_archive.building.files import PlannedFile
from mission_archive.building.read import Holdings, Log
from mission_archive.building.site import Site
from mission_archive.formats.edition import Edition, Make
from mission_archive.formats.moments import without_moment
from mission_archive.formats.table import format_files
from mission_archive.model.file_names import folder_of
from mission_archive.model.problems import counted
from mission_archive.publishing.addresses.site_addresses import BESIDE_PAGES
from mission_archive.reading.json_schema import source_schema
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.words.messages import Messages


def edition_of(
    holdings: Holdings, site: Site, messages: Mapping[str, Messages], atlas: Atlas, bodies: Bodies
) -> Edition | None:
    """What the formats of a site are made from, if it has any."""
    if not site.has_formats:
        return None
    return Edition(
        holdings.archive, messages, bodies, atlas, site.url, site.words, has_search=site.has_search,
        licence=site.licence, source_schema=source_schema(), keep=holdings.store.kept,
    )  # fmt: skip


def formats_of_site(edition: Edition, by_hand: Set[str], log: Log) -> Mapping[str, Make]:
    """The files of formats. What is written by hand, such as a robots.txt in docs/, takes the place of such a file."""
    if silent := without_moment(edition.archive.listed):
        count, path = counted(len(silent), "record"), silent[0].path
        line = f"in no feed or calendar because 'published' is missing: {count}, the first is {path}"
        log(logging.INFO, f"{line}; archive check says what to write")
    return {path: make for path, make in format_files(edition).items() if path not in by_hand}


def with_formats(pages: Iterable[PlannedFile], formats: Mapping[str, Make]) -> Iterator[PlannedFile]:
    """The files of pages, each followed by those of formats that stand beside it, and then all others.

    So what is rendered for a page is at hand for them too: of the texts only the last few are kept (`Bodies`).
    """
    beside: dict[str, list[str]] = {}
    for path in formats:
        beside.setdefault(folder_of(path), []).append(path)
    for page in pages:
        yield page
        yield from (PlannedFile(path, formats[path], path) for path in beside.pop(folder_of(page.path), ()))
    yield from (PlannedFile(path, formats[path], path) for paths in beside.values() for path in paths)


def formats_of_moved(
    old_pages: Iterable[str], redirects: Mapping[str, str], formats: Mapping[str, Make]
) -> Mapping[str, Make]:
    """The files beside pages that have moved for good: a program gets there what stands beside the new page, for a page
    that leads on means nothing to it.
    """
    found: dict[str, Make] = {}
    for old in old_pages:
        new = redirects.get(old)
        for name in BESIDE_PAGES if new else ():
            if make := formats.get(f"{new}{name}"):
                found[f"{old}{name}"] = make
    return found
