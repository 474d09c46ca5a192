from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import cache

import numpy as np
import pytest

from builders import METRES_A_DEGREE, northward, segment
from milepost.measure.cleaning import clean, in_order, select
from milepost.measure.distance import length_m
from milepost.measure.sports import SPORTS
from milepost.measure.totals import totals_of
from milepost.measure.way import Way, pauses_of, way_of
from milepost.model.activity import Totals
from milepost.model.track import Column, Segment

SECONDS = 5400
DRIFT_S = 1200
WEEK_S = 7 * 86_400.0


@dataclass(frozen=True)
class Country:
    """How fast one goes through it; hills in metres, and how long their waves are."""

    mps: float
    hills_m: tuple[float, float]
    waves_m: tuple[float, float]


COUNTRIES = {
    "run": Country(3.0, (90.0, 20.0), (700.0, 230.0)),
    "ride": Country(6.5, (90.0, 20.0), (700.0, 230.0)),
    "hike": Country(1.2, (300.0, 10.0), (1500.0, 230.0)),
}


def wander(rng: np.random.Generator, points: int, spread_m: float, for_s: float) -> Column:
    """Return noise in two directions that is correlated for some seconds."""
    kept = np.exp(-1 / for_s)
    fresh = rng.normal(0, spread_m * np.sqrt(1 - kept**2), (points, 2))
    away = np.zeros((points, 2))
    for n in range(1, points):
        away[n] = kept * away[n - 1] + fresh[n]
    return away.T


@cache
def ninety_minutes(sport: str) -> Segment:
    """Return a winding, hilly track of one point a second, as a watch writes it."""
    country, clock = COUNTRIES[sport], np.arange(SECONDS)
    mps = country.mps * (1 + 0.15 * np.sin(clock / 70))
    way_m = np.cumsum(mps)
    heading = 0.9 * np.sin(way_m / 270) + 0.5 * np.sin(way_m / 900)
    east, north = np.cumsum(mps * np.sin(heading)), np.cumsum(mps * np.cos(heading))
    east, north = np.stack([east, north]) + wander(np.random.default_rng(1), SECONDS, 1.5, 60)
    waves = zip(country.hills_m, country.waves_m, strict=True)
    ele = 800 + sum(height * np.sin(way_m / length) for height, length in waves)
    return segment(
        46 + north / METRES_A_DEGREE,
        7 + east / METRES_A_DEGREE / np.cos(np.radians(46)),
        ele=np.round(ele / 0.2) * 0.2,
        seconds=clock,
    )


def way(*segments: Segment, sport: str) -> Way:
    return way_of(in_order(segments, SPORTS[sport].possible_mps), SPORTS[sport])


def totals(*segments: Segment, sport: str = "ride") -> Totals:
    return totals_of(way(*segments, sport=sport), SPORTS[sport])


@cache
def clean_totals(sport: str) -> Totals:
    return totals(ninety_minutes(sport), sport=sport)


def known(found: Totals) -> dict[str, float]:
    return {name: value for name, value in asdict(found).items() if value is not None}


def moved(track: Segment, rows: slice | list[int], north_m: float) -> Segment:
    lat = track.lat_deg.copy()
    lat[rows] += north_m / METRES_A_DEGREE
    return replace(track, lat_deg=lat)


def with_elevations(track: Segment, rows: slice | list[int], ele_m: float | None) -> Segment:
    """Return the track with one elevation at some points; None is 300 m too high."""
    ele = track.ele_m.copy()
    ele[rows] = ele[rows] + 300 if ele_m is None else ele_m
    return replace(track, ele_m=ele)


def doubled(track: Segment) -> Segment:
    again = np.random.default_rng(5).integers(0, SECONDS, 100)
    return select(track, np.sort(np.concatenate([np.arange(SECONDS), again])))


def out_of_order(track: Segment) -> Segment:
    order = np.arange(SECONDS)
    order[1000:1040] = np.random.default_rng(5).permutation(order[1000:1040])
    return select(track, order)


