"""What holds for the distance and the times of all ways."""

from dataclasses import dataclass, replace

import gpxpy.gpx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builders import METRES_A_DEGREE, northward, segment
from milepost.measure.cleaning import in_order, select
from milepost.measure.elevation import rule_for
from milepost.measure.gaps import recorder_of
from milepost.measure.geo import between_m
from milepost.measure.sports import SPORTS
from milepost.measure.totals import totals_of
from milepost.measure.way import Way, pauses_of, way_of
from milepost.model.activity import Totals
from milepost.model.detail import ElevationSource
from milepost.model.track import Column, Segment

MPS = {"run": 3.0, "trail-run": 2.3, "hike": 1.2, "ride": 6.0, "paddle": 1.6}
FASTEST = 1.3  # of the mean speed
sports = st.sampled_from(sorted(MPS))


@dataclass(frozen=True)
class Made:
    """A winding, hilly, noisy way, and what it is made for."""

    sport: str
    track: Segment

    @property
    def mps(self) -> float:
        return MPS[self.sport]

    def way(self, *segments: Segment) -> Way:
        return way_of(segments or (self.track,), SPORTS[self.sport])

    def totals(self, *segments: Segment) -> Totals:
        return totals_of(self.way(*segments), SPORTS[self.sport])


def made(
    sport: str, seed: int, every_s: int = 1, *, lat: float = 46.0, rests: bool = True
) -> Made:
    """Return a way of some 20 minutes with a rest, a silence and a tunnel somewhere."""
    rng = np.random.default_rng(seed)
    clock = np.arange(0, 1200, every_s)
    mps = MPS[sport] * (1 + (FASTEST - 1) * np.sin(clock / rng.uniform(30, 90)))
    if rests:
        mps[(clock > 300) & (clock < rng.integers(310, 500))] = 0.0
    metres = np.cumsum(mps * every_s)
    heading = rng.uniform(0, 6) + np.sin(metres / rng.uniform(50, 300))
    noise = rng.normal(0, 0.3, (2, len(clock)))
    north = np.cumsum(mps * np.cos(heading)) * every_s + noise[0]
    east = np.cumsum(mps * np.sin(heading)) * every_s + noise[1]
    hill_m = rng.uniform(60, 400)
    ele = 500 + rng.uniform(0.02, 0.15) * hill_m * np.sin(metres / hill_m)
    time_s = clock + (rng.integers(0, 600) * (clock > 700) if rests else 0)
    track = segment(
        lat + north / METRES_A_DEGREE,
        7 + east / METRES_A_DEGREE / np.cos(np.radians(lat)),
        ele=ele + rng.normal(0, 0.3, len(clock)),
        seconds=time_s,
    )
    tunnel = (clock > 900) & (clock < rng.integers(901, 1000)) if rests else clock < 0
    return Made(sport, select(track, ~tunnel))


ways = st.builds(
    made, sports, st.integers(0, 10**6), st.sampled_from([1, 1, 2, 5, 10, 20]),
    lat=st.sampled_from([0.0, 46.0, -33.0, 69.0]),
)  # fmt: skip
unresting = st.builds(made, sports, st.integers(0, 10**6), rests=st.just(False))
some = settings(max_examples=25)


def turned(track: Segment) -> Segment:
    """Return the way back, at the same speeds in the other order."""
    back = select(track, np.arange(len(track))[::-1])
    return replace(back, time_s=track.time_s[0] + track.time_s[-1] - back.time_s)


def cut(track: Segment, at: int) -> tuple[Segment, Segment]:
    """Return both parts; the point between them is in both."""
    return select(track, slice(0, at + 1)), select(track, slice(at, None))


def wrapped(lon_deg: Column) -> Column:
    return (lon_deg + 180) % 360 - 180


def close(one: Totals, other: Totals, *, within: float = 1e-6) -> None:
    """Check that all figures agree but for rounding."""
    for name in Totals.__slots__:
        left, right = getattr(one, name), getattr(other, name)
        assert (left is None) == (right is None), name
        assert left is None or left == pytest.approx(right, rel=within, abs=within), name


