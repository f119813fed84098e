"""Every redirect of a site, from all that says one: former addresses of records, short addresses, and the ledger."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Set

from mission_archive.model.addresses import (
    ALPHABET,
    BUNDLE,
    LENGTH,
    PAGE_FILE,
    PERMALINKS,
    RESERVED,
    file_path,
    language_of,
    permalink_of_id,
    permalinks,
    record_id_of,
    record_url,
    without_language,
)
from mission_archive.model.file_names import folder_of
from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.problems import Code, Problem
from mission_archive.model.records import COLLECTIONS, Record
from mission_archive.model.terms import VOCABULARY_NAMES, Vocabularies
from mission_archive.publishing.addresses.ledger import Ledger, LedgerEntry, key_of, problem_at

RE_SHORT = re.compile(rf"{PERMALINKS}/[{ALPHABET}]{{{LENGTH}}}")

FILES_OF_EVERY_SITE = frozenset(name for name in RESERVED if "." in name)
"""In small letters."""


def record_redirects(records: Iterable[Record]) -> dict[str, str]:
    """Old address → present one, both from the site's root, for records that the public may see.

    A former address of a record stands for its pages in all languages and for its attachments below it, so that one
    line in `former_urls` is enough after renaming. One with a language's folder leads to that language.
    """
    records = tuple(records)
    redirects: dict[str, str] = {}
    for record in records:
        for former in record.former_urls:
            language = language_of(former)
            is_of_all = language == FIRST_LANGUAGE
            redirects[f"{former}/"] = record_url(record, record.original if is_of_all else language)
    for record in records:
        for former in record.former_urls:
            for old, new in _implied(record, former):
                redirects.setdefault(old, new)
    for record in records:
        for address in permalinks(record):
            redirects.setdefault(address, record_url(record, record.original))
    return redirects


def site_redirects(records: Iterable[Record], ledger: Ledger) -> dict[str, str]:
    """All redirects: those of records, then those of the ledger. Each leads to its last target at once.

    A chain that leads back to itself is left out; `vanished.compare` reports it.
    """
    found = record_redirects(records)
    for old, new in ledger.redirects.items():
        found.setdefault(old, new)
        record_id = record_id_of(old)
        if record_id == key_of(old):  # the record's page in the first language: its short address follows
            found.setdefault(permalink_of_id(record_id), new)
    last = last_targets(found)
    return {old: end for old in found if (end := last[fold_of(old)]) is not None}


def last_targets(redirects: Mapping[str, str]) -> dict[str, str | None]:
    """The `fold_of` of each old address → where its chain of redirects ends; None if it leads in a circle.

    Each address is passed once, however long the chains are.
    """
    ends = {fold_of(old): new for old, new in redirects.items()}
    last: dict[str, str | None] = {}
    for start in ends:
        passed: dict[str, None] = {}
        fold = start
        while fold in ends and fold not in passed and fold not in last:
            passed[fold] = None
            target = ends[fold]
            fold = fold_of(target)
        if passed:
            end = None if fold in passed else last.get(fold, target)
            last.update(dict.fromkeys(passed, end))
    return last


def fold_of(address: str) -> str:
    """What spellings of one address have in common for a server: some take capital and small letters for one."""
    return key_of(address).casefold()


def collisions(records: Iterable[Record]) -> Iterator[Problem]:
    """Records whose short addresses are the same by chance, reported at the one whose id comes later."""
    taken: dict[str, str] = {}
    for record in sorted(records, key=lambda record: record.id):
        for address in permalinks(record):
            other = taken.setdefault(address, record.id)
            if other != record.id:
                message = (
                    f"the short address '/{address}' belongs to the record '{other}' too, by chance; give the newer "
                    "of the two records another short name"
                )
                yield Problem.of_file(record.path, Code.FORMER_URL, message)


def misplaced_redirects(ledger: Ledger, served: Iterable[str]) -> Iterator[Problem]:
    """Lines of the ledger that end an address at which the site has a page or a file, or at which it can have none.

    `served` are the addresses of the site that do not only lead on (see `served_addresses`).
    """
    there = {fold_of(address): address for address in served}
    files = {
        fold for fold, address in there.items() if address and not address.endswith("/")
    } | FILES_OF_EVERY_SITE
    for key, entry in ledger.entries.items():
        address = there.get(fold_of(key)) if entry.is_ended else None
        if address is None:
            if entry.is_ended and (fault := _fault_of_place(entry, files)):
                yield problem_at(ledger.name, entry.line, fault)
            continue
        if key_of(address) == key:
            what = "page" if address.endswith("/") or not address else "file"
            message = f"there is a {what} at '/{entry.address}' again; delete the end of this line, from the space on"
        else:
            message = (
                f"'/{entry.address}' differs only in capital letters from '/{address}', which is there, and servers "
                "can take the two for one; delete this line"
            )
        yield problem_at(ledger.name, entry.line, message)


def _fault_of_place(entry: LedgerEntry, files: Set[str]) -> str | None:
    """Why there can be no page at an address that no page or file of the site has. `files` come as `fold_of`."""
    parts = fold_of(entry.address).split("/")
    above = ("/".join(parts[:count]) for count in range(1, len(parts)))
    if parts[-1] == PAGE_FILE:
        page = entry.address.removesuffix("/")[: -len(PAGE_FILE)]
        return f"'/{entry.address}' is the file of a page; write the address of the page, '/{page}'"
    if (file := next((path for path in above if path in files), None)) is not None:
        return f"'/{entry.address}' is within '/{file}', which is a file and no folder; delete this line"
    is_short = parts[0] == PERMALINKS and RE_SHORT.fullmatch("/".join(parts))
    is_hidden = any(part.startswith(".") for part in parts) or parts[0].startswith("_")
    # The ZIP file of the whole site is not in the plan, and whether there is one differs from build to build.
    is_bundle = "/".join(parts[:2]) == BUNDLE
    if is_hidden or is_bundle or (parts[0] == PERMALINKS and not is_short):
        return (
            f"'/{entry.address}' belongs to what the site writes for itself or for servers; delete this line"
        )
    return None


def resting_lists(ledger: Ledger, pages: Collection[str], vocabularies: Vocabularies) -> dict[str, str]:
    """Lists that have no record at present, and what lies above each: so no withdrawal has to wait for the ledger.

    Such is a list of a year, or of a term that is still in its vocabulary; one whose term is gone has to be ended.
    `pages` are the addresses of all pages of the site. The list may come back: browsers must not be told that it moved
    for good, so these make pages that lead on, and no rules for servers.
    """
    there = {key_of(page) for page in pages}
    found: dict[str, str] = {}
    for key, entry in ledger.entries.items():
        parts = without_language(key).split("/")
        if entry.is_ended or key in there or len(parts) > 2 or not _is_list(parts, vocabularies):
            continue
        above = folder_of(key)
        if above in there:
            found[entry.address] = f"{above}/" if above else ""
    return found


def _is_list(parts: list[str], vocabularies: Vocabularies) -> bool:
    """Whether an address, in its parts, is that of a collection, a year, or a term of a vocabulary."""
    if len(parts) == 1:
        return parts[0] in COLLECTIONS
    return parts[0] in ("years", "calendar") or (
        parts[0] in VOCABULARY_NAMES and parts[1] in getattr(vocabularies, parts[0])
    )


def of_last_importance_last(redirects: Mapping[str, str]) -> list[tuple[str, str]]:
    """The redirects sorted, short addresses at the end: a host that takes a limited number loses the least."""
    return sorted(redirects.items(), key=lambda item: (item[0].startswith(f"{PERMALINKS}/"), item[0]))


def _implied(record: Record, former: str) -> Iterator[tuple[str, str]]:
    if language_of(former) == FIRST_LANGUAGE:
        for language in LANGUAGES:
            if language != FIRST_LANGUAGE:
                yield f"{language}/{former}/", record_url(record, language)
    if not record.removed:
        for attachment in record.attachments:
            yield f"{former}/{attachment.file}", file_path(record, attachment.file)
