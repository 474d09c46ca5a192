from dataclasses import replace

import numpy as np
import pytest

from builders import METRES_A_DEGREE, northward, segment
from milepost.measure.cleaning import select
from milepost.measure.distance import length_m, step_lengths_m
from milepost.measure.gaps import recorder_of
from milepost.measure.sports import SPORTS
from milepost.measure.totals import totals_of
from milepost.measure.way import Way, pauses_of, way_of
from milepost.model.track import Segment

RIDE = SPORTS["ride"]


def later(track: Segment, seconds: float, north_m: float = 0.0) -> Segment:
    return replace(
        track, time_s=track.time_s + seconds, lat_deg=track.lat_deg + north_m / METRES_A_DEGREE
    )


def ridden(*segments: Segment) -> Way:
    return way_of(segments, RIDE)


def two_legs(pause_s: float = 600.0) -> tuple[Segment, Segment]:
    first = northward(301)
    return first, later(northward(201), 300 + pause_s, north_m=5000)


def stop_and_go(*legs: tuple[int, float]) -> Segment:
    """Return a way of some legs, each of seconds at a speed."""
    mps = np.concatenate([np.full(seconds, speed) for seconds, speed in legs])
    metres = np.concatenate([[0.0], np.cumsum(mps)])
    lat = 46 + metres / METRES_A_DEGREE
    return segment(lat, np.full(len(lat), 7.0), seconds=range(len(lat)))


def noisy(points: int = 601) -> Segment:
    track = northward(points)
    noise = np.random.default_rng(1).normal(0, 2, points) / METRES_A_DEGREE
    return replace(track, lon_deg=track.lon_deg + noise)


def test_columns_have_a_value_for_each_point_or_step() -> None:
    way = ridden(*two_legs())
    assert {len(column) for column in (way.time_s, way.ele_m, way.travelled_m)} == {502}
    assert way.moving is not None
    assert way.active is not None
    assert {len(column) for column in (way.seconds, way.moving, way.active)} == {501}


def test_a_way_remembers_where_its_segments_begin() -> None:
    assert ridden(*two_legs()).begins == (0, 301)
    assert ridden(northward(5)).begins == (0,)


def test_the_step_into_a_segment_counts_for_nothing() -> None:
    way = ridden(*two_legs())
    assert way.travelled_m[300] == way.travelled_m[301]
    assert way.moving is not None
    assert way.active is not None
    assert not way.moving[300]
    assert not way.active[300]
    assert way.moving.sum() == way.active.sum() == 500


def test_the_distance_to_each_point_is_the_sum_of_the_steps() -> None:
    one, other = two_legs()
    recorder = recorder_of((one, other))
    steps = [step_lengths_m(part, RIDE, recorder) for part in (one, other)]
    way = ridden(one, other)
    assert way.travelled_m[0] == 0.0
    assert way.travelled_m[300] == pytest.approx(steps[0].sum())
    assert way.travelled_m[-1] == pytest.approx(steps[0].sum() + steps[1].sum())
    assert (np.diff(way.travelled_m) >= 0).all()


def test_all_segments_are_measured_with_one_recorder() -> None:
    fast, slow = northward(601), later(northward(61, mps=0.8), 700)
    together, alone = ridden(fast, slow), ridden(slow)
    assert alone.moving is not None
    assert alone.moving.all()
    assert together.moving is not None
    assert not together.moving[601:].any()
    assert together.recorder == recorder_of((fast, slow))


def test_a_raw_way_is_the_plain_sum_of_the_steps() -> None:
    track = noisy()
    plain_m = length_m(track.lat_deg, track.lon_deg)
    assert way_of((track,), RIDE, raw=True).travelled_m[-1] == pytest.approx(plain_m)
    assert ridden(track).travelled_m[-1] < 0.97 * plain_m


def test_a_raw_way_counts_gaps_and_knows_the_same_times() -> None:
    track = noisy()
    paused = replace(track, time_s=track.time_s + 900.0 * (np.arange(601) >= 300))
    raw, recorded = way_of((paused,), RIDE, raw=True), ridden(paused)
    assert np.diff(raw.travelled_m)[299] > 4
    assert np.diff(recorded.travelled_m)[299] == 0
    assert raw.moving is not None
    assert recorded.moving is not None
    assert np.array_equal(raw.moving, recorded.moving)


def test_a_raw_way_never_joins_segments() -> None:
    one, other = two_legs()
    plain_m = sum(length_m(part.lat_deg, part.lon_deg) for part in (one, other))
    assert way_of((one, other), RIDE, raw=True).travelled_m[-1] == pytest.approx(plain_m)


