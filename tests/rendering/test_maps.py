"""Maps: what they show, how they are read by eye, keyboard and screen reader, and that they know no country by name."""

import math
import re
from collections import Counter

import pytest
from lxml import html

from mission_archive.model.languages import LANGUAGES
from mission_archive.model.terms import Place, Vocabulary
from mission_archive.rendering.links import Link
from mission_archive.rendering.maps.atlas import BOUNDARIES_NOTE, Atlas
from mission_archive.rendering.maps.dots import Dot
from mission_archive.rendering.maps.outlines import load
from mission_archive.rendering.words.messages import Messages

ENGLISH = Messages.load("en")
# Towns as an atlas gives them: name, latitude, longitude.
ALPS = (("Vienna", 48.2, 16.37), ("Graz", 47.07, 15.44), ("Linz", 48.31, 14.29), ("Salzburg", 47.8, 13.04))
FIJI = (("Suva", -18.14, 178.44), ("Labasa", -16.43, 179.37), ("Somosomo", -16.77, -179.97))


def place(name, latitude, longitude):
    return Place(id=name, name={"en": name}, kind="town", latitude=latitude, longitude=longitude)


def town(name, latitude, longitude, count=1, *, url=None, language=None):
    return Dot(place(name, latitude, longitude), Link(name, url, language), count)


def dots(*towns, counts=()):
    """Dots of some towns with counts from 1 on, or those given."""
    numbers = [*counts, *range(1, len(towns) + 1)][: len(towns)]
    return [
        town(name, latitude, longitude, count, url=f"places/{name.lower()}/")
        for (name, latitude, longitude), count in zip(towns, numbers, strict=True)
    ]


def drawn(towns, messages=ENGLISH, **options):
    return Atlas(Vocabulary(dot.place for dot in towns)).town_map(towns, messages, **options)


def located(*points, messages=ENGLISH):
    places = [place(f"Place {number}", *point) for number, point in enumerate(points)]
    return Atlas(Vocabulary(places)).locator_map(places, messages)


def shown(towns):
    """The names of the towns that have a circle, in the order of their counts."""
    names = [link.get("aria-label").partition(":")[0] for link in parsed(drawn(towns)).iter("a")]
    assert len(names) == len(circles(drawn(towns)))
    return names


def parsed(figure):
    return html.fragment_fromstring(str(figure)).find("svg")


def circles(svg):
    """Middle and radius of each visible circle, the largest first."""
    found = parsed(svg).xpath("//g[@class='map__marks']/circle")
    return [tuple(float(circle.get(name)) for name in ("cx", "cy", "r")) for circle in found]


def points_of(svg, kind):
    """Every point of the paths of a kind, in units of the drawing."""
    (d,) = parsed(svg).xpath(f"//path[contains(@class, '{kind}')]/@d")
    points = []
    for line in d.split("M")[1:]:
        start, _, steps = line.rstrip("z").partition("l")
        x, y = map(int, start.split())
        points.append((x / 10, y / 10))
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / 10, y / 10))
    return points


def test_a_circle_is_as_large_in_area_as_its_count():
    _, *found = circles(drawn(dots(*ALPS, counts=(100, 49, 25, 16))))
    assert [radius for _, _, radius in found] == pytest.approx([18.2, 13, 10.4], abs=0.05)


def test_a_circle_of_few_records_beside_one_of_many_can_still_be_seen():
    _, (_, _, least), *_ = circles(drawn(dots(*ALPS, counts=(10_000, 1, 1, 1))))
    assert least == 5


def test_towns_lie_to_each_other_as_on_the_ground():
    places = {link.get("aria-label"): link for link in parsed(drawn(dots(*ALPS))).iter("a")}
    spots = {
        name.partition(":")[0]: [float(link.find("circle").get(key)) for key in ("cx", "cy")]
        for name, link in places.items()
    }
    (x0, y0), (x1, y1), (x2, y2) = spots["Vienna"], spots["Graz"], spots["Salzburg"]
    assert x2 < x1 < x0
    assert y0 < y2 < y1
    # 145 km from Vienna to Graz, 252 km from Vienna to Salzburg.
    ratio = math.hypot(x1 - x0, y1 - y0) / math.hypot(x2 - x0, y2 - y0)
    assert ratio == pytest.approx(145 / 252, rel=0.01)


def test_the_map_shows_the_country_of_most_towns_without_those_that_lie_beyond_it():
    abroad = town("Lisbon", 38.72, -9.14, count=500, url="places/lisbon/")
    at_sea = town("Buoy", 45.0, -40.0, count=1, url="places/buoy/")
    assert shown([abroad, *dots(*ALPS), at_sea]) == ["Salzburg", "Linz", "Graz", "Vienna"]


def test_a_town_beyond_the_border_that_the_frame_shows_is_on_the_map():
    across = town("Passau", 48.57, 13.46, count=1, url="places/passau/")
    assert "Passau" in shown([*dots(*ALPS), across])


