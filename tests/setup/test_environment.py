"""The set-up: one at a time, made good after a kill, and plain about folders in which it cannot work."""

import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.support.site import PROJECT

COMMAND = ["sh", "setup/environment.sh", "lock"]
"""Makes an environment without packages."""

PYTHON = """#!/bin/sh
if [ "$1 $2" = "-m venv" ]; then
    shift 2
    mkdir .venv
    while [ -e held ]; do sleep 0.01; done
    exec "{base}" -m venv --without-pip "$@"
fi
exec "{base}" "$@"
"""
"""Python, but its environments lack pip, which costs seconds of the processor and is not what these tests are about. It
does not come to an end while the file `held` is there."""


def project(folder):
    (folder / "setup").mkdir(parents=True)
    shutil.copy(PROJECT / "setup/environment.sh", folder / "setup")
    shutil.copy(PROJECT / "pyproject.toml", folder)
    python = folder / "python"
    python.write_text(PYTHON.format(base=f"{sys.base_prefix}/bin/python3"), "utf-8")
    python.chmod(0o755)
    return folder


def start(folder):
    return subprocess.Popen(
        COMMAND, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "PYTHON": str(folder / "python")},
        start_new_session=True,
    )  # fmt: skip


def start_and_hold(folder):
    (folder / "held").touch()
    held = start(folder)
    while not (folder / ".venv").exists():
        assert held.poll() is None, held.communicate()
        time.sleep(0.01)
    return held


def test_of_two_set_ups_at_once_one_waits_and_finds_all_in_place(tmp_path):
    folder = project(tmp_path / "an archive's é")
    first = start_and_hold(folder)
    second = start(folder)
    assert second.stdout.readline() == "Another set-up is running in this folder; waiting for it\n"
    (folder / "held").unlink()
    said = [each.communicate(timeout=300)[0] for each in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], said
    assert "Making .venv" in said[0]
    assert said[1] == ""


def test_a_set_up_that_was_killed_keeps_no_other_waiting(tmp_path):
    folder = project(tmp_path / "archive")
    first = start_and_hold(folder)
    subprocess.run(["kill", "-KILL", "--", f"-{first.pid}"], check=True)
    first.communicate()
    assert first.returncode == -signal.SIGKILL
    shutil.rmtree(folder / ".venv")
    (folder / "held").unlink()
    second = start(folder)
    said, _ = second.communicate(timeout=300)
    assert second.returncode == 0, said
    assert "Another set-up" not in said


@pytest.mark.parametrize("name", ['a"b', "a$f", "a\\b", "a:b", "a `b` c", "{a}", "a}", "a\tb", "a\nb"])
def test_a_folder_in_which_packages_cannot_be_installed_is_named_with_the_letter_to_change(tmp_path, name):
    done = start(project(tmp_path / name))
    said, _ = done.communicate(timeout=60)
    assert done.returncode == 1
    assert name in said
    assert "Rename the folder and run make again." in said
    assert not (tmp_path / name / ".venv").exists()