def test_without_times_nobody_knows_who_moved() -> None:
    timed, bare = northward(11), segment([46.0, 46.1], [7.0, 7.0])
    for way in (ridden(bare), ridden(timed, bare)):
        assert way.moving is None
        assert way.active is None
        assert pauses_of(way) == ()


def test_climb_is_counted_in_each_segment_and_not_between() -> None:
    up = northward(301, ele=500 + np.arange(301.0) * 0.2)
    down = later(northward(201, ele=1000 - np.arange(201.0) * 0.2), 900, north_m=5000)
    way = ridden(up, down)
    assert way.climbed
    assert way.climbed.gain_m[[0, 300, 301, 501]] == pytest.approx([0, 60, 60, 60], abs=2)
    assert way.climbed.loss_m[[0, 300, 301, 501]] == pytest.approx([0, 0, 0, 40], abs=2)
    assert (way.climbed.min_ele_m, way.climbed.max_ele_m) == pytest.approx((500, 1000), abs=1)


def test_the_lowest_and_highest_point_may_be_in_any_segment() -> None:
    middle = northward(301, ele=500 + np.arange(301.0) * 0.2)
    low = later(northward(201, ele=200 + np.arange(201.0) * 0.2), 900, north_m=5000)
    high = later(northward(201, ele=900 + np.arange(201.0) * 0.2), 1900, north_m=9000)
    for parts in ((middle, low, high), (low, high, middle), (high, middle, low)):
        climbed = ridden(*parts).climbed
        assert climbed
        assert (climbed.min_ele_m, climbed.max_ele_m) == pytest.approx((200, 940), abs=1)


def test_the_second_segment_climbs_what_it_would_alone() -> None:
    waves = 500 + np.round(3 * np.sin(np.arange(601) / 5) / 0.2) * 0.2
    slow, fast = northward(601, mps=0.7, ele=waves), later(northward(601, ele=waves), 900)
    alone, both = ridden(fast).climbed, ridden(slow, fast).climbed
    assert alone
    assert both
    gain_m = both.gain_m[-1] - both.gain_m[600]
    assert gain_m == pytest.approx(alone.gain_m[-1], abs=1e-6)


def test_a_segment_without_elevations_adds_no_climb() -> None:
    known = northward(301, ele=500 + np.arange(301.0) * 0.2)
    unknown = later(northward(101), 900, north_m=5000)
    for way in (ridden(known, unknown), ridden(unknown, later(known, 900, north_m=5000))):
        assert way.climbed
        assert len(way.climbed.gain_m) == len(way.climbed.loss_m) == 402
        assert way.climbed.gain_m[-1] == pytest.approx(60, abs=2)
        assert way.climbed.min_ele_m == pytest.approx(500, abs=1)


def test_where_no_segment_has_elevations_enough_there_is_no_climb() -> None:
    way = way_of((northward(301),), RIDE, source="watch")
    assert way.climbed is None
    assert way.source == "none"


@pytest.mark.parametrize(("grid", "source"), [(0.2, "watch"), (1.0, "watch"), (0.03, "phone")])
def test_the_source_is_found_from_all_segments(grid: float, source: str) -> None:
    ele = np.round((500 + 40 * np.sin(np.arange(601) / 60)) / grid) * grid
    track = northward(601, ele=ele)
    parts = select(track, slice(0, 12)), select(track, slice(12, None))
    assert ridden(*parts).source == source


def test_the_authors_word_for_the_source_wins() -> None:
    waves = 500 + np.round(2 * np.sin(np.arange(1201) / 16) / 0.2) * 0.2
    track = northward(1201, ele=waves)
    gains = {}
    for source in ("watch", "phone", "none"):
        way = way_of((track,), RIDE, source=source)
        assert way.source == source
        gains[source] = totals_of(way, RIDE).gain_m
    assert gains["watch"] == totals_of(ridden(track), RIDE).gain_m
    assert gains["watch"] > 20
    assert gains["phone"] == 0.0
    assert gains["none"] is None


def test_holes_to_zero_are_unknown_elevations_of_the_way() -> None:
    ele = 500 + np.arange(301.0) * 0.2
    ele[100:160] = 0.0
    way = ridden(northward(301, ele=ele))
    assert np.isnan(way.ele_m[100:160]).all()
    assert way.climbed
    assert way.climbed.min_ele_m == pytest.approx(500, abs=1)


def test_many_holes_to_zero_tell_nothing_of_the_source() -> None:
    ele = np.where(np.arange(301) < 200, 0.0, 500 + np.arange(301.0) * 0.2)
    way = ridden(northward(301, ele=ele))
    assert way.source == "none"
    assert way.climbed is None