def test_neighbours_are_drawn_apart_from_the_country_and_inside_the_frame():
    svg = drawn(dots(*ALPS))
    width, height = (int(parsed(svg).get(name)) for name in ("width", "height"))
    for kind in ("map__outline", "map__neighbours"):
        points = points_of(svg, kind)
        assert len(points) > 50
        assert all(0 <= x <= width and 0 <= y <= height for x, y in points)


def test_every_circle_is_a_link_that_gives_its_name_and_records_the_largest_first():
    links = [*parsed(drawn(dots(*ALPS, counts=(1, 12, 3, 2)), root="../")).iter("a")]
    labels = ["Graz: 12 records", "Linz: 3 records", "Salzburg: 2 records", "Vienna: 1 record"]
    assert [link.get("aria-label") for link in links] == labels
    assert [link.findtext("title") for link in links] == labels
    assert links[0].get("href") == "../places/graz/"


def test_a_place_without_a_page_is_a_circle_and_no_link():
    nowhere = town("Hamlet", 47.2, 11.4, count=1)
    svg = drawn([*dots(*ALPS), nowhere])
    assert len(circles(svg)) == 5
    assert len([*parsed(svg).iter("a")]) == 4
    assert "<g><title>Hamlet: 1 record</title><circle cx=" in svg


def test_names_and_addresses_are_text_and_never_markup():
    wicked = town('<b>"Q&A"</b>', 47.2, 11.4, count=1, url='p/"><script>/')
    svg = drawn([*dots(*ALPS), wicked])
    link = next(link for link in parsed(svg).iter("a") if "Q&A" in link.get("aria-label"))
    assert link.get("href") == 'p/"><script>/'
    assert link.get("aria-label") == '<b>"Q&A"</b>: 1 record'
    assert "<b>" not in svg
    assert "<script>" not in svg


def test_a_name_of_another_language_is_marked():
    foreign = town("Инсбрук", 47.2, 11.4, count=1, url="p/", language="ru")
    link = next(link for link in parsed(drawn([*dots(*ALPS), foreign])).iter("a") if link.get("href") == "p/")
    assert {text.get("lang") for text in link.iter("text")} == {"ru"}


def test_a_phone_is_given_links_that_are_a_finger_apart_and_a_wide_map_all_of_them():
    # Five towns along a street of some 4 km each.
    street = [(f"Town {number}", 47.2, 11.4 + 0.05 * number) for number in range(5)]
    links = [*parsed(drawn(dots(*ALPS, *street))).iter("a")]
    assert len(links) == 9
    on_phone = [link for link in links if "map__town--wide" not in link.get("class")]
    spots = [tuple(float(link.find("circle").get(key)) for key in ("cx", "cy", "r")) for link in on_phone]
    assert 4 < len(spots) < 9
    for number, (x, y, radius) in enumerate(spots):
        assert radius * 2 * 288 / 720 >= 24
        assert all(math.hypot(x - u, y - v) * 288 / 720 >= 24 for u, v, _ in spots[:number])


def test_towns_that_are_just_a_finger_apart_are_both_links_on_a_phone():
    links = [*parsed(drawn(dots(("Here", 47.2, 11.4), ("There", 47.2, 12.1)))).iter("a")]
    assert [link.get("class") for link in links] == ["map__town", "map__town"]
    (x, y), (u, v) = [[float(link.find("circle").get(key)) for key in ("cx", "cy")] for link in links]
    assert 24 <= math.hypot(x - u, y - v) * 288 / 720 < 26


def test_the_map_is_a_group_of_links_with_a_name_and_has_no_style_or_script_of_its_own():
    svg = drawn(dots(*ALPS))
    root = parsed(svg)
    assert (root.get("role"), root.get("aria-label")) == ("group", "Map of the places with records")
    assert "style" not in svg
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    assert not [*root.iter("script")]


def test_the_same_dots_in_any_order_give_the_same_map():
    towns = dots(*ALPS, counts=(2, 2, 2, 2))
    assert drawn(towns) == drawn(towns[::-1])


def test_no_dots_and_dots_in_no_country_give_no_map():
    at_sea = town("Buoy", 45.0, -40.0, count=1)
    assert drawn([]) == ""
    assert drawn([at_sea]) == ""


@pytest.mark.parametrize("language", ["ru", "tg"])
def test_circles_are_named_in_the_readers_language(language):
    messages = Messages.load(language)
    link = next(parsed(drawn(dots(*ALPS, counts=(5,)), messages)).iter("a"))
    assert link.get("aria-label") == f"Vienna: {messages.ngettext('{number} record', '{number} records', 5)}"


