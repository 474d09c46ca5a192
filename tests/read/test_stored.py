from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.errors import Problem
from milepost.model.activity import (
    Activity,
    Double,
    Marker,
    Measured,
    Profile,
    Speeds,
    Totals,
)
from milepost.model.detail import Climb, Effort, Pause, Sensor, Sensors, Split
from milepost.model.journal import Photo
from milepost.model.place import Course, Passed, Place
from milepost.model.territory import Stay, Territory
from milepost.model.track import DeviceTotals
from milepost.read.stored import (
    dump_value,
    load_course,
    load_double,
    load_measured,
    load_stays,
    load_texts,
)

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
MAYBE = st.none() | NUMBER
PAIRS = st.lists(st.tuples(NUMBER, NUMBER), min_size=1, max_size=3).map(tuple)


def several(kind: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(kind, max_size=most).map(tuple)


SENSOR = st.none() | st.builds(Sensor, NUMBER, NUMBER, several(NUMBER))
TOTALS = st.builds(
    Totals,
    NUMBER, NUMBER, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE,
    st.integers(0, 9),
)  # fmt: skip
DEVICE = st.builds(DeviceTotals, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE)
STRETCHES = st.lists(PAIRS, min_size=1, max_size=2).map(tuple)
PATHS = st.sampled_from([PurePosixPath("journal/a/b.gpx"), PurePosixPath("tracks/é.gpx")])
PHOTOS = st.none() | st.builds(Photo, PATHS, TEXT, st.integers(), st.integers())
MARKERS = st.builds(
    Marker,
    st.sampled_from(["waypoint", "photo"]),
    st.tuples(NUMBER, NUMBER),
    NUMBER,
    st.integers(0, 9),
    TEXT,
    PHOTOS,
)
ACTIVITIES = st.builds(
    Activity,
    id=TEXT,
    source=PATHS,
    sport=TEXT,
    start=st.none() | st.datetimes(timezones=st.just(UTC)),
    day=st.none() | st.dates(),
    zone=st.none() | TEXT,
    totals=TOTALS,
    lines=several(PAIRS),
    profile=st.none() | st.builds(Profile, STRETCHES),
    along_m=several(several(NUMBER)),
    outline=several(PAIRS),
    speeds=st.none() | st.builds(Speeds, STRETCHES),
    waypoints=several(MARKERS),
    measured=TOTALS,
    device=DEVICE,
    elevation_source=st.sampled_from(["watch", "phone", "none"]),
    approximate=st.booleans(),
    pauses=several(st.builds(Pause, NUMBER, NUMBER)),
    climbs=several(st.builds(Climb, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, TEXT)),
    splits=several(st.builds(Split, NUMBER, NUMBER, MAYBE, MAYBE)),
    efforts=several(st.builds(Effort, NUMBER, NUMBER, NUMBER)),
    sensors=st.builds(Sensors, SENSOR, SENSOR, SENSOR, SENSOR),
)
PROBLEMS = st.builds(
    Problem,
    TEXT,
    st.none() | TEXT,
    st.none() | st.integers(1, 9),
    severity=st.sampled_from(["error", "warning"]),
)
DOUBLES = st.builds(Double, TEXT, NUMBER, MAYBE, NUMBER, st.integers(0, 1))


@given(st.builds(Measured, several(ACTIVITIES, 1), several(PROBLEMS), several(st.booleans())))
def test_what_was_measured_comes_back(measured: Measured) -> None:
    assert load_measured(dump_value(measured)) == measured


@given(DOUBLES)
def test_what_was_compared_comes_back(double: Double) -> None:
    assert load_double(dump_value(double)) == double


PLACES = st.builds(
    Place,
    TEXT,
    TEXT,
    st.none() | st.tuples(NUMBER, NUMBER),
    st.integers(0, 10**8),
    st.booleans(),
    NUMBER,
)
COURSES = st.builds(
    Course,
    st.sampled_from(["one-way", "loop", "out-and-back"]),
    st.none() | PLACES,
    st.none() | PLACES,
    st.none() | PLACES,
    several(st.builds(Passed, PLACES, NUMBER)),
    st.booleans(),
    MAYBE,
    st.none() | TEXT,
)


@given(COURSES)
def test_where_a_day_led_comes_back(course: Course) -> None:
    assert load_course(dump_value(course)) == course


def test_what_is_no_course_is_refused() -> None:
    with pytest.raises(ValueError, match="not what was stored"):
        load_course(dump_value(("a", "b")))


@given(several(st.builds(Stay, st.builds(Territory, TEXT, TEXT), NUMBER, NUMBER)))
def test_where_a_day_stayed_comes_back(stays: tuple[Stay, ...]) -> None:
    assert load_stays(dump_value(stays)) == stays


@given(several(TEXT, 9))
def test_texts_come_back(texts: tuple[str, ...]) -> None:
    assert load_texts(dump_value(texts)) == texts


def activity() -> Activity:
    start = datetime(2026, 5, 1, 6, tzinfo=UTC)
    path = PurePosixPath("a")
    return Activity("a", path, "ride", start, date(2026, 5, 1), None, Totals(), (), None)


def test_the_same_measure_is_written_in_the_same_bytes() -> None:
    assert dump_value(Measured((activity(),))) == dump_value(Measured((activity(),)))


GOOD = dump_value(Measured((activity(),)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"null",
        b"{}",
        GOOD[:20],
        GOOD.replace(b'"source":"a"', b'"source":5'),
        GOOD.replace(b'"sport":"ride"', b'"sport":null'),
        GOOD.replace(b"2026-05-01T", b"2026-99-01T"),
        GOOD.replace(b'"distance_m":0.0', b'"distance_m":null'),
        GOOD.replace(b'"elevation_source":"none"', b'"elevation_source":"guess"'),
        dump_value(Double("same", 1.0, None, 0.0, 1)),
        dump_value(("a", "b")),
    ],
)
def test_what_is_no_measure_is_refused(data: bytes) -> None:
    assert data != GOOD
    with pytest.raises(ValueError, match="not what was stored"):
        load_measured(data)


@pytest.mark.parametrize("data", [b"", b"{}", b'{"verdict":"same"}', GOOD, b'["a"]'])
def test_what_is_no_comparison_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not what was stored"):
        load_double(data)


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"null", GOOD])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not what was stored"):
        load_texts(data)
