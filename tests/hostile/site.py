"""An archive in which every field of words holds an attack, and its twin, in which harmless words stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from mission_archive.reading.content import read_content
from tests.hostile.attacks import AS_TEXTS, LINES, TEXTS
from tests.support.documents import pdf
from tests.support.pictures import picture

ALL_TEXTS = (*TEXTS, *AS_TEXTS)
RE_TEXT = re.compile(r"text-([0-9]{3})/index\.md$")

Words = Callable[[int], str]
"""The words to stand in the place of the attack of a number."""

ODD_NAME = "it's {{ 7 }} & `x` ${y}; [z](a) #50%"
"""Of a picture and a document: signs that mean something in HTML, templates, commands, rules of servers, Markdown."""

COMMON = "Alderlake"
"""A word of every record, so that the search finds them all."""


ROTATING = ("themes", "dimensions", "formats", "series")
"""An attack is the name of a place, of a body, and of a term of one of these, whose lists are alike."""


def hostile(number: int) -> str:
    return LINES[number]


def harmless(number: int) -> str:
    return f"harmless words of number {number}"


def quoted(text: str) -> str:
    """A text as YAML that is read as it is written."""
    return "'" + text.replace("'", "''") + "'"


def write_archive(project: Path, words: Words) -> None:
    """Write records and vocabularies below `project`, and the names of the site, with `words` for each of LINES."""
    content = project / "content"
    for number in range(len(LINES)):
        said = quoted(words(number))
        _write(content, f"events/2010/line-{number:03}/index.md", _record(number, said, words(number)))
        _write(content, f"events/2010/line-{number:03}/index.ru.md", _translation(said))
        for name in ("panel.png", f"{ODD_NAME}.png"):
            (content / f"events/2010/line-{number:03}/{name}").write_bytes(picture(name))
        (content / f"events/2010/line-{number:03}/{ODD_NAME}.pdf").write_bytes(pdf())
        ending = f"{{date: 2015-02-03, reason: {said}}}"
        head = f"title: {said}\ndate: 2009-05-06\nsummary: {said}\n"
        _write(content, f"reports/2009/withdrawn-{number:03}.md", f"---\n{head}withdrawn: {ending}\n---\n")
        _write(content, f"reports/2009/removed-{number:03}.md", f"---\nremoved: {ending}\n---\n")
    for name, text in _vocabularies(words).items():
        _write(content, f"vocabularies/{name}.yml", text)
    config = project / "mkdocs.yml"
    lines = config.read_text("utf-8").splitlines()
    own = {"site_name": words(0) + words(51), "site_description": words(22)}
    lines = [line for line in lines if line.partition(":")[0] not in own]
    named = [f"{name}: {quoted(text)}" for name, text in own.items()]
    config.write_text("\n".join([*named, *lines]) + "\n", encoding="utf-8")


def write_texts(content: Path, texts: Mapping[int, str]) -> None:
    """Write a record for each text, by its number."""
    for number, text in texts.items():
        folder = content / f"workshops/2011/text-{number:03}"
        head = f"title: {COMMON} text {number}\ndate: 2011-03-04\nsummary: One of many.\n"
        photo = "photos: [{file: panel.png, alt: A wall, credit: Somebody, consent: not-needed}]\n"
        _write(folder, "index.md", f"---\n{head}{photo}---\n{COMMON} begins.\n\n{text}\n\n{COMMON} ends.\n")
        (folder / "panel.png").write_bytes(picture("panel"))


@cache
def refused_texts() -> Mapping[int, set[str]]:
    """Of ALL_TEXTS those that the check refuses, by number, with the codes of what it says."""
    with TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        write_texts(content, dict(enumerate(ALL_TEXTS)))
        refused: dict[int, set[str]] = {}
        for problem in read_content(content).errors:
            if found := RE_TEXT.search(problem.path):
                refused.setdefault(int(found[1]), set()).add(str(problem.code))
        return refused


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _record(number: int, said: str, words: str) -> str:
    return f"""---
title: {quoted(f"{COMMON} {words}")}
date: 2010-05-06
summary: {said}
{_facet(number)}
places: [{{place: term-{number}, as: {said}, venue: {said}}}]
organisers: [term-{number}]
symbol: {said}
participants: {{number: 12, description: {said}}}
people: [{{name: {said}, role: {said}}}]
photos:
  - {{file: panel.png, alt: {said}, caption: {said}, credit: {said}, licence: {said}, consent: given}}
  - {{file: {quoted(f"{ODD_NAME}.png")}, alt: {said}, credit: {said}, consent: given}}
attachments: [{{file: {quoted(f"{ODD_NAME}.pdf")}, title: {said}}}]
outcomes: [{{text: {said}, expected: 2999}}]
sources:
  - {{title: {said}, publisher: {said}, url: "https://a.example/?a=1&b=--%3Cscript%3E{{{{7*7}}}}"}}
  - {{publisher: {said}, archived: "https://a.example/javascript:x"}}
date_note: {said}
note: {said}
changes: [{{date: 2012-01-02, kind: correction, note: {said}}}]
former_urls: ["/events/2010/it's {{{{ 7 }}}} & ${{x}}; old {number}/"]
---
![A wall](panel.png)
"""


def _facet(number: int) -> str:
    """The field that names the rotating term of a number."""
    name = ROTATING[number % len(ROTATING)]
    field = {"formats": "format"}.get(name, name)
    return f"{field}: [term-{number}]" if name in ("themes", "dimensions") else f"{field}: term-{number}"


def _translation(said: str) -> str:
    return f"""---
title: {said}
summary: {said}
participants: {{description: {said}}}
photos: [{{file: panel.png, alt: {said}, caption: {said}}}, {{file: {quoted(f"{ODD_NAME}.png")}, alt: {said}}}]
attachments: [{{file: {quoted(f"{ODD_NAME}.pdf")}, title: {said}}}]
changes: [{{date: 2012-01-02, note: {said}}}]
translation_of_update: 2012-01-02
---
Текст.
"""


def _vocabularies(words: Words) -> dict[str, str]:
    terms: dict[str, list[str]] = {}
    for number in range(len(LINES)):
        said = quoted(words(number))
        begun = f"id: term-{number}, name: {{en: {said}, ru: {said}}}, description: {said}"
        former = f"names: [{{name: {quoted(words(number) + ' of old')}, to: 2011}}, {{name: {said}, language: fa}}]"
        terms.setdefault(ROTATING[number % len(ROTATING)], []).append(begun)
        terms.setdefault("institutions", []).append(
            f"{begun}, kind: body, country: {quoted(words(number)[:100])}, {former}"
        )
        place = f"kind: town, latitude: {37 + number / 50}, longitude: {68 + number / 50}, {former}"
        terms.setdefault("places", []).append(f"{begun}, {place}")
    return {name: "".join(f"- {{{term}}}\n" for term in all_terms) for name, all_terms in terms.items()}
