"""The fields of the record format: one table for reading, for messages and for documentation."""

import dataclasses
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mission_archive.model import fields, records
from mission_archive.model.terms import Name
from mission_archive.model.text.suggestions import NO_OTHERS
from mission_archive.reading.fields import values
from mission_archive.reading.fields.file_names import FileName
from mission_archive.reading.fields.groups import Field, Fields, PerLanguage
from mission_archive.reading.fields.kinds import (
    WHOLE_NUMBER,
    YES_NO,
    AltText,
    Elsewhere,
    Permission,
    TermId,
    Text,
    choice,
    written_anew,
)
from mission_archive.reading.fields.lists import ListOf, OrText, group_of
from mission_archive.reading.fields.reader import Kind
from mission_archive.reading.fields.synonyms import OF_GROUP, OF_VALUE, Synonyms

PHOTO_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
ATTACHMENT_ENDINGS = (
    ".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".csv", ".ppt", ".pptx", ".odp", ".txt", ".zip",
    ".epub", ".mp3", ".mp4",
)  # fmt: skip
REPORT_STATUSES = ("planned", "under-way", "published")
EVENT_STATUSES = ("planned", "announced", "held", "postponed", "cancelled")
PICTURE_KINDS = ("photo", "map", "drawing", "chart", "cover")

MOST_FORMER_URLS = 100
"""Of one record. Each becomes a page in every language, and one more for each document."""

LINE = Text(most=300)
WORDS_OF_LINE = PerLanguage(LINE)
WORDS_OF_PARAGRAPH = PerLanguage(Text(most=600))
WORDS_OF_SENTENCES = PerLanguage(Text(most=2000, has_lines=True))


def _group(model: type[Any], key: str | None = None, synonyms: Synonyms = NO_OTHERS, **kinds: Kind) -> Fields:
    """A group whose value is an object of the model. Required are the fields for which the model has no default.

    A name that is a word of Python has `_` at its end here, as in the model.
    """
    own = {own.name: own for own in dataclasses.fields(model)}
    fields = (
        Field(name.removesuffix("_"), kind, is_required=own[name].default is dataclasses.MISSING)
        for name, kind in kinds.items()
    )
    return Fields(tuple(fields), model, synonyms, key)


PLACE = Field("place", TermId("places"), is_required=True)
MENTION = OrText(
    _group(records.Mention, "place", OF_GROUP["mention"], place=PLACE.kind, as_=LINE, venue=WORDS_OF_LINE),
    PLACE,
)

PERSON = _group(records.Person, "name", OF_GROUP["person"], name=LINE, role=WORDS_OF_LINE)

PHOTO = _group(
    records.Photo,
    "file",
    OF_GROUP["photo"],
    file=FileName(PHOTO_ENDINGS),
    kind=choice(PICTURE_KINDS),
    alt=PerLanguage(AltText(most=400)),
    caption=WORDS_OF_PARAGRAPH,
    credit=LINE,
    licence=LINE,
    consent=choice(("public-event", "given", "not-needed", records.NO_CONSENT)),
    original=YES_NO,
)

ATTACHMENT = _group(
    records.Attachment,
    "file",
    OF_GROUP["attachment"],
    file=FileName(ATTACHMENT_ENDINGS),
    title=WORDS_OF_LINE,
    language=values.LANGUAGE,
    pages=WHOLE_NUMBER,
)

RECORD = Field("record", values.OUTCOME_ID)
OUTCOME = OrText(
    Fields(
        (Field("text", WORDS_OF_LINE, is_required=True), Field("expected", values.EDTF)),
        records.Outcome,
        OF_GROUP["outcome"],
        key="record",
    ),
    RECORD,
)

SOURCE = _group(
    records.Source,
    "url",
    OF_GROUP["source"],
    title=WORDS_OF_LINE,
    publisher=LINE,
    url=values.URL,
    date=values.EDTF,
    archived=values.URL,
    copy_permission=PerLanguage(Permission()),
)

