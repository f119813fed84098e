"""The kinds of value a field can have, each able to read itself from a node or to say what is wrong with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mission_archive.model.file_names import vocabulary_file
from mission_archive.model.problems import Code, Severity, enumerated, hint, shorten
from mission_archive.model.text.placeholders import PERMISSION, PICTURE, left_in, replace_it
from mission_archive.model.text.suggestions import NO_OTHERS, did_you_mean
from mission_archive.reading.fields.reader import Kind, Reader, Wrong, scalar
from mission_archive.reading.fields.synonyms import OF_VALUE, Synonyms
from mission_archive.reading.yaml.nodes import MappingNode, Node, ScalarNode
from mission_archive.reading.yaml.proposals import WrittenAnew

YES_AND_NO = OF_VALUE["yes_no"]

RE_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|tiff?|heic|bmp)", re.IGNORECASE)
RE_ONLY_PICTURE = re.compile(
    r"(?:(?:a |the )?(?:photo(?:graph)?|picture|image|foto)|фото(?:графия|снимок)?|снимок|изображение|сурат|акс|аксҳо"
    r"|img|dsc[fn]?)[ _]?[№#]?[ _]?[0-9]*\.?",
    re.IGNORECASE,
)
RE_FORMATTING = re.compile(
    r"\*\*[^\s*][^*]*\*\*|\[[^\[\]]+\]\([^\s()]+\)"
    r"|</?(?:a|b|i|u|em|strong|small|sub|sup|br|p|span|div|ul|li)\b[^<>]*>"
    r"|&(?:nbsp|amp|lt|gt|quot|laquo|raquo|ndash|mdash|#[0-9]{1,7}|#x[0-9a-f]{1,6});",
    re.IGNORECASE,
)
"""Markdown and HTML, which are read in a text and not in a field."""
RE_BETWEEN_ITEMS = re.compile(r"[,;]")
RE_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f.,'’][0-9]{3})+")

GREATEST_NUMBER = 10_000_000
LONGEST_PARSED = 2000
"""Characters of a date, an address or another value of few words; more is a text put into the wrong field."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words. A text of one line has its white space folded; one of `lines` keeps its paragraphs. Readers see all signs
    in it as they are typed, but for that of `is_markdown`."""

    least: int = 1
    most: int = 10_000
    has_lines: bool = False
    is_markdown: bool = False

    @property
    def wanted(self) -> str:
        return f"a text of {self.least} to {self.most:,} characters" if self.least > 1 else "a text"

    def read(self, node: Node, reader: Reader) -> str:
        found = scalar(node, reader, self.wanted, is_text=True).text
        text = found.strip() if self.has_lines else " ".join(found.split())
        if not self.least <= len(text) <= self.most:
            limit = f"at least {self.least}" if len(text) < self.least else f"at most {self.most:,}"
            raise Wrong(Code.LENGTH, f"the text has {len(text):,} characters; write {limit}")
        if not any(map(str.isalnum, text)):
            raise Wrong(Code.EMPTY, f"there is no letter or digit here; write {self.wanted}")
        if not self.is_markdown and (placeholder := left_in(text)):
            raise Wrong(Code.EMPTY, replace_it(placeholder))
        if not self.is_markdown and (typed := RE_FORMATTING.search(text)):
            message = (
                f"readers see '{shorten(typed[0])}' as it is typed, for links and formatting are possible only in "
                "the text of a record; write plain words here"
            )
            reader.report(node, Code.MARKDOWN, message, Severity.WARNING)
        return text


@dataclass(frozen=True, slots=True)
class AltText:
    """What a picture shows, in words, for those who cannot see it."""

    most: int
    wanted: str = PICTURE

    def read(self, node: Node, reader: Reader) -> str:
        text = Text(most=self.most).read(node, reader)
        if RE_FILE_NAME.fullmatch(text):
            raise Wrong(Code.ALT, f"'{shorten(text)}' is the name of a file; write {self.wanted}")
        if RE_ONLY_PICTURE.fullmatch(text):
            message = f"'{shorten(text)}' says only that there is a picture; write {self.wanted}"
            reader.report(node, Code.ALT, message, Severity.WARNING)
        return text


_NO_PERMISSION = {
    "true": f"does not say why a copy may be published; write {PERMISSION}",
    "false": "is not needed: without this field no copy is published; delete it",
}


@dataclass(frozen=True, slots=True)
class Permission:
    """Why something may be published, in words for readers: a mere yes says nothing to them."""

    most: int = 300
    wanted: str = PERMISSION

    def read(self, node: Node, reader: Reader) -> str:
        scalar(node, reader, self.wanted, is_text=True)
        text = Text(most=self.most).read(node, reader)
        if fault := _NO_PERMISSION.get(YES_AND_NO.get(text.casefold(), text.casefold())):
            raise Wrong(Code.CHOICE, f"'{text}' {fault}")
        return text


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value with a parser of its own, which raises a ValueError that says what is wrong and what to write."""

    wanted: str
    parse: Callable[[str], Any]
    code: Code
    doubt: Callable[[Any], str | None] | None = None
    """What to warn of in a value that is right."""
    choices: tuple[str, ...] = ()
    """All that may be written, if it is one of a few words."""

    def read(self, node: Node, reader: Reader) -> Any:
        text = scalar(_set_as_text(node), reader, self.wanted).text.strip()
        if len(text) > LONGEST_PARSED:
            raise Wrong(Code.LENGTH, f"the value has {len(text):,} characters; write {self.wanted}")
        try:
            value = self.parse(text)
        except ValueError as error:
            raise Wrong(self.code, str(error)) from None
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
    if isinstance(node, MappingNode) and node.has_only_names:
        return ScalarNode("{" + ",".join(key.text for key, _ in node.entries) + "}", node.line, node.column)
    return node


