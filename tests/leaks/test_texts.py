"""Every way to write a place is read, and nothing else is taken for one."""

import gzip
import json
from pathlib import PurePosixPath

import pytest

from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import PAGE, route_map
from milepost.draw.projection import Frame, to_px
from milepost.leaks.circles import Circles
from milepost.leaks.texts import points_of
from milepost.leaks.unpacking import unpacked
from milepost.model.privacy import Zone
from milepost.publish.maps.polyline import polyline
from milepost.read.basemap import basemap

HOME = 48.13712, 11.57544
SOUTH = -33.86882, -70.64827
LINE = [(48.2, 11.5), HOME, (48.1, 11.6)]
NAMED = {"title": "A", "description": "", "ident": "a"}
FRAME = Frame(0.0321, 0.3468, 1e6, 100, 100)
FRAMED = 'data-west="0.0321" data-north="0.3468" data-scale="1000000.0"'
X, Y = to_px(FRAME, (HOME,))[0].round(1)
LINKED = '{"geo": {"line": "48.20 11.50 48.1371 11.5754"}}'
CIRCLES = Circles([Zone(*HOME, 400.0), Zone(*SOUTH, 400.0)])


def zones_in(text: str, name: str = "index.html", circles: Circles = CIRCLES) -> list[int]:
    return list(circles.hits(points_of(PurePosixPath(name), text, circles)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("now.json", '{"position": [48.137, 11.575]}'),
        ("a.json", '{"at": [371.57544, 48.13712]}'),
        ("a.json", '{"type": "Feature", "geometry": {"coordinates": [[11.57544, 48.13712]]}}'),
        ("a.json", '{"lon": 11.57544, "lat": "48.13712"}'),
        ("a.json", '{"latitude": 48.137120, "longitude": 11.5754}'),
        ("a.json", '{"start_lat": 48.13712, "start_lng": 11.57544}'),
        ("a.json", '{"line": [48.20001, 11.50001, 48.13712, 11.57544]}'),
        ("a.json", '{"e7": [481371200, 115754400]}'),
        ("a.json", json.dumps({"path": polyline(LINE)})),
        ("a.json", json.dumps({"html": "<p>48.13712, 11.57544</p>"})),
        ("a.json", '{"words": "48\\u00b08\\u203213.6\\u2033N 11\\u00b034\\u203231.6\\u2033E"}'),
        ("a.gpx", '<trkpt lat="48.13712" lon="11.57544"><ele>520.1</ele></trkpt>'),
        ("a.gpx", '<trkpt lon="11.57544" lat="48.13712"/>'),
        ("a.kml", "<coordinates>11.50,48.20,520.5 11.57544,48.13712,520.1</coordinates>"),
        ("feed.xml", "<georss:point>48.13712 11.57544</georss:point>"),
        ("feed.xml", "<georss:line>48.2 11.5 48.13712 11.57544</georss:line>"),
        ("feed.xml", "<geo:lat>48.13712</geo:lat>\n<geo:long>11.57544</geo:long>"),
        ("feed.xml", "&lt;p&gt;at 48.13712&amp;#44; 11.57544&lt;/p&gt;"),
        ("a.csv", "2026-05-01,12.5,48.13712,11.57544\n"),
        ("a.ics", "BEGIN:VEVENT\r\nGEO:48.137\r\n 12;11.57544\r\n"),
        ("index.html", '<div data-lat="48.13712" data-lon="11.57544">'),
        ("index.html", '<a href="geo:48.13712,11.57544">'),
        ("index.html", '<a href="https://example.org/?q=48.13712%2C11.57544">'),
        ("index.html", '<a href="https://example.org/#map=17/48.13712/11.57544">'),
        ("index.html", '<a href="https://example.org/@48.13712,11.57544,17z">'),
        ("index.html", '<meta name="ICBM" content="48.13712, 11.57544">'),
        ("index.html", f'<div data-line="{polyline(LINE)}">'),
        ("index.html", f'<script type="application/ld+json">{LINKED}</script>'),
        ("index.html", "<p>48.13712° N, 11.57544° E</p>"),
        ("index.html", "<p>N 48° 08.227' E 011° 34.526'</p>"),
        ("index.html", "<p>48&deg;8&prime;13.6&Prime;N&nbsp;11&deg;34&prime;31.6&Prime;E</p>"),
        ("a.js", "const home = {lat: 48.13712, lng: 11.57544};"),
        ("a.txt", "33.86882 S, 70.64827 W"),
        ("a.txt", "−33.86882, −70.64827"),
    ],
)  # fmt: skip
def test_a_place_in_a_zone_is_found(name: str, text: str) -> None:
    assert zones_in(text, name) == [2 if "33.86" in text else 1]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "48.13712 km, 11.57544 km/h"),
        ("a.txt", "48.137, 11.575 km"),
        ("a.txt", "48.137, 11.575\u00a0h"),
        ("a.txt", "48.137\n11.575"),
        ("index.html", "<td>48.14</td><td>11.575</td>"),
        ("a.txt", "48.13712 % of 11.57544"),
        ("a.txt", "1.5 48.13712\n11.57544 1.5"),
        ("a.txt", "48.13712 N, 11.57544 W"),
        ("a.txt", "1.48.13712, 11.57544"),
        ("a.txt", "48.1, 11.6"),
        ("a.json", '{"km": [48.13712, 11.57544]}'),
        ("a.json", '{"speeds": [48.13712, 11.57544]}'),
        ("a.json", '{"lengths": [48.1, 11.6, 48.13712, 11.57544, 12.5]}'),
        ("a.json", '{"lengths": [48.1, 11.6, 48.13, 11.57]}'),
        ("a.json", '{"type": "Point", "coordinates": [48.13712, 11.57544]}'),
        ("index.html", '<svg viewBox="0 0 9 9"><path d="M48.13712 11.57544"/></svg>'),
        ("feed.xml", "<georss:line>48.2 11.5 48.137 12.5 48.3 11.57544</georss:line>"),
        # The corner of a stair: its latitude is of one point, its longitude of the other.
        ("feed.xml", "<georss:line>48.13712 11.5 48.2 11.57544</georss:line>"),
        ("feed.xml", "<georss:line>48.2 11.57544 48.13712 11.5</georss:line>"),
    ],
)
def test_other_numbers_are_no_places(name: str, text: str) -> None:
    assert zones_in(text, name) == []


