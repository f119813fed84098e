"""`archive check`: the problems of all records, or of some."""

import dataclasses
import datetime
import json
import shlex
import sys
from pathlib import Path

import click

from mission_archive.cli.common import CONTENT, annotation, read_all
from mission_archive.formats.moments import without_moment
from mission_archive.model.languages import ENDONYMS
from mission_archive.model.problems import Problem, Severity, counted
from mission_archive.reading.content import Content
from mission_archive.reading.rules.untranslated import untranslated


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@CONTENT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    help="text for people, github for annotations in a pull request, json for programs.",
)
@click.option("--translations", is_flag=True, help="Also list what is not translated yet.")
def check(paths: tuple[Path, ...], content: Path, form: str, *, translations: bool) -> None:
    """Check all records and vocabularies, or report only on those in PATHS.

    Ends with status 1 if there is an error.
    """
    now = datetime.datetime.now(datetime.UTC)
    read = read_all(content, now)
    root = content.resolve()
    outside = next((path for path in paths if not path.resolve().is_relative_to(root)), None)
    if outside is not None:
        raise click.BadParameter(
            f"{outside} is not in {content}/; name files of the content folder (see --content)."
        )
    found = read.problems
    if translations:
        found = sorted([*found, *untranslated(read.records, read.vocabularies, content.as_posix())])
    shown = [problem for problem in found if not paths or _is_in(problem, paths)]
    _print(shown, form)
    errors = [problem for problem in shown if problem.severity is Severity.ERROR]
    if form == "text":
        click.echo(_verdict(read, shown, errors), err=bool(errors))
        for said in (
            (_missing(read), _unpublished(read, now.date())) if not translations and not paths else ()
        ):
            if said:
                click.echo(said, err=bool(errors))
    sys.exit(1 if errors else 0)


def _is_in(problem: Problem, paths: tuple[Path, ...]) -> bool:
    """Whether the problem is of a file in `paths`, or of a folder around one of them."""
    place = Path(problem.path).absolute()
    wanted = [path.absolute() for path in paths]
    return any(place == path or path in place.parents or place in path.parents for path in wanted)


def _print(problems: list[Problem], form: str) -> None:
    if form != "json":
        for problem in problems:
            click.echo(annotation(problem) if form == "github" else str(problem))
    else:
        fields = ("path", "line", "column", "severity", "code", "field", "message")
        listed = [
            {name: getattr(problem, name) for name in fields}
            | ({"proposal": dataclasses.asdict(problem.proposal)} if problem.proposal else {})
            for problem in problems
        ]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))


def _verdict(read: Content, shown: list[Problem], errors: list[Problem]) -> str:
    warnings = sum(problem.severity is Severity.WARNING for problem in shown)
    said = f"{counted(len(read.records), 'sound record')}, {counted(len(errors), 'error')}"
    return said + (f", {counted(warnings, 'warning')}" if warnings else "")


def _missing(read: Content) -> str:
    """How many records have no translation, by language, and how to learn which."""
    records = [record for record in read.records if not record.removed]
    counts = {name: sum(code not in record.words for record in records) for code, name in ENDONYMS.items()}
    said = ", ".join(f"{count:,} in {name}" for name, count in counts.items() if count)
    return f"not translated yet: {said} (archive check --translations lists what is missing)" if said else ""


def _unpublished(read: Content, today: datetime.date) -> str:
    """How many records no feed or calendar can have, for they do not say since when they are public; what to write."""
    files = [record.path for record in without_moment(read.records)]
    if not files:
        return ""
    return (
        f"in no feed or calendar because 'published' is missing: {counted(len(files), 'record')}, "
        f"the first is {files[0]}; write 'published: {today}' in a new record, and in an older one "
        f"the day that this command prints: git log --follow --diff-filter=A --format=%cs -- {shlex.quote(files[0])}"
    )
