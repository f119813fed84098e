"""The kinds of value a field can have, each able to read itself from a node or to say what is wrong with it.

A kind's `read` returns the value, or `None` after reporting a problem; `wanted` says in words what it takes, for
messages and for the documentation of the format.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from mission_archive.model.dates import Date
from mission_archive.model.durations import Duration
from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.reading.nodes import Node, Scalar, Sequence
from mission_archive.reading.suggestions import did_you_mean

RE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
RE_LANGUAGE = re.compile(r"[a-z]{2,3}")
RE_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RE_RECORD_ID = re.compile(r"[a-z]+/(?:[0-9]{4}|undated)/[a-z0-9]+(?:-[a-z0-9]+)*")
RE_URL = re.compile(r"https?://[^\s/?#\"'<>]+\.[^\s\"'<>]+|https?://localhost[^\s\"'<>]*", re.IGNORECASE)


@dataclass(slots=True)
class Reader:
    """Collects the problems and the places of the fields of one file.

    `terms` leads from a vocabulary's name to the ids that may be written and what else readers call them (see
    `TermId`); a vocabulary that could not be read is not in it, and its terms pass. `places` keeps where each field
    and list item stands, for rules that look at several fields or records at once.
    """

    path: str
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    places: dict[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)
    within: tuple[str | int, ...] = ()

    def report(self, node: Node, code: Code, message: str, severity: Severity = Severity.ERROR) -> None:
        """Note what is wrong with `node`, under the name of the field now being read."""
        self.problems.append(
            Problem(self.path, node.line, node.column, code, self.field_name, message, severity)
        )

    @property
    def field_name(self) -> str:
        return ".".join(str(part) for part in self.within if isinstance(part, str))

    def enter(self, part: str | int, node: Node, kind: Kind) -> Any:
        """The value of a field (`part` its name) or list item (its number) inside the one now being read."""
        outside, self.within = self.within, (*self.within, part)
        self.places[self.within] = (node.line, node.column)
        value = kind.read(node, self)
        self.within = outside
        return value


class Kind(Protocol):
    """A kind of value."""

    @property
    def wanted(self) -> str: ...

    def read(self, node: Node, reader: Reader) -> Any: ...


def scalar(node: Node, reader: Reader, wanted: str) -> Scalar | None:
    """`node` as a text that is not empty, or None after a report."""
    if not isinstance(node, Scalar):
        shape = "a list" if isinstance(node, Sequence) else "a group of fields"
        reader.report(node, Code.TYPE, f"this is {shape}; write {wanted}")
        return None
    if not node.text.strip():
        reader.report(node, Code.EMPTY, f"nothing is written here; write {wanted}, or leave the field out")
        return None
    return node


@dataclass(frozen=True, slots=True)
class Text:
    """Words. A text of one line has its white space folded; one of `lines` keeps its paragraphs."""

    least: int = 1
    most: int = 10_000
    has_lines: bool = False

    @property
    def wanted(self) -> str:
        return f"a text of {self.least} to {self.most:,} characters" if self.least > 1 else "a text"

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, self.wanted)
        if found is None:
            return None
        text = found.text.strip() if self.has_lines else " ".join(found.text.split())
        if not self.least <= len(text) <= self.most:
            limit = f"at least {self.least}" if len(text) < self.least else f"at most {self.most:,}"
            reader.report(node, Code.LENGTH, f"the text has {len(text):,} characters; write {limit}")
            return None
        return text


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def wanted(self) -> str:
        return ", ".join(self.words[:-1]) + " or " + self.words[-1] if len(self.words) > 1 else self.words[0]

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, self.wanted)
        if found is not None and found.text not in self.words:
            hint = did_you_mean(found.text, self.words)
            reader.report(
                node, Code.CHOICE, f"'{shorten(found.text)}' is not possible here; write {self.wanted}{hint}"
            )
            return None
        return found.text if found else None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value with a parser of its own, which raises a ValueError that says what is wrong and what to write."""

    wanted: str
    parse: Callable[[str], Any]
    code: Code

    def read(self, node: Node, reader: Reader) -> Any:
        found = scalar(node, reader, self.wanted)
        if found is None:
            return None
        try:
            return self.parse(found.text.strip())
        except ValueError as error:
            reader.report(node, self.code, str(error))
            return None


def _parse_day(text: str) -> datetime.date:
    if RE_DAY.fullmatch(text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise ValueError(
                f"there is no day '{text}'; write a day of the calendar such as 2010-12-14"
            ) from None
    raise ValueError(f"'{shorten(text)}' is no day; write it as 2010-12-14")


def _parse_moment(text: str) -> datetime.datetime:
    if RE_DAY.fullmatch(text):
        return datetime.datetime.combine(_parse_day(text), datetime.time(), datetime.UTC)
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"'{shorten(text)}' is no day or moment; write 2012-03-01, or with the time and its distance "
            "from UTC 2012-03-01T10:00+05:00"
        ) from None
    if moment.tzinfo is None:
        raise ValueError(
            f"'{text}' does not say in which time zone; write it with the distance from UTC, "
            f"such as {moment:%Y-%m-%dT%H:%M}+05:00"
        )
    return moment


