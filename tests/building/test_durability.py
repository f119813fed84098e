"""Builds that are killed, that find no room on the disk, or that run at once: there is always a whole site."""

import itertools
import random
import shutil
import signal
import threading
import time
from contextlib import contextmanager

import pytest

from mission_archive.media.store import Store
from tests.building.small_archive import (
    STATES,
    Running,
    built_states,
    names_in,
    small_project,
    write_state,
)
from tests.building.small_disk import run_limited, small_disk
from tests.support.site import COMMANDS, MOMENT, file_bytes, run, without_progress

NEARLY_DONE = "_headers"
"""What is written last but little: what comes after it is over in a moment, and would seldom be met by chance."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The files of the site of each state, made in quiet."""
    return built_states(tmp_path_factory.mktemp("states"))


def site_that_is(files, sites):
    """Which of the known sites this is, to the byte."""
    return next((state for state in STATES if sites[state] == files), None)


def rebuilt(project):
    done = run(project, "archive", "build")
    assert done.returncode == 0, done.stderr
    return file_bytes(project / "site")


# Killed


def wait_for(build, is_so):
    while build.is_running() and not is_so():
        time.sleep(0.0005)


def is_nearly_done(project):
    return any(project.glob(f".site.new-*/{NEARLY_DONE}"))


def lengths(project):
    """Seconds until a build nears its end, and those of its end: the exchange, and the deletion of the old site."""
    begun = time.monotonic()
    build = Running.build(project)
    wait_for(build, lambda: is_nearly_done(project))
    near = time.monotonic()
    wait_for(build, lambda: not any(project.glob(".site.new-*")))
    over = time.monotonic()
    assert build.end()[0] == 0
    return near - begun, over - near


def kill_builds(tmp_path, sites, count):
    """Kill builds at random moments; how many of them had put the new site in place already."""
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    project = small_project(tmp_path / "project")
    assert rebuilt(project) == sites["first"]
    names = names_in(project)
    length, end = lengths(project)
    killed = replaced = left = 0
    afters = itertools.cycle(reversed(STATES))
    while killed < count:
        after = next(afters)
        write_state(project, after)
        if chance.random() < 0.5:
            shutil.rmtree(project / ".cache")
        build = Running.build(project)
        # Every other one at its end, which is short, and which matters most.
        if killed % 2:
            wait_for(build, lambda: is_nearly_done(project))
            time.sleep(chance.uniform(0, end))
        else:
            time.sleep(chance.uniform(0, length))
        if build.kill():
            killed += 1
            found = site_that_is(file_bytes(project / "site"), sites)
            assert found in STATES, f"seed {seed}, kill {killed}: the site is neither the old one nor the new"
            replaced += found == after
            left += names_in(project) != names
        assert rebuilt(project) == sites[after], f"seed {seed}, kill {killed}"
        assert names_in(project) == names, f"seed {seed}, kill {killed}"
    return killed, replaced, left


def test_a_build_that_is_killed_leaves_a_whole_site_and_the_next_build_nothing_else(tmp_path, sites):
    kill_builds(tmp_path, sites, 3)


@pytest.mark.long
def test_fifty_builds_that_are_killed_each_leave_a_whole_site(tmp_path, sites, record_property):
    killed, replaced, left = kill_builds(tmp_path, sites, 50)
    record_property("kills survived", killed)
    record_property("of them after the new site was in place", replaced)
    print(
        f"{killed} kills survived, {replaced} of them after the exchange; {left} left something beside the site"
    )
    assert left > 0


# No room


PLACES = {"site": "www", "cache": "project/.cache"}


LONG = pytest.mark.long


@pytest.mark.parametrize("part", [pytest.param(0, marks=LONG), 0.3, pytest.param(0.9, marks=LONG)])
def test_a_build_that_finds_no_room_for_the_site_says_so_and_leaves_the_old_one(tmp_path, sites, part):
    check_full(tmp_path, sites, "site", part)


@pytest.mark.long
def test_a_build_that_finds_no_room_for_the_photos_it_keeps_says_so_and_leaves_the_old_site(tmp_path, sites):
    check_full(tmp_path, sites, "cache", 0.02)


def the_sentence(done):
    """All that a build said that came to nothing."""
    assert done.returncode == 1, done.stdout
    said = without_progress(done.stderr)
    assert len(said.splitlines()) == 1, said
    return said.strip()


def check_full(tmp_path, sites, full, part):
    """Build when there is room left for a part of the site alone."""
    project = small_project(tmp_path / "project")
    for folder in PLACES.values():
        (tmp_path / folder).mkdir(exist_ok=True)
    command = (COMMANDS / "archive", "build", "--site-dir", tmp_path / "www/site")
    environment = {"SOURCE_DATE_EPOCH": MOMENT}
    with small_disk(tmp_path / PLACES[full]) as disk:
        www = disk.seen if full == "site" else tmp_path / "www"
        done = disk.run(project, *command, environment=environment)
        assert done.returncode == 0, done.stderr
        assert file_bytes(www / "site") == sites["first"]
        write_state(project, "second")
        if full == "cache":
            shutil.rmtree(disk.seen / "photos")
        free = int(part * sum(map(len, sites["first"].values())))
        done = disk.run(project, *command, environment=environment, free=free)
        said = the_sentence(done)
        if disk.is_real:
            named = {"site": "www/site", "cache": "project/.cache/photos"}[full]
            assert said.startswith(
                f"Error: {tmp_path / named}: no room is left there (No space left on device)"
            )
            assert "free some and build again" in said
        else:
            assert "a file is larger than this file system or 'ulimit -f' allows" in said
        assert said.endswith("The old site is as it was.")
        assert file_bytes(www / "site") == sites["first"]
        assert names_in(www) == ["site"]
        done = disk.run(project, *command, environment=environment)
        assert done.returncode == 0, done.stderr
        assert file_bytes(www / "site") == sites["second"]
        assert names_in(www) == ["site"]


