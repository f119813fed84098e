"""`archive zim`: the built site for Kiwix, a file for each language."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mission_archive.building.moment import build_moment
from mission_archive.cli.common import CONTENT, MKDOCS_YML, SITE_DIR, need_site, replacing, writing
from mission_archive.cli.settings import Settings
from mission_archive.model.addresses import PAGE_FILE, language_root
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.problems import counted


@click.command()
@MKDOCS_YML
@SITE_DIR
@CONTENT
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="build",
    help="The folder of the files.",
)
def zim(config_file: Path, site_dir: Path | None, content: Path, output: Path) -> None:
    """Write a ZIM file of each language of the built site, which Kiwix opens without a connection."""
    try:
        from mission_archive.publishing.zim import write_zim
    except ImportError:
        raise click.ClickException(
            "The library libzim is not installed here. Run\n\n    .venv/bin/pip install libzim\n\nand try again."
        ) from None
    settings = Settings.read(config_file)
    site = site_dir or settings.site
    need_site(site, content)
    with writing(output):
        output.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        if not (site / language_root(language) / PAGE_FILE).is_file():
            raise click.ClickException(
                f"There is no home page of '{language}' in {site}/; build it first: make site"
            )
        place = output / f"archive-{language}.zim"
        with replacing(place) as new, _without_output():
            pages = write_zim(site, language, settings.site_url, f"{build_moment():%Y-%m-%d}", new)
        click.echo(f"{counted(pages, 'page')} in {place}")


@contextmanager
def _without_output() -> Iterator[None]:
    """The library prints each of its steps, from C++ and whatever it is told; in the block nothing is printed."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
