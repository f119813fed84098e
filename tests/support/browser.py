"""The browser that the tests drive: which one it is, how it starts, and where to get one.

Run as ``python -m tests.support.browser`` it makes sure that there is one, and says which. The order is that
of least surprise: what the environment names, what is installed, the system's package, Playwright's download.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

SHELL = "chromium-headless-shell"
"""Chromium without the windows of a browser around its pages, as Debian packages it: a page costs half as much."""
COMMANDS = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q")
FLAGS = (
    "--no-sandbox",  # root, as in a container, may not use one; the pages are our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # A test browser asks nobody for updates, lists and experiments: tests run without a network.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The next page takes the place of the last one of its host, as in older browsers: a quarter of the cost of a visit.
    "--enable-features=CDPScreenshotNewSurface,RenderDocument:level/crashed-frame",
    # To optimise scripts that run once or twice on each page costs more than it saves: a fifth of a check by axe-core.
    "--js-flags=--no-opt --no-maglev",
)
STILL = "--disable-threaded-compositing"
"""For pages in which nothing is pressed: nothing is drawn, so a visit costs a third less, and an element that is to be
pressed never seems to stand still."""
ADVICE = """No browser for the tests could be found or installed. Either
  - install Chromium or Google Chrome (Debian: apt install chromium; Fedora: dnf install chromium;
    macOS: brew install --cask google-chrome),
  - or let Playwright get one, with the libraries it needs:
    .venv/bin/python -m playwright install --with-deps chromium
  - or name one that is there: make test CHROMIUM=/path/to/chromium
and run make test again."""
DRIVER_ADVICE = """Playwright, which drives the browser, does not start; what it says is above. If a library is missing,
install it (Debian, Ubuntu: sudo apt install libatomic1) and run make test again."""


class NoBrowserError(RuntimeError):
    """There is no browser to be had; the message says what a person can do."""


@dataclass(frozen=True)
class Driver:
    """What starts browsers for as long as a process has tests; a process can have one alone."""

    playwright: Playwright
    executable: Path

    @contextmanager
    def launch(self, *flags: str) -> Iterator[Browser]:
        """A headless Chromium for as long as the ``with`` block lasts.

        Each caller makes its own context (``browser.new_context(…)``), which starts with no cookies and no cache.
        """
        browser = self.playwright.chromium.launch(executable_path=self.executable, args=[*FLAGS, *flags])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def drive() -> Iterator[Driver]:
    """Raises NoBrowserError if there is no browser: ``make test`` gets one before the tests."""
    executable = find()
    if executable is None:
        raise NoBrowserError(ADVICE)
    with sync_playwright() as playwright:
        yield Driver(playwright, executable)


def find() -> Path | None:
    """The executable of the browser to use, or None where there is none.

    Raises NoBrowserError if the environment's CHROMIUM names something else than a browser.
    """
    if named := os.environ.get("CHROMIUM"):
        path = shutil.which(named)
        if path is not None and is_browser(Path(path)):
            return Path(path)
        raise NoBrowserError(f"CHROMIUM={named} is no Chromium that starts; name another or unset it")
    installed = [Path(command) for name in COMMANDS if (command := shutil.which(name))]
    for candidate in (*installed, *APPLICATIONS):
        if is_browser(candidate):
            return candidate
    if not has_driver():
        return None
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if is_browser(own) else None


def is_browser(path: Path) -> bool:
    """Whether this is a Chromium that starts and can be driven.

    Ubuntu's ``chromium-browser`` is a stub that asks for a snap; a snap itself sees neither the profile nor
    the files that a test puts into a temporary folder. A browser that lacks a library never says its name.
    """
    try:
        answer = subprocess.run(
            [path, "--version"],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    name = answer.stdout.lower()
    return answer.returncode == 0 and "chrom" in name and "snap" not in name


def has_driver(*, is_shown: bool = False) -> bool:
    """Whether Playwright's own program starts: on a bare system it may lack a library."""
    return run(sys.executable, "-m", "playwright", "--version", is_shown=is_shown)


def install() -> None:
    """Tries the ways there are to get what is missing; the caller looks again whether it is there."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    has_apt = shutil.which("apt-get") is not None and (is_root or run("sudo", "-n", "true"))
    packages = []
    if has_apt and not has_driver():
        packages.append("libatomic1")
    if has_apt and is_root and system_id() == "debian" and find() is None:
        # The fonts are what Chromium's package recommends: without them Cyrillic is a row of boxes.
        packages += [SHELL, "fonts-liberation"]
    if packages:
        apt = [*([] if is_root else ["sudo", "-n"]), *APT]
        run(*apt, "update", is_shown=True)
        run(*apt, "install", "-y", "--no-install-recommends", *packages, is_shown=True)
    if find() is None:
        libraries = ["--with-deps"] if has_apt else []
        run(sys.executable, "-m", "playwright", "install", *libraries, "chromium", is_shown=True)


def install_shell() -> None:
    """Tries to get the lighter browser for a Chromium of Debian's that is there; nothing else is made newer for it."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and system_id() == "debian" and shutil.which("chromium") and not shutil.which(SHELL):
        # One of another version would need another Chromium.
        version = said("dpkg-query", "--showformat", "${Version}", "--show", "chromium")
        run(*APT, "install", "-y", "--no-install-recommends", f"{SHELL}={version}")


def said(*command: str) -> str:
    """What a command says; nothing if it fails or is not there."""
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout


def system_id() -> str:
    """The system's short name as os-release(5) has it: ``debian``, ``ubuntu`` …; empty where it has none."""
    try:
        return platform.freedesktop_os_release()["ID"]
    except OSError:
        return ""


def run(*command: str, is_shown: bool = False) -> bool:
    """Runs a command and says whether it succeeded; a command that is not there has failed."""
    output = None if is_shown else subprocess.DEVNULL
    try:
        done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    except OSError:
        return False
    return done.returncode == 0


def main() -> None:
    """Finds a browser and its driver or gets them; ends with status 1 and advice where that does not work."""
    if not os.environ.get("CHROMIUM"):
        install_shell()
    try:
        path = find()
        if path is None or not has_driver():
            print("Installing a browser for the tests", flush=True)
            install()
            path = find()
    except NoBrowserError as error:
        sys.exit(str(error))
    if not has_driver():
        has_driver(is_shown=True)  # once more, for what it says
        sys.exit(DRIVER_ADVICE)
    if path is None:
        sys.exit(ADVICE)
    print(f"Browser for the tests: {path}")


if __name__ == "__main__":
    main()
