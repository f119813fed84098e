"""Rules between records: relations, numbers in series, records that may be translations, and former addresses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mission_archive.model.addresses import MOST_LEADING_ON, is_of_site, without_language
from mission_archive.model.file_names import folders_above, name_of
from mission_archive.model.grouping import grouped
from mission_archive.model.languages import LANGUAGES
from mission_archive.model.problems import Code, Problem, Severity, shorten
from mission_archive.model.text.suggestions import Suggestions
from mission_archive.reading.fields.reader import Within
from mission_archive.reading.fields.record_file import RecordFile
from mission_archive.reading.finding.layout import language_at_end
from mission_archive.reading.rules.corpus import HIDDEN_RECORD, Corpus

LONGEST_CIRCLE = 8
"""Records of a circle that a message names."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One record naming another, and the place where it does."""

    file: RecordFile
    within: Within
    target: str

    @property
    def field(self) -> str:
        return str(self.within[0])


def relations(file: RecordFile) -> Iterator[Relation]:
    """All that a record says of other records in its fields."""
    for field in ("follows", "related", "possibly_same_as"):
        for number, target in file.items(field):
            yield Relation(file, (field, number), target)
    for number, outcome in file.items("outcomes"):
        if outcome.record:
            yield Relation(file, ("outcomes", number), outcome.record)


def check_relations(corpus: Corpus) -> Iterator[Problem]:
    """Every related record exists, is another one, and none leads back to itself."""
    after: dict[str, list[Relation]] = {}
    by_slug = grouped((name_of(record_id), record_id) for record_id in corpus.layout.records)
    slugs = Suggestions(by_slug)
    for file in corpus.originals.values():
        for relation in relations(file):
            target, own = relation.target, file.record_id
            if target == own:
                message = f"the record names itself ('{target}'); delete this line"
                yield file.problem(relation.within, Code.SELF_RELATION, message)
            elif target in corpus.layout.records:
                if relation.field == "follows":
                    after.setdefault(target, []).append(replace(relation, target=own))
                elif relation.field == "outcomes":
                    after.setdefault(own, []).append(relation)
            elif (now := corpus.former_ids.get(target, own)) != own:
                message = f"the record '{target}' has another name now; write '{now}'"
                yield file.problem(relation.within, Code.UNKNOWN_RECORD, message)
            else:
                message = (
                    f"there is no record '{target}'; write the id of a record, which is the path of its file below "
                    "content/ without the ending"
                )
                guess = _nearest(target, own, by_slug, slugs)
                yield file.problem(relation.within, Code.UNKNOWN_RECORD, message, guess=guess)
    yield from _check_circles(after, corpus)


def _nearest(wrong: str, own: str, by_slug: Mapping[str, list[str]], slugs: Suggestions) -> str | None:
    """The record that an editor may mean by an id there is not: one of the same or a near slug."""
    folder, _, slug = wrong.rpartition("/")
    others = [record_id for record_id in by_slug.get(slugs.near(slug) or "", ()) if record_id != own]
    return next((other for other in others if other.startswith(f"{folder}/")), next(iter(others), None))


def _check_circles(after: Mapping[str, list[Relation]], corpus: Corpus) -> Iterator[Problem]:
    """Walk from each record to what came of it, without recursion; a way back into the walk is a circle."""
    done: set[str] = set()
    for start in sorted(after):
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
                yield _circle([*path[position[relation.target] :], relation.target], relation, corpus)
            elif relation.target not in done:
                position[relation.target] = len(path)
                path.append(relation.target)
                ways.append(iter(after.get(relation.target, ())))


def _circle(circle: list[str], closing: Relation, corpus: Corpus) -> Problem:
    if len(circle) > LONGEST_CIRCLE:
        circle[LONGEST_CIRCLE - 2 : -1] = ["…"]
    may_name = closing.file.uri in corpus.hidden
    names = (HIDDEN_RECORD if corpus.is_secret(one) and not may_name else one for one in circle)
    message = (
        f"these records lead to each other in a circle ({' → '.join(names)}); delete one of the relations"
    )
    return closing.file.problem(closing.within, Code.CIRCLE, message)


