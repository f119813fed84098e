"""What makes a built site a published one: old addresses that lead on, and the rules for its server."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from mission_archive.building.read import Holdings
from mission_archive.building.site import SEARCH_POLICY, Site
from mission_archive.model.addresses import PERMALINKS
from mission_archive.model.problems import Problem
from mission_archive.publishing.addresses.ledger import LEDGER_FILE, Ledger, read_ledger
from mission_archive.publishing.addresses.redirects import resting_lists, site_redirects
from mission_archive.publishing.addresses.site_url import base_of
from mission_archive.publishing.hosts.headers import YEAR, Serving, security_headers
from mission_archive.publishing.hosts.rules import HOSTS


@dataclass(frozen=True, slots=True)
class Publication:
    """Old address → present one: `redirects` for good, `resting` for lists that may come back. `mistakes` are those in
    the ledger.
    """

    ledger: Ledger
    redirects: dict[str, str]
    resting: dict[str, str]
    mistakes: tuple[Problem, ...] = ()

    @property
    def short(self) -> Mapping[str, str]:
        """The redirects from short addresses, of which each record has one."""
        return {old: new for old, new in self.redirects.items() if old.startswith(f"{PERMALINKS}/")}

    @property
    def moved(self) -> Mapping[str, str]:
        """All others."""
        moved = self.redirects | self.resting
        return {old: new for old, new in moved.items() if not old.startswith(f"{PERMALINKS}/")}


def publication_of(holdings: Holdings, site: Site, addresses: Collection[str]) -> Publication:
    """What leads on to the `addresses` of a site's pages."""
    ledger, mistakes = (
        read_ledger(holdings.folder.parent / LEDGER_FILE) if site.has_ledger else (Ledger(), [])
    )
    redirects = site_redirects(holdings.archive.records.values(), ledger)
    # The vocabularies are whole: the list of a term that is not seen now may have been public before.
    resting = resting_lists(ledger, addresses, holdings.content.vocabularies)
    return Publication(ledger, redirects, resting, tuple(mistakes))


def rules_for(files: Iterable[str], publication: Publication, site: Site) -> Mapping[str, bytes]:
    """The rules of a site's host, if it has one, for a site of these files, by their paths in it."""
    if not site.host:
        return {}
    serving = Serving(
        sorted(files), security_headers(SEARCH_POLICY, YEAR if site.is_https_only else 0), publication.redirects,
        publication.ledger.gone, base_of(site.url),
    )  # fmt: skip
    return {path: text.encode() for path, text in HOSTS[site.host](serving).items()}
