"""Links in a built site: runs the check of links on it, and reports what is broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File

from mission_archive.building.plan import Plan
from mission_archive.links import check_site

log = get_plugin_logger(__name__)

NO_HOST = "http://localhost/"
"""Where a site is taken to be served that does not say where."""


def sources_of(docs: Iterable[File], plan: Plan, config: MkDocsConfig) -> Mapping[str, str]:
    """Address of a page → the file that it is made from, as a path from the project's root."""
    project = project_of(config)
    below = Path(config.docs_dir)
    folder = f"{below.relative_to(project).as_posix()}/" if below.is_relative_to(project) else f"{below}/"
    return {**{file.url.removeprefix("./"): folder + file.src_uri for file in docs}, **plan.sources}


def refuse_broken_links(config: MkDocsConfig, sources: Mapping[str, str]) -> None:
    """Check every link of the built site. Raises PluginError, after telling each, if one is broken."""
    site = Path(config.site_dir)
    check = check_site(site, config.site_url or NO_HOST, project=project_of(config), sources=sources)
    for line in check.lines():
        log.error(line)
    if check.faults:
        count = len(check.faults)
        raise PluginError(f"{count:,} broken link{'s' if count > 1 else ''} in the site, see the lines above")


def project_of(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml."""
    return Path(config.config_file_path or "mkdocs.yml").absolute().parent
