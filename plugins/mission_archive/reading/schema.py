"""The fields of the record format: one table for reading, for messages and for documentation."""

from __future__ import annotations

from typing import Any

from mission_archive.model.records import (
    Attachment,
    Change,
    Ending,
    Mention,
    Outcome,
    Participants,
    Person,
    Photo,
    Source,
)
from mission_archive.model.terms import Name
from mission_archive.reading.file_names import FileName
from mission_archive.reading.groups import Field, Fields, PerLanguage
from mission_archive.reading.kinds import AltText, Choice, Elsewhere, TermId, Text, WholeNumber, YesNo
from mission_archive.reading.lists import ListOf, OrText
from mission_archive.reading.values import (
    DAY,
    DURATION,
    EDTF,
    END,
    FORMER_URL,
    LANGUAGE,
    MOMENT,
    OUTCOME_ID,
    RECORD_ID,
    URL,
)

PHOTO_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
ATTACHMENT_ENDINGS = (
    ".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".csv", ".ppt", ".pptx", ".odp", ".txt", ".zip",
    ".epub", ".mp3", ".mp4",
)  # fmt: skip
STATUSES = ("planned", "announced", "held", "postponed", "cancelled", "under-way", "published")
REPORT_STATUSES = ("planned", "under-way", "published")
EVENT_STATUSES = ("planned", "announced", "held", "postponed", "cancelled")
OTHER_MODES = (
    ("offline", "in-person"),
    ("onsite", "in-person"),
    ("on-site", "in-person"),
    ("face-to-face", "in-person"),
    ("virtual", "online"),
    ("mixed", "hybrid"),
)
"""`offline` is nearest to `online` in letters, and means the opposite."""

PICTURE_KINDS = ("photo", "map", "drawing", "chart", "cover")

MOST_FORMER_URLS = 100
"""Of one record. Each becomes a page in every language, and one more for each document."""

LINE = Text(most=300)
WORDS_OF_LINE = PerLanguage(LINE)
WORDS_OF_PARAGRAPH = PerLanguage(Text(most=600))
WORDS_OF_SENTENCES = PerLanguage(Text(most=2000, has_lines=True))


MENTION_SYNONYMS = {"id": "place", "town": "place", "hall": "venue", "building": "venue", "address": "venue"}
PLACE = Field("place", TermId("places"), is_required=True)
MENTION = OrText(
    Fields((PLACE, Field("as", LINE), Field("venue", WORDS_OF_LINE)), Mention, MENTION_SYNONYMS, key="place"),
    PLACE,
)

PERSON = Fields(
    (Field("name", LINE, is_required=True), Field("role", WORDS_OF_LINE, is_required=True)),
    Person,
    {"position": "role", "function": "role", "title": "role", "post": "role", "office": "role"},
    key="name",
)

PHOTO = Fields(
    (
        Field("file", FileName(PHOTO_ENDINGS), is_required=True),
        Field("kind", Choice(PICTURE_KINDS)),
        Field("alt", PerLanguage(AltText(most=400)), is_required=True),
        Field("caption", WORDS_OF_PARAGRAPH),
        Field("credit", LINE, is_required=True),
        Field("licence", LINE),
        Field("consent", Choice(("public-event", "given", "not-needed", "withdrawn")), is_required=True),
        Field("original", YesNo()),
    ),
    Photo,
    {
        "photographer": "credit", "author": "credit", "by": "credit", "source": "credit", "copyright": "credit",
        "description": "alt", "name": "file", "filename": "file", "src": "file", "title": "caption",
        "type": "kind",
    },
    key="file",
)  # fmt: skip

ATTACHMENT = Fields(
    (
        Field("file", FileName(ATTACHMENT_ENDINGS), is_required=True),
        Field("title", WORDS_OF_LINE, is_required=True),
        Field("language", LANGUAGE),
        Field("pages", WholeNumber()),
    ),
    Attachment,
    {"name": "file", "filename": "file", "lang": "language", "description": "title"},
    key="file",
)

RECORD = Field("record", OUTCOME_ID)
OUTCOME = OrText(
    Fields(
        (Field("text", WORDS_OF_LINE, is_required=True), Field("expected", EDTF)),
        Outcome,
        {"date": "expected", "due": "expected", "title": "text", "description": "text"},
        key="record",
    ),
    RECORD,
)

SOURCE = Fields(
    (
        Field("title", WORDS_OF_LINE),
        Field("publisher", LINE),
        Field("url", URL),
        Field("date", EDTF),
        Field("archived", URL),
    ),
    Source,
    {"link": "url", "href": "url", "address": "url", "name": "title"},
    key="url",
)

CHANGE = Fields(
    (
        Field("date", DAY, is_required=True),
        Field("kind", Choice(("correction", "update", "minor")), is_required=True),
        Field("note", WORDS_OF_PARAGRAPH, is_required=True),
    ),
    Change,
    key="date",
)

