"""What an activity has for a map and a profile that belong together."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities import climbing, measured, told
from builders import METRES_A_DEGREE, START, cut, northward, segment
from milepost.assemble.rules import Numbers, Rules
from milepost.measure.along import nearest
from milepost.model.activity import Activity
from milepost.model.track import DeviceTotals, Segment, Track

NIGHT = START.replace(hour=21, minute=30)  # 23:30 in Switzerland


def fits(activity: Activity) -> bool:
    """Tell whether lines, profile and speeds are of one way, from its begin to its end."""
    assert activity.profile is not None and activity.speeds is not None
    ends = [
        [(first, last) for first, *_, last in activity.along_m],
        [(part[0][0], part[-1][0]) for part in activity.profile.stretches],
        [(part[0][0], part[-1][0]) for part in activity.speeds.stretches],
    ]
    whole = [0.0, activity.measured.distance_m]
    return all(
        len(spans) == len(activity.lines)
        and np.allclose([spans[0][0], spans[-1][1]], whole, atol=1)
        and all(abs(after[0] - before[1]) <= 1 for before, after in pairwise(spans))
        for spans in ends
    )


def test_lines_profile_and_speeds_are_of_one_way() -> None:
    assert fits(told(climbing()))


def test_they_are_in_measured_metres_whatever_the_device_counted() -> None:
    activity = told(climbing(), device=DeviceTotals(distance_m=7000.0))
    assert activity.totals.distance_m == 7000.0
    assert fits(activity)


@pytest.mark.parametrize("raw", [True, False])
def test_they_stay_so_when_the_plain_distance_is_asked_for(raw: bool) -> None:
    assert fits(told(wander(900, 5), numbers=Numbers(raw=raw)))


def test_a_cut_takes_its_metres_out_of_all_of_them() -> None:
    whole = told(climbing(), device=DeviceTotals())
    activity = told(climbing(), device=DeviceTotals(), cuts=(cut("08:05", "08:15"),))
    assert len(activity.lines) == 2
    assert activity.measured.distance_m < whole.measured.distance_m - 2900
    assert fits(activity)


def test_each_day_of_a_recording_begins_at_0() -> None:
    rules = Rules(numbers=Numbers(split_days=True))
    found = measured(Track("", "cycling", (climbing(5401, start=NIGHT),)), rules=rules)
    assert [fits(activity) for activity in found.activities] == [True, True]
    assert [activity.along_m[0][0] for activity in found.activities] == [0, 0]


def wander(points: int, seed: int) -> Segment:
    """Return a noisy ride that turns here and there."""
    rng = np.random.default_rng(seed)
    heading = np.cumsum(rng.normal(0, 0.1, points))
    north = np.cumsum(6 * np.cos(heading)) + rng.normal(0, 2, points)
    east = np.cumsum(6 * np.sin(heading)) + rng.normal(0, 2, points)
    lat, lon = 46 + north / METRES_A_DEGREE, 7 + east / METRES_A_DEGREE / 0.695
    return segment(lat, lon, ele=500 + north / 50, seconds=range(points))


@settings(max_examples=20)
@given(st.integers(50, 1500), st.integers(0, 99))
def test_of_any_ride_they_are_of_one_way(points: int, seed: int) -> None:
    assert fits(told(wander(points, seed), device=DeviceTotals()))


@settings(max_examples=20)
@given(st.integers(50, 1500), st.integers(0, 99))
def test_no_trackpoint_lies_further_from_the_line_than_its_tolerance(
    points: int, seed: int
) -> None:
    whole = wander(points, seed)
    activity = told(whole, device=DeviceTotals())
    places = list(zip(whole.lat_deg[::5].tolist(), whole.lon_deg[::5].tolist(), strict=True))
    for lines, tolerance_m in ((activity.lines, 2.0), (activity.outline, 27.0)):
        ((line,), counted) = lines, tuple(float(n) for n in range(len(lines[0])))
        away_m = [found.away_m for found in nearest(places, line, counted)]
        assert max(away_m) <= tolerance_m + 0.8  # and the rounding to 1e-5 degrees


def test_a_track_without_times_has_a_line_and_no_speeds() -> None:
    bare = segment(46 + np.arange(300) / 10_000, np.full(300, 7.0))
    activity = told(bare, device=DeviceTotals())
    assert activity.speeds is None
    assert activity.along_m[0][-1] == pytest.approx(activity.measured.distance_m, abs=0.1)


def test_the_outline_has_the_ends_of_the_lines() -> None:
    activity = told(northward(100), northward(100, lat=46.5), device=DeviceTotals())
    assert [(line[0], line[-1]) for line in activity.outline] == [
        (line[0], line[-1]) for line in activity.lines
    ]
