"""Photographs with what is said of them, in the text and after it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup, escape

from mission_archive.model.pictures import Picture
from mission_archive.model.records import Photo, Record
from mission_archive.rendering.anchors import lang_of
from mission_archive.rendering.links import said
from mission_archive.rendering.texts.pictures import picture_html
from mission_archive.rendering.words.labels import PICTURE_NAMES
from mission_archive.rendering.words.messages import Messages

RE_LONE_PICTURE = re.compile(r'<p>(<picture><source [^>]*><img src="([^"]*)"[^>]*></picture>)</p>')
"""A picture in a paragraph of its own, as `picture_html` writes it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A photograph with what is said of it. The languages are those of the words if they are not the page's."""

    photo: Photo
    picture: Picture
    alt: str
    language: str | None
    caption: str | None
    caption_language: str | None

    @property
    def credit(self) -> str:
        """Who took it, and under which licence it is shown."""
        return ", ".join(part for part in (self.photo.credit, self.photo.licence) if part)


def files_url(record: Record) -> str:
    """Where the files of a record's folder are published: their own path below the site's root."""
    return quote(record.folder.split("/", 1)[1]) + "/"


def figures_of(record: Record, language: str, pictures: Mapping[str, Picture]) -> list[Figure]:
    """The photos that the public may see, with what a page in `language` says of them.

    `pictures` go by the photos' paths.
    """
    return [
        _figure(photo, pictures[path], language)
        for photo in record.shown_photos
        if (path := f"{record.folder}/{photo.file}") in pictures
    ]


def _figure(photo: Photo, picture: Picture, language: str) -> Figure:
    alt, caption = said(photo.alt, language), said(photo.caption, language)
    return Figure(
        photo,
        picture,
        alt.text,
        alt.language,
        caption.text if caption else None,
        caption.language if caption else None,
    )


def figure_html(figure: Figure, root: str, messages: Messages, *, is_first: bool = False) -> Markup:
    """A photograph with caption and credit."""
    shown = picture_html(figure.picture, root, figure.alt, language=figure.language, is_first=is_first)
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
    credit = escape(messages.gettext(PICTURE_NAMES[figure.photo.kind]).format(credit=figure.credit))
    caption = (
        Markup("<span{}>{}</span> ").format(lang_of(figure.caption_language), figure.caption)
        if figure.caption
        else ""
    )
    full = figure.picture.full
    link = (
        Markup(' <a href="{}">{}</a> {}').format(
            root + full.url, messages.gettext("Full size"), messages.file_size(full.size)
        )
        if full
        else ""
    )
    return Markup(
        '<figure class="photo">{}<figcaption>{}<span class="credit">{}</span>{}</figcaption></figure>'
    ).format(shown, caption, credit, link)
