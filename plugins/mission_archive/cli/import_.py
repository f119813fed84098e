"""`archive import`: records from a table of others."""

import sys
from pathlib import Path

import click

from mission_archive.cli.common import CONTENT


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    required=True,
    help="Which column or key becomes which field (see docs/editors/import.md).",
)
@CONTENT
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
def import_(source: Path, mapping: Path, content: Path, dry_run: bool) -> None:
    """Turn a table (YAML or CSV) into record files. Never overwrites one.

    Ends with status 1 if a part of the table could not be imported.
    """
    from mission_archive.importing.imports import import_file
    from mission_archive.importing.sources import ImportFailure

    try:
        report = import_file(source, mapping, content, dry_run=dry_run)
    except ImportFailure as failure:
        raise click.ClickException(str(failure)) from None
    for line in report.lines():
        click.echo(line)
    sys.exit(1 if report.lost else 0)
