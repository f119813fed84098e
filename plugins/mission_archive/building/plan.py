"""The second step of a build: every file that is made, with its source. The search and server rules come later."""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from mission_archive.building.copies import files_of_copies
from mission_archive.building.faults import BuildFault
from mission_archive.building.past import vanishing
from mission_archive.building.publication import Publication
from mission_archive.building.read import Holdings, Log
from mission_archive.building.site import Site
from mission_archive.building.templates import Templates
from mission_archive.building.write import FileContent, page_bytes, short_pages
from mission_archive.formats.data.page import data_pages
from mission_archive.formats.edition import Edition, Make
from mission_archive.formats.moments import without_moment
from mission_archive.formats.table import format_files
from mission_archive.model.addresses import (
    PAGE_FILE,
    SITEMAP,
    language_root,
    published_path,
    without_language,
)
from mission_archive.model.file_names import folder_of
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.problems import Problem, counted, limited
from mission_archive.publishing.addresses.ledger import LEDGER_FILE, Ledger, read_ledger
from mission_archive.publishing.addresses.redirects import (
    collisions,
    misplaced_redirects,
    resting_lists,
    site_redirects,
)
from mission_archive.publishing.addresses.site_addresses import BESIDE_PAGES, addresses_of, served_addresses
from mission_archive.publishing.addresses.sitemaps import SitemapEntry, sitemaps
from mission_archive.publishing.content_digest import DIGEST_FILE
from mission_archive.publishing.hosts.compression import gzipped
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.site_plan import PagePlan, faulty_plans, moved_plans, site_plan
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.words.messages import Messages


@dataclass(frozen=True, slots=True)
class Plan:
    """`files` are all that is planned, by their paths in the site and in the order of writing."""

    pages: tuple[PagePlan, ...]
    files: Mapping[str, FileContent]
    publication: Publication

    @property
    def sources(self) -> Mapping[str, str]:
        """Address of a page → the file that it is made from, as a path from the project's root."""
        return {page.url: page.source for page in self.pages if page.source}


NOTHING = Plan((), {}, Publication(Ledger(), {}, {}))


def plan(
    holdings: Holdings,
    site: Site,
    messages: Mapping[str, Messages],
    templates: Mapping[str, Templates],
    atlas: Atlas,
    *,
    others: Sequence[tuple[str, str]],
    edition: Edition | None = None,
    log: Log,
) -> Plan:
    """The plan of a site. `others` are the files that are not planned here: path in the site, and what it is made from.

    `templates` are asked when pages are written; without an `edition` there are no formats. Raises BuildFault if two
    files would be written to one place, or if the ledger of addresses has mistakes or an address that the site lacks; a
    preview goes on with such a ledger.
    """
    archive = holdings.archive
    bodies = edition.bodies if edition else Bodies(archive, holdings.album.pictures)
    pages = [
        *site_plan(archive, messages, atlas, has_search=site.has_search, bodies=bodies),
        *faulty_plans(holdings.content.faulty),
        *(data_pages(edition) if edition else ()),
    ]
    by_hand = [path.removesuffix(PAGE_FILE) for path, _ in others if path.endswith(PAGE_FILE)]
    addresses = {*by_hand, *(page.url for page in pages)}
    ledger, faults = read_ledger(holdings.folder.parent / LEDGER_FILE) if site.has_ledger else (Ledger(), [])
    redirects = site_redirects(archive.records.values(), ledger)
    # The vocabularies are whole: the list of a term that is not seen now may have been public before.
    publication = Publication(
        ledger, redirects, resting_lists(ledger, addresses, holdings.content.vocabularies)
    )
    # A preview goes on with a ledger that has mistakes: where there is a page, none leads on.
    moved = [page for page in moved_plans(publication.moved) if page.url not in addresses]
    formats: Mapping[str, Make] = _formats(edition, {path for path, _ in others}, log) if edition else {}
    files: list[tuple[str, FileContent, str]] = [
        *((path, place, str(place)) for path, place in _copies(holdings).items()),
        *_with_formats(
            (
                (
                    f"{page.url}{PAGE_FILE}",
                    partial(page_bytes, page, templates, site, log),
                    page.source or page.url,
                )
                for page in (*pages, *moved)
            ),
            {**formats, **_formats_of_moved((page.url for page in moved), redirects, formats)},
        ),
        *((path, source, path) for path, source in short_pages(publication.short, templates).items()),
        *((path, source, path) for path, source in _sitemap(by_hand, pages, site).items()),
    ]
    if holdings.digest:
        files.append((DIGEST_FILE, f"{holdings.digest}\n".encode, DIGEST_FILE))

    paths = [*(path for path, _ in others), *(path for path, _, _ in files)]
    served = served_addresses(paths, [*(page.url for page in moved), *publication.short])
    faults += [*misplaced_redirects(ledger, served), *collisions(archive.records.values())]
    _refuse(limited(faults), "an old or short address is wrong", site, log)
    if not site.is_preview:
        _refuse_to_lose(paths, ledger, holdings, site, log)
    refuse_strays([*others, *((path, origin) for path, _, origin in files)])
    return Plan((*pages, *moved), {path: source for path, source, _ in files}, publication)


