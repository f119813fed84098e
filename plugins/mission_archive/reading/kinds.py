"""The kinds of value a field can have, each able to read itself from a node or to say what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mission_archive.model.problems import Code
from mission_archive.reading.nodes import Mapping, Node, Scalar
from mission_archive.reading.reader import Reader, scalar
from mission_archive.reading.suggestions import did_you_mean
from mission_archive.reading.words import shorten

YES = ("yes", "on", "y", "1", "true", "да", "ҳа")
NO = ("no", "off", "n", "0", "false", "нет", "не")

LONGEST_PARSED = 2000
"""Characters of a date, an address or another value of few words; more is a text put into the wrong field."""


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
        if found is not None and found.text.strip() not in self.words:
            hint = did_you_mean(found.text, self.words)
            reader.report(
                node, Code.CHOICE, f"'{shorten(found.text)}' is not possible here; write {self.wanted}{hint}"
            )
            return None
        return found.text.strip() if found else None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value with a parser of its own, which raises a ValueError that says what is wrong and what to write."""

    wanted: str
    parse: Callable[[str], Any]
    code: Code

    def read(self, node: Node, reader: Reader) -> Any:
        found = scalar(_set_as_text(node), reader, self.wanted)
        if found is None:
            return None
        text = found.text.strip()
        if len(text) > LONGEST_PARSED:
            reader.report(node, Code.LENGTH, f"the value has {len(text):,} characters; write {self.wanted}")
            return None
        try:
            return self.parse(text)
        except ValueError as error:
            reader.report(node, self.code, str(error))
            return None


def _set_as_text(node: Node) -> Node:
    """A set of dates such as `{2009-04,2009-12}`, which YAML takes for a group of fields without values, as a text."""
    if isinstance(node, Mapping) and all(isinstance(v, Scalar) and not v.text for _, v in node.entries):
        return Scalar("{" + ",".join(key.text for key, _ in node.entries) + "}", node.line, node.column)
    return node


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
            hint = (
                f"; did you mean {digits}?"
                if digits.isascii() and digits.isdigit() and digits != text
                else ""
            )
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
        text = found.text.strip()
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,20})?", text) or not (
            self.least <= float(text) <= self.most
        ):
            reader.report(
                node, Code.NUMBER, f"'{shorten(found.text)}' is not possible here; write {self.wanted}"
            )
            return None
        return float(text)


@dataclass(frozen=True, slots=True)
class YesNo:
    """True or false."""

    wanted: str = "true or false"

    def read(self, node: Node, reader: Reader) -> bool | None:
        found = scalar(node, reader, self.wanted)
        if found is None:
            return None
        word = found.text.strip()
        if word not in ("true", "false"):
            meant = "true" if word.casefold() in YES else "false" if word.casefold() in NO else None
            hint = f"; did you mean '{meant}'?" if meant else ""
            reader.report(
                node, Code.CHOICE, f"'{shorten(word)}' is not possible here; write {self.wanted}{hint}"
            )
            return None
        return word == "true"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """No value at all: what editors look for here has another place, which `where` tells."""

    where: str

    @property
    def wanted(self) -> str:
        return self.where

    def read(self, node: Node, reader: Reader) -> None:
        reader.report(node, Code.UNKNOWN_FIELD, self.where)


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
        if known is not None and text not in known.right:
            reader.report(
                node,
                Code.TERM,
                f"there is no '{shorten(text)}' in vocabularies/{self.vocabulary}.yml; "
                f"write the id of a term, or add the term there{known.hint(text)}",
            )
            return None
        return text
