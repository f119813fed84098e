"""Links in texts: how often the same one is reported."""

import pytest

from mission_archive.reading.content import read_content
from tests.support.toy import NOW, write_toy_vocabularies


@pytest.mark.parametrize(("links", "reported"), [(19, 19), (20, 20), (21, 20)])
def test_one_address_that_leads_nowhere_is_reported_twenty_times_in_a_text(tmp_path, links, reported):
    folder = write_toy_vocabularies(tmp_path) / "events/2010"
    folder.mkdir(parents=True)
    head = "---\ntitle: Seminar on borders\ndate: 2010-04-15\nsummary: Officials spoke.\n---\n\n"
    text = head + "See [it](gone.md).\n\n" * links + "See [that](lost.md).\n"
    (folder / "x.md").write_text(text, encoding="utf-8")
    problems = read_content(tmp_path / "content", now=NOW).problems
    assert len([problem for problem in problems if "'gone.md'" in problem.message]) == reported
    assert len([problem for problem in problems if "'lost.md'" in problem.message]) == 1
