"""What is left of a track when a part of it is hidden."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.measure.geo import between_m
from milepost.measure.hiding import LEAST_M, crosses, is_hidden, length_of, without_hidden
from milepost.model.privacy import Circle, Hiding
from milepost.model.track import Segment

HOME = (26.0, 75.0)
NORTH_DEG = 1 / 110_770.0  # a metre
EAST_DEG = 1 / 100_130.0
CIRCLE = Circle(*HOME, 1000.0)
ZONE = Hiding((CIRCLE,))
PASSING = Hiding((CIRCLE,), passing=True)


def track(
    *places_m: tuple[float, float], step_s: float = 10.0, begin_s: float = 0.0
) -> Segment:
    """A track by metres east and north of home."""
    east, north = (np.array(column, dtype=np.float64) for column in zip(*places_m, strict=True))
    time_s = begin_s + step_s * np.arange(len(east))
    blank = np.full(len(east), np.nan)
    return Segment(HOME[0] + north * NORTH_DEG, HOME[1] + east * EAST_DEG, blank, time_s)


def east(begin_m: float, end_m: float, north_m: float = 0.0) -> list[tuple[float, float]]:
    """Points every 50 m along a straight line to the east, or back."""
    count = int(abs(end_m - begin_m) // 50) + 1
    return [(float(x), north_m) for x in np.linspace(begin_m, end_m, count)]


def lengths(segments: tuple[Segment, ...]) -> list[float]:
    return [length_of([segment]) for segment in segments]


def about(metres: list[int]) -> object:
    """Lengths, to a step at either end."""
    return pytest.approx(metres, abs=101)


PLACES = st.tuples(st.floats(-4000, 4000), st.floats(-4000, 4000))
TRACKS = st.lists(st.lists(PLACES, min_size=2, max_size=30), min_size=1, max_size=4)


@given(TRACKS, st.booleans(), st.floats(0, 900))
def test_no_step_leads_into_what_is_hidden(
    places: list[list[tuple[float, float]]], timed: bool, ends_m: float
) -> None:
    step_s = 10.0 if timed else float("nan")
    segments = [
        track(*each, step_s=step_s, begin_s=1000.0 * n) for n, each in enumerate(places)
    ]
    left = without_hidden(segments, Hiding((CIRCLE,), start_m=ends_m, end_m=ends_m))
    for segment in left.segments:
        shown = list(zip(segment.lat_deg.tolist(), segment.lon_deg.tolist(), strict=True))
        assert not any(crosses(*step, ZONE) for step in pairwise(shown))
    assert length_of(left.segments) + left.hidden_m == pytest.approx(length_of(segments))
    assert not left.gone or not left.segments or length_of(left.segments) >= LEAST_M


def test_a_track_far_from_all_zones_is_left_as_it_is() -> None:
    whole = (track(*east(2000, 4000)),)
    left = without_hidden(whole, ZONE)
    assert left.segments == whole
    assert (left.gone, left.spans, left.ends, left.hidden_m) == ((), (), (False, False), 0.0)


def test_a_way_from_home_begins_outside() -> None:
    left = without_hidden((track(*east(0, 3000)),), ZONE)
    assert lengths(left.segments) == about([2000])
    assert left.ends == (True, False)
    assert left.hidden_m == pytest.approx(1000, abs=60)
    assert left.spans == ((-120.0, pytest.approx(200, abs=11)),)


def test_a_round_from_home_loses_both_ends() -> None:
    left = without_hidden((track(*east(0, 3000), *east(3000, 0, 100)),), ZONE)
    assert left.ends == (True, True)
    assert len(left.segments) == 1


def test_a_way_through_a_zone_has_a_gap_there() -> None:
    left = without_hidden((track(*east(-3000, 3000)),), ZONE)
    assert lengths(left.segments) == about([2000, 2000])
    assert left.ends == (False, False)
    ((begin_s, end_s),) = left.spans
    assert end_s - begin_s == pytest.approx(400, abs=21)


@pytest.mark.parametrize("times", [0.0, np.nan])
def test_the_last_places_beside_a_hidden_part_are_known(times: float) -> None:
    way = track(*east(-3000, 3000))
    way = replace(way, time_s=way.time_s + times)
    left = without_hidden((way, track(*east(4000, 5000), begin_s=9000.0 + times)), ZONE)
    before, after, _ = left.segments
    assert left.brinks == (
        (before.lat_deg[-1], before.lon_deg[-1]),
        (after.lat_deg[0], after.lon_deg[0]),
    )


def test_a_way_through_a_zone_is_shown_if_asked_for() -> None:
    assert lengths(without_hidden((track(*east(-3000, 3000)),), PASSING).segments) == about(
        [6000]
    )


@pytest.mark.parametrize(
    "places",
    [
        east(0, 3000),
        east(3000, 0),
        [*east(-3000, 0), *[(0.0, 0.0)] * 9, *east(0, 3000)],
        [
            (-3000.0, 0.0),
            *east(-2000, 0),
            *[(5.0 * n, 0.0) for n in range(14)],
            *east(70, 3000),
        ],
    ],
    ids=["begins", "ends", "stands", "strolls"],
)
def test_who_halts_in_a_zone_does_not_just_pass(places: list[tuple[float, float]]) -> None:
    left = without_hidden((track(*places),), PASSING)
    shown = [
        place
        for segment in left.segments
        for place in zip(segment.lat_deg.tolist(), segment.lon_deg.tolist(), strict=True)
    ]
    assert shown
    assert not any(is_hidden(place, ZONE) for place in shown)


def test_who_is_silent_in_a_zone_does_not_just_pass() -> None:
    before, after = track(*east(-3000, 0)), track(*east(0, 3000), begin_s=9000)
    assert lengths(without_hidden((before, after), PASSING).segments) == about([2000, 2000])
    leap = track(*east(-3000, -1500), *east(1500, 3000), step_s=100.0)
    assert lengths(without_hidden((leap,), PASSING).segments) == about([1500, 1500])


def test_a_step_over_a_zone_is_not_taken() -> None:
    """A device that was silent in there still tells of it, by a line through the middle."""
    left = without_hidden((track(*east(-3000, -1500), *east(1500, 3000)),), ZONE)
    assert lengths(left.segments) == about([1500, 1500])
    assert len(left.spans) == 1


def test_of_less_than_200_m_nothing_is_left() -> None:
    left = without_hidden((track(*east(0, 1150)),), ZONE)
    assert left.segments == ()
    assert left.ends == (True, True)
    assert left.spans == ((-120.0, pytest.approx(350)),)


def test_a_splinter_between_two_hidden_parts_is_hidden_with_them() -> None:
    hop = [*east(-3000, -900), (-1050.0, 0.0), (-1080.0, 0.0), *east(-900, 3000)]
    assert lengths(without_hidden((track(*hop),), ZONE).segments) == about([2000, 2000])


def test_a_short_track_far_from_all_zones_is_left() -> None:
    assert without_hidden((track(*east(2000, 2100)),), ZONE).segments != ()


def test_both_ends_are_hidden_by_their_way() -> None:
    left = without_hidden((track(*east(0, 3000)),), Hiding(start_m=500, end_m=1000))
    assert lengths(left.segments) == about([1500])
    assert left.ends == (True, True)


def test_who_stands_at_the_door_gets_no_further() -> None:
    """A receiver makes metres where nobody moves."""
    jitter = [(20.0 * (n % 2), 0.0) for n in range(60)]
    left = without_hidden((track(*jitter, *east(0, 3000)),), Hiding(start_m=500))
    lat, lon = left.segments[0].lat_deg[0], left.segments[0].lon_deg[0]
    assert between_m(*HOME, float(lat), float(lon)) >= 250


def test_what_lies_between_two_segments_is_no_way() -> None:
    first, second = track(*east(0, 300)), track(*east(5000, 7000), begin_s=9000)
    left = without_hidden((first, second), Hiding(start_m=500))
    assert lengths(left.segments) == about([1800])