@some
@given(ways)
def test_turning_round_keeps_distance_and_times_and_swaps_gain_and_loss(way: Made) -> None:
    there, back = way.totals(), way.totals(turned(way.track))
    assert back.distance_m == pytest.approx(there.distance_m, abs=1e-6)
    assert (back.gain_m, back.loss_m) == pytest.approx((there.loss_m, there.gain_m), abs=1e-6)
    assert (back.min_ele_m, back.max_ele_m) == pytest.approx(
        (there.min_ele_m, there.max_ele_m), abs=1e-6
    )
    assert (back.moving_s, back.active_s, back.elapsed_s) == pytest.approx(
        (there.moving_s, there.active_s, there.elapsed_s), abs=1e-6
    )


@some
@given(ways)
def test_turning_round_turns_the_pauses_round(way: Made) -> None:
    there, back = way.way(), way.way(turned(way.track))
    length_m = there.travelled_m[-1]
    rested_m = [
        (length_m - pause.at_m, pause.duration_s) for pause in reversed(pauses_of(back))
    ]
    found = [(pause.at_m, pause.duration_s) for pause in pauses_of(there)]
    assert len(found) == len(rested_m)
    for (at_m, seconds), (back_at_m, back_seconds) in zip(found, rested_m, strict=True):
        assert back_seconds == pytest.approx(seconds, abs=1e-6)
        # A rest's own drift lies between its two ends.
        assert at_m - 1e-6 <= back_at_m <= at_m + 1 + 2 * seconds


@some
@given(unresting, st.floats(0.05, 0.95))
def test_two_parts_add_up_to_the_whole(way: Made, share: float) -> None:
    whole = way.totals()
    parts = way.totals(*cut(way.track, int(share * len(way.track))))
    # Smoothing draws in both new ends by 0.7 seconds of way, and by what noise there is.
    lost_m = 1.5 * FASTEST * way.mps + 1
    assert parts.distance_m == pytest.approx(whole.distance_m, abs=lost_m)
    assert (parts.moving_s, parts.active_s, parts.elapsed_s) == (
        whole.moving_s, whole.active_s, whole.elapsed_s,
    )  # fmt: skip


@some
@given(sports, st.floats(20, 200), st.floats(0.05, 0.95), st.sampled_from(["watch", "phone"]))
def test_two_parts_of_a_hill_climb_what_the_whole_does(
    sport: str, hill_m: float, share: float, source: ElevationSource
) -> None:
    rise_m = hill_m * np.sin(np.linspace(0, np.pi, 1201))
    track = northward(1201, mps=MPS[sport], ele=500 + rise_m)
    whole, parts = (
        totals_of(way_of(segments, SPORTS[sport], source=source), SPORTS[sport])
        for segments in ((track,), cut(track, int(share * 1201)))
    )
    # At the cut and at the top less than a threshold is not counted; the window of way ends
    # at the cut.
    rule = rule_for(source, track.ele_m)
    lost_m = 2 * rule.threshold_m + rule.half_window_m * hill_m * np.pi / 1200 / MPS[sport]
    assert parts.gain_m == pytest.approx(whole.gain_m, abs=lost_m)
    assert parts.loss_m == pytest.approx(whole.loss_m, abs=lost_m)
    assert whole.gain_m == pytest.approx(hill_m, abs=rule.threshold_m + lost_m)


@some
@given(ways, st.floats(0.05, 0.95))
def test_a_cut_changes_no_timer(way: Made, share: float) -> None:
    whole = way.totals()
    parts = way.totals(*cut(way.track, int(share * len(way.track))))
    assert parts.active_s == pytest.approx(whole.active_s, abs=1e-6)
    assert parts.elapsed_s == whole.elapsed_s
    assert parts.moving_s >= whole.moving_s - 1e-6


@some
@given(ways, st.floats(0.05, 0.95))
def test_raw_parts_add_up_to_the_whole_exactly(way: Made, share: float) -> None:
    parts = cut(way.track, int(share * len(way.track)))
    sport = SPORTS[way.sport]
    whole_m = way_of((way.track,), sport, raw=True).travelled_m[-1]
    assert way_of(parts, sport, raw=True).travelled_m[-1] == pytest.approx(whole_m, abs=1e-6)


