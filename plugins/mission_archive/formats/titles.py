"""What formats call a record where its title stands alone, as in a calendar or in the list of a feed reader."""

from typing import NamedTuple

from mission_archive.formats.edition import Edition
from mission_archive.model.records import Record
from mission_archive.rendering.records.statuses import shown_status
from mission_archive.rendering.words.labels import STATUS_NAMES


class Title(NamedTuple):
    """A title, and its language; None for words of two languages."""

    text: str
    language: str | None


def title_alone(edition: Edition, record: Record, language: str) -> Title:
    """The title, after what keeps the record from being a plain fact: *Cancelled: Round table on harbour lights*."""
    words, status = record.in_language(language), shown_status(record, edition.archive.now)
    title = Title(words.title, words.language)
    return (
        title_after(edition.messages[language].gettext(STATUS_NAMES[status]), title, language)
        if status
        else title
    )


def title_after(before: str, title: Title, language: str) -> Title:
    """A title with words in `language` before it."""
    return Title(f"{before}: {title.text}", language if title.language == language else None)
