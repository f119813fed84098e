"""The files of the index, below `assets/index/`, and its root, which names them; docs/develop/search.md describes them.

They are named by what they hold: a browser may keep them for ever, and never joins old ones to new ones.
"""

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from mission_archive.model.searching import LANGUAGES_FACET, Naming, Phrase, SearchDocument
from mission_archive.search.coding import coded
from mission_archive.search.entries import MARK, Entries, entries
from mission_archive.search.index import Leaf, compact, leaves, shared
from mission_archive.search.lexicon import Lexicon
from mission_archive.search.names import named, names_by_word
from mission_archive.search.postings import NONE, Postings, postings
from mission_archive.search.words import RE_CYRILLIC

FOLDER = "assets"
ROOT = "index"
"""The folder of the files, and what names them all."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
DIGEST = 7
LEAVES = 12
"""How many leaves have one folder, more or less."""
MANY = 2000
"""Records from which on an archive is large: results come by the ten, and facets when they are opened."""
GROUP = 32
"""Records whose rows lie in one folder, named by all of them."""
DRAWERS = 64
"""Files of right spellings, by the code of their first letter."""
MOST_SPELLINGS, MOST_FREQUENT = 12_000, 1000
"""In all, and in the file of the most frequent ones of each script."""
SHORTEST_SPELLING = 4
APART, OTHERS = ("places", "themes"), "others"
"""Facets that are heavy and chosen often have a file each, all others one together; years are in the root."""
YEARS = "years"


def index_files(
    documents: Iterable[SearchDocument],
    namings: Iterable[Naming],
    facets: Mapping[str, Any],
    abbreviations: Iterable[Iterable[Phrase]] = (),
) -> Iterator[tuple[str, str]]:
    """The path and the text of each file, and at last of the root, which is no file of its own, for pages hold it.
    `facets` says by language what facets and terms are called, and `abbreviations` which names stand for each other."""
    lexicon = Lexicon()
    said: list[Entries] = []
    readable = folders = ""
    left = iter(documents)
    while some := [*islice(left, GROUP)]:
        its = [row for number, document in enumerate(some, len(said)) for row in rows(document, number)]
        folders += (folder := digest(*(text for *_, text in its)))
        yield from (script(f"{ROOT}/{kind}/{folder}/{name}", text) for kind, name, text in its)
        said += [entries(document, lexicon) for document in some]
        readable += "".join(languages_of(document, facets) for document in some)
    namings = list(namings)
    found = named(postings(said, lexicon), namings, abbreviations, lexicon)
    names = names_by_word(namings, found, lexicon)
    count = len(said)
    root: dict[str, Any] = {"records": count, "large": count > MANY, "terms": [], "digests": "", "facets": {}}
    for group in grouped(leaves(found, lexicon.spellings, names)):
        folder = digest(*(text for leaf in group for text in (leaf.text, leaf.places)))
        root["digests"] += folder
        root["terms"].append([leaf.start for leaf in group])
        for number, leaf in enumerate(group):
            yield script(f"{ROOT}/w/{folder}/{number}", leaf.text)
            if leaf.places:
                yield script(f"{ROOT}/p/{folder}/{number}", compact(leaf.places))
    root["terms"] = front_coded(root["terms"])
    root |= {"rows": folders, "languages": tuple(facets), "readable": readable}
    root["joined"] = joined(lexicon.spellings)
    files: dict[str, dict[str, Any]] = {}
    for code, by_facet in facets.items():
        for facet, terms in by_facet.items():
            if facet == YEARS:
                years = [[year, year, ""] for year in sorted(term for term, *_ in terms if term.isdigit())]
                root[YEARS] = with_records(facet, years, found, count)
                continue
            file = facet if facet in APART else OTHERS
            files.setdefault(f"{code}.{file}", {})[facet] = with_records(facet, terms, found, count)
            root["facets"].setdefault(file, {})[facet] = len(terms)
    texts = {name: compact(held) for name, held in files.items()}
    root["drawer"] = digest(*texts.values())
    for name, text in texts.items():
        yield script(f"{ROOT}/f/{root['drawer']}/{name}", text)
    drawers = spellings(found, lexicon)
    root["spellings"] = digest(*drawers.values())
    for drawer, words in drawers.items():
        yield script(f"{ROOT}/s/{root['spellings']}/{drawer}", compact(words))
    yield ROOT, compact(root)


def with_records(
    facet: str, terms: Sequence[Sequence[str]], found: Mapping[str, Postings], count: int
) -> Mapping[str, Any]:
    """A facet: its terms, the sets of them that records have, the most frequent first, and for each record the number
    of its set."""
    places: list[tuple[int, ...]] = [()] * count
    for place, (term, *_) in enumerate(terms):
        for record in found.get(f"{MARK}{facet}/{term}", NONE).records.tolist():
            places[record] += (place,)
    sets = {those: number for number, (those, _) in enumerate(Counter(places).most_common())}
    (numbers,) = coded(np.array([sets[those] for those in places], np.int64), [count])
    return {"terms": terms, "sets": list(sets), "records": numbers}


def rows(document: SearchDocument, number: int) -> Iterator[tuple[str, str, str]]:
    """What is shown of a record to readers of each language, then for each with the texts of which a part may be shown:
    kind, name and text of each file."""
    yield "r", f"{number}", compact({code: html for code, (html, _) in document.rows.items()})
    for code, (html, texts) in document.rows.items():
        yield "t", f"{number}.{code}", compact((html, *texts))


def languages_of(document: SearchDocument, languages: Iterable[str]) -> str:
    """In which languages a record can be read, as a digit whose bits are the `languages`."""
    readable = [f"{LANGUAGES_FACET}/{code}" in document.terms for code in languages]
    return DIGITS[sum(flag << place for place, flag in enumerate(readable))]


def write_index(site: Path, files: Iterable[tuple[str, str]]) -> list[str]:
    """Write the files into a site, in the place of those it had; their paths in it."""
    shutil.rmtree(site / FOLDER / ROOT, ignore_errors=True)
    paths = []
    folders: set[str] = set()
    for path, text in files:
        place = f"{site}/{FOLDER}/{path}"
        folder = place.rpartition("/")[0]
        if folder not in folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        with Path(place).open("wb", buffering=0) as file:
            file.write(text.encode())
        paths.append(f"{FOLDER}/{path}")
    return paths


def script(name: str, value: str) -> tuple[str, str]:
    """The path and the text of a file that hands over `value`, which is JSON."""
    return f"{name}.js", f'archive_search("{name}",{value})'


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


def front_coded(groups: Iterable[Iterable[str]]) -> str:
    """Groups of sorted words, each as the number of letters shared with the one before, in base 36, and the rest."""
    coded, before = [], ""
    for group in groups:
        steps = []
        for word in group:
            same = min(shared(word, before), len(DIGITS) - 1)
            steps.append(DIGITS[same] + word[same:])
            before = word
        coded.append(",".join(steps))
    return ";".join(coded)


def joined(words: Mapping[str, Iterable[str]]) -> str:
    """The terms that some records write as one word and others with a hyphen."""
    return " ".join(
        sorted(
            term
            for term, spelt in words.items()
            if any("-" in w and w.replace("-", "") in spelt for w in spelt)
        )
    )


def spellings(found: Mapping[str, Postings], lexicon: Lexicon) -> dict[str, str]:
    """Words that are surely spelt right, for two records have them, by their first letter, the most frequent first;
    those that are more frequent than all others by their script, too."""
    counted = sorted(
        (-len(found[term].records), word)
        for term, spelt in lexicon.spellings.items()
        if term in found and len(found[term].records) > 1
        for word in spelt
        if len(word) >= SHORTEST_SPELLING and not word.isdigit()
    )[:MOST_SPELLINGS]
    drawers: dict[str, list[str]] = {name: [] for name in ("latin", "cyrillic", *map(str, range(DRAWERS)))}
    for _, word in counted:
        offered = lexicon.letters.get(word, word)
        drawers[str(ord(word[0]) % DRAWERS)].append(offered)
        frequent = drawers["cyrillic" if RE_CYRILLIC.search(word) else "latin"]
        if len(frequent) < MOST_FREQUENT:
            frequent.append(offered)
    return {name: " ".join(words) for name, words in drawers.items()}
