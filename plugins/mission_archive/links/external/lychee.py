"""lychee asks other hosts for addresses: how it is run, and what its report means for readers of the archive."""

import html
import json
import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mission_archive.links.external.guard import (
    INSIDE,
    NOT_ENCRYPTED,
    STATUS,
    LookUp,
    Server,
    guarded,
    public_numbers,
    server_of,
)
from mission_archive.links.external.verdicts import LinkState, Verdict

MOST_REDIRECTS = 10
FOR_GOOD = frozenset((301, 308))
REFUSALS = frozenset((401, 402, 403, 405, 406, 407, 429, 451, 999))
"""Statuses with which hosts send programs away, though people may be let in. 999 is nobody's standard."""
OUTAGES = frozenset((408, 421, 425))
"""Statuses below 500 that may be others in a while."""

RE_HOME = re.compile(
    r"/?(?:(?:ar|de|en|es|fa|fr|it|kk|ky|pl|pt|ru|tg|tj|tr|uk|uz|zh)(?:-[a-z]{2})?/?)?"
    r"(?:(?:index|default|home|main)(?:\.\w+)?/?)?",
    re.IGNORECASE,
)
"""The path of a home page, or of that in one of the languages in which such hosts write."""
RE_NOT_FOUND = re.compile(r"/(?:errors?/)?(?:404|not-?found|page-?not-?found|error404)\b", re.IGNORECASE)
"""The path of a page that says that there is none."""

PLAINER = {
    "Invalid response data": NOT_ENCRYPTED,
    "Request timed out": "no answer in time",
}
"""What lychee says → words for people."""

REPORTS = ("success_map", "error_map", "timeout_map", "excluded_map")
NO_LYCHEE = """lychee, the program that asks other hosts, is not installed here. Run

    sh setup/environment.sh test

and then archive links --external again."""


def program() -> Path:
    """Where lychee lies. Raises FileNotFoundError with advice if it is not there."""
    if path := shutil.which("lychee", path=sysconfig.get_path("scripts")):
        return Path(path)
    raise FileNotFoundError(NO_LYCHEE)


@dataclass(frozen=True, slots=True)
class Lychee:
    """How lychee is to ask: who it says that it is, and with how much patience. Times are seconds."""

    program: Path
    agent: str = "mission-archive-links/1.0"
    pause: float = 1.0
    """Between two requests to a host, which gets one at a time."""
    hosts: int = 8
    """How many are asked at once."""
    timeout: float = 20.0
    tries: int = 3
    """Where time may help: no answer, a broken connection, a host that asks for patience."""
    resolve: LookUp = public_numbers

    def ask(self, urls: Sequence[str], seconds: float) -> Mapping[str, Verdict]:
        """A verdict on each address; on none of them if they take longer than `seconds`."""
        if seconds <= 0:
            return {}
        end = time.monotonic() + seconds
        with tempfile.TemporaryDirectory() as folder, guarded(self.resolve) as (proxy, refused):
            try:
                done = self._run(urls, Path(folder), proxy, seconds)
            except subprocess.TimeoutExpired:
                return {}
        try:
            report = json.loads(done.stdout)
        except ValueError:
            return self._one_by_one(urls, done.stderr, end)
        pages = [page for name in REPORTS for page in report.get(name, {}).values()]
        entries = {entry["span"]["line"]: entry for page in pages for entry in page}
        return {url: judged(entries.get(line), refused) for line, url in enumerate(urls, 1)}

    def _one_by_one(self, urls: Sequence[str], said: str, end: float) -> Mapping[str, Verdict]:
        """What to do if lychee breaks off: one address is the cause, and the others get their verdicts. `end` is on the
        monotonic clock."""
        if len(urls) == 1:
            last = (said.strip().splitlines() or ["nothing"])[-1]
            return {urls[0]: Verdict(LinkState.UNREACHABLE, f"the answer cannot be understood ({last[:80]})")}
        return {url: found for one in urls for url, found in self.ask([one], end - time.monotonic()).items()}

    def _run(
        self, urls: Sequence[str], folder: Path, proxy: str, seconds: float
    ) -> subprocess.CompletedProcess[str]:
        """Run lychee on a page with a link to each address, one a line, from a folder that has no settings for it."""
        lines = (html.escape(url).replace("\n", "") for url in urls)
        page = folder / "addresses.html"
        page.write_text("".join(f'<a href="{line}"></a>\n' for line in lines), "utf-8")
        options = {
            "--user-agent": self.agent,
            "--host-request-interval": f"{round(self.pause * 1000)}ms",
            "--host-concurrency": "1",
            "--max-concurrency": str(self.hosts),
            "--timeout": str(round(self.timeout)),
            "--max-retries": str(self.tries - 1),
            "--retry-wait-time": "2",
            "--max-redirects": str(MOST_REDIRECTS),
            "--cookie-jar": "cookies.json",  # some hosts redirect in a circle until they see their cookie again
            "--include": ".",  # also what lychee takes for a name and no address
            "--format": "json",
        }
        words = [word for option in options.items() for word in option]
        return subprocess.run(
            [self.program, *words, "-vv", "--no-progress", page.name],
            cwd=folder,
            env=_environment(proxy),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=seconds,
        )