@pytest.mark.parametrize(
    "after", ["\r\nEND:VEVENT", " in the old town", " is ours", " my home", "\nThe end", " km"]
)
def test_the_word_after_a_place_is_no_unit(after: str) -> None:
    assert zones_in(f"Our door is at 48.13712, 11.57544{after}", "a.txt") == [1]
    assert zones_in(f"BEGIN:VEVENT\r\nGEO:48.13712;11.57544{after}\r\n", "a.ics") == [1]


@pytest.mark.parametrize(
    "text",
    [
        "<td>48.13712</td><td>11.57544</td><td>520.1</td>",
        "<tr><th>Lat</th><td>48.13712</td></tr>\n<tr><th>Lon</th><td>11.57544</td></tr>",
        "<dt>Lat</dt><dd class='n big'>48.13712</dd><dt>Lon</dt><dd class='n'>11.57544</dd>",
        "<b>48.13712</b>, <b>11.57544</b>",
        "48.13712<br>\n11.57544",
        '<a data-lat="48.13712" class="a place with many classes" data-lon="11.57544">',
        "<LatitudeDegrees>48.13712</LatitudeDegrees>\n <LongitudeDegrees>11.57544<",
        '<bounds minlat="48.13712" minlon="11.57544" maxlat="48.2" maxlon="11.6"/>',
        '<a href="https://example.org/data=!3d48.13712!4d11.57544">',
        '<a href="https://example.org/?lat=48.13712&amp;zoom=12&amp;lon=11.57544">',
    ],
)
def test_tags_and_other_attributes_do_not_part_a_place(text: str) -> None:
    assert set(zones_in(text)) == {1}


