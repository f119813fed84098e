"""How a new site takes the old one's place, whatever lies there and whenever the process is killed."""

import ctypes
import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mission_archive.building.faults import BuildFault
from mission_archive.building.placing import exchange, place_of, put_in_place, refuse_foreign_folder, staging
from tests.support.site import PROJECT

FILES = ("sitemap.xml", "index.html", "events/index.html")


def write_site(folder, words):
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{words} {name}\n" * 3)


def site_of(words):
    return {name: f"{words} {name}\n" * 3 for name in FILES}


def words_in(site):
    return (site / "index.html").read_text().partition(" ")[0]


def place(site, words, **options):
    """Put a new site in place; what was said."""
    said: list[str] = []
    with staging(site, said.append) as staged:
        write_site(staged, words)
        put_in_place(staged, site, **options)
    return said


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def never(one, other):
    """The exchange of a system that has none."""
    return False


# Killed


@pytest.mark.parametrize("way", ["in one step", "by turns"])
def test_killed_before_any_step_the_site_is_whole_and_the_next_build_works(tmp_path, way):
    done = subprocess.run(
        [sys.executable, "-m", "tests.building.killed_at_each_step", tmp_path, way],
        cwd=PROJECT, capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    *killed, whole = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.stderr == ""
    assert whole["killed"] == site_of("new")
    steps = [seen["step"].partition(" ")[0] for seen in killed]
    # The lock, the folder, three files in two folders, and three files in two folders deleted, at the least.
    assert len(steps) > 10
    assert {"open", "os.mkdir", "os.rmdir", "shutil.rmtree"} <= set(steps)
    assert steps.count("os.rename") == {"in one step": 0, "by turns": 3}[way]
    for seen in killed:
        sites = [site_of("old"), site_of("new")]
        if way == "by turns":
            sites.append(None)  # until the next build, even one that fails
        assert seen["killed"] in sites, seen["step"]
        assert seen["status of failing"] == 3, seen["step"]
        assert seen["failed"] in sites[:2], seen["step"]
        assert seen["status of next"] == 0, seen["step"]
        assert seen["next"] == site_of("next"), seen["step"]
        assert seen["beside"] == ["site"], seen["step"]
    assert any(seen["killed"] is None for seen in killed) is (way == "by turns")


def test_one_who_looks_all_the_time_always_finds_a_site(tmp_path):
    site = tmp_path / "site"
    place(site, "old")
    is_over, missed = threading.Event(), []

    def look():
        while not is_over.is_set():
            if not site.is_dir():
                missed.append("the site")

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        for number in range(200):
            place(site, f"number{number}")
    finally:
        is_over.set()
    watcher.join()
    assert missed == []
    assert words_in(site) == "number199"


def test_folders_that_cannot_be_exchanged_are_left_as_they_are(tmp_path):
    write_site(tmp_path / "one", "one")
    with pytest.raises(FileNotFoundError) as raised:
        exchange(tmp_path / "one", tmp_path / "missing")
    assert raised.value.filename2 == str(tmp_path / "missing")
    assert words_in(tmp_path / "one") == "one"


def test_an_old_site_that_was_set_aside_is_put_back_when_the_new_one_cannot_take_its_place(tmp_path):
    write_site(tmp_path / "site", "old")
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / ".site.new-1", tmp_path / "site", never)
    assert words_in(tmp_path / "site") == "old"
    assert names(tmp_path) == ["site"]


def test_a_site_that_a_killed_build_had_set_aside_is_there_again_and_that_is_told(tmp_path):
    write_site(tmp_path / ".site.old-7", "old")
    said: list[str] = []
    with pytest.raises(RuntimeError), staging(tmp_path / "site", said.append):
        raise RuntimeError
    assert words_in(tmp_path / "site") == "old"
    assert names(tmp_path) == ["site"]
    assert said == [f"{tmp_path / 'site'} was missing since a build was killed; the old site is there again."]


# What lies beside


