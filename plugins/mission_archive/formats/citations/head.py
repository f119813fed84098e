"""What the head of a record's page says to programs that cite: Dublin Core of all records, Highwire of reports.

Zotero reads both and no JSON-LD, and knows the prefixes without a declaration, which would name another host.
Highwire's fields are those that Google Scholar describes. Without a date there, Zotero would take the first one on the
page, so what is not certain is in words.
"""

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from mission_archive.formats.certainty import is_publication
from mission_archive.formats.citations.cited import Cited, cited_in, in_one_part
from mission_archive.formats.edition import Edition
from mission_archive.model.addresses import file_path
from mission_archive.model.records import Record


def meta_of(edition: Edition, record: Record, language: str) -> list[str]:
    """The elements of the head of a record's page in `language`."""
    one = cited_in(edition, record, language)
    title, authors = escape(one.title.text), [escape(author.text) for author in one.authors]
    creators = [_of_body(name) for name in authors]
    first, last = one.span or (escape(one.when), escape(one.when))
    is_report = is_publication(record)
    metas = [
        _meta("DC.title", title),
        *[_meta("DC.creator", name) for name in creators],
        _meta("DC.date", first if first == last else f"{first}/{last}"),
        *[_meta("DCTERMS.spatial", escape(place.text)) for place in dict.fromkeys(one.places)],
    ]
    if is_report and not creators:  # with authors the fields of Highwire say so
        metas.append(_meta("DC.type", "Report"))
    # Zotero takes the description of the page before that of Dublin Core, and a planned report for one that is there.
    metas.append(_meta("DC.type", escape(one.kind_mode_and_state)))
    if one.states:
        metas.append(_meta("DC.description", escape(one.state)))
    # A report is in its own languages, whatever that of its title here.
    written = (is_report and record.languages) or (one.title.language or language,)
    metas += [_meta("DC.language", each) for each in written]
    metas.append(_meta("DC.identifier", escape(edition.url + one.short)))
    if is_report:
        metas += _highwire(edition, record, one, title, authors)
    return metas


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def _of_body(name: str) -> str:
    """The name of a body, which no program parts into first and last name: before a comma all is the last name."""
    whole = in_one_part(name)
    return f"{whole}," if " " in whole else whole


def _highwire(edition: Edition, record: Record, one: Cited, title: str, authors: list[str]) -> Iterator[str]:
    yield _meta("citation_title", title)
    for name in authors:
        yield _meta("citation_author", _of_body(name))
    if one.span and one.span[0] == one.span[1]:
        yield _meta("citation_publication_date", one.span[0].replace("-", "/"))
    for name in authors:
        yield _meta("citation_technical_report_institution", name)
    if record.symbol:
        yield _meta("citation_technical_report_number", escape(record.symbol))
    yield _meta("citation_public_url", escape(edition.url + one.short))
    for attachment in record.attachments:
        if attachment.file.lower().endswith(".pdf"):
            yield _meta("citation_pdf_url", escape(edition.url + quote(file_path(record, attachment.file))))