@pytest.mark.parametrize(
    "text",
    [
        "48.13712\n11.57544\n",
        "Lat: 48.13712 Lon: 11.57544",
        "Breite 48.13712, Länge 11.57544",
        "at latitude 48.13712 and longitude 11.57544",
        "const lat = 48.13712;\nconst lon = 11.57544;",
        "startLat: 48.13712, startLng: 11.57544",
        "N48.13712 E11.57544",
        "N 48.13712 E 11.57544",
        "48.13712n 11.57544e",
        "48.13712° Nord, 11.57544° Ost",
        "48,13712 / 11,57544",
        "2026-05-01;48,13712;11,57544",
        "N48 08.227 E011 34.526",
        "N 48 8 13.6 E 11 34 31.6",
        "const home = [48137120, 11575440];",
        f"const line = {json.dumps(polyline(LINE))};",
        f"our way: {polyline(LINE)}",
    ],
)
def test_a_place_is_read_as_people_and_scripts_write_it(text: str) -> None:
    assert set(zones_in(text, "a.js")) == {1}


@pytest.mark.parametrize(
    "data",
    [
        {"lat": [48.2, 48.13712], "lon": [11.5, 11.57544]},
        {"lats": ["48.2", "48.13712"], "lons": ["11.5", "11.57544"]},
        {"lat": [4820000, 4813712], "lon": [1150000, 1157544]},
        {"startLat": 48.13712, "startLng": 11.57544},
        {"x": 11.57544, "y": 48.13712},
        {"at": [1652000000, 11.57544, 48.13712]},
        {"line": [48.2, 11.5, 48.13712, 11.57544]},
        {"line": [11.5, 48.2, 520.5, 11.57544, 48.13712, 521]},
        {"line": [48200000, 11500000, 48137120, 11575440]},
        {
            "position_lat": round(HOME[0] * 2**31 / 180),
            "position_long": round(HOME[1] * 2**31 / 180),
        },
    ],
)
def test_a_place_is_read_in_columns_rows_and_whole_numbers(data: dict[str, object]) -> None:
    assert set(zones_in(json.dumps(data), "a.json")) == {1}


def test_a_point_at_the_edge_is_outside_however_it_is_rounded() -> None:
    north = HOME[0] + 400 / 111_195
    for decimals in (3, 4, 5):
        assert zones_in(f"{north:.{decimals}f}, {HOME[1]:.{decimals}f}", "a.txt") == []
    assert zones_in(f"{north - 3e-5:.6f}, {HOME[1]:.6f}", "a.txt") == [1]


def test_the_line_of_a_map_is_projected_back() -> None:
    whole = route_map([Leg((tuple(LINE),))], basemap(), sheet=PAGE, **NAMED)
    around = [(48.2, 11.5), (48.2, 11.6), (48.1, 11.6)]
    other = route_map([Leg((tuple(around),))], basemap(), sheet=PAGE, **NAMED)
    assert set(zones_in(f"<p>{whole}</p>")) == {1}
    assert set(zones_in(whole, "map.svg")) == {1}
    places = basemap().places
    town = places.names.index("Munich")
    towns = [(float(places.lat_deg[town]), float(places.lon_deg[town]))]
    assert zones_in(other, circles=Circles([Zone(*HOME, 400.0)], towns)) == []


@pytest.mark.parametrize(
    "told", ['data-lat="48.13712" data-lon="11.57544"', "data-at='48.13712,11.57544'"]
)
def test_what_an_element_of_a_drawing_says_of_a_place_is_read(told: str) -> None:
    assert zones_in(f'<svg viewBox="0 0 9 9"><g {told}><path d="M9 9"/></g></svg>') == [1]


def test_a_mark_of_a_map_is_projected_back() -> None:
    mark = f'<g transform="translate({X} {Y})"><g class="mp-mark"><path d="M9 9"/></g></g>'
    assert zones_in(f"<svg {FRAMED}>{mark}</svg>") == [1]


