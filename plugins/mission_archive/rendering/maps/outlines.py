"""The outlines of the world's countries, drawn beforehand by `setup/outlines`, and which of them shows a place."""

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate, pairwise

from mission_archive.model.terms import Place, Vocabulary

Spot = tuple[float, float]
"""To the right and down, in units of a drawing."""

COAST = 0.25
"""How far (degrees) from a generalised outline a place may lie and still be the country's: a quay, a small island."""

RE_NUMBER = re.compile(r"-?\d+")
FAR_SIDE = 1e-9


@dataclass(frozen=True, slots=True)
class Outline:
    """A country drawn in one size, around a middle in degrees. `scale` are units per radius of the earth, `x` and `y`
    where the middle lies. `outline` and `neighbours` are the `d` of paths in tenths of a unit.
    """

    longitude: float
    latitude: float
    scale: float
    x: float
    y: float
    width: int
    height: int
    outline: str
    neighbours: str

    def spot(self, place: Place) -> Spot | None:
        """Where a place is drawn, by Lambert's azimuthal equal-area projection; None outside of the drawing."""
        if place.latitude is None or place.longitude is None:
            return None
        degrees = (place.longitude - self.longitude, place.latitude, self.latitude)
        east, north, middle = map(math.radians, degrees)
        sin, cos = math.sin(north), math.cos(north)
        along = 1 + math.sin(middle) * sin + math.cos(middle) * cos * math.cos(east)
        scale = math.sqrt(2 / max(along, FAR_SIDE))
        x = scale * cos * math.sin(east) * self.scale + self.x
        up = scale * (math.cos(middle) * sin - math.sin(middle) * cos * math.cos(east))
        y = -up * self.scale + self.y
        return (x, y) if 0 <= x <= self.width and 0 <= y <= self.height else None

    def lines(self) -> Iterator[list[Spot]]:
        """The lines of the outline. Those that are not cut at the edge end where they begin."""
        for text in self.outline.split("M")[1:]:
            numbers = [int(number) / 10 for number in RE_NUMBER.findall(text)]
            steps = zip(numbers[::2], numbers[1::2], strict=True)
            line = list(accumulate(steps, lambda at, step: (at[0] + step[0], at[1] + step[1])))
            yield [*line, line[0]] if text.endswith("z") else line

    def has(self, place: Place) -> bool:
        """Whether a place lies in the country: a ray from it to the right meets the outline an odd number of times."""
        x, y = self.spot(place) or (math.inf, math.inf)
        is_inside = False
        for line in self.lines():
            if line[0] != line[-1]:
                continue
            for (x0, y0), (x1, y1) in pairwise(line):
                if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                    is_inside = not is_inside
        return is_inside

    def degrees_to(self, place: Place) -> float:
        """How far a place is from the nearest corner of the outline, in degrees of latitude."""
        spot = self.spot(place) or (math.inf, math.inf)
        corners = (math.dist(spot, corner) for line in self.lines() for corner in line)
        return math.degrees(min(corners, default=math.inf) / self.scale)


@dataclass(frozen=True, slots=True, eq=False)
class Country:
    """A country, or a part of one that lies far from the rest, on the map of the towns and on a small map."""

    name: str
    large: Outline
    small: Outline


@cache
def load() -> tuple[Country, ...]:
    """The countries that the package ships."""
    packed = (resources.files("mission_archive") / "geometry" / "outlines.json.gz").read_bytes()
    return tuple(
        Country(name, Outline(*large), Outline(*small))
        for name, large, small in json.loads(gzip.decompress(packed))
    )


def countries_of(places: Vocabulary[Place], countries: Sequence[Country]) -> Mapping[str, Country]:
    """Id of a place → the country on whose map it is shown, for the places that lie in or near one.

    Outlines are generalised. So a place beside a border or on a small island is shown where most places of its country
    in the vocabulary are: not on the other side of a river.
    """
    found = {place.id: country for place in places.values() if (country := _country_of(place, countries))}
    counts: dict[str, Counter[Country]] = {}
    for place_id, country in found.items():
        counts.setdefault(_state(places, place_id), Counter())[country] += 1
    usual = {state: counted.most_common(1)[0][0] for state, counted in counts.items()}
    for place in places.values():
        country = usual.get(_state(places, place.id))
        if not country or not country.large.spot(place):
            continue
        if place.id not in found or country.large.degrees_to(place) <= COAST:
            found[place.id] = country
    return found


def _state(places: Vocabulary[Place], place_id: str) -> str:
    """The country that the vocabulary says a place is in; the place itself if it says none."""
    return next((place.id for place in places.broader(place_id) if place.kind == "country"), place_id)


def _country_of(place: Place, countries: Iterable[Country]) -> Country | None:
    """The country in which a place lies, or the nearest one where it lies close to a coast.

    On a border the outline decides that is drawn most closely.
    """
    near = [country for country in countries if country.large.spot(place)]
    for country in sorted(near, key=lambda country: -country.large.scale):
        if country.large.has(place):
            return country
    nearest = min(near, key=lambda country: country.large.degrees_to(place), default=None)
    return nearest if nearest and nearest.large.degrees_to(place) <= COAST else None
