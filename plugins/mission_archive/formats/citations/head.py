"""What the head of a record's page says to programs that cite: Dublin Core of all records, Highwire of reports.

Zotero reads both and no JSON-LD, and knows the prefixes without a declaration, which would name another host.
Highwire's fields are those that Google Scholar describes. Without a date there, Zotero would take the first one on the
page, so what is not certain is in words.
"""

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from mission_archive.formats.certainty import is_publication
from mission_archive.formats.citations.cited import Cited, cited_in
from mission_archive.formats.edition import Edition
from mission_archive.model.addresses import file_path
from mission_archive.model.records import Record


def meta_of(edition: Edition, record: Record, language: str) -> list[str]:
    """The elements of the head of a record's page in `language`."""
    one = cited_in(edition, record, language)
    creators = [_of_body(author.text) for author in one.authors]
    fields = [*_dublin_core(edition, record, one, creators, language)]
    if is_publication(record):
        fields += _highwire(edition, record, one, creators)
    return [f'<meta name="{name}" content="{escape(content)}">' for name, content in fields]


def _dublin_core(
    edition: Edition, record: Record, one: Cited, creators: list[str], language: str
) -> Iterator[tuple[str, str]]:
    yield "DC.title", one.title.text
    for name in creators:
        yield "DC.creator", name
    first, last = one.span or (one.when, one.when)
    yield "DC.date", first if first == last else f"{first}/{last}"
    for place in one.places:
        yield "DCTERMS.spatial", place.text
    if is_publication(record) and not creators:  # with authors the fields of Highwire say so
        yield "DC.type", "Report"
    yield "DC.type", one.kind.text
    if one.states:
        yield "DC.description", one.state
    yield "DC.language", one.title.language or language
    yield "DC.identifier", edition.url + one.short


def _of_body(name: str) -> str:
    """The name of a body, which no program parts into first and last name: before a comma all is the last name."""
    return f"{name}," if " " in name else name


def _highwire(edition: Edition, record: Record, one: Cited, creators: list[str]) -> Iterator[tuple[str, str]]:
    yield "citation_title", one.title.text
    for name in creators:
        yield "citation_author", name
    if one.span and one.span[0] == one.span[1]:
        yield "citation_publication_date", one.span[0].replace("-", "/")
    for author in one.authors:
        yield "citation_technical_report_institution", author.text
    if record.symbol:
        yield "citation_technical_report_number", record.symbol
    yield "citation_public_url", edition.url + one.short
    for attachment in record.attachments:
        if attachment.file.lower().endswith(".pdf"):
            yield "citation_pdf_url", edition.url + quote(file_path(record, attachment.file))
