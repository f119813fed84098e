"""Numbers in a translation against those of its original: 37 people and 35 of them cannot both be right."""

import re
from collections.abc import Iterator

from mission_archive.model.dates.words import MONTH_STEMS
from mission_archive.model.problems import Code, Problem
from mission_archive.reading.fields.reader import Within
from mission_archive.reading.fields.record_file import JoinedRecord, RecordFile

_MONTH = f"(?:{'|'.join(MONTH_STEMS)})[^\\W\\d_]*"
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

OWN = ("title", "summary")
PARTICIPANTS: Within = ("participants", "description")


def numbers_in(text: str, *, are_years: bool = False) -> list[str]:
    """The quantities, or else the years, that a text gives in digits, in one way of writing; without days, ordinals and
    numbers of documents."""
    found = []
    for match in RE_NUMBER.finditer(RE_DATE.sub(" ", text)):
        number = RE_BETWEEN_THOUSANDS.sub("", match[1]).replace(",", ".")
        is_year = number.isdecimal() and len(match[1]) == 4 and int(number) in YEARS
        if is_year is are_years and not RE_NOT_A_QUANTITY.match(match[0]):
            found.append(number)
    return found


def contradiction(original: str, translation: str, known: str = "") -> tuple[str, str] | None:
    """A quantity or year of the original that its translation does not have, and the one that it has instead.

    `known` is what the original says elsewhere: a number that stands there is no contradiction.
    """
    for are_years in (False, True):
        ours, theirs = (numbers_in(text, are_years=are_years) for text in (original, translation))
        missing = [number for number in ours if number not in theirs]
        instead = [number for number in theirs if number not in ours]
        if missing and instead:  # the rest of the text is long
            elsewhere = numbers_in(known, are_years=are_years)
            instead = [number for number in instead if number not in elsewhere]
        if missing and instead:
            return missing[0], instead[0]
    return None


def check_numbers(original: RecordFile, record: JoinedRecord) -> Iterator[Problem]:
    """Title, summary and participants of a translation name no other number or year than the original; and participants
    are counted and described by one number.

    Texts are left alone: a translation may be shorter, and say in words what the original says in digits.
    """
    participants = record.values.get("participants")
    described = participants.description or {} if participants else {}
    counted = str(participants.number or "") if participants else ""
    yield from _check_count(original, counted, described.get(original.language, ""))
    ours = SEPARATOR.join((counted, described.get(original.language, "")))
    own = [original.values.get(name, "") for name in OWN]
    known = SEPARATOR.join((*own, original.body, ours))
    for file in record.translations:
        for name, text in zip(OWN, own, strict=True):
            yield from _contradiction(file, (name,), text, file.values.get(name, ""), known)
    for language, text in described.items():
        if language != original.language:
            by = (
                file
                for file in record.translations
                if language in file.values.get("participants", {}).get("description", {})
            )
            yield from _contradiction(next(by, original), PARTICIPANTS, ours, text, known)


def _check_count(file: RecordFile, counted: str, described: str) -> Iterator[Problem]:
    """A description that begins with the only number in it gives the number of all participants."""
    numbers = numbers_in(described)
    if counted and described[:1].isdecimal() and len(numbers) == 1 and numbers[0] != counted:
        message = (
            f"'number:' says {counted} and this says {numbers[0]}; correct the one that is wrong, or begin with "
            "another word if both are right"
        )
        yield file.warning(PARTICIPANTS, Code.NUMBER, message)


def _contradiction(file: RecordFile, within: Within, ours: str, its: str, known: str) -> Iterator[Problem]:
    if numbers := contradiction(ours, its, known):
        message = f"the original says {numbers[0]} and this says {numbers[1]}; correct the one that is wrong"
        yield file.warning(within, Code.TRANSLATION_FACT, message)
