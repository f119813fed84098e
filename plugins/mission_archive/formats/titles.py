"""What formats call a record where its title stands alone, as in a calendar or in the list of a feed reader."""

from mission_archive.formats.edition import Edition
from mission_archive.model.records import Record
from mission_archive.rendering.records.statuses import shown_status
from mission_archive.rendering.words.labels import STATUS_NAMES


def title_alone(edition: Edition, record: Record, language: str) -> str:
    """The title, after what keeps the record from being a plain fact: *Cancelled: Round table on harbour lights*."""
    title, status = record.in_language(language).title, shown_status(record, edition.archive.now)
    return f"{edition.messages[language].gettext(STATUS_NAMES[status])}: {title}" if status else title
