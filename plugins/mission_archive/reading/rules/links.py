"""Rules about what a record's text leads to, and about files that nobody names."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field
from urllib.parse import unquote

from mission_archive.model.file_names import folder_of, name_of
from mission_archive.model.problems import Code, Problem, Severity, shorten
from mission_archive.reading.fields.records import Draft
from mission_archive.reading.finding.files import ContentFiles
from mission_archive.reading.finding.layout import Layout, stem
from mission_archive.reading.rules import removals
from mission_archive.reading.rules.bodies import Body, Target, resolve
from mission_archive.reading.rules.removals import doubt_of_link, may_be_removed

FOREIGN = (
    "a picture from another host shows that host who reads the page; put the file into the record's folder"
)
UNUSED = "no record names this file, so it is not published; add it to photos or attachments, or delete it"

DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pages", ".html", ".htm")
PLAIN_TEXTS = (".txt", ".text", ".mdx", ".mdown", ".mkd", ".mkdn")
RE_DOUBLE_ENDING = re.compile(r"(.+\.(?:md|yml|yaml))\.(?:txt|text|docx?|odt|rtf|html?)", re.IGNORECASE)

TEXT_ENDINGS = ("", "md", "yml", "yaml", "html", "htm", "txt")
"""What the file of a record ends in, and what editors write instead."""

RE_ENDING = re.compile(r"(?:/index)?(?:\.[a-z]{2})?\.(?:md|yml)$")
"""What a record's file has after the id of the record."""

MOST_OF_ONE = 20
"""How many problems are reported of the same address in one text."""


def listed_files(draft: Draft, folder: str) -> set[str]:
    """The files that a record names under photos and attachments, as paths from the content folder."""
    return {f"{folder}/{name}" for name in draft.reader.files.values()}


@dataclass
class Reachable:
    """What links may lead to. All paths are from the content folder.

    `listed` are the files that records name, `texts` those of all records by their file, and `hidden` the files of
    records that the public cannot see, each with the reason. `withheld` are files that no message may propose.
    """

    layout: Layout
    listed: Set[str]
    texts: Mapping[str, Draft]
    hidden: Mapping[str, str]
    withheld: Set[str] = frozenset()
    removed: Set[str] = frozenset()
    """The folders of removed records."""
    former: Mapping[str, str] = field(default_factory=dict)
    """Former id of a record → the present one."""
    bodies: dict[str, Body] = field(default_factory=dict)

    def body(self, uri: str) -> Body:
        """The text of a record's file."""
        if uri not in self.bodies:
            draft = self.texts[uri]
            self.bodies[uri] = Body(draft.body, draft.body_line, draft.body_indent)
        return self.bodies[uri]


def hidden_files(
    originals: Mapping[str, Draft], layout: Layout, now: datetime.datetime | None
) -> dict[str, str]:
    """The files of drafts, and of what is under embargo at `now`, each with the reason in words."""
    hidden = {}
    for record_id, draft in originals.items():
        published = draft.values.get("published")
        reason = "is a draft" if draft.values.get("draft") else ""
        if not reason and published and now and published > now:
            reason = f"is hidden until {published:%Y-%m-%d}"
        if reason:
            hidden.update(dict.fromkeys(layout.records[record_id].values(), reason))
    return hidden


def withheld_files(
    originals: Mapping[str, Draft], layout: Layout, hidden: Collection[str], removed: Set[str]
) -> set[str]:
    """The files that no message may propose: of `hidden` texts with all that they name, photos whose consent was
    withdrawn, and what lies in a folder of `removed`.
    """
    withheld = set(hidden)
    withheld.update(uri for uri in layout.others if removed and may_be_removed(uri, removed))
    for record_id, draft in originals.items():
        uri = layout.records[record_id][draft.language]
        folder = folder_of(uri)
        if uri in withheld:
            withheld |= listed_files(draft, folder)
        photos = draft.values.get("photos", ())
        withheld |= {f"{folder}/{photo.file}" for photo in photos if not photo.is_shown}
    return withheld


