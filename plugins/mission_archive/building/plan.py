"""The second step of a build: every page and file that is written besides those of docs/, with its address."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

from mission_archive.building.faults import BuildFault
from mission_archive.building.publication import Publication
from mission_archive.building.read import Holdings, Report
from mission_archive.building.site import Site
from mission_archive.model.addresses import PAGE_FILE
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.site_plan import PagePlan, faulty_plans, moved_plans, site_plan
from mission_archive.rendering.words.messages import Messages


@dataclass(frozen=True, slots=True)
class Plan:
    """`pages` in the order in which they are written; `files` are copied: path in the site → where it is now."""

    pages: tuple[PagePlan, ...]
    files: Mapping[str, Path]
    publication: Publication

    @property
    def paths(self) -> list[str]:
        """What is written, as paths in the site."""
        return [*(f"{page.url}{PAGE_FILE}" for page in self.pages), *self.files]

    @property
    def sitemap(self) -> list[str]:
        """The addresses of the pages that search engines are told of: lists, then records."""
        listed = [page for page in self.pages if page.is_in_sitemap]
        return [page.url for page in sorted(listed, key=lambda page: page.is_of_record)]

    @property
    def sources(self) -> Mapping[str, str]:
        """Address of a page → the file that it is made from, as a path from the project's root."""
        return {page.url: page.source for page in self.pages if page.source}


def plan(
    holdings: Holdings,
    site: Site,
    messages: Mapping[str, Messages],
    atlas: Atlas,
    *,
    docs: Collection[str],
    others: Iterable[str],
    report: Report,
) -> Plan:
    """The plan of a site; `docs` are the addresses of the pages that are not planned here, `others` the paths of files.

    Raises BuildFault if the ledger of addresses has mistakes; a preview reports them and goes on.
    """
    archive, pictures = holdings.archive, holdings.album.pictures
    pages = [
        *site_plan(archive, messages, atlas, has_search=site.has_search, pictures=pictures),
        *faulty_plans(holdings.faulty or {}),
    ]
    attachments = archive.published_files - pictures.keys()
    files = {
        path.removeprefix(f"{holdings.content.name}/"): holdings.content.parent / path for path in attachments
    }
    files |= holdings.album.files
    publication = Publication.of(
        holdings.content.parent,
        archive,
        holdings.vocabularies,
        (*docs, *(page.url for page in pages)),
        (*others, *files),
    )
    for problem in publication.problems:
        report(logging.ERROR, str(problem))
    if publication.problems and not site.is_preview:
        raise BuildFault("the ledger of addresses is wrong, see the lines above")
    # A preview goes on with a ledger that has mistakes: where there is a page, none leads on.
    taken = {*docs, *(page.url for page in pages)}
    pages += [page for page in moved_plans(publication.moved) if page.url not in taken]
    return Plan(tuple(pages), files, publication)


def refuse_strays(plan: Plan, others: Iterable[tuple[str, str]]) -> None:
    """Raise BuildFault where two files would be written to one place, or one outside the site.

    `others` are the files that are not planned here: path in the site, and what it is made from. Checks of the records
    come first and speak to editors; this holds whatever they let through.
    """
    taken: dict[str, str] = {}
    pages = ((f"{page.url}{PAGE_FILE}", page.source or page.url) for page in plan.pages)
    files = ((path, str(place)) for path, place in plan.files.items())
    for path, source in chain(others, pages, files):
        if PurePosixPath(path).is_absolute() or ".." in path.split("/"):
            raise BuildFault(f"'{source}' would be written to {path}, outside the site; rename it")
        if other := taken.get(path.lower()):
            raise BuildFault(f"'{source}' and '{other}' would both be written to {path}; rename one")
        taken[path.lower()] = source
