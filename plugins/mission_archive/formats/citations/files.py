"""The three files beside a record's page that citation managers read: BibTeX, RIS and CSL-JSON.

A record is cited as a page of the archive, a published report as a report: proceedings, a talk or any other kind would
say more than is known. What a format cannot say of a date or a state is said in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mission_archive.formats.certainty import certain_span, is_publication
from mission_archive.formats.citations.cited import Cited, cited_in
from mission_archive.formats.citations.csl_dates import csl_date
from mission_archive.formats.citations.edtf import biblatex_date
from mission_archive.formats.edition import Edition
from mission_archive.formats.json_text import json_text
from mission_archive.model.records import Record

LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        "{": r"\{\vphantom{\}}", "}": r"\vphantom{\{}\}", **{sign: f"\\{sign}" for sign in "$&#%_"},
    }
)  # fmt: skip
"""BibTeX counts braces behind a backslash too, and one without its other would hide all that follows. So each has that
other beside it, unseen, as Zotero writes it."""
LANGUAGES_OF_BIBLATEX = {"en": "english", "ru": "russian"}
"""Tajik has no name that every version of babel knows."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What all three formats say of a record, in its original language."""

    record: Record
    cited: Cited
    archive: str
    summary: str
    address: str
    key: str

    @property
    def is_report(self) -> bool:
        return is_publication(self.record)

    @property
    def kind(self) -> str:
        """A workshop in Alder [Only announced]."""
        places = ", ".join(place.text for place in self.cited.places)
        kind = f"{self.cited.kind}, {places}" if places else self.cited.kind.text
        return f"{kind} [{'; '.join(self.cited.states)}]" if self.cited.states else kind


def _facts(edition: Edition, record: Record) -> _Facts:
    language = record.original
    one = cited_in(edition, record, language)
    return _Facts(
        record,
        one,
        edition.words[language]["name"],
        _line(record.original_words.summary),
        edition.url + one.short,
        f"record-{one.short.rstrip('/').rpartition('/')[2]}",
    )


def bibtex(edition: Edition, record: Record) -> bytes:
    """A record for BibTeX and biblatex (`@report`, `@online`), in UTF-8."""
    facts = _facts(edition, record)
    rows = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex_fields(facts))
    return f"@{'report' if facts.is_report else 'online'}{{{facts.key},\n{rows}}}\n".encode()


def _bibtex_fields(facts: _Facts) -> Iterator[tuple[str, str]]:
    """Braces within braces keep institutions from being taken for persons, and capitals as they are."""
    one, record = facts.cited, facts.record
    names = [f"{{{_latex(author.text)}}}" for author in one.authors]
    if names:
        yield "author", " and ".join(names)
    yield "title", f"{{{_latex(one.title.text)}}}"
    if facts.is_report:
        yield "type", _latex(facts.kind)
        if names:
            yield "institution", " and ".join(names)
        if record.symbol:
            yield "number", _latex(record.symbol)
    else:
        yield "titleaddon", _latex(facts.kind)
        yield "organization", _latex(facts.archive)
    if date := biblatex_date(record):
        yield "date", date
    if certain_span(record) is None:
        yield "note", _latex(one.when)
    yield "abstract", _latex(facts.summary)
    if language := LANGUAGES_OF_BIBLATEX.get(record.original):
        yield "langid", language
    yield "url", facts.address


def ris(edition: Edition, record: Record) -> bytes:
    """A record for reference managers (RIS): a report, or an electronic source."""
    facts = _facts(edition, record)
    lines = [f"{tag}  - {_line(value)}" for tag, value in _ris_lines(facts)]
    return ("\r\n".join(lines) + "\r\nER  - \r\n").encode()


def _ris_lines(facts: _Facts) -> Iterator[tuple[str, str]]:
    one, record = facts.cited, facts.record
    yield "TY", "RPRT" if facts.is_report else "ELEC"
    yield "TI", one.title.text
    yield from (("AU", author.text) for author in one.authors)
    span = certain_span(record)
    if span:
        first, last = span
        if first[:4] == last[:4]:
            yield "PY", first[:4]
        year, month, day = (*first.split("-"), "", "")[:3]
        yield "DA", f"{year}/{month}/{day}/" if first == last else f"{first[:4]}///{one.when}"
    else:
        yield "N1", one.when
    yield "M3", facts.kind
    yield "DP" if facts.is_report else "T2", facts.archive
    if facts.is_report and record.symbol:
        yield "M1", record.symbol
    yield "AB", facts.summary
    yield "LA", record.original
    yield "UR", facts.address


def csl_json(edition: Edition, record: Record) -> bytes:
    """A record for processors of citation styles (CSL-JSON 1.0)."""
    return f"{json_text([_csl(_facts(edition, record))])}\n".encode()


def _csl(facts: _Facts) -> dict[str, Any]:
    one, record = facts.cited, facts.record
    item: dict[str, Any] = {
        "id": facts.key,
        "type": "report" if facts.is_report else "webpage",
        "title": one.title.text,
        "genre": facts.kind,
        "container-title": facts.archive,
        "abstract": facts.summary,
        "language": record.original,
        "URL": facts.address,
        "issued": csl_date(record, one.when),
    }
    if one.authors:
        item["author"] = [{"literal": author.text} for author in one.authors]
    if one.places:
        item["event-place"] = ", ".join(place.text for place in one.places)
    if one.states:
        item["status"] = "; ".join(one.states)
    if facts.is_report and record.symbol:
        item["number"] = record.symbol
    return item


def _latex(text: str) -> str:
    return _line(text).translate(LATEX)


def _line(text: str) -> str:
    """A text on one line: in a line of RIS a break would begin another field."""
    return " ".join(text.split())


MAKERS = {"bib": bibtex, "ris": ris, "json": csl_json}
"""Ending of a file → what makes it."""


def records_with_files(edition: Edition) -> Iterable[Record]:
    """The records that have citation files: those that lists show."""
    return edition.archive.listed
