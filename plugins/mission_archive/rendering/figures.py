"""Photographs with what is said of them, in the text and after it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import quote

from mission_archive.model.records import Photo, Record, Words
from mission_archive.rendering.messages import Messages

RE_LONE_PICTURE = re.compile(r'<p>(<img (?:[a-z]+="[^"]*" )*?src="([^"]*)"[^>]*>)</p>')
"""A picture in a paragraph of its own, as the cleaner writes it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A photograph with what is said of it. The languages are those of the words if they are not the page's."""

    photo: Photo
    alt: str
    language: str | None
    caption: str | None
    caption_language: str | None
    url: str

    @property
    def credit(self) -> str:
        """Who took it, and under which licence it is shown."""
        return ", ".join(part for part in (self.photo.credit, self.photo.licence) if part)


def files_url(record: Record) -> str:
    """Where the files of a record's folder are published: their own path below the site's root."""
    return quote(record.folder.split("/", 1)[1]) + "/"


def figure_of(photo: Photo, record: Record, words: Words) -> Figure:
    """What is said of a photo in the page's language; what a translation does not say is told as the original does."""
    own, original = words.photos.get(photo.file), record.original_words.photos[photo.file]
    foreign = record.original if record.original != words.language else None
    caption = own.caption if own and own.caption else original.caption
    return Figure(
        photo,
        own.alt if own else original.alt,
        None if own else foreign,
        caption,
        None if own and own.caption else foreign,
        files_url(record) + quote(photo.file),
    )


def with_figures(body: str, figures: list[Figure], root: str, messages: Messages) -> tuple[str, list[Figure]]:
    """The text with each lone picture as a figure with caption and credit; and the figures not shown so."""
    by_address = {html.escape(root + figure.url): figure for figure in figures}
    placed: set[str] = set()

    def place(found: re.Match[str]) -> str:
        figure = by_address.get(found[2])
        if figure is None:
            return found[0]
        placed.add(figure.url)
        credit = messages.gettext("Photo: {credit}").format(credit=figure.credit)
        lang = f' lang="{figure.caption_language}"' if figure.caption_language else ""
        caption = f"<span{lang}>{html.escape(figure.caption)}</span> " if figure.caption else ""
        said = f'{caption}<span class="credit">{html.escape(credit)}</span>'
        return f'<figure class="photo">{found[1]}<figcaption>{said}</figcaption></figure>'

    return RE_LONE_PICTURE.sub(place, body), [figure for figure in figures if figure.url not in placed]
