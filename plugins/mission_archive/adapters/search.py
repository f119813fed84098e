"""The plugin `archive/search`. Without it the page and the fields of search are left out, too."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority

from mission_archive.adapters.builds import build_of, keep, need_records
from mission_archive.adapters.output import faults_of_plugins
from mission_archive.building.search import make_searchable, refuse_taken


class SearchConfig(Config):
    """There are no options."""


class SearchPlugin(BasePlugin[SearchConfig]):
    """In a preview, too."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        need_records(config)
        return None

    @event_priority(50)  # before the rules for servers, which name its files
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        build = build_of(config)
        messages = {language: interface.messages for language, interface in build.interfaces.items()}
        with faults_of_plugins():
            refuse_taken(build.files)
            found = make_searchable(
                build.holdings.archive, messages, Path(config.site_dir), build.assets.folder
            )
        keep(config, build.with_files(found))
