"""The configuration of the site that is built, and what its pages may do."""

from collections.abc import Mapping
from dataclasses import dataclass

CONTENT_SECURITY_POLICY = "; ".join((
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
))  # fmt: skip
"""What a page may load and run: only what the site itself holds, and no script."""

SEARCH_POLICY = "; ".join((
    CONTENT_SECURITY_POLICY,
    "script-src 'self'",  # the search; nothing inline, nothing evaluated
))  # fmt: skip
"""The policy of the search page. A server may send it as a header for all pages: the narrower one of both counts."""


@dataclass(frozen=True, slots=True)
class Site:
    """`words` are, by language, the site's name, description and copyright.

    `url` is its full address with `/` at the end, empty if it does not say where it is served; `edit_base` is the
    address below which the sources can be edited by their paths from the project's root, if there is one.
    """

    url: str
    words: Mapping[str, Mapping[str, str]]
    favicon: str
    edit_base: str | None = None
    report_to: str | None = None
    """Where readers report mistakes: an e-mail address, or the address of a form."""
    licence: str = ""
    """The address of the licence of the texts."""
    has_search: bool = True
    has_formats: bool = False
    """Whether programs are given feeds, calendars, citations and data: never in a preview."""
    has_ledger: bool = True
    """Whether old addresses in the ledger lead on."""
    host: str = ""
    """The host for whose server rules are written (see `publishing.hosts.rules`), if there is one."""
    is_https_only: bool = True
    """Whether the rules tell browsers to use only https for a year."""
    has_bundle: bool = False
    """Whether readers can take along the whole site in one file."""
    has_twins: bool = False
    """Whether texts have compressed twins, for a server that sends them as they are."""
    is_preview: bool = False
    """Whether it is a preview for editors: with drafts and embargoed records, and without those that have errors."""
