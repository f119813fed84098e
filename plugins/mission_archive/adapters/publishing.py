"""The plugin `archive/publishing`: what a server is given besides pages. Without it the ledger of addresses has no part
in the plan of a site, either.
"""

from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority

from mission_archive.adapters.builds import AfterRecords, build_of, keep
from mission_archive.adapters.output import faults_of_plugins
from mission_archive.building.publication import rules_for
from mission_archive.building.write import write_files
from mission_archive.model.addresses import BUNDLE
from mission_archive.publishing.bundle import write_bundle
from mission_archive.publishing.hosts.compression import compress
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
    """A preview is not published: it has none of this."""

    @event_priority(-50)  # after all that adds files, whose names the rules hold
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        build = build_of(config)
        if build.site.is_preview:
            return
        folder, is_https = Path(config.site_dir), self.config.https_only
        if self.config.bundle:
            with faults_of_plugins():
                (folder / BUNDLE).parent.mkdir(exist_ok=True)
                write_bundle(folder, build.files, folder / BUNDLE)
            build = build.with_files((BUNDLE,))
        rules = rules_for(
            self.config.host, build.files, build.plan.publication, build.site.url, is_https=is_https
        )
        with faults_of_plugins():
            write_files(rules, folder)
            if self.config.compressed:
                compress(folder, (*build.files, *rules))
        keep(config, build.with_files(rules))
