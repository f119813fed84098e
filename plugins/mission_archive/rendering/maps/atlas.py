"""The maps of the site: one of the towns with all their records, and small ones that say where a place is."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup, escape

from mission_archive.model.terms import Place, Vocabulary
from mission_archive.rendering.anchors import lang_of
from mission_archive.rendering.maps.dots import Dot
from mission_archive.rendering.maps.labelling import Box, Label, Mark, labels
from mission_archive.rendering.maps.outlines import Country, Outline, Spot, countries_of, load
from mission_archive.rendering.words.labels import N_
from mission_archive.rendering.words.messages import Messages

# Sizes in units of the map of the towns, which is 720 wide. The smallest phone shows it 288 px wide; where it is
# shown at 600 px or more, the style sheet takes the smaller ones.
PHONE_TYPE, WIDE_TYPE = 28, 14
PHONE_TARGET, WIDE_TARGET, LEAST_TARGET = 30, 15, 8
LARGEST, LEAST = 26.0, 5.0
LOCATOR_DOT = 5
OVERVIEW_TYPE = 11
OVERVIEW_LARGEST, OVERVIEW_LEAST = 12.0, 2.5
MOST_NAMES = 5
"""Names on the map of a list: those of the places with most records."""

BOUNDARIES_NOTE = N_(
    "Boundaries and names on this map are for orientation only. They express no position on the legal status of any "
    "territory or on where a boundary runs."
)
"""The caption of every map, as a message for `gettext`."""


class Locator(NamedTuple):
    """A small outline of a country, and where some places lie in it."""

    outline: Outline
    spots: tuple[Spot, ...]


class Atlas:
    """Draws the places of an archive on the outlines of countries, which are read when the first map is drawn.

    Every map leaves here as a whole figure, with the notice on boundaries under it, so that no template can forget it.
    """

    def __init__(self, places: Vocabulary[Place]) -> None:
        self._places = places

    @cached_property
    def _countries(self) -> Mapping[str, Country]:
        return countries_of(self._places, load())

    def _country(self, weights: Iterable[tuple[Place, int]]) -> Country | None:
        """The country with most of some places, each with its weight."""
        countries: Counter[Country] = Counter()
        for place, weight in weights:
            if country := self._countries.get(place.id):
                countries[country] += weight
        return max(countries, key=lambda country: countries[country], default=None)

    def town_map(self, dots: Sequence[Dot], messages: Messages, *, root: str = "") -> Markup:
        """The country in which most of the dots lie, with a circle for each whose area goes with its count.

        Every circle is a link, the largest first. On a phone those are not that lie so near to a larger one that a
        finger could not hit them separately, and names are written where there is room: the page must have the same
        as a list.
        `root` is put before each address. Nothing to show: no text.
        """
        country = self._country((dot.place, 1) for dot in dots)
        return _figure(_towns(country.large, dots, messages, root), messages) if country else Markup()

    def locator_map(self, places: Iterable[Place], messages: Messages) -> Markup | None:
        """A small outline of the country of some places with a dot for each, for the eye alone: the page says it in
        words. None if they lie in no country.
        """
        found = self.locator(places)
        if found is None:
            return None
        circles = "".join(
            f'<circle class="map__here" cx="{x:.1f}" cy="{y:.1f}" r="{LOCATOR_DOT}" fill="currentColor"/>'
            for x, y in found.spots
        )
        svg = _svg(found.outline, " map__svg--small", 'aria-hidden="true"', circles)
        return _figure(svg, messages, " map--small")

    def locator(self, places: Iterable[Place]) -> Locator | None:
        """What such a map shows, for pictures that are not SVG: whoever draws it sets `BOUNDARIES_NOTE` under it."""
        places = tuple(places)
        country = self._country((place, 1) for place in places)
        if country is None:
            return None
        spots = dict.fromkeys(spot for place in places if (spot := country.small.spot(place)))
        return Locator(country.small, tuple(spots))

    def overview_map(self, dots: Sequence[Dot], messages: Messages) -> Markup | None:
        """A small map of where the records of a list were, for the eye alone: the page says it in words.

        It shows the country of most records. None if no dot lies in a country.
        """
        country = self._country((dot.place, dot.count) for dot in dots)
        if country is None:
            return None
        drawn = country.small
        # A circle that the frame would cut is of a place beyond the border.
        frame = _inside(drawn, 0)
        marked = _marked(drawn, dots, OVERVIEW_LARGEST, OVERVIEW_LEAST)
        shown = [(dot, mark) for dot, mark in marked if frame.holds(mark.box())]
        # Names may cover the dots of places with few records, or a full map would have no room for any.
        first = [mark for _, mark in shown[:MOST_NAMES]]
        named = labels(first, first, OVERVIEW_TYPE, _inside(drawn, 1))
        names = "".join(_text(named.get(mark), dot.link.language) for dot, mark in shown)
        circles = _circles(mark for _, mark in shown)
        attributes = f'aria-hidden="true" font-size="{OVERVIEW_TYPE}"'
        svg = _svg(drawn, " map__svg--overview", attributes, circles + names)
        return _figure(svg, messages, " map--small")


def _marked(drawn: Outline, dots: Sequence[Dot], largest: float, least: float) -> list[tuple[Dot, Mark]]:
    """The dots that a drawing shows, the largest first, each as a circle whose area goes with its count."""
    most = max(dot.count for dot in dots)
    ranked = sorted(
        dots, key=lambda dot: (-dot.count, -(dot.place.latitude or 0), dot.place.longitude, dot.link.text)
    )
    return [
        (dot, Mark(*spot, max(largest * math.sqrt(dot.count / most), least), dot.link.text))
        for dot in ranked
        if (spot := drawn.spot(dot.place))
    ]


def _towns(drawn: Outline, dots: Sequence[Dot], messages: Messages, root: str) -> str:
    """The map of the towns as SVG. Smaller circles lie on top of larger ones."""
    shown = _marked(drawn, dots, LARGEST, LEAST)
    marks = [mark for _, mark in shown]
    frame = _inside(drawn, 2)
    on_phone = _apart(mark for dot, mark in shown if dot.link.url is not None)
    phone_labels = labels(marks, on_phone, PHONE_TYPE, frame)
    wide_labels = labels(marks, marks, WIDE_TYPE, frame)
    towns = []
    for dot, mark in shown:
        count = messages.ngettext("{number} record", "{number} records", dot.count)
        label = escape(f"{dot.link.text}: {count}")
        spot = f'cx="{mark.x:.1f}" cy="{mark.y:.1f}"'
        names = _names(phone_labels.get(mark), wide_labels.get(mark), dot.link.language)
        if dot.link.url is None:
            target = f'<circle {spot} r="{mark.radius:.1f}" fill="none" pointer-events="all"/>'
            towns.append(f"<g><title>{label}</title>{target}{names}</g>")
            continue
        kind, target, radius = "map__town", "map__target", max(PHONE_TARGET, mark.radius)
        if mark not in on_phone:
            kind, radius = f"{kind} map__town--wide", _room(mark, marks)
        elif mark.radius <= WIDE_TARGET:
            target = f"{target} map__target--phone"
        towns.append(
            f'<a class="{kind}" href="{escape(root)}{escape(dot.link.url)}" aria-label="{label}">'
            f'<title>{label}</title><circle class="{target}" {spot} r="{radius:.4g}" fill="none"'
            f' pointer-events="all"/>{names}</a>'
        )
    name = escape(messages.gettext("Map of the places with records"))
    attributes = f'role="group" aria-label="{name}" font-size="{PHONE_TYPE}"'
    circles = _circles(marks, ' pointer-events="none" aria-hidden="true"')
    return _svg(drawn, "", attributes, "".join(towns) + circles)


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that a finger on a phone can hit separately; of two that are too close, the first stays."""
    found: list[Mark] = []
    for mark in marks:
        if all(mark.distance(other) >= 2 * PHONE_TARGET for other in found):
            found.append(mark)
    return found


