"""Every folder of `cases/` is a content folder with one odd thing, and in `expected.txt` all that is to be said of it.

The vocabularies are those of the toy archive where a case brings none. A case that ends in `-fine` holds what may look
wrong and is right.
"""

import re
import shutil
from pathlib import Path

import pytest

from mission_archive.model.problems import Code
from mission_archive.reading.content import read_content
from tests.support.toy import NOW, TOY, write_toy_vocabularies

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
MADE_IN_TEST_FILES = {Code.FILE_SIZE, Code.UNREADABLE, Code.PICTURE, Code.PROPERTIES}
"""What a repository should not hold: a large file, a link, a pipe, a broken photo, a person's name in a document."""

REPORTED_ON_REQUEST = {Code.UNTRANSLATED}


def expected(case: Path) -> list[str]:
    return (case / "expected.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_odd_thing_is_reported_as_expected_and_nothing_else_is(case, tmp_path):
    content = write_toy_vocabularies(tmp_path)
    shutil.copytree(case, content, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    reported = "\n".join(map(str, read_content(content, now=NOW).problems))
    assert reported.splitlines() == expected(case)


def test_only_cases_that_are_fine_expect_nothing():
    assert [case.name for case in CASES if bool(expected(case)) == case.name.endswith("-fine")] == []


# What a message says to write is the writer's own


RE_DATE = re.compile(r"(?<![\d:+,-])(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")
RE_NUMBER = re.compile(r"\d+")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = range(21, 25)
STANDARDS = {8601}


def made_up(message, written):
    """The dates of a message that do not come from what the writer wrote."""
    numbers = {int(number) for number in RE_NUMBER.findall(written)} | STANDARDS
    numbers |= {int(year[at : at + 2]) for year in re.findall(r"\d{4,}", written) for at in (0, 2)}
    numbers |= {int(re.sub("[ ,]", "", number)) for number in re.findall(r"\d{1,3}(?:[ ,]\d{3})+", written)}
    words = {number for number, month in enumerate(MONTHS, 1) if month in written.casefold()}
    found = []
    for date in RE_DATE.finditer(message):
        year, month, day = (int(part) if part else None for part in date.groups())
        is_month_known = month is None or month in numbers | words | set(SEASONS)
        if year not in numbers or not is_month_known or (day is not None and day not in numbers):
            found.append(date[0])
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_message_shows_a_date_that_the_writer_did_not_write(case):
    files = [path for path in case.rglob("*") if path.name != "expected.txt"]
    written = "\n".join(str(path.relative_to(case)) for path in files)
    files += (TOY / "vocabularies").glob("*.yml")
    written += "".join(path.read_text("utf-8", errors="replace") for path in files if path.is_file())
    assert [date for line in expected(case) for date in made_up(line, written)] == []


def test_a_date_that_is_made_up_is_found():
    assert made_up("'26.11.2019' is not a day; write it as 2010-12-14", "date: 26.11.2019") == ["2010-12-14"]
    assert made_up("'May 2011' is in words; write 2011-05", "date: May 2011") == []
    assert made_up("write 2011-05", "date: 2011") == ["2011-05"]


def test_every_code_has_a_case():
    reported = {line.rpartition("[")[2].removesuffix("]") for case in CASES for line in expected(case)}
    assert {str(code) for code in Code} - reported == {
        str(code) for code in MADE_IN_TEST_FILES | REPORTED_ON_REQUEST
    }
