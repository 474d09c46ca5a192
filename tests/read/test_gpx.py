import math
import os
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

import gpxpy
import gpxpy.gpx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.errors import SourceError
from milepost.model.track import Recording, Segment
from milepost.read.gpx import parse_gpx, parse_route

PATH = PurePosixPath("tracks/ride.gpx")
DATA = Path(__file__).parent.parent / "data"
BROKEN = sorted(path for path in DATA.glob("*.gpx"))
START = datetime(2026, 5, 1, 6, tzinfo=UTC).timestamp()

TWO_POINTS = '<trkpt lat="46" lon="7"/><trkpt lat="47" lon="7"/>'
POINT = '<trkpt lat="46.5" lon="7.25"><ele>500.5</ele><time>2026-05-01T06:00:00Z</time></trkpt>'
SPACE = {
    "1.0": "http://www.topografix.com/GPX/1/0",
    "1.1": "http://www.topografix.com/GPX/1/1",
}


def track(*points: str) -> str:
    return f"<trk><trkseg>{''.join(points)}</trkseg></trk>"


def gpx(inner: str, head: str = f'version="1.1" creator="c" xmlns="{SPACE["1.1"]}"') -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<gpx {head}>{inner}</gpx>'.encode()


def recording(inner: str) -> Recording:
    """Read a recording that is without a fault."""
    found = parse_gpx(PATH, gpx(inner))
    assert not found.warnings
    return found


def segment(*points: str) -> Segment:
    """Read the points of one segment."""
    return recording(track(*points)).tracks[0].segments[0]


def point(inner: str = "", place: str = 'lat="46.5" lon="7.25"') -> str:
    return f"<trkpt {place}>{inner}</trkpt>"


def warnings_of(*points: str) -> list[str]:
    return [problem.message for problem in parse_gpx(PATH, gpx(track(*points))).warnings]


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


