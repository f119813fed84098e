"""Entries of a source become the fields of records, under the ids they will have."""

from collections.abc import Iterator, Mapping

from mission_archive.importing.mappings import (
    FIELD_NAMES,
    ArchiveMapping,
    keys_used,
)
from mission_archive.importing.reports import Unmapped
from mission_archive.importing.rules import Case, group_value, list_values, text_value, value_at
from mission_archive.importing.slugs import slug_of
from mission_archive.importing.sources import Entry, Value
from mission_archive.model.dates import Date, DateError, Interval
from mission_archive.model.fields import RECORD_FIELDS, Shape
from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.records import COLLECTIONS, UNDATED
from mission_archive.model.text.scripts import likely_language
from mission_archive.model.text.slugs import is_reserved

REQUIRED_FIELDS = ("title", "date", "summary")
NO_RECORDS: Mapping[str, str] = {}


def records_of(
    entries: list[Entry], mapping: ArchiveMapping, separator: str
) -> tuple[dict[str, dict[str, Value]], list[Unmapped]]:
    """The fields of every record by its file, and what of the source found no place."""
    unmapped: list[Unmapped] = []
    ids: dict[str, str] = {}
    cases: dict[str, Case] = {}
    for entry in entries:
        source_id = value_at(entry.values, mapping.id_key)
        case = Case(entry, source_id if isinstance(source_id, str) else "", ids, separator, unmapped)
        record_id = _record_id(mapping, case)
        if record_id in cases:
            first = cases[record_id].entry
            reason = f"is taken by the entry in line {first.line}; name one of them under 'rename:'"
            case.report("slug", record_id, reason, is_whole_entry=True)
        elif record_id:
            cases[record_id] = case
            if case.id and case.id in ids:
                first = cases[ids[case.id]].entry
                reason = f"is the id of the entry in line {first.line} too, to which relations lead; give it another"
                case.report(mapping.id_key, case.id, reason)
            else:
                ids[case.id] = record_id
    files = {}
    for record_id, case in cases.items():
        fields = _fields(mapping, case)
        language = _language(mapping, case, fields)
        files[f"{record_id}.md" if language == FIRST_LANGUAGE else f"{record_id}.{language}.md"] = fields
    return files, unmapped


def terms_of(
    entries: list[Entry], mapping: ArchiveMapping, vocabulary: str
) -> tuple[list[Value], list[Unmapped]]:
    """The terms of a vocabulary made from a list of the source."""
    _, rule = mapping.vocabularies[vocabulary]
    terms: dict[str, Value] = {}
    unmapped: list[Unmapped] = []
    for entry in entries:
        name = value_at(entry.values, mapping.id_key)
        case = Case(entry, name if isinstance(name, str) else "", NO_RECORDS, "", unmapped)
        for term in list_values((rule,), case):
            term_id = term.get("id", "") if isinstance(term, dict) else ""
            if not isinstance(term_id, str) or not term_id:
                case.report("id", "", "is missing, so there is no term; give it one in the table of ids")
            elif term_id in terms:
                case.report("id", term_id, "is a term already; add by hand what this entry says more")
            else:
                terms[term_id] = term
        _report_unused_keys(case, {mapping.id_key, *mapping.ignored, *keys_used((rule,))})
    return list(terms.values()), unmapped


def _record_id(mapping: ArchiveMapping, case: Case) -> str:
    if case.id in mapping.renamed:
        return mapping.renamed[case.id]
    date = text_value(mapping.fields["date"], case)
    if not date:
        reason = "is missing, so the entry is not imported; give it a date, if only 20XX"
        case.report("date", "", reason, is_whole_entry=True)
        return ""
    folder = _year_folder(date, case)
    if not folder:
        return ""
    assert mapping.collection is not None  # a mapping with fields has a collection
    collection = text_value((mapping.collection,), case)
    if not collection:
        reason = (
            "none is given, so the entry is not imported; add the word to the table, or write 'otherwise:'"
        )
        case.report("collection", "", reason, is_whole_entry=True)
        return ""
    if collection not in COLLECTIONS:
        reason = f"is not a collection, so the entry is not imported; write one of {', '.join(COLLECTIONS)}"
        case.report("collection", collection, reason, is_whole_entry=True)
        return ""
    slug = slug_of(text_value((mapping.slug,), case))
    if not slug:
        reason = "no slug can be made, so the entry is not imported; name it under 'rename:'"
        case.report("slug", "", reason, is_whole_entry=True)
        return ""
    if is_reserved(slug):
        reason = (
            "is a name that Windows keeps for a device, so the entry is not imported; name it under 'rename:'"
        )
        case.report("slug", slug, reason, is_whole_entry=True)
        return ""
    return f"{collection}/{folder}/{slug}"


