"""Rules that need to know what time it is: it is given to them, and they look at no clock."""

import datetime
from pathlib import Path

import pytest

from mission_archive.reading.content import read_content
from tests.support.toy import write_toy_vocabularies

RECORD = (
    "---\ntitle: Seminar on borders\ndate: 2010-04-15\nsummary: Officials spoke.\n{fields}---\n\n{text}\n"
)


@pytest.fixture
def reported(tmp_path):
    folder = write_toy_vocabularies(tmp_path) / "events/2010"
    folder.mkdir(parents=True)

    def problems_at(now: str | None, **records: str) -> list[str]:
        for name, text in records.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        moment = datetime.datetime.fromisoformat(now) if now else None
        return [
            f"{Path(problem.path).stem} {problem.code}"
            for problem in read_content(tmp_path / "content", now=moment).problems
        ]

    return problems_at


def test_a_plan_is_doubted_from_the_day_after_it(reported):
    plan = RECORD.format(fields="status: planned\n", text="")
    assert reported("2010-04-15T23:59+00:00", x=plan) == []
    assert reported("2010-04-16T00:00+00:00") == ["x status"]


def test_what_was_held_is_doubted_before_its_day(reported):
    held = RECORD.format(fields="", text="")
    assert reported("2010-04-14T23:59+00:00", x=held) == ["x status"]
    assert reported("2010-04-15T00:00+00:00") == []


def test_a_link_to_what_is_under_embargo_is_doubted_until_its_moment(reported):
    records = {
        "x": RECORD.format(fields="", text="See [y](y.md)."),
        "y": RECORD.format(fields="published: 2012-03-01T10:00+05:00\n", text=""),
    }
    assert reported("2012-03-01T04:59+00:00", **records) == ["x dead-link"]
    assert reported("2012-03-01T05:00+00:00") == []


def test_nothing_is_compared_with_a_moment_that_is_not_given(reported):
    records = {
        "x": RECORD.format(fields="status: planned\n", text="See [y](y.md)."),
        "y": RECORD.format(fields="published: 2912-03-01\n", text=""),
    }
    assert reported(None, **records) == []