@pytest.mark.parametrize(
    ("limit", "what"),
    [
        (0, "Temporary files cannot be written, for lack of space or permission"),
        (10_000, "a file is larger than this file system or 'ulimit -f' allows (File too large)"),
    ],
)
def test_a_build_that_may_write_no_large_file_says_so_and_leaves_the_old_site(tmp_path, sites, limit, what):
    project = small_project(tmp_path / "project")
    assert rebuilt(project) == sites["first"]
    write_state(project, "second")
    done = run_limited(project, [COMMANDS / "archive", "build"], {"SOURCE_DATE_EPOCH": MOMENT}, limit)
    said = the_sentence(done)
    assert f"{what}; " in said
    assert file_bytes(project / "site") == sites["first"]
    assert rebuilt(project) == sites["second"]
    assert names_in(project) == ["content", "docs", "mkdocs.yml", "overrides", "site"]


# At once


@contextmanager
def two_at_once(projects, www):
    """Two builds into www/site, the first stopped in its midst, the second waiting for it; at the end both are over."""
    builds = []

    def begin(state):
        builds.append(Running.build(projects[state], "--site-dir", str(www / "site")))
        return builds[-1]

    try:
        said = ""
        while not said:
            first = begin(STATES[0])
            wait_for(first, lambda: any(www.glob(".site.new-*/*")))
            first.process.send_signal(signal.SIGSTOP)
            second = begin(STATES[1])
            said = second.line()
            if not said:  # The first was over, or as good as over, before it could be stopped.
                first.process.send_signal(signal.SIGCONT)
                assert [first.end(), second.end()] == [(0, "")] * 2
        assert said == (
            f"Another build into {www / 'site'} is running (process {first.process.pid}); "
            "this one begins when that one has ended.\n"
        )
        yield first, second
    finally:
        for build in builds:
            build.kill()


def test_of_two_builds_at_once_the_second_waits_and_says_so_and_its_site_is_whole(tmp_path, sites):
    projects = {state: small_project(tmp_path / state, state) for state in STATES}
    www = tmp_path / "www"
    www.mkdir()
    site = www / "site"
    assert run(projects["second"], "archive", "build", "--site-dir", str(site)).returncode == 0
    missed, is_over = [], threading.Event()

    def look():
        while not is_over.is_set():
            if not (site / "index.html").is_file():
                missed.append("the site")

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        with two_at_once(projects, www) as (first, second):
            first.process.send_signal(signal.SIGCONT)
            assert first.end() == (0, "")
            assert second.end() == (0, "")
    finally:
        is_over.set()
    watcher.join()
    assert missed == []
    assert file_bytes(site) == sites["second"]
    assert names_in(www) == ["site"]


def test_four_builds_of_one_project_at_once_all_end_well(tmp_path, sites):
    project = small_project(tmp_path / "project")
    builds = [Running.build(project) for _ in range(4)]
    assert [build.end()[0] for build in builds] == [0] * 4
    assert file_bytes(project / "site") == sites["first"]
    assert names_in(project) == ["content", "docs", "mkdocs.yml", "overrides", "site"]


def test_builds_into_different_folders_do_not_wait_and_share_the_photos(tmp_path, sites):
    project = small_project(tmp_path / "project")
    builds = [Running.build(project, "--site-dir", name) for name in ("site.a", "site.b")]
    assert [build.end() for build in builds] == [(0, "")] * 2
    for name in ("site.a", "site.b"):
        assert file_bytes(project / name) == sites["first"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["interrupted", "killed"])
def test_a_build_that_waits_can_be_ended_and_the_other_goes_on(tmp_path, sites, number):
    projects = {state: small_project(tmp_path / state, state) for state in STATES}
    www = tmp_path / "www"
    www.mkdir()
    with two_at_once(projects, www) as (first, second):
        second.process.send_signal(number)
        assert second.end() == {signal.SIGINT: (1, "\nAborted!\n"), signal.SIGKILL: (-9, "")}[number]
        first.process.send_signal(signal.SIGCONT)
        assert first.end() == (0, "")
    assert file_bytes(www / "site") == sites["first"]
    assert names_in(www) == ["site"]


def test_a_build_that_waits_goes_on_when_the_other_is_killed(tmp_path, sites):
    projects = {state: small_project(tmp_path / state, state) for state in STATES}
    www = tmp_path / "www"
    www.mkdir()
    with two_at_once(projects, www) as (first, second):
        assert first.kill()
        assert second.end() == (0, "")
    assert file_bytes(www / "site") == sites["second"]
    assert names_in(www) == ["site"]


# The photos that are kept


def test_many_at_once_who_find_a_damaged_entry_all_get_a_sound_one(tmp_path):
    store, key = Store(tmp_path / "photos"), "ab" + "0" * 30
    files = {f"{number}.webp": b"picture" * number for number in range(20)}
    faults, together = [], threading.Barrier(4)

    def damage():
        (store.root / "ab" / key).mkdir(parents=True, exist_ok=True)
        (store.root / "ab" / key / "3.webp").write_bytes(b"damaged")

    def ask():
        try:
            for _ in range(100):
                if together.wait() == 0:
                    damage()
                together.wait()
                entry = store.get(key) or store.put(key, {"is": "sound"}, files)
                together.wait()
                assert {name: (entry.folder / name).read_bytes() for name in files} == files
        except threading.BrokenBarrierError:
            pass
        except BaseException as fault:  # whatever it is, the others would wait for ever
            faults.append(repr(fault))
            together.abort()

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
