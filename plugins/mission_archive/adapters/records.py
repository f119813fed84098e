"""The plugin `archive/records`: gives MkDocs the frame for the pages of docs/, and makes all others beside it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import jinja2
from mkdocs.config import config_options
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from mission_archive.adapters.builds import Build, build_of, keep, plan_of, planned, project_of, site_of
from mission_archive.adapters.docs_pages import values_of_page, values_of_template
from mission_archive.adapters.guards import encode_site_url, refuse_configuration, refuse_sources
from mission_archive.adapters.output import faults_of_plugins, log
from mission_archive.adapters.theme import choose_assets, escaping
from mission_archive.building.moment import build_moment
from mission_archive.building.read import read
from mission_archive.building.write import write
from mission_archive.publishing.addresses.site_url import encoded
from mission_archive.rendering.records.reporting import is_target


class ReportTarget(config_options.OptionallyRequired[str]):
    """Where mistakes are reported."""

    def run_validation(self, value: object) -> str:
        if not isinstance(value, str) or not is_target(value):
            raise ValidationError(
                f"'{value}' is not an e-mail address and not an address that begins with https://"
            )
        return value


class RecordsConfig(Config):
    """Options of `archive/records` in mkdocs.yml."""

    content_dir = config_options.Type(str, default="content")
    """The folder of the records, from the folder of mkdocs.yml."""
    translations = config_options.DictOfItems(
        config_options.DictOfItems(config_options.Type(str)), default={}
    )
    """Language → site_name, site_description and copyright in it; what is missing is as in the site's own."""
    ahead = config_options.Type(bool, default=False)
    """Whether SOURCE_DATE_EPOCH may name a moment to come, for which records under embargo are public."""
    licence = config_options.Optional(config_options.URL())
    """The address of the licence under which the texts can be used."""
    report_to = config_options.Optional(ReportTarget())
    """Where readers report mistakes: an e-mail address, or the https address of an issue form."""


def silent(what: str) -> Callable[[int, int], None]:
    """Shows no progress."""
    return lambda done, total: None


class RecordsPlugin(BasePlugin[RecordsConfig]):
    """Reads in `on_pre_build`, plans in `on_env` and writes in `on_post_build`.

    It reads before anything is deleted, so that a mistake in a record leaves the built site as it was.
    """

    def __init__(self) -> None:
        self.is_preview = False
        self.progress: Callable[[str], Callable[[int, int], None]] = silent
        """Takes what is counted, and gives what shows how many of how many are done; set by the command `archive`."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        """Refuse what would harm the sources or the site."""
        refuse_configuration(config, self.config.content_dir)
        refuse_sources(config, self.config.content_dir)
        encode_site_url(config)
        return None

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check all records; any error stops the build before the old site is touched."""
        with faults_of_plugins():
            now = build_moment(may_be_ahead=self.config.ahead or self.is_preview)
            records = self.progress("records")
            holdings = read(self._content(config), now, log.log, records, is_preview=self.is_preview)
        options = self.config
        site = site_of(
            config, options.translations, options.report_to, options.licence, is_preview=self.is_preview
        )
        keep(config, Build(site, holdings))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take of the theme what pages need."""
        # A preview reloads what has changed under its own name.
        with faults_of_plugins():
            assets = choose_assets(files, config, is_named_by_content=not self.is_preview)
        keep(config, replace(build_of(config), assets=assets))
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Plan the site around the pages of docs/ and the assets, which are all that MkDocs knows of it."""
        env.autoescape = escaping(config)
        with faults_of_plugins():
            keep(config, planned(build_of(config), config, files))
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the template of a page of docs/ the frame of its language."""
        build, made = build_of(config), plan_of(config)
        values = values_of_page(page, build.docs, made.templates, build.holdings.archive, made.atlas)
        return {**context, **values}  # type: ignore[typeddict-item]

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Pages that MkDocs makes of templates alone, such as 404, have the same frame."""
        values = values_of_template(str(context["base_url"]), plan_of(config).templates)
        return {**context, **values}  # type: ignore[typeddict-item]

    @event_priority(100)  # before the plugin that looks at the site
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write all that is planned."""
        build = build_of(config)
        build.holdings.store.prune()
        with faults_of_plugins():
            write(plan_of(config), build.site, Path(config.site_dir), self.progress("files"))

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        server.watch(str(self._content(config)))
        server.url = encoded(server.url)
        return server

    def _content(self, config: MkDocsConfig) -> Path:
        return project_of(config) / self.config.content_dir