def test_a_rest_is_told_with_its_place_and_length() -> None:
    (pause,) = pauses_of(ridden(stop_and_go((300, 5.0), (120, 0.0), (300, 5.0))))
    assert pause.at_m == pytest.approx(1500, abs=20)
    assert pause.duration_s == pytest.approx(120, abs=5)


@pytest.mark.parametrize(("rest_s", "rests"), [(50, 0), (70, 1)])
def test_a_rest_of_less_than_a_minute_is_not_worth_a_word(rest_s: int, rests: int) -> None:
    way = ridden(stop_and_go((300, 5.0), (rest_s, 0.0), (300, 5.0)))
    assert len(pauses_of(way)) == rests


def test_a_silent_recorder_is_a_rest() -> None:
    track = northward(601)
    paused = replace(track, time_s=track.time_s + 900.0 * (np.arange(601) >= 300))
    (pause,) = pauses_of(ridden(paused))
    assert pause.at_m == pytest.approx(299 * 5, abs=15)
    assert pause.duration_s == 901.0


def test_a_break_between_segments_is_a_rest() -> None:
    (pause,) = pauses_of(ridden(*two_legs(pause_s=600)))
    assert pause.at_m == pytest.approx(1500, abs=15)
    assert pause.duration_s == 600.0


def test_standing_before_and_after_a_break_is_one_rest_with_it() -> None:
    first = stop_and_go((300, 5.0), (40, 0.0))
    last = later(stop_and_go((40, 0.0), (300, 5.0)), 340 + 600, north_m=1500)
    (pause,) = pauses_of(ridden(first, last))
    assert pause.duration_s == pytest.approx(680, abs=5)


def test_rests_come_in_order_and_at_either_end_too() -> None:
    track = stop_and_go((90, 0.0), (300, 5.0), (90, 0.0), (300, 5.0), (90, 0.0))
    pauses = pauses_of(ridden(track))
    assert [pause.at_m for pause in pauses] == pytest.approx([0, 1500, 3000], abs=30)
    assert [pause.duration_s for pause in pauses] == pytest.approx([90, 90, 90], abs=6)


def test_rests_and_moving_time_make_up_the_elapsed_time() -> None:
    track = stop_and_go((300, 5.0), (90, 0.0), (300, 5.0), (120, 0.0), (300, 5.0))
    way = ridden(track, later(northward(101), 2000, north_m=9000))
    totals = totals_of(way, RIDE)
    rested_s = sum(pause.duration_s for pause in pauses_of(way))
    assert totals.moving_s + rested_s == totals.elapsed_s


def messenger(hours: int = 8, mps: float = 1.2) -> Segment:
    """Return a winding walk with a place each ten minutes."""
    seconds = np.arange(hours * 6 + 1) * 600.0
    lat = 46 + seconds * mps / METRES_A_DEGREE
    lon = 7 + 0.002 * np.sin(seconds / 2000)
    return segment(lat, lon, seconds=seconds)


@pytest.mark.parametrize("sport", SPORTS)
def test_a_messenger_that_reports_each_ten_minutes_has_a_length_and_no_pauses(
    sport: str,
) -> None:
    track = messenger()
    way = way_of((track,), SPORTS[sport])
    assert way.recorder.is_sparse
    plain_m = length_m(track.lat_deg, track.lon_deg)
    assert plain_m <= way.travelled_m[-1] < 1.1 * plain_m
    assert way.active is not None
    assert way.active.all()
    assert way.moving is not None
    assert way.moving.all()
    assert pauses_of(way) == ()


def test_a_messengers_night_in_one_place_is_a_rest() -> None:
    day = messenger()
    night = later(day, 8 * 3600 + 10 * 3600, north_m=8 * 3600 * 1.2)
    track = segment(
        np.concatenate([day.lat_deg, night.lat_deg]),
        np.concatenate([day.lon_deg, day.lon_deg]),
        seconds=np.concatenate([day.time_s, night.time_s]) - day.time_s[0],
    )
    (pause,) = pauses_of(way_of((track,), SPORTS["hike"]))
    assert pause.duration_s == 10 * 3600
    assert pause.at_m == pytest.approx(length_m(day.lat_deg, day.lon_deg), rel=0.1)


@pytest.mark.parametrize("interval_s", [60, 600, 3600])
def test_two_lost_messages_are_no_pause(interval_s: int) -> None:
    track = northward(60, mps=1.2, step_s=interval_s)
    way = way_of((select(track, np.delete(np.arange(60), [30, 31])),), SPORTS["hike"])
    assert way.active is not None
    assert way.active.all()
    assert way.travelled_m[-1] == pytest.approx(
        length_m(track.lat_deg, track.lon_deg), rel=1e-6
    )
