"""The check of all addresses: which to ask for, in what order, and what to make of the answers."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from mission_archive.links.external.cache import Cache, Known
from mission_archive.links.external.exemptions import Exemptions
from mission_archive.links.external.mentions import Mention
from mission_archive.links.external.reports import Finding, Report
from mission_archive.links.external.verdicts import State, Verdict
from mission_archive.links.external.visiting import host_of


@dataclass(frozen=True, slots=True)
class Limits:
    """How many hosts are asked at once, and how long what is known holds good."""

    hosts: int = 8
    well_for: datetime.timedelta = datetime.timedelta(days=6)
    """For so long an address that answered is not asked for again."""
    unwell_for: datetime.timedelta = datetime.timedelta(hours=20)
    """And one that did not: by the next day it may be back."""
    outage: datetime.timedelta = datetime.timedelta(days=14)
    """An address that cannot be reached for so long counts as dead."""
    remembered: datetime.timedelta = datetime.timedelta(days=90)
    """What nobody has asked about for so long leaves the cache."""


NO_LIMITS_SET = Limits()


def check_addresses(
    mentions: Sequence[Mention],
    visit: Callable[[str], Verdict],
    cache: Cache,
    exemptions: Exemptions,
    *,
    now: datetime.datetime,
    limits: Limits = NO_LIMITS_SET,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Visit every address of `mentions` about which nothing recent is known, each once, and report.

    An archived copy is asked for only if its source is dead. The cache is saved whatever happens.
    """
    today = now.date()
    by_url: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_url.setdefault(mention.url, []).append(mention)
    exempted = {url for url in by_url if exemptions.of(url, today)}
    told = [url for url in by_url if url not in exempted]
    copies = {url: [copy for copy in _copies(by_url[url]) if not exemptions.of(copy, today)] for url in told}
    cache.forget(now - limits.remembered)
    round_ = _Round(visit, cache, now, limits, tell)
    try:
        round_.visit_all(told)
        dead = {url for url in told if _is_dead(round_.known(url), now, limits)}
        round_.visit_all(copy for url in told if url in dead for copy in copies[url])
    finally:
        cache.save()
    findings = tuple(
        Finding(
            url,
            round_.known(url),
            tuple(by_url[url]),
            is_dead=url in dead,
            copies=tuple((copy, round_.known(copy)) for copy in copies[url]) if url in dead else (),
        )
        for url in told
    )
    used = {exemptions.of(url, today) for url in exempted}
    idle = [one for one in exemptions.exemptions if one not in used and not one.is_over(today)]
    notes = tuple(f"{one.place}: no record names {one.url} any more; delete the exception" for one in idle)
    return Report(findings, tuple(exemptions.faults(today)), notes, len(exempted), now)


def _copies(mentions: Iterable[Mention]) -> Iterable[str]:
    return dict.fromkeys(mention.archived for mention in mentions if mention.archived)


def _is_dead(known: Known, now: datetime.datetime, limits: Limits) -> bool:
    """Whether readers find nothing there, and it is more than an outage."""
    state = known.verdict.state
    has_lasted = known.unwell_since is not None and now - known.unwell_since >= limits.outage
    return state.is_dead or (state is State.UNREACHABLE and has_lasted)


@dataclass
class _Round:
    visit: Callable[[str], Verdict]
    cache: Cache
    now: datetime.datetime
    limits: Limits
    tell: Callable[[int, int], None]

    def known(self, url: str) -> Known:
        return self.cache.known[_without_part(url)]

    def visit_all(self, urls: Iterable[str]) -> None:
        """Visit what is not known, the hosts side by side and the addresses of each in turn."""
        waiting = list(dict.fromkeys(map(_without_part, urls)))
        waiting = [url for url in waiting if not self._is_fresh(url)]
        lines: dict[str, list[str]] = {}
        for url in waiting:
            lines.setdefault(host_of(url), []).append(url)
        done = 0
        pool = ThreadPoolExecutor(self.limits.hosts)
        try:
            # The longest line first: it is the one that ends last.
            ordered = sorted(lines.values(), key=len, reverse=True)
            for finished in as_completed([pool.submit(self._visit_line, line) for line in ordered]):
                done += finished.result()
                self.tell(done, len(waiting))
                self.cache.save()
        finally:
            pool.shutdown(cancel_futures=True)

    def _is_fresh(self, url: str) -> bool:
        known = self.cache.known.get(url)
        if known is None:
            return False
        is_settled = known.verdict.state.is_well or known.verdict.state in (State.REFUSED, State.NOT_ASKED)
        age = self.now - known.checked
        return age < (self.limits.well_for if is_settled else self.limits.unwell_for)

    def _visit_line(self, urls: list[str]) -> int:
        for url in urls:
            try:
                verdict = self.visit(url)
            except Exception as fault:  # whatever a host answers, the report on the others is made
                verdict = Verdict(
                    State.UNREACHABLE, f"the answer cannot be understood ({type(fault).__name__})"
                )
            self.cache.put(url, verdict, self.now)
        return len(urls)


def _without_part(url: str) -> str:
    """An address without its fragment, which hosts are not told."""
    return url.partition("#")[0]