@some
@given(ways, st.floats(-180, 180))
def test_a_shift_in_longitude_changes_nothing_anywhere_on_earth(
    way: Made, shift: float
) -> None:
    elsewhere = replace(way.track, lon_deg=wrapped(way.track.lon_deg + shift))
    close(way.totals(), way.totals(elsewhere))


@some
@given(ways, st.integers(-200, 200))
def test_a_shift_to_the_antimeridian_changes_nothing(way: Made, metres: int) -> None:
    middle = float(way.track.lon_deg.mean())
    shift = 180 - middle + metres / METRES_A_DEGREE
    over = replace(way.track, lon_deg=wrapped(way.track.lon_deg + shift))
    close(way.totals(), way.totals(over))


@some
@given(ways)
def test_the_other_side_of_the_equator_is_as_long(way: Made) -> None:
    close(way.totals(), way.totals(replace(way.track, lat_deg=-way.track.lat_deg)))


@some
@given(ways, st.integers(-(10**9), 10**9))
def test_a_shift_in_time_changes_nothing_at_all(way: Made, seconds: int) -> None:
    later = replace(way.track, time_s=way.track.time_s + seconds)
    close(way.totals(), way.totals(later))


@some
@given(sports, st.lists(st.floats(0.0, 1200.0), max_size=60, unique=True))
def test_more_points_on_a_straight_even_way_change_nothing(
    sport: str, more: list[float]
) -> None:
    mps = MPS[sport]
    clock = np.unique(np.concatenate([np.arange(0, 1201, 4.0), np.round(more, 3)]))
    plain = Made(sport, northward(1201, mps=mps))
    dense = Made(
        sport,
        segment(46 + clock * mps / METRES_A_DEGREE, np.full(len(clock), 7.0), seconds=clock),
    )
    one, other = plain.totals(), dense.totals()
    assert other.distance_m == pytest.approx(one.distance_m, abs=2 * mps)
    assert other.moving_s == pytest.approx(one.moving_s, abs=1e-6)
    assert other.active_s == pytest.approx(one.active_s, abs=1e-6)


@some
@given(ways)
def test_moving_is_no_longer_than_active_and_that_no_longer_than_elapsed(way: Made) -> None:
    found = way.totals()
    assert 0 <= found.moving_s <= found.active_s <= found.elapsed_s
    assert found.elapsed_s == way.track.time_s[-1] - way.track.time_s[0]


steps_s = st.lists(st.floats(0.1, 2000), min_size=1, max_size=30)


@given(steps_s, st.lists(st.floats(-0.01, 0.01), min_size=31, max_size=31), sports)
def test_times_are_in_order_whatever_was_recorded(
    seconds: list[float], norths: list[float], sport: str
) -> None:
    clock = np.concatenate([[0.0], np.cumsum(seconds)])
    lat = 46 + np.cumsum(norths[: len(clock)])
    way = Made(sport, segment(lat, np.full(len(clock), 7.0), seconds=clock))
    found = way.totals()
    assert 0 <= found.moving_s <= found.active_s + 1e-6
    assert found.active_s <= found.elapsed_s + 1e-6
    assert found.distance_m >= 0
    rested_s = sum(pause.duration_s for pause in pauses_of(way.way()))
    assert rested_s <= found.elapsed_s - found.moving_s + 1e-6


@some
@given(unresting)
def test_a_way_is_never_shorter_than_its_ends_are_apart(way: Made) -> None:
    track = way.track
    ends_m = between_m(track.lat_deg[0], track.lon_deg[0], track.lat_deg[-1], track.lon_deg[-1])
    # Smoothing draws either end in by a second of way and what noise there is.
    assert way.totals().distance_m >= ends_m - 2 * (FASTEST * way.mps + 1)


