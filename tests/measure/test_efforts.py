import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.measure.efforts import MILE_M, best_efforts, efforts_of, splits_of
from milepost.measure.sports import SPORTS
from milepost.model.track import Column

START_S = 1_777_000_000.0


def ran(*stretches: tuple[float, float]) -> tuple[Column, Column]:
    """Return way and time of (metres, metres a second) stretches, a point each second or so.

    At a speed of 0 the metres are seconds.
    """
    way, time = [0.0], [0.0]
    for metres, mps in stretches:
        seconds = metres / mps if mps else metres
        steps = np.linspace(0, 1, 1 + max(1, round(seconds)))[1:]
        begin = way[-1], time[-1]
        way += (begin[0] + steps * (metres if mps else 0.0)).tolist()
        time += (begin[1] + steps * seconds).tolist()
    return np.array(way), np.array(time) + START_S


def test_at_an_even_pace_every_distance_takes_its_time_from_the_start() -> None:
    way, time = ran((12_000, 4))
    efforts = best_efforts(way, time, (400.0, 1000.0, 10_000.0))
    assert [each.distance_m for each in efforts] == [400, 1000, 10_000]
    assert [each.duration_s for each in efforts] == pytest.approx([100, 250, 2500], abs=1e-3)
    assert [each.start_m for each in efforts] == [0, 0, 0]


def test_the_fastest_stretch_is_found_and_where_it_begins() -> None:
    (effort,) = best_efforts(*ran((3210, 3), (1000, 5), (2000, 3)), (1000.0,))
    assert effort.duration_s == pytest.approx(200, abs=0.01)
    assert effort.start_m == pytest.approx(3210, abs=1)


def test_the_window_is_exactly_the_distance() -> None:
    way, time = np.array([0.0, 700.0, 1500.0, 2500.0]), np.array([0.0, 100.0, 300.0, 400.0])
    (effort,) = best_efforts(way, time, (1200.0,))
    # the last 1000 m in 100 s, and 200 m before them at 4 m/s
    assert effort.duration_s == pytest.approx(150)
    assert effort.start_m == pytest.approx(1300)


def test_the_clock_runs_on_through_a_stop() -> None:
    (effort,) = best_efforts(*ran((600, 4), (300, 0), (600, 4)), (1000.0,))
    assert effort.duration_s == pytest.approx(250 + 300, abs=1e-3)


def test_a_stop_at_either_end_of_the_window_does_not_count() -> None:
    way, time = ran((1000, 3), (600, 0), (1000, 5), (600, 0), (1000, 3))
    (effort,) = best_efforts(way, time, (1000.0,))
    assert effort.duration_s == pytest.approx(200, abs=1e-3)
    assert effort.start_m == pytest.approx(1000)


def test_a_window_may_begin_right_after_a_stop_and_end_right_before_one() -> None:
    way = np.array([0.0, 600.0, 900.0, 900.0, 1900.0])
    time = np.array([0.0, 300.0, 360.0, 960.0, 1460.0])
    (before,) = best_efforts(way, time, (450.0,))
    assert (before.start_m, before.duration_s) == pytest.approx((450, 135))
    (after,) = best_efforts(1900 - way[::-1], 1460 - time[::-1], (450.0,))
    assert (after.start_m, after.duration_s) == pytest.approx((1000, 135))


def test_laps_with_stops_between_have_the_time_of_a_lap() -> None:
    lap_m = 1000 / 3
    way, time = ran(*[(lap_m, 4), (60, 0)] * 9)
    (effort,) = best_efforts(way, time, (lap_m,))
    assert effort.duration_s == pytest.approx(lap_m / 4, abs=1e-3)
    for rounding_m in (-1e-9, 1e-9):
        (effort,) = best_efforts(way, time, (lap_m + rounding_m,))
        assert effort.duration_s == pytest.approx(lap_m / 4, abs=1e-3)


def test_a_distance_longer_than_the_way_has_no_effort() -> None:
    way, time = ran((5000, 4))
    efforts = best_efforts(way, time, (1000.0, 5000.0, 5000.1, 10_000.0))
    assert [each.distance_m for each in efforts] == [1000, 5000]


@pytest.mark.parametrize("points", [0, 1])
def test_without_a_way_there_are_no_efforts(points: int) -> None:
    assert best_efforts(np.zeros(points), np.zeros(points), (400.0,)) == ()


