"""An archive of any number of records, grown from the archive's own for benchmarks and tests of weight.

Each further copy of a record keeps its kind, year and relations and gets words, dates, places and themes of its own:
copies alike would weigh nothing once compressed, and a search in them would find all or none. The same number gives
the same records.

Texts grow as real ones do (Heaps' law, the number of different words rises with about the 0.6th power of all words).
A paragraph is mixed of sentences from all records of its language, and one long word in six gives its place to a word
made up of syllables. A made-up word is a new one with a probability that falls as more have been used, else an earlier
one, the likelier the more often it has stood (a Pitman-Yor process, whose discount is the exponent of Heaps' law); so
few are frequent and most stand once or twice. Each is used with several endings, as inflected languages do.
"""

from __future__ import annotations

import datetime
import json
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
RE_RECORD_ID = re.compile(r"\b((?:events|workshops|conferences|reports)/(?:[0-9]{4}|undated)/[a-z0-9-]+)")
RE_LINK = re.compile(r"\]\(([./]*[a-z0-9-]+)(/index)?((?:\.[a-z]{2})?\.(?:md|yml))")
RE_OWN_ALONE = re.compile(r"(?m)^number: .*\n|^former_urls:(\n(?: |- ).*)*\n")
RE_DAYS = re.compile(r"(?m)^(date: )(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?$")
RE_FORMER_NAME = re.compile(r"(?m)^    as: .*\n")
RE_FIELD = {
    name: re.compile(rf"(?m)^{name}:.*\n(?:(?: |- ).*\n)*")
    for name in ("title", "summary", "places", "themes", "dimensions")
}
RE_MATCHED = re.compile(r"(?m)^(?:people|places):.*\n(?:(?: |- ).*\n)*")
"""What a translation repeats to be matched with its original, whose names a copy changes."""
RE_PERSON = re.compile(r"(?m)^(  - name: )(?!>).*$")
RE_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZА-ЯЁҒӢҚӮҲҶ])")
RE_PLAIN = re.compile(r"^[A-ZА-ЯЁҒӢҚӮҲҶ][^\[\]<>|`*_#\n]+[.!?]$")
RE_LONG_WORD = re.compile(r"\b[^\W\d_A-ZА-ЯЁҒӢҚӮҲҶ][^\W\d_]{4,}\b")

SHARE_MADE_UP = 1 / 6
DISCOUNT, CONCENTRATION = 0.6, 50
SENTENCES = (3, 14)
"""In the text of a copy: some 60 to 280 words, as in a short notice and in a long press release."""

SYLLABLES = {
    "en": ("bcdfghlmnprstvw", "aeiou", ("", "s", "ing", "ed", "ment", "ation")),
    "ru": ("бвгджзклмнпрстфхш", "аеиоуы", ("", "а", "ы", "ов", "ами", "ого", "ение")),
    "tg": ("бвгдзклмнпрстфхҳқғҷ", "аеиоуӣӯ", ("", "ҳо", "ҳои", "и", "ро")),
}


class Words:
    """Made-up words of a language, each likelier the more often it has been used."""

    def __init__(self, language: str, chance: random.Random) -> None:
        self._consonants, self._vowels, self._endings = SYLLABLES[language]
        self._chance = chance
        self._used: list[str] = []
        self._different = 0

    def next(self) -> str:
        chance, used = self._chance, self._used
        if chance.random() < (CONCENTRATION + DISCOUNT * self._different) / (CONCENTRATION + len(used)):
            stem = "".join(
                chance.choice(self._consonants) + chance.choice(self._vowels)
                for _ in range(chance.choice((2, 3, 3, 4)))
            ) + chance.choice(self._consonants)
            self._different += 1
        else:
            stem = chance.choice(used)
        used.append(stem)
        return stem + chance.choice(self._endings)


