"""The plugin `archive/records`: gives MkDocs the frame for the pages of docs/, and makes all others beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from mission_archive.adapters.docs_pages import alternates_of, explanations, lacking, language_of
from mission_archive.adapters.guards import encode_site_url, refuse_configuration, refuse_sources
from mission_archive.adapters.links import refuse_broken_links, sources_of
from mission_archive.adapters.options import RecordsConfig, site_of
from mission_archive.adapters.theme import Escaping, choose_assets, name_assets_by_content
from mission_archive.building import templates
from mission_archive.building.faults import BuildFault
from mission_archive.building.interfaces import Interface
from mission_archive.building.moment import build_moment
from mission_archive.building.pages import copy_files, write_pages, write_sitemap
from mission_archive.building.plan import Plan, plan, refuse_strays
from mission_archive.building.publication import publish
from mission_archive.building.read import Holdings, read
from mission_archive.building.search import make_searchable
from mission_archive.model.addresses import SITEMAP, root_of
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.publishing.site_url import encoded
from mission_archive.rendering.lists.hubs import home_view
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.words.messages import load_messages

log = get_plugin_logger(__name__)


class RecordsPlugin(BasePlugin[RecordsConfig]):
    """Reads before anything is deleted, so that a mistake in a record leaves the built site as it was."""

    holdings: Holdings
    plan: Plan
    files: list[str]
    """Every file of the site, as paths from its root, but for the rules for servers and compressed twins."""

    def __init__(self) -> None:
        self.is_preview = False
        self.tell_reading: Callable[[int, int], None] | None = None
        """Called with how many of how many records are read; set by the command that shows progress."""
        self.tell_progress: Callable[[int], None] = lambda _: None
        """Called with the number of pages written; set by the command that shows progress."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        """Start each build afresh: the plugin object lives on while a preview rebuilds."""
        refuse_configuration(config, self.config.content_dir)
        refuse_sources(config, self.config.content_dir)
        encode_site_url(config)
        # Ours lists the planned pages too, and in parts where it must.
        config.theme.static_templates.discard(SITEMAP)
        self.site = site_of(config, self.config, is_preview=self.is_preview)
        self.pages_planned = self.pages_written = 0
        return None

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check all records; any error stops the build before the old site is touched."""
        with _faults_of_plugin():
            now = build_moment(may_be_ahead=self.config.ahead or self.is_preview)
            self.holdings = read(
                self._content(config), now, log.log, self.tell_reading, is_preview=self.is_preview
            )

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Plan the site around the pages of docs/ and the assets, which are all that MkDocs knows of it."""
        self._docs = {file.src_uri: file for file in files.documentation_pages()}
        self._atlas = Atlas(self.holdings.archive.vocabularies.places)
        self._messages = load_messages()
        self._theme_stylesheet = choose_assets(files, config)
        # A preview reloads what has changed under its own name.
        self._assets = "assets" if self.is_preview else name_assets_by_content(files, config)
        docs = [unquote(file.url) for file in self._docs.values()]
        others = [file.dest_uri for file in files if not file.is_documentation_page()]
        with _faults_of_plugin():
            self.plan = plan(
                self.holdings,
                self.site,
                self._messages,
                self._atlas,
                docs=docs,
                others=others,
                report=log.log,
            )
            refuse_strays(self.plan, [(file.dest_uri, file.src_uri) for file in files])
        self._written = [file.dest_uri for file in files if file.inclusion.is_included()]
        self._written += [*config.theme.static_templates, *config.extra_templates]
        self.pages_planned = len(self._docs) + len(self.plan.pages)
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Prepare the templates: those of docs/ are rendered by MkDocs, all others by an environment of our own."""
        env.autoescape = Escaping(config)
        words = templates.fixed_words(
            self.site,
            theme_stylesheet=self._theme_stylesheet,
            assets=self._assets,
            faults=self.holdings.errors,
            explanations=explanations(self._docs),
        )
        own = templates.environment(Path(config.theme.dirs[0]))
        self.interfaces = {
            language: Interface(
                messages,
                self.holdings.archive,
                own,
                words,
                site=self.site.words[language],
                docs=frozenset(self._docs),
            )
            for language, messages in self._messages.items()
        }
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the template of a page of docs/ the frame of its language."""
        interface = self.interfaces[language_of(page)]
        alternates = alternates_of(page, self._docs)
        values: dict[str, Any] = {
            **context,
            **interface.frame(root_of(page.url)),
            "is_listed": True,
            "is_home": page.meta.get("template") == "home.html",
            "untranslated": [self._messages[code] for code in lacking(alternates, self._docs)],
            "alternates": alternates,
            "translations": alternates,
        }
        if values["is_home"]:
            values.update(home_view(self.holdings.archive, interface.messages, self._atlas))
        return values  # type: ignore[return-value]

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Pages that MkDocs makes of templates alone, such as 404, have the same frame."""
        base = str(context["base_url"]).rstrip("/")
        values: dict[str, Any] = {
            **context,
            **self.interfaces[FIRST_LANGUAGE].frame(f"{base}/"),
            "is_listed": False,
            "alternates": {},
            "interfaces": self.interfaces,
        }
        return values  # type: ignore[return-value]

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str | None:
        self.pages_written += template_name.endswith(".html")
        return None

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        self._count_page()
        return None

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write all that is planned into the site, and what makes it a published one."""
        folder = Path(config.site_dir)
        self.holdings.store.prune()
        with _faults_of_plugin():
            copy_files(self.plan.files, folder)
            write_pages(
                self.plan.pages,
                self.interfaces,
                self.site,
                folder,
                report=log.log,
                count=self._count_page,
            )
            short = self.plan.publication.write_short(folder, self.interfaces[FIRST_LANGUAGE])
            self.pages_written += len(short)
            docs = [
                file.url.removeprefix("./") for file in self._docs.values()
            ]  # so MkDocs calls the home page
            self.files = [
                *self._written,
                *self.plan.paths,
                *short,
                *write_sitemap([*docs, *self.plan.sitemap], self.site, folder),
            ]
            if self.site.has_search:
                self.files += make_searchable(self.holdings.archive, self._messages, folder)
            if self.is_preview:
                return
            publish(self.plan.publication, self.holdings, self.site, folder, self.files)
            if self.config.check_links:
                refuse_broken_links(config, sources_of(self._docs.values(), self.plan, config))
            self._refuse_lost_addresses()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        server.watch(str(self._content(config)))
        server.url = encoded(server.url)
        return server

    def _refuse_lost_addresses(self) -> None:
        """Stop where the ledger does not fit the built site: each address is reported."""
        lost = self.plan.publication.lost(self.files, self.holdings, log.info)
        for problem in lost:
            log.error(str(problem))
        if lost:
            raise BuildFault("the ledger of addresses does not fit the site, see the lines above")

    def _count_page(self) -> None:
        self.pages_written += 1
        self.tell_progress(self.pages_written)

    def _content(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path or "mkdocs.yml").parent / self.config.content_dir


@contextmanager
def _faults_of_plugin() -> Iterator[None]:
    """Give MkDocs what ends a build as a fault that it prints without a trace."""
    try:
        yield
    except BuildFault as fault:
        raise PluginError(str(fault)) from fault
