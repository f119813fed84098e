"""The plugin `archive/records`: reads the content folder and gives every record and list a page."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from mission_archive.media import PHOTO_CACHE, FileChecks, PictureFault, Store, album
from mission_archive.model.archive import Archive
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.problems import Severity
from mission_archive.publishing.content_digest import content_digest
from mission_archive.publishing.site_addresses import files_of_site
from mission_archive.publishing.site_url import encoded
from mission_archive.reading.content import read_content
from mission_archive.rendering.addresses import root_of
from mission_archive.rendering.hubs import home_view
from mission_archive.rendering.maps import Atlas
from mission_archive.rendering.messages import load_messages
from mission_archive.rendering.site_plan import faulty_plans, moved_plans, site_plan
from mission_archive.wiring import templates
from mission_archive.wiring.docs_pages import alternates_of, explanation, lacking, language_of
from mission_archive.wiring.guards import encode_site_url, refuse_configuration, refuse_sources, refuse_strays
from mission_archive.wiring.interfaces import Interface, site_words
from mission_archive.wiring.links import refuse_broken_links, sources_of
from mission_archive.wiring.moment import build_moment
from mission_archive.wiring.options import RecordsConfig
from mission_archive.wiring.pages import ArchivePage, page_file
from mission_archive.wiring.publication import SHORT_ROOT, TARGET, Publication
from mission_archive.wiring.record_files import write_records
from mission_archive.wiring.search import make_searchable

log = get_plugin_logger(__name__)


class RecordsPlugin(BasePlugin[RecordsConfig]):
    """Reads before anything is deleted, so that a mistake in a record leaves the built site as it was."""

    def __init__(self) -> None:
        self.is_preview = False
        self.tell_reading: Callable[[int, int], None] | None = None
        """Told how many of how many records are read; set by the command that shows progress."""
        self.tell_progress: Callable[[int], None] = lambda _: None
        """Told the number of a page after it is rendered; set by the command that shows progress."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        """Start each build afresh: the plugin object lives on while a preview rebuilds."""
        refuse_configuration(config, self.config.content_dir)
        refuse_sources(config, self.config.content_dir)
        encode_site_url(config)
        self.archive: Archive | None = None
        self.pages_planned = self.pages_written = self.records_shown = 0
        return None

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check all records; any error stops the build before the old site is touched.

        A preview goes on with the records that are sound, and its pages tell the errors.
        """
        now = build_moment(may_be_ahead=self.config.ahead or self.is_preview)
        content_path = self._content_path(config)
        # Before anything is read: a file that changes meanwhile makes the site an older one.
        self._digest = "" if self.is_preview else content_digest(content_path)
        self._store = Store(content_path.parent / PHOTO_CACHE)
        with FileChecks(self._store) as checks:
            content = read_content(
                content_path, self.config.content_dir, self.tell_reading, now, inspector=checks
            )
        if checks.work:
            log.info(checks.work)
        for problem in content.problems:
            # Not `warning`: a strict build takes those of MkDocs for errors, and ours stop nothing.
            log.log(logging.ERROR if problem.severity is Severity.ERROR else logging.INFO, str(problem))
        self._faults, self._faulty = content.errors, content.faulty
        if content.errors and not self.is_preview:
            count = len(content.errors)
            raise PluginError(
                f"{count} error{'s' if count > 1 else ''} in {self.config.content_dir}/, see the lines above"
            )
        # Without the terms of a faulty vocabulary there is no telling which records are sound.
        vocabularies = f"{self.config.content_dir}/vocabularies/"
        is_sound = not any(fault.path.startswith(vocabularies) for fault in self._faults)
        archive = Archive(
            content.records if is_sound else (), content.vocabularies, now, withdrawn=content.withdrawn
        )
        self.all_records, self._vocabularies = content.records, content.vocabularies
        self.archive = archive.visible(has_drafts=self.is_preview)
        try:
            self._album = album(
                self.archive, content_path.parent, self._store, has_full=lambda photo: photo.original
            )
        except PictureFault as fault:  # the checks have passed it: it was changed meanwhile
            raise PluginError(f"a photo {fault.fault.message}") from fault

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a file with its page for every planned page, the files of the photos, and the attachments as they are."""
        archive = self._archive()
        self.records_shown = len(archive.records)
        self._docs = {file.src_uri: file for file in files.documentation_pages()}
        messages = load_messages()
        self._atlas = Atlas()
        self.interfaces = {
            language: Interface(
                words,
                archive,
                config,
                site=site_words(config, self.config.translations.get(language, {})),
                docs=frozenset(self._docs),
            )
            for language, words in messages.items()
        }
        self._theme_stylesheet = templates.choose_assets(files, config)
        # A preview reloads what has changed under its own name.
        self._assets = "assets" if self.is_preview else templates.name_assets_by_content(files, config)
        has_search, pictures = self.config.search, self._album.pictures
        plans = list(site_plan(archive, messages, self._atlas, has_search=has_search, pictures=pictures))
        self._record_plans = [plan for plan in plans if plan.is_of_record]
        for plan in chain(plans, faulty_plans(self._faulty)):
            if not plan.is_of_record:
                files.append(page_file(plan, config))
        content_path = self._content_path(config)
        for uri, place in sorted(self._album.files.items()):
            files.append(
                File.generated(config, uri, abs_src_path=str(place), inclusion=InclusionLevel.NOT_IN_NAV)
            )
        for path in sorted(archive.published_files - self._album.pictures.keys()):
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
        self.publication = Publication.of(
            content_path.parent,
            archive,
            self._vocabularies,
            chain(
                (unquote(file.url) for file in files.documentation_pages()),
                (plan.url for plan in self._record_plans),
            ),
            (file.dest_uri for file in files if not file.is_documentation_page()),
        )
        for problem in self.publication.problems:
            log.error(str(problem))
        if self.publication.problems and not self.is_preview:
            raise PluginError("the ledger of addresses is wrong, see the lines above")
        for plan in moved_plans(self.publication.moved):
            files.append(page_file(plan, config))
        self.pages_planned = len(files.documentation_pages()) + len(self._record_plans)
        refuse_strays(files, config, (plan.url for plan in self._record_plans))
        if self.config.check_links:
            self._sources = sources_of(files, self._record_plans, config)
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        templates.prepare(env, config)
        words = templates.fixed_words(
            config,
            theme_stylesheet=self._theme_stylesheet,
            assets=self._assets,
            has_search=bool(self.config.get("search")),
            is_preview=self.is_preview,
            faults=self._faults,
        )
        for interface in self.interfaces.values():
            interface.prepare(env, words)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell the template what its page says."""
        language = page.plan.language if isinstance(page, ArchivePage) else language_of(page)
        interface = self.interfaces[language]
        told: dict[str, Any] = {**context, **interface.frame(root_of(page.url)), "is_listed": True}
        told["is_home"] = page.meta.get("template") == "home.html"
        if isinstance(page, ArchivePage):
            told.update(page.view(), is_listed=page.plan.is_listed)
            alternates = page.plan.alternates
            if told.get("facet"):
                told["explained"] = explanation(told["facet"], language, self._docs)
        else:
            alternates = alternates_of(page, self._docs)
            told["untranslated"] = [
                self.interfaces[code].messages for code in lacking(alternates, self._docs)
            ]
        told.update(alternates=alternates, translations=alternates)
        if told["is_home"]:
            told.update(home_view(self._archive(), interface.messages, self._atlas))
        return told  # type: ignore[return-value]

    def _count_page(self) -> None:
        self.pages_written += 1
        self.tell_progress(self.pages_written)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Pages that MkDocs makes of templates alone, such as 404, have the same frame."""
        base = str(context["base_url"]).rstrip("/")
        told: dict[str, Any] = {**context, **self.interfaces[FIRST_LANGUAGE].frame(f"{base}/")}
        told.update(is_listed=False, alternates={}, interfaces=self.interfaces)
        if template_name == "sitemap.xml":
            told["records"] = [plan.url for plan in self._record_plans if plan.is_in_sitemap]
        return told  # type: ignore[return-value]

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str | None:
        self.pages_written += template_name.endswith(".html")
        return None

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        self._count_page()
        return None

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._store.prune()
        report_to = self.config.report_to
        write_records(self._record_plans, self.interfaces, config, report_to, self._count_page)
        if self.config.search:
            messages = {language: interface.messages for language, interface in self.interfaces.items()}
            make_searchable(self._archive(), messages, config.site_dir)
        interface = self.interfaces[FIRST_LANGUAGE]
        short = interface.page("moved.html", SHORT_ROOT, target=TARGET, page=None)
        self.pages_written += self.publication.write_short(Path(config.site_dir), short)
        if self.is_preview:
            return
        files = list(files_of_site(Path(config.site_dir)))
        self.publication.write(
            Path(config.site_dir), files, config.site_url or "", templates.SEARCH_POLICY,
            digest=self._digest, is_https=self.config.https_only, has_compressed=self.config.compressed,
        )  # fmt: skip
        if self.config.check_links:
            refuse_broken_links(config, self._sources)
        self._refuse_lost_addresses(files, config)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        server.watch(str(self._content_path(config)))
        server.url = encoded(server.url)
        return server

    def _refuse_lost_addresses(self, files: Sequence[str], config: MkDocsConfig) -> None:
        """Stop where the ledger does not fit the built site, whose files these are: each address is reported."""
        lost = self.publication.lost(
            files, self._content_path(config), self.all_records, self._archive().now, log.info
        )
        for problem in lost:
            log.error(str(problem))
        if lost:
            raise PluginError("the ledger of addresses does not fit the site, see the lines above")

    def _archive(self) -> Archive:
        if self.archive is None:
            raise RuntimeError("the archive is read in on_pre_build, which has not run")
        return self.archive

    def _content_path(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path or "mkdocs.yml").parent / self.config.content_dir