def check_links(draft: Draft, uri: str, reachable: Reachable) -> Iterator[Problem]:
    """Every link and picture in the text that leads into the archive arrives, at something that is published.

    `uri` is the path of the file with the text from the content folder.
    """
    if not any(sign in draft.body for sign in ("](", "]:", "<", "://")):
        return
    body = reachable.body(uri)
    for target in itertools.islice(body.targets_with_blanks, MOST_OF_ONE):
        right = target.path.replace(" ", "%20")
        message = f"an address with spaces is not a link; write '({shorten(right)})', or rename the file"
        yield Problem(draft.path, target.line, target.column, Code.DEAD_LINK, "", message)
    counts: dict[str, int] = {}
    for target in body.targets:
        if counts.setdefault(target.path, 0) >= MOST_OF_ONE:
            continue
        folder = folder_of(uri)
        found = _fault(target, body, folder, reachable)
        if found:
            counts[target.path] += 1
            yield Problem(draft.path, target.line, target.column, found[0], "", found[1])
        elif not target.is_foreign and (doubt := _doubt(target, body, uri, reachable)):
            counts[target.path] += 1
            message, severity = doubt
            yield Problem(draft.path, target.line, target.column, Code.DEAD_LINK, "", message, severity)


def _doubt(target: Target, body: Body, uri: str, reachable: Reachable) -> tuple[str, Severity] | None:
    """What to say of a link that arrives, but not where it is meant to, or not for everybody.

    A heading of a removed record stops nothing: its page has none left, and a removal must not have to wait.
    """
    there = resolve(folder_of(uri), target.path) if target.path else uri
    if there not in reachable.listed and may_be_removed(there, reachable.removed) and body.is_linked(target):
        return doubt_of_link(target.path, is_picture=body.is_shown(target)), Severity.WARNING
    if there in reachable.hidden and uri not in reachable.hidden and body.is_linked(target):
        message = (
            f"'{shorten(target.path)}' {reachable.hidden[there]}, so readers see the words without the link; "
            "write a text that makes sense without it, or publish both together"
        )
        return message, Severity.WARNING
    anchor = unquote(target.anchor[1:])
    if not anchor or there not in reachable.texts:
        return None
    ids = reachable.body(there).anchors
    if anchor in ids.right or not body.is_linked_with_anchor(target):
        return None
    severity = Severity.WARNING if "removed" in reachable.texts[there].values else Severity.ERROR
    text = "that" if target.path else "this"
    if not ids.right:
        return f"{text} text has no headings; delete '#{shorten(anchor)}'", severity
    near = ids.near(anchor)
    right = (
        f"did you mean '#{near}'?"
        if near
        else "write a heading in small letters, with hyphens between its words"
    )
    return f"'#{shorten(anchor)}' is not a heading of {text} text; {right}", severity


def _fault(target: Target, body: Body, folder: str, reachable: Reachable) -> tuple[Code, str] | None:
    """What is wrong with a link or picture."""
    layout = reachable.layout
    if refusal := target.refusal:
        return (Code.DEAD_LINK, refusal) if body.is_linked(target) else None
    if target.is_foreign:
        return (Code.FOREIGN_PICTURE, FOREIGN) if body.is_shown(target) else None
    if not target.path:
        return None
    uri = resolve(folder, target.path)
    if uri in layout.record_files or uri in reachable.listed or not body.is_linked(target):
        return None
    if may_be_removed(uri, reachable.removed):
        return None  # see `_doubt`
    if uri in layout.others_set:
        message = (
            f"'{shorten(target.path)}' is not published, because no record names it; add it to photos (with alt, "
            "credit and consent) or to attachments"
        )
        return Code.UNLISTED_FILE, message
    return Code.DEAD_LINK, _dead(target, uri, folder, reachable)


def _dead(target: Target, uri: str, folder: str, reachable: Reachable) -> str:
    """What to say of a link that leads nowhere."""
    layout = reachable.layout
    written = shorten(target.path)
    bare = (target.path if target.path.startswith("/") else uri).strip("/")
    bare = bare.removesuffix("/index.html").removesuffix(".html")
    if bare in layout.records:
        right = _relative(folder, next(iter(layout.records[bare].values())))
        return f"'{written}' is not a file; write the path to the file of the record, '{right}'"
    if (record_id := reachable.former.get(RE_ENDING.sub("", bare))) and record_id in layout.records:
        right = _relative(folder, _in_same_language(uri, layout.records[record_id]))
        return f"the record has another name now; write '{right}' instead of '{written}'"
    if target.path.startswith("/"):
        return (
            f"'{written}' is an address of the site; write the path from this file to the file of the record"
        )
    near = _nearest(uri, layout, reachable.withheld)
    hint = f"; did you mean '{_relative(folder, near)}'?" if near else ""
    return (
        f"there is no file '{written}'; write the path from this file to that of a record, or to a file beside this "
        f"one{hint}"
    )


