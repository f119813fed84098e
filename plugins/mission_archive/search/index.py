"""The files of the index, below `assets/index/`, and its root, which names them; docs/develop/search.md describes them.

They are named by what they hold: a browser may keep them for ever, and never joins old ones to new ones.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, groupby, islice
from operator import itemgetter
from typing import Any
from zlib import crc32

import numpy as np
import orjson

from mission_archive.model.records import UNDATED
from mission_archive.model.searching import LANGUAGES_FACET, Naming, Phrase, SearchDocument
from mission_archive.search.coding import Numbers, coded
from mission_archive.search.entries import MARK, Entries, entries
from mission_archive.search.leaves import Leaf, leaves
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
"""Records from which on an archive is large: facets are loaded when they are opened."""
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
    write: Callable[[str, bytes], None],
) -> bytes:
    """The root, which is no file, for pages hold it; all else is given to `write`, the name of a file and its value as
    JSON. `abbreviations` are names that stand for each other."""
    lexicon = Lexicon()
    said: list[Entries] = []
    root: dict[str, Any] = {"terms": [], "digests": "", "rows": "", "facets": {}}
    left = iter(documents)
    while some := [*islice(left, GROUP)]:
        rows: dict[str, Any] = {}
        for number, document in enumerate(some, len(said)):
            rows[f"{number}"] = [document.rows]
            rows[f"{number}t"] = [document.rows, document.excerpted]
        root["rows"] += written("r", rows, write)
        said += [entries(document, lexicon) for document in some]
    found, names = named(postings(said, lexicon), namings, abbreviations, lexicon)
    for group in grouped(leaves(found, lexicon.spellings, names)):
        its = {f"{n}{kind}": value for n, leaf in enumerate(group) for kind, value in leaf.files.items()}
        root["digests"] += written("w", its, write)
        root["terms"].append([leaf.start for leaf in group])
    files: dict[str, dict[str, Any]] = {}
    for facet, terms in offered(namings, found).items():
        sets = sets_of([found[MARK + term.key].records for term in terms], len(said))
        for code in namings[0].called:
            table = {"terms": [(term.term, term.called[code], term.broader) for term in terms], **sets}
            if facet in IN_ROOT:
                root[facet] = table
            else:
                root["facets"][facet] = facet if facet in APART else OTHERS
                files.setdefault(f"{code}.{root['facets'][facet]}", {})[facet] = table
    root["drawer"] = written("f", files, write)
    root["spellings"] = written("s", spellings(found, lexicon), write)
    return orjson.dumps(root | {"records": len(said), "large": len(said) > MANY})


def written(kind: str, values: Mapping[str, Any], write: Callable[[str, bytes], None]) -> str:
    """Write files of a kind into a folder that is named by what they all hold: the first hexadecimal digits of the
    SHA-256. Returns its name."""
    texts = {name: orjson.dumps(value) for name, value in values.items()}
    folder = hashlib.sha256(b"\n".join(texts.values())).hexdigest()[:DIGEST]
    for name, text in texts.items():
        write(f"{ROOT}/{kind}/{folder}/{name}", text)
    return folder


def offered(namings: Iterable[Naming], found: Mapping[str, Postings]) -> dict[str, list[Naming]]:
    """Facet → its terms with records; years from the oldest on."""
    facets: dict[str, list[Naming]] = {facet: [] for facet in IN_ROOT}
    for naming in namings:
        if MARK + naming.key in found and naming.term != UNDATED:
            facets.setdefault(naming.facet, []).append(naming)
    facets["years"].sort()
    return facets


def sets_of(terms: Sequence[Numbers], count: int) -> Mapping[str, Any]:
    """The records of some terms: the sets of terms that records have, the most frequent first, and for each record the
    number of its set."""
    places: list[tuple[int, ...]] = [()] * count
    for place, records in enumerate(terms):
        for record in records.tolist():
            places[record] += (place,)
    sets = {those: number for number, (those, _) in enumerate(Counter(places).most_common())}
    (numbers,) = coded(np.array([sets[those] for those in places], np.int64), [count])
    return {"sets": list(sets), "records": numbers}


def grouped(found: Iterable[Leaf]) -> list[list[Leaf]]:
    """Leaves that lie in one folder, so that the root need not name each. Where a group begins depends on its first
    leaf alone."""
    every = [*found]
    numbers = accumulate(crc32(leaf.start.encode()) % LEAVES == 0 for leaf in every)
    parts = groupby(zip(numbers, every, strict=True), key=itemgetter(0))
    return [[leaf for _, leaf in part] for _, part in parts]


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
