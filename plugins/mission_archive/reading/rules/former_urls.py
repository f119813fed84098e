"""Rules about former addresses: each leads to one record and takes the place of nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from mission_archive.model.addresses import is_of_site, without_language
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.problems import Code, Problem, shorten
from mission_archive.reading.fields.records import Draft

MOST_LEADING_ON = 100_000
"""Addresses that lead to the present ones of all records and their documents: each is a page in a folder of its own."""


def _check_number(originals: Mapping[str, Draft]) -> Iterator[Problem]:
    """All old addresses together, with those in other languages and of documents, are not more than a site can have."""
    count = 0
    for draft in originals.values():
        former = len(draft.values.get("former_urls", ()))
        count += former * (len(LANGUAGES) + len(draft.values.get("attachments", ())))
        if former and count > MOST_LEADING_ON:
            message = (
                f"the old addresses up to this record, in all languages and with those of documents, are {count:,}, "
                f"and a site may have {MOST_LEADING_ON:,}; keep those that were public"
            )
            yield draft.problem(("former_urls",), Code.FORMER_URL, message)
            return


def check_former_urls(
    originals: Mapping[str, Draft], record_ids: Iterable[str], listed: Iterable[str]
) -> Iterator[Problem]:
    """`listed` are the published files, as paths from the content folder. Capital and small letters count as one."""
    records = {record_id.casefold(): record_id for record_id in record_ids}
    files = {uri.casefold(): uri for uri in listed}
    taken: dict[str, str] = {}
    above: dict[str, str] = {}
    for record_id, draft in originals.items():
        for number, path in draft.items("former_urls"):
            fault = _fault(path, records, files) or _clash(path, record_id, taken, above)
            if fault:
                message = f"'/{shorten(path)}/' {fault}; delete the line"
                yield draft.problem(("former_urls", number), Code.FORMER_URL, message)
                continue
            taken.setdefault(path.casefold(), record_id)
            for parent in _and_above(path)[1:]:
                above.setdefault(parent, record_id)
    yield from _check_number(originals)


def former_ids(originals: Mapping[str, Draft], hidden: Set[str]) -> dict[str, str]:
    """Former id of a record → its present one, as far as the records say so and may be named to the public.

    `hidden` are the paths of the files of those that may not.
    """
    return {
        without_language(path): record_id
        for record_id, draft in originals.items()
        if draft.path not in hidden
        for _, path in draft.items("former_urls")
    }


def _fault(path: str, records: Mapping[str, str], files: Mapping[str, str]) -> str | None:
    """What of the archive has this address already."""
    if is_of_site(path):
        return "belongs to the lists and pages of the site itself"
    own, *parents = _and_above(without_language(path))
    if own in records:
        return f"already leads to the record '{records[own]}'"
    for parent in parents:
        if parent in records:
            return f"is within the address of the record '{records[parent]}'"
    for place in _and_above(path):
        if place in files:
            return f"is, or is within, the file '{shorten(files[place])}'"
    return None


def _clash(path: str, record_id: str, taken: Mapping[str, str], above: Mapping[str, str]) -> str | None:
    """Which other record has this address, one that contains it, or one within it."""
    own, *parents = _and_above(path)
    if own in taken:
        return f"already leads to the record '{taken[own]}'"
    for parent in parents:
        if taken.get(parent, record_id) != record_id:
            return f"is within '/{parent}/', which leads to the record '{taken[parent]}'"
    if above.get(own, record_id) != record_id:
        return f"contains a former address of the record '{above[own]}'"
    return None


def _and_above(path: str) -> list[str]:
    """A path in small letters, then the paths of the folders it lies in, from the inside out."""
    parts = path.casefold().split("/")
    return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
