"""Numbers in a translation against those of its original: 37 people and 35 of them cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mission_archive.model.dates.words import MONTHS
from mission_archive.model.languages import Texts
from mission_archive.model.problems import Code, Problem, Severity
from mission_archive.model.records import Participants
from mission_archive.reading.fields.reader import Within
from mission_archive.reading.fields.records import Draft

_MONTH = f"(?:{'|'.join(stem for stems in MONTHS for stem in stems)})[^\\W\\d_]*"
_DAYS = r"[0-9]{1,2}(?:\s*(?:[-–—,]|to|and|по|до|и|то|ва)\s*[0-9]{1,2}){0,3}"
RE_DATE = re.compile(rf"\b{_DAYS}\s+{_MONTH}|\b{_MONTH}\s+{_DAYS}\b", re.IGNORECASE)
"""Days of a month, in either order; their languages write them with other words between."""

RE_NUMBER = re.compile(
    r"(?<![^\W_])(?<![/.,:№-])(?:№ ?|No\.? ?)?"
    r"([0-9]{1,3}(?:[ \u00a0\u202f,.'’][0-9]{3})+|[0-9]+(?:[.,][0-9]{1,2})?)(?![0-9]|[^\W_]|[-/:.,][0-9]|-[^\W_])",
)
"""A number in digits. With letters at its end it is an ordinal; with other digits behind a sign, a date or a time."""

RE_NOT_A_QUANTITY = re.compile(r"№|No")
RE_BETWEEN_THOUSANDS = re.compile(r"[ \u00a0\u202f,.'’](?=[0-9]{3})")
YEARS = range(1900, 2101)
SEPARATOR = " | "
"""Between texts: two numbers with a space between could be one of thousands."""

PARTICIPANTS: Within = ("participants", "description")


def numbers_in(text: str) -> list[str]:
    """The quantities that a text gives in digits, in one way of writing; without days, years, ordinals and numbers of
    documents."""
    found = []
    for match in RE_NUMBER.finditer(RE_DATE.sub(" ", text)):
        number = RE_BETWEEN_THOUSANDS.sub("", match[1]).replace(",", ".")
        is_year = number.isdecimal() and len(match[1]) == 4 and int(number) in YEARS
        if not is_year and not RE_NOT_A_QUANTITY.match(match[0]):
            found.append(number)
    return found


def contradiction(original: str, translation: str, known: str = "") -> tuple[str, str] | None:
    """A number of the original that its translation does not have, and one that the translation has instead.

    `known` is what the original says elsewhere: a number that stands there is no contradiction.
    """
    ours, theirs = numbers_in(original), numbers_in(translation)
    elsewhere = {*ours, *numbers_in(known)}
    missing = [number for number in ours if number not in theirs]
    instead = [number for number in theirs if number not in elsewhere]
    return (missing[0], instead[0]) if missing and instead else None


def check_numbers(
    original: Draft, translations: Sequence[Draft], participants: Participants | None
) -> Iterator[Problem]:
    """Title, summary and participants of a translation name no other number than the original.

    Texts are left alone: a translation may be shorter, and say in words what the original says in digits.
    """
    described = participants.description or {} if participants else {}
    counted = str(participants.number or "") if participants else ""
    ours = SEPARATOR.join((counted, described.get(original.language, "")))
    known = SEPARATOR.join((*_own(original), original.body, ours))
    for draft in translations:
        for name, text, its in zip(("title", "summary"), _own(original), _own(draft), strict=True):
            yield from _told(draft, (name,), contradiction(text, its, known))
    for language, text in described.items():
        if language != original.language:
            candidates = [draft for draft in translations if language in _described(draft)]
            yield from _told((candidates or [original])[0], PARTICIPANTS, contradiction(ours, text, known))


def _own(draft: Draft) -> tuple[str, str]:
    return draft.values.get("title", ""), draft.values.get("summary", "")


def _described(draft: Draft) -> Texts:
    return draft.values.get("participants", {}).get("description", {})  # type: ignore[no-any-return]


def _told(draft: Draft, within: Within, numbers: tuple[str, str] | None) -> Iterator[Problem]:
    if numbers is not None:
        message = f"the original says {numbers[0]} and this says {numbers[1]}; correct the one that is wrong"
        yield replace(draft.problem(within, Code.TRANSLATION_FACT, message), severity=Severity.WARNING)
