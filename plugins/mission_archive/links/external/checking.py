"""The check of all addresses: which to ask for, in what order, and what to make of the answers."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial

from mission_archive.links.external.cache import Cache, Known
from mission_archive.links.external.exemptions import Exemptions
from mission_archive.links.external.mentions import Mention
from mission_archive.links.external.reports import Finding, Report
from mission_archive.links.external.verdicts import State, Verdict
from mission_archive.links.external.visiting import OutOfTime, host_of


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
NOT_REACHED_IN_TIME = Verdict(State.UNREACHABLE, "not asked in this run, which took too long")


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

    An archived copy is asked for only if its source is dead. The cache is saved whatever happens. Once `visit` raises
    OutOfTime, the report is made of what is known.
    """

    def known(url: str) -> Known:
        return cache.known.get(_without_part(url), Known(NOT_REACHED_IN_TIME, now))

    today = now.date()
    by_url: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_url.setdefault(mention.url, []).append(mention)
    urls = [url for url in by_url if not exemptions.of(url, today)]
    copies = {url: [copy for copy in _copies(by_url[url]) if not exemptions.of(copy, today)] for url in urls}
    cache.forget(now - limits.remembered)
    visit_all = partial(_visit_all, visit=visit, cache=cache, now=now, limits=limits, tell=tell)
    try:
        visit_all(urls)
        dead = {url for url in urls if _is_dead(known(url), now, limits)}
        visit_all(copy for url in urls if url in dead for copy in copies[url])
    finally:
        cache.save()
    findings = tuple(
        Finding(
            url,
            known(url),
            tuple(by_url[url]),
            is_dead=url in dead,
            copies=tuple((copy, known(copy)) for copy in copies[url]) if url in dead else (),
        )
        for url in urls
    )
    used = {exemptions.of(url, today) for url in by_url}
    idle = [one for one in exemptions.exemptions if one not in used and not one.is_over(today)]
    notes = tuple(f"{one.place}: no record names {one.url} any more; delete the exception" for one in idle)
    return Report(findings, tuple(exemptions.faults(today)), notes, len(by_url) - len(urls), now)


def _copies(mentions: Iterable[Mention]) -> Iterable[str]:
    return dict.fromkeys(mention.archived for mention in mentions if mention.archived)


def _is_dead(known: Known, now: datetime.datetime, limits: Limits) -> bool:
    """Whether readers find nothing there, and it is more than an outage."""
    state = known.verdict.state
    has_lasted = known.unwell_since is not None and now - known.unwell_since >= limits.outage
    return state.is_dead or (state is State.UNREACHABLE and has_lasted)


def _is_fresh(known: Known | None, now: datetime.datetime, limits: Limits) -> bool:
    if known is None:
        return False
    is_settled = known.verdict.state.is_well or known.verdict.state in (State.REFUSED, State.NOT_ASKED)
    return now - known.checked < (limits.well_for if is_settled else limits.unwell_for)


def _visit_all(
    urls: Iterable[str],
    *,
    visit: Callable[[str], Verdict],
    cache: Cache,
    now: datetime.datetime,
    limits: Limits,
    tell: Callable[[int, int], None],
) -> None:
    """Visit what is not known, the hosts side by side and the addresses of each in turn."""
    lines: dict[str, list[str]] = {}
    for url in dict.fromkeys(map(_without_part, urls)):
        if not _is_fresh(cache.known.get(url), now, limits):
            lines.setdefault(host_of(url), []).append(url)

    def visit_line(line: list[str]) -> int:
        for url in line:
            try:
                verdict = visit(url)
            except OutOfTime:
                break
            except Exception as fault:  # whatever a host answers, the report on the others is made
                verdict = Verdict(
                    State.UNREACHABLE, f"the answer cannot be understood ({type(fault).__name__})"
                )
            cache.put(url, verdict, now)
        return len(line)

    done, total = 0, sum(map(len, lines.values()))
    pool = ThreadPoolExecutor(limits.hosts)
    try:
        # The longest line first: it is the one that ends last.
        ordered = sorted(lines.values(), key=len, reverse=True)
        for finished in as_completed([pool.submit(visit_line, line) for line in ordered]):
            done += finished.result()
            tell(done, total)
            cache.save()
    finally:
        pool.shutdown(cancel_futures=True)


def _without_part(url: str) -> str:
    """An address without its fragment, which hosts are not told."""
    return url.partition("#")[0]
