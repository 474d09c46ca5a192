import math
import os
import re
from pathlib import Path, PurePosixPath

import numpy as np
import pytest

from milepost.errors import SourceError
from milepost.model.track import Waypoint
from milepost.read.gpx import parse_gpx
from read.gpx_writer import (
    PATH,
    POINT,
    SPACE,
    START,
    gpx,
    point,
    recording,
    segment,
    track,
    warnings_of,
    waypoint,
)

DATA = Path(__file__).parent.parent / "data"
BROKEN = sorted(path for path in DATA.glob("*.gpx"))


def told(path: Path) -> str:
    """Return in words what becomes of a file."""
    try:
        found = parse_gpx(PurePosixPath(path.name), path.read_bytes())
    except SourceError as error:
        (problem,) = error.problems
        return f"refused: {problem}\n"
    points = sum(len(part) for one in found.tracks for part in one.segments)
    lines = [f"read: points {points}, names {[one.name for one in found.tracks]}"]
    return "\n".join([*lines, *map(str, found.warnings)]) + "\n"


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_or_odd_file_is_read_or_refused_in_these_words(path: Path) -> None:
    expected = path.with_suffix(".expected.txt")
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(told(path), "utf-8")
    assert told(path) == expected.read_text("utf-8")


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_refusal_is_one_sentence(path: Path) -> None:
    words = told(path)
    if words.startswith("refused"):
        assert words.count("\n") == 1
        assert not re.search(r"[.!?]\s", words)


@pytest.mark.parametrize(
    "head",
    [
        f'version="1.1" creator="c" xmlns="{SPACE["1.1"]}"',
        f'version="1.0" creator="c" xmlns="{SPACE["1.0"]}"',
        f'version="1.1" xmlns="{SPACE["1.0"]}"',
        'version="1.1"',
        'xmlns="urn:some-other"',
        'xmlns="http://www.topografix.com/GPX/1/1/"',
        "",
    ],
)
def test_a_track_is_read_in_any_version_and_namespace(head: str) -> None:
    found = parse_gpx(PATH, gpx(track(POINT), head))
    assert not found.warnings
    part = found.tracks[0].segments[0]
    assert part.lat_deg.tolist() == [46.5]
    assert part.lon_deg.tolist() == [7.25]
    assert part.ele_m.tolist() == [500.5]
    assert part.time_s.tolist() == [START]


@pytest.mark.parametrize("space", [f' xmlns:g="{SPACE["1.1"]}"', ""], ids=["declared", "not"])
def test_a_track_with_prefixes_is_read(space: str) -> None:
    text = gpx(track(POINT), "").decode().replace("</", "</g:")
    prefixed = re.sub(r"<(?=[a-z])", "<g:", text).replace("<g:gpx ", f"<g:gpx{space} ")
    found = parse_gpx(PATH, prefixed.encode())
    assert not found.warnings
    assert found.tracks[0].segments[0].ele_m.tolist() == [500.5]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_name_is_read_in_any_encoding(encoding: str) -> None:
    text = gpx(f"<trk><name>Où ça</name><trkseg>{POINT}</trkseg></trk>").decode()
    assert parse_gpx(PATH, text.encode(encoding)).tracks[0].name == "Où ça"


def test_a_name_in_latin_1_is_read() -> None:
    text = gpx(f"<trk><name>Où ça</name><trkseg>{POINT}</trkseg></trk>").decode()
    data = text.replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert parse_gpx(PATH, data).tracks[0].name == "Où ça"


def test_tracks_and_segments_stay_apart() -> None:
    found = recording(
        f"<trk><name>A</name><trkseg>{POINT * 2}</trkseg><trkseg>{POINT}</trkseg></trk>"
        f"<trk><name>B</name><type>run</type><trkseg>{POINT * 3}</trkseg></trk>"
    )
    shape = [(t.name, t.type, [len(part) for part in t.segments]) for t in found.tracks]
    assert shape == [("A", "", [2, 1]), ("B", "run", [3])]


def test_empty_tracks_and_segments_are_left_out() -> None:
    found = recording(f"<trk/><trk><trkseg/></trk><trk><trkseg/><trkseg>{POINT}</trkseg></trk>")
    assert [len(one.segments) for one in found.tracks] == [1]


