"""Whether an address of the ledger would vanish, and what to do so that it does not."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mission_archive.model.addresses import PERMALINKS, without_language
from mission_archive.model.file_names import folder_of, name_of
from mission_archive.model.problems import Problem, limited
from mission_archive.model.proposals import Proposal, with_item
from mission_archive.model.records import Record, State
from mission_archive.publishing.ledger import Entry, Ledger, key_of, problem_at
from mission_archive.publishing.permalinks import permalink_of_id, record_id_of
from mission_archive.publishing.record_texts import TextOf
from mission_archive.publishing.redirects import files_folder, fold_of, last_targets
from mission_archive.publishing.renames import renamed, renamed_by_name

MOST_TOLD = 1_000
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
    make the advice better. `moment` (with a time zone) tells which records are hidden; `text_of` gives the text of a
    record's file, for lines to be added to it. A record that is removed takes its attachments with it.
    """
    present = {key_of(address) for address in addresses}
    ended_short = _short_addresses_of_ends(ledger)
    vanished = [
        entry
        for key, entry in ledger.entries.items()
        if key not in present
        and not entry.is_ended
        and key not in ended_short
        and not _is_below_an_end(key, ledger)
    ]
    problems = list(_faults_of_ends(ledger, present))
    if vanished:
        new = [address for address in ledger.new_among(addresses) if address.endswith("/")]
        known = {record_id for key in ledger.entries if (record_id := record_id_of(key)) is not None}
        new_ids = {record_id for address in new if (record_id := record_id_of(address)) is not None} - known
        advice = _Advice(
            vanished, new, new_ids, {record.id: record for record in records}, list(before), moment, text_of
        )
        problems += _each_proposal_once(
            _told(entry, ledger, what, advice.lines_for(entry))
            for entry in vanished
            if (what := advice.for_entry(entry)) is not None
        )
    return limited(problems, MOST_TOLD, MOST_TOLD)


def _told(entry: Entry, ledger: Ledger, what: str, lines: Proposal | None) -> Problem:
    if lines is not None:
        what = f"{what.partition('; ')[0]}; {lines.how(ledger.name)}"
    problem = problem_at(ledger.name, entry.line, f"'/{entry.address}' would vanish: {what}")
    return replace(problem, proposal=lines)


