"""Rules about what a record's text leads to, and about files that nobody names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set

from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.reading.bodies import Body, Target, resolve
from mission_archive.reading.files import ContentFiles
from mission_archive.reading.layout import Layout
from mission_archive.reading.records import Draft
from mission_archive.reading.words import shorten

FOREIGN = "a picture from another host would tell that host who reads; put the file into the record's folder"
UNUSED = (
    "no record names this file, so it is not published; name it under photos or attachments, or delete it"
)


def listed_files(draft: Draft, folder: str) -> set[str]:
    """The files that a record names under photos and attachments, as paths from the content folder."""
    return {f"{folder}/{name}" for name in draft.reader.files.values()}


def check_links(
    draft: Draft, folder: str, files: ContentFiles, layout: Layout, listed: Set[str]
) -> Iterator[Problem]:
    """Every link and picture in the text that leads into the archive arrives, at something that is published.

    `folder` and `listed`, the files that records name, are paths from the content folder.
    """
    if "](" not in draft.body and "]:" not in draft.body and "<" not in draft.body:
        return
    body = Body(draft.body, draft.body_line)
    for target in body.targets:
        if target.is_foreign:
            if body.is_shown(target):
                yield Problem(draft.path, target.line, target.column, Code.FOREIGN_PICTURE, "", FOREIGN)
            continue
        uri = resolve(folder, target.path)
        if uri in layout.record_files or uri in listed or not body.is_linked(target):
            continue
        written = shorten(target.path)
        if uri in layout.others_set:
            code = Code.UNLISTED_FILE
            message = (
                f"'{written}' is not published, for no record names it; list it under photos (with alt, credit "
                "and consent) or under attachments"
            )
        else:
            code, message = Code.DEAD_LINK, _dead(target, uri, folder, files, layout)
        yield Problem(draft.path, target.line, target.column, code, "", message)


def _dead(target: Target, uri: str, folder: str, files: ContentFiles, layout: Layout) -> str:
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
    same = layout.by_name.get(uri.rpartition("/")[2], ())
    near = same[0] if len(same) == 1 else files.all_uris.near(uri)
    hint = f"; did you mean '{_relative(folder, near)}'?" if near else ""
    return f"'{written}' leads to no file; write the path of a record's file or of one beside this one{hint}"


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
