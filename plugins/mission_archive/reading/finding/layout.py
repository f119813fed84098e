"""Where records lie below `content/`: from a file's path to the record and language it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from mission_archive.model.file_names import RECORD_ENDINGS, VOCABULARIES, name_of
from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.problems import Code, Problem, Severity, shorten
from mission_archive.model.records import COLLECTIONS, UNDATED
from mission_archive.model.text.slugs import MOST_OF_SLUG, RE_SLUG, latin_slug
from mission_archive.reading.fields.suggestions import Suggestions, did_you_mean
from mission_archive.reading.finding.files import ContentFiles
from mission_archive.reading.finding.language_suffixes import suffix_fault, without_language

RE_YEAR = re.compile(r"[0-9]{4}")
TEXT_ENDINGS = (*RECORD_ENDINGS, ".yaml", ".markdown")


@dataclass
class Layout:
    """The files of each record by language, and all other files; what lies in the wrong place is a problem."""

    records: dict[str, dict[str, str]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def record_files(self) -> frozenset[str]:
        """The files of all records and languages."""
        return frozenset(uri for uris in self.records.values() for uri in uris.values())

    @cached_property
    def others_set(self) -> frozenset[str]:
        """The files that are not records."""
        return frozenset(self.others)

    @cached_property
    def by_stem(self) -> dict[str, list[str]]:
        """The files of records and others by their names without ending; an index is named by its folder."""
        by_stem: dict[str, list[str]] = {}
        for uri in (*sorted(self.record_files), *self.others):
            by_stem.setdefault(stem(uri), []).append(uri)
        return by_stem

    @cached_property
    def stems(self) -> Suggestions:
        """What an editor may call a file."""
        return Suggestions(self.by_stem)


def stem(uri: str) -> str:
    """The name of a file without its endings; of an index, that of its folder."""
    folder, _, name = uri.rstrip("/").rpartition("/")
    own = name.partition(".")[0]
    return name_of(folder) if own == "index" else own


def lay_out(files: ContentFiles) -> Layout:
    """Sort the files of a content folder by what they are."""
    layout = Layout()
    reported: set[str] = set()
    for uri in files.sizes:
        if uri.startswith(VOCABULARIES + "/"):
            continue
        found = _place(uri)
        if isinstance(found, _Misplaced):
            if found.place not in reported:
                reported.add(found.place)
                layout.problems.append(Problem(files.path(found.place), 1, 1, found.code, "", found.message))
        elif found is None:
            layout.others.append(uri)
        else:
            record_id, language = found
            by_language = layout.records.setdefault(record_id, {})
            if language in by_language:
                first = files.path(by_language[language])
                layout.problems.append(
                    Problem(
                        files.path(uri),
                        1,
                        1,
                        Code.DUPLICATE_ID,
                        "",
                        f"there are two files for the record '{record_id}': this one and {first}; keep the right one, "
                        "or rename the other",
                    )
                )
            else:
                by_language[language] = uri
    for record_id, uris in layout.records.items():
        original, meant = without_language(record_id)
        if meant and original in layout.records and meant not in layout.records[original]:
            own = next(iter(uris.values()))
            beside = next(iter(layout.records[original].values()))
            message = (
                f"this is a separate record beside '{original}'; if it is a translation, rename the file to "
                f"'{_translated_name(beside, meant)}'"
            )
            problem = Problem(files.path(own), 1, 1, Code.LANGUAGE_SUFFIX, "", message, Severity.WARNING)
            layout.problems.append(problem)
    return layout


def _translated_name(uri: str, language: str) -> str:
    """The file that holds a translation of the record in another file."""
    folder, _, name = uri.rpartition("/")
    own, _, ending = name.partition(".")
    return f"{folder}/{own}.{language}.{ending.rpartition('.')[2]}"


@dataclass(frozen=True, slots=True)
class _Misplaced:
    place: str
    code: Code
    message: str


def _place(uri: str) -> tuple[str, str] | _Misplaced | None:
    """The record id and language of a record's file, None for another file, or what is wrong with its place."""
    parts = uri.split("/")
    is_text = uri.lower().endswith(TEXT_ENDINGS)
    if len(parts) == 1:
        return _Misplaced(
            uri,
            Code.MISPLACED,
            "this file is outside of the collections; move it to "
            f"{', '.join(COLLECTIONS)}, each with a folder for the year",
        )
    collection, year = parts[0], parts[1]
    if collection not in COLLECTIONS:
        hint = did_you_mean(collection, (*COLLECTIONS, VOCABULARIES))
        return _Misplaced(
            collection,
            Code.COLLECTION,
            f"'{shorten(collection)}' is not a collection; the folders are "
            f"{', '.join(COLLECTIONS)} and {VOCABULARIES}{hint}",
        )
    if len(parts) == 2:
        return _Misplaced(
            uri,
            Code.MISPLACED,
            f"a record is in a folder for its year; move the file to {collection}/YYYY/{year}, with the year of "
            "the record in place of YYYY",
        )
    if not RE_YEAR.fullmatch(year) and year != UNDATED:
        return _Misplaced(
            f"{collection}/{year}",
            Code.YEAR_FOLDER,
            f"'{shorten(year)}' is not a year; name the folder with "
            f"four digits, or '{UNDATED}' for records whose year is not known",
        )
    if not is_text:
        return None
    if len(parts) > 4:
        return _Misplaced(
            uri,
            Code.MISPLACED,
            "the file is in a folder too deep; move it to collection/year/name.md or collection/year/name/index.md",
        )
    return _record(uri, parts)


