"""The three files beside a record's page that citation managers read: BibTeX, RIS and CSL-JSON.

A record is cited as a page of the archive, a published report as a report: proceedings, a talk or any other kind would
say more than is known. What a format cannot say of a date or a state is said in words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mission_archive.formats.certainty import is_publication
from mission_archive.formats.citations.cited import Cited, cited_in
from mission_archive.formats.citations.dates import biblatex_date, csl_date
from mission_archive.formats.edition import Edition
from mission_archive.formats.writing import json_text
from mission_archive.model.records import Record

LATEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "{": r"\{\vphantom{\}}", "}": r"\vphantom{\{}\}", **{sign: f"\\{sign}" for sign in "$&#%_"},
}  # fmt: skip
"""BibTeX counts braces behind a backslash too, and one without its other would hide all that follows. So each has that
other beside it, unseen, as Zotero writes it."""
RE_LATEX = re.compile(f"[{re.escape(''.join(LATEX))}]")
LANGUAGES_OF_BIBLATEX = {"en": "english", "ru": "russian"}
"""Tajik has no name that every version of babel knows."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What all three formats say of a record, in its original language. `kind` is a workshop in Alder [Only announced];
    `number` is that of a report."""

    record: Record
    cited: Cited
    is_report: bool
    archive: str
    kind: str
    number: str | None
    summary: str
    address: str
    key: str


def _facts(edition: Edition, record: Record) -> _Facts:
    return edition.once(_facts_of, record.id)


def _facts_of(edition: Edition, record_id: str) -> _Facts:
    record = edition.archive.records[record_id]
    one = cited_in(edition, record, record.original)
    kind = f"{one.kind}, {one.place}" if one.places else one.kind.text
    is_report = is_publication(record)
    return _Facts(
        record,
        one,
        is_report,
        edition.words[record.original]["name"],
        f"{kind} [{one.state}]" if one.states else kind,
        record.symbol if is_report else None,
        _line(record.original_words.summary),
        edition.url + one.short,
        f"record-{one.short.rstrip('/').rpartition('/')[2]}",
    )


def bibtex(edition: Edition, record: Record) -> bytes:
    """A record for BibTeX and biblatex (`@report`, `@online`), in UTF-8."""
    facts = _facts(edition, record)
    rows = "".join([f"  {name} = {{{value}}},\n" for name, value in _bibtex_fields(facts)])
    return f"@{'report' if facts.is_report else 'online'}{{{facts.key},\n{rows}}}\n".encode()


def _bibtex_fields(facts: _Facts) -> Iterator[tuple[str, str]]:
    """Braces within braces keep institutions from being taken for persons, and capitals as they are."""
    one, record = facts.cited, facts.record
    names = " and ".join([f"{{{_latex(author.text)}}}" for author in one.authors])
    if names:
        yield "author", names
    yield "title", f"{{{_latex(one.title.text)}}}"
    yield "type" if facts.is_report else "titleaddon", _latex(facts.kind)
    if not facts.is_report:
        yield "organization", _latex(facts.archive)
    elif names:
        yield "institution", names
    if facts.number:
        yield "number", _latex(facts.number)
    if date := biblatex_date(record, one.span):
        yield "date", date
    if one.span is None:
        yield "note", _latex(one.when)
    yield "abstract", _latex(facts.summary)
    if language := LANGUAGES_OF_BIBLATEX.get(record.original):
        yield "langid", language
    yield "url", facts.address


def ris(edition: Edition, record: Record) -> bytes:
    """A record for reference managers (RIS): a report, or an electronic source."""
    lines = [f"{tag}  - {_line(value)}\r\n" for tag, value in _ris_lines(_facts(edition, record))]
    return f"{''.join(lines)}ER  - \r\n".encode()


def _ris_lines(facts: _Facts) -> Iterator[tuple[str, str]]:
    one = facts.cited
    yield "TY", "RPRT" if facts.is_report else "ELEC"
    yield "TI", one.title.text
    for author in one.authors:
        yield "AU", author.text
    if one.span:
        first, last = one.span
        if first[:4] == last[:4]:
            yield "PY", first[:4]
        year, month, day = (*first.split("-"), "", "")[:3]
        yield "DA", f"{year}/{month}/{day}/" if first == last else f"{first[:4]}///{one.when}"
    else:
        yield "N1", one.when
    yield "M3", facts.kind
    yield "DP" if facts.is_report else "T2", facts.archive
    if facts.number:
        yield "M1", facts.number
    yield "AB", facts.summary
    yield "LA", facts.record.original
    yield "UR", facts.address


def csl_json(edition: Edition, record: Record) -> bytes:
    """A record for processors of citation styles (CSL-JSON 1.0)."""
    facts = _facts(edition, record)
    one = facts.cited
    item: dict[str, Any] = {
        "id": facts.key,
        "type": "report" if facts.is_report else "webpage",
        "title": one.title.text,
        "genre": facts.kind,
        "container-title": facts.archive,
        "abstract": facts.summary,
        "language": record.original,
        "URL": facts.address,
        "issued": csl_date(record, one.span, one.when),
        "author": [{"literal": author.text} for author in one.authors],
        "event-place": one.place,
        "status": one.state,
        "number": facts.number,
    }
    return f"[{json_text({name: value for name, value in item.items() if value})}]\n".encode()


def _latex(text: str) -> str:
    return RE_LATEX.sub(lambda sign: LATEX[sign[0]], _line(text))


def _line(text: str) -> str:
    """A text on one line: in a line of RIS a break would begin another field."""
    return " ".join(text.split())
