"""What the search knows of each record: the words by which it is found, and the words in which it is shown.

All languages of a record are searched as one, so that a search in one finds what is told in another. What is searched
is folded (see `folding`), what is shown is not; so the two are kept apart.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mission_archive.model.archive import Archive
from mission_archive.model.facets import terms_of
from mission_archive.model.records import Record, Words
from mission_archive.rendering.folding import each_once, searchable
from mission_archive.rendering.links import place_link
from mission_archive.rendering.records.statuses import shown_statuses
from mission_archive.rendering.texts.markdown import to_html
from mission_archive.rendering.when import machine_dates, when
from mission_archive.rendering.words.labels import COLLECTION_NAMES, COLLECTION_NOUNS, N_
from mission_archive.rendering.words.messages import Messages

TODAY = N_("today {name}")
EXCERPT_SOURCE = 600
"""Characters of a record's text that are kept to show where a word was found."""

TERM_FACETS = ("places", "institutions", "themes", "dimensions", "series", "formats")

RE_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|del|em|i|mark|q|small|span|strong|sub|sup|u)\b[^>]*>")
RE_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A record for the search. `text` and `fields` are what it is found by: names of fields have weights of their own.

    `row` is what is shown of it as a result, to be written as JSON.
    """

    id: str
    text: str
    fields: Mapping[str, str]
    row: Mapping[str, Any]


def search_documents(archive: Archive, messages: Mapping[str, Messages]) -> Iterator[SearchDocument]:
    """The documents of all listed records, newest first."""
    for record in archive.listed:
        texts = [
            record.original_words,
            *(words for code, words in record.words.items() if code != record.original),
        ]
        bodies = {words.language: _plain(words.body) for words in texts}
        dates = {code: when(record.date, code, role=record.date_role) for code in messages}
        places = {code: _places(record, archive, words) for code, words in messages.items()}
        yield SearchDocument(
            record.id,
            # The engine leaves out what has no text, and a record may say all there is in its summary.
            searchable(" ".join(bodies.values())) or record.collection,
            {
                "title": searchable(" ".join(words.title for words in texts)),
                "summary": searchable(" ".join(words.summary for words in texts)),
                "date": each_once([*dates.values(), *terms_of(record, "years")]),
                "names": _names(record, archive, messages),
            },
            _row(record, texts, bodies, dates, places, said=shown_statuses(record, archive)),
        )


def _row(
    record: Record,
    texts: list[Words],
    bodies: Mapping[str, str],
    dates: Mapping[str, str],
    places: Mapping[str, str],
    *,
    said: tuple[str, ...],
) -> Mapping[str, Any]:
    """Short keys, because twenty of these are fetched for each search."""
    machine = machine_dates(record.date)[0]
    return {
        "id": record.id,
        "words": {
            words.language: [words.title, words.summary, bodies[words.language][:EXCERPT_SOURCE]]
            for words in texts
        },
        "dates": dates,
        **({"day": machine} if machine else {}),
        "places": places,
        **({"status": said} if said else {}),
    }


def _places(record: Record, archive: Archive, messages: Messages) -> str:
    """The places under their names of the record's time, with the present one where it differs."""
    names: dict[str, None] = {}
    for mention in record.places:
        link = place_link(archive, mention, record, messages.language)
        today = f" ({messages.gettext(TODAY).format(name=link.today)})" if link.today else ""
        names[link.text + today] = None
    return ", ".join(names)


def _plain(body: str) -> str:
    """The text of a body without its marks."""
    if not body:
        return ""
    bare = RE_TAG.sub(" ", RE_INLINE.sub("", to_html(body, lambda _: None)))
    return html.unescape(" ".join(bare.split()))


def _names(record: Record, archive: Archive, messages: Mapping[str, Messages]) -> str:
    """What the record may be looked for by though its text need not say it: all names of its terms in all times and
    languages, people, captions, titles of attachments."""
    parts: list[str] = []
    for facet in TERM_FACETS:
        vocabulary = getattr(archive.vocabularies, facet)
        for term_id in terms_of(record, facet):
            for term in (vocabulary[term_id], *vocabulary.broader(term_id)):
                parts.extend(term.spellings)
    for mention in record.places:
        parts += [mention.as_ or "", *(mention.venue or {}).values()]
    for person in record.people:
        parts += [person.name, *person.role.values()]
    if record.participants and record.participants.description:
        parts.extend(record.participants.description.values())
    for attachment in record.attachments:
        parts.extend(attachment.title.values())
    for photo in record.shown_photos:  # of one whose consent was withdrawn nothing may be found either
        parts.extend((photo.caption or photo.alt).values())
    for name in (COLLECTION_NAMES[record.collection], COLLECTION_NOUNS[record.collection]):
        parts.extend(words.gettext(name) for words in messages.values())
    parts.append(record.symbol or "")
    return each_once(parts)
