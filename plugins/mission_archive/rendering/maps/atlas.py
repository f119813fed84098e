"""The maps of the site: one of the towns with all their records, and small ones that say where a place is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from mission_archive.rendering.maps.dots import Dot
from mission_archive.rendering.maps.framing import Land, main_land
from mission_archive.rendering.maps.grounds import Ground, Sheet, ground
from mission_archive.rendering.maps.labelling import Label, Mark, labels
from mission_archive.rendering.maps.world import Bounds, Country, World
from mission_archive.rendering.words.labels import N_
from mission_archive.rendering.words.messages import Messages

TOWNS = Sheet(width=720, height=320, greatest_height=720, margin=24, weight=11_000, has_neighbours=True)
LOCATOR = Sheet(width=240, height=160, greatest_height=160, margin=8, weight=2_800, has_neighbours=False)

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


@dataclass(frozen=True, slots=True)
class TownMap:
    """A map of towns as a figure, and the dots that lie outside of what it shows."""

    figure: Markup
    outside: tuple[Dot, ...] = ()


class Atlas:
    """Draws maps from one geometry, and keeps what several maps share. The geometry is read when it is first needed.

    Every map leaves here as a whole figure, with the notice on boundaries under it, so that no template can forget it.
    """

    def __init__(self, world: World | None = None) -> None:
        self._given = world
        self._found: dict[tuple[float, float], tuple[Country, int] | None] = {}
        self._grounds: dict[tuple[Land, Sheet], Ground] = {}
        self._locators: dict[tuple[tuple[float, float], ...], Markup | None] = {}
        self._notes: dict[str, Markup] = {}

    @property
    def world(self) -> World:
        """The geometry."""
        if self._given is None:
            self._given = World.load()
        return self._given

    def town_map(self, dots: Sequence[Dot], messages: Messages, *, root: str = "") -> TownMap:
        """The country that holds most of the dots, with a circle for each whose area goes with its count.

        Every circle is a link, the largest first. On a phone those are not that lie so near to a larger one that a
        finger could not tell them apart, and names stand where there is room: the page must tell the same as a list.
        `root` is put before each address. Nothing to show: no text.
        """
        land = self._land([(dot.latitude, dot.longitude) for dot in dots])
        if land is None:
            return TownMap(Markup(), tuple(dots))
        drawn = self._ground(land, TOWNS)
        ranked = sorted(dots, key=lambda dot: (-dot.count, -dot.latitude, dot.longitude, dot.name))
        most = max(dot.count for dot in dots)
        marks: list[Mark] = []
        shown: list[Dot] = []
        for dot in ranked:
            if spot := drawn.spot(dot.latitude, dot.longitude):
                shown.append(dot)
                marks.append(Mark(*spot, max(LARGEST * math.sqrt(dot.count / most), LEAST), dot.name))
        missing = tuple(dot for dot in dots if dot not in shown)
        return TownMap(self._figure(_town_svg(drawn, shown, marks, messages, root), messages), missing)

    def locator_map(self, points: tuple[tuple[float, float], ...], messages: Messages) -> Markup | None:
        """A small outline of the country of a place with a dot for it, for the eye alone: the page tells it in words.

        `points` are pairs of latitude and longitude, one for each place of a record. None if they lie in no country.
        """
        if points not in self._locators:
            self._locators[points] = self._locator(points)
        drawing = self._locators[points]
        return self._figure(drawing, messages, " map--small") if drawing else None

    def overview_map(self, dots: Sequence[Dot], messages: Messages) -> Markup | None:
        """A small map of where the records of a list were, for the eye alone: the page says it in words.

        It shows the country of most records. None if no dot lies in a country.
        """
        weights: Counter[str] = Counter()
        for dot in dots:
            if found := self._find((dot.latitude, dot.longitude)):
                weights[found[0].name] += dot.count
        most_there = max(weights.values(), default=0)
        land = self._land([
            point
            for dot in dots
            if (found := self._find(point := (dot.latitude, dot.longitude)))
            and weights[found[0].name] == most_there
        ])  # fmt: skip
        if land is None:
            return None
        drawn = self._ground(land, LOCATOR)
        most = max(dot.count for dot in dots)
        marks = [
            Mark(*spot, max(OVERVIEW_LARGEST * math.sqrt(dot.count / most), OVERVIEW_LEAST), dot.name)
            for dot in sorted(dots, key=lambda dot: (-dot.count, -dot.latitude, dot.longitude, dot.name))
            if (spot := drawn.spot(dot.latitude, dot.longitude))
        ]
        # A circle that the frame would cut is of a place beyond the border.
        marks = [mark for mark in marks if _is_whole(mark, drawn)]
        frame = Bounds(1, 1, drawn.width - 1, drawn.height - 1)
        # Names may cover the dots of places with few records, or a full map would have no room for any.
        named = labels(marks[:MOST_NAMES], range(len(marks[:MOST_NAMES])), OVERVIEW_TYPE, frame)
        languages = {dot.name: dot.language for dot in dots}
        names = "".join(_text(label, languages[label.name], "") for label in named.values())
        circles = "".join(
            f'<circle cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{mark.radius:.1f}"/>' for mark in marks
        )
        drawing = Markup(
            f'{_head(drawn, "map__svg map__svg--overview")} aria-hidden="true" font-size="{OVERVIEW_TYPE}">'
            f'{_lines(drawn)}<g class="map__marks" fill="currentColor" fill-opacity=".3" stroke="currentColor">'
            f"{circles}</g>{names}</svg>"
        )
        return self._figure(drawing, messages, " map--small")

    def _figure(self, drawing: Markup, messages: Messages, kind: str = "") -> Markup:
        note = self._notes.get(messages.language)
        if note is None:
            note = self._notes[messages.language] = escape(messages.gettext(BOUNDARIES_NOTE))
        return Markup(
            f'<figure class="map{kind}">{drawing}<figcaption class="map__note">{note}</figcaption></figure>'
        )

    def _locator(self, points: tuple[tuple[float, float], ...]) -> Markup | None:
        land = self._land(points)
        if land is None:
            return None
        drawn = self._ground(land, LOCATOR)
        spots = [spot for point in points if (spot := drawn.spot(*point))]
        circles = "".join(
            f'<circle class="map__here" cx="{x:.1f}" cy="{y:.1f}" r="{LOCATOR_DOT}" fill="currentColor"/>'
            for x, y in spots
        )
        return Markup(
            f'{_head(drawn, "map__svg map__svg--small")} aria-hidden="true">{_lines(drawn)}{circles}</svg>'
        )

    def _land(self, points: Sequence[tuple[float, float]]) -> Land | None:
        found = [found for point in points if (found := self._find(point))]
        return main_land(self.world, found) if found else None

    def _find(self, point: tuple[float, float]) -> tuple[Country, int] | None:
        if point not in self._found:
            self._found[point] = self.world.find(*point)
        return self._found[point]

    def _ground(self, land: Land, sheet: Sheet) -> Ground:
        if (land, sheet) not in self._grounds:
            self._grounds[land, sheet] = ground(self.world, land, sheet)
        return self._grounds[land, sheet]


def _town_svg(drawn: Ground, dots: list[Dot], marks: list[Mark], messages: Messages, root: str) -> Markup:
    """The map as SVG. `marks` are those of the `dots`, the largest first: smaller ones lie on top of them."""
    frame = Bounds(2, 2, drawn.width - 2, drawn.height - 2)
    on_phone = _apart(marks, [number for number, dot in enumerate(dots) if dot.url is not None])
    phone_labels = labels(marks, on_phone, PHONE_TYPE, frame)
    wide_labels = labels(marks, range(len(marks)), WIDE_TYPE, frame)
    circles, towns = [], []
    for number, (dot, mark) in enumerate(zip(dots, marks, strict=True)):
        count = messages.ngettext("{number} record", "{number} records", dot.count)
        label = f"{dot.name}: {count}"
        title = f"<title>{escape(label)}</title>"
        spot = f'cx="{mark.x:.1f}" cy="{mark.y:.1f}"'
        circles.append(f'<circle {spot} r="{mark.radius:.1f}"/>')
        names = _names(phone_labels.get(number), wide_labels.get(number), dot.language)
        if dot.url is None:
            target = f'<circle {spot} r="{mark.radius:.1f}" fill="none" pointer-events="all"/>'
            towns.append(f"<g>{title}{target}{names}</g>")
            continue
        kind, target, radius = "map__town", "map__target", max(PHONE_TARGET, mark.radius)
        if number not in on_phone:
            kind, radius = f"{kind} map__town--wide", _room(marks, number)
        elif mark.radius <= WIDE_TARGET:
            target = f"{target} map__target--phone"
        towns.append(
            f'<a class="{kind}" href="{escape(root)}{escape(dot.url)}" aria-label="{escape(label)}">{title}'
            f'<circle class="{target}" {spot} r="{radius:.4g}" fill="none" pointer-events="all"/>{names}</a>'
        )
    name = escape(messages.gettext("Map of the places with records"))
    return Markup(
        f'{_head(drawn, "map__svg")} role="group" aria-label="{name}" font-size="{PHONE_TYPE}">{_lines(drawn)}'
        f'{"".join(towns)}<g class="map__marks" fill="currentColor" fill-opacity=".3" stroke="currentColor"'
        f' pointer-events="none" aria-hidden="true">{"".join(circles)}</g></svg>'
    )


def _is_whole(mark: Mark, drawn: Ground) -> bool:
    return (
        mark.radius <= mark.x <= drawn.width - mark.radius
        and mark.radius <= mark.y <= drawn.height - mark.radius
    )


def _apart(marks: list[Mark], numbers: list[int]) -> list[int]:
    """The marks that a finger on a phone can hit separately; of two that are too close, the first stays."""
    found: list[int] = []
    for number in numbers:
        if all(_distance(marks[number], marks[other]) >= 2 * PHONE_TARGET for other in found):
            found.append(number)
    return found


def _room(marks: list[Mark], number: int) -> float:
    """The radius of a mark's target on a wide map: less than it should be where another mark is near."""
    mark = marks[number]
    nearest = min(_distance(mark, other) for other in marks if other is not mark)
    return max(mark.radius, min(WIDE_TARGET, max(nearest / 2, LEAST_TARGET)))