def _each_proposal_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The pages of a record in its languages need the same lines, which are to be pasted once."""
    seen = set()
    for problem in problems:
        yield replace(problem, proposal=None) if problem.proposal in seen else problem
        seen.add(problem.proposal)


def _is_below_an_end(key: str, ledger: Ledger) -> bool:
    """Whether a page that is ended had this file below it."""
    parts = key.split("/")
    above = ("/".join(parts[:count]) for count in range(len(parts) - 1, 0, -1))
    return any(ledger.entries[path].is_ended for path in above if path in ledger.entries)


def _short_addresses_of_ends(ledger: Ledger) -> set[str]:
    """The short addresses, by `key_of`, of the records whose pages are ended."""
    return {
        key_of(permalink_of_id(path))
        for path, entry in ledger.entries.items()
        if entry.is_ended and record_id_of(path)
    }


def _faults_of_ends(ledger: Ledger, present: Collection[str]) -> Iterator[Problem]:
    last_ones, gone = last_targets(ledger.redirects), {key_of(address) for address in ledger.gone}
    for entry in ledger.entries.values():
        if entry.target is None:
            continue
        last = last_ones[fold_of(entry.address)]
        if last is None:
            yield problem_at(
                ledger.name, entry.line,
                f"'/{entry.address}' leads in a circle; let it lead to an address that is there",
            )  # fmt: skip
        elif key_of(last) not in present and key_of(last) not in gone:
            yield problem_at(
                ledger.name, entry.line,
                f"'/{entry.address}' leads to '/{last}', which is not there; let it lead to an address that is",
            )  # fmt: skip


@dataclass
class _Advice:
    """What to do about each vanished address. Of a record's page and its short addresses only the page is told."""

    vanished: list[Entry]
    new: list[str]
    new_ids: set[str]
    records: Mapping[str, Record]
    before: list[Record]
    moment: datetime.datetime
    text_of: TextOf | None = None

    def __post_init__(self) -> None:
        ids = {record_id for entry in self.vanished if (record_id := record_id_of(entry.address)) is not None}
        self._gone = ids - self.records.keys()
        self._short = {permalink_of_id(record_id) for record_id in ids}
        self._former = {
            key_of(path): self.records[record.id].path
            for record in self.before
            if record.id in self.records
            for path in record.former_urls
        }
        self._renamed = self._find_renamed()
        self._removed = {
            key_of(path) for record in self.records.values() if record.removed for path in record.former_urls
        }
        self._removed_files = {
            f"{files_folder(record)}/{attachment.file}"
            for record in self.before
            if record.id in self.records and self.records[record.id].removed
            for attachment in record.attachments
        }

    def _find_renamed(self) -> dict[str, str]:
        old = [record for record in self.before if record.id in self._gone]
        new = [record for record in self.records.values() if record.id in self.new_ids]
        found = {record_id: record.id for record_id, record in renamed(old, new).items()}
        for record_id in sorted(self._gone - found.keys()):
            if other := renamed_by_name(record_id, self.new_ids - set(found.values())):
                found[record_id] = other
        return found

    def for_entry(self, entry: Entry) -> str | None:
        """What has become of the address, and what to write. None for what need not be told."""
        if entry.address.startswith(f"{PERMALINKS}/") and entry.address in self._short:
            return None
        if path := self._former.get(key_of(without_language(entry.address))):
            return f"{path} no longer names it; put '/{entry.address}' back into its field 'former_urls'"
        record_id = record_id_of(entry.address)
        if record_id is not None:
            record = self.records.get(record_id)
            return self._of_record(entry, record) if record else self._of_gone(record_id)
        folder = "/".join(without_language(entry.address).split("/")[:3])
        if folder in self._gone or folder in self._removed or entry.address in self._removed_files:
            return None
        if folder in self.records:
            return None if self.records[folder].removed else self._of_file(entry)
        return self._of_list(entry) if entry.address.endswith("/") else self._of_file(entry)

    def lines_for(self, entry: Entry) -> Proposal | None:
        """The lines that let the new file of a renamed record answer at the old address."""
        address = without_language(entry.address)
        record_id = record_id_of(address)
        path = self._former.get(key_of(address))
        if path is None and record_id in self._renamed and self._renamed[record_id] in self.records:
            path = self.records[self._renamed[record_id]].path
        if path is None or self.text_of is None:
            return None
        return with_item(self.text_of(path), path, "former_urls", f"/{address}")

    def _of_record(self, entry: Entry, record: Record) -> str:
        if record.removed:
            return (
                f"{record.path} is removed, and so is this page of it in another language; keep its file there with "
                "'removed:' alone, or end the address here with ' gone: why'"
            )
        state = record.state(self.moment)
        if state in (State.DRAFT, State.EMBARGOED):
            line = "draft" if state is State.DRAFT else "published"
            return (
                f"{record.path} has been public and its field '{line}' hides it again; take that field out, or add "
                "'withdrawn:' (it no longer holds) or 'removed:' (it must not be public)"
            )
        return (
            f"{record.path} no longer has this language; put its file back, or end the address here: "
            f"'{entry.address} -> {record.id}/'"
        )

    def _of_gone(self, record_id: str) -> str:
        other = self._renamed.get(record_id)
        if other is not None:
            path = self.records[other].path if other in self.records else f"the file of '{other}'"
            return f"the record seems to be '{other}' now; add '/{record_id}/' to the field 'former_urls' of {path}"
        return (
            "there is no such record any more; put its file back, with 'withdrawn:' (it no longer holds) or 'removed:' "
            f"alone (it must not be public), or, if it has another name now, add '/{record_id}/' to the field "
            "'former_urls' of its file"
        )

    def _of_file(self, entry: Entry) -> str:
        name = name_of(entry.address)
        return (
            f"the record no longer has the attachment '{name}'; put it back, or end the address here with "
            f"'{entry.address} -> ' and the address of the new file, or with ' gone: why'"
        )

    def _of_list(self, entry: Entry) -> str:
        hub = self._nearest(entry.address)
        return f"end it in this line: '{entry.address} -> {hub}', or '{entry.address} gone: why'"

    def _nearest(self, address: str) -> str:
        """Where a list or page might lead: a new one of the same kind with a similar name, or what lies above it."""
        stem = address.removesuffix("/")
        above = folder_of(stem)
        beside = [
            other.removesuffix("/")
            for other in self.new
            if other.removesuffix("/").rpartition("/")[0] == above
        ]
        alike = renamed_by_name(stem, beside)
        return f"{alike}/" if alike else f"{above}/" if above else "/"
