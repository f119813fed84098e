"""What the pages for developers say of the code is there: rooms, modules and names."""

import importlib
import re

import pytest

import mission_archive
from tests.support.site import PROJECT

PACKAGE = PROJECT / "plugins" / "mission_archive"
PAGES = {
    name: (PROJECT / f"docs/develop/{name}.md").read_text("utf-8")
    for name in (
        "architecture", "decisions", "deploy", "extend", "links", "maps", "media", "search", "setup", "testing",
    )
}  # fmt: skip
ROOMS = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
RE_MODULE = re.compile(rf"`((?:{'|'.join(ROOMS)})(?:\.\w+)+(?<!\.yml))`((?:,? `\w+`)*)")
RE_FILE = re.compile(rf"`((?:{'|'.join(ROOMS)})/[\w/]+\.(?:py|yml|po)|overrides/[\w/.]*\w\.\w+)`")


def has(name: str) -> bool:
    """Whether a dotted name is a module of the package, or something in one."""
    module, _, last = f"mission_archive.{name}".rpartition(".")
    try:
        importlib.import_module(f"{module}.{last}")
    except ModuleNotFoundError:
        return hasattr(importlib.import_module(module), last)
    return True


@pytest.mark.parametrize("page", PAGES)
def test_every_module_and_name_on_a_page_for_developers_is_there(page):
    found = list(RE_MODULE.finditer(PAGES[page]))
    names = [match[1] for match in found]
    names += [f"{match[1]}.{name}" for match in found for name in re.findall(r"\w+", match[2])]
    assert [name for name in names if not has(name)] == []
    assert found or page not in ("architecture", "decisions")


def test_every_step_that_the_package_opens_with_is_there():
    names = re.findall(rf"\b(?:{'|'.join(ROOMS)})(?:\.\w+)+", mission_archive.__doc__ or "")
    assert len(names) > 10
    assert [name for name in names if not has(name)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_on_a_page_for_developers_is_there(page):
    roots = (PACKAGE, PROJECT)
    files = RE_FILE.findall(PAGES[page])
    assert [file for file in files if not any((root / file).is_file() for root in roots)] == []


def test_every_room_and_floor_is_in_the_architecture():
    block = PAGES["architecture"].partition("## The rooms")[2].partition("```text")[2].partition("```")[0]
    floors = {f"{path.parent.parent.name}/{path.parent.name}" for path in PACKAGE.glob("*/*/__init__.py")}
    lines: dict[str, str] = {}
    for line in block.strip().splitlines()[1:]:
        room = re.match(r"  (\w+)/", line)
        name = room[1] if room else next(reversed(lines))
        lines[name] = lines.get(name, "") + line
    assert lines.keys() == ROOMS
    assert [
        floor for floor in floors if f" {floor.partition('/')[2]}/" not in lines[floor.partition("/")[0]]
    ] == []