@pytest.mark.parametrize(
    "drawn",
    [
        f"<path d='M10 10L{X} {Y}'/>",
        f'<path d="M10 10A5 5 0 01{X} {Y}"/>',
        f'<path d="M10 10a5 5 0 11.5.5L{X} {Y}"/>',
        f'<circle class="mp-dot" cx="{X}" cy="{Y}" r="3"/>',
        f'<g class="mp-words"><path class="mp-dot" d="M{X} {Y}h0"/></g>',
        f'<g class="mp-mark"><circle cx="{X}" cy="{Y}" r="3"/></g>',
        f'<rect x="{X}" y="{Y}" width="3" height="3"/>',
        f'<text x="{X}" y="{Y}">home</text>',
        f'<image x="{X}" y="{Y}" href="a.png"/>',
        f'<use x="{X}" y="{Y}" href="#a"/>',
        f'<svg x="{X}" y="{Y}"><path d="M0 0l1 1"/></svg>',
        f'<svg x="{X - 5}" y="{Y - 5}" width="10" viewBox="0 0 2 2"><path d="M1 1h0"/></svg>',
        f'<a transform="translate({X - 10}, {Y - 10}) scale(1)"><path d="M10 10h1"/></a>',
        f'<g transform="scale(2)"><path d="M0 0L{X / 2} {Y / 2}"/></g>',
        f'<g transform="matrix(1 0 0 1 {X - 10} {Y - 10})"><path d="M10 10h1"/></g>',
        f'<g transform="rotate(90)"><path d="M{Y} {-X}h9"/></g>',
    ],
)
def test_whatever_is_drawn_at_a_place_of_a_map_is_projected_back(drawn: str) -> None:
    assert set(zones_in(f"<svg {FRAMED}>{drawn}</svg>")) == {1}


@pytest.mark.parametrize(
    "drawn",
    [
        f'<g class="mp-words"><text x="{X}" y="{Y}">Town</text></g>',
        f'<g transform="translate({X - 15} {Y})"><path class="mp-mark" d="M15 0h1"/></g>',
        f'<svg class="mp-locator"><path d="M{X} {Y}h1"/></svg>',
        f'<path class="mp-scale" d="M{X} {Y}h9"/>',
    ],
)
def test_names_of_a_map_and_the_shapes_of_its_marks_are_no_places(drawn: str) -> None:
    assert zones_in(f"<svg {FRAMED}>{drawn}</svg>") == []


def test_the_dot_of_a_town_is_no_secret() -> None:
    circles = Circles([Zone(*HOME, 400.0)], [HOME])
    for east_px, found in ((0, set()), (3, {1})):
        drawn = f'<svg {FRAMED}><path class="mp-dot" d="M{X + east_px} {Y}h0"/></svg>'
        assert set(zones_in(drawn, circles=circles)) == found


def test_the_ground_of_a_live_map_is_no_secret_and_anything_else_is() -> None:
    data = {"frame": [0.0321, 0.3468, 1e6, 100, 100], "rivers": f"M{X} {Y}l90 90"}
    assert zones_in(json.dumps(data), "base.json") == []
    data["way"] = data["rivers"]
    assert zones_in(json.dumps(data), "base.json") == [1]


def test_lines_of_six_decimals_are_read() -> None:
    assert zones_in(json.dumps({"path": fine_polyline(LINE)}), "a.json") == [1]
    assert zones_in(f'<div data-line="{fine_polyline(LINE)}">') == [1]


def fine_polyline(line: list[tuple[float, float]]) -> str:
    """Encode a line as Valhalla does: as one of five decimals, in tenths of the unit."""
    return polyline([(10 * lat, 10 * lon) for lat, lon in line])


def test_what_is_packed_is_read() -> None:
    data = gzip.compress(b'{"position": [48.137, 11.575]}')
    part = list(unpacked(PurePosixPath("now.json.gz"), data))[1]
    assert zones_in(part.data.decode(), str(part.path)) == [1]
