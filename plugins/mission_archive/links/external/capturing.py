"""Fetches sources and keeps what they answer, unless their hosts ask programs to stay away (RFC 9309)."""

import datetime
import hashlib
import io
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from mission_archive.links.external.guard import INSIDE, STATUS, LookUp, guarded, public_numbers
from mission_archive.model.captures import Capture, file_of

MOST_BYTES = 50_000_000
"""A source that is larger is not kept."""
MOST_TIMES = 10
"""How often the time for an answer to begin it may take to end."""
MOST_STEPS = 5
"""Addresses through which a source may lead."""
AS_SENT = ("transfer-encoding", "connection", "keep-alive", "proxy-connection", "set-cookie", "set-cookie2")
"""Headers of one connection or visit. What is kept no longer comes in the pieces that they speak of, and may be
published."""


class NotKept(Exception):
    """Why a source is not kept, in words for people."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address answered."""

    url: str
    status: int
    reason: str
    headers: HTTPMessage
    body: bytes


class _Unled(urllib.request.HTTPRedirectHandler):
    """Follows nothing: each step is kept."""

    def redirect_request(self, *request: object) -> None:
        return None


@dataclass(slots=True)
class Fetcher:
    """Asks one host at a time and each after a `pause` in seconds; `agent` is how it introduces itself."""

    agent: str
    pause: float = 1.0
    timeout: float = 20.0
    resolve: LookUp = public_numbers
    _asked: dict[str, float] = field(default_factory=dict)
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)

    def keep(
        self,
        urls: Iterable[str],
        folder: Path,
        moment: Callable[[], datetime.datetime],
        end: float = float("inf"),
    ) -> Iterator[tuple[str, Capture | NotKept]]:
        """Write a WARC file for each address, and yield what became of it. `end` is the moment of the monotonic clock
        after which nobody is asked any more.
        """
        folder.mkdir(parents=True, exist_ok=True)
        with guarded(self.resolve) as (proxy, _):
            opener = urllib.request.build_opener(
                urllib.request.ProxyHandler({"http": proxy, "https": proxy}), _Unled()
            )
            for url in urls:
                if time.monotonic() >= end:
                    return
                try:
                    answers = self._answers(opener, url)
                    yield url, _written(answers, folder / file_of(url), moment())
                except NotKept as reason:
                    yield url, reason

    def _answers(self, opener: urllib.request.OpenerDirector, url: str) -> list[Answer]:
        answers: list[Answer] = []
        while len(answers) < MOST_STEPS:
            if not self._may_ask(opener, url):
                raise NotKept("its host asks programs to stay away (robots.txt)")
            answer = self._answer(opener, url)
            answers.append(answer)
            target = answer.headers.get("location")
            if 300 <= answer.status < 400 and target:
                url = urljoin(url, target)
                continue
            if answer.status != 200:
                raise NotKept(f"it answered {answer.status} {answer.reason}".strip())
            return answers
        raise NotKept(f"it leads on more than {MOST_STEPS} times")

    def _may_ask(self, opener: urllib.request.OpenerDirector, url: str) -> bool:
        host = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        if host not in self._rules:
            rules = RobotFileParser()
            answer = self._answer(opener, f"{host}/robots.txt")
            # Without rules all is open; a host that is unwell is left alone until another day.
            if answer.status >= 500:
                raise NotKept(f"its host answered {answer.status} for robots.txt")
            rules.parse(answer.body.decode("utf-8", "replace").splitlines() if answer.status == 200 else [])
            self._rules[host] = rules
        return self._rules[host].can_fetch(self.agent, url)

    def _answer(self, opener: urllib.request.OpenerDirector, url: str) -> Answer:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            raise NotKept("it is not an address of the web")
        time.sleep(max(0.0, self._asked.get(parts.netloc, 0.0) + self.pause - time.monotonic()))
        request = urllib.request.Request(
            url, headers={"User-Agent": self.agent, "Accept-Encoding": "identity"}
        )
        try:
            try:
                response = opener.open(request, timeout=self.timeout)
            except urllib.error.HTTPError as refused:  # an answer like any other
                response = refused
            with response:
                body = _body(response, time.monotonic() + MOST_TIMES * self.timeout)
                status, reason, headers = response.status, response.reason, response.headers
        except (OSError, HTTPException, ValueError) as fault:
            if str(STATUS) in str(fault):
                raise NotKept(INSIDE) from fault
            raise NotKept("it could not be reached") from fault
        finally:
            self._asked[parts.netloc] = time.monotonic()
        if status == STATUS:
            raise NotKept(INSIDE)
        return Answer(url, status, reason, headers, body)


def _body(response: Any, end: float) -> bytes:
    held = bytearray()
    while piece := response.read1(65_536):  # `read` would wait for so much
        held += piece
        if len(held) > MOST_BYTES:
            raise NotKept(f"it is larger than {MOST_BYTES // 1_000_000} MB")
        if time.monotonic() > end:
            raise NotKept("it did not end")
    return bytes(held)


def _written(answers: list[Answer], place: Path, moment: datetime.datetime) -> Capture:
    """The WARC file of the answers of one source, the last of which is the source itself."""
    new = place.with_name(f".{place.name}.new")
    date = moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with new.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for answer in answers:
            headers = [pair for pair in answer.headers.items() if pair[0].lower() not in AS_SENT]
            http = StatusAndHeaders(f"{answer.status} {answer.reason}", headers, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                answer.url,
                "response",
                io.BytesIO(answer.body),
                http_headers=http,
                warc_headers_dict={"WARC-Date": date},
            )
            writer.write_record(record)
            record.raw_stream.close()  # the library's copy of it
    new.replace(place)
    last = answers[-1]
    digest, kind = hashlib.sha256(last.body).hexdigest(), last.headers.get_content_type()
    return Capture(moment, place.name, digest, kind, place.stat().st_size)
