"""`archive serve`: a preview that follows every change."""

from pathlib import Path

import click

from mission_archive.cli.common import MKDOCS_YML, need_configuration


@click.command()
@MKDOCS_YML
@click.option("--address", default="127.0.0.1:8000", help="Where to show the site.")
def serve(config_file: Path, address: str) -> None:
    """Show the site, and build it again when a record, a vocabulary or a template changes. Drafts are shown."""
    from mission_archive.adapters import commands

    need_configuration(config_file)
    commands.serve(config_file, address)
