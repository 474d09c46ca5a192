import math
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

import gpxpy
import gpxpy.gpx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.errors import SourceError
from milepost.model.track import Recording
from milepost.read.gpx import parse_gpx, parse_route
from read.gpx_writer import PATH, POINT, START, TWO_POINTS, gpx, point, track


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
