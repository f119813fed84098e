"""What a build refuses before it writes or deletes anything, and the form that it gives to the address of the site."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from mission_archive.adapters.builds import project_of
from mission_archive.building.safety import faults_of_docs, faults_of_folders
from mission_archive.publishing.addresses.site_url import base_of, encoded


def refuse_configuration(config: MkDocsConfig, content_dir: str) -> None:
    """Stop where the configuration would delete sources or make a site of dead links."""
    if not re.fullmatch(r"[\w-][\w .-]*", content_dir):
        raise PluginError(
            f"content_dir: '{content_dir}' is not the name of a folder beside mkdocs.yml; write its name alone"
        )
    if not config.use_directory_urls:
        raise PluginError("use_directory_urls must be true: the addresses of records end in '/' for ever")
    if found := re.search(r'["$\\\x00-\x1f\x7f]', base_of(config.site_url or "")):
        raise PluginError(
            f"site_url: its path holds {found[0]!r}, which servers take for a part of their own rules; choose "
            "another path"
        )
    project = project_of(config).resolve()
    site = Path(config.site_dir).resolve()
    sources = [project / content_dir, Path(config.docs_dir), *map(Path, config.theme.dirs[:1])]
    for source in (path.resolve() for path in sources):
        if site == source or site in source.parents or source in site.parents:
            raise PluginError(
                f"the site cannot be built into {site}: {source} holds what it is made of; choose another folder"
            )


def refuse_sources(config: MkDocsConfig, content_dir: str) -> None:
    """Stop where a folder that feeds the site holds a link, or docs/ a file that a browser would run."""
    project = project_of(config)
    folders = [project / content_dir, Path(config.docs_dir)]
    if config.theme.custom_dir:
        folders.append(Path(config.theme.custom_dir))
    faults = faults_of_folders(project, folders) or faults_of_docs(Path(config.docs_dir), project)
    if faults:
        raise PluginError("\n".join(faults))


def encode_site_url(config: MkDocsConfig) -> None:
    """Put the address of the site into the form in which every page, sitemap and server takes it."""
    try:
        config.site_url = encoded(config.site_url or "")
    except ValueError as fault:
        raise PluginError(f"site_url: '{config.site_url}' is not the address of a site ({fault})") from fault
    if re.search("[?#]", config.site_url):
        raise PluginError(
            f"site_url: '{config.site_url}' has '?' or '#' in it, and no page can be below such an address; write the "
            "address of the folder alone"
        )
