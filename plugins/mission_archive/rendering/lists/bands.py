"""A band of bars, one a year, each of them a way in."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from mission_archive.rendering.words.messages import Messages

MOST_YEARS = 120
"""A band over more years than this has bars too thin to distinguish; the list of years serves instead."""

LEAST = 2
"""The height in px of a bar of a year with a single record, however many others have: it must be seen."""


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes of a band in px: of a bar, and of the room for the number above it (0: no number)."""

    name: str
    height: int
    width: int
    number: int


LARGE = Look("band", height=72, width=20, number=14)
SMALL = Look("band band--small", height=28, width=16, number=0)


def year_band(
    counts: Mapping[int, int],
    hrefs: Mapping[int, str],
    messages: Messages,
    *,
    root: str = "",
    is_small: bool = False,
) -> Markup:
    """A list of all years from the first with records to the last, as bars whose height goes with the count.

    A list and no single picture: it wraps on a phone, so each year stays wide enough for a finger, its words grow with
    the reader's type, and it is its own text equivalent. A year without records is an empty place, one without an
    address no link. `root` is put before each address. Without counts, or over too many years: no text.
    """
    years = [year for year, count in counts.items() if count > 0]
    if not years or max(years) - min(years) > MOST_YEARS:
        return Markup()
    look = SMALL if is_small else LARGE
    most = max(counts[year] for year in years)
    items: list[str] = []
    for year in range(min(years), max(years) + 1):
        count, href = counts.get(year, 0), hrefs.get(year)
        number = messages.ngettext("{number} record", "{number} records", count)
        label = f"{year}: {number}"
        shown = f'{_bar(count, most, look)}<span class="band__year">{year}</span>'
        items.append(_item(shown, label if count else None, f"{root}{href}" if href is not None else None))
    return Markup(f'<ol class="{look.name}">{"".join(items)}</ol>')


def _item(shown: str, label: str | None, href: str | None) -> str:
    """A year: `shown` to the eye, and its `label` for others, unless it has no records."""
    if label is None:
        return f'<li class="band__item band__item--empty">{shown}</li>'
    if href is None:
        return f'<li class="band__item" title="{escape(label)}">{shown}</li>'
    return (
        f'<li class="band__item"><a class="band__link" href="{escape(href)}" aria-label="{escape(label)}"'
        f' title="{escape(label)}">{shown}</a></li>'
    )


def _bar(count: int, most: int, look: Look) -> str:
    """The bar with its number above it. All bars have their feet on one line."""
    whole = look.height + look.number
    high = max(round(look.height * count / most), LEAST) if count else 0
    bar = number = ""
    if count:
        bar = f'<rect y="{whole - high}" width="{look.width}" height="{high}" fill="currentColor"/>'
    if count and look.number:
        number = (
            f'<text class="band__number" x="{look.width // 2}" y="{whole - high - 4}" text-anchor="middle"'
            f' font-size="11" fill="currentColor">{count}</text>'
        )
    size = f'width="{look.width}" height="{whole}"'
    return f'<svg class="band__bar" viewBox="0 0 {look.width} {whole}" {size} aria-hidden="true">{number}{bar}</svg>'
