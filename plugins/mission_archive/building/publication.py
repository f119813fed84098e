"""What makes a built site a published one: old addresses that lead on, and the rules for its server."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from mission_archive.building.site import SEARCH_POLICY
from mission_archive.model.addresses import PERMALINKS
from mission_archive.publishing.addresses.ledger import Ledger
from mission_archive.publishing.addresses.site_url import base_of
from mission_archive.publishing.hosts.headers import YEAR, Serving, security_headers
from mission_archive.publishing.hosts.rules import HOSTS


@dataclass(frozen=True, slots=True)
class Publication:
    """Old address → present one: `redirects` for good, `resting` for lists that may come back."""

    ledger: Ledger
    redirects: dict[str, str]
    resting: dict[str, str]

    @property
    def short(self) -> Mapping[str, str]:
        """The redirects from short addresses, of which each record has one."""
        return {old: new for old, new in self.redirects.items() if old.startswith(f"{PERMALINKS}/")}

    @property
    def moved(self) -> Mapping[str, str]:
        """All others."""
        moved = self.redirects | self.resting
        return {old: new for old, new in moved.items() if not old.startswith(f"{PERMALINKS}/")}


def rules_for(
    host: str, files: Collection[str], publication: Publication, site_url: str, *, is_https: bool
) -> Mapping[str, Callable[[], bytes]]:
    """The rules of a host (see `HOSTS`) for a site of these files, by their paths in it."""
    serving = Serving(
        sorted(files), security_headers(SEARCH_POLICY, YEAR if is_https else 0), publication.redirects,
        publication.ledger.gone, base_of(site_url),
    )  # fmt: skip
    return {path: text.encode for path, text in HOSTS[host](serving).items()}
