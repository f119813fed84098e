"""The three files beside a record's page that citation managers read: BibTeX, RIS and CSL-JSON.

A record is cited as a page of the archive, a published report as a report: proceedings, a talk or any other kind would
say more than is known. What a format cannot say of a date or a state is said in words.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from mission_archive.formats.certainty import Span, is_publication
from mission_archive.formats.citations.cited import cited_in, in_one_part
from mission_archive.formats.citations.dates import biblatex_date, csl_date, ris_date
from mission_archive.formats.edition import Edition
from mission_archive.formats.writing import json_bytes
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


class _Facts(NamedTuple):
    """What all three formats say of a record, in its original language, each text on one line: in a line of RIS a break
    would begin another field. `kind` is a workshop in Alder; `number` is that of a report, and `languages` are those
    that it is in: of all else, and of one that does not say so, that of the record."""

    record: Record
    span: Span | None
    when: str
    is_report: bool
    title: str
    authors: list[str]
    archive: str
    kind: str
    place: str
    state: str
    number: str
    languages: tuple[str, ...]
    summary: str
    address: str
    key: str

    @property
    def kind_and_state(self) -> str:
        """Workshop, Alder [Only announced]."""
        return f"{self.kind} [{self.state}]" if self.state else self.kind


def _facts(edition: Edition, record: Record) -> _Facts:
    return edition.once(_facts_of, record.id)


def _facts_of(edition: Edition, record_id: str) -> _Facts:
    record = edition.archive.records[record_id]
    one = cited_in(edition, record, record.original)
    where = ", ".join([place.text for place in one.where])
    kind = f"{one.kind}, {where}" if where else one.kind.text
    is_report = is_publication(record)
    return _Facts(
        record,
        one.span,
        one.when,
        is_report,
        _line(one.title.text),
        [_line(author.text) for author in one.authors],
        _line(edition.words[record.original]["name"]),
        _line(kind),
        where,
        _line(one.state),
        _line(one.number),
        (is_report and record.languages) or (record.original,),
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
    names = " and ".join([f"{{{_latex(author)}}}" for author in facts.authors])
    if names:
        yield "author", names
    yield "title", f"{{{_latex(facts.title)}}}"
    yield "type" if facts.is_report else "titleaddon", _latex(facts.kind)
    if not facts.is_report:
        yield "organization", _latex(facts.archive)
    elif names:
        yield "institution", names
    if facts.number:
        yield "number", _latex(facts.number)
    if date := biblatex_date(facts.record, facts.span):
        yield "date", date
    # Zotero reads no `titleaddon`, and both read this.
    if said := [*([facts.when] if facts.span is None else []), *([facts.state] if facts.state else [])]:
        yield "note", _latex("; ".join(said))
    yield "abstract", _latex(facts.summary)
    original = facts.record.original
    if original in facts.languages and original in LANGUAGES_OF_BIBLATEX:
        yield "langid", LANGUAGES_OF_BIBLATEX[original]
    yield "url", facts.address


def ris(edition: Edition, record: Record) -> bytes:
    """A record for reference managers (RIS): a report, or an electronic source."""
    lines = [f"{tag}  - {value}\r\n" for tag, value in _ris_lines(_facts(edition, record))]
    return f"{''.join(lines)}ER  - \r\n".encode()


def _ris_lines(facts: _Facts) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT" if facts.is_report else "ELEC"
    yield "TI", facts.title
    for author in facts.authors:
        yield "AU", in_one_part(author)
    date = ris_date(facts.record, facts.span) if facts.span else None
    if date:
        yield "PY", date[:4]
        yield "DA", date
    if not date or not date.endswith("/"):  # of several days Zotero keeps the year alone
        yield "N1", facts.when
    yield "M3", facts.kind_and_state
    yield "DP" if facts.is_report else "T2", facts.archive
    if facts.number:
        yield "SN", facts.number
    yield "AB", facts.summary
    yield "LA", ", ".join(facts.languages)
    yield "UR", facts.address


def csl_json(edition: Edition, record: Record) -> bytes:
    """A record for processors of citation styles (CSL-JSON 1.0)."""
    facts = _facts(edition, record)
    item: dict[str, Any] = {
        "id": facts.key,
        "type": "report" if facts.is_report else "webpage",
        "title": facts.title,
        "genre": facts.kind_and_state,
        "container-title": facts.archive,
        "abstract": facts.summary,
        "language": facts.languages[0] if len(facts.languages) == 1 else "",  # CSL has room for one
        "URL": facts.address,
        "issued": csl_date(facts.span, facts.when),
        "author": [{"literal": author} for author in facts.authors],
        "event-place": facts.place,
        "status": facts.state,
        "number": facts.number,
    }
    return b"[%s]\n" % json_bytes({name: value for name, value in item.items() if value})


def _latex(text: str) -> str:
    return RE_LATEX.sub(lambda sign: LATEX[sign[0]], text)


def _line(text: str) -> str:
    return " ".join(text.split())
