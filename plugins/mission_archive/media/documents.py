"""The properties of PDF documents: what the program that made them wrote of their author and origin."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

MOST_CPU_SECONDS = 10
"""For one document. One of thousands of pages takes a tenth of a second: its pages are not read."""

Properties = Sequence[tuple[str, str]]
"""Names and values, such as ("Author", "A. Example"). A name may stand there twice: as PDF's own and as XMP."""


class DocumentReader(contextlib.AbstractContextManager["DocumentReader"]):
    """Reads documents in a process of its own, begun for the first and ended with this context.

    A document that takes more time or memory than any sound one ends that process and nothing else.
    """

    def __init__(self, most_cpu_seconds: float = MOST_CPU_SECONDS) -> None:
        self._most_cpu_seconds = most_cpu_seconds
        self._process: subprocess.Popen[str] | None = None

    def __exit__(self, *error: object) -> None:
        self._end()

    def read(self, path: Path) -> Properties | str:
        """The properties of the document at `path`, or why not: `locked`, `unreadable` or `too hard`."""
        process = self._process or self._begin()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(str(path.resolve())) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer.endswith("\n"):
            self._end()
            return "too hard"
        found = json.loads(answer)
        return found if isinstance(found, str) else [(name, value) for name, value in found]

    def _begin(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-m", "mission_archive.media.pdf_reader", str(self._most_cpu_seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        return self._process

    def _end(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        process.wait()
