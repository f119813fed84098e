"""`archive addresses`: the ledger of public addresses, compared with the built site."""

import sys
from functools import partial
from pathlib import Path

import click

from mission_archive.building.moment import build_moment
from mission_archive.building.past import vanishing
from mission_archive.cli.common import CONTENT, MKDOCS_YML, SITE_DIR, need_site, replacing
from mission_archive.cli.settings import Settings
from mission_archive.publishing.addresses.ledger import LEDGER_FILE, read_ledger
from mission_archive.publishing.addresses.site_addresses import addresses_of_site
from mission_archive.reading.content import read_content


@click.command()
@click.option(
    "--update", is_flag=True, help="Add the addresses that are new to the ledger. No address is ever deleted."
)
@MKDOCS_YML
@SITE_DIR
@click.option(
    "--ledger", "file", type=click.Path(path_type=Path, dir_okay=False), default=LEDGER_FILE,
    help="The file that holds the addresses.",
)  # fmt: skip
@CONTENT
def addresses(*, update: bool, config_file: Path, site_dir: Path | None, file: Path, content: Path) -> None:
    """Compare the built site with the ledger of all addresses that have ever been public.

    Ends with status 1 if an address would vanish, and says what to do about it.
    """
    site = site_dir or Settings.read(config_file).site
    need_site(site, content)
    ledger, problems = read_ledger(file, file.as_posix())
    if not problems:
        moment = build_moment()
        now = addresses_of_site(site)
        problems = vanishing(
            ledger, now, content, content.as_posix(),
            records=lambda: read_content(content, content.as_posix(), now=moment).records,
            now=moment, say=partial(click.echo, err=True),
        )  # fmt: skip
        new = ledger.new_among(now)
        if update and new:
            with replacing(file) as new_file:
                new_file.write_text(str(ledger.with_new(now)), encoding="utf-8")
        click.echo(
            f"{file}: {len(ledger.entries):,} addresses known, {len(new):,} new{' and added' if update and new else ''}"
        )
    for problem in problems:
        click.echo(str(problem), err=True)
    sys.exit(1 if problems else 0)