@pytest.mark.parametrize("typed", ["soon", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z"])
def test_a_time_that_cannot_be_is_unknown_with_a_warning(typed: str) -> None:
    assert warnings_of(POINT, point(f"<time>{typed}</time>")) == [
        "1 time unreadable or before 1990: not used"
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


@pytest.mark.parametrize(
    "inner",
    [
        '<rte><name>Plan</name><rtept lat="46" lon="7"/><rtept lat="47" lon="7"/></rte>',
        f"<trk><name>Plan</name><trkseg>{TWO_POINTS}</trkseg></trk>",
    ],
    ids=["route", "track"],
)
def test_a_plan_is_a_route_or_a_track(inner: str) -> None:
    route = parse_route(PATH, gpx(inner))
    assert (route.name, route.lines) == ("Plan", (((46.0, 7.0), (47.0, 7.0)),))
    assert route.length_m == pytest.approx(111_195, rel=0.005)


def test_a_plan_without_a_name_is_called_like_its_file() -> None:
    inner = '<rte><rtept lat="46" lon="7"/><rtept lat="47" lon="7"/></rte>'
    assert parse_route(PATH, gpx(inner)).name == "ride"


def test_several_routes_make_several_lines() -> None:
    inner = '<rte><rtept lat="46" lon="7"/><rtept lat="47" lon="7"/></rte>'
    assert len(parse_route(PATH, gpx(inner * 2)).lines) == 2


@pytest.mark.parametrize(
    "inner", ["", "<rte/>", '<rte><rtept lat="1" lon="1"/></rte>', '<wpt lat="1" lon="1"/>']
)
def test_a_file_without_a_line_is_no_plan(inner: str) -> None:
    with pytest.raises(SourceError, match="no planned route in this file"):
        parse_route(PATH, gpx(inner))


def _moment(seconds: int) -> datetime:
    return datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)


def _made_point(lat: int, lon: int, ele: int | None, time: int | None) -> Any:
    return gpxpy.gpx.GPXTrackPoint(
        lat / 1e7,
        lon / 1e7,
        None if ele is None else ele / 100,
        None if time is None else _moment(time),
    )


def _made(tracks: list[tuple[str, list[list[Any]]]], version: str) -> bytes:
    made = gpxpy.gpx.GPX()
    for name, segments in tracks:
        one = gpxpy.gpx.GPXTrack(name)
        one.segments = [gpxpy.gpx.GPXTrackSegment(points) for points in segments]
        made.tracks.append(one)
    return made.to_xml(version).encode()


POINTS = st.builds(
    _made_point,
    st.integers(-90 * 10**7, 90 * 10**7).filter(lambda lat: abs(lat) > 100),
    st.integers(-180 * 10**7, 180 * 10**7),
    st.none() | st.integers(-45_000, 900_000),
    st.none() | st.integers(0, 10**9),
)
FILES = st.builds(
    _made,
    st.lists(
        st.tuples(
            st.text("abc é&<", max_size=5),
            st.lists(st.lists(POINTS, max_size=4), max_size=3),
        ),
        max_size=3,
    ),
    st.sampled_from(["1.0", "1.1"]),
)


def _expected(data: bytes) -> list[list[list[list[float]]]]:
    """Return what gpxpy reads: tracks of segments of columns, empty ones left out."""
    nan = math.nan
    tracks = [
        [
            [
                [p.latitude for p in part.points],
                [p.longitude for p in part.points],
                [nan if p.elevation is None else p.elevation for p in part.points],
                [nan if p.time is None else p.time.timestamp() for p in part.points],
            ]
            for part in one.segments
            if part.points
        ]
        for one in gpxpy.parse(data.decode()).tracks
    ]
    return [one for one in tracks if one]


def _ours(found: Recording) -> Iterator[list[list[list[float]]]]:
    for one in found.tracks:
        yield [
            [
                column.tolist()
                for column in (part.lat_deg, part.lon_deg, part.ele_m, part.time_s)
            ]
            for part in one.segments
        ]


@given(FILES)
def test_columns_equal_what_gpxpy_reads(data: bytes) -> None:
    expected = _expected(data)
    if not expected:
        with pytest.raises(SourceError, match="no trackpoints"):
            parse_gpx(PATH, data)
        return
    found = parse_gpx(PATH, data)
    assert not found.warnings
    # As text: NaN is not equal to itself.
    assert str(list(_ours(found))) == str(expected)


def test_names_equal_what_gpxpy_reads() -> None:
    data = _made([("A & B", [[_made_point(1_000, 1, 1, 1)]])], "1.1")
    assert [one.name for one in parse_gpx(PATH, data).tracks] == ["A & B"]


WHOLE = gpx(track(POINT, POINT.replace("06:00:00", "06:00:30"), point("<ele>NaN</ele>")))


def _check(found: Recording) -> None:
    for one in found.tracks:
        for part in one.segments:
            columns = [getattr(part, field.name) for field in fields(part)]
            assert {len(column) for column in columns if column is not None} == {len(part)}
            assert np.isfinite(part.lat_deg).all()
            assert np.isfinite(part.lon_deg).all()


@given(st.integers(0, len(WHOLE)), st.integers(0, 30), st.binary(max_size=12))
def test_a_damaged_file_is_read_or_refused(start: int, cut: int, put: bytes) -> None:
    try:
        _check(parse_gpx(PATH, WHOLE[:start] + put + WHOLE[start + cut :]))
    except SourceError as error:
        assert len(error.problems) == 1


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 7))
def test_a_flipped_bit_is_read_or_refused(place: int, bit: int) -> None:
    flipped = bytearray(WHOLE)
    flipped[place] ^= 1 << bit
    try:
        _check(parse_gpx(PATH, bytes(flipped)))
    except SourceError as error:
        assert len(error.problems) == 1


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        parse_gpx(PATH, data)


def test_a_cut_file_invents_no_number() -> None:
    first = WHOLE.index(POINT.encode()) + len(POINT)
    for length in range(first, len(WHOLE)):
        (part,) = parse_gpx(PATH, WHOLE[:length]).tracks[0].segments
        assert set(part.lat_deg.tolist()) <= {46.5}, length
        assert set(part.lon_deg.tolist()) <= {7.25}, length
        assert set(part.ele_m[np.isfinite(part.ele_m)].tolist()) <= {500.5}, length
        assert set((part.time_s[np.isfinite(part.time_s)] - START).tolist()) <= {0, 30}, length


def test_a_file_without_its_end_is_read_with_a_warning() -> None:
    (warning,) = parse_gpx(PATH, WHOLE[: -len("</trkseg></trk></gpx>")]).warnings
    assert warning.message.startswith("the file breaks off here")
