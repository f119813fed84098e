"""Every folder of `cases/` is a content folder with one odd thing, and in `expected.txt` all that is to be said of it.

The vocabularies are those of the toy archive where a case brings none. A case that ends in `-fine` holds what may look
wrong and is right.
"""

import shutil
from pathlib import Path

import pytest

from mission_archive.model.problems import Code
from mission_archive.reading.content import read_content
from tests.support.toy import NOW, write_toy_vocabularies

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
MADE_IN_TEST_FILES = {Code.FILE_SIZE, Code.UNREADABLE, Code.PICTURE, Code.PROPERTIES}
"""What a repository should not hold: a large file, a link, a pipe, a broken photo, a person's name in a document."""


def expected(case: Path) -> list[str]:
    return (case / "expected.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_odd_thing_is_told_as_expected_and_nothing_else_is(case, tmp_path):
    content = write_toy_vocabularies(tmp_path)
    shutil.copytree(case, content, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    told = "\n".join(map(str, read_content(content, now=NOW).problems))
    assert told.splitlines() == expected(case)


def test_only_cases_that_are_fine_expect_nothing():
    assert [case.name for case in CASES if bool(expected(case)) == case.name.endswith("-fine")] == []


def test_every_code_has_a_case():
    told = {line.rpartition("[")[2].removesuffix("]") for case in CASES for line in expected(case)}
    assert {str(code) for code in Code} - told == {str(code) for code in MADE_IN_TEST_FILES}
