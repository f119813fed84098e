"""The command `archive links`, as a person and the weekly workflow run it."""

import json
import socket
import subprocess
import sys
import sysconfig

import pytest
from click.testing import CliRunner

from mission_archive.cli import main
from mission_archive.links.external import guard
from tests.links.faulty_server import faulty_host
from tests.links.toy import SEEDS, write_toy_site
from tests.support.site import without_progress

CONFIG = """site_name: X
site_url: !ENV [SITE_URL, 'https://archive.example/archive/']
x: !!python/name:x.y
"""
RECORD = """---
title: Round table on water
date: 2010-05-12
summary: Town councils spoke about water.
sources:
  - url: {address}
---
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SITE_URL", raising=False)
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "content/events/2010").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    return tmp_path


@pytest.fixture
def host(monkeypatch):
    """A host on this machine that counts as a public one: others are not asked."""
    look_up = socket.getaddrinfo

    def getaddrinfo(name, *arguments, **options):
        return look_up("127.0.0.1" if name == "strange.alt" else name, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(guard, "is_public", lambda number: number == "127.0.0.1")
    with faulty_host() as host:
        yield host


def links(*arguments):
    return CliRunner().invoke(main, ["links", *map(str, arguments)])


def test_a_sound_site_ends_with_status_0(project):
    write_toy_site(project / "site", "https://archive.example/archive/")
    done = links()
    assert done.exit_code == 0, done.output
    assert "none is broken" in done.output


def test_a_broken_link_is_reported_with_its_place_and_ends_with_status_1(project):
    write_toy_site(project / "site", "https://archive.example/archive/", SEEDS[:1])
    record = RECORD.format(address="https://x.example/") + "\nSee [the bridge](../brigde/).\n"
    (project / "docs/events/2010").mkdir(parents=True)
    (project / "docs/events/2010/water.md").write_text(record, encoding="utf-8")
    done = links()
    assert done.exit_code == 1
    assert "docs/events/2010/water.md:9: error: page '/events/2010/water/'" in done.stdout
    assert "did you mean '../bridge/'?" in done.stdout


def test_the_site_s_address_may_come_from_the_environment(project, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://other.example/a/")
    write_toy_site(project / "site", "https://other.example/a/")
    assert links().exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [((), "build it first: make site"), (("-f", "none.yml"), "There is no none.yml here")],
)
def test_what_is_missing_is_reported_with_what_to_do(project, arguments, said):
    done = links(*arguments)
    assert done.exit_code == 1
    assert said in done.output


def write_record(project, address, extra=""):
    text = RECORD.format(address=address).replace("---\n", f"---\n{extra}", 1)
    (project / "content/events/2010/water.md").write_text(text, encoding="utf-8")


def ask(*arguments):
    return links("--external", "--pause", "0", *arguments)


def test_dead_addresses_of_strangers_end_with_status_0_unless_asked_for(project, host):
    write_record(project, f"{host.named}/404")
    done = ask()
    assert done.exit_code == 0, done.output
    assert f"content/events/2010/water.md:6: {host.named}/404 (404 Not Found)" in done.output
    assert ask("--fail").exit_code == 1
    assert host.counts["/404"] == 1  # the second time it was known


def test_the_report_goes_into_a_file_in_the_form_wanted(project, host):
    write_record(project, f"{host.named}/moved")
    done = ask("--format", "markdown", "--output", "out/report.md")
    assert without_progress(done.output) == "1 address checked; the report is in out/report.md\n"
    report = (project / "out/report.md").read_text("utf-8")
    assert f"## Moved for good (1)\n\nWrite the new address.\n\n- {host.named}/moved" in report
    assert (
        json.loads(ask("--format", "json").stdout)["findings"][0]["verdict"]["address"] == f"{host.named}/new"
    )


def test_an_exception_that_ended_is_reported_and_fails_only_if_asked_for(project, host):
    write_record(project, f"{host.named}/ok")
    excused = f"exceptions:\n- {{url: {host.named}/ok, reason: X, until: 2020-01-01}}\n"
    (project / "links.yml").write_text(excused, encoding="utf-8")
    assert "links.yml:2: error: the exception for" in ask().output
    assert [ask().exit_code, ask("--fail").exit_code] == [0, 1]


@pytest.mark.parametrize("hidden", ["draft: true\n", "published: 2999-01-01\n"])
def test_what_the_public_may_not_see_is_in_no_request_and_not_in_the_report(project, host, hidden):
    write_record(project, f"{host.named}/404", hidden)
    done = ask()
    assert host.asked == []
    assert "water" not in done.output


def test_hosts_learn_the_address_of_the_archive(project, host):
    write_record(project, f"{host.named}/ok")
    ask()
    assert host.paths == ["/ok"]
    agents = {headers["user-agent"] for headers in host.headers}
    assert agents == {"mission-archive-links/1.0 (+https://archive.example/archive/)"}


def test_each_source_is_kept_once_and_the_command_says_which_are_not(project, host):
    for path in ("ok", "private", "500-then-fine"):
        text = RECORD.format(address=f"{host.named}/{path}")
        (project / f"content/events/2010/{path}.md").write_text(text, encoding="utf-8")
    done = links("--capture", "--pause", 0)
    assert done.exit_code == 0, done.output
    assert f"content/events/2010/private.md: {host.named}/private was not kept: its host asks" in done.output
    assert "was not kept: it answered 500" in done.output
    assert "1 source kept in copies/, 2 not; 1 in all" in done.output
    before = host.counts["/ok"]
    again = links("--capture", "--pause", 0).output
    assert "1 source kept in copies/, 1 not; 2 in all" in again
    assert host.counts["/ok"] == before


def test_the_report_names_the_copy_that_the_archive_kept_of_a_dead_source(project, host):
    write_record(project, f"{host.named}/ok-then-404")
    links("--capture", "--pause", 0)
    (copy,) = (project / "copies").glob("*.warc.gz")
    assert "/ok-then-404 (404 Not Found); no copy is offered" in (said := ask().output)
    assert f"the archive kept {copy.name} of 2" in said


def test_a_damaged_table_of_copies_is_reported_and_left_as_it_is(project):
    (project / "copies").mkdir()
    (project / "copies/captures.json").write_text("[]x", encoding="utf-8")
    done = links("--capture")
    assert done.exit_code == 1
    assert "copies/captures.json is damaged; put back the version of before" in done.output
    assert (project / "copies/captures.json").read_text() == "[]x"


def test_without_lychee_the_command_says_how_to_get_it(project, monkeypatch):
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(project))
    done = ask()
    assert done.exit_code == 1
    assert "is not installed here. Run\n\n    sh setup/environment.sh test\n" in done.output


def test_the_command_starts_without_mkdocs():
    code = "import sys; from mission_archive.cli.links import links; print('mkdocs' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize("option", ["--capture", "--external"])
def test_a_folder_of_records_that_is_not_there_ends_with_status_1(project, option):
    done = links(option, "--content", "nowhere")
    assert done.exit_code == 1
    assert "nowhere:1:1: error: there is no such folder" in done.output
    assert "kept" not in done.output


def test_a_report_that_cannot_be_written_is_refused_before_anybody_is_asked(project, host):
    write_record(project, f"{host.named}/404")
    (project / "file").touch()
    assert ask("--output", "docs").exit_code == 2
    done = ask("--output", "file/report.md")
    assert (done.exit_code, type(done.exception)) == (1, SystemExit)
    assert "Error: file/report.md cannot be written (" in done.output
    assert host.asked == []


def test_a_file_in_the_place_of_the_folder_of_copies_is_reported_and_left(project, host):
    write_record(project, f"{host.named}/ok")
    (project / "copies").write_text("mine", encoding="utf-8")
    done = links("--capture", "--pause", 0)
    assert done.exit_code == 1
    assert (
        "Error: copies is a file, and the folder of the copies has this name; move the file away."
        in done.output
    )
    assert host.asked == []


def test_what_was_learned_cannot_be_kept_and_the_command_says_where(project, host):
    write_record(project, f"{host.named}/404")
    (project / ".cache").touch()
    done = ask()
    assert (done.exit_code, type(done.exception)) == (1, SystemExit)
    assert "Error: .cache/links cannot be read or written (" in done.output