def without_a_fix(track: Segment) -> Segment:
    lat, lon = track.lat_deg.copy(), track.lon_deg.copy()
    lat[500] = lon[500] = 0.0
    return replace(track, lat_deg=lat, lon_deg=lon)


def late_fix(points: int) -> Callable[[Segment], Segment]:
    return lambda track: moved(track, slice(0, points), 2000)


def with_gaps_in_elevation(track: Segment) -> Segment:
    missing = np.flatnonzero(np.random.default_rng(5).random(SECONDS) < 0.3)
    return with_elevations(track, missing.tolist(), np.nan)


def tunnel(track: Segment) -> Segment:
    second = np.arange(SECONDS)
    return select(track, (second < 2000) | (second > 2060))


def driven_on(track: Segment) -> Segment:
    """A pause of 40 minutes, after which the way goes on 3 km further."""
    later = track.time_s + 2400.0 * (np.arange(SECONDS) >= SECONDS // 2)
    return replace(moved(track, slice(SECONDS // 2, None), 3000), time_s=later)


def drifting(track: Segment, seed: int) -> Segment:
    """A stop of 20 minutes whose positions wander by 6 m, in half a minute."""
    half = SECONDS // 2
    rows = np.concatenate(
        [np.arange(half), np.full(DRIFT_S, half - 1), np.arange(half, SECONDS)]
    )
    stood = select(track, rows)
    north, east = wander(np.random.default_rng(seed), DRIFT_S, 6.0, 30) / METRES_A_DEGREE
    stop = slice(half, half + DRIFT_S)
    lat, lon = stood.lat_deg.copy(), stood.lon_deg.copy()
    lat[stop] += north
    lon[stop] += east / np.cos(np.radians(46))
    time_s = track.time_s[0] + np.arange(len(stood), dtype=float)
    return replace(stood, lat_deg=lat, lon_deg=lon, time_s=time_s)


SPIKES = [500, 1500, 2500, 4000]
INJURIES: dict[str, Callable[[Segment], Segment]] = {
    "100 points doubled": doubled,
    "40 points out of order": out_of_order,
    "a point at 0/0": without_a_fix,
    "4 position spikes of 2 km": lambda track: moved(track, SPIKES, 2000),
    "first point 2 km away": late_fix(1),
    "first 2 points 2 km away": late_fix(2),
    "first 3 points 2 km away": late_fix(3),
    "3 points 2 km away on the way": lambda track: moved(track, slice(1500, 1503), 2000),
    "4 elevation spikes of 300 m": lambda track: with_elevations(track, SPIKES, None),
    "elevation 0 for 3 s": lambda track: with_elevations(track, slice(2000, 2003), 0.0),
    "elevation 0 for 60 s": lambda track: with_elevations(track, slice(2000, 2060), 0.0),
    "elevation 0 before the fix": lambda track: with_elevations(track, slice(0, 5), 0.0),
    "30 % of the elevation missing": with_gaps_in_elevation,
    "a tunnel of 60 s": tunnel,
    "a pause of 40 min with a drive of 3 km": driven_on,
}


def near(figure: float | None) -> object:
    assert figure
    return pytest.approx(figure, rel=0.01)


@pytest.mark.parametrize("sport", COUNTRIES)
@pytest.mark.parametrize("injure", INJURIES.values(), ids=INJURIES.keys())
def test_an_injured_track_measures_like_the_whole_one(
    injure: Callable[[Segment], Segment], sport: str
) -> None:
    true, found = clean_totals(sport), totals(injure(ninety_minutes(sport)), sport=sport)
    assert found.distance_m == near(true.distance_m)
    assert found.moving_s == near(true.moving_s)
    assert found.active_s == near(true.active_s)
    assert found.gain_m == near(true.gain_m)
    assert found.loss_m == near(true.loss_m)
    assert found.min_ele_m == pytest.approx(true.min_ele_m, abs=5)
    assert found.max_ele_m == pytest.approx(true.max_ele_m, abs=5)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("sport", ["run", "ride"])
def test_a_stop_with_drift_adds_no_distance_and_no_moving_time(sport: str, seed: int) -> None:
    stopped = drifting(ninety_minutes(sport), seed)
    true, found = clean_totals(sport), totals(stopped, sport=sport)
    assert found.distance_m == near(true.distance_m)
    assert found.moving_s == near(true.moving_s)
    assert found.gain_m == near(true.gain_m)
    assert found.elapsed_s == SECONDS - 1 + DRIFT_S


@pytest.mark.parametrize("sport", COUNTRIES)
@pytest.mark.parametrize("every_s", [5, 10, 15, 20, 30])
def test_a_thinned_track_is_as_long_as_the_dense_one(every_s: int, sport: str) -> None:
    thin = select(ninety_minutes(sport), slice(None, None, every_s))
    assert totals(thin, sport=sport).distance_m == near(clean_totals(sport).distance_m)


@pytest.mark.parametrize("sport", COUNTRIES)
def test_smart_recording_measures_like_a_point_each_second(sport: str) -> None:
    steps = np.random.default_rng(5).integers(1, 9, SECONDS)
    rows = np.cumsum(steps)
    smart = select(ninety_minutes(sport), rows[rows < SECONDS])
    true, found = clean_totals(sport), totals(smart, sport=sport)
    assert found.distance_m == near(true.distance_m)
    assert found.active_s == found.elapsed_s
    assert found.moving_s == found.elapsed_s
    assert found.gain_m == near(true.gain_m)


def test_the_track_of_the_traps_is_as_long_as_it_was_made() -> None:
    made = {"run": 16_200, "ride": 35_100, "hike": 6_480}
    for sport, metres in made.items():
        assert clean_totals(sport).distance_m == pytest.approx(metres, rel=0.01)


def test_a_way_along_the_equator_and_over_the_prime_meridian_is_kept() -> None:
    lon = (np.arange(601) - 300) * 5 / METRES_A_DEGREE
    level = segment(np.zeros(601), lon, seconds=range(601))
    across = segment(lon, np.zeros(601), seconds=range(601))
    assert len(clean(level, 40)) == len(clean(across, 40)) == 601
    assert totals(level).distance_m == pytest.approx(3000, rel=5e-3)
    assert totals(across).distance_m == pytest.approx(3000, rel=0.01)


@pytest.mark.parametrize(
    ("sport", "most_mps"),
    [("run", 12), ("trail-run", 12), ("walk", 8), ("hike", 8), ("ride", 40), ("ski", 60)],
)
def test_a_spike_is_what_nobody_could_reach_in_that_sport(sport: str, most_mps: int) -> None:
    track = northward(200, mps=2.0)
    too_far, possible = moved(track, [100], most_mps + 4), moved(track, [100], most_mps - 4)
    assert len(clean(too_far, SPORTS[sport].possible_mps)) == 199
    assert len(clean(possible, SPORTS[sport].possible_mps)) == 200


@pytest.mark.parametrize("sport", COUNTRIES)
def test_without_times_distance_and_climb_are_known_and_no_time_is(sport: str) -> None:
    track = ninety_minutes(sport)
    bare = replace(track, time_s=np.full(SECONDS, np.nan))
    true, found = clean_totals(sport), totals(bare, sport=sport)
    assert found.distance_m == pytest.approx(length_m(track.lat_deg, track.lon_deg))
    assert found.distance_m == pytest.approx(true.distance_m, rel=0.03)
    assert found.gain_m == pytest.approx(true.gain_m, rel=0.03)
    times = (found.moving_s, found.active_s, found.elapsed_s, found.max_speed_mps)
    assert times == (None, None, None, None)
    assert found.timed_distance_m == 0.0
    assert pauses_of(way(bare, sport=sport)) == ()


def test_half_of_the_times_invent_no_time() -> None:
    track = ninety_minutes("ride")
    partly = replace(track, time_s=np.where(np.arange(SECONDS) % 2, track.time_s, np.nan))
    found = totals(partly)
    assert found.distance_m == pytest.approx(length_m(track.lat_deg, track.lon_deg))
    assert (found.moving_s, found.active_s, found.elapsed_s) == (None, None, None)


def test_a_few_missing_times_are_no_loss() -> None:
    track = ninety_minutes("ride")
    time_s = track.time_s.copy()
    time_s[np.random.default_rng(5).integers(0, SECONDS, 200)] = np.nan
    true, found = clean_totals("ride"), totals(replace(track, time_s=time_s))
    assert found.distance_m == near(true.distance_m)
    assert found.moving_s == near(true.moving_s)
    assert found.gain_m == near(true.gain_m)


def test_with_more_than_half_of_the_elevations_missing_there_is_no_climb() -> None:
    few = with_elevations(ninety_minutes("ride"), slice(0, int(0.55 * SECONDS)), np.nan)
    found = totals(few)
    assert (found.gain_m, found.loss_m, found.min_ele_m, found.max_ele_m) == (None,) * 4


@pytest.mark.parametrize("ele_m", [0.0, 120.0, -5.0])
def test_an_elevation_that_never_changes_is_unknown(ele_m: float) -> None:
    level = with_elevations(ninety_minutes("ride"), slice(None), ele_m)
    assert totals(level).gain_m is None


def test_zero_metres_is_an_elevation_like_any_other() -> None:
    track = ninety_minutes("ride")
    assert track.ele_m.min() > 600
    at_sea = replace(track, ele_m=track.ele_m - 800)
    assert (at_sea.ele_m == 0).any()
    true, found = clean_totals("ride"), totals(at_sea)
    assert found.gain_m == near(true.gain_m)
    assert found.min_ele_m == pytest.approx(true.min_ele_m - 800, abs=1)


@pytest.mark.parametrize("sport", COUNTRIES)
def test_breaks_between_segments_are_never_joined(sport: str) -> None:
    track = ninety_minutes(sport)
    first, last = select(track, slice(0, 2700)), select(track, slice(2700, None))
    far = replace(moved(last, slice(None), 20_000), time_s=last.time_s + 7200)
    true, found = clean_totals(sport), totals(first, far, sport=sport)
    assert found.distance_m == near(true.distance_m)
    assert found.moving_s == near(true.moving_s)
    assert found.active_s == near(true.active_s)
    assert found.elapsed_s == SECONDS - 1 + 7200


def test_laps_that_touch_are_no_pauses() -> None:
    track = ninety_minutes("run")
    laps = [select(track, slice(n, n + 601)) for n in range(0, SECONDS - 1, 600)]
    true, found = clean_totals("run"), way(*laps, sport="run")
    assert totals_of(found, SPORTS["run"]).moving_s == true.moving_s
    assert pauses_of(found) == ()


@pytest.mark.parametrize("shift_s", [3600.0, -7200.0, 1024 * WEEK_S, -1024 * WEEK_S])
def test_a_wrong_clock_changes_only_the_date(shift_s: float) -> None:
    track = ninety_minutes("run")
    late = replace(track, time_s=track.time_s + shift_s)
    assert known(totals(late, sport="run")) == pytest.approx(known(clean_totals("run")))


@pytest.mark.parametrize("sport", COUNTRIES)
def test_a_clock_that_leaps_by_years_at_the_first_fix_costs_nothing(sport: str) -> None:
    track = ninety_minutes(sport)
    leapt = replace(track, time_s=track.time_s - 1024 * WEEK_S * (np.arange(SECONDS) < 3))
    true, found = clean_totals(sport), totals(leapt, sport=sport)
    assert found.distance_m == near(true.distance_m)
    assert found.moving_s == near(true.moving_s)
    assert found.gain_m == near(true.gain_m)
