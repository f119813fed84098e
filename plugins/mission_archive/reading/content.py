"""A whole content folder: every record and vocabulary, or every problem."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mission_archive.model.grouping import grouped
from mission_archive.model.problems import Code, Problem, Severity, limited
from mission_archive.model.records import Record
from mission_archive.model.terms import Vocabularies
from mission_archive.reading.fields.record_file import JoinedRecord
from mission_archive.reading.finding.files import ContentFiles, Inspector
from mission_archive.reading.finding.layout import Layout, lay_out
from mission_archive.reading.records import read_record, record_of
from mission_archive.reading.rules.corpus import Corpus
from mission_archive.reading.rules.table import check
from mission_archive.reading.vocabularies import ReadVocabularies, read_vocabularies

Progress = Callable[[int, int], None]
"""Called now and then with the number of records read so far, and of all records."""

NO_FOLDER = (
    "there is no such folder; run the command in the project's folder, or create it with a folder for each "
    "collection"
)
LINK = "this is a link to another folder; put the folder itself here"

FROM_FILES = 3
"""A term missing in so many files is not a mistake in a record."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a content folder holds. The records are those without errors; `problems` are sorted by place."""

    records: list[Record]
    vocabularies: Vocabularies
    problems: list[Problem]
    faulty: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Record id → the languages of its files, of the records with errors."""
    without_consent: frozenset[str] = frozenset()
    """The files of photos whose consent was withdrawn, and of the same pictures elsewhere, from the project's root."""

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]


def read_content(
    root: Path,
    name: str = "content",
    progress: Progress | None = None,
    now: datetime.datetime | None = None,
    *,
    inspector: Inspector | None = None,
) -> Content:
    """Read all records below `root`; `name` is how problems call that folder, its path from the project's root.

    `inspector` looks into photos and documents; without it nobody does.
    `now` (with a time zone) is the moment with which dates and embargoes are compared; without it they are not.
    """
    if not root.is_dir() or root.is_symlink():
        fault = LINK if root.is_dir() else NO_FOLDER
        return Content([], Vocabularies(), [Problem.of_file(name, Code.UNREADABLE, fault)])
    files = ContentFiles.scan(root, name, inspector)
    layout = lay_out(files)
    terms = read_vocabularies(files)
    joined = tuple(_read_records(layout, files, terms, progress or (lambda count, total: None)))
    corpus = Corpus(files, layout, terms.vocabularies, terms.texts, joined, now)
    problems = [*files.problems, *layout.problems, *terms.problems]
    problems += (problem for record in joined for problem in record.problems)
    problems += check(corpus, problems)
    return _content(corpus, problems)


def _read_records(
    layout: Layout, files: ContentFiles, terms: ReadVocabularies, progress: Progress
) -> Iterator[JoinedRecord]:
    for count, (record_id, uris) in enumerate(layout.records.items()):
        yield read_record(record_id, uris, files, terms.known)
        if count % 50 == 0:
            progress(count, len(layout.records))
    progress(len(layout.records), len(layout.records))


def _content(corpus: Corpus, problems: list[Problem]) -> Content:
    """The records in whose files there is no error, and the problems as editors see them."""
    files, layout = corpus.files, corpus.layout
    broken = {problem.path for problem in problems if problem.severity is Severity.ERROR}
    records = [
        record_of(joined, joined.original, files.sizes)
        for joined in corpus.joined
        if joined.original and broken.isdisjoint(map(files.path, layout.records[joined.record_id].values()))
    ]
    sound = {record.id for record in records}
    faulty = {record_id: tuple(uris) for record_id, uris in layout.records.items() if record_id not in sound}
    shown = limited(corpus.without_secrets(_with_causes(problems)))
    photos = corpus.without_consent
    without_consent = frozenset(map(files.path, (*photos.by_file, *photos.same)))
    return Content(records, corpus.vocabularies, shown, faulty, without_consent)


def _with_causes(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, with a better cure for a term that many records name: it was probably deleted or renamed."""
    problems = list(problems)
    paths = grouped({(problem.wrong, problem.path) for problem in problems if problem.code is Code.TERM})
    for problem in problems:
        count = len(paths[problem.wrong]) if problem.code is Code.TERM else 0
        cause = f"{count} files name it, so it may have been deleted or renamed in the vocabulary"
        yield replace(problem, write=cause, guess=None) if count >= FROM_FILES else problem