@some
@given(st.integers(0, 10**6), st.floats(-80, 80), st.floats(-180, 180))
def test_a_raw_way_is_as_long_as_gpxpy_says(seed: int, lat: float, lon: float) -> None:
    track = made("ride", seed, lat=lat).track
    track = replace(track, lon_deg=wrapped(track.lon_deg + lon))
    assume(np.ptp(track.lon_deg) < 180)  # gpxpy goes the long way round
    points = [
        gpxpy.gpx.GPXTrackPoint(*place)
        for place in zip(track.lat_deg.tolist(), track.lon_deg.tolist(), strict=True)
    ]
    theirs_m = gpxpy.gpx.GPXTrackSegment(points).length_2d()
    ours_m = way_of((track,), SPORTS["ride"], raw=True).travelled_m[-1]
    assert ours_m == pytest.approx(theirs_m, rel=0.0072)


@some
@given(ways, st.integers(-400, 4000))
def test_a_whole_track_higher_up_climbs_the_same(way: Made, lift: int) -> None:
    ele = np.round(way.track.ele_m / 0.5) * 0.5 + 1000
    low = way.totals(replace(way.track, ele_m=ele))
    high = way.totals(replace(way.track, ele_m=ele + lift))
    assert high.gain_m == pytest.approx(low.gain_m, abs=1e-6)
    assert high.loss_m == pytest.approx(low.loss_m, abs=1e-6)
    assert high.min_ele_m == pytest.approx(low.min_ele_m + lift, abs=1e-6)
    assert high.max_ele_m == pytest.approx(low.max_ele_m + lift, abs=1e-6)


@some
@given(ways, st.integers(0, 10**6))
def test_the_order_of_the_points_and_segments_of_a_file_changes_nothing(
    way: Made, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    possible_mps = SPORTS[way.sport].possible_mps
    parts = cut(way.track, len(way.track) // 3)
    parts = parts[0], select(parts[1], slice(1, None))
    mixed = [select(part, rng.permutation(len(part))) for part in reversed(parts)]
    close(
        way.totals(*in_order(parts, possible_mps)), way.totals(*in_order(mixed, possible_mps)),
        within=1e-9,
    )  # fmt: skip


@pytest.mark.parametrize("sport", SPORTS)
@pytest.mark.parametrize("interval_s", [60, 300, 600, 1800])
def test_a_sparse_trackers_way_has_a_length_and_no_pause(sport: str, interval_s: int) -> None:
    seconds = np.arange(0, 60 * interval_s, interval_s)
    lat = 46 + seconds * 1.2 / METRES_A_DEGREE
    lon = 7 + 0.003 * np.sin(seconds / interval_s / 4)
    track = segment(lat, lon, seconds=seconds)
    way = way_of((track,), SPORTS[sport])
    assert recorder_of((track,)).is_sparse
    plain_m = way_of((track,), SPORTS[sport], raw=True).travelled_m[-1]
    assert plain_m <= way.travelled_m[-1] <= 1.3 * plain_m
    assert way.moving is not None
    assert way.moving.all()
    assert pauses_of(way) == ()


@pytest.mark.parametrize("pole", [1, -1])
@pytest.mark.parametrize("sport", ["hike", "ski"])
def test_near_a_pole_a_way_is_as_long_as_elsewhere(pole: int, sport: str) -> None:
    angle = np.arange(1200) * 1.2 / 500  # round the pole, 500 m away from it
    lat = np.full(1200, 90 - 500 / 111_694) * pole
    lon = wrapped(np.degrees(angle))
    found = totals_of(
        way_of((segment(lat, lon, seconds=range(1200)),), SPORTS[sport]), SPORTS[sport]
    )
    assert found.distance_m == pytest.approx(1199 * 1.2, rel=0.01)
    assert found.moving_s == 1199.0


@pytest.mark.parametrize("pole", [1, -1])
def test_over_a_pole_and_down_the_other_side_no_step_is_lost(pole: int) -> None:
    metres = np.arange(-600, 601) * 1.2 + 0.6
    lat = pole * (90 - np.abs(metres) / 111_694)
    lon = np.where(metres < 0, 20.0, -160.0)
    track = segment(lat, lon, seconds=range(len(metres)))
    found = totals_of(way_of((track,), SPORTS["ski"]), SPORTS["ski"])
    assert found.distance_m == pytest.approx(1200 * 1.2, rel=0.05)
