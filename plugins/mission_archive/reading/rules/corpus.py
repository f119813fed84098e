"""All that was read from a content folder, as the rules see it."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

from mission_archive.model.addresses import without_language
from mission_archive.model.file_names import RECORD_ENDINGS, lies_in
from mission_archive.model.problems import Problem
from mission_archive.model.terms import Vocabularies
from mission_archive.model.text.suggestions import Suggestions
from mission_archive.reading.fields.kinds import TermId
from mission_archive.reading.fields.lists import ListOf, OrText
from mission_archive.reading.fields.reader import Kind
from mission_archive.reading.fields.record_file import JoinedRecord, RecordFile
from mission_archive.reading.fields.schema import RECORD_SCHEMA
from mission_archive.reading.finding.files import ContentFiles
from mission_archive.reading.finding.layout import Layout
from mission_archive.reading.rules.consent import WithoutConsent, photos_without_consent
from mission_archive.reading.rules.targets import anchors
from mission_archive.reading.rules.texts import MarkdownText

HIDDEN_RECORD = "a record that is not public"


def _vocabulary(kind: Kind) -> str | None:
    """The vocabulary whose terms a field names."""
    item = kind.kind if isinstance(kind, ListOf) else kind
    item = item.short.kind if isinstance(item, OrText) else item
    return item.vocabulary if isinstance(item, TermId) else None


TERM_FIELDS = {field.name: name for field in RECORD_SCHEMA if (name := _vocabulary(field.kind))}
"""Field → the vocabulary whose terms it names."""


@dataclass(frozen=True)
class Corpus:
    """The files of a content folder, and what all records (`joined`) and vocabularies say.

    `term_texts` are the texts of terms by file. `now` is the moment for which they are read. Paths are from the content
    folder, and what is worked out from the rest is worked out once.
    """

    files: ContentFiles
    layout: Layout
    vocabularies: Vocabularies
    term_texts: Mapping[str, RecordFile]
    joined: tuple[JoinedRecord, ...]
    now: datetime.datetime | None

    @cached_property
    def originals(self) -> dict[str, RecordFile]:
        """Record id → the file with its facts."""
        return {record.record_id: record.original for record in self.joined if record.original}

    @cached_property
    def folded_ids(self) -> dict[str, str]:
        """The ids of all records for which there is a file, by themselves in small letters."""
        return {record_id.casefold(): record_id for record_id in self.layout.records}

    @cached_property
    def texts(self) -> dict[str, RecordFile]:
        """Each file with a text, of a record or of a term."""
        return {file.uri: file for record in self.joined for file in record.all} | {**self.term_texts}

    @cached_property
    def named_files(self) -> frozenset[str]:
        """The files that records name under photos and attachments."""
        return frozenset(uri for record in self.joined for file in record.all for uri in file.named_files)

    @cached_property
    def hidden(self) -> dict[str, str]:
        """The files of drafts, and of what is under embargo, each with the reason in words."""
        hidden = {}
        for record_id, file in self.originals.items():
            published = file.values.get("published")
            reason = "is a draft" if file.values.get("draft") else ""
            if not reason and published and self.now and published > self.now:
                reason = f"is hidden until {published:%Y-%m-%d}"
            if reason:
                hidden.update(dict.fromkeys(self.layout.records[record_id].values(), reason))
        return hidden

    @cached_property
    def hidden_files(self) -> dict[str, str]:
        """The photos and documents that only hidden records name, each with the reason in words."""
        files = [file for record in self.joined for file in record.all]
        shown = {uri for file in files if file.uri not in self.hidden for uri in file.named_files}
        return {
            uri: f"is of a record that {self.hidden[file.uri]}"
            for file in files
            if file.uri in self.hidden
            for uri in file.named_files
            if uri not in shown
        }

    @cached_property
    def removed_folders(self) -> frozenset[str]:
        """The folders of removed records. Whoever removes a record does not have to wait: what others say of its files
        stops nothing, and is no reason to publish them again."""
        return frozenset(file.folder for file in self.originals.values() if file.is_removed)

    def may_be_removed(self, uri: str) -> bool:
        """Whether a file may have been one of a removed record."""
        return not uri.endswith(RECORD_ENDINGS) and lies_in(uri, self.removed_folders)

    @cached_property
    def withheld(self) -> frozenset[str]:
        """The files that no message may propose: of hidden texts with all that they name, photos whose consent was
        withdrawn, and what lies in the folder of a removed record."""
        withheld = {*self.hidden, *filter(self.may_be_removed, self.layout.others)}
        for file in self.originals.values():
            if file.uri in self.hidden:
                withheld |= file.named_files
            withheld.update(file.photos_without_consent)
        return frozenset(withheld)

    @cached_property
    def former_ids(self) -> dict[str, str]:
        """Former id of a record → its present one, as far as the records say so and may be named to the public."""
        return {
            without_language(path): record_id
            for record_id, file in self.originals.items()
            if file.uri not in self.hidden
            for _, path in file.items("former_urls")
        }

    @cached_property
    def anchors(self) -> Callable[[str], Suggestions]:
        """From a file to the ids of the headings and notes in its text."""
        return cache(lambda uri: anchors(MarkdownText(self.texts[uri])))

    @cached_property
    def without_consent(self) -> WithoutConsent:
        return photos_without_consent(self.originals, self.files)

    def name_of(self, record_id: str, seen_in: RecordFile) -> str:
        """What a message about a file calls another record: a log of checks may be public where that record is not."""
        if self.is_secret(record_id) and seen_in.uri not in self.hidden:
            return HIDDEN_RECORD
        return f"the record '{record_id}'"

    def is_secret(self, record_id: str) -> bool:
        """Whether the public cannot see a record."""
        return record_id in self.originals and self.originals[record_id].uri in self.hidden

    def without_secrets(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems, without a guess at a hidden record or a term that only hidden records name."""
        for problem in problems:
            yield replace(problem, guess=None) if problem.guess in self._secrets else problem

    @cached_property
    def _secrets(self) -> set[str]:
        secret: set[str] = set()
        known: set[str] = set()
        for record_id, file in self.originals.items():
            names = secret if file.uri in self.hidden else known
            names.update((record_id, *self._terms(file)))
        return secret - known

    def _terms(self, file: RecordFile) -> Iterator[str]:
        """The terms that a record names, and those that contain them."""
        for field, vocabulary_name in TERM_FIELDS.items():
            vocabulary = getattr(self.vocabularies, vocabulary_name)
            value = file.values.get(field) or ()
            for each in (value,) if isinstance(value, str) else value:
                term_id = each if isinstance(each, str) else each.place
                yield term_id
                if term_id in vocabulary:
                    yield from (above.id for above in vocabulary.broader(term_id))
