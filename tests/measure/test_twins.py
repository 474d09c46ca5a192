from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import METRES_A_DEGREE, northward, segment
from milepost.measure.cleaning import select
from milepost.measure.twins import Twins, better, compare, verdict
from milepost.model.track import Segment

HOUR_S = 3600.0


def winding(points: int = 3601, *, lat: float = 46.0, ele: float | None = None) -> Segment:
    """Return an hour's way of bends, at 6 m a second."""
    heading = np.sin(np.arange(points) / 100) + np.arange(points) / 2000
    north, east = np.cumsum(6 * np.cos(heading)), np.cumsum(6 * np.sin(heading))
    lats = lat + north / METRES_A_DEGREE
    lons = 7.0 + east / METRES_A_DEGREE / np.cos(np.radians(lat))
    heights = None if ele is None else np.full(points, ele)
    return segment(lats, lons, ele=heights, seconds=np.arange(points))


def later(track: Segment, seconds: float) -> Segment:
    return replace(track, time_s=track.time_s + seconds)


def jittered(track: Segment, metres: float, seed: int = 5) -> Segment:
    noise = np.random.default_rng(seed).normal(0, metres / METRES_A_DEGREE, (2, len(track)))
    return replace(track, lat_deg=track.lat_deg + noise[0], lon_deg=track.lon_deg + noise[1])


def aside(track: Segment, metres: float) -> Segment:
    return replace(track, lat_deg=track.lat_deg + metres / METRES_A_DEGREE)


def said(one: Segment, other: Segment) -> str:
    return verdict(compare((one,), (other,)))


RIDE = winding()


def test_a_recording_is_its_own_twin() -> None:
    twins = compare((RIDE,), (RIDE,))
    assert twins == Twins(3600.0, 1.0, 0.0)
    assert verdict(twins) == "same"


@given(st.integers(1, 60), st.integers(0, 30))
@settings(deadline=None, max_examples=25)
def test_a_thinned_copy_is_the_same(every: int, first: int) -> None:
    assert said(RIDE, select(RIDE, slice(first, None, every))) == "same"


@given(st.floats(0, 40), st.integers(0, 99))
@settings(deadline=None, max_examples=25)
def test_a_jittered_copy_is_the_same(metres: float, seed: int) -> None:
    assert said(RIDE, jittered(RIDE, metres, seed)) == "same"


zones_h = st.sampled_from([1, 2, -2, 7, -14, 14, 5.5, 5.75, -3.5, 10.5, 12.75, -9.5])


@given(zones_h, st.integers(1, 9))
@settings(deadline=None, max_examples=25)
def test_a_copy_in_another_time_zone_is_shifted(hours: float, every: int) -> None:
    copy = later(select(jittered(RIDE, 5), slice(None, None, every)), -hours * HOUR_S)
    twins = compare((RIDE,), (copy,))
    assert verdict(twins) == "shifted"
    assert twins.shift_s == hours * HOUR_S
    assert twins.overlap_share > 0.99
    assert twins.apart_m is not None and twins.apart_m < 15


@given(
    st.sampled_from([0, 1800, 3000, 3590, HOUR_S, 2 * HOUR_S, 30 * HOUR_S]),
    st.floats(0, 2000),
    st.integers(1, 9),
)
@settings(deadline=None, max_examples=40)
def test_it_does_not_matter_which_is_named_first(
    seconds: float, metres: float, every: int
) -> None:
    other = later(select(aside(RIDE, metres), slice(None, None, every)), seconds)
    here, there = compare((RIDE,), (other,)), compare((other,), (RIDE,))
    assert there.shift_s == -here.shift_s
    assert there.overlap_s == pytest.approx(here.overlap_s, abs=1e-3)
    assert there.overlap_share == pytest.approx(here.overlap_share)
    assert there.apart_m == pytest.approx(here.apart_m, abs=0.01)
    assert verdict(here) == verdict(there)


def test_a_ride_that_is_longer_than_a_zone_is_shifted_although_it_overlaps() -> None:
    day = winding(6 * 3600)
    assert said(day, later(day, 2 * HOUR_S)) == "shifted"


