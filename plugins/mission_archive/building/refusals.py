"""What a plan must not do: lose an address, lead on from a page, or write two files to one place."""

import logging
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import PurePosixPath

from mission_archive.building.faults import BuildFault
from mission_archive.building.past import vanishing
from mission_archive.building.publication import Publication
from mission_archive.building.read import Holdings, Log
from mission_archive.building.site import Site
from mission_archive.model.problems import Problem, limited
from mission_archive.publishing.addresses.redirects import collisions, misplaced_redirects
from mission_archive.publishing.addresses.site_addresses import addresses_of, served_addresses


def refuse_addresses(
    paths: Sequence[str],
    old: Iterable[str],
    publication: Publication,
    holdings: Holdings,
    site: Site,
    *,
    log: Log,
) -> None:
    """Raise BuildFault if an old or short address is wrong, or the ledger, or if the site lacks one of its addresses.

    `paths` are the site's files, `old` the addresses of its pages that lead on. A preview goes on, and reports.
    """
    archive, ledger = holdings.archive, publication.ledger
    served = served_addresses(paths, [*old, *publication.short])
    wrong = [
        *publication.mistakes,
        *misplaced_redirects(ledger, served),
        *collisions(archive.records.values()),
    ]
    _refuse(limited(wrong), "an old or short address is wrong", site, log)
    if site.is_preview:
        return
    lost = vanishing(
        ledger, addresses_of(paths), holdings.folder, holdings.folder.name,
        records=lambda: holdings.content.records, now=archive.now, say=partial(log, logging.INFO),
    )  # fmt: skip
    _refuse(lost, "the ledger of addresses does not fit the site", site, log)


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
            raise BuildFault(
                f"'{origin}' and '{other}' would both be written to {path}; rename or delete one"
            )
        taken[path.lower()] = origin
