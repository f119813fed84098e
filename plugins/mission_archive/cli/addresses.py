"""`archive addresses`: the ledger of public addresses, compared with the built site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mission_archive.cli.common import CONTENT
from mission_archive.publishing.ledger import LEDGER_FILE, read_ledger
from mission_archive.publishing.ledger_check import compare
from mission_archive.publishing.record_texts import texts_below
from mission_archive.publishing.site_addresses import addresses_of_site
from mission_archive.reading.content import read_content
from mission_archive.wiring.publication import records_before


@click.command()
@click.option(
    "--update", is_flag=True, help="Add the addresses that are new to the ledger. None is ever taken out."
)
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    default="site",
    show_default=True,
    help="The built site.",
)
@click.option(
    "--ledger", "file", type=click.Path(path_type=Path, dir_okay=False), default=LEDGER_FILE, show_default=True,
    help="The file that holds the addresses.",
)  # fmt: skip
@CONTENT
def addresses(update: bool, site_dir: Path, file: Path, content: Path) -> None:
    """Compare the built site with the ledger of all addresses that have ever been public.

    Ends with status 1 if an address would vanish, and says what to do about it.
    """
    from mission_archive.wiring.moment import build_moment

    if not (site_dir / "index.html").is_file():
        raise click.ClickException(f"There is no site in {site_dir}/; run archive build first.")
    if _newest(content) > (site_dir / "index.html").stat().st_mtime:
        raise click.ClickException(
            f"{content}/ has changed since {site_dir}/ was built; run archive build first."
        )
    ledger, problems = read_ledger(file, file.as_posix())
    if not problems:
        moment, now = build_moment(), addresses_of_site(site_dir)
        problems = compare(ledger, now, moment=moment)
        if problems:  # only now is it worth the time to see what has become of them
            problems = compare(
                ledger,
                now,
                read_content(content, content.as_posix(), now=moment).records,
                records_before(content, content.as_posix(), moment),
                moment=moment,
                text_of=texts_below(content, content.as_posix()),
            )
        new = ledger.new_among(now)
        if update and new:
            file.write_text(str(ledger.with_new(now)), encoding="utf-8")
        click.echo(
            f"{file}: {len(ledger.entries):,} addresses known, {len(new):,} new{' and added' if update and new else ''}"
        )
    for problem in problems:
        click.echo(str(problem), err=True)
    sys.exit(1 if problems else 0)


def _newest(content: Path) -> float:
    return max((path.stat().st_mtime for path in content.rglob("*") if path.is_file()), default=0.0)
