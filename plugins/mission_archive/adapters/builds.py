"""What one build knows. Each hook of a plugin puts a new value in the place of the one before.

It lies in the configuration, which MkDocs loads anew for each build of a preview: so nothing outlives its build, though
a plugin does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from mission_archive.adapters.docs_pages import Docs, explanations
from mission_archive.adapters.theme import Assets
from mission_archive.building import templates
from mission_archive.building.faults import BuildFault
from mission_archive.building.interfaces import Interface
from mission_archive.building.plan import NOTHING, Plan, plan
from mission_archive.building.read import Holdings
from mission_archive.building.site import Site
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.words.messages import load_messages

log = get_plugin_logger(__name__)

RECORDS, SEARCH, LINKS, PUBLISHING = (
    "archive/records", "archive/search", "archive/links", "archive/publishing",
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
    interfaces: Mapping[str, Interface] = field(default_factory=dict)
    plan: Plan = NOTHING
    files: tuple[str, ...] = ()

    def with_files(self, files: Iterable[str]) -> Build:
        return replace(self, files=(*self.files, *files))


def keep(config: MkDocsConfig, build: Build) -> None:
    """Hand a build on to the hooks that come later."""
    config.extra[KEY] = build


def build_of(config: MkDocsConfig) -> Build:
    """The build as the hooks before have left it."""
    build = config.extra[KEY]
    assert isinstance(build, Build)
    return build


def need_records(config: MkDocsConfig) -> None:
    """Raise PluginError, before a site is deleted, where no plugin reads the records."""
    if RECORDS not in config.plugins:
        raise PluginError(
            f"mkdocs.yml does not name the plugin {RECORDS}, which others need; add it under 'plugins:'"
        )


def planned(build: Build, config: MkDocsConfig, files: Files) -> Build:
    """Everything that the site will hold besides what MkDocs has in `files`, and the means to write it."""
    docs = {file.src_uri: file for file in files.documentation_pages()}
    messages = load_messages()
    words = templates.fixed_words(
        build.site,
        theme_stylesheet=build.assets.theme_stylesheet,
        assets=build.assets.folder,
        faults=build.holdings.errors,
        explanations=explanations(docs),
    )
    own = templates.environment(Path(config.theme.dirs[0]))
    interfaces = {
        language: Interface(
            of_language,
            build.holdings.archive,
            own,
            words,
            site=build.site.words[language],
            docs=frozenset(docs),
        )
        for language, of_language in messages.items()
    }
    others = [(file.dest_uri, file.src_uri) for file in files if file.inclusion.is_included()]
    others += [(name, name) for name in (*config.theme.static_templates, *config.extra_templates)]
    made = plan(build.holdings, build.site, messages, interfaces, build.atlas, others=others, report=log.log)
    paths = (*(path for path, _ in others), *made.files)
    return replace(build, docs=docs, interfaces=interfaces, plan=made, files=paths)


@contextmanager
def faults_of_plugins() -> Iterator[None]:
    """Give MkDocs what ends a build as a fault that it prints without a trace."""
    try:
        yield
    except BuildFault as fault:
        raise PluginError(str(fault)) from fault
