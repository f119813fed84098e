"""Mappings: what is wrong with one is reported with its place and a cure."""

import json
from dataclasses import fields

import pytest

from mission_archive.importing.mappings import ArchiveMapping, Rule, keys_used
from mission_archive.importing.sources import ImportFailure
from mission_archive.model.records import Record, Words

SMALLEST = "collection: events\nfields: {title: title, date: date}\n"


def load(tmp_path, text):
    path = tmp_path / "mapping.yml"
    path.write_text(text, encoding="utf-8")
    return ArchiveMapping.load(path)


def test_the_smallest_mapping_names_title_date_and_collection(tmp_path):
    mapping = load(tmp_path, SMALLEST)
    assert mapping.id_key == "id"
    assert mapping.slug == Rule(keys=("id",))
    assert mapping.fields["title"] == (Rule(keys=("title",)),)


@pytest.mark.parametrize(
    "field",
    sorted(
        {field.name for field in fields(Record)} - {"id", "original", "words"}
        | {field.name for field in fields(Words)} - {"language", "path", "translation_of_update"}
    ),
)
def test_every_field_of_a_record_can_be_imported(tmp_path, field):
    columns = {"title": "t", "date": "d", field: "column"}
    mapping = load(tmp_path, f"collection: events\nfields: {json.dumps(columns)}\n")
    assert mapping.fields[field] == (Rule(keys=("column",)),)


def test_tables_are_written_ours_first_and_looked_up_theirs_first(tmp_path):
    text = SMALLEST + "tables: {places: {bokhtar: [Bokhtar, {as: Kurgan-Tyube}]}}\n"
    mapping = load(tmp_path, text.replace("date: date", "date: date, places: {from: town, table: places}"))
    assert mapping.fields["places"][0].table == {
        "Bokhtar": "bokhtar",
        "Kurgan-Tyube": {"place": "bokhtar", "as": "Kurgan-Tyube"},
    }


def test_the_keys_a_mapping_looks_at_are_dotted_through_lists_and_sentences():
    rule = Rule(item=(("place", Rule(keys=("town", "region"))), ("url", Rule(keys=(".",)))), each="place")
    assert set(keys_used([rule, Rule(text="{photo.caption} by {photo.credit}")])) == {
        "place.town",
        "place.region",
        "place",
        "photo.caption",
        "photo.credit",
    }


@pytest.mark.parametrize("slug", ["", "-a", "a-", "a--b", "A", "a b", "é", "..", "con"])
def test_a_record_is_not_renamed_to_what_cannot_stand_in_an_address(tmp_path, slug):
    with pytest.raises(ImportFailure, match="is not a record id"):
        load(tmp_path, SMALLEST + f"rename: {{'events/2010/{slug}': b}}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fiels: {}", "the mapping: 'fiels' is not known here; did you mean 'fields'?"),
        ("- a", "the mapping: must be keys with values"),
        ("collection: events", "fields: is missing"),
        ("fields: {title: t}\ncollection: events", "fields: 'date' is missing"),
        (SMALLEST + "source: {idd: a}", "source: 'idd' is not known here; did you mean 'id'?"),
        (
            "vocabularies: {places: {from: a, itme: {id: id}}}",
            "vocabularies.places: 'itme' is not known here",
        ),
        ("fields: {titel: t}", "fields: 'titel' is not known here; did you mean 'title'?"),
        ("fields: {title: t, date: d}", "collection: is missing; say which of events, workshops"),
        (
            "fields: {title: t, date: d}\ncollection: {from: kind, otherwise: meetings}",
            "'meetings' is not a collection",
        ),
        (SMALLEST.replace("title: title", "title: [[a]]"), "fields.title: must be keys with values"),
        (SMALLEST.replace("title: title", "title: {form: a}"), "fields.title: 'form' is not known here"),
        (SMALLEST.replace("title: title", "title: {from: a, text: b}"), "fields.title: write exactly one of"),
        (SMALLEST.replace("title: title", "title: {from: a, each: b}"), "'each:' needs 'item:'"),
        (SMALLEST.replace("title: title", "title: {from: a, table: towns}"), "there is no table 'towns'"),
        (SMALLEST.replace("title: title", "title: {from: a, keep: maybe}"), "must be true or false"),
        (SMALLEST + "tables: {t: {a: x, b: [x]}}", "tables.t: 'x' stands under both 'a' and 'b'; keep one"),
        (SMALLEST + "tables: {t: {a: {was: x}}}", "tables.t.a: 'was' is not known here"),
        (SMALLEST + "rename: {one: events/2010/a}", "'one' is not a record id; write collection/year/slug"),
        (SMALLEST + "rename: {events/../a: b}", "'events/../a' is not a record id"),
        (SMALLEST + "rename: {events/2010/a: b, events/2010/c: b}", "'b' is given two records"),
        (SMALLEST + "source: {delimiter: ''}", "source.delimiter: must be one text"),
        (SMALLEST + "source: {delimiter: '.'}", "source.delimiter: '.' is not possible; write one of"),
        ("vocabularies: {towns: {from: a, item: {id: id}}}", "vocabularies: 'towns' is not known here"),
        ("vocabularies: {places: {from: a, item: {name: b}}}", "vocabularies.places: the item needs 'id:'"),
    ],
)
def test_a_wrong_mapping_is_reported_with_its_place_and_a_cure(tmp_path, text, message):
    with pytest.raises(ImportFailure) as caught:
        load(tmp_path, text)
    assert message in str(caught.value)
    assert "mapping.yml" in str(caught.value)
