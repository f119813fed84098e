"""Rules between records: relations and numbers in series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mission_archive.model.file_names import name_of
from mission_archive.model.problems import Code, Problem, Severity, hint
from mission_archive.reading.fields.reader import Within
from mission_archive.reading.fields.records import Draft
from mission_archive.reading.fields.suggestions import Suggestions

LONGEST_CIRCLE = 8
"""Records of a circle that a message names."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One record naming another, and the place where it does."""

    draft: Draft
    within: Within
    target: str

    @property
    def field(self) -> str:
        return str(self.within[0])


def relations(draft: Draft) -> Iterator[Relation]:
    """All that a record says of other records in its fields."""
    for field in ("follows", "related", "possibly_same_as"):
        for number, target in draft.items(field):
            yield Relation(draft, (field, number), target)
    for number, outcome in draft.items("outcomes"):
        if outcome.record:
            yield Relation(draft, ("outcomes", number), outcome.record)


class NearRecords:
    """The records that an editor may mean by an id there is not: those of the same or a near slug."""

    def __init__(self, record_ids: Iterable[str]) -> None:
        self._by_slug: dict[str, list[str]] = {}
        for record_id in record_ids:
            self._by_slug.setdefault(name_of(record_id), []).append(record_id)
        self._slugs = Suggestions(self._by_slug)

    def near(self, wrong: str, own: str) -> str | None:
        """The one that was probably meant; `own` is the record that is being written."""
        folder, _, slug = wrong.rpartition("/")
        near = self._by_slug.get(self._slugs.near(slug) or "", ())
        others = [record_id for record_id in near if record_id != own]
        return next((other for other in others if other.startswith(f"{folder}/")), next(iter(others), None))


def check_relations(
    originals: Mapping[str, Draft], record_ids: Mapping[str, object], former: Mapping[str, str]
) -> Iterator[Problem]:
    """Every related record exists, is another one, and none leads back to itself.

    `record_ids` are all ids for which there is a file, readable or not; `former` leads from ids that records once had
    to the present ones.
    """
    after: dict[str, list[Relation]] = {}
    near = NearRecords(record_ids)
    for draft in originals.values():
        for relation in relations(draft):
            target = relation.target
            if target == draft.record_id:
                yield draft.problem(
                    relation.within,
                    Code.SELF_RELATION,
                    f"the record names itself ('{target}'); delete this line",
                )
            elif target not in record_ids and (now := former.get(target, draft.record_id)) != draft.record_id:
                yield draft.problem(
                    relation.within,
                    Code.UNKNOWN_RECORD,
                    f"the record '{target}' has another name now; write '{now}'",
                )
            elif target not in record_ids:
                guess = near.near(target, draft.record_id)
                problem = draft.problem(
                    relation.within,
                    Code.UNKNOWN_RECORD,
                    f"there is no record '{target}'; write the id of a record, which is the path of its file below "
                    f"content/ without the ending{hint(guess)}",
                )
                yield replace(problem, guess=guess)
            elif relation.field == "follows":
                after.setdefault(target, []).append(replace(relation, target=draft.record_id))
            elif relation.field == "outcomes":
                after.setdefault(draft.record_id, []).append(relation)
    yield from _check_circles(after)


def _check_circles(after: Mapping[str, list[Relation]]) -> Iterator[Problem]:
    """Walk from each record to what came of it, without recursion; a way back into the walk is a circle."""
    done: set[str] = set()
    for start in sorted(after):
        if start in done:
            continue
        path: list[str] = [start]
        position = {start: 0}
        ways = [iter(after.get(start, ()))]
        while ways:
            relation = next(ways[-1], None)
            if relation is None:
                done.add(path[-1])
                del position[path.pop()]
                ways.pop()
            elif relation.target in position:
                circle = [*path[position[relation.target] :], relation.target]
                if len(circle) > LONGEST_CIRCLE:
                    circle[LONGEST_CIRCLE - 2 : -1] = ["…"]
                yield relation.draft.problem(
                    relation.within,
                    Code.CIRCLE,
                    "these records lead to each other in a circle ("
                    + " → ".join(circle)
                    + "); delete one of the relations",
                )
            elif relation.target not in done:
                position[relation.target] = len(path)
                path.append(relation.target)
                ways.append(iter(after.get(relation.target, ())))


def check_series_numbers(originals: Mapping[str, Draft]) -> Iterator[Problem]:
    """Two instances of a series seldom have one number."""
    first: dict[tuple[str, int], str] = {}
    for record_id, draft in originals.items():
        series, number = draft.values.get("series"), draft.values.get("number")
        if series is None or number is None:
            continue
        other = first.setdefault((series, number), record_id)
        if other != record_id:
            problem = draft.problem(
                ("number",),
                Code.SERIES,
                f"number {number} of the series '{series}' is also '{other}'; "
                "correct one of the two, unless they were held together",
            )
            yield replace(problem, severity=Severity.WARNING)