def _environment(proxy: str) -> dict[str, str]:
    """Variables with which every request goes to the proxy, and with no secret that would be sent along."""
    left_out = ("github_token", "request_method", "no_proxy")
    kept = {name: value for name, value in os.environ.items() if name.lower() not in left_out}
    names = ("http_proxy", "https_proxy", "all_proxy")
    return {**kept, **{form: proxy for name in names for form in (name, name.upper())}}


def judged(entry: Mapping[str, Any] | None, refused: Mapping[Server, str]) -> Verdict:
    """What an entry of lychee's report means for those who follow the link. Without one lychee cannot follow it."""
    if entry is None:
        return Verdict(LinkState.GONE, "leads to what is not a web address")
    asked, status = entry["url"], entry["status"]
    text, code = status["text"].removeprefix("Rejected status code: "), status.get("code")
    hops = entry.get("redirects", {}).get("redirects", [])
    arrived = hops[-1]["url"] if hops else asked
    if asked == "error:":
        return Verdict(LinkState.GONE, "an address without a valid host or port")
    refusal = refused.get(server_of(urlsplit(arrived))) if code in (None, STATUS) else None
    if refusal == INSIDE:
        # Without the address: the report is public, and what is inside a network is not.
        return Verdict(LinkState.GONE, f"{'' if arrived == asked else 'leads to '}{INSIDE}")
    if text == "Excluded":
        return Verdict(LinkState.REFUSED, "not asked: the name of the host is kept for examples")
    at = "" if arrived == asked else f" at {arrived}"
    if code is None or refusal:
        words = refusal or status.get("details", text).partition(". ")[0]
        return Verdict(LinkState.UNREACHABLE, PLAINER.get(words, words) + at)
    return _of_answer(code, text, asked, arrived, hops)


def _of_answer(code: int, text: str, asked: str, arrived: str, hops: Sequence[Mapping[str, Any]]) -> Verdict:
    words = text if arrived == asked else f"{text} at {arrived}"
    if code in REFUSALS:
        return Verdict(LinkState.REFUSED, words)
    if code in OUTAGES or code >= 500:
        return Verdict(LinkState.UNREACHABLE, words)
    if len(hops) >= MOST_REDIRECTS and code >= 300:
        return Verdict(LinkState.LOOP, f"more than {MOST_REDIRECTS} redirects, the last to {arrived}")
    if code >= 400:
        return Verdict(LinkState.GONE, words)
    if code >= 300:
        # Perhaps an address in letters of another script, which browsers understand: not dead at once.
        return Verdict(LinkState.UNREACHABLE, f"{words}, without an address that lychee can follow")
    if RE_HOME.fullmatch(_path(arrived)) and not RE_HOME.fullmatch(_path(asked)):
        return Verdict(LinkState.SOFT_404, f"leads to a home page, {arrived}")
    if RE_NOT_FOUND.search(_path(arrived)) and not RE_NOT_FOUND.search(_path(asked)):
        return Verdict(LinkState.SOFT_404, f"leads to an error page, {arrived}")
    moved = [hop["url"] for hop in takewhile(lambda hop: hop["code"] in FOR_GOOD, hops)]
    return Verdict(LinkState.MOVED, words, moved[-1]) if moved else Verdict(LinkState.OK, words)


def _path(url: str) -> str:
    """Path and query: a home page has no query."""
    return "/" + url.partition("://")[2].partition("/")[2]
