"""Citations as a format: the files, what pages offer of them, and what the head of a page says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from markupsafe import Markup

from mission_archive.formats.citations.files import MAKERS, records_with_files
from mission_archive.formats.citations.head import meta_of
from mission_archive.formats.edition import Edition, Format, Make, Offer, Subject
from mission_archive.model.addresses import citation_url

LABELS = {
    "bib": ("BibTeX", "application/x-bibtex"),
    "ris": ("RIS", "application/x-research-info-systems"),
    "json": ("CSL-JSON", "application/vnd.citationstyles.csl+json"),
}


def _files(edition: Edition) -> Iterator[tuple[str, Make]]:
    for record in records_with_files(edition):
        for ending, make in MAKERS.items():
            yield citation_url(record, ending), partial(make, edition, record)


def _head(edition: Edition, subject: Subject) -> Iterable[Markup]:
    return meta_of(edition, subject.record, subject.language) if subject.record else ()


def _data(edition: Edition, subject: Subject) -> Iterator[Offer]:
    if record := subject.record:
        for ending, (label, media_type) in LABELS.items():
            yield Offer(label, citation_url(record, ending), media_type)


FORMAT = Format(_files, _head, data=_data)
