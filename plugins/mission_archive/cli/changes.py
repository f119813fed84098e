"""`archive changes`: what differs from the last published state, and whether there is a note for readers."""

import datetime
import sys
from pathlib import Path

import click

from mission_archive.cli.common import CONTENT, annotation, read_all, writing
from mission_archive.model.file_names import VOCABULARIES, YAML
from mission_archive.model.problems import Problem, counted
from mission_archive.publishing.changes.comparison import RecordChange, compare_records
from mission_archive.publishing.changes.history import exported, published_commit
from mission_archive.publishing.changes.notes import missing_notes
from mission_archive.publishing.changes.summary import SummaryLinks, summary
from mission_archive.publishing.changes.term_texts import TermTextChange, compare_term_texts
from mission_archive.publishing.record_texts import texts_below
from mission_archive.reading.content import Content, read_content


@click.command()
@CONTENT
@click.option(
    "--since",
    metavar="COMMIT",
    help="The last published state: a commit, tag or branch. By default where this branch left the main branch.",
)
@click.option(
    "--preview",
    metavar="ADDRESS",
    help="The address of a site that shows the proposal; the summary then links to its pages.",
)
@click.option(
    "--artifact",
    metavar="NAME",
    help="What the built site is called among the files of the run; the summary then names each page in it.",
)
@click.option(
    "--guide",
    metavar="ADDRESS",
    help="Where the page on errors can be read; the summary then links each message to its part.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github"]),
    default="text",
    help="How missing notes are reported: text for people, github for annotations in a pull request.",
)
@click.option(
    "--summary",
    "summary_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Add the summary to the end of this file, as Markdown, instead of printing it.",
)
def changes(
    *,
    content: Path,
    since: str | None,
    preview: str | None,
    artifact: str | None,
    guide: str | None,
    form: str,
    summary_file: Path | None,
) -> None:
    """Say in plain words what changes for readers since the last published state.

    Ends with status 1 if the words of a published record change and no note in 'changes:' says so.
    """
    if not content.is_dir():
        raise click.ClickException(
            f"There is no folder {content} here; run the command in the project's folder."
        )
    moment = datetime.datetime.now(datetime.UTC)
    commit = published_commit(content, since)
    with exported(content, commit) as old:
        before = read_content(old, content.as_posix(), now=moment) if old else None
        after = read_all(content, moment)
        unread = {*after.faulty, *(before.faulty if before else ())}
        found = compare_records(before.records if before else (), after.records, moment, unread)
        texts = _texts(before, after)
        old_texts, texts_now = (texts_below(place, content.as_posix()) for place in (old or content, content))
        missing = list(missing_notes(found, old_texts, texts_now, moment.date()))
    links = SummaryLinks(preview or "", artifact or "", guide or "")
    text = summary(found, _concerned(after, found), links, texts)
    if summary_file is None:
        click.echo(text)
    else:
        with writing(summary_file), summary_file.open("a", encoding="utf-8") as file:
            file.write(text)
    for problem in missing:
        if form == "github":
            click.echo(annotation(problem))
        else:
            click.echo(str(problem), err=True)
    concerned = counted(len(found), "record") + (
        f" and {counted(len(texts), 'text')} about terms" if texts else ""
    )
    click.echo(
        f"{concerned} changed since {since or commit[:10]}, {counted(len(missing), 'note')} missing"
        + (f"; not compared because of errors: {counted(len(unread), 'record')}" if unread else ""),
        err=True,
    )
    sys.exit(1 if missing else 0)


def _texts(before: Content | None, after: Content) -> list[TermTextChange]:
    unread = {problem.path for problem in after.errors}
    if before is None or any(path.endswith(YAML) and f"/{VOCABULARIES}/" in path for path in unread):
        return []  # a vocabulary that cannot be read has no terms
    return compare_term_texts(before.vocabularies, after.vocabularies, unread)


def _concerned(after: Content, found: list[RecordChange]) -> list[Problem]:
    """All errors, and the warnings of the files that the changes are about."""
    paths = {words.path for change in found if change.after for words in change.after.words.values()}
    errors = after.errors
    return [problem for problem in after.problems if problem in errors or problem.path in paths]