def _formats(edition: Edition, by_hand: Set[str], log: Log) -> Mapping[str, Make]:
    """The files of formats. What is written by hand, such as a robots.txt in docs/, takes the place of such a file."""
    if silent := without_moment(edition.archive.listed):
        count, path = counted(len(silent), "record"), silent[0].path
        line = f"in no feed or calendar because 'published' is missing: {count}, the first is {path}"
        log(logging.INFO, f"{line}; archive check says what to write")
    return {path: make for path, make in format_files(edition).items() if path not in by_hand}


def _refuse_to_lose(paths: Iterable[str], ledger: Ledger, holdings: Holdings, site: Site, log: Log) -> None:
    """Raise BuildFault if the ledger has an address that a site of files at these `paths` lacks."""
    lost = vanishing(
        ledger, addresses_of(paths), holdings.folder, holdings.folder.name,
        records=lambda: holdings.content.records, now=holdings.archive.now, say=partial(log, logging.INFO),
    )  # fmt: skip
    _refuse(lost, "the ledger of addresses does not fit the site", site, log)


def _with_formats(
    pages: Iterable[tuple[str, FileContent, str]], formats: Mapping[str, FileContent]
) -> Iterator[tuple[str, FileContent, str]]:
    """The files of pages, each followed by those of formats that stand beside it, and then all others.

    So what is rendered for a page is at hand for them too: of the texts only the last few are kept (`Bodies`).
    """
    beside: dict[str, list[str]] = {}
    for path in formats:
        beside.setdefault(folder_of(path), []).append(path)
    for page in pages:
        yield page
        yield from ((path, formats[path], path) for path in beside.pop(folder_of(page[0]), ()))
    yield from ((path, formats[path], path) for paths in beside.values() for path in paths)


def _formats_of_moved(
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


def _copies(holdings: Holdings) -> Mapping[str, Path]:
    """The attachments and photos, and the copies of sources that may be published."""
    album = holdings.album
    attachments = holdings.archive.published_files - album.pictures.keys()
    return {
        **{published_path(path): holdings.folder.parent / path for path in attachments},
        **album.files,
        **files_of_copies(holdings.archive.listed, holdings.folder.parent),
    }


def _sitemap(by_hand: Sequence[str], pages: Iterable[PagePlan], site: Site) -> Mapping[str, FileContent]:
    """The sitemap: pages written by hand, then lists, then records."""
    listed = sorted((page for page in pages if page.is_in_sitemap), key=lambda page: page.is_of_record)
    entries = [
        *(SitemapEntry(url, translations=_translations(url, by_hand)) for url in by_hand),
        *(
            SitemapEntry(page.url, page.record.changed_on if page.record else None, page.offered)
            for page in listed
        ),
    ]
    texts = sitemaps(entries, site.url)
    return {
        **{path: text.encode for path, text in texts.items()},
        f"{SITEMAP}.gz": partial(gzipped, texts[SITEMAP].encode()),
    }


def _translations(url: str, by_hand: Collection[str]) -> Mapping[str, str]:
    """Language → address of a page written by hand, in each language that has it."""
    there = {language: f"{language_root(language)}{without_language(url)}" for language in LANGUAGES}
    return {language: address for language, address in there.items() if address in by_hand}


def _refuse(problems: Sequence[Problem], what: str, site: Site, log: Log) -> None:
    for problem in problems:
        log(logging.ERROR, str(problem))
    if problems and not site.is_preview:
        raise BuildFault(f"{what}, see the lines above")


def refuse_strays(files: Iterable[tuple[str, str]]) -> None:
    """Raise BuildFault where two files would be written to one place, or one outside the site.

    Each file is its path in the site, and what it is made from. Checks of the records come first and speak to editors;
    this holds whatever they let through.
    """
    taken: dict[str, str] = {}
    for path, origin in files:
        if PurePosixPath(path).is_absolute() or ".." in path.split("/"):
            raise BuildFault(f"'{origin}' would be written to {path}, outside the site; rename it")
        if other := taken.get(path.lower()):
            raise BuildFault(f"'{origin}' and '{other}' would both be written to {path}; rename one")
        taken[path.lower()] = origin
