"""What the search knows of each record: what it is found by, and what is shown of it in each language.

All languages of a record are searched as one, so that a search in one finds what is written in another.
"""

import datetime
import html
import re
from collections.abc import Iterator, Mapping

from mission_archive.model.addresses import SEARCH, page_url, permalinks
from mission_archive.model.archive import Archive
from mission_archive.model.facets import FACETS
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.records import Record
from mission_archive.model.searching import ADDRESS, LANGUAGES_FACET, Phrase, SearchDocument
from mission_archive.model.text.characters import RE_INVISIBLE
from mission_archive.model.text.prose import cleaned, parsed
from mission_archive.rendering.lists.rows import RecordRows
from mission_archive.rendering.when import machine_dates, when

ROOTS = {code: "../" * page_url(SEARCH, code).count("/") for code in LANGUAGES}
"""From the search page of a language to the root of the site."""
EXCERPT_SOURCE = 1200
"""Characters of a record's text that are kept to show where a word was found."""
BESIDE = 700
"""Characters kept of what stands beside the text, in all languages: captions, people, sources."""
MOST_DAYS, YEAR = 40, 366
"""What lasted longer is not found by each of its days, or by months after the first year."""

RE_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|del|em|i|mark|q|small|span|strong|sub|sup|u)\b[^>]*>")
RE_TAG = re.compile(r"<[^>]*>")
RE_ADDRESS_PARTS = re.compile(r"^https?://(?:www\.)?|\.html?$|[/?&=#_%.]+")


def search_documents(archive: Archive, rows: Mapping[str, RecordRows]) -> Iterator[SearchDocument]:
    """The documents of all listed records, oldest first: of a newer record the numbers of the others do not change.
    `rows` are those of the lists in each language."""
    for record in reversed(archive.listed):
        texts = sorted(record.words.values(), key=lambda words: words.language != record.original)
        bodies = {words.language: plain(words.body) for words in texts}
        facts = list(dict.fromkeys(_facts(record)))
        beside = " · ".join(dict.fromkeys(fact for code, fact in facts if code != ADDRESS))
        excerpted = {code: beginning(body, EXCERPT_SOURCE) for code, body in bodies.items()}
        excerpted[""] = beginning(beside, BESIDE)
        terms = [f"{facet}/{term}" for facet in FACETS for term in archive.terms_within(record, facet)]
        cited = (url for source in record.sources for url in (source.url, source.archived) if url)
        yield SearchDocument(
            record.id,
            tuple((words.language, words.title, words.summary, bodies[words.language]) for words in texts),
            (*((code, when(record.date, code, role=record.date_role)) for code in rows), *facts),
            (*terms, *(f"{LANGUAGES_FACET}/{code}" for code in record.words)),
            tuple(days(record)),
            (record.id, *record.former_urls, *permalinks(record), *cited),
            {code: its.html([record], ROOTS[code]) for code, its in rows.items()},
            {code: text for code, text in excerpted.items() if text},
        )


def _facts(record: Record) -> Iterator[Phrase]:
    """What a record may be looked for by though its text need not say it."""
    yield ADDRESS, record.id.rpartition("/")[2].replace("-", " ")
    for mention in record.places:
        if mention.as_:
            yield None, mention.as_
        yield from (mention.venue or {}).items()
    for person in record.people:
        yield None, person.name
        yield from person.role.items()
    if record.symbol:
        yield None, record.symbol
    for texts in (
        record.participants and record.participants.description,
        *(attachment.title for attachment in record.attachments),
        *(photo.caption or photo.alt for photo in record.shown_photos),  # nothing of those without consent
        *(outcome.text for outcome in record.outcomes),
        record.note,
        record.date_note,
        *(source.title for source in record.sources),
    ):
        yield from (texts or {}).items()
    for photo in record.shown_photos:
        yield None, photo.credit
    for source in record.sources:
        if source.publisher:
            yield None, source.publisher
        if source.url:
            yield ADDRESS, RE_ADDRESS_PARTS.sub(" ", source.url)


def beginning(text: str, most: int) -> str:
    """The words of a text that stand in so many characters of it."""
    return text if len(text) <= most else text[: most + 1].rpartition(" ")[0]


def days(record: Record) -> Iterator[str]:
    """`2010-05` and `2010-05-15` for each month and day of a record's date that are sure."""
    first, last = machine_dates(record.date, role=record.date_role, duration=record.duration)
    if not first or not last or len(first) < len("2010-05") or len(last) < len("2010-05"):
        return
    start, end = (datetime.date.fromisoformat(f"{date}-01"[:10]) for date in (first, last))
    lasted = [str(start + datetime.timedelta(step)) for step in range(min((end - start).days + 1, YEAR))]
    yield from dict.fromkeys(day[: len("2010-05")] for day in lasted)
    if len(first) == len(last) == len("2010-05-15") and len(lasted) <= MOST_DAYS:
        yield from lasted


def plain(body: str) -> str:
    """The text of a body without its marks."""
    made = parsed(body)
    if "<" in body or "[^" in body:
        made = cleaned(body, made)
    # Most have nothing else, and this is quick.
    made = made.replace("<p>", "").replace("</p>", "").replace("\n", " ")
    if "<" in made:
        made = RE_TAG.sub(" ", RE_INLINE.sub("", made))
    bare = html.unescape(made.strip())
    return RE_INVISIBLE.sub("", bare) if "&" in body else bare  # none is in a file but as a name: &shy;
