"""What commands that run no build need to know of mkdocs.yml."""

from dataclasses import dataclass
from pathlib import Path

import click
import yaml
from yaml_env_tag import construct_env_tag

from mission_archive.cli.common import need_configuration
from mission_archive.model.problems import Problem
from mission_archive.model.text.encoding import utf_8
from mission_archive.publishing.addresses.site_url import encoded


@dataclass(frozen=True)
class Settings:
    """What mkdocs.yml says of the site."""

    site_url: str
    site: Path
    """The folder of the built site."""

    @classmethod
    def read(cls, config_file: Path) -> "Settings":
        """Read without MkDocs, which would load every plugin for two lines."""
        need_configuration(config_file)
        text = utf_8(config_file.read_bytes(), config_file.as_posix())
        if isinstance(text, Problem):
            raise click.ClickException(str(text))
        try:
            content = yaml.load(text, Loader=_Loader)
        except yaml.YAMLError as fault:
            raise click.ClickException(f"{config_file} is not YAML: {fault}") from None
        found = content if isinstance(content, dict) else {}
        try:
            site_url = encoded(str(found.get("site_url") or ""))
        except ValueError as fault:
            raise click.ClickException(f"site_url: {fault}") from None
        return cls(site_url, config_file.parent / str(found.get("site_dir") or "site"))


class _Loader(yaml.SafeLoader):
    """YAML with the tags of MkDocs: !ENV is taken from the environment, other tags mean nothing here."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)
