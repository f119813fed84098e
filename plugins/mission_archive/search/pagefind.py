"""Pagefind's program, driven through its service: one message a record, so that records keep our order.

Its command line walks a folder in the order in which the file system lists it, and gives pages their numbers in that
order. Here the number of a page is its place in the archive's list, by which facets and sorting work.
"""

from __future__ import annotations

import base64
import json
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

LANGUAGE = "en"
"""English is stemmed by Pagefind; the words of the other languages pass its English stemmer unchanged."""


class SearchFault(Exception):
    """The index could not be made; `str` says why, for a person."""


ADVICE = "run make site, or leave the plugin archive/search out of mkdocs.yml to build without search"


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

    The files are asked for and written here: Pagefind says that it has written them before it has, and ends with its
    input, so that now and then a file of its own writing is empty.

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
    answers = _Answers(service, service.stdout)
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
        _send(service.stdin, count + 1, {"type": "GetFiles", "index_id": 0})
        service.stdin.flush()
        answers.finished.wait()
        service.stdin.close()
    except BrokenPipeError:
        pass  # why it went is in its answers or its status
    finally:
        if not answers.finished.is_set():
            service.kill()
        with suppress(BrokenPipeError):  # what it has not read
            service.stdin.close()
        service.wait()
        answers.join()
        service.stdout.close()
    if answers.fault or answers.files is None:
        raise SearchFault(
            f"Pagefind made no index: {answers.fault or f'it ended with status {service.returncode}'}"
        )
    for name, content in answers.files.items():
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return count


def _send(pipe: IO[bytes], number: int, payload: Mapping[str, Any]) -> None:
    message = json.dumps({"message_id": number, "payload": payload}).encode()
    pipe.write(base64.b64encode(message) + b",")


class _Answers(threading.Thread):
    """Reads what the service says, so that it never waits for us; at the first complaint it is ended."""

    def __init__(self, service: subprocess.Popen[bytes], pipe: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._service = service
        self._pipe = pipe
        self.fault = ""
        self.files: dict[str, bytes] | None = None
        """The files of the index by their paths."""
        self.finished = threading.Event()
        """Nothing more is to come: the files are told, or the service has ended."""
        self.start()

    def run(self) -> None:
        try:
            for answer in self._told():
                self._take(json.loads(base64.b64decode(answer)).get("payload", {}))
        except SearchFault as fault:
            self._end(str(fault))
        except Exception as fault:
            # Whatever it is: it would be lost in this thread, and the other one wait for ever.
            self._end(f"its answer has an unknown form ({fault}); use the version that requirements/ names")
        finally:
            self.finished.set()

    def _end(self, fault: str) -> None:
        self.fault = fault
        self._service.kill()  # what nobody reads any more may wait, and the other thread write to it

    def _take(self, payload: Mapping[str, Any]) -> None:
        if payload.get("type") == "Error":
            raise SearchFault(str(payload.get("message")))
        if payload.get("type") == "GetFiles":
            self.files = {file["path"]: base64.b64decode(file["content"]) for file in payload["files"]}
            self.finished.set()

    def _told(self) -> Iterator[bytes]:
        """The answers, each as JSON in base64."""
        begun: list[bytes] = []  # an answer that holds all files comes in thousands of pieces
        while block := self._pipe.read1(1 << 20):  # type: ignore[attr-defined]
            first, *rest = block.split(b",")
            begun.append(first)
            if not rest:
                continue
            yield from (b"".join(begun), *rest[:-1])
            begun = [rest[-1]]
