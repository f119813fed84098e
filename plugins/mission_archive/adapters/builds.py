"""What one build knows, and how its parts are joined (`planned`). Each hook puts a new value in the place of the one
before.

It lies in the configuration, which MkDocs loads anew for each build of a preview: so nothing outlives its build, though
a plugin does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from mission_archive.adapters.docs_pages import Docs, explanations
from mission_archive.adapters.output import log
from mission_archive.adapters.theme import Assets
from mission_archive.building.plan import NOTHING, Plan, plan
from mission_archive.building.read import Holdings
from mission_archive.building.site import Site
from mission_archive.building.templates import Templates, environment
from mission_archive.formats.edition import Edition
from mission_archive.model.languages import LANGUAGES
from mission_archive.reading.json_schema import source_schema
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.words.messages import load_messages

RECORDS, SEARCH, FORMATS, LINKS, PUBLISHING = (
    "archive/records", "archive/search", "archive/formats", "archive/links", "archive/publishing",
)  # fmt: skip
"""The plugins by their names in mkdocs.yml. One that is not named there leaves its work out."""

KEY = "archive"


@dataclass(frozen=True, slots=True)
class Build:
    """Made when the records are read; what later hooks find out is added by them.

    `files` are those that are in the site or will be, as paths from its root; compressed twins are not counted.
    """

    site: Site
    holdings: Holdings
    atlas: Atlas
    assets: Assets = field(default_factory=Assets)
    docs: Docs = field(default_factory=dict)
    templates: Mapping[str, Templates] = field(default_factory=dict)
    plan: Plan = NOTHING
    files: tuple[str, ...] = ()

    def with_files(self, files: Iterable[str]) -> "Build":
        return replace(self, files=(*self.files, *files))


def keep(config: MkDocsConfig, build: Build) -> None:
    """Hand a build on to the hooks that come later."""
    config.extra[KEY] = build


def build_of(config: MkDocsConfig) -> Build:
    """The build as the hooks before have left it."""
    build = config.extra[KEY]
    assert isinstance(build, Build)
    return build


class AfterRecords:
    """A plugin that goes on with what `archive/records` has made."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        """Raise PluginError, before a site is deleted, where no plugin reads the records."""
        if RECORDS not in config.plugins:
            raise PluginError(
                f"mkdocs.yml does not name the plugin {RECORDS}, which others need; add it under 'plugins:'"
            )
        return None


class NoOptions(Config):
    """The options of a plugin that has none."""


def project_of(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml."""
    return Path(config.config_file_path or "mkdocs.yml").absolute().parent


def planned(build: Build, config: MkDocsConfig, files: Files) -> Build:
    """Everything that the site will hold besides what MkDocs has in `files`, and the means to write it."""
    docs = {file.src_uri: file for file in files.documentation_pages()}
    messages = load_messages()
    env = environment(Path(config.theme.dirs[0]))
    values = {
        "theme_stylesheet": build.assets.theme_stylesheet,
        "assets": build.assets.folder,
        "faults": build.holdings.content.errors,
        "explanations": explanations(docs),
    }
    holdings, site = build.holdings, build.site
    edition = (
        Edition(
            holdings.archive,
            messages,
            Bodies(holdings.archive, holdings.album.pictures),
            build.atlas,
            site.url,
            site.words,
            has_search=site.has_search,
            licence=site.licence,
            source_schema=source_schema(),
            keep=holdings.store.kept,
        )
        if site.has_formats
        else None
    )
    templates = {
        language: Templates(
            words, holdings.archive, env, site, docs=frozenset(docs), others=values, edition=edition
        )
        for language, words in messages.items()
    }
    others = [(file.dest_uri, file.src_uri) for file in files if file.inclusion.is_included()]
    others += [(name, name) for name in (*config.theme.static_templates, *config.extra_templates)]
    made = plan(holdings, site, messages, templates, build.atlas, others=others, edition=edition, log=log.log)
    paths = (*(path for path, _ in others), *made.files)
    return replace(build, docs=docs, templates=templates, plan=made, files=paths)


def site_of(
    config: MkDocsConfig,
    translations: Mapping[str, Mapping[str, str]],
    report_to: str | None,
    licence: str | None,
    *,
    is_preview: bool,
) -> Site:
    """What mkdocs.yml says of the site."""
    url = (config.site_url or "").rstrip("/")
    publishing = config.plugins.get(PUBLISHING)
    return Site(
        f"{url}/" if url else "",
        {language: _words(config, translations.get(language, {})) for language in LANGUAGES},
        config.theme["favicon"],
        edit_base=_edit_base(config),
        report_to=report_to,
        licence=licence or "",
        has_search=SEARCH in config.plugins,
        has_formats=FORMATS in config.plugins and bool(url) and not is_preview,
        has_ledger=PUBLISHING in config.plugins,
        has_bundle=bool(publishing and publishing.config["bundle"]) and not is_preview,
        is_preview=is_preview,
    )


def _words(config: MkDocsConfig, translated: Mapping[str, str]) -> dict[str, str]:
    """Name, description and copyright of the site: as `translated` into a language, else as the site's own."""
    own = {"site_name": config.site_name, "site_description": config.site_description or ""}
    words = {**own, "copyright": config.copyright or "", **translated}
    return {name.removeprefix("site_"): text for name, text in words.items()}


def _edit_base(config: MkDocsConfig) -> str | None:
    if not (config.repo_url and config.edit_uri):
        return None
    # The records lie beside docs_dir, not in it, so MkDocs' own edit address would lead nowhere.
    return config.repo_url.rstrip("/") + "/" + config.edit_uri.partition("docs/")[0]
