"""The check of all addresses: which to ask for, and what to make of the answers."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from mission_archive.links.external.exemptions import Exemptions
from mission_archive.links.external.mentions import Mention
from mission_archive.links.external.reports import Finding, Report
from mission_archive.links.external.verdicts import Known, State, Verdict

WELL_FOR = datetime.timedelta(days=6)
"""For so long an address that answered is not asked for again."""
UNWELL_FOR = datetime.timedelta(hours=20)
"""And one that did not: by the next day it may be back."""
OUTAGE = datetime.timedelta(days=14)
"""An address that cannot be reached for so long counts as dead."""
REMEMBERED = datetime.timedelta(days=90)
"""What nobody has asked about for so long is forgotten: no record names it any more."""
AT_ONCE = 100
"""Addresses that are asked for before what was learned is kept."""
NOT_ASKED = Verdict(State.UNREACHABLE, "not asked in this run, which took too long")

Ask = Callable[[Sequence[str]], Mapping[str, Verdict]]
"""Addresses → verdicts; those for which there was no time have none."""


def check_addresses(
    mentions: Iterable[Mention],
    ask: Ask,
    known: Mapping[str, Known],
    keep: Callable[[Mapping[str, Known]], None],
    exemptions: Exemptions,
    *,
    now: datetime.datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Ask for every address of `mentions` about which nothing recent is known, each once, and report.

    `known` is what earlier checks learned; `keep` gets it with what this one learns, again and again, so that little is
    lost if it ends early. An archived copy is asked for only if its source is dead.
    """
    today = now.date()
    by_url: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_url.setdefault(mention.url, []).append(mention)
    urls = [url for url in by_url if not exemptions.of(url, today)]
    learn = partial(_learn, ask=ask, keep=keep, now=now, progress=progress)
    known = learn(urls, {url: one for url, one in known.items() if now - one.checked <= REMEMBERED})

    def of(url: str) -> Known:
        return known.get(_without_part(url), Known(NOT_ASKED, now))

    dead = {url for url in urls if _is_dead(of(url), now)}
    copies = {
        url: [copy for copy in _copies(by_url[url]) if not exemptions.of(copy, today)]
        for url in urls
        if url in dead
    }
    known = learn((copy for offered in copies.values() for copy in offered), known)
    keep(known)
    findings = tuple(
        Finding(
            url,
            of(url),
            tuple(by_url[url]),
            is_dead=url in dead,
            copies=tuple((copy, of(copy)) for copy in copies.get(url, ())),
        )
        for url in urls
    )
    asked = sum(one.checked == now for one in known.values())
    return Report(
        findings,
        tuple(exemptions.faults(today)),
        tuple(exemptions.notes(by_url, today)),
        exempted=len(by_url) - len(urls),
        asked=asked,
        now=now,
    )


def _learn(
    wanted: Iterable[str],
    known: Mapping[str, Known],
    *,
    ask: Ask,
    keep: Callable[[Mapping[str, Known]], None],
    now: datetime.datetime,
    progress: Callable[[int, int], None],
) -> Mapping[str, Known]:
    """What is known after asking for those of `wanted` of which nothing recent is known."""
    due = [url for url in dict.fromkeys(map(_without_part, wanted)) if not _is_fresh(known.get(url), now)]
    # What has waited longest comes first: if there is no time for all, its turn comes in the next check.
    due.sort(key=lambda url: known[url].checked.timestamp() if url in known else 0.0)
    for start in range(0, len(due), AT_ONCE):
        verdicts = ask(due[start : start + AT_ONCE])
        known = {**known, **{url: Known.after(known.get(url), one, now) for url, one in verdicts.items()}}
        keep(known)
        progress(min(start + AT_ONCE, len(due)), len(due))
    return known


def _copies(mentions: Iterable[Mention]) -> Iterable[str]:
    return dict.fromkeys(mention.archived for mention in mentions if mention.archived)


def _is_dead(known: Known, now: datetime.datetime) -> bool:
    """Whether readers find nothing there, and it is more than an outage."""
    state = known.verdict.state
    has_lasted = known.unwell_since is not None and now - known.unwell_since >= OUTAGE
    return state.is_dead or (state is State.UNREACHABLE and has_lasted)


def _is_fresh(known: Known | None, now: datetime.datetime) -> bool:
    if known is None:
        return False
    is_settled = known.verdict.state.is_well or known.verdict.state is State.REFUSED
    return now - known.checked < (WELL_FOR if is_settled else UNWELL_FOR)


def _without_part(url: str) -> str:
    """An address without its fragment, which hosts do not see."""
    return url.partition("#")[0]
