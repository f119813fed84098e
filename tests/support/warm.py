"""Commands from a process that has their modules already: a run does not begin with a second of imports.

Each run is a process of its own, as from a shell: it is forked, goes to its folder, takes the named environment
and ends with a status. What concerns the start of Python itself (its variables, the scripts in `bin/`) is tested with
the real command (`tests.support.site.run(…, is_warm=False)`).
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any

PROJECT = Path(__file__).parents[2]
PATIENCE = 300
"""Seconds within which every command ends, on the slowest machine."""


COMMANDS = ("archive", "mkdocs")


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: float
) -> subprocess.CompletedProcess[str]:
    """What one of these commands says, with its arguments in a folder, and its exit status."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = start(command, folder, environment, out, err)
        try:
            status = started.wait(seconds)
        finally:
            started.forget()
        said = [_text(stream) for stream in (out, err)]
    return subprocess.CompletedProcess(list(command), status, *said)


class Started:
    """A command that runs or has ended: its process, and who waits for its end."""

    def __init__(self, command: Sequence[str], answers: socket.socket) -> None:
        self._command, self._answers = command, answers
        self._said = b""
        self.pid = int(self._line(PATIENCE))
        self.returncode: int | None = None

    def forget(self) -> None:
        """Wait for it no more."""
        self._answers.close()

    def wait(self, seconds: float) -> int:
        """Its exit status, or less than 0 for the signal that ended it, when it has ended."""
        if self.returncode is None:
            self.returncode = int(self._line(seconds))
            self._answers.close()
        return self.returncode

    def poll(self) -> int | None:
        """Its exit status, or None while it runs."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal unless it has ended."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def _line(self, seconds: float) -> bytes:
        end = time.monotonic() + seconds
        while b"\n" not in self._said:
            self._answers.settimeout(max(0.000_1, end - time.monotonic()))
            try:
                part = self._answers.recv(100)
            except TimeoutError:
                raise subprocess.TimeoutExpired(list(self._command), seconds) from None
            assert part, "the process that starts the commands has ended"
            self._said += part
        line, _, self._said = self._said.partition(b"\n")
        return line


def start(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    out: IO[Any] | int,
    err: IO[Any] | int,
) -> Started:
    """One of these commands, that writes what it says into the files."""
    with tempfile.TemporaryFile() as asked:
        asked.write(json.dumps([list(command), str(folder), dict(environment), _umask()]).encode())
        asked.flush()
        answers, theirs = socket.socketpair()
        with theirs:
            _starter(os.getpid()).ask(asked, out, err, theirs)
    return Started(command, answers)


def _umask() -> int:
    before = os.umask(0)
    os.umask(before)
    return before


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode().replace("\r\n", "\n").replace("\r", "\n")  # as subprocess does


class _Starter:
    """The process that has everything loaded, as those who ask it see it."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair()
        self._alone = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.warm", str(theirs.fileno())],
            cwd=PROJECT,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        atexit.register(self._end, os.getpid())

    def _end(self, owner: int) -> None:
        """Close the line, whereupon the process ends. One forked from the owner has only a copy of the line."""
        if os.getpid() == owner:
            self._line.close()
            self._process.wait(PATIENCE)

    def ask(self, *streams: IO[Any] | socket.socket | int) -> None:
        numbers = [stream if isinstance(stream, int) else stream.fileno() for stream in streams]
        with self._alone:
            socket.send_fds(self._line, [b"."], numbers)


@cache
def _starter(_process: int) -> _Starter:
    """One for each process that asks: a fork must not share the line of its parent."""
    return _Starter()


# What follows runs in the other process.


def _serve(line: socket.socket) -> None:
    while True:
        byte, streams, *_ = socket.recv_fds(line, 1, 4)
        if not byte:
            return
        keeper = os.fork()
        if keeper == 0:
            line.close()
            _keep(*streams)
        for stream in streams:
            os.close(stream)
        _forget_the_ended()


def _forget_the_ended() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _keep(asked: int, out: int, err: int, answer: int) -> None:
    """Start the command, wait for its end and say how it ended."""
    command = os.fork()
    if command == 0:
        os.close(answer)
        _become(asked, out, err)
    for stream in (asked, out, err):
        os.close(stream)  # who reads what the command says sees its end
    os.write(answer, b"%d\n" % command)
    status = os.waitstatus_to_exitcode(os.waitpid(command, 0)[1])
    os.write(answer, b"%d\n" % status)
    os._exit(0)


def _become(asked: int, out: int, err: int) -> None:
    """Be the command that is asked for, to the end of the process."""
    with open(asked, "rb") as request:
        request.seek(0)
        (command, *arguments), folder, environment, umask = json.load(request)
    os.chdir(folder)
    os.umask(umask)
    # Who runs the tests in the background may ignore interruptions, and a child inherits that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    for stream, number in ((out, 1), (err, 2)):
        os.dup2(stream, number)
        os.close(stream)
    status = 1
    try:
        _program(command)(arguments, prog_name=command)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        for text in (sys.stdout, sys.stderr):
            text.flush()
        os._exit(status)


def _program(command: str) -> Callable[..., object]:
    if command == "archive":
        from mission_archive.cli import main as archive

        return archive
    from mkdocs.__main__ import cli as mkdocs

    return mkdocs


def _load(templates: Path) -> None:
    """All modules that a build needs, those of MkDocs' theme and extensions among them, and what builds share."""
    from mkdocs.config import load_config

    import mission_archive.adapters.commands  # noqa: F401
    from mission_archive.cli import main  # noqa: F401
    from tests.support.templates import share

    config = load_config(str(PROJECT / "mkdocs.yml"))
    share(templates)
    config.theme.get_env().list_templates()
    gc.freeze()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as templates:
        _load(Path(templates))
        _serve(socket.socket(fileno=int(sys.argv[1])))
