"""The command `archive`: check, build, serve and import."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mission_archive.model.problems import Problem, Severity
from mission_archive.reading.content import Content, read_content

PLAIN_LINE_SECONDS = 10
"""Between two lines of progress where no one watches."""

MKDOCS_YML = click.option(
    "-f", "--config-file", type=click.Path(path_type=Path), default="mkdocs.yml",
    show_default=True, help="The site's configuration.",
)  # fmt: skip
CONTENT = click.option(
    "--content", type=click.Path(path_type=Path), default="content", show_default=True, help="The records.",
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mission-archive", message="%(version)s")
def main() -> None:
    """Keep the archive: check its records, build its pages, look at them, bring records in."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@CONTENT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="text for people, github for annotations in a pull request, json for programs.",
)
def check(paths: tuple[Path, ...], content: Path, form: str) -> None:
    """Check all records and vocabularies, or tell only of those in PATHS.

    Ends with status 1 if there is an error.
    """
    read = _read(content)
    root = content.resolve()
    outside = next((path for path in paths if not path.resolve().is_relative_to(root)), None)
    if outside is not None:
        raise click.BadParameter(
            f"{outside} is not in {content}/; name files of the content folder (see --content)."
        )
    shown = [problem for problem in read.problems if not paths or _is_in(problem, paths)]
    _print(shown, form)
    errors = [problem for problem in shown if problem.severity is Severity.ERROR]
    if form == "text":
        click.echo(_verdict(read, shown, errors), err=bool(errors))
    sys.exit(1 if errors else 0)


@main.command()
@MKDOCS_YML
@click.option(
    "--site-dir", type=click.Path(path_type=Path), help="Where to build; by default as mkdocs.yml says."
)
def build(config_file: Path, site_dir: Path | None) -> None:
    """Check the records and build the site."""
    from mission_archive.wiring import commands

    with _faults_told(config_file):
        built = commands.build(config_file, site_dir, _progress("pages"))
    click.echo(
        f"Built {_counted(built.records, 'record')} on {_counted(built.pages, 'page')} in {built.seconds:.1f} s "
        f"into {built.site_dir}/.\nTo see them: make serve, then open the address it prints."
    )


@main.command()
@MKDOCS_YML
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to show the site.")
def serve(config_file: Path, address: str) -> None:
    """Show the site and build it anew when a record, a vocabulary or a template changes. Drafts are shown."""
    from mission_archive.wiring import commands

    with _faults_told(config_file):
        commands.serve(config_file, address)


@main.command("import")
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
    """Turn a table (YAML or CSV) into record files. Never overwrites one."""
    from mission_archive.importing import ImportFailure, import_file

    try:
        report = import_file(source, mapping, content, dry_run=dry_run)
    except ImportFailure as failure:
        raise click.ClickException(str(failure)) from None
    for line in report.lines():
        click.echo(line)


@contextmanager
def _faults_told(config_file: Path) -> Iterator[None]:
    """Turn faults of a build into a line and status 1."""
    if not config_file.is_file():
        raise click.ClickException(
            f"There is no {config_file} here; run the command in the project's folder."
        )

    from mission_archive.wiring.commands import BuildFault

    try:
        yield
    except BuildFault as fault:
        raise click.ClickException(str(fault)) from None


def _progress(what: str) -> Callable[[int, int], None]:
    """A counter: on a terminal one line that is rewritten, elsewhere a plain line now and then."""
    started = told = time.monotonic()

    def rewrite(done: int, total: int) -> None:
        if done == total:
            click.echo("\r\x1b[K", nl=False, err=True)
        elif done % 20 == 0:
            click.echo(f"\r{done:,} of {total:,} {what}\x1b[K", nl=False, err=True)

    def add_line(done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= PLAIN_LINE_SECONDS:
            told = now
            click.echo(f"{done:,} of {total:,} {what} after {now - started:.0f} s", err=True)

    return rewrite if sys.stderr.isatty() else add_line


def _read(content: Path) -> Content:
    return read_content(content, content.as_posix(), _progress("records"))


def _is_in(problem: Problem, paths: tuple[Path, ...]) -> bool:
    """Whether the problem is of a file in `paths`, or of a folder around one of them."""
    place = Path(problem.path).absolute()
    wanted = [path.absolute() for path in paths]
    return any(place == path or path in place.parents or place in path.parents for path in wanted)


def _print(problems: list[Problem], form: str) -> None:
    if form == "json":
        fields = ("path", "line", "column", "severity", "code", "field", "message")
        told = [{name: getattr(problem, name) for name in fields} for problem in problems]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    for problem in problems if form != "json" else ():
        click.echo(_annotation(problem) if form == "github" else str(problem))


def _annotation(problem: Problem) -> str:
    """The problem as a workflow command of GitHub, which shows it beside the line it is about."""

    def escape(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def escape_value(text: str) -> str:
        return escape(text).replace(":", "%3A").replace(",", "%2C")

    field = f"{problem.field}: " if problem.field else ""
    return (
        f"::{problem.severity} file={escape_value(problem.path)},line={problem.line},col={problem.column},"
        f"title={escape_value(problem.code)}::{escape(field + problem.message)}"
    )


def _verdict(read: Content, shown: list[Problem], errors: list[Problem]) -> str:
    warnings = len(shown) - len(errors)
    told = f"{_counted(len(read.records), 'sound record')}, {_counted(len(errors), 'error')}"
    return told + (f", {_counted(warnings, 'warning')}" if warnings else "")


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
