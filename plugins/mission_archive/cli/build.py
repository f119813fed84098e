"""`archive build`: the site from the records."""

from pathlib import Path

import click

from mission_archive.cli.common import MKDOCS_YML, need_configuration, progress
from mission_archive.model.problems import counted


@click.command()
@MKDOCS_YML
@click.option(
    "--site-dir", type=click.Path(path_type=Path), help="Where to build; by default as mkdocs.yml says."
)
@click.option(
    "--check-links", is_flag=True, help="Check every link of the new site before it takes its place."
)
@click.option(
    "--bundle",
    is_flag=True,
    help="Put the whole site into data/archive.zip, to be read without a connection.",
)
@click.option(
    "--ahead",
    is_flag=True,
    help="Build for the moment of SOURCE_DATE_EPOCH even if it is ahead of the clock.",
)
def build(config_file: Path, site_dir: Path | None, check_links: bool, bundle: bool, ahead: bool) -> None:
    """Check the records and build the site."""
    from mission_archive.adapters import commands

    need_configuration(config_file)
    built = commands.build(
        config_file, site_dir, progress, check_links=check_links, has_bundle=bundle, is_ahead=ahead
    )
    if built.moment:
        click.echo(
            f"The site shows the archive as it is on {built.moment:%Y-%m-%d %H:%M} UTC (SOURCE_DATE_EPOCH)."
        )
    click.echo(
        f"Built {counted(built.records, 'record')} on {counted(built.pages, 'page')} in {built.seconds:.1f} s "
        f"into {built.site_dir}/.\nTo see them: make serve, then open the address it prints."
    )
