"""The JSON twin of a record: what its pages say in all languages, for programs.

Names are those of the record format. What is not known is left out; so is what no page shows: how editors came by
their photos, former addresses, and whatever is withdrawn, removed or not public.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from mission_archive.formats.certainty import bounds_of, known_precision
from mission_archive.formats.edition import Edition
from mission_archive.formats.writing import with_full_links
from mission_archive.model.addresses import copy_url, file_path, record_url
from mission_archive.model.archive import Archive
from mission_archive.model.captures import Capture
from mission_archive.model.dates import DateRole, Precision
from mission_archive.model.records import Outcome, Record, Source
from mission_archive.rendering.records.statuses import is_outdated

USUAL_MODE = "in-person"
"""What the record format assumes of a record that says nothing: the data do not claim it."""

UNCERTAIN, APPROXIMATE = {"?", "%"}, {"~", "%"}
"""The qualifiers that say so."""

PRECISIONS = tuple(precision.name.lower() for precision in Precision)

Json = dict[str, Any]


def record_twin(edition: Edition, record: Record) -> Json:
    """All that the public may know of a listed record."""
    archive, url = edition.archive, edition.url
    return known({
        "id": record.id,
        "collection": record.collection,
        "pages": {code: url + record_url(record, code) for code in edition.messages},
        "short_url": url + archive.permalinks[record.id],
        "original": record.original,
        "outdated_translations": [code for code, words in record.words.items() if is_outdated(record, words)],
        "title": {code: words.title for code, words in record.words.items()},
        "summary": {code: words.summary for code, words in record.words.items()},
        "text_html": _texts(edition, record),
        **date_facts(record),
        "date_note": record.date_note,
        "status": record.status,
        "format": record.format,
        "mode": record.mode if record.mode != USUAL_MODE else None,
        "places": [
            known({"place": mention.place, "as": mention.as_, "venue": mention.venue})
            for mention in record.places
        ],
        "themes": record.themes,
        "dimensions": record.dimensions,
        "organisers": record.organisers,
        "partners": record.partners,
        "series": record.series,
        "number": record.number,
        "participants": known({
            "number": record.participants.number, "description": record.participants.description,
        }) if record.participants else None,
        "people": [{"name": person.name, "role": person.role} for person in record.people],
        "languages": record.languages,
        "symbol": record.symbol,
        "photos": _photos(edition, record),
        "attachments": [
            known({
                "url": url + quote(file_path(record, document.file)), "title": document.title,
                "language": document.language, "pages": document.pages, "size": document.size,
            })
            for document in record.attachments
        ],
        **relations(archive, record),
        "sources": [_source(edition, record, source) for source in record.sources],
        "note": record.note,
        "published": record.published.isoformat() if record.published else None,
        "changes": [
            {"date": change.date.isoformat(), "kind": change.kind, "note": change.note}
            for change in record.changes
        ],
    })  # fmt: skip


def date_facts(record: Record) -> Json:
    """What there is to say of a record's date: its EDTF text, and beside it only what is sure."""
    date = record.date
    earliest, latest = bounds_of(record)
    qualifiers = {point.qualifier for point in date.value.points}
    return known({
        "date": str(date),
        "date_role": record.date_role if record.date_role != DateRole.HELD else None,
        "duration": str(record.duration) if record.duration else None,
        "date_earliest": earliest.isoformat() if earliest else None,
        "date_latest": latest.isoformat() if latest else None,
        "date_precision": PRECISIONS[known_precision(date) - 1],
        "date_is_uncertain": bool(UNCERTAIN & qualifiers) or None,
        "date_is_approximate": bool(APPROXIMATE & qualifiers) or None,
    })  # fmt: skip


def known(values: Mapping[str, Any]) -> Json:
    """Values without those that say nothing."""
    return {name: value for name, value in values.items() if value or value == 0}


def relations(archive: Archive, record: Record) -> Json:
    """The relations to other listed records, whichever of the two records says so."""
    outcomes = archive.outcomes_of(record)
    return {
        "follows": _ids(archive.led_to_by(record)),
        "outcomes": [*({"record": each.id} for each in outcomes.records), *map(_promise, outcomes.texts)],
        "related": _ids(archive.related_to(record)),
        "possibly_same_as": _ids(archive.possibly_same_as(record)),
    }


def _ids(records: Iterable[Record]) -> list[str]:
    return [record.id for record in records]


def _promise(outcome: Outcome) -> Json:
    return known({"text": outcome.text, "expected": str(outcome.expected) if outcome.expected else None})


def _source(edition: Edition, record: Record, source: Source) -> Json:
    return known({
        "title": source.title, "publisher": source.publisher, "url": source.url,
        "date": str(source.date) if source.date else None, "archived": source.archived,
        "copy": _copy(edition, record, source, source.capture) if source.capture else None,
    })  # fmt: skip


def _copy(edition: Edition, record: Record, source: Source, capture: Capture) -> Json:
    """The copy that the archive keeps of a source. It has an address only if it may be published."""
    is_published = record.published_copy(source) is not None
    return known({
        "captured": capture.moment.astimezone(datetime.UTC).isoformat(timespec="seconds"),
        "sha256": capture.digest, "media_type": capture.type,
        "url": edition.url + copy_url(record, capture) if is_published else None,
        "permission": source.copy_permission if is_published else None,
        "size": capture.size if is_published else None,
    })  # fmt: skip


def _texts(edition: Edition, record: Record) -> Mapping[str, str]:
    """The text in each language that has one, as HTML with full addresses."""
    return {
        code: with_full_links(
            edition.bodies.of(words, code, edition.messages[code], edition.url).html,
            edition.url + record_url(record, code),
        )
        for code, words in record.words.items()
        if words.body
    }


def _photos(edition: Edition, record: Record) -> list[Json]:
    """The photos that are shown, each with the address of the largest picture that pages show."""
    return [
        known({
            "url": edition.url + (picture.full or picture.widest).url, "kind": photo.kind, "alt": photo.alt,
            "caption": photo.caption, "credit": photo.credit, "licence": photo.licence,
        })
        for photo in record.shown_photos
        if (picture := edition.bodies.pictures.get(f"{record.folder}/{photo.file}"))
    ]  # fmt: skip