def test_without_complete_times_in_order_there_are_no_efforts() -> None:
    way, time = ran((5000, 4))
    holed, turned = time.copy(), time.copy()
    holed[3] = np.nan
    turned[3:9] = turned[3:9][::-1]
    assert best_efforts(way, holed, (1000.0,)) == best_efforts(way, turned, (1000.0,)) == ()


def test_the_way_before_the_first_point_does_not_matter() -> None:
    way, time = ran((2000, 3), (2000, 4))
    (here,) = best_efforts(way, time, (1500.0,))
    (there,) = best_efforts(way + 777, time, (1500.0,))
    assert there.duration_s == pytest.approx(here.duration_s)
    assert there.start_m == pytest.approx(here.start_m + 777)


@pytest.mark.parametrize("sport", [name for name in SPORTS if SPORTS[name].on_foot])
def test_runners_have_other_distances_than_riders(sport: str) -> None:
    way, time = ran((45_000, 4))
    on_foot = [each.distance_m for each in efforts_of(way, time, sport)]
    assert on_foot == [400, 1000, MILE_M, 5000, 10_000, 21_097.5, 42_195]
    on_wheels = [each.distance_m for each in efforts_of(way, time, "ride")]
    assert on_wheels == [5000, 10_000, 20_000, 40_000]


@pytest.mark.parametrize("sport", SPORTS)
def test_every_sport_has_efforts(sport: str) -> None:
    assert efforts_of(*ran((6000, 2)), sport)


def test_a_car_left_running_makes_no_records() -> None:
    assert efforts_of(*ran((12_000, 20)), "run") == ()
    assert efforts_of(*ran((50_000, 30)), "ride") == ()


def test_a_car_that_waits_at_a_ferry_makes_no_records() -> None:
    assert efforts_of(*ran((60_000, 27), (9000, 0), (60_000, 27)), "ride") == ()


def test_a_leap_of_the_receiver_spoils_only_the_distances_it_makes_impossible() -> None:
    way, time = ran((3000, 3), (300, 300), (9000, 3))
    told = [each.distance_m for each in efforts_of(way, time, "run")]
    assert told == [1000, MILE_M, 5000, 10_000]  # 300 m of leap and 100 m in 33 s are too fast


steps = st.lists(
    st.tuples(st.integers(0, 400), st.integers(1, 120)), min_size=2, max_size=30
).filter(lambda found: sum(metres for metres, _ in found) > 0)


def columns(found: list[tuple[int, int]]) -> tuple[Column, Column]:
    metres, seconds = np.array(found, float).T
    begin = np.zeros(1)
    return (
        np.concatenate([begin, np.cumsum(metres)]),
        START_S + np.concatenate([begin, np.cumsum(seconds)]),
    )


@given(steps, st.floats(0.05, 1.0))
def test_no_effort_is_faster_than_the_fastest_step_or_slower_than_the_whole(
    found: list[tuple[int, int]], share: float
) -> None:
    way, time = columns(found)
    distance_m = share * way[-1]
    (effort,) = best_efforts(way, time, (distance_m,))
    fastest_mps = (np.diff(way) / np.diff(time)).max()
    assert effort.duration_s >= distance_m / fastest_mps - 1e-6
    assert effort.duration_s <= time[-1] - time[0] + 1e-6
    assert way[0] <= effort.start_m <= way[-1] - distance_m + 1e-6


@given(steps, st.floats(0.05, 1.0), st.floats(0.05, 1.0))
def test_a_longer_distance_never_takes_less_time(
    found: list[tuple[int, int]], one: float, other: float
) -> None:
    way, time = columns(found)
    distances = [min(one, other) * way[-1], max(one, other) * way[-1]]
    short, long = best_efforts(way, time, distances)
    assert short.duration_s <= long.duration_s + 1e-3


@given(steps, st.floats(0.05, 1.0))
def test_no_window_anywhere_is_faster_than_the_best(
    found: list[tuple[int, int]], share: float
) -> None:
    moving = [(metres + 1, seconds) for metres, seconds in found]
    way, time = columns(moving)
    distance_m = share * way[-1]
    (effort,) = best_efforts(way, time, (distance_m,))
    starts = np.linspace(0, way[-1] - distance_m, 200)
    taken = np.interp(starts + distance_m, way, time) - np.interp(starts, way, time)
    assert effort.duration_s <= taken.min() + 1e-3
    begin = np.interp([effort.start_m, effort.start_m + distance_m], way, time)
    assert effort.duration_s == pytest.approx(begin[1] - begin[0], abs=1e-3)


