"""The pages for editors say what is true: every example is read, every field and every code is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mission_archive.model.problems import Code, Severity
from mission_archive.reading.content import read_content
from mission_archive.reading.fields.groups import Field
from mission_archive.reading.fields.lists import group_of
from mission_archive.reading.fields.schema import (
    MENTION,
    NAME,
    OUTCOME,
    RECORD_SCHEMA,
    TEXT_FIELD,
    TRANSLATION_FIELD,
)
from mission_archive.reading.vocabularies import FIELDS
from tests.support.toy import write_toy_archive

EDITORS = Path(__file__).parents[2] / "docs/editors"
FORMAT = (EDITORS / "record-format.md").read_text(encoding="utf-8")
ERRORS = (EDITORS / "errors.md").read_text(encoding="utf-8")

RE_FENCE = re.compile(r"(?:`(\w+\.yml)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RE_SECTION = re.compile(r"^### `([a-z-]+)`\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
BASE = {
    "title": "title: Seminar on gardens",
    "date": "date: 1991-04-15",
    "summary": "summary: Teachers spoke about gardens.",
}
GUIDE = Path(__file__).parents[1] / "support/guide_content"
"""What the examples of the guide name: places, themes and bodies of an invented country, and two of its records."""

HERE = "content/workshops/1991/example"


def with_required(fields: str) -> str:
    """The fields of an example, with those that every record has where the example leaves them out."""
    written = set(re.findall(r"^(\w+):", fields, re.MULTILINE))
    if written & {"removed"}:
        return fields
    return "".join(f"{line}\n" for name, line in BASE.items() if name not in written) + fields


def write_archive(folder: Path) -> Path:
    """Put the toy archive below `folder`, with the invented country of the guide; its folder."""
    content = write_toy_archive(folder)
    for added in sorted(path for path in GUIDE.rglob("*") if path.is_file()):
        path = content / added.relative_to(GUIDE)
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + added.read_text(encoding="utf-8"), encoding="utf-8")
    return content.parent


def in_year(uri: str, example: str) -> str:
    """The path of a record in the folder of the year that the example gives."""
    year = re.search(r"^date: \{?(\d{4})", example, re.MULTILINE)
    return uri.replace("/1991/", f"/{year[1]}/") if year else uri


def record_of(kind: str, example: str) -> tuple[str, str]:
    """The path and the text of the record that an example shows in whole or in part."""
    if kind == "text":
        return example.strip(), f"---\n{with_required('')}---\n"
    if example.startswith("---"):
        is_translation = re.search("[а-я]", example.split("\n")[1])
        uri = f"{HERE}/index.ru.md" if is_translation else "content/events/1991/example.md"
        return in_year(uri, example), example
    if kind == "markdown":
        return f"{HERE}/index.md", f"---\n{with_required('')}---\n{example}"
    if re.search(r"^body:", example, re.MULTILINE):
        return in_year("content/conferences/1991/example.yml", example), example
    return in_year(f"{HERE}/index.md", example), f"---\n{with_required(example)}---\n"


def put(root: Path, uri: str, text: str) -> None:
    (root / uri).parent.mkdir(parents=True, exist_ok=True)
    (root / uri).write_text(text, encoding="utf-8")


def reported(
    folder: Path, kind: str, example: str, vocabulary: str | None, *, has_files: bool = True
) -> list[str]:
    """What is wrong when the example stands in the toy archive, in the place that it is for."""
    root = write_archive(folder)
    is_vocabulary = example.startswith("- id:")
    if is_vocabulary:
        uri = f"content/vocabularies/{vocabulary}"
        put(root, uri, example)
    else:
        uri, text = record_of(kind, example)
        put(root, uri, text)
        if uri.endswith(".ru.md") and "/example/" in uri:
            put(
                root,
                uri.replace(".ru.md", ".md"),
                record_of("yaml", "changes: [{date: 1992-03-01, kind: minor, note: A.}]\n")[1],
            )
        for name in re.findall(r"file: (\w[\w.-]*)", example) if has_files else ():
            (root / HERE).mkdir(parents=True, exist_ok=True)
            (root / HERE / name).write_bytes(b"%PDF-1.4" if name.endswith(".pdf") else b"\xff\xd8\xff\xe0")
    problems = read_content(root / "content").problems
    return [str(problem) for problem in problems if problem.path == uri or uri.startswith(f"{problem.path}/")]


EXAMPLES = [(found[2], found[3], found[1]) for found in RE_FENCE.finditer(FORMAT) if found[2] != "text"]


@pytest.mark.parametrize(("kind", "example", "vocabulary"), EXAMPLES)
def test_every_example_of_the_format_is_right(kind, example, vocabulary, tmp_path):
    assert reported(tmp_path, kind, example, vocabulary) == []


def names(fields: tuple[Field, ...]) -> Iterator[str]:
    for field in fields:
        yield field.name
        if group := group_of(field):
            yield from names(group.fields)


FIELD_NAMES = {
    *names((*RECORD_SCHEMA, TEXT_FIELD, TRANSLATION_FIELD)),
    *names(MENTION.group.fields),
    *names(OUTCOME.group.fields),
    *names(NAME.fields),
    *(name for fields in FIELDS.values() for name in names(fields)),
}


@pytest.mark.parametrize("name", sorted(FIELD_NAMES))
def test_every_field_is_described_in_the_format(name):
    assert f"`{name}`" in FORMAT


def test_every_word_of_a_choice_is_described_in_the_format():
    words = {word for field in RECORD_SCHEMA for word in getattr(field.kind, "words", ())}
    inner = {
        word
        for field in RECORD_SCHEMA
        if (group := group_of(field))
        for part in group.fields
        for word in getattr(part.kind, "words", ())
    }
    assert {word for word in words | inner if f"`{word}`" not in FORMAT} == set()


SECTIONS = {found[1]: found[2] for found in RE_SECTION.finditer(ERRORS)}
PAIRS = {
    code: [(found[2], found[3], found[1]) for found in RE_FENCE.finditer(section)]
    for code, section in SECTIONS.items()
}


def test_every_code_has_its_section_in_the_errors_and_no_other_has():
    assert set(SECTIONS) == {str(code) for code in Code}


@pytest.mark.parametrize("code", [code for code, pair in PAIRS.items() if pair])
def test_the_example_of_an_error_is_that_error_and_the_cure_cures(code, tmp_path):
    wrong, right = PAIRS[code]
    problems = reported(tmp_path / "wrong", *wrong, has_files=code != Code.MISSING_FILE)
    assert problems
    assert all(problem.partition("\n")[0].endswith(f"[{code}]") for problem in problems), problems
    assert reported(tmp_path / "right", *right) == []


def test_most_errors_have_an_example():
    assert len([code for code, pair in PAIRS.items() if pair]) >= len(Code) - 20
    assert [severity for severity in Severity if f"`{severity}`" not in ERRORS] == []
