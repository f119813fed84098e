"""The independent crawler that checks the same pages over http: where it lies, how it is got, how it is asked.

Run as ``python -m tests.links.crawler`` it makes sure that the crawler is there. It is linkinator, a program for Node,
in the versions and with the hashes of package-lock.json beside this file.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.site import COMMANDS, PROJECT

LOCK = ("package.json", "package-lock.json")
HERE = Path(__file__).parent
FOLDER = PROJECT / ".cache" / "crawler"
ADVICE = """The crawler of the tests needs Node 20 or newer, with npm. Install it (Debian, Ubuntu:
sudo apt install nodejs npm; macOS: brew install node) and run make test again."""
OLDEST_NODE = 20


class NoCrawlerError(RuntimeError):
    """There is no crawler to be had; the message says what a person can do."""


@dataclass(frozen=True)
class Broken:
    """An address that did not answer, and the page on which it was found."""

    url: str
    parent: str


def _command(name: str) -> str:
    """A command of the environment's own folder, or else of the path."""
    path = os.pathsep.join((str(COMMANDS), os.environ.get("PATH", "")))
    if found := shutil.which(name, path=path):
        return found
    raise NoCrawlerError(ADVICE)


def ensure() -> None:
    """Set the crawler up as the lock says, if it is not. Raises NoCrawlerError where that does not work."""
    node = subprocess.run([_command("node"), "--version"], capture_output=True, text=True, check=False).stdout
    if int(node.strip().lstrip("v").partition(".")[0] or 0) < OLDEST_NODE:
        raise NoCrawlerError(ADVICE)
    if all((FOLDER / name).is_file() and _same(name) for name in LOCK) and (FOLDER / "ready").is_file():
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name in LOCK:
        shutil.copy(HERE / name, FOLDER / name)
    # What a package wants to run when it is installed is not run.
    command = [_command("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NoCrawlerError(f"The crawler could not be installed; npm says:\n{done.stdout}{done.stderr}")
    (FOLDER / "ready").touch()


def _same(name: str) -> bool:
    return (FOLDER / name).read_bytes() == (HERE / name).read_bytes()


def crawl(start: str) -> list[Broken]:
    """What is broken on a page, and on those below it to which it leads."""
    return [
        Broken(link["url"], link.get("parent", "")) for link in _report(start) if link["state"] == "BROKEN"
    ]


def asked(start: str) -> set[str]:
    """All addresses that the crawler asked for."""
    return {link["url"] for link in _report(start)}


def _report(start: str) -> list[dict[str, str]]:
    program = FOLDER / "node_modules" / "linkinator" / "build" / "src" / "cli.js"
    options = ["--recurse", "--check-css", "--check-fragments", "--format", "json", "--timeout", "60000"]
    done = subprocess.run(
        [_command("node"), str(program), start, *options],
        cwd=FOLDER,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if not done.stdout.lstrip().startswith("{"):
        raise NoCrawlerError(f"The crawler gives no report; it says:\n{done.stdout}{done.stderr}")
    links: list[dict[str, str]] = json.loads(done.stdout)["links"]
    return links


def main() -> None:
    """Sets the crawler up, or ends with status 1 and advice."""
    try:
        ensure()
    except NoCrawlerError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