CHANGE = _group(
    records.Change,
    "date",
    date=values.DAY,
    kind=choice(("correction", "update", records.MINOR)),
    note=WORDS_OF_PARAGRAPH,
)
ENDING = _group(records.Ending, date=values.DAY, reason=WORDS_OF_PARAGRAPH)
PARTICIPANTS = _group(records.Participants, number=WHOLE_NUMBER, description=WORDS_OF_PARAGRAPH)


def _same(value: Any) -> Any:
    return value


def _all_of(value: Any) -> Any:
    return (repr(value),)


def _file(item: Any) -> str:
    return str(item["file"] if isinstance(item, dict) else item.file)


KINDS: Mapping[str, Kind] = {
    "title": Text(3, 160),
    "date": values.EDTF,
    "date_role": choice(("held", "start", "end", "published")),
    "duration": values.DURATION,
    "summary": Text(1, 400),
    "format": TermId("formats"),
    "mode": choice(("in-person", "online", "hybrid"), OF_VALUE["mode"]),
    "status": choice(records.STATUSES, offered=EVENT_STATUSES),
    "places": ListOf(MENTION, _all_of),
    "themes": ListOf(TermId("themes"), _same),
    "dimensions": ListOf(TermId("dimensions"), _same),
    "organisers": ListOf(TermId("institutions"), _same),
    "partners": ListOf(TermId("institutions"), _same),
    "series": TermId("series"),
    "number": WHOLE_NUMBER,
    "participants": PARTICIPANTS,
    "people": ListOf(PERSON, _all_of),
    "languages": ListOf(values.LANGUAGE, _same),
    "photos": ListOf(PHOTO, _file),
    "attachments": ListOf(ATTACHMENT, _file),
    "follows": ListOf(values.RECORD_ID, _same),
    "outcomes": ListOf(OUTCOME, _all_of),
    "related": ListOf(values.RECORD_ID, _same),
    "possibly_same_as": ListOf(values.RECORD_ID, _same),
    "sources": ListOf(SOURCE),
    "date_note": WORDS_OF_SENTENCES,
    "note": WORDS_OF_SENTENCES,
    "published": values.MOMENT,
    "changes": ListOf(CHANGE),
    "withdrawn": ENDING,
    "removed": ENDING,
    "former_urls": ListOf(values.FORMER_URL, str.casefold, MOST_FORMER_URLS),
    "draft": YES_NO,
    "symbol": LINE,
}
"""What each field of a record holds, and so how it is read."""

RECORD_SCHEMA: tuple[Field, ...] = tuple(
    Field(
        field.name,
        KINDS[field.name],
        is_required=field.name in fields.REQUIRED_FIELDS,
        is_words=field.compared is fields.Compared.WORDS,
        help=field.help,
    )
    for field in fields.RECORD_FIELDS.values()
)
FIELDS = {field.name: field for field in RECORD_SCHEMA}
EVENT_STATUS = FIELDS["status"]
REPORT_STATUS = replace(EVENT_STATUS, kind=choice(records.STATUSES, offered=REPORT_STATUSES))

TEXT_FIELD = Field(
    "body",
    Text(most=1_000_000, has_lines=True, is_markdown=True),
    is_words=True,
    help="The text, in a .yml file.",
)
NO_TEXT_FIELD = Field(
    "body", Elsewhere("in a .md record the text is not a field; move it below the second '---' of the file")
)
TRANSLATION_FIELD = Field(
    "translation_of_update", values.DAY, is_words=True, help="The state of the original it follows."
)

NAME = _group(Name, name=LINE, language=values.LANGUAGE, from_=values.END, to=values.END)

NAMES_IN_GROUPS = {
    inner.name: written_anew(inner.kind)
    for field in RECORD_SCHEMA
    if (group := group_of(field))
    for inner in group.fields
}
"""The names of all fields within groups, and how a proposal writes their values."""
