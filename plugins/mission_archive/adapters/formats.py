"""The plugin `archive/formats`: what programs read. Without it the plan of a site has no files for them."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from mission_archive.adapters.builds import need_records


class FormatsConfig(Config):
    """There are no options."""


class FormatsPlugin(BasePlugin[FormatsConfig]):
    """Its name is what counts: the files are planned with all others (`Site.has_formats`)."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        need_records(config)
        return None
