"""Reading tables of others."""

import pytest

from mission_archive.importing.sources import ImportFailure, read_entries


def entries(tmp_path, name, content, delimiter=","):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_entries(path, delimiter)


def failure(tmp_path, name, content, delimiter=","):
    with pytest.raises(ImportFailure) as caught:
        entries(tmp_path, name, content, delimiter)
    return str(caught.value)


def test_yaml_values_stay_text_whatever_they_look_like(tmp_path):
    [entry] = entries(tmp_path, "a.yaml", "- {id: 007, date: 2010-04-15, day: NO, time: 12:30, none: ~}")[""]
    assert entry.values == {"id": "007", "date": "2010-04-15", "day": "NO", "time": "12:30", "none": ""}


def test_an_entry_knows_the_line_where_it_begins(tmp_path):
    found = entries(tmp_path, "a.yaml", "# a remark\n- id: one\n  title: First\n- id: two\n")[""]
    assert [(entry.file, entry.line) for entry in found] == [("a.yaml", 2), ("a.yaml", 4)]


def test_a_mapping_of_lists_gives_each_list_its_name(tmp_path):
    found = entries(tmp_path, "a.yaml", "version: 2\ntowns:\n- id: a\nkinds:\n- meeting\n")
    assert {name: [entry.values for entry in items] for name, items in found.items()} == {
        "towns": [{"id": "a"}],
        "kinds": [{"id": "meeting"}],
    }


def test_csv_rows_become_entries_with_nested_values_for_dotted_headers(tmp_path):
    [entry] = entries(
        tmp_path, "a.csv", "\ufeffid,source.url,source.publisher\n1, https://a.example ,OSCE\n\n"
    )[""]
    assert entry.values == {"id": "1", "source": {"url": "https://a.example", "publisher": "OSCE"}}


def test_csv_lines_are_counted_through_cells_of_several_lines(tmp_path):
    found = entries(tmp_path, "a.csv", 'id,text\n1,"two\nlines"\n2,one\n')[""]
    assert [entry.line for entry in found] == [2, 4]


def test_another_delimiter_can_be_named(tmp_path):
    assert entries(tmp_path, "a.csv", "id;title\n1;A, B\n", ";")[""][0].values == {"id": "1", "title": "A, B"}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.yaml", "- id: 'open", "a.yaml:1:7: error: the quotation mark that opens here is never closed; "),
        (
            "a.yaml",
            "- id: a\n  id: b\n",
            "a.yaml:2:3: error: id: this field is here for the second time",
        ),
        ("a.yaml", "- &a [*a]\n", "a.yaml:1:3: error: '&a' is a YAML anchor, which is not allowed here; "),
        ("a.csv", "id,a" + ".a" * 9 + "\n1,2\n", "column 2 has more than 8 dots"),
        ("a.yaml", "- [a]\n", "line 1: expected an entry with keys and values"),
        ("a.yaml", "- {[a]: b}\n", "a.yaml:1:4: error: the name of a field is one word; "),
        ("a.yaml", "just words", "expected a list of entries"),
        ("a.yaml", "", "the file is empty"),
        ("a.yaml", "# none\n", "the file is empty"),
        ("a.yaml", "[" * 1500, "brackets or lists are nested more than 20 deep"),
        (
            "a.yaml",
            "- title: Café\n".encode("latin-1"),
            "a.yaml:1:13: error: from here on the file is not in UTF-8; ",
        ),
        ("a.csv", "", "the file is empty; its first row must name the columns"),
        ("a.csv", "id,,title\n", "column 2 has no name"),
        ("a.csv", "id,id\n", "two columns are named 'id'"),
        ("a.csv", "a,a.b\n1,2\n", "'a' cannot be a column and the first part of others"),
        ("a.csv", "id,title\n1,A, B\n", "line 2: 3 cells, but the header names 2; put quotes around"),
        ("a.csv", 'id\n"open\n', "this is not valid CSV"),
        ("a.csv", "id;title\n1;A\n", "a single column 'id;title'; if ';' separates the columns"),
        ("a.csv", "id\ttitle\n1\tA\n", "write 'delimiter: \"tab\"' under 'source:'"),
        ("a.csv", "\n", "the file is empty; its first row must name the columns"),
        ("a.xlsx", b"PK\x03\x04", "this is a spreadsheet; save it in its program as CSV"),
    ],
)
def test_a_source_that_cannot_be_read_is_reported_in_plain_words(tmp_path, name, content, message):
    assert message in failure(tmp_path, name, content)


def test_a_missing_file_and_a_folder_get_different_messages(tmp_path):
    with pytest.raises(ImportFailure, match="no such file"):
        read_entries(tmp_path / "none.yaml", ",")
    with pytest.raises(ImportFailure, match="this is a folder"):
        read_entries(tmp_path, ",")
