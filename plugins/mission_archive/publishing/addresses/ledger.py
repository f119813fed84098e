"""The ledger of addresses: every public address that the site has ever had, one a line, in a file of the repository.

    events/2010/energy-security/
    places/old-name/ -> places/new-name/
    reports/2009/draft.pdf gone: it was published by mistake

An address that is no longer there is ended by a line of the second or third form. The lines are sorted, and each
stands for itself, so that two branches that add some can be merged; one that stands twice after a merge does no harm.
Letters may be encoded as in `%D0%B0`; they are written as letters when addresses are added.
Empty lines are passed over, and so are lines that begin with `#`, which keep their place above the line they are about.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from mission_archive.model.addresses import MOST_LEADING_ON
from mission_archive.model.problems import Code, Problem, limited
from mission_archive.model.text.encoding import utf_8

LEDGER_FILE = "addresses.txt"

LEADS = " -> "
GONE = " gone: "

MOST_LETTERS = 1000
"""Servers have limits for the line of a request, and browsers for an address."""

HEADER = """\
# Every public address that this archive has ever had. "archive addresses --update" adds new ones; take none out.
# An address that can be there no more is ended here:
#   old/address/ -> new/address/
#   old/address/ gone: why
"""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One address. `target` is where it leads now, `reason` why it is gone; at most one of them is there.

    `line` is its place in the file, counted from 1; 0 if it is not there yet.
    """

    address: str
    target: str | None = None
    reason: str | None = None
    line: int = 0
    comments: tuple[str, ...] = ()

    @property
    def is_ended(self) -> bool:
        return self.target is not None or self.reason is not None

    def __str__(self) -> str:
        ending = f"{LEADS}{self.target or '/'}" if self.target is not None else ""
        ending += f"{GONE}{self.reason}" if self.reason is not None else ""
        return "\n".join((*self.comments, (self.address or "/") + ending))


@dataclass(frozen=True, slots=True)
class Ledger:
    """The addresses by `key_of`; `name` is the file's path from the project's root."""

    entries: Mapping[str, LedgerEntry] = field(default_factory=dict)
    name: str = LEDGER_FILE
    header: str = HEADER

    def __str__(self) -> str:
        """The text of the file. Reading and writing it once more changes nothing."""
        entries = sorted(self.entries.values(), key=lambda entry: entry.address)
        return f"{self.header}\n" + "".join(f"{entry}\n" for entry in entries)

    @property
    def redirects(self) -> dict[str, str]:
        """Ended addresses that lead to others, and where."""
        return {entry.address: entry.target for entry in self.entries.values() if entry.target is not None}

    @property
    def gone(self) -> dict[str, str]:
        """Ended addresses that lead nowhere, and why."""
        return {entry.address: entry.reason for entry in self.entries.values() if entry.reason is not None}

    def new_among(self, now: Iterable[str]) -> list[str]:
        """The addresses of `now` that the ledger does not hold, sorted."""
        return sorted(address for address in now if key_of(address) not in self.entries)

    def with_new(self, now: Iterable[str]) -> "Ledger":
        """The ledger with the addresses of `now` added; it keeps all that it holds."""
        new = {key_of(address): LedgerEntry(address) for address in self.new_among(now)}
        return replace(self, entries={**self.entries, **new})


def key_of(address: str) -> str:
    """What two spellings of one address have in common: a page may be asked for with and without its last `/`."""
    return unicodedata.normalize("NFC", address).removesuffix("/")


def parse_ledger(text: str, name: str = LEDGER_FILE) -> tuple[Ledger, list[Problem]]:
    """The ledger that a text holds, and what is wrong in it. Lines that are wrong are left out."""
    header, lines = _part_header(text.splitlines())
    entries: dict[str, LedgerEntry] = {}
    ended: dict[str, LedgerEntry] = {}
    problems: list[Problem] = []
    comments: list[str] = []
    for number, written in lines:
        line = written.strip()
        if not line or line.startswith("#"):
            comments += [line] if line else []
            continue
        entry = _read_line(line, number, tuple(comments))
        comments = []
        if isinstance(entry, str):
            problems.append(problem_at(name, number, entry))
            continue
        if entry.is_ended:
            alike = ended.setdefault(key_of(entry.address).casefold(), entry)
            if key_of(alike.address) != key_of(entry.address):
                message = (
                    f"'/{entry.address}' differs only in capital letters from '/{alike.address}' in line {alike.line}, "
                    "and servers can take the two for one; delete one of the two lines"
                )
                problems.append(problem_at(name, number, message))
                continue
        other = entries.setdefault(key_of(entry.address), entry)
        is_same = (entry.target, entry.reason) == (other.target, other.reason)
        if other is entry or is_same or not entry.is_ended:
            continue
        if other.is_ended:
            message = (
                f"'/{entry.address}' has another end in line {other.line}; take one of the two lines out"
            )
            problems.append(problem_at(name, number, message))
        else:
            entries[key_of(entry.address)] = replace(entry, comments=other.comments + entry.comments)
    problems += _too_many(entries.values(), name)
    return Ledger(entries, name, header), limited(problems)


