"""What a build says of a file that stops it: one of the site, or another."""

import subprocess

import pytest

from mission_archive.adapters.output import faults_of_mkdocs
from mission_archive.building.faults import BuildFault
from tests.building.test_placing import obey_permissions
from tests.site.sample import write
from tests.support.site import COMMANDS

RECORD = "---\ntitle: A small event\ndate: 2010-04-15\nsummary: Words.\n---\n"


def told(path, places):
    """What is said when a path leads through a file as if that were a folder."""
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.write_text("a file")
    with pytest.raises(BuildFault) as raised, faults_of_mkdocs(places):
        path.read_bytes()
    return str(raised.value)


@pytest.mark.parametrize("place", ["site", "site/events/2010", ".site.new-7/events"])
def test_of_a_file_of_the_site_it_is_said_to_make_the_folder_around_it_writable(tmp_path, place):
    path = tmp_path / place / "file/index.html"
    said = told(path, [tmp_path / "site", tmp_path / ".cache/photos"])
    assert said.startswith(f"{path} cannot be written (Not a directory); the new site is built beside")
    assert "make the folder around it writable" in said


@pytest.mark.parametrize("place", ["content/events", "docs", ".site", "sites", ".cache/photos/ab"])
def test_of_another_file_it_is_not_said_to_make_a_folder_writable(tmp_path, place):
    path = tmp_path / place / "file/index.md"
    assert told(path, [tmp_path / "site", tmp_path / ".cache/photos"]) == (
        f"{path} cannot be read or written (Not a directory); check it. The old site is as it was."
    )


def test_a_file_that_was_deleted_meanwhile_is_named(tmp_path):
    with pytest.raises(BuildFault) as raised, faults_of_mkdocs([tmp_path / "site"]):
        (tmp_path / "content/hall.jpg").read_bytes()
    assert str(raised.value).startswith(
        f"{tmp_path / 'content/hall.jpg'} cannot be read or written (No such file or directory); check it."
    )


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_page_of_the_documentation_that_may_not_be_read_is_told_in_one_line(project, command):
    write(project / "content", "events/2010/small.md", RECORD)
    page = project / "docs/about.md"
    page.chmod(0)
    done = subprocess.run(
        [COMMANDS / "archive", command], cwd=project, capture_output=True, text=True, check=False, timeout=300,
        stdin=subprocess.DEVNULL, preexec_fn=obey_permissions,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"Error: {page} cannot be read or written (Permission denied); check it." in done.stderr
    assert "Traceback" not in done.stderr
    assert "address" not in done.stderr
