"""The tables and their descriptions, read by programs that others wrote."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import frictionless
import jsonschema
import openapi_spec_validator
import pytest
import yaml

from mission_archive.formats.data.schemas import ALWAYS
from mission_archive.formats.data.tables import TABLES, safe
from mission_archive.formats.table import format_files
from mission_archive.model.archive import Archive
from mission_archive.model.records import Ending
from mission_archive.reading.json_schema import source_schema
from tests.formats.awkward import AWKWARD, awkward_archive
from tests.formats.editions import URL, edition_of
from tests.rendering.archives import NOW, VOCABULARIES, record
from tests.support.toy import TOY, toy_archive

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
HOSTILE = (
    '=HYPERLINK("https://example.org","x")', "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", " =1+1", "＝1+1",
    "a; =1+1", "a\n=1+1", 'a"; =1+1', "-", "=cmd|' /C calc'!A0",
)  # fmt: skip


def written(archive, folder=None):
    """The files in /data/, each as its bytes, and in a folder if one is given."""
    edition = replace(edition_of(archive), licence="https://example.org/licence")
    files = {path: make() for path, make in format_files(edition).items() if path.startswith("data/")}
    for path, data in files.items() if folder else ():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return files


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def with_titles(archive, texts):
    """The archive with titles and summaries that begin with these texts, one after the other."""
    changed = [
        replace(record, words={
            code: replace(words, title=f"{text} {code}", summary=text, body="")
            for code, words in record.words.items()
        })
        for record, text in zip(archive.listed, texts * 9, strict=False)
    ]  # fmt: skip
    return Archive(changed, archive.vocabularies, archive.now)


@pytest.mark.parametrize("archive_of", [awkward_archive, toy_archive])
def test_the_package_is_valid_as_it_is_written(archive_of, tmp_path):
    written(archive_of(), tmp_path)
    report = frictionless.validate(tmp_path / "data/datapackage.json")
    assert report.valid, report.flatten(["type", "message"])
    assert [task.name for task in report.tasks] == [table.name for table in TABLES]
    assert all(task.stats["rows"] for task in report.tasks)


def test_the_package_is_found_wrong_where_it_is(tmp_path):
    files = written(awkward_archive(), tmp_path)
    (tmp_path / "data/relations.csv").write_bytes(
        files["data/relations.csv"] + b"events/2000/none,places,x\r\n"
    )
    assert not frictionless.validate(tmp_path / "data/datapackage.json").valid


def test_a_table_asks_for_what_every_twin_has():
    (table,) = (table for table in TABLES if table.name == "records")
    asked = {column.name for column in table.columns if column.is_required}
    assert asked == {"url"} | {column.name for column in table.columns if column.name in ALWAYS}


def test_no_cell_is_a_formula():
    files = written(with_titles(toy_archive(), HOSTILE))
    tables = {path: rows(data) for path, data in files.items() if path.endswith(".csv")}
    numbers = {column.name for table in TABLES for column in table.columns if column.type == "number"}
    cells = [
        cell
        for table in tables.values()
        for row in table
        for name, cell in row.items()
        if name not in numbers and cell
    ]
    for cell in cells:
        for part in re.split(r"[;\n\r\t]", cell):
            assert not part.startswith((*FORMULA_SIGNS, " ")) or not part.strip().startswith(FORMULA_SIGNS), (
                cell
            )
    assert any(cell.startswith("'=HYPERLINK(") for cell in cells)
    assert all(float(row["latitude"]) for row in tables["data/terms.csv"] if row["latitude"])


def test_what_is_no_formula_is_as_it_was():
    for text in ("Water; energy – and more", "a=b", "2010-04/..", "x + y", "e@example.org", ""):
        assert safe(text) == text


def test_a_table_can_be_read_in_any_spreadsheet():
    for path, data in written(awkward_archive()).items():
        if path.endswith(".csv"):
            assert data.startswith("\ufeff".encode()), path
            lines = data.decode("utf-8-sig").split("\r\n")
            assert lines[-1] == ""
            assert len(rows(data)) == len(lines) - 2, path


def test_a_table_says_of_a_record_what_its_twin_says():
    files = written(awkward_archive())
    twins = {twin["id"]: twin for twin in map(json.loads, files["data/records.jsonl"].splitlines())}
    table = {row["id"]: row for row in rows(files["data/records.csv"])}
    assert list(table) == list(twins)
    for record_id, row in table.items():
        twin = twins[record_id]
        for name in ("date", "date_earliest", "date_latest", "date_precision", "status", "short_url"):
            assert row[name] == twin.get(name, ""), (record_id, name)
        assert row["date_is_uncertain"] == ("true" if "date_is_uncertain" in twin else "")
        assert row["places"].split() == [mention["place"] for mention in twin.get("places", ())]


def test_every_relation_leads_to_a_term_or_a_record():
    files = written(toy_archive())
    known = {row["id"] for row in rows(files["data/terms.csv"])} | {
        row["id"] for row in rows(files["data/records.csv"])
    }
    targets = {row["target"] for row in rows(files["data/relations.csv"])}
    assert targets
    assert targets <= known


def test_a_term_that_only_a_withdrawn_record_names_is_in_no_table():
    ending = Ending(date=NOW.date(), reason={"en": "It was wrong."})
    withdrawn = record("events/2010/visit", themes=("rivers",), organisers=("council",), withdrawn=ending)
    archive = Archive([record(themes=("letters",)), withdrawn], VOCABULARIES, NOW).visible()
    assert [row["id"] for row in rows(written(archive)["data/terms.csv"])] == ["letters", "mission"]


# Descriptions


def test_the_api_is_described_as_openapi_says_and_its_examples_are_there():
    edition = edition_of(awkward_archive())
    files = format_files(edition)
    api = json.loads(files["data/openapi.json"]())
    openapi_spec_validator.validate(api)
    assert api["servers"] == [{"url": URL.removesuffix("/")}]
    forms = [re.sub(r"\{[a-z]+\}", "{}", template) for template in api["paths"]]
    assert len(set(forms)) == len(forms)  # as OpenAPI asks, and no validator looks
    for template, path in api["paths"].items():
        values = {each["name"]: each["example"] for each in path["get"].get("parameters", ())}
        ((media_type, content),) = path["get"]["responses"]["200"]["content"].items()
        address = template.format(**values).removeprefix("/")
        data = files[address]()
        if media_type.endswith("json"):
            schema = {**content["schema"], "components": api["components"]}
            assert jsonschema.Draft202012Validator(schema).is_valid(json.loads(data)), address


def test_the_api_describes_every_file_that_programs_read():
    files = format_files(edition_of(awkward_archive()))
    api = json.loads(files["data/openapi.json"]())
    described = [re.compile(_pattern(template, path)) for template, path in api["paths"].items()]
    of_others = re.compile(r"(?:.*/)?share\.png|(?:ru/|tg/)?opensearch\.xml|robots\.txt")
    left = {
        path
        for path in files
        if not of_others.fullmatch(path) and not any(each.fullmatch(f"/{path}") for each in described)
    }
    assert not left


def _pattern(template, path):
    """What addresses a path of the description stands for."""
    values = {
        each["name"]: f"(?:{'|'.join(each['schema'].get('enum', ['[^/]+']))})"
        for each in path["get"].get("parameters", ())
    }
    return "".join(
        values[part[1:-1]] if part.startswith("{") else re.escape(part)
        for part in re.split(r"(\{[a-z]+\})", template)
    )


def test_an_archive_without_records_has_tables_and_descriptions():
    archive = Archive([], toy_archive().vocabularies, toy_archive().now)
    files = written(archive)
    openapi_spec_validator.validate(json.loads(files["data/openapi.json"]))
    assert rows(files["data/records.csv"]) == []


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 as editors' programs read it: no dates, and of words only true and false mean something else."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("int", r"-?[0-9]+", "-0123456789"),
    ("float", r"-?[0-9]+\.[0-9]+", "-0123456789"),
    ("null", r"null|~|", ("n", "~", "")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), [*first])


def fields_of(path):
    text = path.read_text("utf-8-sig").replace("\r\n", "\n")
    return yaml.load(text.split("---\n")[1] if path.suffix == ".md" else text, CoreLoader)


CONTENT = Path(__file__).parents[2] / "content"


@pytest.mark.parametrize(
    "folder", [TOY, AWKWARD, pytest.param(CONTENT, marks=pytest.mark.long)], ids=["toy", "awkward", "content"]
)
def test_the_schema_for_editors_takes_every_record(folder):
    schema = source_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema)
    originals = [
        path
        for path in sorted(folder.glob("[!v]*/*/**/*"))
        if path.suffix in (".md", ".yml")
        and (fields := fields_of(path))
        and {"date", "removed"} & fields.keys()
    ]
    assert len(originals) > 5
    for path in originals:
        errors = [
            f"{error.json_path}: {error.message[:200]}" for error in checker.iter_errors(fields_of(path))
        ]
        assert errors == [], path


@pytest.mark.parametrize(
    "wrong",
    [
        {"dat": "2010"},
        {"status": "sold"},
        {"number": "four"},
        {"themes": "water"},
        {"photos": [{"file": "a.jpg"}]},
        {"photos": [{"file": "a.jpg", "alt": ""}]},
        {"title": "ab"},
        {"date": "May 2010"},
        {"note": {"de": "x"}},
    ],
)
def test_the_schema_for_editors_refuses_a_mistake(wrong):
    checker = jsonschema.Draft202012Validator(source_schema())
    right = {"title": "Round table", "date": "2010-05", "summary": "It was round."}
    assert checker.is_valid(right)
    assert checker.is_valid({"removed": {"date": "2010-05-06", "reason": "At their wish."}})
    assert not checker.is_valid({**right, **wrong})
    assert not checker.is_valid({"title": "Round table"})
