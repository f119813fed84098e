"""What an editor can correct: a problem, its place in a file, and a stable code for its kind."""

import dataclasses
import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mission_archive.model.grouping import grouped
from mission_archive.model.proposals import Proposal


class Severity(StrEnum):
    """An error stops the build; a warning is worth a look and stops nothing; information waits to be asked for."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "info"


class Code(StrEnum):
    """The kinds of problem. The names are public: editors search for them and scripts filter by them."""

    # the file itself
    ENCODING = "encoding"
    FILE_SIZE = "file-size"
    EMPTY_FILE = "empty-file"
    FILE_NAME = "file-name"
    UNREADABLE = "unreadable"
    CONFLICT = "conflict"
    MISPLACED = "misplaced"
    COLLECTION = "collection"
    SLUG = "slug"
    YEAR_FOLDER = "year-folder"
    LANGUAGE_SUFFIX = "language-suffix"
    DUPLICATE_ID = "duplicate-id"
    UNUSED_FILE = "unused-file"
    # YAML
    FRONT_MATTER = "front-matter"
    YAML = "yaml"
    TAB = "tab"
    COMMENT = "comment"
    ALIAS = "alias"
    NESTING = "nesting"
    DUPLICATE_KEY = "duplicate-key"
    # one field
    UNKNOWN_FIELD = "unknown-field"
    MISSING_FIELD = "missing-field"
    TYPE = "type"
    EMPTY = "empty"
    LENGTH = "length"
    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    DURATION = "duration"
    MOMENT = "moment"
    URL = "url"
    PATH = "path"
    LANGUAGE = "language"
    DUPLICATE_ITEM = "duplicate-item"
    ALT = "alt"
    TERM = "term"
    RECORD_ID = "record-id"
    MISSING_FILE = "missing-file"
    FILE_TYPE = "file-type"
    PICTURE = "picture"
    PROPERTIES = "properties"
    CHARACTER = "character"
    # one record
    NAME_OF_ANOTHER_TIME = "name-of-another-time"
    DATE_ROLE = "date-role"
    STATUS = "status"
    SERIES = "series"
    LIFE = "life"
    # several records or terms
    CONSENT = "consent"
    TRANSLATION = "translation"
    TRANSLATION_FACT = "translation-fact"
    UNTRANSLATED = "untranslated"
    NO_ORIGINAL = "no-original"
    UNKNOWN_RECORD = "unknown-record"
    SELF_RELATION = "self-relation"
    CIRCLE = "circle"
    DEAD_LINK = "dead-link"
    MARKDOWN = "markdown"
    UNLISTED_FILE = "unlisted-file"
    FOREIGN_PICTURE = "foreign-picture"
    FORMER_URL = "former-url"
    DUPLICATE_TERM = "duplicate-term"
    VOCABULARY = "vocabulary"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing for an editor to correct.

    `path` is given from the project's root with `/`; `line` and `column` count from 1, columns in characters.
    `field` is the name an editor wrote or should write, empty where the whole file is meant. `wrong` says what is wrong
    and, after a semicolon, what to write. Where lines to paste may take the place of that, it is apart in `write`; the
    lines are the `proposal`. `guess` is what may have been meant, of which the message asks at its end (see `hint`).
    Problems sort by place.
    """

    path: str
    line: int
    column: int
    code: Code
    field: str
    wrong: str
    severity: Severity = Severity.ERROR
    write: str = ""
    proposal: Proposal | None = dataclasses.field(default=None, compare=False)
    guess: str | None = dataclasses.field(default=None, compare=False)

    @classmethod
    def of_file(
        cls,
        path: str,
        code: Code,
        wrong: str,
        severity: Severity = Severity.ERROR,
        *,
        guess: str | None = None,
    ) -> "Problem":
        return cls(path, 1, 1, code, "", wrong, severity, guess=guess)

    @property
    def message(self) -> str:
        """What is wrong and what to write, in one sentence."""
        return (f"{self.wrong}; {self.write}" if self.write else self.wrong) + hint(self.guess)

    def proposing(self, lines: Proposal | None, condition: str = "") -> "Problem":
        """The problem with lines to paste, if there are any, in place of what it says to write."""
        if lines is None:
            return self
        return dataclasses.replace(self, write=condition + lines.how(self.path), proposal=lines)

    def __str__(self) -> str:
        """The problem as one line, in the form that editors and code hosts recognise as a place in a file.

        Lines to paste follow as they are.
        """
        field = f"{self.field}: " if self.field else ""
        line = f"{self.path}:{self.line}:{self.column}: {self.severity}: {field}{self.message} [{self.code}]"
        return line if self.proposal is None else f"{line}\n{self.proposal.text}".rstrip("\n")


MOST_OF_KIND = 30
"""Problems of one kind in one file that are shown one by one: of the same code in the same field."""

MOST_OF_CODE = 100
"""The same for one code in any field; the names of fields that do not exist have no end."""


def counted(number: int, what: str) -> str:
    """`1 record`, `1,200 records`, `2 entries`."""
    if number == 1:
        return f"1 {what}"
    return f"{number:,} {what.removesuffix('y')}{'ies' if what.endswith('y') else 's'}"


def enumerated(words: Sequence[str], conjunction: str = "and") -> str:
    """`one`, `one and two`, `one, two and three`."""
    *most, last = words
    return f"{', '.join(most)} {conjunction} {last}" if most else last


def limited(
    problems: Iterable[Problem], most_of_kind: int = MOST_OF_KIND, most_of_code: int = MOST_OF_CODE
) -> list[Problem]:
    """The problems by place, each once, with no more of one kind in one file than somebody can correct in one go.

    The number of the others is in one line, with the place of the first of them.
    """
    problems = _limited(set(problems), most_of_kind, by_field=True)
    return sorted(_limited(problems, most_of_code, by_field=False))


def _limited(problems: Iterable[Problem], most: int, *, by_field: bool) -> Iterator[Problem]:
    kinds = grouped(((p.path, p.code, p.severity, p.field if by_field else ""), p) for p in problems)
    for (*_, field), same in kinds.items():
        if len(same) <= most:
            yield from same
            continue
        *shown, first_of_rest = heapq.nsmallest(
            most + 1, same, key=lambda problem: (problem.line, problem.column)
        )
        yield from shown
        rest = f"… and {len(same) - most:,} more of this kind"
        yield dataclasses.replace(first_of_rest, field=field, wrong=rest, write="", proposal=None, guess=None)


def hint(guess: str | None) -> str:
    """The end of a message that guesses what was meant; nothing without a guess."""
    return f"; did you mean '{guess}'?" if guess else ""


def printable(text: str) -> str:
    """What an editor wrote, on one line, with ? for what cannot be shown."""
    return "".join(char if char.isprintable() else "?" for char in text)


def shorten(text: str, most: int = 60) -> str:
    """What an editor wrote, on one line and not too long to stand inside a message."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
