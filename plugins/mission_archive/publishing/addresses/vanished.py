"""Whether an address of the ledger would vanish, and what to do so that it does not."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from mission_archive.model.addresses import DATA, file_path, permalink_of_id, record_id_of, without_language
from mission_archive.model.file_names import folder_of, name_of
from mission_archive.model.problems import Problem, limited
from mission_archive.model.proposals import with_item
from mission_archive.model.records import Record, State
from mission_archive.publishing.addresses.ledger import Ledger, LedgerEntry, key_of, problem_at
from mission_archive.publishing.addresses.redirects import fold_of, last_targets
from mission_archive.publishing.addresses.site_addresses import COPY_ADDRESS
from mission_archive.publishing.record_texts import TextOf
from mission_archive.publishing.renames import renamed, renamed_by_name

MOST_SHOWN = 1_000
"""Addresses that would vanish, each with its own line to add: more than of mistakes, for all may have one cause."""


def compare(
    ledger: Ledger,
    addresses: Collection[str],
    records: Iterable[Record] = (),
    before: Iterable[Record] = (),
    *,
    moment: datetime.datetime,
    text_of: TextOf | None = None,
) -> list[Problem]:
    """What stands in the ledger and is not among the present `addresses`, each with what to do about it.

    `records` are all present ones, hidden ones included, and `before` those of the last published state; both only
    make the advice better. `moment` (with a time zone) decides which records are hidden; `text_of` gives the text of a
    record's file, for lines to be added to it. A record that is removed takes its attachments with it.
    """
    present = {key_of(address) for address in addresses}
    problems = list(_faults_of_ends(ledger, present))
    if vanished := list(_vanished(ledger, present)):
        facts = _facts(vanished, ledger, addresses, {record.id: record for record in records}, list(before))
        seen = set()
        for entry in vanished:
            if (advice := _advice(entry, facts, moment)) is None:
                continue
            address, (what, write) = without_language(entry.address), advice
            path = facts.files.get(key_of(address))
            lines = with_item(text_of(path), path, "former_urls", f"/{address}") if path and text_of else None
            problem = problem_at(ledger.name, entry.line, f"'/{entry.address}' would vanish: {what}", write)
            # The pages of a record in its languages need the same lines, which are to be pasted once.
            problem = problem.proposing(lines)
            problems.append(replace(problem, proposal=None) if lines in seen else problem)
            seen.add(lines)
    return limited(problems, MOST_SHOWN, MOST_SHOWN)


OF_FORMATS = (f"{DATA}/", "feeds/")
"""How the addresses of files begin that programs read and that stand beside no page."""

BESIDE = "*/"
"""How the address of a file begins that stands beside many pages (see `site_addresses.BESIDE_PAGES`)."""


def _vanished(ledger: Ledger, present: Set[str]) -> Iterator[LedgerEntry]:
    """The entries that are neither there nor ended. A record's page that is ended takes what is below it with it, and
    its short address. A file that stood beside many pages may go with the last of them, while there are others such.
    """
    has_beside = any(key.startswith(BESIDE) for key in present)
    ended = {key for key, entry in ledger.entries.items() if entry.is_ended}
    ended |= {key_of(permalink_of_id(key)) for key in ended if record_id_of(key)}
    for key, entry in ledger.entries.items():
        parts = key.split("/")
        if key == COPY_ADDRESS or (has_beside and key.startswith(BESIDE)):
            continue
        if key not in present and ended.isdisjoint("/".join(parts[: n + 1]) for n in range(len(parts))):
            yield entry


def _faults_of_ends(ledger: Ledger, present: Set[str]) -> Iterator[Problem]:
    last_ones, there = last_targets(ledger.redirects), present | {key_of(address) for address in ledger.gone}
    for entry in ledger.entries.values():
        if entry.target is None:
            continue
        last = last_ones[fold_of(entry.address)]
        if last is None:
            fault = "leads in a circle; let it lead to an address that is there"
        elif key_of(last) not in there:
            fault = f"leads to '/{last}', which is not there; let it lead to an address that is"
        else:
            continue
        yield problem_at(ledger.name, entry.line, f"'/{entry.address}' {fault}")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of addresses that vanished."""

    records: Mapping[str, Record]
    new: Sequence[str]
    """Addresses of pages that the ledger does not hold."""
    renamed: Mapping[str, str]
    """Id of a record that is no longer there → its id now, as far as one can see."""
    former: Mapping[str, str]
    """Address, by `key_of` → the file that named it in `former_urls` and does so no more."""
    files: Mapping[str, str]
    """Address, by `key_of` → the file that should name it in `former_urls`."""
    covered: Set[str]
    """Addresses about which enough is said elsewhere, and those below which all is."""


