"""Rules about a record's photos and attachments: that they are there, lie in its own place, and are what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from mission_archive.model.files import MOST_DOCUMENT_BYTES, SIGNATURE_BYTES, foreign_kind
from mission_archive.model.problems import Code, Problem, Severity, shorten
from mission_archive.model.terms import Vocabularies
from mission_archive.reading.fields.records import Draft
from mission_archive.reading.finding.files import ContentFiles

MANY_BYTES, MOST_BYTES = 800_000_000, 2_000_000_000
"""Of all documents together: what leaves room for the pages where a whole site may have 1 GB, and what is too much."""


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
        elif size and (beginning := files.beginning(f"{folder}/{name}", SIGNATURE_BYTES)):
            ending = "." + name.rpartition(".")[2].lower()
            if foreign := foreign_kind(ending, beginning):
                yield draft.problem(within, Code.FILE_TYPE, f"'{shorten(name)}' {foreign}")
            elif name not in given_up:
                for fault in files.inspector.faults(files.root / folder / name, known):
                    problem = draft.problem(within, fault.code, fault.about(shorten(name)))
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
