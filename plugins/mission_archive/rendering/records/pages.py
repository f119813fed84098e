"""What a record's page says, ready for a template: only what there is, in the order a reader meets it."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from mission_archive.model.addresses import file_path, listing_url, record_url, root_of
from mission_archive.model.archive import Archive
from mission_archive.model.languages import ENDONYMS
from mission_archive.model.records import Attachment, Record, Words
from mission_archive.rendering.anchors import time_html
from mission_archive.rendering.links import (
    Link,
    ShortText,
    day_of,
    institution_link,
    place_link,
    record_link,
    short_text,
    term_link,
)
from mission_archive.rendering.records.provenance import (
    Correction,
    SourceLine,
    corrections_of,
    issuer_line,
    source_line,
)
from mission_archive.rendering.records.statuses import is_outdated, shown_status
from mission_archive.rendering.records.threads import Threads, ThreadStep, promise
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.texts.photos import figure_html, figures_of, with_figures
from mission_archive.rendering.when import when
from mission_archive.rendering.words.labels import FACET_NAMES, N_
from mission_archive.rendering.words.messages import Messages


@dataclass(frozen=True, slots=True)
class Download:
    """An attachment with its title, its address, and its kind (the file's ending in capitals)."""

    file: Attachment
    title: ShortText
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Everything that a record's page shows. Names are those of the record format where there is one."""

    record: Record
    words: Words
    state: str
    time: Markup
    """Its date in words, and as programs read it."""
    collection_url: str | None
    format: Link | None
    places: list[Link]
    issuer: Markup | None
    """By which body, now of another name, it was published or held."""
    acting: list[tuple[str, list[Link]]]
    """Who acted: what the bodies did, as a message of the catalogues, and the bodies."""
    subjects: list[tuple[str, list[Link]]]
    """What it was about: the name of the facet, as a message of the catalogues, and its terms."""
    series: Link | None
    series_before: Link | None
    series_after: Link | None
    participants: ShortText | None
    body: str
    photos: list[Markup]
    """Those not shown in the text, each as a figure."""
    attachments: list[Download]
    led_here: list[ThreadStep]
    came_of_it: list[ThreadStep]
    related: list[ThreadStep]
    similar: list[ThreadStep]
    """A few that share its terms, none of those named above."""
    sources: list[SourceLine]
    corrections: list[Correction]
    words_home: Link | None
    """The page in the language of title and summary if that is not the page's."""
    text_home: Link | None
    """The page in the language of the text if that is not the page's: a translation may have no text of its own."""
    is_outdated: bool
    dead_links: Collection[str]
    """Targets in the text that lead nowhere; the checks of the records come first, this sees what they did not."""
    shown_status: str | None
    """The status, if it is worth saying: a key of `STATUS_NAMES` and `BANNERS`."""
    possibly_same: list[Link]
    """The records that may be about the same event."""


def record_page(
    record: Record, messages: Messages, archive: Archive, bodies: Bodies, threads: Threads
) -> RecordPage:
    """The page of a record in the language of `messages`; `bodies` and `threads` are those of the archive."""
    language = messages.language
    words = record.in_language(language)
    day, vocabularies = day_of(record), archive.vocabularies
    near = threads.related(record.id)
    root = root_of(record_url(record, language))
    written = record.text_for(language)
    rendered = bodies.of(written, written.language, messages, root)
    body = rendered.html
    figures = figures_of(record, language, bodies.pictures)
    has_picture = "<picture>" in body
    if figures and has_picture:
        body, figures = with_figures(body, figures, root, messages)

    def terms(facet: str, ids: tuple[str, ...]) -> list[Link]:
        vocabulary = getattr(vocabularies, facet)
        return [term_link(archive, facet, vocabulary[term], language) for term in ids]

    def institutions(ids: tuple[str, ...]) -> list[Link]:
        return [institution_link(archive, vocabularies.institutions[each], day, language) for each in ids]

    def neighbour(other: Record | None) -> Link | None:
        return record_link(other, language) if other else None

    did = N_("Published by") if record.collection == "reports" else N_("Organized by")
    acting = ((did, institutions(record.organisers)), (N_("Partners"), institutions(record.partners)))
    subjects = (
        (FACET_NAMES[facet], terms(facet, getattr(record, facet))) for facet in ("themes", "dimensions")
    )
    words_of_date = when(record.date, language, role=record.date_role, duration=record.duration)
    is_listed = record.collection in archive.listing("collections")
    return RecordPage(
        record=record,
        words=words,
        state=record.state(archive.now).value,
        time=time_html(record.date, words_of_date),
        collection_url=listing_url("collections", record.collection, language) if is_listed else None,
        format=terms("formats", (record.format,))[0] if record.format else None,
        places=[place_link(archive, mention, record, language) for mention in record.places],
        issuer=issuer_line(record, archive, messages, root),
        acting=[group for group in acting if group[1]],
        subjects=[group for group in subjects if group[1]],
        series=terms("series", (record.series,))[0] if record.series else None,
        series_before=neighbour(near.before),
        series_after=neighbour(near.after),
        participants=_participants(record, messages),
        body=body,
        photos=[
            figure_html(figure, root, messages, is_first=not has_picture and number == 0)
            for number, figure in enumerate(figures)
        ],
        attachments=[
            Download(
                file,
                short_text(file.title, language),
                quote(file_path(record, file.file)),
                file.file.rsplit(".", 1)[-1].upper(),
            )
            for file in record.attachments
        ],
        led_here=threads.steps(near.led_here, language),
        came_of_it=threads.steps(near.outcomes.records, language)
        + [promise(outcome, record, archive.now, language) for outcome in near.outcomes.texts],
        related=threads.steps(near.related, language),
        similar=threads.steps(near.similar, language),
        sources=[source_line(source, record, language) for source in record.sources],
        corrections=corrections_of(record, language),
        words_home=_home(record, words.language, language),
        text_home=_home(record, written.language, language) if body else None,
        is_outdated=is_outdated(record, words),
        dead_links=rendered.dead_links,
        shown_status=shown_status(record, archive.now),
        possibly_same=[record_link(other, language) for other in near.possibly_same],
    )


def _home(record: Record, written: str, language: str) -> Link | None:
    """The record's page in the language in which words are `written`, called by its own name; None for this page."""
    return Link(ENDONYMS[written], record_url(record, written), written) if written != language else None


def _participants(record: Record, messages: Messages) -> ShortText | None:
    """How many took part and who they were; the number once, for many descriptions begin with it."""
    if record.participants is None:
        return None
    described = short_text(record.participants.description, messages.language)
    number = record.participants.number
    if number is None:
        return described
    shown = messages.number(number)
    if described is None:
        return ShortText(shown)
    is_stated = any(digits in described.text for digits in (str(number), shown, f"{number:,}"))
    return described if is_stated else ShortText(f"{shown}: {described.text}", described.language)
