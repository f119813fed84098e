"""The plugin `archive/search`. Without it the page and the fields of search are left out, too."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority

from mission_archive.adapters.builds import AfterRecords, NoOptions, build_of, keep
from mission_archive.adapters.output import faults_of_plugins
from mission_archive.building.search import make_searchable


class SearchPlugin(AfterRecords, BasePlugin[NoOptions]):
    """In a preview, too."""

    @event_priority(50)  # before the rules for servers, which name its files
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        build = build_of(config)
        messages = {language: own.messages for language, own in build.templates.items()}
        rows = {language: own.rows for language, own in build.templates.items()}
        with faults_of_plugins():
            found = make_searchable(
                build.holdings.archive, messages, rows, Path(config.site_dir), build.assets.folder
            )
        keep(config, build.with_files(found))