def test_parts_in_two_time_zones_are_shifted() -> None:
    begin, end = select(RIDE, slice(3000)), select(RIDE, slice(800, None))
    twins = compare((begin,), (later(end, 5.5 * HOUR_S),))
    assert verdict(twins) == "shifted"
    assert twins.overlap_s == 2199


def test_a_round_that_meets_its_own_start_is_shifted_all_the_same() -> None:
    angle = np.clip(np.arange(4200) - 600, 0, 3000) / 3000 * 2 * np.pi  # ten minutes at home
    lat, lon = 46 + 0.05 * np.sin(angle), 7 + 0.05 * np.cos(angle)
    tour = segment(lat, lon, seconds=range(4200))
    assert said(tour, later(tour, HOUR_S)) == "shifted"


def test_a_part_twice_is_partly() -> None:
    begin, end = select(RIDE, slice(2100)), select(RIDE, slice(1500, None))
    twins = compare((begin,), (end,))
    assert verdict(twins) == "partly"
    assert twins.overlap_s == 599
    assert twins.overlap_share == pytest.approx(599 / 2099, abs=1e-3)


def test_a_part_that_holds_most_of_the_shorter_one_is_the_same() -> None:
    assert said(RIDE, select(RIDE, slice(1500, 2100))) == "same"


def test_a_minute_of_overlap_is_nothing() -> None:
    begin, end = select(RIDE, slice(1560)), select(RIDE, slice(1500, None))
    assert said(begin, end) == "different"


@pytest.mark.parametrize(("metres", "meaning"), [(95, "same"), (105, "apart"), (5000, "apart")])
def test_two_at_one_time_in_two_places_are_apart(metres: float, meaning: str) -> None:
    twins = compare((RIDE,), (aside(RIDE, metres),))
    assert twins.apart_m == pytest.approx(metres, rel=0.01)
    assert verdict(twins) == meaning


def test_the_same_way_on_another_day_is_different() -> None:
    assert said(RIDE, later(RIDE, 24 * HOUR_S)) == "different"


def test_the_same_way_at_an_odd_time_is_different() -> None:
    assert said(RIDE, later(RIDE, 2 * HOUR_S + 600)) == "different"


def test_the_same_way_back_hours_later_is_different() -> None:
    back = replace(RIDE, lat_deg=RIDE.lat_deg[::-1], lon_deg=RIDE.lon_deg[::-1])
    assert said(RIDE, later(back, 8 * HOUR_S)) == "different"


def test_another_place_hours_later_is_different() -> None:
    assert said(RIDE, later(aside(RIDE, 150), 8 * HOUR_S)) == "different"


def test_two_evenings_on_one_stadium_are_different() -> None:
    angle = np.arange(3600) * 3.0 / 63
    north, east = 63 * np.sin(angle), 63 * np.cos(angle)
    morning = segment(46 + north / METRES_A_DEGREE, 7 + east / 77_000, seconds=range(3600))
    evening = later(select(morning, slice(20, None)), 12 * HOUR_S - 20)
    assert said(morning, evening) == "different"


def test_only_time_in_which_both_recorders_ran_counts() -> None:
    gap = (np.arange(3601) < 1000) | (np.arange(3601) > 2000)
    twins = compare((RIDE,), (select(RIDE, gap),))
    assert twins.overlap_s == 999 + 1599
    assert twins.overlap_share == 1.0
    assert compare((select(RIDE, gap),), (RIDE,)) == twins


def test_positions_across_a_silence_are_not_compared() -> None:
    there = aside(RIDE, 0)
    away = (np.arange(3601) > 1000) & (np.arange(3601) < 3000)
    silent = select(RIDE, ~away)
    lat = there.lat_deg + np.where(away, 5000 / METRES_A_DEGREE, 0)
    twins = compare((replace(there, lat_deg=lat),), (silent,))
    assert twins.apart_m == pytest.approx(0, abs=1e-6)


def test_the_order_of_segments_does_not_matter() -> None:
    halves = select(RIDE, slice(1800)), select(RIDE, slice(1800, None))
    assert compare(halves, (RIDE,)) == compare(halves[::-1], (RIDE,))


