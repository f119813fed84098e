"""The check of all addresses: which to ask for, and what to make of the answers."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence

from mission_archive.links.external.exemptions import Exemptions
from mission_archive.links.external.occurrences import Occurrence
from mission_archive.links.external.reports import Finding, Report
from mission_archive.links.external.verdicts import NOT_ASKED, Verdict
from mission_archive.model.captures import Capture

REMEMBERED = datetime.timedelta(days=90)
"""What nobody has asked about for so long is forgotten: no record names it any more."""
AT_ONCE = 100
"""Addresses that are asked for before what was learned is kept."""

NO_CAPTURES: Mapping[str, Capture] = {}

Ask = Callable[[Sequence[str]], Mapping[str, Verdict]]
"""Addresses → verdicts; those for which there was no time have none."""


def check_addresses(
    occurrences: Iterable[Occurrence],
    ask: Ask,
    known: Mapping[str, Verdict],
    keep: Callable[[Mapping[str, Verdict]], None],
    exemptions: Exemptions,
    *,
    captures: Mapping[str, Capture] = NO_CAPTURES,
    now: datetime.datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Ask for every address of `occurrences` about which nothing recent is known, each once, and report.

    `known` is what earlier checks learned; `keep` gets it with what this one learns, again and again, so that little is
    lost if it ends early. An archived copy is asked for only if its source is dead. `captures` are the copies that the
    archive itself kept.
    """
    today = now.date()
    by_url: dict[str, list[Occurrence]] = {}
    for occurrence in occurrences:
        by_url.setdefault(occurrence.url, []).append(occurrence)
    urls = [url for url in by_url if not exemptions.of(url, today)]
    known = {url: one for url, one in known.items() if now - one.checked <= REMEMBERED}

    def learn(wanted: Iterable[str]) -> None:
        """Ask for those of `wanted` of which nothing recent is known."""
        due = [url for url in map(_whole, wanted) if not known.get(url, NOT_ASKED).is_fresh(now)]
        # What has waited longest comes first: if there is no time for all, its turn comes in the next check.
        due = sorted(dict.fromkeys(due), key=lambda url: known.get(url, NOT_ASKED).checked)
        for start in range(0, len(due), AT_ONCE):
            for url, verdict in ask(due[start : start + AT_ONCE]).items():
                known[url] = verdict.after(known.get(url, NOT_ASKED), now)
            keep(known)
            progress(min(start + AT_ONCE, len(due)), len(due))

    def of(url: str) -> Verdict:
        return known.get(_whole(url), NOT_ASKED)

    learn(urls)
    copies = {
        url: dict.fromkeys(
            one.archived for one in by_url[url] if one.archived and not exemptions.of(one.archived, today)
        )
        for url in urls
        if of(url).is_dead
    }
    learn(copy for offered in copies.values() for copy in offered)
    keep(known)
    return Report(
        tuple(
            Finding(
                url,
                of(url),
                tuple(by_url[url]),
                is_dead=url in copies,
                copies=tuple((copy, of(copy)) for copy in copies.get(url, ())),
                capture=captures.get(url),
            )
            for url in urls
        ),
        tuple(exemptions.faults(today)),
        tuple(exemptions.notes(by_url, today)),
        exempted=len(by_url) - len(urls),
        asked=sum(one.checked == now for one in known.values()),
        now=now,
    )


def _whole(url: str) -> str:
    """An address without its fragment, which hosts do not see."""
    return url.partition("#")[0]