@given(steps, st.integers(-(10**9), 10**9))
def test_a_shift_in_time_changes_no_effort(found: list[tuple[int, int]], shift_s: int) -> None:
    way, time = columns(found)
    assert best_efforts(way, time + shift_s, (way[-1] / 3,)) == (
        best_efforts(way, time, (way[-1] / 3,))
    )


def test_splits_are_of_one_length_and_the_last_has_the_rest() -> None:
    way, time = ran((2500, 4))
    splits = splits_of(way, np.diff(time), 1000.0)
    assert [each.length_m for each in splits] == pytest.approx([1000, 1000, 500])
    assert [each.moving_s for each in splits] == pytest.approx([250, 250, 125])
    assert {(each.gain_m, each.loss_m) for each in splits} == {(None, None)}


@pytest.mark.parametrize(
    ("way_m", "lengths"),
    [
        (3000, [1000, 1000, 1000]), (3009, [1000, 1000, 1009]), (2999.5, [1000, 1000, 999.5]),
        (3011, [1000, 1000, 1000, 11]), (5, [5]), (999, [999]),
    ],
)  # fmt: skip
def test_a_rest_of_some_metres_belongs_to_the_split_before(
    way_m: float, lengths: list[float]
) -> None:
    way = np.linspace(0, way_m, 50)
    splits = splits_of(way, np.ones(49), 1000.0)
    assert [each.length_m for each in splits] == pytest.approx(lengths)


def test_splits_begin_where_the_way_does() -> None:
    one, other = (splits_of(np.arange(2501.0) + at, np.ones(2500), 1000.0) for at in (0, 700))
    assert one == other


def test_a_split_in_miles() -> None:
    way, time = ran((3 * MILE_M, 4))
    splits = splits_of(way, np.diff(time), MILE_M)
    assert [each.length_m for each in splits] == pytest.approx([MILE_M] * 3)


def test_a_split_has_the_moving_time_and_not_the_stops_of_its_way() -> None:
    way, time = ran((1500, 3), (600, 0), (1500, 5))
    moving = np.where(np.diff(way) > 0, np.diff(time), 0.0)
    splits = splits_of(way, moving, 1000.0)
    assert [each.moving_s for each in splits] == pytest.approx(
        [1000 / 3, 500 / 3 + 100, 1000 / 5], abs=0.1
    )


def test_a_split_has_the_gain_and_loss_of_its_way() -> None:
    way = np.arange(0.0, 3001.0, 10.0)
    up = np.clip(way, 0, 1500) * 0.1
    down = np.clip(way - 1500, 0, None) * 0.04
    splits = splits_of(way, np.ones(300), 1000.0, gain_m=up, loss_m=down)
    assert [each.gain_m for each in splits] == pytest.approx([100, 50, 0])
    assert [each.loss_m for each in splits] == pytest.approx([0, 20, 40])


def test_without_moving_times_or_way_there_are_no_splits() -> None:
    assert splits_of(np.arange(3.0), np.array([1.0, np.nan]), 1.0) == ()
    assert splits_of(np.zeros(3), np.ones(2), 1000.0) == ()
    assert splits_of(np.empty(0), np.empty(0), 1000.0) == ()


@given(steps, st.integers(30, 3000), st.lists(st.integers(0, 40), min_size=31, max_size=31))
def test_splits_add_up_to_the_whole(
    found: list[tuple[int, int]], length_m: int, rises: list[int]
) -> None:
    way, time = columns(found)
    gain = np.cumsum(np.array(rises, float))[: len(way)]
    splits = splits_of(way, np.diff(time), float(length_m), gain_m=gain, loss_m=2 * gain)
    assert sum(each.length_m for each in splits) == pytest.approx(way[-1])
    assert sum(each.moving_s for each in splits) == pytest.approx(time[-1] - time[0])
    assert sum(each.gain_m or 0 for each in splits) == pytest.approx(gain[-1] - gain[0])
    assert sum(each.loss_m or 0 for each in splits) == pytest.approx(2 * (gain[-1] - gain[0]))
    assert all(each.moving_s >= 0 and each.length_m > 0 for each in splits)
    assert all(each.length_m == pytest.approx(length_m) for each in splits[:-1])
    assert splits[-1].length_m < 1.01 * length_m + 1e-6