def test_twins_are_found_over_the_antimeridian() -> None:
    over = replace(RIDE, lon_deg=(RIDE.lon_deg + 172.99 + 180) % 360 - 180)
    assert np.ptp(over.lon_deg) > 300
    assert said(over, jittered(over, 5)) == "same"
    assert said(over, later(select(over, over.lon_deg < 0), 2 * HOUR_S)) == "shifted"


def test_points_without_a_time_say_nothing() -> None:
    times = RIDE.time_s.copy()
    times[::7] = np.nan
    assert said(RIDE, replace(RIDE, time_s=times)) == "same"
    assert said(RIDE, replace(RIDE, time_s=np.full(3601, np.nan))) == "different"


@pytest.mark.parametrize("points", [0, 1])
def test_fewer_than_two_points_are_no_twin(points: int) -> None:
    assert compare((RIDE,), (select(RIDE, slice(points)),)) == Twins(0.0, 0.0, None)
    assert compare((select(RIDE, slice(points)),), ()) == Twins(0.0, 0.0, None)
    assert verdict(compare((), ())) == "different"


def test_a_lone_point_hours_away_is_no_twin() -> None:
    lone = later(select(RIDE, slice(1)), 5 * HOUR_S)
    assert said(RIDE, lone) == "different"


def test_the_one_with_more_coverage_is_kept() -> None:
    part = select(RIDE, slice(3200))
    assert better((part,), (RIDE,)) == 1
    assert better((RIDE,), (part,)) == 0


def test_a_little_more_coverage_does_not_decide() -> None:
    fine, longer = select(RIDE, slice(3400)), select(RIDE, slice(None, None, 4))
    assert better((longer,), (fine,)) == 1


def test_silence_is_no_coverage() -> None:
    silent = select(RIDE, (np.arange(3601) < 1000) | (np.arange(3601) > 2500))
    assert better((silent,), (select(RIDE, slice(3000)),)) == 1


def test_coverage_goes_before_fineness() -> None:
    fine, longer = select(RIDE, slice(3000)), select(RIDE, slice(None, None, 4))
    assert better((fine,), (longer,)) == 1


def test_the_finer_sampled_is_kept() -> None:
    coarse = select(RIDE, slice(None, None, 2))
    assert better((coarse,), (RIDE,)) == 1
    assert better((RIDE,), (coarse,)) == 0


def phone_heights(track: Segment) -> Segment:
    return replace(track, ele_m=400 + np.sin(np.arange(len(track)) / 50) * 7.123)


def watch_heights(track: Segment) -> Segment:
    return replace(track, ele_m=np.round(phone_heights(track).ele_m * 5) / 5)


def test_the_one_with_a_barometer_is_kept() -> None:
    phone = replace(phone_heights(RIDE), heart_rate_bpm=np.full(3601, 120.0))
    assert better((phone,), (watch_heights(RIDE),)) == 1
    assert better((watch_heights(RIDE),), (phone,)) == 0


def test_fineness_goes_before_a_barometer() -> None:
    watch = select(watch_heights(RIDE), slice(None, None, 2))
    assert better((watch,), (phone_heights(RIDE),)) == 1


def test_the_one_with_more_sensors_is_kept() -> None:
    sensed = replace(RIDE, heart_rate_bpm=np.full(3601, 120.0))
    assert better((RIDE,), (sensed,)) == 1
    assert better((RIDE,), (phone_heights(RIDE),)) == 1


def test_a_sensor_that_never_spoke_is_none() -> None:
    silent = replace(RIDE, heart_rate_bpm=np.full(3601, np.nan))
    assert better((RIDE,), (silent,)) == 0


def test_of_two_equals_the_first_is_kept() -> None:
    assert better((RIDE,), (jittered(RIDE, 5),)) == 0
    assert better((), ()) == 0
    assert better((northward(1),), ()) == 0


def test_one_with_times_is_kept_before_one_without() -> None:
    untimed = replace(RIDE, time_s=np.full(3601, np.nan))
    assert better((untimed,), (RIDE,)) == 1
