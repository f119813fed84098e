"""The command `archive zim`: only the site of the present records, and the old files stay until new ones are there."""

import subprocess
import sys

import pytest
from click.testing import CliRunner
from libzim.reader import Archive

from mission_archive.cli import main
from mission_archive.publishing import zim
from mission_archive.publishing.content_digest import DIGEST_FILE, content_digest

PAGE = "<!doctype html><title>{}</title><p>Words."


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: X\nsite_url: https://archive.example/\n", encoding="utf-8"
    )
    (tmp_path / "content").mkdir()
    for folder in ("site", "site/ru", "site/tg"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.html").write_text(PAGE.format(folder), encoding="utf-8")
    (tmp_path / "site" / DIGEST_FILE).write_text(content_digest(tmp_path / "content"), "ascii")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["zim", *map(str, arguments)])


def test_each_language_is_a_file_and_the_command_prints_nothing_else(project):
    code = "from mission_archive.cli import main; main(['zim'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "".join(
        f"1 page in build/archive-{language}.zim\n" for language in ("en", "ru", "tg")
    )
    assert sorted(path.name for path in (project / "build").iterdir()) == [
        "archive-en.zim", "archive-ru.zim", "archive-tg.zim",
    ]  # fmt: skip
    assert Archive(project / "build/archive-ru.zim").main_entry.get_item().path == "ru/index.html"


def test_a_site_of_other_records_is_refused(project):
    (project / "content/events/2010").mkdir(parents=True)
    (project / "content/events/2010/water.md").write_text("---\nremoved: 2020-01-01\n---\n", encoding="utf-8")
    done = run()
    assert done.exit_code == 1
    assert "site/ was not built from content/ as it is now; run archive build first." in done.output
    assert not (project / "build").exists()


def test_an_old_file_stays_if_the_new_one_cannot_be_made(project, monkeypatch):
    def full():
        raise RuntimeError("Unknown exception")  # as the library says it

    assert run().exit_code == 0
    before = (project / "build/archive-en.zim").read_bytes()
    monkeypatch.setattr(zim, "_illustration", full)
    done = run()
    assert (done.exit_code, type(done.exception)) == (1, SystemExit)
    assert (
        "Error: build/archive-en.zim cannot be written (the library libzim says: Unknown exception)"
        in done.output
    )
    assert (project / "build/archive-en.zim").read_bytes() == before
    assert len(list((project / "build").iterdir())) == 3


@pytest.mark.parametrize("place", ["file", "file/below", "taken"])
def test_a_place_that_cannot_be_written_is_reported_in_one_sentence(project, place):
    (project / "file").touch()
    (project / "taken/archive-en.zim").mkdir(parents=True)
    done = run("--output", place)
    assert isinstance(done.exception, SystemExit)
    assert done.exit_code
    assert "Error: " in done.output
    assert (project / "taken/archive-en.zim").is_dir()
