"""What makes a built site a published one: old addresses that lead on, the ledger, and the rules for servers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from mission_archive.building.interfaces import Interface
from mission_archive.building.past import records_before
from mission_archive.building.read import Holdings
from mission_archive.building.site import Site
from mission_archive.building.templates import SEARCH_POLICY
from mission_archive.model.addresses import PAGE_FILE, PERMALINKS
from mission_archive.model.archive import Archive
from mission_archive.model.problems import Problem, limited
from mission_archive.model.terms import Vocabularies
from mission_archive.publishing.content_digest import DIGEST_FILE
from mission_archive.publishing.headers import YEAR, Policy
from mission_archive.publishing.ledger import LEDGER_FILE, Ledger, read_ledger
from mission_archive.publishing.ledger_check import compare
from mission_archive.publishing.permalinks import collisions
from mission_archive.publishing.record_texts import texts_below
from mission_archive.publishing.redirects import misplaced_redirects, resting_lists, site_redirects
from mission_archive.publishing.serving import write_serving
from mission_archive.publishing.site_addresses import addresses_of, served_addresses

SHORT = f"{PERMALINKS}/"
SHORT_ROOT = "../../"
"""The way from the page of a short address to the site's root."""
TARGET = "\x00target"
"""Stands in the text of a page that leads on for the address to which it leads."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Old address → present one: `redirects` for good, `resting` for lists that may come back."""

    ledger: Ledger
    problems: list[Problem]
    redirects: dict[str, str]
    resting: dict[str, str]

    @classmethod
    def of(
        cls,
        project: Path,
        archive: Archive,
        vocabularies: Vocabularies,
        pages: Iterable[str],
        files: Iterable[str],
    ) -> Publication:
        """Of the archive as the public sees it; `pages` are the addresses of all pages that are not redirects.

        `files` are the paths of all other files that are known before the pages are written.

        `vocabularies` are whole: the list of a term that is not seen now may have been public before.
        """
        pages = {"" if page == "./" else page for page in pages}  # so MkDocs calls the home page
        ledger, problems = read_ledger(project / LEDGER_FILE)
        problems += misplaced_redirects(ledger, {*pages, *files})
        problems = limited([*problems, *collisions(archive.records.values())])
        redirects = site_redirects(archive.records.values(), ledger)
        return cls(ledger, problems, redirects, resting_lists(ledger, pages, vocabularies))

    @property
    def moved(self) -> dict[str, str]:
        """The redirects that get pages like others; short addresses, of which each record has one, do not."""
        moved = {**self.redirects, **self.resting}
        return {old: new for old, new in moved.items() if not old.startswith(SHORT)}

    def write_short(self, site: Path, interface: Interface) -> list[str]:
        """Write the pages of the short addresses, and return their paths in the site.

        They are as many as there are records and differ only in where they lead, so the template is asked once.
        """
        page = interface.page("moved.html", SHORT_ROOT, target=TARGET, page=None)
        short = {old: new for old, new in self.redirects.items() if old.startswith(SHORT)}
        if short:
            (site / PERMALINKS).mkdir(exist_ok=True)
        for old, new in short.items():
            folder = site / old
            folder.mkdir(exist_ok=True)
            (folder / PAGE_FILE).write_bytes(page.replace(TARGET, quote(new)).encode())
        return [f"{old}{PAGE_FILE}" for old in short]

    def lost(self, files: Iterable[str], holdings: Holdings, tell: Callable[[str], None]) -> list[Problem]:
        """The addresses of the ledger that a site of these files lacks, or ends though it has them.

        `tell` is called with the reason if the history is there and cannot be read.
        """
        content, now = holdings.content, holdings.archive.now
        if not self.ledger.entries:
            return []
        files = list(files)
        addresses = addresses_of(files)
        misplaced = list(
            misplaced_redirects(self.ledger, served_addresses(files, {**self.redirects, **self.resting}))
        )
        if misplaced:
            return misplaced
        if not compare(self.ledger, addresses, moment=now):
            return []
        # Only now is it worth the time to see what has become of them.
        return compare(
            self.ledger, addresses, holdings.records, records_before(content, content.name, now, tell),
            moment=now, text_of=texts_below(content, content.name),
        )  # fmt: skip


def publish(
    publication: Publication, holdings: Holdings, site: Site, folder: Path, files: Iterable[str]
) -> None:
    """Write the rules for servers into a built site. `files` are those that it holds, as paths from its root."""
    (folder / DIGEST_FILE).write_text(f"{holdings.digest}\n", encoding="ascii")
    write_serving(
        folder, files, Policy(SEARCH_POLICY, YEAR if site.is_https else 0), publication.redirects,
        publication.ledger.gone, site_url=site.url, has_compressed=site.has_compressed,
    )  # fmt: skip
