"""What a record is: its facts, said once, and its words, said once per language."""

import datetime
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from mission_archive.model.captures import Capture
from mission_archive.model.dates import Date, DateRole, Duration
from mission_archive.model.file_names import folder_of
from mission_archive.model.languages import Texts, best_language
from mission_archive.model.text.slugs import RE_SLUG

COLLECTIONS = ("events", "workshops", "conferences", "reports")
REPORTS = COLLECTIONS[-1]
"""The collection of what was published, whenever that was; the others are of what took place."""
UNDATED = "undated"
"""The folder, in place of a year, of records whose year is not known."""
RE_RECORD_ID = re.compile(rf"[a-z]+/(?:[0-9]{{4}}|{UNDATED})/{RE_SLUG.pattern}")
"""The id of a record, whether there is such a collection or not."""
STATUSES = ("planned", "announced", "held", "postponed", "cancelled", "under-way", "published")
"""What a record can say of whether it has happened; which of them fit depends on the collection."""
MINOR = "minor"
"""The `kind` of a change that no reader needs to see."""
NO_CONSENT = "withdrawn"
"""The `consent` of a photo that somebody in it no longer agrees to."""


def collection_of(record_id: str) -> str:
    return record_id.partition("/")[0]


def is_report(record_id: str) -> bool:
    return collection_of(record_id) == REPORTS


def usual_status(record_id: str) -> str:
    """The status of a record whose file gives none."""
    return "published" if is_report(record_id) else "held"


class State(StrEnum):
    """The state of a record at a given moment."""

    DRAFT = "draft"
    EMBARGOED = "embargoed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place as a record names it: `as_` keeps the source's spelling, `venue` is the building or hall."""

    place: str
    as_: str | None = None
    venue: Texts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participants:
    """How many took part, and who they were."""

    number: int | None = None
    description: Texts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A public office-holder in that role."""

    name: str
    role: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture in the record's folder: what it shows, for those who cannot see it (`alt`) and for all (`caption`).

    `kind` is photo, map, drawing, chart or cover. `original`: whether it is offered in its full size, too.
    """

    file: str
    alt: Texts
    credit: str
    consent: str
    kind: str = "photo"
    caption: Texts | None = None
    licence: str | None = None
    original: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether those in the picture still agree to its being public."""
        return self.consent != NO_CONSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A document in the record's folder; `size` in bytes, read from the file."""

    file: str
    title: Texts
    size: int = 0
    language: str | None = None
    pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a record: another record, or words for what has none, perhaps expected by a date."""

    record: str | None = None
    text: Texts | None = None
    expected: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the facts come from. `archived` is the address of a copy elsewhere.

    `copy_permission` says why the archive may publish its own copy; `capture` is that copy, which no field gives.
    """

    title: Texts | None = None
    publisher: str | None = None
    url: str | None = None
    date: Date | None = None
    archived: str | None = None
    copy_permission: Texts | None = None
    capture: Capture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change made after publication; `kind` is correction, update or minor."""

    date: datetime.date
    kind: str
    note: Texts

    @property
    def moves_updated(self) -> bool:
        return self.kind != MINOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The day a record was withdrawn or removed, and why."""

    date: datetime.date
    reason: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a record's file in one language says that no file says for the others. `path` is from the project's root."""

    language: str
    path: str
    title: str
    summary: str
    body: str = ""
    translation_of_update: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record. Attributes are named and mean as in the record format; `id` is `collection/year/slug`."""

    id: str
    original: str
    words: Mapping[str, Words]
    date: Date
    date_role: str = DateRole.HELD
    duration: Duration | None = None
    format: str | None = None
    mode: str = "in-person"
    status: str = "held"
    places: tuple[Mention, ...] = ()
    themes: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    series: str | None = None
    number: int | None = None
    participants: Participants | None = None
    people: tuple[Person, ...] = ()
    languages: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    follows: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    related: tuple[str, ...] = ()
    possibly_same_as: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    date_note: Texts | None = None
    note: Texts | None = None
    published: datetime.datetime | None = None
    changes: tuple[Change, ...] = ()
    withdrawn: Ending | None = None
    removed: Ending | None = None
    former_urls: tuple[str, ...] = ()
    """Paths from the site's root, decoded, without `/` at their ends and without `index.html`."""
    draft: bool = False
    symbol: str | None = None

    @property
    def collection(self) -> str:
        return collection_of(self.id)

    @property
    def original_words(self) -> Words:
        return self.words[self.original]

    @property
    def title(self) -> str:
        return self.original_words.title

    @property
    def path(self) -> str:
        """The original's file, from the project's root."""
        return self.original_words.path

    @property
    def folder(self) -> str:
        """The folder that the record's files are read from, from the project's root."""
        return folder_of(self.path)

    @property
    def files(self) -> tuple[str, ...]:
        """Its texts, photos and attachments, from the project's root."""
        beside = (*(photo.file for photo in self.photos), *(document.file for document in self.attachments))
        texts = (words.path for words in self.words.values())
        return (*texts, *(f"{self.folder}/{file}" for file in beside))

    @property
    def shown_photos(self) -> tuple[Photo, ...]:
        return tuple(photo for photo in self.photos if photo.is_shown)

    @property
    def files_without_consent(self) -> list[str]:
        """The photos of which this record says that the consent was withdrawn, from the project's root."""
        return [f"{self.folder}/{photo.file}" for photo in self.photos if not photo.is_shown]

    def without_photos(self, paths: Set[str]) -> "Record":
        """The record with its photos at some paths from the project's root withdrawn."""
        photos = tuple(
            replace(photo, consent=NO_CONSENT) if f"{self.folder}/{photo.file}" in paths else photo
            for photo in self.photos
        )
        return self if photos == self.photos else replace(self, photos=photos)

    def published_copy(self, source: Source) -> Capture | None:
        """The copy of a source that the site gives to readers: a record that no longer holds gives none."""
        return source.capture if source.copy_permission and not (self.withdrawn or self.removed) else None

    @property
    def updated(self) -> datetime.date | None:
        """The day of the last correction or update."""
        return max((change.date for change in self.changes if change.moves_updated), default=None)

    @property
    def changed_on(self) -> datetime.date | None:
        """The day on which what its page says last changed, or on which it was published; None if nothing says so."""
        return max(filter(None, (self.published and self.published.date(), self.updated)), default=None)

    @property
    def is_promise(self) -> bool:
        """Whether the record is of something announced that has not happened, as far as the archive knows."""
        return self.status in ("planned", "under-way", "postponed")

    @property
    def promises(self) -> tuple[Outcome | None, ...]:
        """What was announced and has not come: the record itself (None), and its outcomes in words with a date."""
        itself = (None,) if self.is_promise else ()
        return (*itself, *(outcome for outcome in self.outcomes if outcome.text and outcome.expected))

    def in_language(self, language: str) -> Words:
        """The words in the language that suits a reader of `language` best."""
        return self.words[best_language(self.words, language)]

    def text_for(self, language: str) -> Words:
        """The words whose text suits a reader of `language` best: a translation may have title and summary alone."""
        with_text = [code for code, words in self.words.items() if words.body]
        return self.words[best_language(with_text, language)] if with_text else self.in_language(language)

    def state(self, now: datetime.datetime) -> State:
        """The state of the record at `now` (with a time zone). Removal outweighs everything else."""
        if self.removed:
            return State.REMOVED
        if self.draft:
            return State.DRAFT
        if self.published and self.published > now:
            return State.EMBARGOED
        return State.WITHDRAWN if self.withdrawn else State.PUBLISHED