def test_the_creator_is_known() -> None:
    assert recording(track(POINT)).creator == "c"


def test_white_space_in_a_name_is_one_blank() -> None:
    inner = f"<trk><name>\n  Far \n away </name><trkseg>{POINT}</trkseg></trk>"
    assert recording(inner).tracks[0].name == "Far away"


def test_a_name_may_stand_in_cdata() -> None:
    inner = f"<trk><name><![CDATA[A & B]]></name><trkseg>{POINT}</trkseg></trk>"
    assert recording(inner).tracks[0].name == "A & B"


def test_routes_and_waypoints_beside_a_track_are_no_points() -> None:
    route = '<wpt lat="1" lon="1"/><rte><rtept lat="1" lon="1"/></rte>'
    assert len(recording(route + track(POINT)).tracks[0].segments[0]) == 1


def test_missing_elevation_and_time_are_unknown() -> None:
    part = segment(point(), POINT)
    assert np.isnan(part.ele_m).tolist() == [True, False]
    assert np.isnan(part.time_s).tolist() == [True, False]


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("2026-05-01T06:00:00Z", 0),
        ("2026-05-01T08:00:00+02:00", 0),
        ("2026-05-01T11:45:00+05:45", 0),
        ("2026-05-01T01:00:00-0500", 0),
        ("2026-05-01T06:00:00", 0),
        ("2026-05-01 06:00:00Z", 0),
        ("2026-05-01T06:00:00.250Z", 0.25),
        ("2026-05-01T06:00:00.123456789Z", 0.123456),
        ("2026-05-01T06:00+01Z", math.nan),
        ("2026-05-01T06:00:+1Z", math.nan),
        (" 2026-05-01T06:00:00Z\n", 0),
        ("", math.nan),
    ],
)
def test_a_time_is_seconds_in_utc(typed: str, seconds: float) -> None:
    part = parse_gpx(PATH, gpx(track(point(f"<time>{typed}</time>")))).tracks[0].segments[0]
    assert part.time_s[0] - START == pytest.approx(seconds, nan_ok=True, abs=1e-6)


def test_an_offset_counts_when_only_one_point_has_it() -> None:
    part = segment(POINT, POINT.replace("06:00:00Z", "08:00:01+02:00"))
    assert (part.time_s - START).tolist() == [0, 1]


TIMES = [
    "soon",
    "1970-01-01T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "2100-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59-01:00",
]


@pytest.mark.parametrize("typed", TIMES)
def test_a_time_that_cannot_be_is_unknown_with_a_warning(typed: str) -> None:
    assert warnings_of(POINT, point(f"<time>{typed}</time>")) == [
        "1 time unreadable or not of the years 1990 to 2099: not used"
    ]


@pytest.mark.parametrize(
    "place",
    [
        'lat="NaN" lon="7"',
        'lat="46" lon="inf"',
        'lat="90.1" lon="7"',
        'lat="46" lon="-180.5"',
        'lat="0" lon="0"',
        'lat="46"',
        'lat="" lon="7"',
        'lat="north" lon="7"',
    ],
)
def test_a_point_without_a_possible_place_is_left_out_with_a_warning(place: str) -> None:
    found = parse_gpx(PATH, gpx(track(POINT, point("<ele>9</ele>", place), POINT)))
    assert found.tracks[0].segments[0].ele_m.tolist() == [500.5, 500.5]
    assert [problem.message for problem in found.warnings] == [
        "1 trackpoint without a possible position left out"
    ]


def test_what_is_left_out_is_counted_over_all_tracks() -> None:
    lost = point(place='lat="99" lon="7"')
    tracks = f"<trk><trkseg>{lost}{POINT}</trkseg><trkseg>{lost}</trkseg></trk>" * 2
    (warning,) = parse_gpx(PATH, gpx(tracks)).warnings
    assert warning.message == "4 trackpoints without a possible position left out"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ('lat="-90" lon="180"', (-90, 180)),
        ('lat="46,5" lon="7,25"', (46.5, 7.25)),
        ('lat=" 46.5 " lon="+7.25"', (46.5, 7.25)),
        ('lat="4.65e1" lon="0"', (46.5, 0)),
    ],
)
def test_a_place_is_read_however_it_is_written(
    place: str, expected: tuple[float, float]
) -> None:
    part = segment(POINT, point(place=place))
    assert (part.lat_deg[1], part.lon_deg[1]) == expected