def _facts(
    vanished: Sequence[LedgerEntry],
    ledger: Ledger,
    addresses: Collection[str],
    records: Mapping[str, Record],
    before: Sequence[Record],
) -> _Facts:
    ids = {record_id for entry in vanished if (record_id := record_id_of(entry.address)) is not None}
    gone = ids - records.keys()
    new = [address for address in ledger.new_among(addresses) if address.endswith("/")]
    known = {record_id_of(key) for key in ledger.entries}
    new_ids = {record_id for address in new if (record_id := record_id_of(address)) is not None} - known
    found = renamed(
        (record for record in before if record.id in gone),
        (record for record in records.values() if record.id in new_ids),
    )
    names = {record_id: record.id for record_id, record in found.items()}
    for record_id in sorted(gone - names.keys()):
        if other := renamed_by_name(record_id, new_ids - set(names.values())):
            names[record_id] = other
    kept = [(record, records[record.id]) for record in before if record.id in records]
    former = {key_of(path): now.path for old, now in kept for path in old.former_urls}
    removed = [record for record in records.values() if record.removed]
    covered = {permalink_of_id(record_id) for record_id in ids} | gone
    covered |= {key_of(path) for record in removed for path in (record.id, *record.former_urls)}
    covered |= {
        file_path(old, attachment.file) for old, now in kept if now.removed for attachment in old.attachments
    }
    files = {**{old: records[now].path for old, now in names.items() if now in records}, **former}
    return _Facts(records, new, names, former, files, covered)


def _advice(entry: LedgerEntry, facts: _Facts, moment: datetime.datetime) -> tuple[str, str] | None:
    """What has become of the address, and what to write. None where enough is said elsewhere."""
    address = without_language(entry.address)
    if address.startswith(BESIDE):
        return _of_formats(entry, f"no page has a file '{name_of(address)}' any more")
    if path := facts.former.get(key_of(address)):
        return f"{path} no longer names it", f"put '/{entry.address}' back into its field 'former_urls'"
    record_id = record_id_of(address)
    if record_id is not None:
        record = facts.records.get(record_id)
        return _of_record(entry, record, moment) if record else _of_gone(record_id, facts)
    folder = "/".join(address.split("/")[:3])
    if entry.address in facts.covered or folder in facts.covered:
        return None
    if entry.address.endswith("/") and folder not in facts.records:
        hub = _nearest(entry.address, facts.new)
        return f"end it in this line: '{entry.address} -> {hub}', or '{entry.address} gone: why'", ""
    if address.startswith(OF_FORMATS):
        return _of_formats(entry, f"the site has no file '{address}' any more")
    return (
        f"the record no longer has the attachment '{name_of(entry.address)}'",
        f"put it back, or end the address here with '{entry.address} -> ' and the address of the new file, or with "
        "' gone: why'",
    )


def _of_formats(entry: LedgerEntry, what: str) -> tuple[str, str]:
    return (
        what,
        "name the plugin archive/formats under 'plugins:' in mkdocs.yml and set 'site_url' there, or end the "
        f"address in this line: '{entry.address} gone: why'",
    )


def _of_record(entry: LedgerEntry, record: Record, moment: datetime.datetime) -> tuple[str, str]:
    if record.removed:
        return (
            f"{record.path} is removed, and so is this page of it in another language",
            "keep its file there with 'removed:' alone, or end the address here with ' gone: why'",
        )
    state = record.state(moment)
    if state in (State.DRAFT, State.EMBARGOED):
        line = "draft" if state is State.DRAFT else "published"
        return (
            f"{record.path} has been public and its field '{line}' hides it again",
            "take that field out, or add 'withdrawn:' (it no longer holds) or 'removed:' (it must not be public)",
        )
    return (
        f"{record.path} no longer has this language",
        f"put its file back, or end the address here: '{entry.address} -> {record.id}/'",
    )


def _of_gone(record_id: str, facts: _Facts) -> tuple[str, str]:
    if other := facts.renamed.get(record_id):
        path = facts.files.get(record_id, f"the file of '{other}'")
        wrong = f"the record seems to be '{other}' now"
        return wrong, f"add '/{record_id}/' to the field 'former_urls' of {path}"
    return (
        "there is no such record any more",
        "put its file back, with 'withdrawn:' (it no longer holds) or 'removed:' alone (it must not be public), or, if "
        f"it has another name now, add '/{record_id}/' to the field 'former_urls' of its file",
    )


def _nearest(address: str, new: Iterable[str]) -> str:
    """Where a list or page might lead: a new one of the same kind with a similar name, or what lies above it."""
    stem = address.removesuffix("/")
    above = folder_of(stem)
    beside = [bare for other in new if folder_of(bare := other.removesuffix("/")) == above]
    alike = renamed_by_name(stem, beside)
    return f"{alike}/" if alike else f"{above}/" if above else "/"
