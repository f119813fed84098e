"""The kinds of value a field can have, each able to read itself from a node or to say what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mission_archive.model.file_names import vocabulary_file
from mission_archive.model.problems import Code, Severity, shorten
from mission_archive.reading.fields.reader import Reader, scalar
from mission_archive.reading.fields.suggestions import did_you_mean
from mission_archive.reading.yaml.nodes import Mapping, Node, Scalar

YES = ("yes", "on", "y", "1", "true", "да", "ҳа")
NO = ("no", "off", "n", "0", "false", "нет", "не")

RE_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f.,'’][0-9]{3})+")
RE_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|tiff?|heic|bmp)", re.IGNORECASE)
RE_ONLY_PICTURE = re.compile(
    r"(?:(?:a |the )?(?:photo(?:graph)?|picture|image|foto)|фото(?:графия|снимок)?|снимок|изображение|сурат|акс|аксҳо"
    r"|img|dsc[fn]?)[ _]?[№#]?[ _]?[0-9]*\.?",
    re.IGNORECASE,
)
RE_BETWEEN_TERMS = re.compile(r"[,;]")
RE_BETWEEN_THOUSANDS = re.compile(r"[^0-9]")

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
        found = scalar(node, reader, self.wanted, is_words=True)
        if found is None:
            return None
        text = found.text.strip() if self.has_lines else " ".join(found.text.split())
        if not self.least <= len(text) <= self.most:
            limit = f"at least {self.least}" if len(text) < self.least else f"at most {self.most:,}"
            reader.report(node, Code.LENGTH, f"the text has {len(text):,} characters; write {limit}")
            return None
        if not any(map(str.isalnum, text)):
            reader.report(node, Code.EMPTY, f"there is no letter or digit here; write {self.wanted}")
            return None
        return text


@dataclass(frozen=True, slots=True)
class AltText:
    """What a picture shows, in words, for those who cannot see it."""

    most: int

    @property
    def wanted(self) -> str:
        return "what the picture shows, for those who cannot see it"

    def read(self, node: Node, reader: Reader) -> str | None:
        text = Text(most=self.most).read(node, reader)
        if text is None:
            return None
        if RE_FILE_NAME.fullmatch(text):
            message = f"'{shorten(text)}' is the name of a file; write {self.wanted}"
            reader.report(node, Code.ALT, message)
            return None
        if RE_ONLY_PICTURE.fullmatch(text):
            message = f"'{shorten(text)}' says only that there is a picture; write {self.wanted}"
            reader.report(node, Code.ALT, message, Severity.WARNING)
        return text


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words. `others` leads from a word that editors use to the one that is meant.

    `offered` are those that messages name, where a rule decides later on the others.
    """

    words: tuple[str, ...]
    others: tuple[tuple[str, str], ...] = ()
    offered: tuple[str, ...] = ()

    @property
    def wanted(self) -> str:
        *words, last = self.offered or self.words
        return f"{', '.join(words)} or {last}" if words else last

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, self.wanted)
        if found is not None and found.text.strip() not in self.words:
            meant = dict(self.others).get(found.text.strip().casefold())
            hint = (
                f"; did you mean '{meant}'?"
                if meant
                else did_you_mean(found.text, self.offered or self.words)
            )
            reader.report(
                node, Code.CHOICE, f"'{shorten(found.text)}' is not allowed here; write {self.wanted}{hint}"
            )
            return None
        return found.text.strip() if found else None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value with a parser of its own, which raises a ValueError that says what is wrong and what to write."""

    wanted: str
    parse: Callable[[str], Any]
    code: Code
    doubt: Callable[[Any], str | None] | None = None
    """What to warn of in a value that is right."""

    def read(self, node: Node, reader: Reader) -> Any:
        found = scalar(_set_as_text(node), reader, self.wanted)
        if found is None:
            return None
        text = found.text.strip()
        if len(text) > LONGEST_PARSED:
            reader.report(node, Code.LENGTH, f"the value has {len(text):,} characters; write {self.wanted}")
            return None
        try:
            value = self.parse(text)
        except ValueError as error:
            reader.report(node, self.code, str(error))
            return None
        if self.doubt and (doubt := self.doubt(value)):
            reader.report(node, self.code, doubt, Severity.WARNING)
        return value

    def takes(self, text: str) -> bool:
        try:
            self.parse(text)
        except ValueError:
            return False
        return True


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
            digits = RE_BETWEEN_THOUSANDS.sub("", text) if RE_THOUSANDS.fullmatch(text) else ""
            hint = f"; did you mean {digits}?" if digits else ""
            reader.report(
                node,
                Code.NUMBER,
                f"'{shorten(text)}' is not allowed here; write {self.wanted}, in digits only{hint}",
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
        return f"degrees from {self.least:g} to {self.most:g}, as a number with a decimal point"

    def read(self, node: Node, reader: Reader) -> float | None:
        found = scalar(node, reader, self.wanted)
        if found is None:
            return None
        text = found.text.strip()
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,20})?", text) or not (
            self.least <= float(text) <= self.most
        ):
            reader.report(
                node, Code.NUMBER, f"'{shorten(found.text)}' is not allowed here; write {self.wanted}"
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
                node, Code.CHOICE, f"'{shorten(word)}' is not allowed here; write {self.wanted}{hint}"
            )
            return None
        return word == "true"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """No value at all: what editors look for here has another place, which `where` names."""

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
        return f"the id of a term in {vocabulary_file(self.vocabulary)}"

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, self.wanted)
        if found is None:
            return None
        known = reader.terms.get(self.vocabulary)
        text = found.text.strip()
        if known is not None and text not in known.right:
            several = self.meant_by(text, reader) if RE_BETWEEN_TERMS.search(text) else []
            if len(several) > 1 and all(item in known.right for item in several):
                message = (
                    f"several terms are written as one; make each an item of its own: {', '.join(several)}"
                )
                reader.report(node, Code.TERM, message)
                return None
            reader.report(
                node,
                Code.TERM,
                f"there is no '{shorten(text)}' in {vocabulary_file(self.vocabulary)}; "
                f"write the id of a term, or add the term there",
                guess=known.near(text),
            )
            return None
        return text

    def meant_by(self, text: str, reader: Reader) -> list[str]:
        """The ids that someone may mean who wrote several terms as one text, or else what they wrote."""
        known = reader.terms.get(self.vocabulary)
        items = [item.strip() for item in RE_BETWEEN_TERMS.split(text) if item.strip()]
        if known is None:
            return items
        if len(items) == 1 and all(word in known.right for word in text.split()):
            return text.split()
        return [item if item in known.right else known.near(item) or item for item in items]
