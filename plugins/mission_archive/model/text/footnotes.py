"""The notes of a text: numbered in the order in which the text first names them, at its end, each with a way back.

Ids begin with `_`, as those of the frame do and those of headings (`headings`) never do, so none meets another:
`_fn-2` is the second note, `_fnref-2` the place that names it, `_fnref-2-3` the third such place.
"""

import html
import re

NOTE_CLASS = "footnote"
RE_NOTE_ID = re.compile(r"_fn-[0-9]+")
RE_ANY_NOTE_ID = re.compile(r'<(?:div|a)(?: [a-z-]+="[^"]*")*? id="(_fn[0-9a-z-]+)"')

RE_DEFINED = re.compile(
    r'<div class="footnote-definition" id="([^"]*)"><sup class="footnote-definition-label">[0-9]+</sup>'
)
RE_NAMED = re.compile(r'<sup class="footnote-reference"><a href="#([^"]*)">[0-9]+</a></sup>')
RE_NOTE = re.compile(r'<div class="footnote" id="_fn-([0-9]+)"><sup>[0-9]+</sup>')
RE_MENTION = re.compile(r'<sup><a href="#_fn-([0-9]+)">[0-9]+</a></sup>')
RE_DIVISION = re.compile(r"<(/?)div\b[^<>]*>")
RE_STRAY = re.compile(r'(<div(?: [a-z-]+="[^"<>]*")*?) id="_fn-[0-9]+"')
RE_LAST_PARAGRAPH = re.compile(r"</p>\s*\Z")


def with_named_notes(parsed: str) -> str:
    """What the parser made of notes, with a number for every label, so that any label becomes a sound id.

    Capital letters make no difference between labels, as for the parser and the code host.
    """
    numbers: dict[str, int] = {}

    def number(label: str) -> int:
        return numbers.setdefault(label.casefold(), len(numbers) + 1)

    named = RE_NAMED.sub(lambda found: f'<sup><a href="#_fn-{(n := number(found[1]))}">{n}</a></sup>', parsed)
    return RE_DEFINED.sub(
        lambda found: f'<div class="{NOTE_CLASS}" id="_fn-{(n := number(found[1]))}"><sup>{n}</sup>', named
    )


def with_notes_at_end(cleaned: str, back: str = "") -> str:
    """Cleaned HTML with its notes at the end. Of two notes with one label the first counts.

    `back` says in words where the sign at the end of a note leads; without it there is none. A note that nothing
    names comes last, so that no words are lost.
    """
    text, notes = _parted(cleaned)
    order: dict[str, int] = {}
    counts: dict[str, int] = {}

    def place(found: re.Match[str]) -> str:
        key = found[1]
        if key not in notes:
            return ""
        number = order.setdefault(key, len(order) + 1)
        counts[key] = counts.get(key, 0) + 1
        own = f"_fnref-{number}" + (f"-{counts[key]}" if counts[key] > 1 else "")
        return f'<sup><a href="#_fn-{number}" id="{own}">{number}</a></sup>'

    text = RE_MENTION.sub(place, text)
    written: dict[str, str] = {}
    while waiting := [key for key in order if key not in written]:
        written |= {key: RE_MENTION.sub(place, notes[key]) for key in waiting}  # a note may name others
    unnamed = {key: RE_MENTION.sub("", words) for key, words in notes.items() if key not in order}
    numbered = enumerate([*written.values(), *unnamed.values()], 1)
    return text + "".join(
        _note(number, words, back if number <= len(order) else "") for number, words in numbered
    )


def note_ids(html: str) -> list[str]:
    """The ids of notes, and of the places that name them, in HTML from `with_notes_at_end`."""
    return RE_ANY_NOTE_ID.findall(html) if "_fn" in html else []


def _note(number: int, words: str, back: str) -> str:
    if back:
        label = html.escape(f"{back} ({number})")
        way = f' <a href="#_fnref-{number}" aria-label="{label}">↑</a>'
        last = RE_LAST_PARAGRAPH.search(words)
        words = f"{words[: last.start()]}{way}</p>" if last else f"{words}{way}"
    return f'<div class="{NOTE_CLASS}" id="_fn-{number}"><sup>{number}</sup>\n<div>{words}</div></div>\n'


def _parted(cleaned: str) -> tuple[str, dict[str, str]]:
    """The text without its notes, and what each says, by the number that it had before."""
    notes: dict[str, str] = {}
    text: list[str] = []
    done = depth = 0
    note: re.Match[str] | None = None
    for division in RE_DIVISION.finditer(cleaned):
        if note is None:
            note = RE_NOTE.match(cleaned, division.start())
            depth = 1
            continue
        depth += -1 if division[1] else 1
        if depth == 0:
            text.append(cleaned[done : note.start()].removesuffix("\n"))
            key = note[1] if note[1] not in notes else f"{note[1]} again {len(notes)}"
            notes[key] = RE_STRAY.sub(r"\1", cleaned[note.end() : division.start()].strip())
            done, note = division.end(), None
    return RE_STRAY.sub(r"\1", "".join([*text, cleaned[done:]])), notes