ENDING = Fields(
    (Field("date", DAY, is_required=True), Field("reason", WORDS_OF_PARAGRAPH, is_required=True)), Ending
)

PARTICIPANTS = Fields(
    (Field("number", WholeNumber()), Field("description", WORDS_OF_PARAGRAPH)), Participants
)


def _same(value: Any) -> Any:
    return value


def _all_of(value: Any) -> Any:
    return (repr(value),)


def _file(item: Any) -> str:
    return str(item["file"] if isinstance(item, dict) else item.file)


EVENT_STATUS, REPORT_STATUS = (
    Field("status", Choice(STATUSES, offered=offered), help="Whether it has happened.")
    for offered in (EVENT_STATUSES, REPORT_STATUSES)
)

RECORD_FIELDS: tuple[Field, ...] = (
    Field("title", Text(3, 160), is_required=True, is_words=True, help="What it was, in one line."),
    Field("date", EDTF, is_required=True, help="When it was, as closely as is known."),
    Field(
        "date_role", Choice(("held", "start", "end", "published")), help="What a single known day stands for."
    ),
    Field("duration", DURATION, help="How long it lasted, where only one end is known."),
    Field("summary", Text(1, 400), is_required=True, is_words=True, help="Shown in lists and results."),
    Field("format", TermId("formats"), help="The kind of event or document."),
    Field("mode", Choice(("in-person", "online", "hybrid"), OTHER_MODES), help="How people took part."),
    EVENT_STATUS,
    Field("places", ListOf(MENTION, _all_of), help="Where it was."),
    Field("themes", ListOf(TermId("themes"), _same), help="What it was about."),
    Field(
        "dimensions", ListOf(TermId("dimensions"), _same), help="The dimensions of security it belongs to."
    ),
    Field("organisers", ListOf(TermId("institutions"), _same), help="Who held it."),
    Field("partners", ListOf(TermId("institutions"), _same), help="Who supported it."),
    Field("series", TermId("series"), help="The line of events it is part of."),
    Field("number", WholeNumber(), help="Its number in the series."),
    Field("participants", PARTICIPANTS, help="How many took part, and who they were."),
    Field("people", ListOf(PERSON, _all_of), help="Public office-holders in their public role, no one else."),
    Field("languages", ListOf(LANGUAGE, _same), help="The languages spoken there, or the document is in."),
    Field("photos", ListOf(PHOTO, _file), help="Pictures in the record's folder."),
    Field("attachments", ListOf(ATTACHMENT, _file), help="Documents in the record's folder."),
    Field("follows", ListOf(RECORD_ID, _same), help="The records that led to this one."),
    Field(
        "outcomes",
        ListOf(OUTCOME, _all_of),
        help="What came of it: records, or words for what is still to come.",
    ),
    Field("related", ListOf(RECORD_ID, _same), help="Records that a reader may want to see too."),
    Field("possibly_same_as", ListOf(RECORD_ID, _same), help="Records that may be about the same event."),
    Field("sources", ListOf(SOURCE), help="Where the facts come from."),
    Field("date_note", WORDS_OF_SENTENCES, help="What the date rests on."),
    Field("note", WORDS_OF_SENTENCES, help="An editor's remark, shown small."),
    Field("published", MOMENT, help="When the record becomes public; before that it is hidden."),
    Field("changes", ListOf(CHANGE), help="What was changed after publication."),
    Field("withdrawn", ENDING, help="The record no longer holds; it stays readable, with a banner."),
    Field("removed", ENDING, help="The record is gone; only the fact that there was one remains."),
    Field(
        "former_urls",
        ListOf(FORMER_URL, str.casefold, MOST_FORMER_URLS),
        help="Old addresses that lead here.",
    ),
    Field("draft", YesNo(), help="Seen in the preview only."),
    Field("symbol", LINE, help="An official document number."),
)

TEXT_FIELD = Field(
    "body", Text(most=1_000_000, has_lines=True), is_words=True, help="The text, in a .yml file."
)
NO_TEXT_FIELD = Field(
    "body", Elsewhere("in a .md record the text is not a field; move it below the second '---' of the file")
)
TRANSLATION_FIELD = Field(
    "translation_of_update", DAY, is_words=True, help="The state of the original it follows."
)

NAME = Fields(
    (
        Field("name", LINE, is_required=True),
        Field("language", LANGUAGE),
        Field("from", END),
        Field("to", END),
    ),
    Name,
)

NAMES_IN_GROUPS = frozenset(
    inner.name
    for field in RECORD_FIELDS
    if isinstance(kind := field.kind.kind if isinstance(field.kind, ListOf) else field.kind, Fields | OrText)
    for inner in (kind.group if isinstance(kind, OrText) else kind).fields
)
"""The names of all fields within groups."""
