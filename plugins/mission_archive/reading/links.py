"""Rules about what a record's text leads to, and about files that nobody names."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Set

from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.reading.bodies import Body, Target, resolve
from mission_archive.reading.files import ContentFiles
from mission_archive.reading.layout import Layout, stem
from mission_archive.reading.records import Draft
from mission_archive.reading.words import shorten

FOREIGN = "a picture from another host would tell that host who reads; put the file into the record's folder"
UNUSED = (
    "no record names this file, so it is not published; name it under photos or attachments, or delete it"
)

MOST_OF_ONE = 20
"""Problems told of the same address in one text."""


def listed_files(draft: Draft, folder: str) -> set[str]:
    """The files that a record names under photos and attachments, as paths from the content folder."""
    return {f"{folder}/{name}" for name in draft.reader.files.values()}


def check_links(draft: Draft, folder: str, layout: Layout, listed: Set[str]) -> Iterator[Problem]:
    """Every link and picture in the text that leads into the archive arrives, at something that is published.

    `folder` and `listed`, the files that records name, are paths from the content folder.
    """
    if "](" not in draft.body and "]:" not in draft.body and "<" not in draft.body:
        return
    body = Body(draft.body, draft.body_line, draft.body_indent)
    for target in itertools.islice(body.targets_with_blanks, MOST_OF_ONE):
        right = target.path.replace(" ", "%20")
        message = f"an address with blanks makes no link; write '({shorten(right)})', or rename the file without blanks"
        yield Problem(draft.path, target.line, target.column, Code.DEAD_LINK, "", message)
    told: dict[str, int] = {}
    for target in body.targets:
        if told.setdefault(target.path, 0) >= MOST_OF_ONE:
            continue
        found = _fault(target, body, folder, layout, listed)
        if found:
            told[target.path] += 1
            yield Problem(draft.path, target.line, target.column, found[0], "", found[1])


def _fault(
    target: Target, body: Body, folder: str, layout: Layout, listed: Set[str]
) -> tuple[Code, str] | None:
    """What is wrong with a link or picture."""
    if target.is_foreign:
        return (Code.FOREIGN_PICTURE, FOREIGN) if body.is_shown(target) else None
    uri = resolve(folder, target.path)
    if uri in layout.record_files or uri in listed or not body.is_linked(target):
        return None
    if uri in layout.others_set:
        message = (
            f"'{shorten(target.path)}' is not published, for no record names it; list it under photos (with alt, "
            "credit and consent) or under attachments"
        )
        return Code.UNLISTED_FILE, message
    return Code.DEAD_LINK, _dead(target, uri, folder, layout)


def _dead(target: Target, uri: str, folder: str, layout: Layout) -> str:
    """What to say of a link that does not arrive."""
    written = shorten(target.path)
    bare = (target.path if target.path.startswith("/") else uri).strip("/")
    bare = bare.removesuffix("/index.html").removesuffix(".html")
    if bare in layout.records:
        right = _relative(folder, next(iter(layout.records[bare].values())))
        return f"'{written}' is no file; write the path of the record's file, '{right}'"
    if target.path.startswith("/"):
        return (
            f"'{written}' is an address of the site; write the path of the record's file from this file, "
            "such as '../../reports/2009/needs-assessment.md'"
        )
    near = _nearest(uri, layout)
    hint = f"; did you mean '{_relative(folder, near)}'?" if near else ""
    return f"'{written}' leads to no file; write the path of a record's file or of one beside this one{hint}"


def _nearest(uri: str, layout: Layout) -> str | None:
    """The file that was probably meant: of the same or a near name, best in the same folder and of the same kind."""
    near = layout.stems.near(stem(uri))
    if near is None:
        return None
    folder, _, name = uri.rpartition("/")
    ending = name.partition(".")[2]

    def distance(other: str) -> tuple[bool, bool]:
        return not other.endswith(f".{ending}"), other.rpartition("/")[0] != folder

    return min(layout.by_stem[near][:100], key=distance)


def _relative(folder: str, uri: str) -> str:
    """The path of a content file as a file of `folder` writes it."""
    here, there = folder.split("/"), uri.split("/")
    while here and there[:-1] and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "/".join([".."] * len(here) + there)


def check_unused_files(
    listed: Set[str], broken_folders: Collection[str], files: ContentFiles, layout: Layout
) -> Iterator[Problem]:
    """A file that no record names is not published.

    Nothing is said of files in `broken_folders`: what is wrong there may be why they are not named.
    """
    broken = set(broken_folders)
    for uri in layout.others:
        parts = uri.split("/")
        around = ("/".join(parts[:count]) for count in range(2, len(parts)))
        if uri not in listed and not any(folder in broken for folder in around):
            yield Problem(files.path(uri), 1, 1, Code.UNUSED_FILE, "", UNUSED, Severity.WARNING)
