"""Pictures as HTML: in the size that a reader's screen needs, and known in size before they arrive."""

from __future__ import annotations

import html

from markupsafe import Markup

from mission_archive.model.pictures import Picture, srcset

SIZES = "(min-width: 64em) 40rem, calc(100vw - 2rem)"
"""How wide a picture is shown: the column of a record's text in `archive.css`, or the page between its margins."""


def picture_html(
    picture: Picture, root: str, alt: str, *, language: str | None = None, is_first: bool = False
) -> Markup:
    """A picture with its files (HTML, section 4.8.1). `root` is the way from the page to the site's root.

    `is_first`: the first of its page is loaded with it, the others when a reader comes near.
    """
    widest = picture.widest
    lang = f' lang="{language}"' if language else ""
    lazy = "" if is_first else ' loading="lazy"'
    return Markup(
        f'<picture><source type="image/webp" srcset="{_escaped(srcset(picture.webp, root))}" sizes="{SIZES}">'
        f'<img src="{_escaped(root + widest.url)}" srcset="{_escaped(srcset(picture.fallback, root))}" '
        f'sizes="{SIZES}" width="{widest.width}" height="{widest.height}" alt="{_escaped(alt)}"{lang}{lazy} '
        'decoding="async"></picture>'
    )


def _escaped(text: str) -> str:
    return html.escape(text)
