"""What the documentation tells a person to type exists, and what exists is documented."""

import os
import re
import subprocess

import click
import pytest

from mission_archive.cli import main
from tests.support.site import PROJECT

PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
RE_ARCHIVE = re.compile(r"^(?:\$ )?(?:[\w./-]*/)?archive ([a-z]+)\b(.*)", re.MULTILINE)
RE_MAKE = re.compile(r"^(?:\$ )?make ([a-z]+)\b", re.MULTILINE)
RE_OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]*|-[a-zA-Z])(?![\w-])")
RE_CODE = re.compile(r"```[a-z]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
RE_LINK = re.compile(r"\]\(<?([^)\s>]+)>?\)")

TARGETS = {
    line.partition(":")[0]: line.partition("## ")[2]
    for line in (PROJECT / "Makefile").read_text("utf-8").splitlines()
    if re.match(r"[a-z-]+:", line)
}


def code_in(page):
    """Every piece of code on a page, each on a line of its own."""
    return "\n".join(block or word for block, word in RE_CODE.findall(page.read_text("utf-8")))


def options_of(command):
    return {name for option in command.params for name in option.opts} | {"--help", "-h"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_every_command_and_option_that_a_page_names_exists(page):
    unknown = []
    for line in code_in(page).splitlines():
        for name, rest in RE_ARCHIVE.findall(line):
            command = main.commands.get(name)
            if command is None:
                unknown.append(f"archive {name}")
                continue
            unknown += [
                f"archive {name} {option}" for option in RE_OPTION.findall(rest.partition("#")[0])
                if option not in options_of(command)
            ]  # fmt: skip
    assert unknown == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_every_make_target_that_a_page_names_exists(page):
    assert sorted(set(RE_MAKE.findall(code_in(page))) - TARGETS.keys()) == []


def test_every_command_is_told_of_somewhere_in_the_documentation():
    told = {name for page in PAGES for name, _ in RE_ARCHIVE.findall(code_in(page))}
    told |= {target for page in PAGES for target in RE_MAKE.findall(code_in(page))}  # serve, as make serve
    assert sorted(main.commands.keys() - told) == []


def test_every_command_and_option_says_what_it_does():
    silent = [
        f"{name} {param.opts[0]}"
        for name, command in main.commands.items()
        for param in command.params
        if isinstance(param, click.Option) and not param.help
    ]
    silent += [name for name, command in main.commands.items() if not command.help]
    assert silent == []


def make(*targets: str) -> str:
    """What make prints, as for a person: a make around this one would add lines of its own."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("MAKELEVEL", "MAKEFLAGS", "MFLAGS")
    }
    command = ["make", "--no-print-directory", *targets]
    return subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_make_help_lists_every_target_for_people_with_what_it_does():
    shown = make("help")
    listed = {line.split()[0]: " ".join(line.split()[1:]) for line in shown.splitlines()[1:]}
    for_people = {name for name in TARGETS if "-" not in name and name not in ("browser", "nginx")}
    assert set(listed) == for_people
    assert all(listed.values())


def test_make_alone_is_make_help():
    alone, shown = make(), make("help")
    assert alone == shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_every_file_that_a_page_links_to_exists(page):
    dead = [
        target
        for target in RE_LINK.findall(
            re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
        )
        if not re.match(r"[a-z]+:|#", target) and not (page.parent / target.partition("#")[0]).exists()
    ]
    assert dead == []


def test_ci_runs_what_a_person_runs():
    workflow = (PROJECT / ".github/workflows/checks.yml").read_text("utf-8")
    script = (PROJECT / ".ci/run").read_text("utf-8")
    for command in ("make test", "make long"):
        assert re.search(rf"^{command}$", script, re.MULTILINE)
        assert re.search(rf"^ +- run: {command}$", workflow, re.MULTILINE)
