"""Share pictures as a format: one in each language in which a record is written, one a language for all other pages."""

from collections.abc import Iterator
from functools import cache, partial
from html import escape
from importlib import resources

import PIL

from mission_archive.formats.certainty import POINTS, certain_places
from mission_archive.formats.citations.cited import cited_in
from mission_archive.formats.edition import Edition, Format, Make, Subject
from mission_archive.formats.share import drawing
from mission_archive.formats.share.drawing import HEIGHT, WIDTH, Card, Map, png
from mission_archive.formats.titles import title_alone
from mission_archive.model.addresses import share_url
from mission_archive.model.records import Record
from mission_archive.model.terms import Place
from mission_archive.rendering.maps.atlas import BOUNDARIES_NOTE, Locator
from mission_archive.rendering.words.labels import MODE_NAMES

ONLINE = "online"
"""The mode of a record that was nowhere."""


def _files(edition: Edition) -> Iterator[tuple[str, Make]]:
    for language, words in edition.words.items():
        card = Card("", words["name"], (words["description"],), "")
        yield share_url(None, language), partial(_picture, edition, card)
    for record in edition.archive.listed:
        for language in _languages(edition, record):
            yield share_url(record, language), partial(_of_record, edition, record, language)


def _languages(edition: Edition, record: Record) -> list[str]:
    return [language for language in edition.words if language in record.words]


def _of_record(edition: Edition, record: Record, language: str) -> bytes:
    return _picture(edition, card_of(edition, record, language))


def card_of(edition: Edition, record: Record, language: str) -> Card:
    """What the picture of a record says. Its kind has with it what keeps the record from being a plain fact."""
    one = cited_in(edition, record, language)
    mode = MODE_NAMES.get(record.mode)
    where = [
        *([edition.messages[language].gettext(mode)] if mode else []),
        *([one.place] if one.places else []),
    ]
    lines = (one.when[:1].upper() + one.when[1:], *([" · ".join(where)] if where else []))
    is_somewhere = record.places and record.mode != ONLINE
    locator = edition.once(_locator, *[at.place for at in record.places]) if is_somewhere else None
    drawn = Map(locator, edition.messages[language].gettext(BOUNDARIES_NOTE)) if locator else None
    return Card(one.kind_and_state, one.title.text, lines, edition.words[language]["name"], drawn)


def _locator(edition: Edition, *place_ids: str) -> Locator | None:
    """Where some places are. None unless all of them are points within one country: a dot says more than a district or
    a region, and a map without one of the places says less than the line beside it.
    """
    vocabulary = edition.archive.vocabularies.places
    places = [_point(edition, place) for place in certain_places(place_ids, vocabulary)]
    found = [place for place in places if place]
    locator = edition.atlas.locator(found) if found and len(found) == len(places) else None
    return locator if locator and all(map(locator.outline.spot, found)) else None


def _point(edition: Edition, place: Place) -> Place | None:
    """The place, or the town that a site lies in, if its coordinates are known."""
    around = (place, *edition.archive.vocabularies.places.broader(place.id))
    return next((each for each in around if each.kind in POINTS and each.latitude is not None), None)


def _picture(edition: Edition, card: Card) -> bytes:
    where = (
        (card.map.locator.outline.outline, repr(card.map.locator.spots), card.map.note) if card.map else ()
    )
    said = (card.kind, card.title, *card.lines, card.archive, *where)
    return edition.keep((_recipe(), *said), partial(png, card))


@cache
def _recipe() -> str:
    """What a kept picture depends on besides its words."""
    folder = resources.files(drawing.__package__ or "")
    code = [(folder / name).read_text("utf-8") for name in ("drawing.py", "maps.py")]
    return "\n".join((PIL.__version__, *code))


def _head(edition: Edition, subject: Subject) -> Iterator[str]:
    """In the order that Open Graph asks for: what describes a picture follows it. There is no `article:published_time`:
    Zotero takes it for the date of the event.
    """
    record, language, title = subject.record, subject.language, edition.words[subject.language]["name"]
    if record:
        words = record.in_language(language)
        title = title_alone(edition, record, language).text
        language = words.language
    yield (
        f'<meta property="og:image" content="{escape(edition.url + share_url(record, language))}">\n'
        '<meta property="og:image:type" content="image/png">\n'
        f'<meta property="og:image:width" content="{WIDTH}">\n'
        f'<meta property="og:image:height" content="{HEIGHT}">\n'
        f'<meta property="og:image:alt" content="{escape(title)}">\n'
        '<meta name="twitter:card" content="summary_large_image">'
    )


FORMAT = Format(_files, _head)