def test_what_killed_builds_left_is_removed_and_nothing_else(tmp_path):
    gone = [".site.new-1", ".site.new-1-2", ".site.old-99", f".site.new-{os.getpid()}"]
    kept = [".site.new-5.new-7", ".site.new-x", ".site.newer-1", ".sites.new-1", "site.new-1", ".site-new-1"]
    for name in gone + kept:
        write_site(tmp_path / name, "left")
    write_site(tmp_path / "elsewhere", "elsewhere")
    (tmp_path / ".site.new-3").symlink_to(tmp_path / "elsewhere")
    (tmp_path / ".site.new-4").write_text("a file")
    (tmp_path / ".site.lock").write_text("4711\n")
    write_site(tmp_path / "site", "old")
    assert place(tmp_path / "site", "new") == []
    assert names(tmp_path) == sorted([*kept, "elsewhere", "site", ".site.new-3", ".site.new-4"])
    assert words_in(tmp_path / "elsewhere") == "elsewhere"
    assert words_in(tmp_path / "site") == "new"


def test_the_folder_of_a_running_build_is_left_alone_though_somebody_deleted_its_lock(tmp_path):
    site = tmp_path / "site"
    with staging(site, print) as first:
        write_site(first, "first")
        (tmp_path / ".site.lock").unlink()
        with staging(site, print) as second:
            assert first != second
            assert sorted(path.name for path in first.iterdir()) == ["events", "index.html", "sitemap.xml"]
            write_site(second, "second")
            put_in_place(second, site)
        assert words_in(site) == "second"
        put_in_place(first, site)
    assert words_in(site) == "first"
    assert names(tmp_path) == ["site"]


def test_a_name_with_signs_of_patterns_is_taken_as_it_stands(tmp_path):
    write_site(tmp_path / ".s[i]te*.new-1", "left")
    write_site(tmp_path / ".site.new-1", "another's")
    place(tmp_path / "s[i]te*", "new")
    assert names(tmp_path) == [".site.new-1", "s[i]te*"]