def _room(mark: Mark, marks: list[Mark]) -> float:
    """The radius of a mark's target on a wide map: less than it should be where another mark is near."""
    nearest = min(mark.distance(other) for other in marks if other is not mark)
    return max(mark.radius, min(WIDE_TARGET, max(nearest / 2, LEAST_TARGET)))


def _names(phone: Label | None, wide: Label | None, language: str | None) -> str:
    """The name beside a mark as a phone and as a wide map have it, once if both are at the same spot."""
    if phone == wide:
        return _text(phone, language)
    return _text(phone, language, " map__label--phone") + _text(wide, language, " map__label--wide")


def _text(label: Label | None, language: str | None, kind: str = "") -> str:
    if label is None:
        return ""
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    baseline = "" if label.baseline == "auto" else f' dominant-baseline="{label.baseline}"'
    return (
        f'<text class="map__label{kind}" x="{label.x:.1f}" y="{label.y:.1f}"{anchor}{baseline}{lang_of(language)}'
        f' aria-hidden="true">{escape(label.name)}</text>'
    )


def _circles(marks: Iterable[Mark], attributes: str = "") -> str:
    circles = (f'<circle cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{mark.radius:.1f}"/>' for mark in marks)
    return (
        f'<g class="map__marks" fill="currentColor" fill-opacity=".3" stroke="currentColor"{attributes}>'
        f"{''.join(circles)}</g>"
    )


def _inside(drawn: Outline, margin: int) -> Box:
    return Box(margin, margin, drawn.width - margin, drawn.height - margin)


def _svg(drawn: Outline, kind: str, attributes: str, inside: str) -> str:
    """A drawing with its lines. The paths are in tenths of a unit; strokes are as wide as the screen's pixels, whatever
    the map's size.
    """
    size = f'viewBox="0 0 {drawn.width} {drawn.height}" width="{drawn.width}" height="{drawn.height}"'
    lines = "".join(
        f'<path class="{name}" transform="scale(.1)" vector-effect="non-scaling-stroke" fill="none"'
        f' stroke="currentColor" d="{d}"/>'
        for name, d in (("map__neighbours", drawn.neighbours), ("map__outline", drawn.outline))
        if d
    )
    return f'<svg class="map__svg{kind}" {size} {attributes}>{lines}{inside}</svg>'


def _figure(svg: str, messages: Messages, kind: str = "") -> Markup:
    note = escape(messages.gettext(BOUNDARIES_NOTE))
    return Markup(
        f'<figure class="map{kind}">{svg}<figcaption class="map__note">{note}</figcaption></figure>'
    )