def _not_allowed(text: str, wanted: str) -> str:
    return f"'{shorten(text)}' is not allowed here; write {wanted}"


def choice(choices: tuple[str, ...], others: Synonyms = NO_OTHERS, offered: tuple[str, ...] = ()) -> Parsed:
    """One of a few words. `others` leads from a word that editors use to the one that is meant.

    `offered` are those that messages name, where a rule decides later on the others.
    """
    wanted = enumerated(offered or choices, "or")

    def parse(text: str) -> str:
        if text in choices:
            return text
        meant = others.get(text.casefold())
        raise ValueError(
            _not_allowed(text, wanted) + (hint(meant) if meant else did_you_mean(text, offered or choices))
        )

    return Parsed(wanted, parse, Code.CHOICE, choices=choices)


def _digits_only(text: str) -> str:
    """A whole number without the signs that people type between its thousands; any other text as it is."""
    return re.sub("[^0-9]", "", text) if RE_THOUSANDS.fullmatch(text) else text


def _parse_whole_number(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,9}", text) and 1 <= int(text) <= GREATEST_NUMBER:
        return int(text)
    digits = _digits_only(text)
    meant = f"; did you mean {digits}?" if digits != text else ""
    raise ValueError(f"{_not_allowed(text, WHOLE_NUMBER.wanted)}, in digits only{meant}")


WHOLE_NUMBER = Parsed("a whole number of 1 or more", _parse_whole_number, Code.NUMBER)


def written_anew(kind: Kind) -> WrittenAnew:
    """How a proposal writes a value of a kind: as it is, but a number in digits only."""
    return _number_anew if kind is WHOLE_NUMBER else str


def _number_anew(text: str) -> str | None:
    digits = _digits_only(text)
    return None if "," in digits else digits


def degrees(least: float, most: float) -> Parsed:
    """A number of degrees, which may have a fraction."""
    wanted = f"degrees from {least:g} to {most:g}, as a number with a decimal point"

    def parse(text: str) -> float:
        if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,20})?", text) and least <= float(text) <= most:
            return float(text)
        raise ValueError(_not_allowed(text, wanted))

    return Parsed(wanted, parse, Code.NUMBER)


def _parse_yes_no(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(_not_allowed(text, YES_NO.wanted) + hint(YES_AND_NO.get(text.casefold())))
    return text == "true"


YES_NO = Parsed("true or false", _parse_yes_no, Code.CHOICE)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """No value at all: what editors look for here has another place, which is `wanted`."""

    wanted: str

    def read(self, node: Node, reader: Reader) -> None:
        raise Wrong(Code.UNKNOWN_FIELD, self.wanted)


@dataclass(frozen=True, slots=True)
class TermId:
    """The id of a term of a vocabulary."""

    vocabulary: str

    @property
    def wanted(self) -> str:
        return f"the id of a term in {vocabulary_file(self.vocabulary)}"

    def read(self, node: Node, reader: Reader) -> str:
        text = scalar(node, reader, self.wanted).text.strip()
        known = reader.terms.get(self.vocabulary)
        if known is None or text in known.right:
            return text
        several = self.meant_by(text, reader) if RE_BETWEEN_ITEMS.search(text) else []
        if len(several) > 1 and all(item in known.right for item in several):
            message = "several terms are written as one; make each an item of its own: "
            raise Wrong(Code.TERM, message + ", ".join(several))
        message = (
            f"there is no '{shorten(text)}' in {vocabulary_file(self.vocabulary)}; "
            f"write the id of a term, or add the term there"
        )
        raise Wrong(Code.TERM, message, guess=known.near(text))

    def meant_by(self, text: str, reader: Reader) -> list[str]:
        """The ids that someone may mean who wrote several terms as one text, or else what they wrote."""
        known = reader.terms.get(self.vocabulary)
        items = [item.strip() for item in RE_BETWEEN_ITEMS.split(text) if item.strip()]
        if known is None:
            return items
        if all(word in known.right for word in text.split()):
            return text.split()
        return [item if item in known.right else known.near(item) or item for item in items]