def test_the_new_site_may_be_read_by_those_who_could_read_the_old_one(tmp_path):
    before = os.umask(0o022)
    try:
        place(tmp_path / "site", "new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == 0o755


@pytest.mark.parametrize("swap", [exchange, never], ids=["in one step", "by turns"])
def test_a_site_takes_the_place_of_none_of_an_empty_folder_and_of_an_old_one(tmp_path, swap):
    site = tmp_path / "folder/of/sites/site"
    place(site, "first", swap=swap)
    assert words_in(site) == "first"
    place(site, "second", swap=swap)
    assert words_in(site) == "second"
    (tmp_path / "empty").mkdir()
    place(tmp_path / "empty", "third", swap=swap)
    assert words_in(tmp_path / "empty") == "third"
    assert names(site.parent) == ["site"]
    assert names(tmp_path) == ["empty", "folder"]


# Where no site can be


def test_what_a_link_leads_to_is_replaced_and_the_link_is_kept(tmp_path):
    write_site(tmp_path / "releases/one", "old")
    link = tmp_path / "site"
    link.symlink_to("releases/one")
    place(place_of(link), "new")
    assert link.is_symlink()
    assert words_in(link) == "new"
    assert names(tmp_path) == ["releases", "site"]
    assert names(tmp_path / "releases") == ["one"]


def test_a_link_to_nothing_yet_gets_what_it_leads_to(tmp_path):
    (tmp_path / "site").symlink_to(tmp_path / "releases/one")
    place(place_of(tmp_path / "site"), "new")
    assert (tmp_path / "site").is_symlink()
    assert words_in(tmp_path / "releases/one") == "new"


def test_a_link_to_itself_is_refused(tmp_path):
    (tmp_path / "site").symlink_to(tmp_path / "site")
    with pytest.raises(BuildFault, match="is a link that leads to itself; remove it"):
        place_of(tmp_path / "site")


def test_a_file_in_the_place_of_the_site_is_refused(tmp_path):
    (tmp_path / "site").write_text("Keep this.")
    with pytest.raises(BuildFault, match="is a file, and the site is a folder; remove it, or choose another"):
        place_of(tmp_path / "site")


def test_a_mount_point_is_refused_and_a_folder_within_it_is_advised():
    with pytest.raises(
        BuildFault, match=r"^/dev cannot be replaced: it is a mount point; .* /dev/public, or"
    ):
        place_of(Path("/dev"))


def test_a_folder_of_other_things_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("Keep this.")
    with pytest.raises(BuildFault, match="holds something else than a site of this archive; empty it"):
        refuse_foreign_folder(tmp_path)


def test_a_build_that_comes_second_begins_when_the_first_has_ended(tmp_path):
    site, order, is_waiting = tmp_path / "site", [], threading.Event()

    def tell(words):
        order.append(words)
        is_waiting.set()

    def build_second():
        with staging(site, tell):
            order.append("second")

    second = threading.Thread(target=build_second)
    with staging(site, order.append):
        second.start()
        assert is_waiting.wait(60)
        second.join(0.5)  # one that does not wait would have begun by then
        order.append("the first has ended")
    second.join(60)
    said = f"Another build into {site} is running (process {os.getpid()}); this one begins when that one has ended."
    assert order == [said, "the first has ended", "second"]


def test_a_lock_that_is_a_link_is_not_followed(tmp_path):
    (tmp_path / "diary.txt").write_text("Keep this.")
    (tmp_path / ".site.lock").symlink_to(tmp_path / "diary.txt")
    with pytest.raises(OSError, match=r"\.site\.lock"):
        place(tmp_path / "site", "new")
    assert (tmp_path / "diary.txt").read_text() == "Keep this."


# Without the rights


OVERRIDE_PERMISSIONS, DROP_FROM_BOUNDS = (1, 2), 24
"""CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, and PR_CAPBSET_DROP of prctl(2): what lets root on Linux write and read
anywhere, and how to do without."""

CHILD = """
import sys
from pathlib import Path
from mission_archive.building.faults import BuildFault
from mission_archive.adapters.output import faults_of_mkdocs
from tests.building.test_placing import place
try:
    with faults_of_mkdocs([Path(sys.argv[1])]):
        print("\\n".join(place(Path(sys.argv[1]), "new")))
except BuildFault as fault:
    sys.exit(str(fault))
"""


def obey_permissions():
    if sys.platform == "linux" and os.geteuid() == 0:
        for right in OVERRIDE_PERMISSIONS:
            ctypes.CDLL(None).prctl(DROP_FROM_BOUNDS, right, 0, 0, 0)


WITHOUT_MARKS = """
import errno, os, stat, sys
def refuse(event, arguments):
    if event == "fcntl.flock" and stat.S_ISDIR(os.fstat(arguments[0]).st_mode):
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
sys.addaudithook(refuse)
"""
"""As on a file system of a network, which locks only what is open for writing, and so no folder."""


def place_as_anybody(site, before=""):
    """Put a new site in place as a user whom permissions bind; status, and what was said."""
    done = subprocess.run(
        [sys.executable, "-c", before + CHILD, site], cwd=PROJECT, capture_output=True, text=True, check=False,
        preexec_fn=obey_permissions,
    )  # fmt: skip
    return done.returncode, done.stdout.strip(), done.stderr.strip()


def test_a_folder_of_sites_that_may_not_be_written_is_told_with_what_to_do(tmp_path):
    site = tmp_path / "www/site"
    write_site(site, "old")
    site.parent.chmod(0o555)
    status, _, fault = place_as_anybody(site)
    site.parent.chmod(0o755)
    assert status == 1
    assert fault.startswith(
        f"{site.parent / '.site.lock'} cannot be written (Permission denied); the new site is"
    )
    assert "make the folder around it writable, or choose another with --site-dir" in fault
    assert len(fault.splitlines()) == 1
    assert words_in(site) == "old"
    assert names(site.parent) == ["site"]


def test_a_folder_that_another_user_left_is_told_and_does_not_stop_a_build(tmp_path):
    write_site(tmp_path / "site", "old")
    left = tmp_path / ".site.new-7"
    write_site(left, "left")
    left.chmod(0o555)
    status, said, fault = place_as_anybody(tmp_path / "site")
    left.chmod(0o755)
    assert (status, fault) == (0, "")
    assert said == f"{left} is no longer needed and cannot be removed (Permission denied); remove it by hand."
    assert words_in(tmp_path / "site") == "new"


def test_a_lock_file_of_another_user_is_locked_all_the_same(tmp_path):
    (tmp_path / ".site.lock").touch(0o444)
    assert place_as_anybody(tmp_path / "site")[0] == 0
    assert names(tmp_path) == ["site"]


def test_what_killed_builds_left_is_removed_where_folders_cannot_be_locked(tmp_path):
    write_site(tmp_path / "site", "old")
    write_site(tmp_path / ".site.new-7", "left")
    assert place_as_anybody(tmp_path / "site", WITHOUT_MARKS) == (0, "", "")
    assert words_in(tmp_path / "site") == "new"
    assert names(tmp_path) == ["site"]
