"""Rules about what a text leads to."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from posixpath import relpath

from mission_archive.model.file_names import folder_of, name_of
from mission_archive.model.problems import Code, Problem, Severity, hint, shorten
from mission_archive.reading.finding.layout import stem
from mission_archive.reading.rules.corpus import Corpus
from mission_archive.reading.rules.targets import (
    RE_FOREIGN,
    Target,
    addresses_with_blanks,
    anchors,
    resolve,
    targets,
)
from mission_archive.reading.rules.texts import MarkdownText

FOREIGN = (
    "a picture from another host shows that host who reads the page; put the file into the record's folder"
)

TEXT_ENDINGS = ("", "md", "yml", "yaml", "html", "htm", "txt")
"""What the file of a record ends in, and what editors write instead."""

RE_ENDING = re.compile(r"(?:/index)?(?:\.[a-z]{2})?\.(?:md|yml)$")
"""What a record's file has after the id of the record."""

MOST_OF_ONE = 20
"""How many problems are reported of the same address in one text."""


def check_links(text: MarkdownText, corpus: Corpus) -> Iterator[Problem]:
    """Every link and picture in the text that leads into the archive arrives, at something that is published."""
    file = text.file
    for address, at in islice(addresses_with_blanks(text), MOST_OF_ONE):
        right = address.replace(" ", "%20")
        way_out = "" if RE_FOREIGN.match(address) else ", or rename the file"
        message = f"an address with spaces is not a link; write '({shorten(right)})'{way_out}"
        yield file.problem_in_text(at, Code.DEAD_LINK, message)
    counts: dict[str, int] = {}
    for target in targets(text):
        if counts.setdefault(target.path, 0) >= MOST_OF_ONE:
            continue
        if found := _fault(target, text, corpus):
            counts[target.path] += 1
            code, message, severity = found
            yield file.problem_in_text(target.at, code, message, severity)


_Fault = tuple[Code, str, Severity]


def _fault(target: Target, text: MarkdownText, corpus: Corpus) -> _Fault | None:
    """What is wrong with a link or picture, or doubtful."""
    if refusal := target.refusal:
        return Code.DEAD_LINK, refusal, Severity.ERROR
    if target.is_foreign:
        return (Code.FOREIGN_PICTURE, FOREIGN, Severity.ERROR) if target.is_picture else None
    folder, layout = text.file.folder, corpus.layout
    uri = resolve(folder, target.path) if target.path else text.file.uri
    is_there = uri in layout.record_files or uri in corpus.named_files or corpus.may_be_removed(uri)
    if is_there or not target.path:
        return _doubt(target, uri, text, corpus)
    if uri in layout.others:
        message = (
            f"'{shorten(target.path)}' is not published, because no record names it; add it to photos (with alt, "
            "credit and consent) or to attachments"
        )
        return Code.UNLISTED_FILE, message, Severity.ERROR
    return Code.DEAD_LINK, _dead(target, uri, folder, corpus), Severity.ERROR


def _doubt(target: Target, there: str, text: MarkdownText, corpus: Corpus) -> _Fault | None:
    """What to say of a link that arrives (`there`), but not where it is meant to, or not for everybody.

    A heading of a removed record stops nothing: its page has none left, and a removal must not have to wait.
    """
    own = text.file.uri
    path = shorten(target.path)
    name = "picture" if target.is_picture else "link"
    seen = "do not see the picture" if target.is_picture else "see the words without the link"
    if there not in corpus.named_files and corpus.may_be_removed(there):
        message = (
            f"'{path}' is not published, perhaps because its record was removed, so readers {seen}; delete the "
            f"{name}, or correct the path"
        )
        return Code.DEAD_LINK, message, Severity.WARNING
    hidden = corpus.hidden.get(there) or corpus.hidden_files.get(there)
    if hidden and own not in corpus.hidden:
        message = (
            f"'{path}' {hidden}, so readers {seen}; write a text that makes sense without it, or publish both "
            "together"
        )
        return Code.DEAD_LINK, message, Severity.WARNING
    anchor = target.anchor
    if not anchor or there not in corpus.texts:
        return None
    known = anchors(text) if there == own else corpus.anchors(there)
    if anchor in known.right:
        return None
    severity = Severity.WARNING if corpus.texts[there].is_removed else Severity.ERROR
    which = "that" if target.path else "this"
    if not known.right:
        message = f"{which} text has no headings; delete '#{shorten(anchor)}'"
        return Code.DEAD_LINK, message, severity
    near = known.near(anchor)
    right = "write a heading in small letters, with hyphens between its words"
    right = f"did you mean '#{near}'?" if near else right
    return Code.DEAD_LINK, f"'#{shorten(anchor)}' is not a heading of {which} text; {right}", severity


def _dead(target: Target, uri: str, folder: str, corpus: Corpus) -> str:
    """What to say of a link that leads nowhere."""
    records = corpus.layout.records
    written = shorten(target.path)
    bare = (target.path if target.path.startswith("/") else uri).strip("/")
    bare = bare.removesuffix("/index.html").removesuffix(".html")
    if bare in records:
        right = relpath(next(iter(records[bare].values())), folder)
        return f"'{written}' is not a file; write the path to the file of the record, '{right}'"
    if (record_id := corpus.former_ids.get(RE_ENDING.sub("", bare))) and record_id in records:
        right = relpath(_in_same_language(uri, records[record_id]), folder)
        return f"the record has another name now; write '{right}' instead of '{written}'"
    if target.path.startswith("/"):
        return (
            f"'{written}' is an address of the site; write the path from this file to the file of the record"
        )
    near = _nearest(uri, corpus)
    return (
        f"there is no file '{written}'; write the path from this file to that of a record, or to a file beside this "
        f"one{hint(near and relpath(near, folder))}"
    )


def _in_same_language(uri: str, files: Mapping[str, str]) -> str:
    """The file of a record in the language that the name of another file gives, or else its first."""
    language = name_of(uri).split(".")[1:-1]
    return files.get(language[0] if language else "", next(iter(files.values())))


def _nearest(uri: str, corpus: Corpus) -> str | None:
    """The file that was probably meant: of the same or a near name, best in the same folder and of the same kind.

    For a text it is the file of a record, for anything else it is not. None that is withheld is named.
    """
    layout = corpus.layout
    near = layout.stems.near(stem(uri))
    if near is None:
        return None
    folder, _, name = uri.rpartition("/")
    ending = name.partition(".")[2]
    is_text = ending.rpartition(".")[2] in TEXT_ENDINGS
    offered = [
        other
        for other in layout.by_stem[near][:100]
        if other not in corpus.withheld and (other in layout.record_files) is is_text
    ]
    return min(
        offered,
        key=lambda other: (not other.endswith(f".{ending}"), folder_of(other) != folder),
        default=None,
    )
