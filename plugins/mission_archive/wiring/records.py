"""The plugin `archive/records`: reads the content folder and gives every record and list a page."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from mission_archive.model.archive import Archive
from mission_archive.reading.content import read_content
from mission_archive.rendering.addresses import root_of
from mission_archive.rendering.links import Reader
from mission_archive.rendering.site_plan import home_view, site_plan
from mission_archive.wiring.pages import ArchivePage, page_file
from mission_archive.wiring.templates import Templates

log = get_plugin_logger(__name__)


class RecordsConfig(Config):
    """Options of `archive/records` in mkdocs.yml."""

    content_dir = config_options.Type(str, default="content")
    """The folder of the records, from the folder of mkdocs.yml."""


class RecordsPlugin(BasePlugin[RecordsConfig]):
    """Reads before anything is deleted, so that a mistake in a record leaves the built site as it was."""

    def __init__(self) -> None:
        self.is_preview = False
        self.tell_progress: Callable[[int], None] = lambda _: None
        """Told the number of a page after it is rendered; set by the command that shows progress."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        """Start each build afresh: the plugin object lives on while a preview rebuilds."""
        self.archive: Archive | None = None
        self.pages_planned = self.pages_written = self.records_shown = 0
        return None

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check all records; any error stops the build before the old site is touched."""
        content = read_content(self._content_path(config), self.config.content_dir)
        for problem in content.problems:
            (log.error if problem in content.errors else log.info)(str(problem))
        if content.errors:
            count = len(content.errors)
            raise PluginError(
                f"{count} error{'s' if count > 1 else ''} in {self.config.content_dir}/, nothing is built; "
                "mend the lines above and try again"
            )
        archive = Archive(content.records, content.vocabularies, build_moment())
        self.archive = archive.visible(has_drafts=self.is_preview)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a file with its page for every planned page, and the photos and attachments as they are."""
        archive = self._archive()
        self.records_shown = len(archive.records)
        self.templates = Templates(archive, config)
        for plan in site_plan(archive, self.templates.translate):
            files.append(page_file(plan, config))
        self.pages_planned = len(files.documentation_pages())
        content_path = self._content_path(config)
        for path in sorted(archive.published_files):
            uri = path.removeprefix(self.config.content_dir + "/")
            files.append(
                File(
                    uri,
                    str(content_path),
                    config.site_dir,
                    config.use_directory_urls,
                    inclusion=InclusionLevel.NOT_IN_NAV,
                )
            )
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        return self.templates.prepare(env)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell the template what its page says."""
        told: dict[str, Any] = {**context}
        told.update(self.templates.frame(root_of(page.url)))
        if isinstance(page, ArchivePage):
            told.update(page.view(), language=page.plan.language, is_listed=page.plan.is_listed)
        elif page.is_homepage:
            told.update(home_view(self._archive(), Reader(self.templates.interface)))
        return told  # type: ignore[return-value]

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Pages that MkDocs makes of templates alone, such as 404, have the same frame."""
        base = str(context["base_url"]).rstrip("/")
        told: dict[str, Any] = {**context, **self.templates.frame(f"{base}/")}
        return told  # type: ignore[return-value]

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        self.pages_written += 1
        self.tell_progress(self.pages_written)
        return None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        server.watch(str(self._content_path(config)))
        return server

    def _archive(self) -> Archive:
        if self.archive is None:
            raise RuntimeError("the archive is read in on_pre_build, which has not run")
        return self.archive

    def _content_path(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path or "mkdocs.yml").parent / self.config.content_dir


def build_moment() -> datetime.datetime:
    """The moment for which the site is built: now, or that of SOURCE_DATE_EPOCH (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (
        datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
        if epoch
        else datetime.datetime.now(datetime.UTC)
    )
