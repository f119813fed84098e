"""Photographs as HTML: in the size that a reader's screen needs, with what is said of them."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from mission_archive.model.pictures import Picture, srcset
from mission_archive.model.records import Photo, Record
from mission_archive.rendering.anchors import lang_of
from mission_archive.rendering.links import ShortText, short_text
from mission_archive.rendering.words.labels import PICTURE_NAMES
from mission_archive.rendering.words.messages import Messages

Pictures = Mapping[str, Picture]
"""By the path of the photo from the project's root."""

NO_PICTURES: Pictures = {}

SIZES = "(min-width: 64em) 40rem, calc(100vw - 2rem)"
"""How wide a picture is shown: the column of a record's text in `archive.css`, or the page between its margins."""

RE_LONE_PICTURE = re.compile(r'<p>(<picture><source [^>]*><img src="([^"]*)"[^>]*></picture>)</p>')
"""A picture in a paragraph of its own, as `picture_html` writes it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A photograph with what a page says of it."""

    photo: Photo
    picture: Picture
    alt: ShortText
    caption: ShortText | None


def figures_of(record: Record, language: str, pictures: Pictures) -> list[Figure]:
    """The photos that the public may see, with what a page in `language` says of them."""
    return [
        Figure(photo, pictures[path], short_text(photo.alt, language), short_text(photo.caption, language))
        for photo in record.shown_photos
        if (path := f"{record.folder}/{photo.file}") in pictures
    ]


def picture_html(
    picture: Picture, root: str, alt: str, *, language: str | None = None, is_first: bool = False
) -> Markup:
    """A picture with its files (HTML, section 4.8.1). `root` is the way from the page to the site's root.

    `is_first`: the first of its page is loaded with it, the others when a reader comes near.
    """
    widest = picture.widest
    webp, fallback = (html.escape(srcset(each, root)) for each in (picture.webp, picture.fallback))
    lazy = "" if is_first else ' loading="lazy"'
    return Markup(
        f'<picture><source type="image/webp" srcset="{webp}" sizes="{SIZES}">'
        f'<img src="{html.escape(root + widest.url)}" srcset="{fallback}" sizes="{SIZES}" width="{widest.width}" '
        f'height="{widest.height}" alt="{html.escape(alt)}"{lang_of(language)}{lazy} decoding="async"></picture>'
    )


def figure_html(figure: Figure, root: str, messages: Messages, *, is_first: bool = False) -> Markup:
    """A photograph with caption and credit."""
    alt = figure.alt
    shown = picture_html(figure.picture, root, alt.text, language=alt.language, is_first=is_first)
    return _with_caption(shown, figure, root, messages)


def with_figures(body: str, figures: list[Figure], root: str, messages: Messages) -> tuple[str, list[Figure]]:
    """The text with each lone picture as a figure with caption and credit; and the figures not shown so."""
    by_address = {html.escape(root + figure.picture.widest.url): figure for figure in figures}
    placed: set[str] = set()

    def place(found: re.Match[str]) -> str:
        figure = by_address.get(found[2])
        if figure is None:
            return found[0]
        placed.add(figure.photo.file)
        return _with_caption(Markup(found[1]), figure, root, messages)

    return RE_LONE_PICTURE.sub(place, body), [figure for figure in figures if figure.photo.file not in placed]


def _with_caption(shown: Markup, figure: Figure, root: str, messages: Messages) -> Markup:
    by_whom = ", ".join(part for part in (figure.photo.credit, figure.photo.licence) if part)
    credit = messages.gettext(PICTURE_NAMES[figure.photo.kind]).format(credit=by_whom)
    caption, link = "", ""
    if figure.caption:
        caption = f"<span{lang_of(figure.caption.language)}>{escape(figure.caption)}</span> "
    if full := figure.picture.full:
        words, size = messages.gettext("Full size"), messages.file_size(full.size)
        link = f' <a href="{escape(root + full.url)}">{escape(words)}</a> {escape(size)}'
    return Markup(
        f'<figure class="photo">{shown}<figcaption>{caption}<span class="credit">{escape(credit)}</span>{link}'
        "</figcaption></figure>"
    )