def _language(mapping: ArchiveMapping, case: Case, fields: Mapping[str, Value]) -> str:
    """The language of an entry: what the mapping says, or else what its letters say."""
    if mapping.language is not None:
        given = text_value((mapping.language,), case)
        if given in LANGUAGES:
            return given
        if given:
            reason = f"is not a language of the archive; write a table that gives {', '.join(LANGUAGES)}"
            case.report("language", given, reason)
    return likely_language(f"{fields.get('title', '')} {fields.get('summary', '')}") or FIRST_LANGUAGE


def _year_folder(text: str, case: Case) -> str:
    """The year of a date, `undated` when no year is fully known, nothing when the text is no date."""
    try:
        date = Date.parse(text)
    except DateError as error:
        case.report("date", text, f"the entry is not imported: {error}", is_whole_entry=True)
        return ""
    return f"{date.year:04}" if date.is_year_known else UNDATED


def _fields(mapping: ArchiveMapping, case: Case) -> dict[str, Value]:
    fields: dict[str, Value] = {}
    for name in FIELD_NAMES:
        rules = mapping.fields.get(name)
        if rules is None:
            continue
        shape = RECORD_FIELDS[name].shape if name in RECORD_FIELDS else Shape.ONE
        if shape is Shape.LIST:
            value: Value = list_values(rules, case)
        elif shape is Shape.GROUP or (shape is Shape.TEXT and any(rule.item for rule in rules)):
            value = group_value(rules, case)
        else:
            value = text_value(rules, case)
            if name != "body":  # only the body has lines of its own
                value = " ".join(value.split())
        if value:
            fields[name] = value
    _mend(fields, case)
    for name in REQUIRED_FIELDS:
        if name not in fields:
            case.report(name, "", "is missing; write it into the record by hand")
    _report_unused_keys(case, _known_keys(mapping))
    return fields


def _report_unused_keys(case: Case, known: set[str]) -> None:
    for key in _keys_with_values(case.entry.values):
        if not any(key == used or key.startswith(f"{used}.") for used in known):
            case.report(key, "", "is not in the mapping; give it a field, or name it under 'source: ignore:'")


def _mend(fields: dict[str, Value], case: Case) -> None:
    """What the record format allows only together with something else."""
    date = fields.get("date", "")
    places = fields.get("places")
    if isinstance(places, list):
        known = [place for place in places if not isinstance(place, dict) or "place" in place]
        fields["places"] = [_plain_place(place) for place in known]
    if "duration" in fields and isinstance(date, str) and _is_closed(date):
        duration = str(fields.pop("duration"))
        case.report("duration", duration, f"is left out: the date {date} says how long it was")
    if "number" in fields and "series" not in fields:
        number = str(fields.pop("number"))
        case.report("number", number, "is left out: a number belongs to a series, and none is given")


def _is_closed(text: str) -> bool:
    """Whether a date has a beginning and an end of its own."""
    try:
        date = Date.parse(text)
    except DateError:  # reported already
        return False
    return isinstance(date.value, Interval) and not date.has_open_start and not date.has_open_end


def _plain_place(place: Value) -> Value:
    return place["place"] if isinstance(place, dict) and set(place) == {"place"} else place


def _known_keys(mapping: ArchiveMapping) -> set[str]:
    rules = [rule for field_rules in mapping.fields.values() for rule in field_rules]
    if mapping.collection is not None:
        rules.append(mapping.collection)
    if mapping.language is not None:
        rules.append(mapping.language)
    return {mapping.id_key, *mapping.ignored, *keys_used((*rules, mapping.slug))}


def _keys_with_values(values: Mapping[str, Value], parent: str = "") -> Iterator[str]:
    """The dotted keys of an entry that hold something, each once; the members of lists count as one."""
    seen: set[str] = set()
    for key, value in values.items():
        members = value if isinstance(value, list) else [value]
        for member in members:
            if isinstance(member, dict):
                seen.update(_keys_with_values(member, f"{parent}{key}."))
            elif member:
                seen.add(f"{parent}{key}")
    yield from sorted(seen)
