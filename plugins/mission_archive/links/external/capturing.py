"""Fetches sources and keeps what they answer, unless their hosts ask programs to stay away (RFC 9309)."""

import datetime
import hashlib
import io
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from mission_archive.links.external.answers import ASCII, Answer, Asker, NotKept, Unreached, server_part
from mission_archive.links.external.robots import RobotRules, read_robots
from mission_archive.model.captures import Capture, file_of

MOST_STEPS = 5
"""Addresses through which a source may lead."""
AS_SENT = ("transfer-encoding", "connection", "keep-alive", "proxy-connection", "set-cookie", "set-cookie2")
"""Headers of one connection or visit. What is kept no longer comes in the pieces that they speak of, and may be
published."""


@dataclass(slots=True)
class Fetcher:
    """Asks one host at a time and each after a `pause` in seconds."""

    asker: Asker
    pause: float = 1.0
    _asked: dict[str, float] = field(default_factory=dict)
    _rules: dict[str, RobotRules | NotKept] = field(default_factory=dict)

    def keep(
        self,
        urls: Iterable[str],
        folder: Path,
        moment: Callable[[], datetime.datetime],
        end: float = float("inf"),
    ) -> Iterator[tuple[str, Capture | NotKept]]:
        """Write a WARC file for each address, and yield what became of it. `end` is the moment of the monotonic clock
        after which nobody is asked any more. Raises OSError if a file cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        for url in urls:
            if time.monotonic() >= end:
                return
            try:
                answers = self._answers(url, end)
            except NotKept as reason:
                yield url, reason
            else:
                yield url, _written(answers, folder / file_of(url), moment())

    def _answers(self, url: str, end: float) -> list[Answer]:
        """The answer of a source, and before it those of the addresses that led there."""
        answers: list[Answer] = []
        while len(answers) < MOST_STEPS:
            if not self._rules_of(url, end).may_ask(url):
                raise NotKept("its host asks programs to stay away (robots.txt)")
            answer = self._ask(url, end)
            answers.append(answer)
            if target := answer.target:
                url = target
                continue
            if answer.status != 200:
                raise NotKept(f"it answered {answer}")
            if not answer.body.strip():
                raise NotKept("it was empty")
            return answers
        raise NotKept(f"it leads on more than {MOST_STEPS} times")

    def _rules_of(self, url: str, end: float) -> RobotRules:
        """The rules of the host of an address. A host that has none to give is asked for them once."""
        host = server_part(url)
        if host not in self._rules:
            try:
                self._rules[host] = self._read_rules(host, end)
            except Unreached as reason:
                self._rules[host] = reason
            except NotKept as reason:
                self._rules[host] = NotKept(f"the robots.txt of its host cannot be read: {reason}")
        rules = self._rules[host]
        if isinstance(rules, NotKept):
            raise rules
        return rules

    def _read_rules(self, host: str, end: float) -> RobotRules:
        answer = self._ask(f"{host}/robots.txt", end)
        for _ in range(MOST_STEPS):
            if target := answer.target:
                answer = self._ask(target, end)
        # Without rules all is open; a host that is unwell is left alone until another day.
        if answer.status >= 500:
            raise NotKept(f"it answered {answer}")
        return read_robots(answer.body, self.asker.agent) if answer.status == 200 else RobotRules()

    def _ask(self, url: str, end: float) -> Answer:
        host = server_part(url)
        time.sleep(max(0.0, self._asked.get(host, 0.0) + self.pause - time.monotonic()))
        try:
            return self.asker.ask(url, end)
        finally:
            self._asked[host] = time.monotonic()


def _warc(answers: list[Answer], moment: datetime.datetime) -> bytes:
    """A WARC file of the answers of one source, the last of which is the source itself."""
    date = moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    for answer in answers:
        headers = [
            (name, _spelt(value)) for name, value in answer.headers.items() if name.lower() not in AS_SENT
        ]
        http = StatusAndHeaders(f"{answer.status} {_spelt(answer.reason)}", headers, protocol="HTTP/1.1")
        record = writer.create_warc_record(
            answer.url,
            "response",
            io.BytesIO(answer.body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": date},
        )
        writer.write_record(record)
        record.raw_stream.close()  # the library's copy of it
    return file.getvalue()


def _spelt(header: str) -> str:
    """A header's letters beyond ASCII percent-encoded, since the format has no place for them."""
    return quote(header.encode("latin-1"), safe=f"{ASCII} \t\r\n")


def _written(answers: list[Answer], place: Path, moment: datetime.datetime) -> Capture:
    """Write the file of a source, whole or not at all."""
    held, source = _warc(answers, moment), answers[-1]
    new = place.with_name(f".{place.name}.new")
    new.write_bytes(held)
    new.replace(place)
    digest, kind = hashlib.sha256(source.body).hexdigest(), source.headers.get_content_type()
    return Capture(moment, place.name, digest, kind, len(held))
