"""Pagefind's program, driven through its service: one message a record, so that records keep our order.

Its command line walks a folder in the order in which the file system lists it, and gives pages their numbers in that
order. Here the number of a page is its place in the archive's list, by which facets and sorting work.
"""

from __future__ import annotations

import base64
import json
import subprocess
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

LANGUAGE = "en"
"""English is stemmed by Pagefind; the words of the other languages pass its English stemmer unchanged."""


class SearchFault(Exception):
    """The index could not be made; `str` says why, for a person."""


ADVICE = "run make site, or set search: false for archive/records in mkdocs.yml to build without search"


def program() -> Path:
    """Pagefind's executable. Raises SearchFault if its package is not installed."""
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - a build without search does without the package
    except ImportError as fault:
        raise SearchFault(f"the package pagefind[bin] is not installed; {ADVICE}") from fault
    return Path(get_executable())


def write_index(
    documents: Iterable[tuple[str, str, Mapping[str, str]]], output: Path, executable: Path | None = None
) -> int:
    """Index documents (id, text, fields) in their order and write Pagefind's files; the number of documents.

    `executable` is Pagefind's program where it is not that of its package.
    """
    path = executable or program()
    try:
        service = subprocess.Popen(
            [path, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as fault:
        raise SearchFault(
            f"Pagefind's program {path.name} does not start ({fault.strerror}); {ADVICE}"
        ) from fault
    assert service.stdin is not None
    assert service.stdout is not None
    answers = _Answers(service.stdout)
    try:
        _send(service.stdin, 0, {"type": "NewIndex", "config": {"force_language": LANGUAGE}})
        count = 0
        for id_, text, fields in documents:
            count += 1
            _send(
                service.stdin,
                count,
                {"type": "AddRecord", "index_id": 0, "url": id_, "content": text, "language": LANGUAGE,
                 "meta": dict(fields)},
            )  # fmt: skip
        _send(service.stdin, count + 1, {"type": "WriteFiles", "index_id": 0, "output_path": str(output)})
        service.stdin.flush()
        answers.finished.wait()  # it ends at once, done or not, where its input does
        service.stdin.close()
    except BrokenPipeError:
        pass  # why it went is in its answers or its status
    finally:
        if not answers.finished.is_set():
            service.kill()
        service.wait()
        answers.join()
        service.stdout.close()
    if answers.fault or not answers.has_written:
        raise SearchFault(
            f"Pagefind made no index: {answers.fault or f'it ended with status {service.returncode}'}"
        )
    return count


def _send(pipe: IO[bytes], number: int, payload: Mapping[str, Any]) -> None:
    message = json.dumps({"message_id": number, "payload": payload}).encode()
    pipe.write(base64.b64encode(message) + b",")


class _Answers(threading.Thread):
    """Reads what the service says, so that it never waits for us; keeps the first complaint."""

    def __init__(self, pipe: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._pipe = pipe
        self.fault = ""
        self.has_written = False
        self.finished = threading.Event()
        """Nothing more is to come: the files are written, or the service has ended."""
        self.start()

    def run(self) -> None:
        said = b""
        while block := self._pipe.read1(65536):  # type: ignore[attr-defined]
            *whole, said = (said + block).split(b",")
            for answer in whole:
                payload = json.loads(base64.b64decode(answer)).get("payload", {})
                if payload.get("type") == "Error":
                    self.fault = self.fault or str(payload.get("message"))
                if payload.get("type") == "WriteFiles":
                    self.has_written = True
                    self.finished.set()
        self.finished.set()
