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
X, Y = to_px(FRAME, (HOME,))[0].round(1)
LINKED = '{"geo": {"line": "48.20 11.50 48.1371 11.5754"}}'
CIRCLES = Circles([Zone(*HOME, 400.0), Zone(*SOUTH, 400.0)])


def zones_in(text: str, name: str = "index.html") -> list[int]:
    return list(CIRCLES.hits(points_of(PurePosixPath(name), text, CIRCLES)))


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
        ("a.txt", "48.13712, 11.57544 km"),
        ("a.txt", "48.13712 % of 11.57544"),
        ("a.txt", "48.13712\n11.57544"),
        ("a.txt", "48.13712 N, 11.57544 W"),
        ("a.txt", "1.48.13712, 11.57544"),
        ("a.txt", "48.1, 11.6"),
        ("a.json", '{"km": [48.13712, 11.57544]}'),
        ("a.json", '{"speeds": [48.13712, 11.57544]}'),
        ("a.json", '{"lengths": [48.1, 11.6, 48.13712, 11.57544, 12.5]}'),
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
    assert zones_in(other) == []


def test_a_mark_of_a_map_is_projected_back() -> None:
    frame = 'data-west="0.0321" data-north="0.3468" data-scale="1000000.0"'
    mark = f'<g transform="translate({X} {Y})"><g class="mp-mark"><path d="M9 9"/></g></g>'
    assert zones_in(f"<svg {frame}>{mark}</svg>") == [1]


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
