"""Where records lie below `content/`: from a file's path to the record and language it holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mission_archive.model.file_names import RECORD_ENDINGS, VOCABULARIES, name_of
from mission_archive.model.grouping import grouped
from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.problems import Code, Problem, hint, shorten
from mission_archive.model.records import COLLECTIONS, UNDATED
from mission_archive.model.text.slugs import MOST_OF_SLUG, RE_SLUG, latin_slug
from mission_archive.model.text.suggestions import Suggestions, did_you_mean
from mission_archive.reading.fields.language_codes import meant_language
from mission_archive.reading.finding.files import ContentFiles

RE_LANGUAGE_WITHOUT_DOT = re.compile(r"(.+)[-_ ]([a-z]{2,3})", re.IGNORECASE)
"""`roads_ru`, `index-tg`: what may be meant for the name of a translation."""

OTHER_LANGUAGES = ", ".join(f".{code}" for code in LANGUAGES[1:])

RE_YEAR = re.compile(r"[0-9]{4}")
TEXT_ENDINGS = (*RECORD_ENDINGS, ".yaml", ".markdown")


@dataclass(frozen=True)
class Layout:
    """The files of each record by language, and all other files; what lies in the wrong place is a problem."""

    records: Mapping[str, Mapping[str, str]]
    others: Mapping[str, None]
    problems: tuple[Problem, ...]

    @cached_property
    def record_files(self) -> frozenset[str]:
        """The files of all records and languages."""
        return frozenset(uri for uris in self.records.values() for uri in uris.values())

    @cached_property
    def by_stem(self) -> dict[str, list[str]]:
        """The files of records and others by their names without ending; an index is named by its folder."""
        return grouped((stem(uri), uri) for uri in (*sorted(self.record_files), *self.others))

    @cached_property
    def stems(self) -> Suggestions:
        """What an editor may call a file."""
        return Suggestions(self.by_stem)


def stem(uri: str) -> str:
    """The name of a file without its endings; of an index, that of its folder."""
    folder, _, name = uri.rstrip("/").rpartition("/")
    own = name.partition(".")[0]
    return name_of(folder) if own == "index" else own


@dataclass(eq=False)
class _Misplaced(Exception):
    place: str
    code: Code
    message: str


def lay_out(files: ContentFiles) -> Layout:
    """Sort the files of a content folder by what they are."""
    records: dict[str, dict[str, str]] = {}
    others: dict[str, None] = {}
    problems: dict[str, Problem] = {}
    for uri in files.sizes:
        if uri.startswith(f"{VOCABULARIES}/"):
            continue
        try:
            found = _place(uri)
            if found is None:
                others[uri] = None
                continue
            record_id, language = found
            first = records.setdefault(record_id, {}).setdefault(language, uri)
            if first != uri:
                message = (
                    f"there are two files for the record '{record_id}': this one and {files.path(first)}; keep the "
                    "right one, or rename the other"
                )
                raise _Misplaced(uri, Code.DUPLICATE_ID, message)
        except _Misplaced as fault:
            problem = Problem.of_file(files.path(fault.place), fault.code, fault.message)
            problems.setdefault(fault.place, problem)
    return Layout(records, others, tuple(problems.values()))


def _place(uri: str) -> tuple[str, str] | None:
    """The record id and language of a record's file; None for another file. Raises `_Misplaced`."""
    parts = uri.split("/")
    if len(parts) == 1:
        where = f"{', '.join(COLLECTIONS)}, each with a folder for the year"
        message = f"this file is outside of the collections; move it to {where}"
        raise _Misplaced(uri, Code.MISPLACED, message)
    collection, year = parts[0], parts[1]
    if collection not in COLLECTIONS:
        message = (
            f"'{shorten(collection)}' is not a collection; the folders are {', '.join(COLLECTIONS)} and "
            f"{VOCABULARIES}{did_you_mean(collection, (*COLLECTIONS, VOCABULARIES))}"
        )
        raise _Misplaced(collection, Code.COLLECTION, message)
    if len(parts) == 2:
        message = (
            f"a record is in a folder for its year; move the file to {collection}/YYYY/{year}, with the year of "
            "the record in place of YYYY"
        )
        raise _Misplaced(uri, Code.MISPLACED, message)
    if not RE_YEAR.fullmatch(year) and year != UNDATED:
        message = (
            f"'{shorten(year)}' is not a year; name the folder with four digits, or '{UNDATED}' for records whose "
            "year is not known"
        )
        raise _Misplaced(f"{collection}/{year}", Code.YEAR_FOLDER, message)
    if not uri.lower().endswith(TEXT_ENDINGS):
        return None
    if len(parts) > 4:
        right = "collection/year/name.md or collection/year/name/index.md"
        raise _Misplaced(uri, Code.MISPLACED, f"the file is in a folder too deep; move it to {right}")
    name, language = _name(uri, parts[-1])
    slug = parts[2] if len(parts) == 4 else name
    if len(parts) == 4 and name != "index":
        message = (
            f"in a folder of its own, the file of a record is 'index.{uri.rpartition('.')[2]}'; rename "
            f"'{shorten(parts[-1])}', or attach it as a file of another type"
        )
        raise _Misplaced(uri, Code.FILE_NAME, message)
    if slug == "index" and len(parts) == 3:
        message = (
            "this file would be the record of a whole year; give it a name that says what the record is about, in "
            "small letters with hyphens"
        )
        raise _Misplaced(uri, Code.FILE_NAME, message)
    if not RE_SLUG.fullmatch(slug) or len(slug) > MOST_OF_SLUG:
        message = (
            f"'{shorten(slug)}' cannot be part of an address; name it with at most {MOST_OF_SLUG} small letters a to "
            f"z, digits and single hyphens{_such_as(slug)}"
        )
        raise _Misplaced(uri, Code.SLUG, message)
    return f"{collection}/{year}/{slug}", language or FIRST_LANGUAGE


