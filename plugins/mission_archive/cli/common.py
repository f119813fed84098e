"""What several commands share: options, progress, how faults and numbers are shown."""

import datetime
import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from mission_archive.model.addresses import PAGE_FILE
from mission_archive.model.problems import Problem, Severity
from mission_archive.publishing.content_digest import built_from, content_digest
from mission_archive.reading.content import Content, read_content

PLAIN_LINE_SECONDS = 10
"""Between two lines of progress where no one watches."""

ANNOTATIONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "notice"}
"""What GitHub calls them."""

MKDOCS_YML = click.option(
    "-f", "--config-file", type=click.Path(path_type=Path), default="mkdocs.yml",
    help="The site's configuration.",
)  # fmt: skip
SITE_DIR = click.option(
    "--site-dir", type=click.Path(path_type=Path), help="The built site; by default as mkdocs.yml says."
)
CONTENT = click.option(
    "--content", type=click.Path(path_type=Path), default="content", help="The records.",
)  # fmt: skip


def need_site(site: Path, content: Path) -> None:
    """Say what to do where there is no built site, or where it is not that of the present records."""
    if not (site / PAGE_FILE).is_file():
        raise click.ClickException(f"There is no site in {site}/; run archive build first.")
    if built_from(site) != content_digest(content):
        raise click.ClickException(
            f"{site}/ was not built from {content}/ as it is now; run archive build first."
        )


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Say in one sentence why what the block writes at `place` cannot be written."""
    try:
        yield
    except OSError as fault:
        raise unusable(place, "written", fault) from None


def unusable(place: Path, to_be: str, fault: OSError) -> click.ClickException:
    """Why a file or folder cannot be read or written, and what to do."""
    why = fault.strerror or str(fault)
    return click.ClickException(f"{place} cannot be {to_be} ({why}); check the place, or choose another")


@contextmanager
def replacing(place: Path) -> Iterator[Path]:
    """A path beside `place` to write to. What is written there takes its place when the block ends without a fault."""
    new = place.with_name(f".{place.name}.new-{os.getpid()}")
    with writing(place):
        if place.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        try:
            new.touch()  # so that nothing is begun that cannot be kept
            yield new
            new.replace(place)
        finally:
            with suppress(OSError):
                new.unlink(missing_ok=True)


def read_all(content: Path, now: datetime.datetime) -> Content:
    """All records below `content` at the moment `now`, photos and documents looked into."""
    from mission_archive.media.checks import FileChecks
    from mission_archive.media.store import PHOTO_CACHE, Store

    with FileChecks(Store(content.resolve().parent / PHOTO_CACHE)) as checks:
        return read_content(content, content.as_posix(), progress("records"), now, inspector=checks)


def need_configuration(config_file: Path) -> None:
    """Say what to do where the command is not run in the project's folder."""
    if not config_file.is_file():
        raise click.ClickException(
            f"There is no {config_file} here; run the command in the project's folder."
        )


def progress(what: str) -> Callable[[int, int], None]:
    """A counter: on a terminal one line that is rewritten, elsewhere a plain line now and then."""
    started = last = time.monotonic()

    def rewrite(done: int, total: int) -> None:
        if done == total:
            click.echo("\r\x1b[K", nl=False, err=True)
        elif done % 20 == 0:
            click.echo(f"\r{done:,} of {total:,} {what}\x1b[K", nl=False, err=True)

    def add_line(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= PLAIN_LINE_SECONDS:
            last = now
            click.echo(f"{done:,} of {total:,} {what} after {now - started:.0f} s", err=True)

    return rewrite if sys.stderr.isatty() else add_line


def annotation(problem: Problem) -> str:
    """The problem as a workflow command of GitHub, which shows it beside the line it is about."""

    def escape(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def escape_value(text: str) -> str:
        return escape(text).replace(":", "%3A").replace(",", "%2C")

    field = f"{problem.field}: " if problem.field else ""
    lines = f"\n{problem.proposal.text}" if problem.proposal else ""
    return (
        f"::{ANNOTATIONS[problem.severity]} file={escape_value(problem.path)},line={problem.line},col={problem.column},"
        f"title={escape_value(problem.code)}::{escape(field + problem.message + lines)}"
    )
