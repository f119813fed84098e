"""The fields of a record as data: the one table from which reading, import and comparison take what they need.

What a field holds is in the model (`model.records`), how it is read is in `reading.fields.schema`; both are checked
against this table.
"""

from dataclasses import dataclass
from enum import Enum, auto


class Compared(Enum):
    """Who is informed when a public record says something else than before."""

    READERS = auto()
    EDITORS = auto()
    """What is tended as the archive grows, and no reader has relied on."""
    WORDS = auto()
    """Readers, but each language is compared with itself."""
    NO = auto()
    """It says what becomes of the record, not what happened."""


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field of the record format. `help` is a sentence for those who fill it in.

    `is_content` says whether it says something of the event or document, of which a removed record says nothing more.
    """

    name: str
    compared: Compared
    is_content: bool
    help: str


def _rows(*rows: tuple[str, Compared, bool, str]) -> dict[str, RecordField]:
    return {row[0]: RecordField(*row) for row in rows}


_READERS, _EDITORS, _WORDS, _NO = Compared

RECORD_FIELDS = _rows(
    # name, compared, is_content, help
    ("title", _WORDS, True, "What it was, in one line."),
    ("date", _READERS, False, "When it was, as precisely as is known."),
    ("date_role", _READERS, False, "What a single known day stands for."),
    ("duration", _READERS, False, "How long it lasted, where only one end is known."),
    ("summary", _WORDS, True, "Shown in lists and results."),
    ("format", _READERS, False, "The kind of event or document."),
    ("mode", _READERS, False, "How people took part."),
    ("status", _READERS, False, "Whether it has happened."),
    ("places", _READERS, True, "Where it was."),
    ("themes", _EDITORS, False, "What it was about."),
    ("dimensions", _EDITORS, False, "The dimensions of security it belongs to."),
    ("organisers", _READERS, False, "Who held it."),
    ("partners", _READERS, False, "Who supported it."),
    ("series", _READERS, False, "The line of events it is part of."),
    ("number", _READERS, False, "Its number in the series."),
    ("participants", _READERS, True, "How many took part, and who they were."),
    ("people", _READERS, True, "Public office-holders in their public role, no one else."),
    ("languages", _READERS, False, "The languages spoken there, or the document is in."),
    ("photos", _READERS, True, "Pictures in the record's folder."),
    ("attachments", _READERS, True, "Documents in the record's folder."),
    ("follows", _EDITORS, False, "The records that led to this one."),
    ("outcomes", _READERS, True, "What came of it: records, or words for what is still to come."),
    ("related", _EDITORS, False, "Records that a reader may want to see too."),
    ("possibly_same_as", _EDITORS, False, "Records that may be about the same event."),
    ("sources", _EDITORS, True, "Where the facts come from."),
    ("date_note", _READERS, True, "What the date rests on."),
    ("note", _READERS, True, "An editor's remark, shown small."),
    ("published", _NO, False, "When the record becomes public; before that it is hidden."),
    ("changes", _NO, True, "What was changed after publication."),
    ("withdrawn", _NO, False, "The record no longer holds; it stays readable, with a banner."),
    ("removed", _NO, False, "The record is gone; only the fact that there was one remains."),
    ("former_urls", _NO, False, "Old addresses that lead here."),
    ("draft", _NO, False, "Seen in the preview only."),
    ("symbol", _READERS, True, "An official document number."),
)
"""By name, in the order in which an editor finds them in the record format."""

REQUIRED_FIELDS = ("title", "date", "summary")


def names_compared(compared: Compared) -> tuple[str, ...]:
    """The fields that are compared in one way."""
    return tuple(field.name for field in RECORD_FIELDS.values() if field.compared is compared)
