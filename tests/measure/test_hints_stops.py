"""Hints of a recording that nobody stopped, and of a stand that drifts."""

from dataclasses import replace

import numpy as np
import pytest

from builders import METRES_A_DEGREE, segment
from legs import DRIFT, DRIVE, KMH, RIDE, RUN, WALK, Leg, only, spans, told, way
from milepost.measure.hints import hints_of


def test_a_drive_home_is_a_forgotten_stop() -> None:
    hint = only("run", RUN, Leg(900, 45 * KMH, stops=True))
    assert hint.kind == "forgotten-stop"
    assert spans(hint, 1800, 2700)


def test_a_drive_home_and_the_evening_there_are_one_forgotten_stop() -> None:
    hint = only("run", RUN, Leg(600, 45 * KMH), Leg(100, 1.4), DRIFT)
    assert hint.kind == "forgotten-stop"
    assert spans(hint, 1800, 3700)


def test_a_drive_at_three_times_the_usual_speed_ends_a_ride() -> None:
    slow = Leg(1800, 3.5)
    assert told("ride", slow, Leg(400, 48 * KMH)) == ["forgotten-stop"]
    assert told("ride", slow, Leg(400, 48 * KMH), slow) == []
    assert told("ride", RIDE, Leg(400, 48 * KMH)) == []
    assert told("ride", slow, Leg(400, 48 * KMH, slope=-0.07)) == []


def test_who_walks_on_after_a_drive_has_forgotten_nothing() -> None:
    assert told("walk", WALK, DRIVE, Leg(400, 1.4)) == ["vehicle"]


def test_a_recording_that_is_all_drive_has_no_sport_to_end() -> None:
    assert told("walk", Leg(1800, 50 * KMH)) == ["vehicle"]


def test_standing_at_the_end_is_a_forgotten_stop() -> None:
    hint = only("ride", RIDE, Leg(900, 0.0))
    assert hint.kind == "forgotten-stop"
    assert spans(hint, 1800, 2700)


def test_a_jump_while_standing_at_the_end_does_not_hide_it() -> None:
    track = way(RIDE, Leg(900, 0.0))
    lat = track.lat_deg.copy()
    lat[2400:2420] += 300 / METRES_A_DEGREE
    (hint,) = hints_of((replace(track, lat_deg=lat),), "ride")
    assert spans(hint, 1800, 2700)


@pytest.mark.parametrize("leg", [Leg(500, 0.0), Leg(1200, 0.55, bends=3.0)])
def test_a_short_rest_or_a_stroll_at_the_end_is_not_told(leg: Leg) -> None:
    assert told("walk", WALK, leg) == []


def test_a_recording_of_one_place_has_no_end_to_it() -> None:
    assert "forgotten-stop" not in told("other", DRIFT)


def test_a_long_stand_that_drifts_is_told() -> None:
    hint = only("ride", RIDE, DRIFT, RIDE)
    assert hint.kind == "drift"
    assert spans(hint, 1800, 3000)
    assert hint.metres > 300


def test_a_long_stand_without_drift_is_not_told() -> None:
    assert told("ride", RIDE, replace(DRIFT, noise_m=0.5, noise_s=60), RIDE) == []


def test_a_shorter_stand_is_not_told() -> None:
    assert told("ride", RIDE, replace(DRIFT, seconds=900), RIDE) == []


def test_half_an_hour_about_a_place_is_no_drift() -> None:
    heading = 2 * np.pi * np.arange(1800) / 300  # rounds of 40 m radius at 0.8 m/s
    here = way(WALK)
    rounds = segment(
        here.lat_deg[-1] + 40 * np.sin(heading) / METRES_A_DEGREE,
        here.lon_deg[-1] + 40 * (np.cos(heading) - 1) / 77_000,
        seconds=np.arange(1800) + 1800,
    )
    assert hints_of((here, replace(rounds, ele_m=np.full(1800, 400.0))), "walk") == ()


def test_ten_minutes_here_and_ten_there_are_no_drift() -> None:
    here = replace(DRIFT, seconds=600, hills_m=0)
    assert told("walk", WALK, *(here, Leg(40, 1.0, hills_m=0, bends=0)) * 2, WALK) == []


def test_pacing_up_and_down_is_no_drift() -> None:
    pacing = 15 * np.sin(np.arange(1500) * 0.8 / 15)
    before, after = way(WALK), way(WALK)
    there = segment(
        before.lat_deg[-1] + pacing / METRES_A_DEGREE,
        np.full(1500, before.lon_deg[-1]),
        seconds=np.arange(1500) + 1800,
    )
    later = replace(after, time_s=after.time_s + 3300)
    assert hints_of((before, there, later), "walk") == ()


def test_drift_that_the_measured_distance_leaves_out_is_not_told() -> None:
    track = way(RIDE, DRIFT, RIDE)
    second = np.arange(len(track))
    travelled_m = 6.0 * (np.minimum(second, 1800) + np.maximum(second - 3000, 0))
    assert hints_of((track,), "ride", travelled_m=travelled_m) == ()
