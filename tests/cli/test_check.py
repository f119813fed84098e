"""The command `archive check`, as an editor, a hook and a CI job run it."""

import json
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from mission_archive.cli import main
from tests.support.toy import write_toy_archive

WRONG = """---
title: Seminar: part two
date: 2010-04-15
summary: Officials spoke about borders.
---
"""
MISSPELT = """---
title: Seminar, 100% on borders
date: 2010-04-15
summary: Officials spoke about borders.
themes: [energi]
---
"""
DOUBTFUL = """---
title: Seminar on borders
date: 2009-04-15
summary: Officials spoke about borders.
---
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project's folder with the toy archive, in which the command is given."""
    write_toy_archive(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def with_mistakes(project):
    (project / "content/events/2010/wrong.md").write_text(WRONG, encoding="utf-8")
    (project / "content/events/2010/misspelt.md").write_text(MISSPELT, encoding="utf-8")
    (project / "content/events/2010/doubtful.md").write_text(DOUBTFUL, encoding="utf-8")
    return project


def check(*arguments):
    return CliRunner().invoke(main, ["check", *arguments])


def paths_in(output):
    return [line.split(":")[0] for line in output.splitlines() if line.startswith("content/")]


def test_good_content_ends_with_status_0_and_says_how_much_was_checked(project):
    result = check()
    verdict, missing, silent = result.output.splitlines()
    assert (result.exit_code, verdict) == (0, "14 sound records, 0 errors")
    assert missing.startswith("not translated yet: 1 in English, 11 in Русский, 12 in Тоҷикӣ (archive check")
    assert silent.startswith("in no feed or calendar because 'published' is missing: ")


def test_what_no_feed_can_have_is_counted_with_what_to_write_and_nothing_is_said_of_the_rest(project):
    silent = check().output.splitlines()[-1]
    ((number, first),) = re.findall(r"'published' is missing: (\d+) records, the first is (\S+);", silent)
    assert silent.endswith(f"git log --follow --diff-filter=A --format=%cs -- {first}")
    file = project / first
    file.write_text(file.read_text("utf-8").replace("\ndate:", "\npublished: 2015-01-01\ndate:", 1), "utf-8")
    assert f"'published' is missing: {int(number) - 1} records" in check().output


def test_nothing_is_said_of_feeds_where_each_record_says_when_it_became_public(project):
    for file in (project / "content").glob("*/*/**/*"):
        if file.suffix in (".md", ".yml") and "published:" not in file.read_text("utf-8"):
            text = file.read_text("utf-8")
            file.write_text(text.replace("\ndate:", "\npublished: 2015-01-01\ndate:", 1), "utf-8")
    assert "published" not in check().output


def test_what_is_not_translated_is_listed_on_request_and_stops_nothing(project):
    result = check("--translations")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == "14 sound records, 0 errors"
    told = [line for line in result.output.splitlines() if ": info: " in line]
    assert len(told) == len(result.output.splitlines()) - 1 > 20
    assert not [line for line in check().output.splitlines() if ": info: " in line]
    noted = check("--translations", "--format", "github", "content/events/2010/club-khujand.md").output
    assert noted.startswith("::notice file=content/events/2010/club-khujand.md,")


def test_all_problems_of_all_files_are_told_in_order_with_status_1(with_mistakes):
    result = check()
    assert result.exit_code == 1
    assert paths_in(result.output) == [
        "content/events/2010/doubtful.md",
        "content/events/2010/misspelt.md",
        "content/events/2010/wrong.md",
    ]
    assert (
        "content/events/2010/misspelt.md:5:10: error: themes: there is no 'energi' in vocabularies/themes.yml; "
        "write the id of a term, or add the term there; did you mean 'energy'? [term]"
    ) in result.output.splitlines()
    assert "2 errors, 1 warning" in result.output


def test_a_warning_alone_does_not_fail(project):
    (project / "content/events/2010/doubtful.md").write_text(DOUBTFUL, encoding="utf-8")
    result = check()
    assert result.exit_code == 0
    assert "content/events/2010/doubtful.md:3:7: warning: date: " in result.output
    assert "15 sound records, 0 errors, 1 warning" in result.output


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("content/events/2010/wrong.md", 1, ["content/events/2010/wrong.md"]),
        ("./content/events/2010/wrong.md", 1, ["content/events/2010/wrong.md"]),
        ("content/events/2010/doubtful.md", 0, ["content/events/2010/doubtful.md"]),
        ("content/events/2010/energy-security.md", 0, []),
        ("content/reports", 0, []),
        (
            "content/events/",
            1,
            [f"content/events/2010/{name}.md" for name in ("doubtful", "misspelt", "wrong")],
        ),
    ],
)
def test_only_problems_of_the_given_files_and_folders_are_told(with_mistakes, path, status, told):
    result = check(path)
    assert (result.exit_code, paths_in(result.output)) == (status, told)


def test_several_paths_may_be_given(with_mistakes):
    result = check("content/events/2010/wrong.md", "content/events/2010/misspelt.md")
    assert len(paths_in(result.output)) == 2


def test_json_is_data_for_programs_and_nothing_else(with_mistakes):
    result = check("--format", "json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)
    assert [problem["code"] for problem in problems] == ["year-folder", "term", "yaml"]
    assert problems[1] == {
        "path": "content/events/2010/misspelt.md",
        "line": 5,
        "column": 10,
        "severity": "error",
        "code": "term",
        "field": "themes",
        "message": (
            "there is no 'energi' in vocabularies/themes.yml; write the id of a term, or add the term there; "
            "did you mean 'energy'?"
        ),
    }


def test_json_of_good_content_is_an_empty_list(project):
    result = check("--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_github_gets_an_annotation_at_the_line_of_each_problem(with_mistakes):
    result = check("--format", "github")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith(
        "::warning file=content/events/2010/doubtful.md,line=3,col=7,title=year-folder::date: "
    )
    assert lines[2].startswith("::error file=content/events/2010/wrong.md,line=2,col=15,title=yaml::")
    assert len(lines) == 3


def test_what_github_reads_as_a_command_is_escaped(project):
    folder = project / "content/events/2010/a, b: 100%"
    folder.mkdir()
    (folder / "index.md").write_text(WRONG, encoding="utf-8")
    (line,) = check("--format", "github").stdout.splitlines()
    assert line.startswith("::error file=content/events/2010/a%2C b%3A 100%25,line=1,col=1,title=file-name::")


def test_a_folder_without_content_is_told_and_not_a_traceback(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = check()
    assert result.exit_code == 1
    assert "content:1:1: error: there is no such folder" in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_the_content_may_lie_elsewhere(with_mistakes, tmp_path):
    (tmp_path / "content").rename(tmp_path / "records")
    result = check("--content", "records")
    assert "records/events/2010/wrong.md:2:15: error:" in result.output


def test_an_unknown_form_is_refused(project):
    result = check("--format", "xml")
    assert result.exit_code == 2


def test_the_check_needs_no_site_generator(project):
    program = (
        "import sys; from click.testing import CliRunner; from mission_archive.cli import main; "
        "result = CliRunner().invoke(main, ['check']); "
        "sys.exit(result.exit_code or any(name in sys.modules for name in ('mkdocs', 'material', 'jinja2')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