def _parse_url(text: str) -> str:
    if not RE_URL.fullmatch(text):
        raise ValueError(
            f"'{shorten(text)}' is no address on the web; write it whole, beginning with https://"
        )
    return text


def _parse_language(text: str) -> str:
    if not RE_LANGUAGE.fullmatch(text):
        raise ValueError(
            f"'{shorten(text)}' is no language code; write two or three small letters (ISO 639), "
            "such as en, ru, tg or prs"
        )
    return text


def _parse_record_id(text: str) -> str:
    if RE_RECORD_ID.fullmatch(text):
        return text
    stripped = re.sub(r"^(\.\.?/)+|(/index)?(\.[a-z]{2})?\.(md|yml)$|^content/|/$", "", text)
    hint = (
        f"'{stripped}'"
        if RE_RECORD_ID.fullmatch(stripped)
        else "such as 'workshops/2010/preventing-extremism'"
    )
    raise ValueError(f"'{shorten(text)}' is no record's id; write collection/year/slug {hint}")


def _parse_former_url(text: str) -> str:
    if not re.fullmatch(r"/?[A-Za-z0-9._~%/-]+", text) or ".." in text.split("/"):
        raise ValueError(
            f"'{shorten(text)}' is no path on this site; write it from the site's root, "
            "such as /events/2010/old-name/"
        )
    return text.lstrip("/")


EDTF = Parsed("a date such as 2010-04-15, 2010-12, 2009 or 2010-04-15/2010-04-17", Date.parse, Code.DATE)
DAY = Parsed("a day such as 2010-12-14", _parse_day, Code.DATE)
MOMENT = Parsed(
    "a day such as 2012-03-01 or a moment such as 2012-03-01T10:00+05:00", _parse_moment, Code.MOMENT
)
DURATION = Parsed("a duration such as P5D (five days), P2W or P4M", Duration.parse, Code.DURATION)
URL = Parsed("an address that begins with https://", _parse_url, Code.URL)
LANGUAGE = Parsed("a language code such as en, ru or tg", _parse_language, Code.LANGUAGE)
RECORD_ID = Parsed("a record's id: collection/year/slug", _parse_record_id, Code.RECORD_ID)
FORMER_URL = Parsed(
    "a former path of this record, such as /events/2010/old-name/", _parse_former_url, Code.FORMER_URL
)


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A number without a fraction."""

    least: int = 1
    most: int = 10_000_000

    @property
    def wanted(self) -> str:
        return f"a whole number of {self.least} or more"

    def read(self, node: Node, reader: Reader) -> int | None:
        found = scalar(node, reader, self.wanted)
        if found is None:
            return None
        text = found.text.strip()
        if not re.fullmatch(r"[0-9]{1,9}", text) or not self.least <= int(text) <= self.most:
            digits = re.sub(r"[  .,]", "", text)
            hint = f", here {digits}" if digits.isascii() and digits.isdigit() and digits != text else ""
            reader.report(
                node,
                Code.NUMBER,
                f"'{shorten(text)}' is not possible here; write {self.wanted}, in digits only{hint}",
            )
            return None
        return int(text)


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number of degrees."""

    least: float
    most: float

    @property
    def wanted(self) -> str:
        return f"degrees from {self.least:g} to {self.most:g}, such as 38.5358"

    def read(self, node: Node, reader: Reader) -> float | None:
        found = scalar(node, reader, self.wanted)
        if found is None:
            return None
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,20})?", found.text) or not (
            self.least <= float(found.text) <= self.most
        ):
            reader.report(
                node, Code.NUMBER, f"'{shorten(found.text)}' is not possible here; write {self.wanted}"
            )
            return None
        return float(found.text)


@dataclass(frozen=True, slots=True)
class YesNo:
    """True or false."""

    wanted: str = "true or false"

    def read(self, node: Node, reader: Reader) -> bool | None:
        word = Choice(("true", "false")).read(node, reader)
        return None if word is None else word == "true"


@dataclass(frozen=True, slots=True)
class TermId:
    """The id of a term of a vocabulary."""

    vocabulary: str

    @property
    def wanted(self) -> str:
        return f"the id of a term in vocabularies/{self.vocabulary}.yml"

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, self.wanted)
        if found is None:
            return None
        known = reader.terms.get(self.vocabulary)
        text = found.text.strip()
        if known is not None and known.get(text) != text:
            reader.report(
                node,
                Code.TERM,
                f"there is no '{shorten(text)}' in vocabularies/{self.vocabulary}.yml; "
                f"write the id of a term, or add the term there{did_you_mean(text, known)}",
            )
            return None
        return text


def shorten(text: str, most: int = 60) -> str:
    """`text` on one line and not too long to stand inside a message."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
