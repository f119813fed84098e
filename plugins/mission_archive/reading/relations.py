"""Rules between records: relations, links in texts, series numbers, former addresses, and files nobody names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.reading.bodies import foreign_pictures, is_linked, resolve, targets
from mission_archive.reading.fields import shorten
from mission_archive.reading.files import ContentFiles
from mission_archive.reading.layout import Layout
from mission_archive.reading.records import Draft
from mission_archive.reading.suggestions import did_you_mean

Within = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """One record naming another, and the place where it does."""

    draft: Draft
    within: Within
    target: str

    @property
    def field(self) -> str:
        return str(self.within[0])


def relations(draft: Draft) -> Iterator[Relation]:
    """All that a record says of other records in its fields."""
    for field in ("follows", "related"):
        for number, target in enumerate(draft.values.get(field, ())):
            yield Relation(draft, (field, number), target)
    for number, outcome in enumerate(draft.values.get("outcomes", ())):
        if outcome.record:
            yield Relation(draft, ("outcomes", number), outcome.record)


def check_relations(originals: Mapping[str, Draft], record_ids: Mapping[str, object]) -> Iterator[Problem]:
    """Every related record exists, is another one, and none leads back to itself.

    `record_ids` are all ids for which there is a file, readable or not.
    """
    after: dict[str, list[Relation]] = {}
    for draft in originals.values():
        for relation in relations(draft):
            target = relation.target
            if target == draft.record_id:
                yield draft.problem(
                    relation.within,
                    Code.SELF_RELATION,
                    f"the record names itself ('{target}'); take this line out",
                )
            elif target not in record_ids:
                hint = did_you_mean(target, record_ids)
                yield draft.problem(
                    relation.within,
                    Code.UNKNOWN_RECORD,
                    f"there is no record '{target}'; write the id of a "
                    f"record: its path below content/ without the ending{hint}",
                )
            elif relation.field == "follows":
                after.setdefault(target, []).append(replace(relation, target=draft.record_id))
            elif relation.field == "outcomes":
                after.setdefault(draft.record_id, []).append(relation)
    yield from _check_circles(after)


def _check_circles(after: Mapping[str, list[Relation]]) -> Iterator[Problem]:
    """Walk from each record to what came of it, without recursion; a way back into the walk is a circle."""
    done: set[str] = set()
    for start in sorted(after):
        if start in done:
            continue
        path: list[str] = [start]
        position = {start: 0}
        ways = [iter(after.get(start, ()))]
        while ways:
            relation = next(ways[-1], None)
            if relation is None:
                done.add(path[-1])
                del position[path.pop()]
                ways.pop()
            elif relation.target in position:
                circle = [*path[position[relation.target] :], relation.target]
                yield relation.draft.problem(
                    relation.within,
                    Code.CIRCLE,
                    "these records lead to each other in a circle ("
                    + " → ".join(circle)
                    + "); take one of the relations out",
                )
            elif relation.target not in done:
                position[relation.target] = len(path)
                path.append(relation.target)
                ways.append(iter(after.get(relation.target, ())))


def check_series_numbers(originals: Mapping[str, Draft]) -> Iterator[Problem]:
    """Two instances of a series seldom have one number."""
    first: dict[tuple[str, int], str] = {}
    for record_id, draft in originals.items():
        series, number = draft.values.get("series"), draft.values.get("number")
        if series is None or number is None:
            continue
        other = first.setdefault((series, number), record_id)
        if other != record_id:
            problem = draft.problem(
                ("number",),
                Code.SERIES,
                f"number {number} of the series '{series}' is also '{other}'; "
                "correct one of the two if they are not held together",
            )
            yield replace(problem, severity=Severity.WARNING)


def check_former_urls(originals: Mapping[str, Draft], record_ids: Mapping[str, object]) -> Iterator[Problem]:
    """An old address leads to one record and is not the address of another."""
    taken: dict[str, str] = {}
    for record_id, draft in originals.items():
        for number, url in enumerate(draft.values.get("former_urls", ())):
            address = url.strip("/").removesuffix("/index.html")
            other = address if address in record_ids else taken.get(address)
            if other is not None:
                yield draft.problem(
                    ("former_urls", number),
                    Code.FORMER_URL,
                    f"'/{address}/' leads to the record '{other}' already; take the line out",
                )
            taken.setdefault(address, record_id)


def listed_files(draft: Draft, folder: str) -> set[str]:
    """The files that a record names under photos and attachments, as paths from the content folder."""
    fields = ("photos", "attachments")
    return {f"{folder}/{item['file']}" for field in fields for item in draft.values.get(field, ())}


def check_links(
    draft: Draft, folder: str, files: ContentFiles, layout: Layout, listed: Set[str]
) -> Iterator[Problem]:
    """Every link and picture in the text that leads into the archive arrives, at something that is published.

    `folder` and `listed`, the files that records name, are paths from the content folder.
    """
    for line, column in foreign_pictures(draft.body, draft.body_line):
        message = "a picture from another host would tell that host who reads; put the file into the record's folder"
        yield Problem(draft.path, line, column, Code.FOREIGN_PICTURE, "", message)
    for target in targets(draft.body, draft.body_line):
        uri = resolve(folder, target.path)
        if uri in layout.record_files or uri in listed or not is_linked(draft.body, target):
            continue
        if uri in layout.others:
            message = (
                f"'{shorten(target.path)}' is not published, for no record names it; list it under photos "
            )
            message += "(with alt, credit and consent) or under attachments"
            yield Problem(draft.path, target.line, target.column, Code.UNLISTED_FILE, "", message)
            continue
        written = shorten(target.path)
        if target.path.startswith("/"):
            message = (
                f"'{written}' is an address of the site; write the path of the record's file from this file, "
            )
            message += "such as '../../reports/2009/needs-assessment.md'"
        elif (bare := uri.rstrip("/").removesuffix("/index.html")) in layout.records:
            right = _relative(folder, next(iter(layout.records[bare].values())))
            message = f"'{written}' is no file; write the path of the record's file, '{right}'"
        else:
            near = did_you_mean(uri, files.sizes).partition("'")[2].removesuffix("'?")
            hint = f"; did you mean '{_relative(folder, near)}'?" if near else ""
            message = f"'{written}' leads to no file; write the path of a record's file or of one beside this one{hint}"
        yield Problem(draft.path, target.line, target.column, Code.DEAD_LINK, "", message)


def _relative(folder: str, uri: str) -> str:
    """The path of a content file as a file of `folder` writes it."""
    here, there = folder.split("/"), uri.split("/")
    while here and there[:-1] and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "/".join([".."] * len(here) + there)


def check_unused_files(listed: Set[str], files: ContentFiles, layout: Layout) -> Iterator[Problem]:
    """A file that no record names is not published."""
    for uri in layout.others:
        if uri not in listed:
            yield Problem(
                files.path(uri),
                1,
                1,
                Code.UNUSED_FILE,
                "",
                "no record names this file, so it is not published; "
                "name it under photos or attachments, or delete it",
                Severity.WARNING,
            )