class Mixture:
    """The sentences and facts of all records, from which copies are made."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._chance = random.Random(10_000)
        self._words = {language: Words(language, self._chance) for language in SYLLABLES}
        self._sentences: dict[str, list[str]] = {language: [] for language in SYLLABLES}
        self._titles: dict[str, list[str]] = {language: [] for language in SYLLABLES}
        self._facts: dict[str, list[str]] = {name: [] for name in ("places", "themes", "dimensions")}
        for path in files:
            language, text = language_of(path), path.read_text("utf-8")
            head, body = parts(text)
            told = [sentence for block in body for sentence in RE_SENTENCE_END.split(block)]
            told += RE_SENTENCE_END.split(value(head, "summary"))
            self._sentences[language] += [sentence for sentence in told if RE_PLAIN.match(sentence)]
            self._titles[language].append(value(head, "title"))
            for name, known in self._facts.items():
                # A town's name of another time would be wrong at another date.
                known.extend(RE_FORMER_NAME.sub("", block) for block in RE_FIELD[name].findall(head))

    def copy(self, text: str, language: str) -> str:
        """The text of a record's file with words and facts that it alone has."""
        chance = self._chance
        head, body = parts(text)
        title = self._reworded(chance.choice(self._titles[language]), language)
        summary = self._reworded(min(self._some(2, language), key=len), language)
        head = RE_FIELD["title"].sub(lambda _: f"title: {json.dumps(title, ensure_ascii=False)}\n", head)
        head = RE_FIELD["summary"].sub(
            lambda _: f"summary: {json.dumps(summary, ensure_ascii=False)}\n", head
        )
        if not re.search(r"(?m)^date:", head):  # a translation
            head = RE_MATCHED.sub("", head)
        head = RE_PERSON.sub(lambda found: found[1] + self._name(language), head)
        head = RE_DAYS.sub(lambda found: found[1] + self._days(found[2], found[3]), head)
        for name, known in self._facts.items():
            if RE_FIELD[name].search(head):
                fact = chance.choice(known)
                head = RE_FIELD[name].sub(lambda _, fact=fact: fact, head)  # type: ignore[misc]
        # A link keeps its paragraph, so that there is as much to resolve as in the archive's own.
        kept = [block for block in body if "](" in block]
        count = chance.randint(*SENTENCES)
        told = [self._reworded(sentence, language) for sentence in self._some(count, language)]
        paragraphs = [" ".join(told[start : start + 4]) for start in range(0, count, 4)]
        return f"---\n{head}---\n\n" + "\n\n".join([*kept, *paragraphs]) + "\n"

    def _some(self, count: int, language: str) -> list[str]:
        return [self._chance.choice(self._sentences[language]) for _ in range(count)]

    def _reworded(self, text: str, language: str) -> str:
        words = self._words[language]
        return RE_LONG_WORD.sub(
            lambda found: words.next() if self._chance.random() < SHARE_MADE_UP else found[0], text
        )

    def _name(self, language: str) -> str:
        return f"{self._words[language].next()} {self._words[language].next()}".title()

    def _days(self, first: str, last: str | None) -> str:
        """As many days elsewhere in the same year."""
        begun = datetime.date.fromisoformat(first)
        length = (datetime.date.fromisoformat(last) - begun).days if last else 0
        new = datetime.date(begun.year, 1, 1) + datetime.timedelta(
            self._chance.randrange(max(1, 365 - length))
        )
        return f"{new}/{new + datetime.timedelta(length)}" if last else f"{new}"


def grow(folder: Path, size: int) -> int:
    """Write a project of `size` records or a few more into `folder`; the number written."""
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "content" / "vocabularies", folder / "content" / "vocabularies")
    files = sorted(
        path for path in (ROOT / "content").glob("[cerw]*/*/**/*") if path.suffix in (".md", ".yml")
    )
    mixture = Mixture([path for path in files if path.suffix == ".md"])
    homes = sorted(
        {
            path.parent if path.stem.startswith("index") else path.with_name(path.name.split(".")[0])
            for path in files
        }
    )
    written = copy = 0
    while written < size:
        # Whole copies only, so that every relation in a copy finds its other end.
        for home in homes:
            copy_record(home, folder, f"-{copy}" if copy else "", mixture)
            written += 1
        copy += 1
    return written


def copy_record(home: Path, folder: Path, suffix: str, mixture: Mixture) -> None:
    """Copy one record, a folder or the files of its languages, with `suffix` on its own name and on all it links to."""
    target = folder / home.relative_to(ROOT)
    named = target.with_name(target.name + suffix)
    for file, name in files_of(home):
        to = named.with_name(named.name + name) if name.startswith(".") else named / name
        to.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix not in (".md", ".yml") or not suffix:
            shutil.copy(file, to)
            continue
        text = RE_OWN_ALONE.sub("", RE_RECORD_ID.sub(rf"\1{suffix}", file.read_text("utf-8")))
        if file.suffix == ".md":
            text = mixture.copy(text, language_of(file))
        text = RE_LINK.sub(rf"](\1{suffix}\2\3", text)
        to.write_text(text.replace(f"{suffix}{suffix}", suffix), "utf-8")


def files_of(home: Path) -> Iterator[tuple[Path, str]]:
    """The files of a record, each with its name in the record's folder or, from the first `.`, beside others."""
    if home.is_dir():
        for file in sorted(home.rglob("*")):
            if file.is_file():
                yield file, file.relative_to(home).as_posix()
        return
    for file in sorted(home.parent.glob(f"{home.name}.*")):
        yield file, file.name.removeprefix(home.name)


def language_of(file: Path) -> str:
    code = file.suffixes[-2][1:] if len(file.suffixes) > 1 else "en"
    return code if code in SYLLABLES else "en"


def parts(text: str) -> tuple[str, list[str]]:
    """The facts of a file, and its paragraphs."""
    _, head, body = text.split("---\n", 2)
    return head, [" ".join(block.split()) for block in body.split("\n\n") if block.strip()]


def value(head: str, field: str) -> str:
    """What a field of text says, whichever way it is written."""
    found = RE_FIELD[field].search(head)
    written = found[0].partition(":")[2] if found else ""
    return " ".join(written.split()).removeprefix(">- ").strip("'").replace("''", "'").strip('"')