def check_series_numbers(corpus: Corpus) -> Iterator[Problem]:
    """Two instances of a series seldom have one number."""
    first: dict[tuple[str, int], str] = {}
    for record_id, file in corpus.originals.items():
        series, number = file.values.get("series"), file.values.get("number")
        if series is None or number is None:
            continue
        other = first.setdefault((series, number), record_id)
        if other != record_id:
            name = corpus.name_of(other, file).removeprefix("the record ")
            message = (
                f"number {number} of the series '{series}' is also {name}; correct one of the two, unless they were "
                "held together"
            )
            yield file.warning(("number",), Code.SERIES, message)


def check_separate_translations(corpus: Corpus) -> Iterator[Problem]:
    """No translation lies beside its original as a record of its own."""
    layout = corpus.layout
    for record_id, uris in layout.records.items():
        original, language = language_at_end(record_id)
        others = layout.records.get(original, {})
        if language and others and language not in others:
            own = next(iter(uris.values()))
            folder, _, name = next(iter(others.values())).rpartition("/")
            stem, _, ending = name.partition(".")
            right = f"{folder}/{stem}.{language}.{ending.rpartition('.')[2]}"
            wrong = f"this is a separate record beside '{original}'"
            message = f"{wrong}; if it is a translation, rename the file to '{right}'"
            path = corpus.files.path(own)
            yield Problem.of_file(path, Code.LANGUAGE_SUFFIX, message, Severity.WARNING)


def check_number_of_former_urls(corpus: Corpus) -> Iterator[Problem]:
    """All old addresses together, with those in other languages and of documents, are not more than a site can have."""
    count = 0
    for file in corpus.originals.values():
        former = len(file.values.get("former_urls", ()))
        count += former * (len(LANGUAGES) + len(file.values.get("attachments", ())))
        if former and count > MOST_LEADING_ON:
            message = (
                f"the old addresses up to this record, in all languages and with those of documents, are {count:,}, "
                f"and a site may have {MOST_LEADING_ON:,}; keep those that were public"
            )
            yield file.problem(("former_urls",), Code.FORMER_URL, message)
            return


def check_former_urls(corpus: Corpus) -> Iterator[Problem]:
    """No former address is also another's. Capital and small letters count as one."""
    files = {uri.casefold(): uri for uri in sorted(corpus.named_files)}
    taken: dict[str, str] = {}
    above: dict[str, str] = {}
    for record_id, file in corpus.originals.items():
        for number, path in file.items("former_urls"):
            fault = _fault(path, file, files, corpus) or _clash(path, file, taken, above, corpus)
            if fault:
                message = f"'/{shorten(path)}/' {fault}; delete the line"
                yield file.problem(("former_urls", number), Code.FORMER_URL, message)
                continue
            taken.setdefault(path.casefold(), record_id)
            for parent in _and_above(path)[1:]:
                above.setdefault(parent, record_id)


def _fault(path: str, file: RecordFile, files: Mapping[str, str], corpus: Corpus) -> str | None:
    """What of the archive has this address already. `files` are the published files, in small letters."""
    if is_of_site(path):
        return "belongs to the lists and pages of the site itself"
    own, *parents = _and_above(without_language(path))
    records = corpus.folded_ids
    if own in records:
        return f"already leads to {corpus.name_of(records[own], file)}"
    for parent in parents:
        if parent in records:
            return f"is within the address of {corpus.name_of(records[parent], file)}"
    place = next((place for place in _and_above(path) if place in files), None)
    return f"is, or is within, the file '{shorten(files[place])}'" if place else None


def _clash(
    path: str, file: RecordFile, taken: Mapping[str, str], above: Mapping[str, str], corpus: Corpus
) -> str | None:
    """Which other record has this address, one that contains it, or one within it."""
    own, *parents = _and_above(path)
    if own in taken:
        return f"already leads to {corpus.name_of(taken[own], file)}"
    for parent in parents:
        if taken.get(parent, file.record_id) != file.record_id:
            return f"is within '/{parent}/', which leads to {corpus.name_of(taken[parent], file)}"
    if above.get(own, file.record_id) != file.record_id:
        return f"contains a former address of {corpus.name_of(above[own], file)}"
    return None


def _and_above(path: str) -> list[str]:
    """A path in small letters, then the paths of the folders it lies in, from the inside out."""
    path = path.casefold()
    return [path, *reversed(folders_above(path))]
