"""What all tests share: how they run in CI, the built sites and the browser."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from tests.support.browser import STILL, Driver, drive
from tests.support.shared import Shared
from tests.support.site import NOW, Site, copy_project

# Some machines forbid Python to keep what it has compiled. Hundreds of commands would compile the program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# NumPy starts a thread for each core otherwise. A process that has threads must not fork, as that of the tests does.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
# What a shell may name, and a hook of git does, is not meant for the projects of tests: another address, moment or
# repository. Whatever they ask for is on this machine, and no proxy leads back to it.
for variable in list(os.environ):
    names = ("site_url", "source_date_epoch", "http_proxy", "https_proxy", "all_proxy")
    if variable.lower() in names or variable.startswith("GIT_"):
        del os.environ[variable]

MEMORY = "/dev/shm"
"""A folder of Linux whose files lie in memory. Where many have just been deleted, a disk takes ever longer to make new
ones: it cost a tenth of all time."""


def has_room(folder: str) -> bool:
    """Whether a folder can take the files of all tests, about 2 GB, and a program in it may run."""
    try:
        there = os.statvfs(folder)
    except OSError:
        return False
    has_space = there.f_bavail * there.f_frsize > 6 << 30
    return has_space and not there.f_flag & os.ST_NOEXEC and os.access(folder, os.W_OK | os.X_OK)


def pytest_configure() -> None:
    if "TMPDIR" not in os.environ and has_room(MEMORY):
        for left in Path(MEMORY).glob("tests-*-*"):
            # Tests that were killed could not delete it.
            if not Path("/proc", left.name.split("-")[1]).exists():
                shutil.rmtree(left, ignore_errors=True)
        folder = tempfile.mkdtemp(prefix=f"tests-{os.getpid()}-", dir=MEMORY)
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        atexit.register(shutil.rmtree, folder, ignore_errors=True)


# A slow machine is no fault of the code, so no example has a time limit.
hypothesis.settings.register_profile("dev", deadline=None)
# The same examples every time: a push must not fail for what another one brought in.
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dev")


LONGEST = (
    "site/test_accessibility", "search/test_large_archive", "search/test_page", "building/test_durability",
    "hostile/test_browser", "hostile/test_fuzz", "building/test_builds", "building/test_serve",
    "building/test_reproducible", "reading/test_mutations", "search/test_queries", "site/test_pages",
    "setup/test_environment", "site/test_real_content", "site/test_reach", "site/test_languages",
    "search/test_odd_visits", "building/test_refusals", "hostile/test_site", "links/test_built_sites",
)  # fmt: skip
"""The files of tests that take longest. Each is the work of one process; they begin first, and short ones end a run."""


DIVIDED = "search/test_large_archive"
"""The file whose site takes longer than all its tests. The first test builds it, while another process has the other
files; then all processes share the rest."""


def pytest_collection_finish() -> None:
    """What was collected stays to the end: nobody need look again and again whether it may go."""
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    builder = next((part_of(item.nodeid) for item in items if DIVIDED in item.nodeid), "")

    def place(item: pytest.Item) -> int:
        name = item.nodeid.partition(".py::")[0].removeprefix("tests/")
        if name == DIVIDED and part_of(item.nodeid) != builder:
            return len(LONGEST) + 1
        return LONGEST.index(name) if name in LONGEST else len(LONGEST)

    items.sort(key=place)


def part_of(nodeid: str) -> str:
    """What the tests have in common that one process runs: their file, or of the divided one their function."""
    return nodeid.partition("[" if DIVIDED in nodeid else "::")[0]


class PartScheduling(LoadFileScheduling):  # type: ignore[misc] # xdist carries no types
    """Gives each process whole parts; what a part is, the schedulers of pytest-xdist say by this method."""

    def _split_scope(self, nodeid: str) -> str:
        return part_of(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    return PartScheduling(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process more than there are cores, since a test that waits for a browser leaves its core to others. Two cores
    needed longer with four processes than with three.

    The long tests have as many as cores: some of them measure the time of the processor.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 1 if config.option.markexpr == "not long" else cores


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a test that was skipped has not been run, and nobody would notice."""
    report = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which counts as a failure in CI: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the tests measured: whatever they recorded, weights in thousands of bytes."""
    figures = [
        (name.replace("_", " "), value)
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        for name, value in report.user_properties
        if report.when == "call"
    ]
    if figures:
        terminalreporter.section("figures measured; weights are those of what is sent, compressed")
    for name, value in figures:
        is_weight = name.endswith("bytes")
        figure = f"{value / 1000:.1f} kB" if is_weight else value
        terminalreporter.write_line(f"{figure:>12}  {name.removesuffix('bytes').rstrip(' :,')}")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Builds a site once for all processes that share the tests."""
    base = tmp_path_factory.getbasetemp()
    return Shared(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture(scope="session")
def real_site(shared: Shared) -> Site:
    """The site of the records in `content/`, as of now: an editor may have corrected one today."""
    return shared("real", lambda folder: copy_project(folder, has_guides=True), NOW)


@pytest.fixture(scope="session")
def sample_site(shared: Shared) -> Site:
    """The site of an invented mission with a record of every kind and state."""
    from tests.site.sample import write_sample

    def write(folder: Path) -> None:
        write_sample(copy_project(folder, has_content=False, has_guides=True) / "content")

    return shared("sample", write)


@pytest.fixture(scope="session")
def toy_site(shared: Shared) -> Site:
    """The site of the small archive that the tests of the model and the reading use."""
    from tests.support.toy import write_toy_archive

    return shared(
        "toy",
        lambda folder: write_toy_archive(copy_project(folder, has_content=False, has_guides=True)),
    )


@pytest.fixture(scope="session", params=["real", "sample", "toy"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the built sites in turn."""
    built: Site = request.getfixturevalue(f"{request.param}_site")
    return built


@pytest.fixture(scope="session")
def driver() -> Iterator[Driver]:
    with drive() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(driver: Driver) -> Iterator[Browser]:
    with driver.launch() as browser:
        yield browser


@pytest.fixture(scope="session")
def still_browser(driver: Driver) -> Iterator[Browser]:
    """A browser that draws nothing: not for a test that presses something with the mouse or waits for what only drawing
    brings about, such as the events of animations and pictures that load when they come into sight."""
    with driver.launch(STILL) as browser:
        yield browser


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The real project in a folder of its own, without records and guides: a test writes what it is about."""
    return copy_project(tmp_path / "project", has_content=False)
