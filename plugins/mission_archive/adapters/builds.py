"""What one build knows, and how its parts are joined (`planned`). Each hook puts a new value in the place of the one
before.

It lies in the configuration, which MkDocs loads anew for each build of a preview: so nothing outlives its build, though
a plugin does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from mission_archive.adapters.docs_pages import Docs, explanations
from mission_archive.adapters.output import log
from mission_archive.adapters.theme import Assets
from mission_archive.building.plan import Plan, plan
from mission_archive.building.read import Holdings
from mission_archive.building.site import Site
from mission_archive.building.templates import Frame
from mission_archive.model.languages import LANGUAGES

RECORDS, SEARCH, FORMATS, LINKS, PUBLISHING = (
    "archive/records", "archive/search", "archive/formats", "archive/links", "archive/publishing",
)  # fmt: skip
"""The plugins by their names in mkdocs.yml. One that is not named there leaves its work out."""

KEY = "archive"


@dataclass(frozen=True, slots=True)
class Build:
    """Made when the records are read; what later hooks find out is added by them."""

    site: Site
    holdings: Holdings
    assets: Assets = field(default_factory=Assets)
    docs: Docs = field(default_factory=dict)
    plan: Plan | None = None


def keep(config: MkDocsConfig, build: Build) -> None:
    """Hand a build on to the hooks that come later."""
    config.extra[KEY] = build


def build_of(config: MkDocsConfig) -> Build:
    """The build as the hooks before have left it."""
    build = config.extra[KEY]
    assert isinstance(build, Build)
    return build


def plan_of(config: MkDocsConfig) -> Plan:
    """The plan of the build, from `on_env` on."""
    made = build_of(config).plan
    assert made is not None
    return made


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
    """With the plan of everything that the site will hold besides what MkDocs has in `files`."""
    docs = {file.src_uri: file for file in files.documentation_pages()}
    folder, assets = Path(config.theme.dirs[0]), build.assets
    frame = Frame(folder, assets.folder, assets.theme_stylesheet, frozenset(docs), explanations(docs))
    others = [(file.dest_uri, origin_of(file, config)) for file in files if file.inclusion.is_included()]
    others += [(name, name) for name in (*config.theme.static_templates, *config.extra_templates)]
    made = plan(build.holdings, build.site, frame, others=others, log=log.log)
    return replace(build, docs=docs, plan=made)


def origin_of(file: File, config: MkDocsConfig) -> str:
    """Where a file of MkDocs comes from, for messages: its path from the project's folder, if it lies there."""
    path, project = Path(file.abs_src_path or file.src_uri), project_of(config)
    return path.relative_to(project).as_posix() if path.is_relative_to(project) else path.as_posix()


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
    options = publishing.config if publishing and not is_preview else {}
    return Site(
        f"{url}/" if url else "",
        {language: _words(config, translations.get(language, {})) for language in LANGUAGES},
        config.theme["favicon"],
        edit_base=_edit_base(config),
        report_to=report_to,
        licence=licence or "",
        has_search=SEARCH in config.plugins,
        has_formats=FORMATS in config.plugins and bool(url) and not is_preview,
        has_ledger=publishing is not None,
        host=options.get("host", ""),
        is_https_only=options.get("https_only", True),
        has_bundle=options.get("bundle", False),
        has_twins=options.get("compressed", False),
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
