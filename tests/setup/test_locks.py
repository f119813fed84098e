"""The lock files hold what pyproject.toml asks for, can be checked by their hashes, and name no address."""

import re
import tomllib

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.support.site import PROJECT

RE_PIN = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)(?: ; ([^\\]*[^\\ ]))?(?: \\)?$", re.IGNORECASE)
RE_HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
LOCKS = ("site", "test")


def lines_of(name):
    return (PROJECT / f"requirements/{name}.txt").read_text("utf-8").splitlines()


def pins(name):
    """Package → version → number of hashes. A package may have several versions, for several systems."""
    found, current = {}, None
    for line in lines_of(name):
        if pin := RE_PIN.match(line):
            current = (canonicalize_name(pin[1]), pin[2])
            assert current not in found, f"{current} stands there twice"
            found[current] = 0
            if pin[3]:
                Marker(pin[3])
        elif RE_HASH.match(line):
            assert current is not None
            found[current] += 1
        else:
            assert line.lstrip().startswith("#"), f"not understood: {line!r}"
    return found


@pytest.fixture(scope="module")
def pyproject():
    return tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))


def asked(pyproject, lock):
    groups = pyproject["dependency-groups"]
    asked = pyproject["project"]["dependencies"] + groups["build"]
    return [Requirement(line) for line in asked + (groups["test"] if lock == "test" else [])]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked_at_a_version_in_its_range(pyproject, lock):
    locked: dict[str, list[Version]] = {}
    for name, version in pins(lock):
        locked.setdefault(name, []).append(Version(version))
    for requirement in asked(pyproject, lock):
        versions = locked.get(canonicalize_name(requirement.name))
        assert versions, f"{requirement} is not in requirements/{lock}.txt: run make lock"
        assert all(version in requirement.specifier for version in versions), f"{requirement}: {versions}"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_has_a_lower_bound(pyproject, lock):
    """Without one a resolver may take a version that nobody has tried."""
    bare = [
        str(requirement)
        for requirement in asked(pyproject, lock)
        if not requirement.name.startswith("types-")
        and not any(part.operator in (">=", "==", "~=") for part in requirement.specifier)
    ]
    assert bare == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock):
    assert [f"{name} {version}" for (name, version), hashes in pins(lock).items() if not hashes] == []
    assert len(pins(lock)) > 10


def test_the_checks_run_with_the_packages_that_the_site_is_built_with():
    site, test = pins("site"), pins("test")
    assert sorted(site.keys() - test.keys()) == []
    assert {pin: test[pin] for pin in site} == site


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_option(lock):
    named = [
        line
        for line in lines_of(lock)
        if "://" in line or re.match(r"\s*-(?!-hash=)", line) or " @ " in line.partition("#")[0]
    ]
    assert named == []


def test_the_packages_that_run_now_are_those_of_the_lock():
    from importlib.metadata import PackageNotFoundError, version

    other: dict[str, tuple[str, list[str]]] = {}
    for name, locked in pins("test"):
        try:
            there = version(name)
        except PackageNotFoundError:
            continue  # locked for another system
        other.setdefault(name, (there, []))[1].append(locked)
    assert {name: found for name, found in other.items() if found[0] not in found[1]} == {}
    assert "mkdocs" in other