@pytest.mark.parametrize(
    "towns",
    [
        ALPS,
        (
            ("Pristina", 42.66, 21.16),
            ("Prizren", 42.21, 20.74),
            ("Peja", 42.66, 20.29),
            ("Vranje", 42.55, 21.9),
        ),
        FIJI,
        (("Malé", 4.18, 73.51), ("Hithadhoo", -0.61, 73.09), ("Kulhudhuffushi", 6.62, 73.07)),
        (("Oslo", 59.91, 10.75), ("Tromsø", 69.65, 18.96), ("Bergen", 60.39, 5.32)),
        (("Anadyr", 64.73, 177.51), ("Moscow", 55.75, 37.62), ("Uelen", 66.16, -169.81)),
    ],
    ids=lambda towns: towns[0][0],
)
def test_any_country_of_the_world_has_its_map_with_all_its_towns_and_below_20_kilobytes(towns):
    found = drawn(dots(*towns))
    assert len(circles(found)) == len(towns)
    assert len(found.encode()) < 20_000
    width, height = (int(parsed(found).get(name)) for name in ("width", "height"))
    assert all(0 < x < width and 0 < y < height for x, y, _ in circles(found))
    points = points_of(found, "map__outline")
    # The country fills the frame in one direction at least, and no line runs from edge to edge by mistake.
    wide = max(x for x, _ in points) - min(x for x, _ in points)
    high = max(y for _, y in points) - min(y for _, y in points)
    assert max(wide / width / 0.85, high / height / 0.8) > 1


def test_islands_on_both_sides_of_the_antimeridian_lie_side_by_side():
    spots = {
        link.get("aria-label").partition(":")[0]: float(link.find("circle").get("cx"))
        for link in parsed(drawn(dots(*FIJI))).iter("a")
    }
    assert spots["Suva"] < spots["Labasa"] < spots["Somosomo"] < 720


def test_a_far_possession_is_not_on_the_map_and_does_not_shrink_the_country():
    home = (("Paris", 48.86, 2.35), ("Lyon", 45.76, 4.84), ("Brest", 48.39, -4.49), ("Ajaccio", 41.93, 8.74))
    far = ("Cayenne", 4.94, -52.33)
    assert sorted(shown(dots(*home, far))) == ["Ajaccio", "Brest", "Lyon", "Paris"]


def test_a_locator_map_is_small_hidden_from_screen_readers_and_has_a_dot_where_the_place_is():
    svg = str(located((48.2, 16.37)))
    root = parsed(svg)
    assert root.get("aria-hidden") == "true"
    assert (root.get("width"), root.get("height")) == ("240", "160")
    assert "style" not in svg
    assert not [*root.iter("a")]
    (dot,) = root.iter("circle")
    x, y = float(dot.get("cx")), float(dot.get("cy"))
    points = points_of(svg, "map__outline")
    east, west = max(px for px, _ in points), min(px for px, _ in points)
    assert (x - west) / (east - west) == pytest.approx((16.37 - 9.53) / (17.16 - 9.53), abs=0.02)
    assert 0 < y < 80


def test_a_record_of_several_places_has_several_dots_in_the_country_of_most_of_them():
    svg = located((48.86, 2.35), (47.07, 15.44), (48.2, 16.37))
    assert len([*parsed(svg).iter("circle")]) == 2
    assert points_of(svg, "map__outline") == points_of(located((47.8, 13.04)), "map__outline")


def test_a_place_in_no_country_and_no_place_at_all_have_no_locator_map():
    assert located((45.0, -40.0)) is None
    assert located() is None


def test_every_country_of_the_world_is_drawn_within_its_frame_and_small_enough_for_a_page():
    countries = load()
    assert len({country.name for country in countries}) == 255
    for country in countries:
        for drawing, most in ((country.large, 11_000), (country.small, 2_800)):
            points = [point for line in drawing.lines() for point in line]
            assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in points), country.name
            assert 10 < len(drawing.outline) + len(drawing.neighbours) <= most, country.name


def test_no_town_of_a_country_is_drawn_twice():
    names = Counter(link.get("aria-label") for link in parsed(drawn(dots(*ALPS))).iter("a"))
    assert set(names.values()) == {1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_map_is_drawn_without_the_notice_on_boundaries_under_it(language):
    messages = Messages.load(language)
    maps = [drawn(dots(*ALPS), messages), located((48.2, 16.37), messages=messages)]
    for figure in map(html.fragment_fromstring, maps):
        assert (figure.tag, [child.tag for child in figure]) == ("figure", ["svg", "figcaption"])
        assert figure.findtext("figcaption") == messages.gettext(BOUNDARIES_NOTE)


def test_the_map_of_a_list_shows_the_country_of_most_records_and_names_its_largest_places():
    abroad = dots(("Paris", 48.86, 2.35), ("Lyon", 45.76, 4.84), ("Brest", 48.39, -4.49), counts=(1, 1, 1))
    listed = [*abroad, *dots(*ALPS, counts=(16, 4, 1, 1))]
    figure = Atlas(Vocabulary(dot.place for dot in listed)).overview_map(listed, ENGLISH)
    svg = parsed(figure)
    assert svg.get("aria-hidden") == "true"
    assert [text.text for text in svg.iter("text")] == ["Vienna", "Graz", "Linz", "Salzburg"]
    assert [float(circle.get("r")) for circle in svg.iter("circle")] == [12, 6, 3, 3]
    assert points_of(figure, "map__outline") == points_of(located((47.8, 13.04)), "map__outline")
    assert BOUNDARIES_NOTE in str(figure)
    assert len(str(figure).encode()) < 5_000


def test_a_list_without_known_places_has_no_map():
    assert Atlas(Vocabulary()).overview_map([], ENGLISH) is None
