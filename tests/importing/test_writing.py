"""Record files as a person would write them."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from mission_archive.importing.imports import record_text, vocabulary_text
from mission_archive.importing.sources import Value
from mission_archive.model.yaml_text import block_yaml

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn", "Co"]), min_size=1).map(
    str.strip
)


def test_a_record_is_front_matter_and_then_its_text():
    fields: dict[str, Value] = {
        "title": "Meeting: energy",
        "date": "2010-04-15",
        "places": ["khujand", {"place": "bokhtar", "as": "Kurgan-Tyube"}],
        "participants": {"number": "70"},
        "body": "First.\n\nSecond.",
    }
    assert record_text(fields) == (
        "---\n"
        "title: 'Meeting: energy'\n"
        "date: 2010-04-15\n"
        "places:\n"
        "  - khujand\n"
        "  - place: bokhtar\n"
        "    as: Kurgan-Tyube\n"
        "participants:\n"
        "  number: 70\n"
        "---\n"
        "\n"
        "First.\n\nSecond.\n"
    )


def test_a_record_without_a_text_ends_with_its_front_matter():
    assert record_text({"title": "A title"}) == "---\ntitle: A title\n---\n"


def test_a_long_text_is_folded():
    lines = block_yaml({"summary": "word " * 40 + "end"}).splitlines()
    assert lines[0] == "summary: >-"
    assert len(lines) > 2
    assert max(map(len, lines)) < 110


def test_a_long_address_is_not_folded():
    url = "https://mission.example/" + "a" * 120
    assert block_yaml({"url": url}) == f"url: {url}\n"


def test_terms_stand_apart():
    assert vocabulary_text([{"id": "a"}, {"id": "b"}]) == "- id: a\n\n- id: b\n"


@given(st.dictionaries(st.sampled_from(["title", "note", "date"]), WORDS | st.lists(WORDS)))
def test_whatever_is_written_reads_back_the_same(fields):
    assert yaml.load(block_yaml(fields), Loader=yaml.BaseLoader) == fields
