"""Citations as a format: the files, what pages offer of them, and what the head of a page says."""

from collections.abc import Iterable, Iterator
from functools import partial

from mission_archive.formats.citations.files import bibtex, csl_json, ris
from mission_archive.formats.citations.head import meta_of
from mission_archive.formats.edition import Edition, Format, Make, Offer, Subject
from mission_archive.model.addresses import citation_url

KINDS = (
    ("bib", "BibTeX", "application/x-bibtex", bibtex),
    ("ris", "RIS", "application/x-research-info-systems", ris),
    ("json", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json),
)
"""The ending of a file, what it is called, its media type, and what makes it."""


def _files(edition: Edition) -> Iterator[tuple[str, Make]]:
    for record in edition.archive.listed:
        for ending, _, _, make in KINDS:
            yield citation_url(record, ending), partial(make, edition, record)


def _head(edition: Edition, subject: Subject) -> Iterable[str]:
    return meta_of(edition, subject.record, subject.language) if subject.record else ()


def _data(edition: Edition, subject: Subject) -> Iterable[Offer]:
    return edition.once(_offers, subject.record.id) if subject.record else ()


def _offers(edition: Edition, record_id: str) -> list[Offer]:
    """The same on the pages of a record in all languages."""
    record = edition.archive.records[record_id]
    return [Offer(label, citation_url(record, end), type_) for end, label, type_, _ in KINDS]


FORMAT = Format(_files, _head, data=_data)
