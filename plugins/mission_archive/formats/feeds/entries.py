"""What an entry of a feed says of a record, or of a change to one."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import escape

from mission_archive.formats.edition import Edition
from mission_archive.formats.moments import Moved, published_at, rfc3339, updated_at
from mission_archive.formats.titles import Title, title_after, title_alone
from mission_archive.formats.writing import with_full_links
from mission_archive.model.addresses import file_path, record_url
from mission_archive.model.files import media_type
from mission_archive.model.records import Record
from mission_archive.rendering.anchors import anchor, lang_of
from mission_archive.rendering.links import ShortText, place_link, record_link, short_text
from mission_archive.rendering.records.statuses import BANNERS, OUTDATED, is_outdated, shown_status
from mission_archive.rendering.texts.photos import figure_html, figures_of, with_figures
from mission_archive.rendering.when import when
from mission_archive.rendering.words.labels import CHANGE_NAMES, MODE_NAMES


class Enclosure(NamedTuple):
    """A document of a record."""

    url: str
    type: str
    size: int
    title: ShortText


class Entry(NamedTuple):
    """An entry of a feed. All addresses are full ones.

    `language` is that of the record's words, `summary_language` and `html_language` those of what they are named after.
    Moments are as RFC 3339 writes them. `tags` are themes: id and name.
    """

    id: str
    url: str
    title: Title
    language: str
    summary: str
    summary_language: str
    html: str
    html_language: str
    updated: str
    published: str | None
    tags: tuple[tuple[str, str], ...] = ()
    enclosures: tuple[Enclosure, ...] = ()


def record_entry(record: Record, edition: Edition, language: str) -> Entry:
    """A record whose moment is known, as the feeds in `language` have it."""
    words, updated, published = record.in_language(language), updated_at(record), published_at(record)
    assert updated is not None
    themes = edition.archive.vocabularies.themes
    enclosures = tuple(_enclosures(record, edition, language))
    return Entry(
        id=entry_id(record, edition, language),
        url=edition.url + record_url(record, language),
        title=title_alone(edition, record, language),
        language=words.language,
        summary=words.summary,
        summary_language=words.language,
        html="\n".join(_parts(record, edition, language, enclosures)),
        html_language=language,
        updated=rfc3339(updated),
        published=rfc3339(published) if published else None,
        tags=tuple([(theme, themes[theme].name_in(language)) for theme in record.themes]),
        enclosures=enclosures,
    )


def change_entry(record: Record, moved: Moved, edition: Edition, language: str) -> Entry:
    """A correction or update of a record, as the feeds of corrections have it. Its title has the status in it, too."""
    name = edition.messages[language].gettext(CHANGE_NAMES[moved.change.kind])
    words, note = record.in_language(language), short_text(moved.change.note, language)
    link = anchor(record_link(record, language), edition.url, edition.messages[language])
    return Entry(
        id=f"{entry_id(record, edition, language)}-{moved.change.date}-{moved.number}",
        url=edition.url + record_url(record, language),
        title=title_after(name, title_alone(edition, record, language), language),
        language=words.language,
        summary=note.text,
        summary_language=note.language or language,
        html=f"<p{lang_of(note.language)}>{escape(note)}</p>\n<p>{link}</p>",
        html_language=language,
        updated=rfc3339(moved.moment),
        published=rfc3339(moved.moment),
    )


def entry_id(record: Record, edition: Edition, language: str) -> str:
    """The id of a record's entry, made of its short address: renaming a record changes neither.

    The entries of one record in two languages differ, so that whoever follows both is shown both.
    """
    return f"{edition.url}{edition.archive.permalinks[record.id]}#{language}"


def _parts(
    record: Record, edition: Edition, language: str, enclosures: tuple[Enclosure, ...]
) -> Iterator[str]:
    """The HTML of an entry: first what no reader may miss, then summary, text, photos and documents."""
    messages, archive, root = edition.messages[language], edition.archive, edition.url
    words, written = record.in_language(language), record.text_for(language)
    dated = escape(when(record.date, language, role=record.date_role, duration=record.duration))
    places = [anchor(place_link(archive, place, record, language), root, messages) for place in record.places]
    mode = [escape(messages.gettext(MODE_NAMES[record.mode]))] if record.mode in MODE_NAMES else []
    yield f"<p>{' · '.join((dated, *mode, *([', '.join(places)] if places else [])))}</p>"
    if note := short_text(record.date_note, language):
        said_before = escape(messages.gettext("About the date"))
        yield f"<p>{said_before}: <span{lang_of(note.language)}>{escape(note)}</span></p>"
    if status := shown_status(record, archive.now):
        yield f"<p><strong>{escape(messages.gettext(BANNERS[status]))}</strong></p>"
    if same := archive.possibly_same_as(record):
        said_before = escape(messages.gettext("This may be the same event as:"))
        links = (anchor(record_link(other, language), root, messages) for other in same)
        yield f"<p>{said_before} {', '.join(links)}</p>"
    if is_outdated(record, words):
        yield f"<p>{escape(messages.gettext(OUTDATED))}</p>"
    yield f"<p{_lang(words.language, language)}>{escape(words.summary)}</p>"
    body = edition.bodies.of(written, written.language, messages, root).html
    figures = figures_of(record, language, edition.bodies.pictures)
    if figures and "<picture>" in body:
        body, figures = with_figures(body, figures, root, messages)
    if body:
        body = with_full_links(body, f"{root}{record_url(record, written.language)}").rstrip()
        yield f"<div{_lang(written.language, language)}>{body}</div>"
    for figure in figures:
        yield figure_html(figure, root, messages)
    if enclosures:
        items = [
            f'<li><a href="{escape(each.url)}"{lang_of(each.title.language)}>{escape(each.title)}</a></li>'
            for each in enclosures
        ]
        yield f"<ul>{''.join(items)}</ul>"


def _enclosures(record: Record, edition: Edition, language: str) -> Iterator[Enclosure]:
    for file in record.attachments:
        yield Enclosure(
            edition.url + quote(file_path(record, file.file)),
            media_type(file.file),
            file.size,
            short_text(file.title, language),
        )


def _lang(written: str, language: str) -> str:
    return lang_of(written if written != language else None)
