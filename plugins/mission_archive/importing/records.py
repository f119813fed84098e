"""Entries of a source become the fields of records, under the ids they will have."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from mission_archive.importing.mappings import FIELD_NAMES, ArchiveMapping, Rule, keys_used
from mission_archive.importing.reports import Unmapped
from mission_archive.importing.rules import Case, group_value, list_values, text_value, value_at
from mission_archive.importing.sources import ImportFailure, SourceEntry, Value, keys_of
from mission_archive.model.dates import Date, Mistake
from mission_archive.model.fields import REQUIRED_FIELDS
from mission_archive.model.file_names import record_file
from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.records import COLLECTIONS, UNDATED
from mission_archive.model.text.scripts import likely_language
from mission_archive.model.text.slugs import is_reserved, latin_slug
from mission_archive.model.text.suggestions import did_you_mean
from mission_archive.reading.fields.groups import Fields, PerLanguage
from mission_archive.reading.fields.lists import ListOf
from mission_archive.reading.fields.schema import KINDS

RE_TRAILING_YEAR = re.compile(r"-(?:19|20)\d\d$")


def check_columns(entries: list[SourceEntry], mapping: ArchiveMapping, source: Path) -> None:
    """Raises ImportFailure if no entry has a key that the mapping needs for every record.

    One wrong name in the mapping would otherwise be reported as something missing in every single entry.
    """
    held = {key: None for entry in entries for key, _ in keys_of(entry.values)}
    parts: dict[str, tuple[Rule, ...]] = {"slug": (mapping.slug,)}
    parts |= {f"fields.{name}": mapping.fields[name] for name in REQUIRED_FIELDS if name in mapping.fields}
    if mapping.collection is not None:
        parts["collection"] = (mapping.collection,)
    for where, rules in parts.items():
        used = list(keys_used(rules))
        is_needed = entries and used and not any(rule.otherwise for rule in rules)
        if is_needed and held.keys().isdisjoint(used):
            hint = did_you_mean(used[0], held) or f"; it has: {', '.join(list(held)[:20])}"
            raise ImportFailure(
                f"{source}: {where}: there is no column or key '{used[0]}' in this file{hint}"
            )


def records_of(
    entries: list[SourceEntry], mapping: ArchiveMapping, separator: str
) -> tuple[dict[str, dict[str, Value]], list[Unmapped]]:
    """The fields of every record by its file, and what of the source found no place."""
    unmapped: list[Unmapped] = []
    ids: dict[str, str] = {}
    cases: dict[str, Case] = {}
    for entry in entries:
        case = Case(entry, _source_id(entry, mapping), ids, separator, unmapped)
        try:
            record_id = mapping.renamed.get(case.id) or _record_id(mapping, case)
            if record_id in cases:
                first = f"the entry in line {cases[record_id].entry.line}"
                raise _NotImported(
                    "slug", record_id, f"is taken by {first}; name one of them under 'rename:'"
                )
        except _NotImported as fault:
            case.report(*fault.args, is_whole_entry=True)
            continue
        cases[record_id] = case
        if case.id and case.id in ids:
            first = f"the entry in line {cases[ids[case.id]].entry.line}"
            reason = f"is the id of {first} too, to which relations lead; give it another"
            case.report(mapping.id_key, case.id, reason)
        else:
            ids[case.id] = record_id
    files = {}
    for record_id, case in cases.items():
        fields = _fields(mapping, case)
        language = _language(mapping, case, fields)
        files[record_file(record_id, language)] = fields
    return files, unmapped


def terms_of(
    entries: list[SourceEntry], mapping: ArchiveMapping, vocabulary: str
) -> tuple[list[Value], list[Unmapped]]:
    """The terms of a vocabulary made from a list of the source."""
    _, rule = mapping.vocabularies[vocabulary]
    terms: dict[str, Value] = {}
    unmapped: list[Unmapped] = []
    for entry in entries:
        case = Case(entry, _source_id(entry, mapping), {}, "", unmapped)
        for term in list_values((rule,), case):
            term_id = term.get("id", "") if isinstance(term, dict) else ""
            if not isinstance(term_id, str) or not term_id:
                case.report("id", "", "is missing, so there is no term; give it one in the table of ids")
            elif term_id in terms:
                case.report("id", term_id, "is a term already; add by hand what this entry says more")
            else:
                terms[term_id] = term
        _report_unused_keys(case, mapping, (rule,))
    return list(terms.values()), unmapped


class _NotImported(Exception):
    """An entry of which nothing is imported: the key, the value and the reason."""


def _source_id(entry: SourceEntry, mapping: ArchiveMapping) -> str:
    found = value_at(entry.values, mapping.id_key)
    return found if isinstance(found, str) else ""


def _record_id(mapping: ArchiveMapping, case: Case) -> str:
    """Raises _NotImported if a part of the id is missing or impossible."""
    date = text_value(mapping.fields["date"], case)
    if not date:
        raise _NotImported(
            "date", "", "is missing, so the entry is not imported; give it a date, if only 20XX"
        )
    try:
        parsed = Date.parse(date)
    except Mistake as error:
        raise _NotImported("date", date, f"the entry is not imported: {error}") from None
    assert mapping.collection is not None  # a mapping with fields has a collection
    collection = text_value((mapping.collection,), case)
    if not collection:
        cure = "add the word to the table, or write 'otherwise:'"
        raise _NotImported("collection", "", f"none is given, so the entry is not imported; {cure}")
    if collection not in COLLECTIONS:
        reason = f"is not a collection, so the entry is not imported; write one of {', '.join(COLLECTIONS)}"
        raise _NotImported("collection", collection, reason)
    slug = slug_of(text_value((mapping.slug,), case))
    cure = "so the entry is not imported; name it under 'rename:'"
    if not slug:
        raise _NotImported("slug", "", f"no slug can be made, {cure}")
    if is_reserved(slug):
        raise _NotImported("slug", slug, f"is a name that Windows keeps for a device, {cure}")
    return f"{collection}/{f'{parsed.year:04}' if parsed.is_year_known else UNDATED}/{slug}"


def slug_of(text: str) -> str:
    """The text as a slug (see `latin_slug`); a year at the very end is dropped.

    The year already stands in the record's folder. A text that is nothing but a year keeps it. The result is empty when
    the text has no letter or digit that can be written in ASCII.
    """
    return RE_TRAILING_YEAR.sub("", latin_slug(text))


def _language(mapping: ArchiveMapping, case: Case, fields: Mapping[str, Value]) -> str:
    """The language of an entry: what the mapping says, or else what its letters say."""
    given = text_value((mapping.language,), case) if mapping.language is not None else ""
    if given in LANGUAGES:
        return given
    if given:
        reason = f"is not a language of the archive; write a table that gives {', '.join(LANGUAGES)}"
        case.report("language", given, reason)
    return likely_language(f"{fields.get('title', '')} {fields.get('summary', '')}") or FIRST_LANGUAGE


def _fields(mapping: ArchiveMapping, case: Case) -> dict[str, Value]:
    fields: dict[str, Value] = {}
    for name in FIELD_NAMES:
        if name in mapping.fields and (value := _field(name, mapping.fields[name], case)):
            fields[name] = value
    _leave_out(fields, case)
    for name in REQUIRED_FIELDS:
        if name not in fields:
            case.report(name, "", "is missing; write it into the record by hand")
    rules = [rule for field_rules in mapping.fields.values() for rule in field_rules]
    of_record = (mapping.collection, mapping.language, mapping.slug)
    _report_unused_keys(case, mapping, [*rules, *filter(None, of_record)])
    return fields


def _field(name: str, rules: tuple[Rule, ...], case: Case) -> Value:
    if name == "body":  # only the body has lines of its own
        return text_value(rules, case)
    kind = KINDS[name]
    if isinstance(kind, ListOf):
        found = list_values(rules, case)
        return found if name != "places" else list(_places(found))
    if isinstance(kind, Fields) or (isinstance(kind, PerLanguage) and any(rule.item for rule in rules)):
        return group_value(rules, case)
    return " ".join(text_value(rules, case).split())


def _report_unused_keys(case: Case, mapping: ArchiveMapping, rules: Collection[Rule]) -> None:
    known = {mapping.id_key, *mapping.ignored, *keys_used(rules)}
    for key in sorted({key for key, has_text in keys_of(case.entry.values) if has_text}):
        if not any(key == used or key.startswith(f"{used}.") for used in known):
            case.report(key, "", "is not in the mapping; give it a field, or name it under 'source: ignore:'")


def _leave_out(fields: dict[str, Value], case: Case) -> None:
    """Leave out what the record format allows only together with something else."""
    try:
        date = Date.parse(str(fields.get("date", "XXXX")))
    except Mistake as mistake:  # of an entry under 'rename:'; all others have their year from it
        case.report("date", str(fields["date"]), f"is kept, and the check will refuse it: {mistake}")
    else:
        if "duration" in fields and date.has_both_ends:
            reason = f"is left out: the date {date} says how long it was"
            case.report("duration", str(fields.pop("duration")), reason)
    if "number" in fields and "series" not in fields:
        reason = "is left out: a number belongs to a series, and none is given"
        case.report("number", str(fields.pop("number")), reason)


def _places(found: Iterable[Value]) -> Iterator[Value]:
    """Places, plain ones by their ids alone; parts of a place without the place itself are none."""
    for place in found:
        if not isinstance(place, dict):
            yield place
        elif "place" in place:
            yield place if len(place) > 1 else place["place"]