def _name(uri: str, file_name: str) -> tuple[str, str]:
    """The name of a record's file without its endings, and the language in it, which may be empty."""
    own, _, ending = file_name.rpartition(".")
    name, dot, language = own.partition(".")
    if f".{ending}" not in RECORD_ENDINGS:
        right = "md" if ending.lower() in ("md", "markdown") else "yml"
        message = f"the file of a record cannot end in '.{ending}'; rename it to '{own}.{right}'"
        raise _Misplaced(uri, Code.FILE_NAME, message)
    if dot and (fault := suffix_fault(name, language, f".{ending}")):
        raise _Misplaced(uri, Code.LANGUAGE_SUFFIX, fault)
    bare, meant = language_at_end(name)
    if meant and not dot and (bare == "index" or not RE_SLUG.fullmatch(name)):
        right = f"{bare}.{meant}.{ending}"
        message = f"the language of a translation comes after a dot; rename the file to '{right}'"
        raise _Misplaced(uri, Code.LANGUAGE_SUFFIX, message)
    return name, language


def _such_as(slug: str) -> str:
    plain = latin_slug(slug)
    if len(plain) > MOST_OF_SLUG:
        plain = plain[:MOST_OF_SLUG].rpartition("-")[0]
    return f", such as '{plain}'" if len(plain) > 2 and RE_SLUG.fullmatch(plain) else ""


def language_at_end(name: str) -> tuple[str, str | None]:
    """A name without the language at its end, after a hyphen or an underscore, and that language."""
    found = RE_LANGUAGE_WITHOUT_DOT.fullmatch(name)
    language = meant_language(found[2]) if found else None
    return (found[1], language) if found and language in LANGUAGES[1:] else (name, None)


def suffix_fault(name: str, language: str, ending: str) -> str | None:
    """What is wrong with the language in the file name `name.language.md`; `ending` has its dot."""
    if language == FIRST_LANGUAGE:
        return (
            f"'.{FIRST_LANGUAGE}' is not needed, because it is the first language; rename the file to "
            f"'{name}{ending}'"
        )
    if language in LANGUAGES:
        return None
    meant = meant_language(language)
    near = meant if meant in LANGUAGES[1:] else Suggestions(LANGUAGES[1:]).near(language)
    return (
        f"'.{shorten(language)}' is not a language of this archive; use one of {OTHER_LANGUAGES}, or no dot in the "
        f"name{hint(near and f'{name}.{near}{ending}')}"
    )
