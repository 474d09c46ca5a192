"""A measured way as lines and profiles."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import METRES_A_DEGREE, northward, segment
from milepost.assemble.lines import brinks, coarse, drawn, profile, speeds
from milepost.measure.along import nearest
from milepost.measure.cleaning import select
from milepost.measure.sports import SPORTS
from milepost.measure.way import way_of
from milepost.model.activity import Line, Metres, Profile, Speeds
from milepost.model.detail import ElevationSource
from milepost.model.track import Segment


@given(st.integers(-89_000_000, 89_000_000), st.integers(-179_000_000, 179_000_000))
def test_a_place_beside_what_is_hidden_is_one_of_the_line(lat: int, lon: int) -> None:
    part = northward(60, lat=lat / 1e6, lon=lon / 1e6)
    hidden = [(float(part.lat_deg[0]), float(part.lon_deg[0]))]
    assert brinks((part,), hidden) == (lines(part)[0][0],)


def lines(*segments: Segment) -> tuple[Line, ...]:
    return drawn(segments, way_of(segments, SPORTS["ride"]), 5.0)[0]


def along(*segments: Segment) -> tuple[Metres, ...]:
    return drawn(segments, way_of(segments, SPORTS["ride"]), 5.0)[1]


def fast(*segments: Segment) -> Speeds | None:
    return speeds(segments, way_of(segments, SPORTS["ride"]), 10.0)


def hilly(*segments: Segment, source: ElevationSource | None = None) -> Profile | None:
    way = way_of(segments, SPORTS["ride"], source=source)
    return profile(segments, way, 10.0)


def climbing(points: int = 2001, **more: float) -> Segment:
    return northward(points, ele=500 + np.arange(points) / 10, **more)


def silent(whole: Segment, first: int, last: int) -> Segment:
    number = np.arange(len(whole))
    return select(whole, (number < first) | (number > last))


def test_a_silence_in_which_the_way_went_on_breaks_line_and_profile() -> None:
    broken = silent(climbing(), 800, 1200)
    assert len(lines(broken)) == 2
    found = hilly(broken)
    assert found is not None and len(found.stretches) == 2


def test_a_short_silence_breaks_nothing() -> None:
    broken = silent(climbing(), 800, 1050)
    assert len(lines(broken)) == 1


def test_a_rest_at_one_place_breaks_nothing() -> None:
    whole = climbing()
    rested = replace(whole, time_s=whole.time_s + 7200 * (np.arange(len(whole)) > 900))
    assert len(lines(rested)) == 1


def test_a_tracker_that_reports_every_ten_minutes_has_a_line() -> None:
    (line,) = lines(climbing(30, step_s=600))
    assert line[0][0] == 46.0
    assert len(line) == 2


def test_a_missed_report_of_such_a_tracker_breaks_nothing_and_an_hour_does() -> None:
    tracker = climbing(30, step_s=600)
    assert len(lines(silent(tracker, 12, 13))) == 1
    assert len(lines(silent(tracker, 12, 18))) == 2


def test_a_lone_point_is_no_line() -> None:
    lone = silent(silent(climbing(), 100, 500), 102, 600)
    assert all(len(line) > 1 for line in lines(lone))


def test_distances_of_a_profile_run_on_over_segments() -> None:
    found = hilly(climbing(), climbing(lat=46.5))
    assert found is not None
    (first, second) = found.stretches
    assert first[-1][0] <= second[0][0]


def test_without_a_climb_there_is_no_profile() -> None:
    assert hilly(climbing(), source="none") is None
    assert hilly(climbing(), source="phone") is not None


def test_a_profile_has_no_steps_below_25_m() -> None:
    found = hilly(climbing())
    assert found is not None
    at_m = [sample[0] for sample in found.stretches[0]]
    assert min(np.diff(at_m)) >= 24


def test_a_line_over_180_degrees_keeps_its_ends() -> None:
    lons = np.concatenate([np.linspace(179.9, 179.999, 50), np.linspace(-179.999, -179.9, 50)])
    (line,) = lines(segment(np.full(100, 10.0), lons, seconds=np.arange(100) * 60.0))
    assert (line[0][1], line[-1][1]) == (179.9, -179.9)


def wavy(points: int = 2001, metres: float = 40.0) -> Segment:
    whole = climbing(points)
    swing = metres / METRES_A_DEGREE * np.sin(np.arange(points) / 30)
    return replace(whole, lon_deg=whole.lon_deg + swing)


def test_each_point_of_a_line_knows_how_far_along_the_way_it_lies() -> None:
    whole = wavy()
    (line,), (along_m,) = lines(whole), along(whole)
    assert len(line) == len(along_m) > 50
    assert along_m[0] == 0
    assert along_m[-1] == round(float(way_of((whole,), SPORTS["ride"]).travelled_m[-1]), 1)
    assert list(along_m) == sorted(along_m)


def test_the_way_runs_on_over_the_lines_of_an_activity() -> None:
    first, second = along(climbing(), climbing(lat=46.5))
    assert first[-1] == second[0] > 9900


def test_a_silence_that_breaks_the_line_adds_nothing_to_the_way() -> None:
    first, second = along(silent(climbing(), 800, 1200))
    assert first[-1] == second[0]
    assert 3980 < first[-1] < 4000


def test_speeds_stand_at_the_steps_of_the_profile() -> None:
    broken = silent(wavy(), 800, 1200)
    heights, found = hilly(broken), fast(broken)
    assert heights is not None and found is not None
    assert [[at for at, _ in part] for part in found.stretches] == [
        [at for at, _ in part] for part in heights.stretches
    ]


def test_without_times_there_are_no_speeds() -> None:
    whole = climbing()
    assert fast(replace(whole, time_s=np.full(len(whole), np.nan))) is None


@given(st.floats(1.0, 300.0))
def test_a_coarse_line_stays_within_its_tolerance(tolerance_m: float) -> None:
    (line,) = lines(wavy(801, 120.0))
    kept = coarse(line, tolerance_m)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    assert set(kept) <= set(line)
    away = nearest(line, kept, tuple(float(n) for n in range(len(kept))))
    assert max(found.away_m for found in away) <= tolerance_m * 1.001
