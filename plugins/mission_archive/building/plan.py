"""The second step of a build: every file of the site with its address, and where its bytes come from."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from mission_archive.building.copies import files_of_copies
from mission_archive.building.files import FileContent, Gathered, PlannedFile
from mission_archive.building.formats import edition_of, formats_of_moved, formats_of_site, with_formats
from mission_archive.building.page_files import page_bytes, short_pages
from mission_archive.building.publication import publication_of, rules_for
from mission_archive.building.read import Holdings, Log
from mission_archive.building.refusals import refuse_addresses, refuse_strays
from mission_archive.building.search import search
from mission_archive.building.site import Site
from mission_archive.building.templates import Frame, Templates, all_templates
from mission_archive.formats.data.page import data_pages
from mission_archive.model.addresses import (
    BUNDLE,
    PAGE_FILE,
    SITEMAP,
    language_root,
    published_path,
    without_language,
)
from mission_archive.model.languages import LANGUAGES
from mission_archive.publishing.addresses.sitemaps import SitemapEntry, sitemaps
from mission_archive.publishing.bundle import write_bundle
from mission_archive.publishing.content_digest import DIGEST_FILE
from mission_archive.publishing.hosts.compression import gzipped
from mission_archive.rendering.lists.rows import RecordRows
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.site_plan import PagePlan, faulty_plans, moved_plans, site_plan
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.words.messages import load_messages


@dataclass(frozen=True, slots=True)
class Plan:
    """`files` are those that are planned here, by their paths in the site and in the order of writing; `others` are the
    paths of those that MkDocs writes.

    `templates`, by language, and the `atlas` also serve the pages of docs/.
    """

    pages: tuple[PagePlan, ...]
    files: Mapping[str, FileContent]
    others: tuple[str, ...]
    templates: Mapping[str, Templates]
    atlas: Atlas

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file of the site, but for compressed twins."""
        return (*self.others, *self.files)

    @property
    def sources(self) -> Mapping[str, str]:
        """Address of a page → the file that it is made from, as a path from the project's root."""
        return {page.url: page.source for page in self.pages if page.source}


def plan(
    holdings: Holdings, site: Site, frame: Frame, *, others: Sequence[tuple[str, str]], log: Log
) -> Plan:
    """The plan of a site. `others` are the files that are not planned here: path in the site, and what it is made from.

    Raises BuildFault if two files would be written to one place, or if the ledger of addresses has mistakes or an
    address that the site lacks; a preview goes on with such a ledger.
    """
    archive, catalogues = holdings.archive, load_messages()
    atlas = Atlas(archive.vocabularies.places)
    bodies = Bodies(archive, holdings.album.pictures)
    edition = edition_of(holdings, site, catalogues, atlas, bodies)
    rows = {language: RecordRows(archive, messages) for language, messages in catalogues.items()}
    faults = holdings.content.errors
    templates = all_templates(catalogues, rows, archive, site, frame, faults=faults, edition=edition)
    # Made once, and when all addresses are sound: of a large archive it takes seconds.
    found = cache(partial(search, archive, catalogues, rows, frame.folder / "assets/search", frame.assets))

    search_root = (lambda: found().root) if site.has_search else None
    pages = [
        *site_plan(archive, catalogues, atlas, search_root=search_root, bodies=bodies),
        *faulty_plans(holdings.content.faulty),
        *(data_pages(edition) if edition else ()),
    ]
    by_hand = [path.removesuffix(PAGE_FILE) for path, _ in others if path.endswith(PAGE_FILE)]
    addresses = {*by_hand, *(page.url for page in pages)}
    publication = publication_of(holdings, site, addresses)
    # A preview goes on with a ledger that has mistakes: where there is a page, none leads on.
    moved = [page for page in moved_plans(publication.moved) if page.url not in addresses]
    old = [page.url for page in moved]
    formats = formats_of_site(edition, {path for path, _ in others}, log) if edition else {}

    files = [
        *(PlannedFile(path, place, str(place)) for path, place in _copies(holdings).items()),
        *with_formats(
            (_file(page, templates, site, log) for page in (*pages, *moved)),
            {**formats, **formats_of_moved(old, publication.redirects, formats)},
        ),
        *_named(short_pages(publication.short, templates)),
        *_named(_sitemap(by_hand, pages, site)),
        *_named({DIGEST_FILE: f"{holdings.digest}\n".encode()} if holdings.digest else {}),
    ]
    paths = [*(path for path, _ in others), *(file.path for file in files)]
    refuse_addresses(paths, old, publication, holdings, site, log=log)

    searched = found().files if site.has_search else {}
    paths += searched
    files += _named(searched)
    if site.has_bundle:
        make = Gathered(partial(write_bundle, files=tuple(paths)))
        files.append(PlannedFile(BUNDLE, make, "the ZIP of the site"))
        paths.append(BUNDLE)
    rules = rules_for(paths, publication, site)
    files += (PlannedFile(path, text, f"the rules for {site.host}") for path, text in rules.items())
    refuse_strays([*others, *((file.path, file.origin) for file in files)])
    return Plan(
        (*pages, *moved), {file.path: file.content for file in files}, tuple(path for path, _ in others),
        templates, atlas,
    )  # fmt: skip


def _file(page: PagePlan, templates: Mapping[str, Templates], site: Site, log: Log) -> PlannedFile:
    """The file of a page, whose bytes `write` asks for when its turn comes."""
    make = partial(page_bytes, page, templates, site, log)
    return PlannedFile(f"{page.url}{PAGE_FILE}", make, page.source or page.url)


def _named(files: Mapping[str, FileContent]) -> Iterator[PlannedFile]:
    """Files that are made from no single source: people know them by their paths."""
    return (PlannedFile(path, content, path) for path, content in files.items())


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
