"""A visit to an address: politely, by way of all redirects, with several tries."""

from __future__ import annotations

import contextlib
import datetime
import email.utils
import re
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from protego import Protego

from mission_archive.links.external.addresses import Resolve, public_numbers
from mission_archive.links.external.asking import MOST_BYTES, PORTS, Answer, Failure, ask
from mission_archive.links.external.gates import Gates
from mission_archive.links.external.judging import judge
from mission_archive.links.external.verdicts import State, Verdict

REDIRECTS = frozenset((301, 302, 303, 307, 308))
FOR_GOOD = frozenset((301, 308))
TRANSIENT = frozenset((408, 421, 425, 429, 500, 502, 503, 504))
TRANSIENT_FAILURES = frozenset((Failure.TIMEOUT, Failure.CONNECTION))
NEVER_ASKED = frozenset((Failure.INSIDE, Failure.NO_ADDRESS))

LONGEST_ROBOTS = 500 * 1024
"""Bytes of a robots.txt that are read (RFC 9309, 2.5)."""

LONGEST_PAUSE = 30.0
"""Seconds: a longer Crawl-delay is taken as this."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to bear with a host. Times are seconds."""

    timeout: float = 20.0
    tries: int = 3
    first_wait: float = 2.0
    """Before the second try; doubled before each further one. A host's Retry-After comes before both."""
    longest_wait: float = 120.0
    """A host that asks for a longer wait is not tried again in this run."""
    most_redirects: int = 10


class OutOfTime(Exception):
    """The whole check has taken as long as it may; nobody is asked any more."""


@dataclass
class Visitor:
    """Visits addresses; may be used by several threads. `name` and `contact` say to hosts who asks."""

    gates: Gates
    now: Callable[[], datetime.datetime]
    name: str = "mission-archive-links"
    contact: str = ""
    patience: Patience = field(default_factory=Patience)
    resolve: Resolve = public_numbers
    is_over: Callable[[], bool] = lambda: False
    requests: int = 0

    def __post_init__(self) -> None:
        self._robots: dict[str, Protego | Answer] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()

    @property
    def user_agent(self) -> str:
        return f"{self.name}/1.0" + (f" (+{self.contact})" if self.contact else "")

    def visit(self, url: str) -> Verdict:
        """What becomes of one who follows a link to `url`; OutOfTime once the check is over."""
        here, new_address, is_for_good = url, None, True
        cookies: defaultdict[str, dict[str, str]] = defaultdict(dict)
        seen: set[tuple[str, str]] = set()
        for _ in range(self.patience.most_redirects + 1):
            robots = self._robots_of(here)
            if isinstance(robots, Answer):
                return judge(url, here, robots, None)
            if not robots.can_fetch(here, self.name):
                at = "" if here == url else f", to which it leads: {here}"
                return Verdict(State.NOT_ASKED, f"robots.txt asks programs to stay away{at}")
            kept = cookies[host_of(here)]
            cookie = "; ".join(f"{name}={value}" for name, value in kept.items())
            if (here, cookie) in seen:
                return Verdict(State.LOOP, f"leads in a circle, at {here}")
            seen.add((here, cookie))
            answer = self._get(here, {"Cookie": cookie} if cookie else {})
            kept.update(_cookies(answer))
            there = _location(here, answer)
            if there is None:
                return judge(url, here, answer, new_address)
            if not there:
                return Verdict(State.GONE, "leads to what is not a web address")
            is_for_good = is_for_good and answer.status in FOR_GOOD
            new_address = there if is_for_good else new_address
            here = there
        return Verdict(State.LOOP, f"more than {self.patience.most_redirects} redirects, the last to {here}")

    def _get(self, url: str, headers: Mapping[str, str], most_bytes: int = MOST_BYTES) -> Answer:
        """An answer, after as many tries as it takes and patience allows."""
        host, wait = host_of(url), self.patience.first_wait
        sent = {"User-Agent": self.user_agent, "Accept": "text/html,*/*;q=0.8", **headers}
        for left in reversed(range(self.patience.tries)):
            with self.gates.turn(host):
                if self.is_over():
                    raise OutOfTime
                answer = ask(url, sent, self.patience.timeout, most_bytes=most_bytes, resolve=self.resolve)
            with self._lock:
                self.requests += answer.failure not in NEVER_ASKED
            if answer.status not in TRANSIENT and answer.failure not in TRANSIENT_FAILURES:
                break
            asked_for = _retry_after(answer, self.now())
            pause = wait if asked_for is None else asked_for
            # Also after the last try: the host's other addresses wait as well.
            self.gates.hold(host, min(pause, self.patience.longest_wait))
            if not left or pause > self.patience.longest_wait:
                break
            wait *= 2
        return answer

    def _robots_of(self, url: str) -> Protego | Answer:
        """The rules of the host of `url`, asked for once; or its answer, if the host is out of order."""
        try:
            origin = urljoin(url, "/robots.txt")
        except ValueError:
            return Answer(0, failure=Failure.NO_ADDRESS)
        with self._lock:
            lock = self._locks[origin]
        with lock:
            if origin not in self._robots:
                self._robots[origin] = robots = self._read_robots(origin)
                if isinstance(robots, Protego):
                    pause = min(robots.crawl_delay(self.name) or 0.0, LONGEST_PAUSE)
                    self.gates.slow_down(host_of(origin), pause)
            return self._robots[origin]

    def _read_robots(self, origin: str) -> Protego | Answer:
        """RFC 9309, 2.3.1: what is there holds, what is not there forbids nothing, and a host that fails is let be."""
        there: str | None = origin
        for _ in range(5):
            url = there or origin
            answer = self._get(url, {}, LONGEST_ROBOTS)
            there = _location(url, answer)
            if not there:
                break
        is_elsewhere = url != origin and answer.failure in NEVER_ASKED
        if (answer.failure and not is_elsewhere) or answer.status >= 500 or answer.status == 429:
            return answer
        is_there = 200 <= answer.status < 300
        return Protego.parse(answer.body.decode("utf-8-sig", "replace") if is_there else "")


def host_of(url: str) -> str:
    """The host and port of an address, in one spelling: whose turn it is."""
    with contextlib.suppress(ValueError):
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    return ""


def _location(url: str, answer: Answer) -> str | None:
    """Where a redirect leads, without a fragment; "" if that is not a web address."""
    written = answer.headers.get("location", "").strip()
    if answer.status not in REDIRECTS or not written:
        return None
    with contextlib.suppress(UnicodeError):
        # Header bytes come as Latin-1; hosts that do not encode them mean UTF-8.
        written = written.encode("latin-1").decode("utf-8")
    with contextlib.suppress(ValueError):
        there = urldefrag(urljoin(url, written)).url
        parts = urlsplit(there)
        if parts.scheme in PORTS and parts.hostname and parts.port != 0:  # a port that is not a number raises
            return there
    return ""


def _cookies(answer: Answer) -> dict[str, str]:
    """The cookie that an answer sets: some hosts redirect in a circle until they see it again."""
    found = re.match(r"\s*([^=;\s]+)=([^;\s]*)", answer.headers.get("set-cookie", ""))
    return {found[1]: found[2]} if found else {}


def _retry_after(answer: Answer, now: datetime.datetime) -> float | None:
    """The seconds after which a host wants to be asked again (RFC 9110, 10.2.3)."""
    written = answer.headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", written):
        return float(written)
    try:
        moment = email.utils.parsedate_to_datetime(written)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=datetime.UTC)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError, OverflowError):  # all three come from dates that are not dates
        return None
