"""The plugin `archive/publishing`: what a server is given besides pages. Without it the ledger of addresses has no part
in the plan of a site, either.
"""

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin

from mission_archive.adapters.builds import AfterRecords
from mission_archive.publishing.hosts.rules import HOSTS


class PublishingConfig(Config):
    """Options of `archive/publishing` in mkdocs.yml."""

    host = config_options.Choice(tuple(HOSTS), default="github-pages")
    """Where the site is served, see docs/develop/deploy.md; the rules of that host alone are written."""
    https_only = config_options.Type(bool, default=True)
    """Whether the rules tell browsers to use only https for a year."""
    bundle = config_options.Type(bool, default=False)
    """Whether the site holds itself in one ZIP, to be read without a connection; so it does by `--bundle`."""
    compressed = config_options.Type(bool, default=False)
    """Whether text gets compressed twins, for a server that sends them as they are."""


class PublishingPlugin(AfterRecords, BasePlugin[PublishingConfig]):
    """Its options are what counts: the files are planned with all else (`Site.host` and what follows).

    A preview is not published: it has none of them.
    """
