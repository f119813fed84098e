"""Rules about a record's photos and attachments: that they are there, lie in its own place, and are what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from mission_archive.model.problems import Code, Problem, Severity, shorten
from mission_archive.model.terms import Vocabularies
from mission_archive.reading.fields.records import Draft
from mission_archive.reading.finding.files import ContentFiles

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_RTF = (b"{\\rtf",)
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
    ".pdf": (b"%PDF-",),
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".zip"), _ZIP),
    **dict.fromkeys((".xls", ".ppt"), _OLE),
    ".doc": _OLE + _RTF,
    ".rtf": _RTF,
}
"""Ending → with what bytes such a file begins. Of other endings nothing is said."""

INSIDE: dict[str, tuple[bytes, ...]] = {
    ".webp": (b"WEBP",),
    ".avif": (b"ftypavif", b"ftypavis", b"ftypmif1", b"ftypmsf1"),
}
"""Ending → the bytes a little later, at `PLACE_INSIDE`."""

PLACE_INSIDE = {".webp": 8, ".avif": 4}

KINDS = (
    (b"\xff\xd8\xff", "a JPEG picture"), (b"\x89PNG", "a PNG picture"), (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"), (b"PK", "a document of an office program, or a zip"),
    (_OLE[0], "a document of an older office program"), (_RTF[0], "a document in RTF"), (b"<", "a web page"),
    (b"version https://git-lfs", "only the pointer that Git LFS leaves"),
)  # fmt: skip
"""Beginnings of files that are often found under a wrong ending → what they are."""

MOST_DOCUMENT_BYTES = 100_000_000
MANY_BYTES, MOST_BYTES = 800_000_000, 2_000_000_000
"""Of all documents together: what leaves room for the pages where a whole site may have 1 GB, and what is too much."""

BLANK_BEFORE = b"\xef\xbb\xbf \t\r\n"
ENOUGH = 64
"""Bytes."""


def check_files(
    draft: Draft, folder: str, files: ContentFiles, vocabularies: Vocabularies
) -> Iterator[Problem]:
    """Every photo and attachment is not empty, of the kind that its ending says, and sound.

    `folder` is the path from the content folder.
    """
    if not draft.reader.files:
        return
    persons = (person.name for person in draft.values.get("people", ()))
    known = [*vocabularies.names_of_institutions, *persons]
    given_up = _given_up(draft)
    for within, name in draft.reader.files.items():
        size = files.sizes.get(f"{folder}/{name}")
        if size == 0:
            yield draft.problem(
                within, Code.EMPTY_FILE, f"the file '{shorten(name)}' is empty (0 bytes); copy it again"
            )
        elif size and size > MOST_DOCUMENT_BYTES and within[0] == "attachments":
            message = (
                f"'{shorten(name)}' has {size / 1e6:,.0f} MB, and a document may have {MOST_DOCUMENT_BYTES // 10**6}; "
                "save it smaller, or publish it elsewhere and name its address in sources"
            )
            yield draft.problem(within, Code.FILE_SIZE, message)
        elif size and (beginning := files.beginning(f"{folder}/{name}", ENOUGH)):
            ending = "." + name.rpartition(".")[2].lower()
            if not fits(ending, beginning):
                kind = kind_of(beginning)
                message = f"'{shorten(name)}' is not a {ending} file" + (f" but {kind}" if kind else "")
                message += f"; save it again as {ending}, or correct the ending of its name"
                yield draft.problem(within, Code.FILE_TYPE, message)
            elif name not in given_up:
                for fault in files.inspector.faults(files.root / folder / name, known):
                    problem = draft.problem(within, Code(fault.code), fault.about(shorten(name)))
                    yield replace(problem, severity=fault.severity)


def check_total(originals: Iterable[Draft], files: ContentFiles) -> Iterator[Problem]:
    """The documents of all records together are not more than a site can have."""
    documents = {
        f"{draft.path.rpartition('/')[0]}/{document.file}"
        for draft in originals
        for document in draft.values.get("attachments", ())
    }
    total = sum(files.sizes.get(path.removeprefix(f"{files.name}/"), 0) for path in documents)
    attached = f"the attachments of all records have {total / 1e6:,.0f} MB together"
    if total > MOST_BYTES:
        message = (
            f"{attached}, and they may have {MOST_BYTES / 1e6:,.0f}; publish large ones elsewhere and name their "
            "addresses in sources"
        )
        yield Problem(files.name, 1, 1, Code.FILE_SIZE, "", message)
    elif total > MANY_BYTES:
        message = (
            f"{attached}, and some places to publish, such as GitHub Pages, take 1,000 for the whole site; publish "
            "large ones elsewhere if the site goes there"
        )
        yield Problem(files.name, 1, 1, Code.FILE_SIZE, "", message, Severity.WARNING)


def check_missing_files(
    draft: Draft, folder: str, files: ContentFiles, withheld: Set[str]
) -> Iterator[Problem]:
    """Every photo and attachment is there. A picture whose people took their consent back may be gone.

    `folder` is as in `check_files`. No file of `withheld` is proposed, given by its path from the content folder.
    """
    given_up = _given_up(draft)
    for within, name in draft.reader.files.items():
        if f"{folder}/{name}" in files.sizes or name in given_up:
            continue
        near = files.beside(folder).near(name)
        hint = f"; did you mean '{near}'?" if near and f"{folder}/{near}" not in withheld else ""
        message = (
            f"there is no file '{shorten(name)}' in the folder of the record; add it to {files.path(folder)}/, "
            f"or correct the name{hint}"
        )
        yield draft.problem(within, Code.MISSING_FILE, message)


def _given_up(draft: Draft) -> set[str]:
    """The photos of a record whose people took their consent back."""
    return {photo.file for photo in draft.values.get("photos", ()) if not photo.is_shown}


def check_file_places(draft: Draft, folder: str, folded_ids: Mapping[str, str]) -> Iterator[Problem]:
    """No file of a record lies in the folder or at the address of another.

    `folder` is as in `check_files`; `folded_ids` are the ids of all records by what `casefold` makes of them.
    """
    for within, name in draft.reader.files.items():
        parts = f"{folder}/{name}".casefold().split("/")
        for count in range(3, len(parts)):
            other = folded_ids.get("/".join(parts[:count]))
            if other is not None and other != draft.record_id:
                message = (
                    f"'{shorten(name)}' is at the address of the record '{other}'; put the file into a folder "
                    "of this record"
                )
                yield draft.problem(within, Code.PATH, message)


def fits(ending: str, beginning: bytes) -> bool:
    """Whether a file with an ending (small, with its dot) may begin like this."""
    # Some programs write blank lines before a PDF, and readers pass over them.
    start = beginning.lstrip(BLANK_BEFORE) if ending in (".pdf", ".rtf") else beginning
    is_begun = ending not in BEGINNINGS or start.startswith(BEGINNINGS[ending])
    is_going_on = ending not in INSIDE or beginning[PLACE_INSIDE[ending] :].startswith(INSIDE[ending])
    return is_begun and is_going_on


def kind_of(beginning: bytes) -> str | None:
    """What a file is by its first bytes, in words, if it is of a common kind."""
    start = beginning.lstrip(BLANK_BEFORE)
    return next((words for sign, words in KINDS if start.startswith(sign)), None)
