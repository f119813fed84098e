"""The plugin `archive/links`: runs the check of links on a built site, and reports what is broken."""

from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from mission_archive.adapters.builds import AfterRecords, build_of, origin_of, plan_of, project_of
from mission_archive.adapters.output import log
from mission_archive.links.site_check import check_site
from mission_archive.model.problems import counted

NO_HOST = "http://localhost/"
"""Where a site is taken to be served that does not say where."""


def refuse_broken_links(config: MkDocsConfig) -> None:
    """Check every link of the built site. Raises PluginError, after each is reported, if one is broken."""
    project, pages = project_of(config), build_of(config).docs.values()
    by_hand = {file.url.removeprefix("./"): origin_of(file, config) for file in pages}
    sources = {**by_hand, **plan_of(config).sources}
    check = check_site(Path(config.site_dir), config.site_url or NO_HOST, project=project, sources=sources)
    for line in check.lines():
        log.error(line)
    if check.broken:
        count = counted(len(check.broken), "broken link")
        raise PluginError(f"{count} in the site, see the lines above")


class LinksConfig(Config):
    """Options of `archive/links` in mkdocs.yml."""

    enabled = config_options.Type(bool, default=True)
    """Whether each build is checked; if not, `archive build --check-links` alone does it."""


class LinksPlugin(AfterRecords, BasePlugin[LinksConfig]):
    """Checks every link of the built site; not in a preview, which may leave records out."""

    @event_priority(-100)  # when all is written
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.config.enabled and not build_of(config).site.is_preview:
            refuse_broken_links(config)