def _in_same_language(uri: str, files: Mapping[str, str]) -> str:
    """The file of a record in the language that the name of another file gives, or else its first."""
    language = name_of(uri).split(".")[1:-1]
    return files.get(language[0] if language else "", next(iter(files.values())))


def _nearest(uri: str, layout: Layout, withheld: Set[str]) -> str | None:
    """The file that was probably meant: of the same or a near name, best in the same folder and of the same kind.

    For a text it is the file of a record, for anything else it is not. None of `withheld` is named.
    """
    near = layout.stems.near(stem(uri))
    if near is None:
        return None
    folder, _, name = uri.rpartition("/")
    ending = name.partition(".")[2]

    def distance(other: str) -> tuple[bool, bool]:
        return not other.endswith(f".{ending}"), folder_of(other) != folder

    is_text = ending.rpartition(".")[2] in TEXT_ENDINGS
    offered = [
        other
        for other in layout.by_stem[near][:100]
        if other not in withheld and (other in layout.record_files) is is_text
    ]
    return min(offered, key=distance, default=None)


def _relative(folder: str, uri: str) -> str:
    """The path of a content file as a file of `folder` writes it."""
    here, there = folder.split("/"), uri.split("/")
    while here and there[:-1] and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "/".join([".."] * len(here) + there)


def check_unused_files(
    listed: Set[str], broken_folders: Collection[str], files: ContentFiles, layout: Layout, removed: Set[str]
) -> Iterator[Problem]:
    """A file that no record names is not published.

    Nothing is said of files in `broken_folders`, where a fault may be why they are not named.
    """
    broken = set(broken_folders)
    for uri in layout.others:
        parts = uri.split("/")
        around = ("/".join(parts[:count]) for count in range(2, len(parts)))
        if uri in listed:
            continue
        if double := RE_DOUBLE_ENDING.fullmatch(parts[-1]):
            yield Problem(files.path(uri), 1, 1, Code.FILE_NAME, "", _double_ending(parts[-1], double[1]))
        elif not any(folder in broken for folder in around):
            message = _not_record(uri, layout)
            code, severity = (
                (Code.FILE_NAME, Severity.ERROR) if message else (Code.UNUSED_FILE, Severity.WARNING)
            )
            unused = removals.UNUSED if may_be_removed(uri, removed) else UNUSED
            yield Problem(files.path(uri), 1, 1, code, "", message or unused, severity)


def _double_ending(name: str, right: str) -> str:
    ending = name.rpartition(".")[2]
    right = right[: -len("yaml")] + "yml" if right.lower().endswith(".yaml") else right
    message = f"the name ends in '.{ending}', so this is not a record; "
    if ending.lower() in ("txt", "text"):
        return message + f"rename the file to '{right}' (set your system to show the endings of file names)"
    return message + f"save its text as a plain text file named '{right}'"


def _not_record(uri: str, layout: Layout) -> str | None:
    """What to say of a file that was probably meant to be a record: a text in the place of one."""
    folder, _, name = uri.rpartition("/")
    own, _, ending = name.rpartition(".")
    is_plain, is_document = f".{ending.lower()}" in PLAIN_TEXTS, f".{ending.lower()}" in DOCUMENTS
    parts = folder.split("/")
    is_in_place = len(parts) == 2 or (len(parts) == 3 and (own == "index" or folder not in layout.records))
    if not is_in_place or not (is_plain or is_document or not own):
        return None
    right = f"{own or ending}.md"
    cure = f"save its text as a plain text file named '{right}'" if is_document else f"rename it to '{right}'"
    what = f"ends in '.{ending}'" if own else "has no ending"
    return (
        f"the file of a record ends in .md or .yml, and this one {what}; if it is a record, {cure}; if it is a "
        "document, add it to attachments"
    )
