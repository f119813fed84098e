"""`archive addresses`: the ledger and a site that is built."""

import os
import re
import shutil

import pytest
from click.testing import CliRunner

from mission_archive.cli import main
from mission_archive.publishing.addresses.ledger import read_ledger
from mission_archive.publishing.content_digest import DIGEST_FILE, content_digest
from tests.publishing.records import PAST, PAST_RUSSIAN, RUSSIAN, TEXT, Repository
from tests.support.toy import write_toy_vocabularies


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with a record in two languages, its site, and a ledger that knows its addresses."""
    repository = Repository(tmp_path)
    write_toy_vocabularies(tmp_path)
    repository.write(PAST, TEXT)
    repository.write(PAST_RUSSIAN, RUSSIAN)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: Toy\n", "utf-8")
    built(repository, "", "events/", "events/2010/energy/", "ru/events/2010/energy/", "places/khujand/")
    assert run("--update").exit_code == 0
    repository.commit()
    return repository


def built(project, *addresses):
    """A site with these pages, built from the records as they are."""
    site = project.folder / "site"
    site.mkdir(exist_ok=True)
    (site / DIGEST_FILE).write_text(content_digest(project.content), "ascii")
    for page in sorted(site.rglob("index.html")):
        page.unlink()
    for address in addresses:
        (site / address).mkdir(parents=True, exist_ok=True)
        (site / address / "index.html").touch()


def run(*arguments):
    return CliRunner().invoke(main, ["addresses", *arguments])


def ledger(project):
    return (project.folder / "addresses.txt").read_text("utf-8")


def lines(project):
    return [line for line in ledger(project).splitlines() if line and not line.startswith("#")]


def test_the_first_update_writes_every_address_and_explains_itself(project):
    assert lines(project) == [
        "/", "events/", "events/2010/energy/", "places/khujand/", "ru/events/2010/energy/",
    ]  # fmt: skip
    assert ledger(project).startswith("# Every public address")


def test_when_all_is_there_it_says_so_and_changes_nothing(project):
    before = ledger(project)
    result = run("--update")
    assert (result.exit_code, result.output) == (0, "addresses.txt: 5 addresses known, 0 new\n")
    assert ledger(project) == before


def test_new_addresses_are_told_and_only_written_with_update(project):
    before = ledger(project)
    built(project, *(line.strip("/") and line for line in lines(project)), "places/alder/")
    assert run().output == "addresses.txt: 5 addresses known, 1 new\n"
    assert ledger(project) == before
    assert run("--update").output == "addresses.txt: 5 addresses known, 1 new and added\n"
    assert "places/alder/" in lines(project)


def test_an_address_that_vanished_ends_with_status_1_and_stays_in_the_ledger(project):
    built(project, "", "events/", "events/2010/energy/", "ru/events/2010/energy/", "new/")
    result = run("--update")
    assert result.exit_code == 1
    assert re.match(
        r"addresses.txt:\d+:1: error: '/places/khujand/' would vanish: end it in this line: ", result.stderr
    )
    assert "places/khujand/" in lines(project)
    assert "new/" in lines(project)


def test_the_line_that_is_offered_for_a_list_is_enough(project):
    built(project, "", "events/", "events/2010/energy/", "ru/events/2010/energy/", "places/")
    (line,) = re.findall(r"'(places/khujand/ -> [^']*)'", run().stderr)
    text = ledger(project).replace("places/khujand/\n", f"{line}\n")
    (project.folder / "addresses.txt").write_text(text, encoding="utf-8")
    assert run().exit_code == 0


def test_a_renamed_record_gets_the_line_to_add_even_under_quite_another_name(project):
    for ending in (".md", ".ru.md"):
        (project.content / f"events/2010/energy{ending}").rename(
            project.content / f"events/2010/round-table{ending}"
        )
    built(
        project, "", "events/", "places/khujand/", "events/2010/round-table/", "ru/events/2010/round-table/"
    )
    first, *lines, second = run().stderr.splitlines()
    for told in (first, second):
        assert (
            "'events/2010/round-table' now; add the lines below after line 5 of content/events/2010/round-table.md"
            in told
        )
    assert lines == ["former_urls:", "  - /events/2010/energy/"]  # once, though there are two pages
    assert run("--update").exit_code == 1


def test_a_draft_that_was_public_is_told(project):
    project.change(PAST, "format:", "draft: true\nformat:")
    built(project, "", "events/", "places/khujand/")
    assert "its field 'draft' hides it again" in run().stderr


def test_without_a_site_it_says_what_to_do(project):
    built(project)
    result = run()
    assert result.exit_code == 1
    assert "There is no site in site/; run archive build first." in result.stderr


@pytest.mark.parametrize("has_git", [True, False])
def test_a_copy_of_the_project_is_judged_as_the_project_itself(
    project, tmp_path_factory, monkeypatch, has_git
):
    copy = tmp_path_factory.mktemp("copy") / "project"
    shutil.copytree(project.folder, copy, ignore=None if has_git else shutil.ignore_patterns(".git"))
    for file in (copy / "content").rglob("*"):
        os.utime(file, (4e9, 4e9))
    monkeypatch.chdir(copy)
    assert run("--update").exit_code == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda content: (content / PAST_RUSSIAN).unlink(),
        lambda content: (content / PAST_RUSSIAN).rename(content / "events/2010/energy.tg.md"),
        lambda content: (content / PAST).write_text(TEXT.replace("format:", "draft: true\nformat:"), "utf-8"),
        lambda content: (content / "events/2010/energy.pdf").write_bytes(b"%PDF-1.4"),
    ],
)
def test_a_site_of_other_records_is_not_taken_for_the_present_one(project, change):
    before = ledger(project)
    change(project.content)
    for file in (path for path in project.content.rglob("*") if path.is_file()):
        os.utime(file, (0, 0))
    result = run("--update")
    assert result.exit_code == 1
    assert "site/ was not built from content/ as it is now; run archive build first." in result.stderr
    assert ledger(project) == before


def test_files_that_systems_and_editors_leave_do_not_count(project):
    (project.content / "events/.DS_Store").touch()
    (project.content / f"{PAST}~").touch()
    assert run().exit_code == 0


def test_the_site_is_where_the_configuration_says(project):
    (project.folder / "site").rename(project.folder / "public")
    (project.folder / "mkdocs.yml").write_text("site_name: Toy\nsite_dir: public\n", "utf-8")
    assert run().exit_code == 0


def test_a_ledger_with_a_line_that_is_wrong_is_not_written(project):
    file = project.folder / "addresses.txt"
    file.write_text("places/khujand/\n<<<<<<< HEAD\n", encoding="utf-8")
    result = run("--update")
    assert result.exit_code == 1
    assert result.stderr.startswith("addresses.txt:2:1: error: '<<<<<<< HEAD' is not a path on this site")
    assert file.read_text("utf-8") == "places/khujand/\n<<<<<<< HEAD\n"


def test_without_git_the_check_works_all_the_same(project, monkeypatch):
    built(project, "", "events/", "events/2010/energy/", "ru/events/2010/energy/")
    monkeypatch.setenv("PATH", "")
    assert "'/places/khujand/' would vanish" in run().stderr


def test_the_moment_of_the_build_tells_which_records_are_hidden(project, monkeypatch):
    project.change(PAST, "format:", "published: 2015-01-01\nformat:")
    built(project, "", "events/", "places/khujand/")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1400000000")  # in 2014
    assert "its field 'published' hides it again" in run().stderr
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    assert "hides it again" not in run().stderr


def test_a_moment_of_the_build_that_is_none_is_told(project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = run()
    assert result.exit_code == 1
    assert "SOURCE_DATE_EPOCH: 'yesterday' is not a moment" in result.stderr


def test_a_text_of_gigabytes_counts_by_its_size_alone(tmp_path):
    """It is refused later; read whole, a sparse file of terabytes would keep the build busy for a day."""
    path = tmp_path / "huge.md"
    path.touch()
    os.truncate(path, 8 * 10**12)
    assert content_digest(tmp_path) != content_digest(tmp_path / "nothing")


def test_a_ledger_in_another_encoding_is_refused_and_left_as_it_is(project):
    built(project, "", "events/", "events/2010/energy/", "ru/events/2010/energy/", "places/khujand/", "new/")
    file = project.folder / "addresses.txt"
    file.write_bytes(file.read_bytes() + "old/ gone: причина\n".encode("windows-1251"))
    before = file.read_bytes()
    result = run("--update")
    assert result.exit_code == 1
    line = len(before.splitlines())
    assert f"addresses.txt:{line}:12: error: from here on the file is not in UTF-8; save it" in result.stderr
    assert "[encoding]" in result.stderr
    assert file.read_bytes() == before


def test_a_ledger_that_is_no_file_is_not_taken_for_none(project):
    (project.folder / "addresses.txt").unlink()
    (project.folder / "addresses.txt").mkdir()
    _, (problem,) = read_ledger(project.folder / "addresses.txt")
    assert str(problem).startswith("addresses.txt:1:1: error: this is not an ordinary file; put")
    assert run("--update").exit_code != 0


def test_a_ledger_that_cannot_be_written_is_reported_in_one_sentence(project):
    result = run("--update", "--ledger", "nowhere/ledger.txt")
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert "Error: nowhere/ledger.txt cannot be written (No such file or directory); check" in result.stderr
    (project.folder / "new").mkdir()
    assert run("--update", "--ledger", "new/ledger.txt").exit_code == 0
    assert [path.name for path in (project.folder / "new").iterdir()] == ["ledger.txt"]


def test_a_configuration_in_another_encoding_is_reported_with_its_place(project):
    (project.folder / "mkdocs.yml").write_bytes("site_name: Toy\nx: да\n".encode("windows-1251"))
    result = run()
    assert result.exit_code == 1
    assert "mkdocs.yml:2:4: error: from here on the file is not in UTF-8; save it" in result.stderr
