"""Which browser the tests drive, where several are installed."""

import os

import pytest

from tests.support.browser import NoBrowserError, find


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Puts programs on the path, each of which says a line when it is asked for its version."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")

    def install(**programs):
        for name, says in programs.items():
            path = tmp_path / name.replace("_", "-")
            path.write_text(f"#!/bin/sh\necho '{says}'\n")
            path.chmod(0o755)
        return tmp_path

    return install


def test_the_browser_without_windows_is_taken_before_others(installed):
    folder = installed(chromium="Chromium 1", chromium_headless_shell="Chromium 1")
    assert find() == folder / "chromium-headless-shell"


def test_a_browser_that_is_named_is_taken_before_all_others(installed, monkeypatch):
    folder = installed(other="Google Chrome 1", chromium_headless_shell="Chromium 1")
    monkeypatch.setenv("CHROMIUM", "other")
    assert find() == folder / "other"
    monkeypatch.setenv("CHROMIUM", "missing")
    with pytest.raises(NoBrowserError, match="CHROMIUM=missing"):
        find()


def test_what_does_not_start_as_a_browser_is_passed_over(installed):
    folder = installed(chromium_headless_shell="a library is missing", chromium="Chromium 1")
    assert find() == folder / "chromium"