def _too_many(entries: Iterable[LedgerEntry], name: str) -> Iterator[Problem]:
    """Each address that leads on is a page in a folder of its own; a reason instead is a line for servers alone."""
    leading = [entry for entry in entries if entry.target is not None]
    if len(leading) > MOST_LEADING_ON:
        message = (
            f"{len(leading):,} addresses of this file lead to others, and a site may have {MOST_LEADING_ON:,}; end "
            "those that nobody uses any more with ' gone: ' and a reason"
        )
        yield problem_at(name, leading[MOST_LEADING_ON].line, message)


def read_ledger(file: Path, name: str = LEDGER_FILE) -> tuple[Ledger, list[Problem]]:
    """The ledger in a file, and what is wrong in it; an empty one if there is no file yet.

    `name` is how problems call the file. Raises OSError if it cannot be read. A link is not followed: what it leads to
    would be repeated by messages, which may be public.
    """
    if file.is_symlink():
        message = f"this is a link to '{file.readlink()}'; put the file itself here"
        return Ledger(name=name), [problem_at(name, 1, message)]
    if not file.exists():
        return Ledger(name=name), []
    if not file.is_file():
        message = "this is not an ordinary file; put the file of addresses in its place"
        return Ledger(name=name), [Problem.of_file(name, Code.UNREADABLE, message)]
    text = utf_8(file.read_bytes(), name)
    return (Ledger(name=name), [text]) if isinstance(text, Problem) else parse_ledger(text, name)


def problem_at(name: str, line: int, wrong: str, write: str = "") -> Problem:
    """What is wrong with an address, at its line in the ledger."""
    return Problem(name, max(line, 1), 1, Code.FORMER_URL, "", wrong, write=write)


def _part_header(lines: list[str]) -> tuple[str, list[tuple[int, str]]]:
    """The remarks at the beginning that an empty line parts from the rest, and all other lines with their numbers."""
    numbered = list(enumerate(lines, 1))
    for index, line in enumerate(lines):
        if not line.strip():
            return "".join(f"{line}\n" for line in lines[:index]) or HEADER, numbered[index:]
        if not line.startswith("#"):
            break
    return HEADER, numbered


def _read_line(line: str, number: int, comments: tuple[str, ...]) -> LedgerEntry | str:
    """An entry, or what is wrong with the line."""
    line += " "  # so that a line that says no target or reason is seen to lack it
    reason = gone = ""
    written, arrow, target = line.partition(LEADS)
    if not arrow:
        written, gone, reason = line.partition(GONE)
    if (arrow and not target.strip()) or (gone and not reason.strip()):
        return f"the line says no {'target' if arrow else 'reason'}; write 'old/ -> new/' or 'old/ gone: why'"
    path, target = _decoded(written), _decoded(target)
    for each in (path, *((target,) if arrow else ())):
        if fault := _fault_of_path(each):
            return fault
    return LedgerEntry(
        path.removeprefix("/"),
        target.removeprefix("/") if arrow else None,
        reason.strip() if gone else None,
        number,
        comments,
    )


def _decoded(path: str) -> str:
    """A path with the letters that `%D0%B0` and the like stand for: so browsers copy an address."""
    return unicodedata.normalize("NFC", unquote(path.strip(), errors="replace"))


def _fault_of_path(path: str) -> str | None:
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in path):
        return f"'{path!r}' holds a character that no address has; delete it".replace("''", "'")
    if len(path) > MOST_LETTERS:
        return (
            f"the address that begins '{path[:60]}' has {len(path):,} characters, more than servers accept; delete the "
            "line"
        )
    parts = path.removeprefix("/").removesuffix("/").split("/")
    if "\ufffd" in path:
        return f"'{path}' has signs such as '%FF' that stand for no letter; copy the address again from a browser"
    if "://" in path:
        return f"'{path}' is of another site; write only paths on this site, from its root"
    if any(part in (".", "..") or (not part and len(parts) > 1) for part in parts) or "\\" in path:
        return f"'{path}' is not a path on this site; write it from the site's root, with one '/' between the parts"
    # Git's marks of a conflict, and an arrow without a space.
    if path.startswith(("<<<<", "====", ">>>>")) or "<" in path or ">" in path:
        return f"'{path}' is not a path on this site; write a path, or two with ' -> ' between them"
    return None
