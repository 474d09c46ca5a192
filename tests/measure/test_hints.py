"""Hints of what carried somebody: cars, planes, ferries and lifts."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import METRES_A_DEGREE, northward
from legs import (
    DRIFT,
    DRIVE,
    FERRY,
    KMH,
    LIFT,
    QUAY,
    RIDE,
    RUN,
    WALK,
    Leg,
    only,
    spans,
    told,
    way,
)
from milepost.measure.cleaning import select
from milepost.measure.hints import hints_of

ORDINARY = [
    ("walk", WALK), ("hike", Leg(1800, 0.6, slope=0.3)), ("hike", Leg(1800, 2.5, slope=-0.2)),
    ("run", RUN), ("run", Leg(1800, 5.5)), ("trail-run", Leg(1800, 4.5, slope=-0.15)),
    ("ride", RIDE), ("ride", Leg(3600, 43 * KMH)), ("paddle", Leg(1800, 2.5, hills_m=0)),
    ("swim", Leg(1800, 0.9, hills_m=0)), ("ski", Leg(600, 20.0, slope=-0.25)),
    ("other", Leg(3600, 110 * KMH)), ("skating", Leg(1800, 7.0)),
]  # fmt: skip


@pytest.mark.parametrize(("sport", "leg"), ORDINARY)
def test_there_is_nothing_to_tell_about_sport(sport: str, leg: Leg) -> None:
    assert told(sport, leg) == []


@pytest.mark.parametrize(
    ("sport", "own", "kmh"), [("walk", WALK, 40), ("hike", WALK, 20), ("run", RUN, 40),
                              ("ride", RIDE, 75), ("ski", RUN, 120), ("paddle", WALK, 30)],
)  # fmt: skip
def test_a_ride_within_a_track_is_told(sport: str, own: Leg, kmh: float) -> None:
    hint = only(sport, own, Leg(420, kmh * KMH), own)
    assert hint.kind == "vehicle"
    assert spans(hint, 1800, 2220)
    assert hint.speed_mps == pytest.approx(kmh * KMH, rel=0.05)
    assert hint.metres == pytest.approx(420 * kmh * KMH, rel=0.15)


def test_a_ride_through_a_town_is_one_ride() -> None:
    hint = only("walk", WALK, Leg(1200, 40 * KMH, stops=True), WALK)
    assert spans(hint, 1800, 3000)


def test_a_car_that_waits_for_minutes_is_one_ride() -> None:
    jam = Leg(200, 0.0)
    assert spans(only("walk", WALK, DRIVE, jam, DRIVE, WALK), 1800, 2600)


def test_two_hints_are_told_in_order_of_time() -> None:
    assert told("walk", WALK, DRIVE, WALK, DRIFT, WALK) == ["vehicle", "drift"]
    assert told("walk", WALK, DRIFT, WALK, DRIVE, WALK) == ["drift", "vehicle"]


@pytest.mark.parametrize("seconds", [60, 120])
def test_a_short_sprint_is_no_ride(seconds: int) -> None:
    assert told("run", RUN, Leg(seconds, 7.5), RUN) == []


def test_intervals_on_a_track_are_no_ride() -> None:
    legs = [leg for _ in range(10) for leg in (Leg(90, 6.5), Leg(90, 2.5))]
    assert told("run", RUN, *legs, RUN) == []


def test_one_wild_jump_is_no_ride() -> None:
    track = way(WALK, WALK)
    lat = track.lat_deg + np.where(np.arange(3600) > 1800, 5000 / METRES_A_DEGREE, 0)
    assert hints_of((replace(track, lat_deg=lat),), "walk") == ()


def test_a_silence_with_far_ends_is_no_ride() -> None:
    track = way(WALK, DRIVE, WALK)
    silent = (np.arange(len(track)) < 1800) | (np.arange(len(track)) >= 2100)
    assert hints_of((select(track, silent),), "walk") == ()


def test_a_break_between_segments_is_no_ride() -> None:
    track = way(WALK, DRIVE, WALK)
    parts = select(track, slice(1800)), select(track, slice(2100, None))
    assert hints_of(parts, "walk") == ()


def test_a_long_descent_by_bike_is_no_ride_in_a_car() -> None:
    descent = Leg(600, 60 * KMH, slope=-0.06, hills_m=0)
    assert told("ride", RIDE, descent, RIDE) == []
    assert told("ride", RIDE, replace(descent, slope=0.0), RIDE) == ["vehicle"]


def test_a_quarter_of_an_hour_at_50_is_no_bike() -> None:
    assert told("ride", RIDE, Leg(1200, 50 * KMH), RIDE) == ["vehicle"]
    assert told("ride", RIDE, Leg(700, 50 * KMH), RIDE) == []


def test_without_elevations_a_fast_bike_may_be_going_down() -> None:
    track = replace(way(RIDE, Leg(600, 60 * KMH), RIDE), ele_m=np.full(4200, np.nan))
    assert hints_of((track,), "ride") == ()
    faster = replace(way(RIDE, Leg(600, 75 * KMH), RIDE), ele_m=np.full(4200, np.nan))
    assert [hint.kind for hint in hints_of((faster,), "ride")] == ["vehicle"]


def test_a_fast_train_is_no_plane() -> None:
    assert told("walk", WALK, Leg(1800, 290 * KMH), WALK) == ["vehicle"]


@pytest.mark.parametrize("sport", ["walk", "run", "ride", "other"])
def test_a_flight_is_told(sport: str) -> None:
    hint = only(sport, WALK, Leg(3600, 130.0, hills_m=0), WALK)
    assert hint.kind == "plane"
    assert spans(hint, 1800, 5400)


def test_a_ferry_between_two_quays_is_told() -> None:
    hint = only("ride", RIDE, QUAY, FERRY, QUAY, RIDE)
    assert hint.kind == "ferry"
    assert spans(hint, 2100, 3300)


def test_a_ferry_with_unsteady_speed_needs_its_quays() -> None:
    rough = [Leg(200, mps, hills_m=0, bends=0, noise_m=1) for mps in (6.9, 7.3) * 3]
    assert told("ride", RIDE, QUAY, *rough, QUAY, RIDE) == ["ferry"]
    assert told("ride", RIDE, *rough, RIDE) == []


def test_a_tow_path_is_no_ferry() -> None:
    straight = Leg(150, 20 * KMH, hills_m=0, bends=0, noise_m=1)
    path = [replace(straight, mps=kmh * KMH) for kmh in (19.5, 20.5, 20, 19.3, 20.7) * 2]
    assert told("ride", RIDE, *path, RIDE) == []


def test_a_tow_path_from_rest_to_rest_is_no_ferry() -> None:
    path = [Leg(150, kmh * KMH, hills_m=0) for kmh in (19, 22, 20, 24, 18, 21)]
    assert told("ride", RIDE, QUAY, *path, QUAY, RIDE) == []


def test_a_steady_straight_way_over_hills_is_no_ferry() -> None:
    assert told("ride", RIDE, QUAY, replace(FERRY, hills_m=5.0), QUAY, RIDE) == []


def test_a_ferry_is_told_where_the_pedals_rest() -> None:
    track = way(RIDE, replace(FERRY, bends=0.4), RIDE)
    aboard = (np.arange(4800) >= 1800) & (np.arange(4800) < 3000)
    pedals = np.where(aboard, 0.0, 85.0)
    for name in ("cadence_rpm", "power_w"):
        (hint,) = hints_of((replace(track, **{name: pedals}),), "ride")
        assert hint.kind == "ferry"
        assert spans(hint, 1800, 3000, within_s=60)
    assert hints_of((replace(track, cadence_rpm=np.full(4800, 85.0)),), "ride") == ()
    assert hints_of((replace(track, cadence_rpm=np.zeros(4800)),), "ride") == ()
    unknown = np.where(aboard, np.nan, 85.0)
    assert hints_of((replace(track, cadence_rpm=unknown),), "ride") == ()


def test_a_ferry_on_foot_is_told_as_one() -> None:
    hint = only("hike", WALK, FERRY, WALK)
    assert hint.kind == "ferry"
    assert spans(hint, 1800, 3000)


def test_a_level_way_with_cadence_all_along_is_no_ferry() -> None:
    speeds_mps = (5.0, 6.0, 5.5, 6.3, 5.2)
    level = way(*(replace(FERRY, seconds=150, mps=mps) for mps in speeds_mps))
    whole = replace(level, ele_m=400 + np.arange(750) / 1500, cadence_rpm=np.zeros(750))
    assert hints_of((select(whole, slice(746)),), "ride") == ()


def test_elevations_that_never_change_prove_no_ferry() -> None:
    track = way(RIDE, QUAY, FERRY, QUAY, RIDE)
    assert hints_of((replace(track, ele_m=np.zeros(len(track))),), "ride") == ()


@pytest.mark.parametrize("sport", ["hike", "ski"])
def test_a_lift_is_told(sport: str) -> None:
    hint = only(sport, WALK, LIFT, WALK)
    assert hint.kind == "lift"
    assert spans(hint, 1800, 2200)


def test_a_fast_lift_is_no_car() -> None:
    assert told("hike", WALK, replace(LIFT, mps=6.0), WALK) == ["lift"]


def test_a_steep_straight_within_a_drive_is_no_lift() -> None:
    road = Leg(400, 7.0)
    assert told("hike", WALK, road, Leg(150, 7.0, slope=0.12, bends=0), road, WALK) == [
        "vehicle"
    ]


def test_a_steep_road_with_bends_is_no_lift() -> None:
    assert told("hike", WALK, Leg(400, 4.0, slope=0.25, bends=10.0), WALK) == []


def test_a_hard_climb_is_no_lift() -> None:
    assert told("run", RUN, Leg(1200, 1.6, slope=0.33, bends=0), RUN) == []
    assert told("ride", RIDE, Leg(1200, 5.5, slope=0.12, bends=0), RIDE) == []


def test_metres_are_those_of_the_measured_distance() -> None:
    track = way(WALK, DRIVE, WALK)
    (hint,) = hints_of((track,), "walk", travelled_m=2.0 * np.arange(len(track)))
    assert hint.metres == pytest.approx(2.0 * (hint.to_s - hint.from_s), abs=4)


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.sampled_from([WALK, DRIVE, DRIFT, FERRY, QUAY, LIFT]), max_size=6),
    st.sampled_from(["walk", "run", "ride", "ski", "other"]),
    st.integers(1, 20),
)
def test_hints_lie_in_order_within_the_recording(
    legs: list[Leg], sport: str, every: int
) -> None:
    track = select(way(WALK, *legs), slice(None, None, every))
    hints = hints_of((track,), sport)
    for hint in hints:
        assert track.time_s[0] <= hint.from_s < hint.to_s <= track.time_s[-1]
        assert hint.metres >= 0
    assert list(hints) == sorted(hints, key=lambda hint: hint.from_s)


@settings(deadline=None, max_examples=10)
@given(st.integers(-(10**9), 10**9), st.floats(-170, 170))
def test_a_shift_in_time_or_longitude_shifts_the_hints(seconds: int, lon: float) -> None:
    track = way(WALK, DRIVE, WALK)
    moved = replace(track, time_s=track.time_s + seconds, lon_deg=track.lon_deg + lon)
    (here,), (there,) = hints_of((track,), "walk"), hints_of((moved,), "walk")
    assert there.from_s - seconds == here.from_s
    assert there.to_s - seconds == here.to_s


def test_segments_without_complete_times_say_nothing() -> None:
    track = way(WALK, DRIVE, WALK)
    times = track.time_s.copy()
    times[5] = np.nan
    assert hints_of((replace(track, time_s=times),), "walk") == ()
    untimed = replace(northward(50), time_s=times[:50])
    assert [hint.kind for hint in hints_of((untimed, track), "walk")] == ["vehicle"]


@pytest.mark.parametrize("points", [0, 1, 2, 30, 100])
def test_little_or_nothing_tells_nothing(points: int) -> None:
    for sport in ("walk", "ride", "ski", "other"):
        assert hints_of((northward(points, mps=1.0),), sport) == ()
    assert hints_of((), "ride") == ()