def _distance(one: Mark, other: Mark) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


def _names(phone: Label | None, wide: Label | None, language: str | None) -> str:
    """The name beside a mark as a phone and as a wide map have it, once if it stands at the same spot."""
    if phone == wide:
        return _text(phone, language, "")
    return _text(phone, language, " map__label--phone") + _text(wide, language, " map__label--wide")


def _text(label: Label | None, language: str | None, kind: str) -> str:
    if label is None:
        return ""
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    baseline = "" if label.baseline == "auto" else f' dominant-baseline="{label.baseline}"'
    lang = f' lang="{escape(language)}"' if language else ""
    return (
        f'<text class="map__label{kind}" x="{label.x:.1f}" y="{label.y:.1f}"{anchor}{baseline}{lang}'
        f' aria-hidden="true">{escape(label.name)}</text>'
    )


def _head(drawn: Ground, kind: str) -> str:
    size = f'width="{drawn.width}" height="{drawn.height}"'
    return f'<svg class="{kind}" viewBox="0 0 {drawn.width} {drawn.height}" {size}'


def _lines(drawn: Ground) -> str:
    """The paths are in tenths of a unit; strokes are as wide as the screen's pixels, whatever the map's size."""
    return "".join(
        f'<path class="{kind}" transform="scale(.1)" vector-effect="non-scaling-stroke" fill="none"'
        f' stroke="currentColor" d="{d}"/>'
        for kind, d in (("map__neighbours", drawn.neighbours), ("map__outline", drawn.outline))
        if d
    )
