"""What is kept is whole or not there, whatever happens to the folder and however many builds use it."""

import json
import os
import subprocess
import sys
import time

from mission_archive.media.derivatives import derivatives
from mission_archive.media.store import Store
from tests.support.pictures import drawn, saved
from tests.support.site import PROJECT, file_bytes


def test_what_was_put_is_found_again(store):
    store.put("abcd", {"width": 3}, {"a.webp": b"pixels"})
    entry = store.get("abcd")
    assert entry.about == {"width": 3}
    assert (entry.folder / "a.webp").read_bytes() == b"pixels"
    assert store.get("abce") is None


def test_a_photo_is_made_once(tmp_path, store):
    (tmp_path / "a.jpg").write_bytes(saved(drawn(60, 40)))
    first = derivatives(tmp_path / "a.jpg", "x/a.jpg", store)
    times = {path: path.stat().st_mtime_ns for path in first.files.values()}
    assert derivatives(tmp_path / "a.jpg", "x/a.jpg", store) == first
    assert {path: path.stat().st_mtime_ns for path in first.files.values()} == times


def test_what_was_damaged_is_made_again(tmp_path, store):
    (tmp_path / "a.jpg").write_bytes(saved(drawn(60, 40)))
    first = derivatives(tmp_path / "a.jpg", "x/a.jpg", store)
    whole = {path: path.read_bytes() for path in first.files.values()}
    for damage in (b"", b"something else"):
        for path in [*whole, next(iter(whole)).with_name("about.json")]:
            path.write_bytes(damage)
            again = derivatives(tmp_path / "a.jpg", "x/a.jpg", store)
            assert {path: path.read_bytes() for path in again.files.values()} == whole


def test_a_file_that_is_gone_is_made_again(tmp_path, store):
    (tmp_path / "a.jpg").write_bytes(saved(drawn(60, 40)))
    first = derivatives(tmp_path / "a.jpg", "x/a.jpg", store)
    next(iter(first.files.values())).unlink()
    again = derivatives(tmp_path / "a.jpg", "x/a.jpg", store)
    assert all(path.is_file() for path in again.files.values())


def test_what_a_killed_build_left_is_no_entry_and_goes_with_the_next_cleaning(store):
    half = store.root / "ab/.new-killed"
    half.mkdir(parents=True)
    (half / "about.json").write_text("{", encoding="utf-8")
    assert store.get("ab") is None
    os.utime(half, (0, 0))
    assert store.prune() == 1
    assert not half.exists()


PROGRAM = """
import sys
from pathlib import Path
from mission_archive.media.derivatives import derivatives
from mission_archive.media.store import Store
folder = Path(sys.argv[1])
sys.stdin.readline()
for photo in sorted(folder.glob("*.jpg")):
    for path in derivatives(photo, photo.name, Store(folder / "cache")).files.values():
        assert path.read_bytes()
"""


def test_two_builds_may_use_one_folder_at_once(tmp_path):
    for number in range(6):
        (tmp_path / f"{number}.jpg").write_bytes(saved(drawn(300 + number, 200)))
    builds = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, tmp_path],
            env={**os.environ, "PYTHONPATH": str(PROJECT / "plugins")},
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    errors = [build.communicate("go\n")[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0, 0], errors
    kept = file_bytes(tmp_path / "cache")
    assert [name for name in kept if ".new-" in name] == []
    assert len([name for name in kept if name.endswith("about.json")]) == 6


def test_cleaning_keeps_what_was_used_and_takes_what_was_not(store):
    store.put("used", {}, {"a": b"1"})
    store.put("unused", {}, {"a": b"1"})
    for folder in store.root.glob("*/*"):
        os.utime(folder, (0, 0))
    assert store.get("used")
    assert store.prune() == 1
    assert store.get("used")
    assert store.get("unused") is None


def test_cleaning_leaves_what_another_build_may_be_using(store):
    store.put("fresh", {})
    assert store.prune() == 0
    assert store.prune(now=time.time() + 2 * 24 * 60 * 60) == 1
    assert Store(store.root / "not there").prune() == 0


def test_what_is_kept_about_an_entry_comes_back_as_it_was(store):
    said = {"name": "Ҷаласа", "sides": [1, 2], "none": None}
    store.put("abcd", said)
    assert json.loads(json.dumps(store.get("abcd").about)) == said