@pytest.mark.parametrize("typed", ["99999", "-1000"])
def test_an_impossible_elevation_is_unknown_with_a_warning(typed: str) -> None:
    found = parse_gpx(PATH, gpx(track(POINT, point(f"<ele>{typed}</ele>"))))
    assert np.isnan(found.tracks[0].segments[0].ele_m).tolist() == [False, True]
    assert [p.message for p in found.warnings] == ["1 elevation impossible: counted as missing"]


@pytest.mark.parametrize("typed", ["", "NaN", "high", "inf"])
def test_an_elevation_that_is_no_number_is_unknown(typed: str) -> None:
    assert np.isnan(segment(point(f"<ele>{typed}</ele>")).ele_m[0])


GARMIN = "http://www.garmin.com/xmlschemas/TrackPointExtension/v1"


@pytest.mark.parametrize(
    ("inner", "column", "value"),
    [
        ("<hr>120</hr>", "heart_rate_bpm", 120),
        ("<cad>85</cad>", "cadence_rpm", 85),
        ("<power>210</power>", "power_w", 210),
        ("<PowerInWatts>210</PowerInWatts>", "power_w", 210),
        ("<atemp>21.5</atemp>", "temperature_c", 21.5),
        ("<temp>-3</temp>", "temperature_c", -3),
        (
            f'<x:Extension xmlns:x="{GARMIN}"><x:hr>120</x:hr></x:Extension>',
            "heart_rate_bpm",
            120,
        ),
        ("<gpxtpx:TrackPointExtension><gpxtpx:hr>120</gpxtpx:hr></gpxtpx:TrackPointExtension>",
         "heart_rate_bpm", 120),
    ],
)  # fmt: skip
def test_what_a_sensor_says_is_a_column(inner: str, column: str, value: float) -> None:
    part = segment(POINT, point(f"<extensions>{inner}</extensions>"))
    assert np.isnan(getattr(part, column)[0])
    assert getattr(part, column)[1] == value


def test_without_sensors_there_are_no_columns() -> None:
    part = segment(POINT)
    assert part.heart_rate_bpm is part.cadence_rpm is part.power_w is part.temperature_c is None


def test_a_dropped_point_takes_its_sensors_with_it() -> None:
    heart = "<extensions><hr>{}</hr></extensions>"
    points = point(heart.format(1)), point(heart.format(2), 'lat="99" lon="9"')
    found = parse_gpx(PATH, gpx(track(*points, point(heart.format(3)))))
    column = found.tracks[0].segments[0].heart_rate_bpm
    assert column is not None
    assert column.tolist() == [1, 3]


def test_the_elevation_is_that_of_the_point_and_not_of_an_extension() -> None:
    inner = "<ele>500</ele><extensions><ele>7</ele></extensions>"
    assert segment(point(inner)).ele_m.tolist() == [500]


def test_waypoints_are_read_with_their_names_and_places() -> None:
    found = recording(waypoint(" Chai  stall ") + track(POINT) + waypoint("Ford"))
    assert found.waypoints == (
        Waypoint("Chai stall", 46.5, 7.25),
        Waypoint("Ford", 46.5, 7.25),
    )


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("", 'lat="46.5" lon="7.25"'),
        (" ", 'lat="46.5" lon="7.25"'),
        ("A", 'lat="" lon="7.25"'),
        ("A", 'lon="7.25"'),
        ("A", 'lat="91" lon="7.25"'),
        ("A", 'lat="0" lon="0"'),
        ("A", 'lat="north" lon="7.25"'),
    ],
)
def test_a_waypoint_without_a_name_or_a_place_is_left_out(name: str, place: str) -> None:
    assert recording(waypoint(name, place) + track(POINT)).waypoints == ()


def test_a_long_name_of_a_waypoint_is_cut() -> None:
    (found,) = recording(waypoint("x" * 200) + track(POINT)).waypoints
    assert found.name == "x" * 79 + "…"
