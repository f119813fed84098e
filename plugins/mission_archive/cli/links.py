"""`archive links`: what is broken in the built site, or on other hosts."""

import datetime
import sys
import time
from functools import partial
from pathlib import Path

import click

from mission_archive.cli.common import CONTENT, MKDOCS_YML, SITE_DIR, progress, writing
from mission_archive.cli.settings import Settings
from mission_archive.links.external.captures import read_captures, write_captures
from mission_archive.model.addresses import record_url
from mission_archive.model.archive import Archive
from mission_archive.model.captures import COPIES, Capture
from mission_archive.model.problems import counted
from mission_archive.reading.content import read_content

EXCEPTIONS = "links.yml"
"""Addresses on other hosts to be silent about, each with a reason and an end."""
CACHE = ".cache/links/external.json"
"""What is known of other hosts from earlier runs."""


@click.command()
@MKDOCS_YML
@CONTENT
@SITE_DIR
@click.option("--external", is_flag=True, help="Ask other hosts for the addresses in records and texts.")
@click.option("--capture", is_flag=True, help="Keep a copy of each source that has none, as a WARC file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="The form of the report on other hosts.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file for that report instead of the terminal.",
)
@click.option(
    "--fail", is_flag=True, help="End with status 1 if somebody has to act on what was found on other hosts."
)
@click.option(
    "--pause",
    type=click.FloatRange(0.0),
    default=1.0,
    help="Seconds between two requests to a host.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(1.0),
    default=20.0,
    help="Seconds to wait for an answer.",
)
@click.option(
    "--minutes",
    type=click.IntRange(1),
    default=150,
    help="After so long nobody is asked any more, and the report is made of what is known.",
)
def links(
    *,
    config_file: Path,
    content: Path,
    site_dir: Path | None,
    external: bool,
    capture: bool,
    form: str,
    output: Path | None,
    fail: bool,
    pause: float,
    timeout: float,
    minutes: int,
) -> None:
    """Check every link in the built site; ends with status 1 if one is broken.

    With --external: ask other hosts for the addresses in records and texts, and report. An outage of another
    host is not a fault of the archive, so the status is then 0 whatever is found, unless --fail is given.

    With --capture: ask each source of public records once and keep what it answers, for the day on which it is gone.
    """
    settings = Settings.read(config_file)
    agent = f"mission-archive-links/1.0 (+{settings.site_url})"
    end = time.monotonic() + 60 * minutes
    project = config_file.parent
    if capture:
        _capture(content, project / COPIES, agent, pause=pause, timeout=timeout, end=end)
        return
    if not external:
        _check_site(settings, site_dir or settings.site, content, project)
        return

    from mission_archive.links.external.checking import check_addresses
    from mission_archive.links.external.exemptions import read_exemptions
    from mission_archive.links.external.lychee import Lychee, program
    from mission_archive.links.external.occurrences import occurrences_of
    from mission_archive.links.external.verdicts import read_known, write_known

    try:
        lychee = Lychee(program(), agent, pause, timeout=timeout)
    except FileNotFoundError as missing:
        raise click.ClickException(str(missing)) from None
    if output:
        with writing(output):  # before hours of questions to hosts, so that the report is not lost
            output.parent.mkdir(parents=True, exist_ok=True)
            output.open("ab").close()
    now = datetime.datetime.now(datetime.UTC)
    archive = _visible(content, now)
    cache = project / CACHE
    report = check_addresses(
        occurrences_of(archive.records.values(), content.parent, settings.site_url, archive.vocabularies),
        lambda urls: lychee.ask(urls, end - time.monotonic()),
        read_known(cache),
        partial(write_known, cache),
        read_exemptions(project / EXCEPTIONS, EXCEPTIONS),
        captures=_captures(project / COPIES),
        now=now,
        progress=progress("addresses"),
    )
    text = {"text": report.to_text, "json": report.to_json, "markdown": report.to_markdown}[form]()
    if output:
        with writing(output):
            output.write_text(text, "utf-8")
        asked = f"{report.asked:,} address{'' if report.asked == 1 else 'es'} checked"
        click.echo(f"{asked}; the report is in {output}")
    else:
        click.echo(text, nl=False)
    sys.exit(1 if fail and report.asks_for_a_hand else 0)


def _captures(copies: Path) -> dict[str, Capture]:
    try:
        return read_captures(copies)
    except ValueError as fault:
        raise click.ClickException(str(fault)) from None


def _capture(content: Path, copies: Path, agent: str, *, pause: float, timeout: float, end: float) -> None:
    """Keep what the sources answer that have no copy yet, the newest records first."""
    from mission_archive.links.external.answers import Asker
    from mission_archive.links.external.capturing import Fetcher

    if copies.exists() and not copies.is_dir():
        raise click.ClickException(
            f"{copies} is a file, and the folder of the copies has this name; move the file away."
        )
    kept = _captures(copies)
    archive = _visible(content, datetime.datetime.now(datetime.UTC))
    sources = {
        source.url: record
        for record in archive.listed
        for source in record.sources
        if source.url and (source.copy_permission or not source.archived)
    }
    wanted = [url for url in sources if url not in kept]
    count = 0
    moments = partial(datetime.datetime.now, datetime.UTC)
    for url, found in Fetcher(Asker(agent, timeout), pause).keep(wanted, copies, moments, end):
        if isinstance(found, Capture):
            kept[url], count = found, count + 1
            write_captures(copies, kept)
        else:
            click.echo(f"{sources[url].path}: {url} was not kept: {found}")
    left = len(wanted) - count
    click.echo(f"{counted(count, 'source')} kept in {copies}/, {left:,} not; {len(kept):,} in all")


def _check_site(settings: Settings, site: Path, content: Path, project: Path) -> None:
    from mission_archive.links.site_check import check_site

    if not site.is_dir():
        raise click.ClickException(f"There is no site in {site}/; build it first: make site")
    try:
        check = check_site(site, settings.site_url, project=project, sources=_sources(content, project))
    except ValueError as fault:
        raise click.ClickException(f"site_url: {fault}") from None
    for line in check.lines():
        click.echo(line)
    broken = counted(len(check.broken), "broken link") if check.broken else "none is broken"
    summary = f"{counted(check.links, 'link')} on {counted(check.pages, 'page')} and in other files: {broken}"
    click.echo(summary, err=bool(check.broken))
    sys.exit(1 if check.broken else 0)


def _visible(content: Path, now: datetime.datetime) -> Archive:
    """The records and terms that the public may see: the report may be public, too."""
    read = read_content(content, content.as_posix(), progress("records"))
    for problem in read.errors:
        click.echo(str(problem), err=True)
    if any(problem.path == content.as_posix() for problem in read.errors):
        sys.exit(1)  # the folder itself cannot be read
    return Archive(read.records, read.vocabularies, now).visible()


def _sources(content: Path, project: Path) -> dict[str, str]:
    """The address of each page that is made from a file → that file, from the project's folder."""
    found = {
        record_url(record, words.language): words.path
        for record in read_content(content, content.as_posix()).records
        for words in record.words.values()
    }
    for path in (project / "docs").rglob("*.md"):
        uri = path.relative_to(project / "docs").as_posix().removesuffix(".md")
        found[f"{uri}/".removesuffix("index/")] = path.relative_to(project).as_posix()
    return found
