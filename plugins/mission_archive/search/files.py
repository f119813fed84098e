"""The files of the index, below `assets/index/`, and its root, which names them; docs/develop/search.md describes them.

They are named by what they hold: a browser may keep them for ever, and never joins old ones to new ones.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby, islice
from operator import itemgetter
from typing import Any
from zlib import crc32

import numpy as np

from mission_archive.model.records import UNDATED
from mission_archive.model.searching import LANGUAGES_FACET, Naming, Phrase, SearchDocument
from mission_archive.search.coding import Numbers, coded
from mission_archive.search.entries import MARK, Entries, entries
from mission_archive.search.index import Leaf, compact, leaves
from mission_archive.search.lexicon import Lexicon
from mission_archive.search.names import named
from mission_archive.search.postings import Postings, postings
from mission_archive.search.words import RE_CYRILLIC

FOLDER = "assets"
ROOT = "index"
"""The folder of the files, and what names them all."""

DIGEST = 7
LEAVES = 12
"""How many leaves have one folder, more or less."""
MANY = 2000
"""Records from which on an archive is large: results come by the ten, and facets when they are opened."""
GROUP = 32
"""Records whose rows lie in one folder, named by all of them."""
MOST_SPELLINGS = 2000
"""Words of each script that are offered for slips."""
SHORTEST_SPELLING = 4
APART, OTHERS = ("places", "themes"), "others"
"""Facets that are heavy and chosen often have a file each, all others one together."""
IN_ROOT = ("years", LANGUAGES_FACET)
"""Facets that are called the same in all languages."""


def index_files(
    documents: Iterable[SearchDocument],
    namings: Sequence[Naming],
    abbreviations: Iterable[Iterable[Phrase]],
    write: Callable[[str, str], None],
) -> str:
    """The root, which is no file, for pages hold it; all else is given to `write`, the name of a file and its value as
    JSON. `abbreviations` are names that stand for each other."""
    lexicon = Lexicon()
    said: list[Entries] = []
    root: dict[str, Any] = {"terms": [], "digests": "", "rows": "", "facets": {}}
    left = iter(documents)
    while some := [*islice(left, GROUP)]:
        its = [row for number, document in enumerate(some, len(said)) for row in rows(document, number)]
        root["rows"] += (folder := digest(*(value for *_, value in its)))
        for kind, name, value in its:
            write(f"{ROOT}/{kind}/{folder}/{name}", value)
        said += [entries(document, lexicon) for document in some]
    root |= {"records": len(said), "large": len(said) > MANY}
    found, names = named(postings(said, lexicon), namings, abbreviations, lexicon)
    for group in grouped(leaves(found, lexicon.spellings, names)):
        values = [(leaf.text, leaf.places) for leaf in group]
        root["digests"] += (folder := digest(*(value for both in values for value in both)))
        root["terms"].append(",".join(leaf.start for leaf in group))
        for number, (text, places) in enumerate(values):
            write(f"{ROOT}/w/{folder}/{number}", text)
            if places:
                write(f"{ROOT}/p/{folder}/{number}", compact(places))
    root["terms"] = ";".join(root["terms"])
    files: dict[str, dict[str, Any]] = {}
    for facet, terms in offered(namings, found).items():
        sets = with_records([found[MARK + term.key].records for term in terms], len(said))
        for code in namings[0].called:
            table = {"terms": [(term.term, term.called[code], term.broader) for term in terms], **sets}
            if facet in IN_ROOT:
                root[facet] = table
                continue
            file = facet if facet in APART else OTHERS
            files.setdefault(f"{code}.{file}", {})[facet] = table
            root["facets"][facet] = file
    root["drawer"] = written(f"{ROOT}/f", files, write)
    root["spellings"] = written(f"{ROOT}/s", spellings(found, lexicon), write)
    return compact(root)


def written(folder: str, values: Mapping[str, Any], write: Callable[[str, str], None]) -> str:
    """Write files into a folder that is named by what they all hold; its name."""
    texts = {name: compact(value) for name, value in values.items()}
    name = digest(*texts.values())
    for each, text in texts.items():
        write(f"{folder}/{name}/{each}", text)
    return name


def offered(namings: Iterable[Naming], found: Mapping[str, Postings]) -> dict[str, list[Naming]]:
    """Facet → its terms with records; years from the oldest on."""
    facets: dict[str, list[Naming]] = {facet: [] for facet in IN_ROOT}
    for naming in namings:
        if MARK + naming.key in found and naming.term != UNDATED:
            facets.setdefault(naming.facet, []).append(naming)
    facets["years"].sort()
    return facets


def with_records(terms: Sequence[Numbers], count: int) -> Mapping[str, Any]:
    """The records of some terms: the sets of terms that records have, the most frequent first, and for each record the
    number of its set."""
    places: list[tuple[int, ...]] = [()] * count
    for place, records in enumerate(terms):
        for record in records.tolist():
            places[record] += (place,)
    sets = {those: number for number, (those, _) in enumerate(Counter(places).most_common())}
    (numbers,) = coded(np.array([sets[those] for those in places], np.int64), [count])
    return {"sets": list(sets), "records": numbers}


def rows(document: SearchDocument, number: int) -> Iterator[tuple[str, str, str]]:
    """What is shown of a record to readers of each language, then for each with the texts of which a part may be shown:
    kind, name and text of each file."""
    yield "r", f"{number}", compact({code: html for code, (html, _) in document.rows.items()})
    for code, (html, texts) in document.rows.items():
        yield "t", f"{number}.{code}", compact((html, *texts))


def grouped(found: Iterable[Leaf]) -> list[list[Leaf]]:
    """Leaves that lie in one folder, so that the root need not name each. Where a group begins depends on its first
    leaf alone."""
    every = [*found]
    numbers = accumulate(crc32(leaf.start.encode()) % LEAVES == 0 for leaf in every)
    parts = groupby(zip(numbers, every, strict=True), key=itemgetter(0))
    return [[leaf for _, leaf in part] for _, part in parts]


def digest(*texts: str) -> str:
    """The first hexadecimal digits of the SHA-256 of some texts."""
    return hashlib.sha256("\n".join((*texts, "")).encode()).hexdigest()[:DIGEST]


def spellings(found: Mapping[str, Postings], lexicon: Lexicon) -> dict[str, str]:
    """The most frequent words of each script. They are surely spelt right, for two records have them."""
    counts = {
        word: len(found[term].weights)
        for term, words in lexicon.spellings.items()
        for word in words
        if term in found and len(word) >= SHORTEST_SPELLING and not word.isdigit()
    }
    scripts: dict[str, list[str]] = {"latin": [], "cyrillic": []}
    for word in sorted(counts, key=lambda word: (-counts[word], word)):
        words = scripts["cyrillic" if RE_CYRILLIC.search(word) else "latin"]
        if len(words) < MOST_SPELLINGS and counts[word] > 1:
            words.append(lexicon.letters.get(word, word))
    return {script: " ".join(words) for script, words in scripts.items()}