def _record(uri: str, parts: list[str]) -> tuple[str, str] | _Misplaced:
    stem, _, ending = parts[-1].rpartition(".")
    name, dot, language = stem.partition(".")
    if f".{ending}" not in RECORD_ENDINGS:
        right = "md" if ending.lower() in ("md", "markdown") else "yml"
        return _Misplaced(
            uri,
            Code.FILE_NAME,
            f"the file of a record cannot end in '.{ending}'; rename it to '{stem}.{right}'",
        )
    if dot and (fault := suffix_fault(name, language, ending)):
        return _Misplaced(uri, Code.LANGUAGE_SUFFIX, fault)
    bare, meant = without_language(name)
    if meant and not dot and (bare == "index" or not RE_SLUG.fullmatch(name)):
        return _Misplaced(
            uri,
            Code.LANGUAGE_SUFFIX,
            f"the language of a translation comes after a dot; rename the file to '{bare}.{meant}.{ending}'",
        )
    if len(parts) == 4:
        if name != "index":
            return _Misplaced(
                uri,
                Code.FILE_NAME,
                f"in a folder of its own, the file of a record is 'index.{ending}'; rename "
                f"'{shorten(parts[-1])}', or attach it as a file of another type",
            )
        slug = parts[2]
    elif name == "index":
        return _Misplaced(
            uri,
            Code.FILE_NAME,
            "this file would be the record of a whole year; give it a name that says what the record is about, in "
            "small letters with hyphens",
        )
    else:
        slug = name
    if not RE_SLUG.fullmatch(slug) or len(slug) > MOST_OF_SLUG:
        return _Misplaced(
            uri,
            Code.SLUG,
            f"'{shorten(slug)}' cannot be part of an address; name it with at most {MOST_OF_SLUG} small "
            f"letters a to z, digits and single hyphens{_latin(slug)}",
        )
    return f"{parts[0]}/{parts[1]}/{slug}", language or FIRST_LANGUAGE


def _latin(slug: str) -> str:
    plain = latin_slug(slug)
    if len(plain) > MOST_OF_SLUG:
        plain = plain[:MOST_OF_SLUG].rpartition("-")[0]
    return f", such as '{plain}'" if len(plain) > 2 and RE_SLUG.fullmatch(plain) else ""
