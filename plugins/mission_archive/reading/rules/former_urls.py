"""Rules about former addresses: each leads to one record and takes the place of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mission_archive.model.addresses import is_of_site, without_language
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.problems import Code, Problem, shorten
from mission_archive.reading.fields.record_file import RecordFile
from mission_archive.reading.rules.holdings import Holdings

MOST_LEADING_ON = 100_000
"""Addresses that lead to the present ones of all records and their documents: each is a page in a folder of its own."""


def check_number_of_former_urls(holdings: Holdings) -> Iterator[Problem]:
    """All old addresses together, with those in other languages and of documents, are not more than a site can have."""
    count = 0
    for file in holdings.originals.values():
        former = len(file.values.get("former_urls", ()))
        count += former * (len(LANGUAGES) + len(file.values.get("attachments", ())))
        if former and count > MOST_LEADING_ON:
            message = (
                f"the old addresses up to this record, in all languages and with those of documents, are {count:,}, "
                f"and a site may have {MOST_LEADING_ON:,}; keep those that were public"
            )
            yield file.problem(("former_urls",), Code.FORMER_URL, message)
            return


def check_former_urls(holdings: Holdings) -> Iterator[Problem]:
    """No former address is also another's. Capital and small letters count as one."""
    listed = {uri.casefold(): uri for uri in sorted(holdings.listed)}
    taken: dict[str, str] = {}
    above: dict[str, str] = {}
    for record_id, file in holdings.originals.items():
        for number, path in file.items("former_urls"):
            fault = _fault(path, file, listed, holdings) or _clash(path, file, taken, above, holdings)
            if fault:
                message = f"'/{shorten(path)}/' {fault}; delete the line"
                yield file.problem(("former_urls", number), Code.FORMER_URL, message)
                continue
            taken.setdefault(path.casefold(), record_id)
            for parent in _and_above(path)[1:]:
                above.setdefault(parent, record_id)


def _fault(path: str, file: RecordFile, listed: Mapping[str, str], holdings: Holdings) -> str | None:
    """What of the archive has this address already. `listed` are the published files, in small letters."""
    if is_of_site(path):
        return "belongs to the lists and pages of the site itself"
    own, *parents = _and_above(without_language(path))
    records = holdings.folded_ids
    if own in records:
        return f"already leads to {holdings.name_of(records[own], file)}"
    for parent in parents:
        if parent in records:
            return f"is within the address of {holdings.name_of(records[parent], file)}"
    place = next((place for place in _and_above(path) if place in listed), None)
    return f"is, or is within, the file '{shorten(listed[place])}'" if place else None


def _clash(
    path: str, file: RecordFile, taken: Mapping[str, str], above: Mapping[str, str], holdings: Holdings
) -> str | None:
    """Which other record has this address, one that contains it, or one within it."""
    own, *parents = _and_above(path)
    if own in taken:
        return f"already leads to {holdings.name_of(taken[own], file)}"
    for parent in parents:
        if taken.get(parent, file.record_id) != file.record_id:
            return f"is within '/{parent}/', which leads to {holdings.name_of(taken[parent], file)}"
    if above.get(own, file.record_id) != file.record_id:
        return f"contains a former address of {holdings.name_of(above[own], file)}"
    return None


def _and_above(path: str) -> list[str]:
    """A path in small letters, then the paths of the folders it lies in, from the inside out."""
    parts = path.casefold().split("/")
    return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
