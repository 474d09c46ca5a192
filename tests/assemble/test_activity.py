"""What a track becomes, and what its author may say of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pytest

from activities import DEVICE, USUAL, climbing, measured, told
from builders import METRES_A_DEGREE, northward, segment
from milepost.assemble.activity import to_activities
from milepost.assemble.pieces import sport_for
from milepost.assemble.rules import Numbers, Rules
from milepost.measure.cleaning import select
from milepost.measure.totals import total
from milepost.model.activity import Activity
from milepost.model.detail import Sensors
from milepost.model.track import DeviceTotals, Recording, Segment, Track


def activity(*segments: Segment, rules: Rules = USUAL) -> Activity:
    (made,) = measured(Track("", "cycling", segments), rules=rules).activities
    return made


def test_a_track_becomes_an_activity() -> None:
    made = activity(northward(ele=500 + np.arange(601) * 0.5))
    assert made.id == "journal/ride.gpx#1"
    assert made.sport == "ride"
    assert made.start == datetime(2026, 5, 1, 6, tzinfo=UTC)
    assert made.zone == "Europe/Zurich"
    assert made.day == date(2026, 5, 1)
    assert made.totals.distance_m == pytest.approx(3000, rel=5e-3)
    assert len(made.lines) == 1
    assert made.profile is not None


def test_the_day_is_the_local_one_where_the_track_starts() -> None:
    evening = datetime(2021, 12, 6, 19, 0, tzinfo=UTC)
    made = activity(northward(lat=26.9, lon=75.8, start=evening))
    assert (made.zone, made.day) == ("Asia/Kolkata", date(2021, 12, 7))


def test_without_times_the_day_is_unknown() -> None:
    made = activity(segment([46.0, 46.01], [7.0, 7.0]))
    assert (made.start, made.day) == (None, None)
    assert made.totals.moving_s is None
    assert made.totals.distance_m > 1000


def test_each_track_of_a_file_is_an_activity_of_its_own() -> None:
    later = datetime(2026, 5, 1, 12, tzinfo=UTC)
    run = Track("Run", "running", (northward(mps=3, start=later),))
    ride = Track("Ride", "cycling", (northward(),))
    made = measured(run, ride).activities
    assert [a.id for a in made] == ["journal/ride.gpx#1", "journal/ride.gpx#2"]
    assert [a.sport for a in made] == ["run", "ride"]
    assert total(a.totals for a in made).activities == 2


def test_each_segment_is_a_line_of_its_own() -> None:
    later = datetime(2026, 5, 1, 12, tzinfo=UTC)
    made = activity(northward(), northward(lat=46.2, start=later))
    assert len(made.lines) == 2


def test_a_recorder_silence_breaks_the_line_where_the_way_went_on() -> None:
    whole = northward(2001)
    seen = (np.arange(2001) < 800) | (np.arange(2001) > 1200)
    made = activity(replace(select(whole, seen), ele_m=np.linspace(500, 600, int(seen.sum()))))
    assert len(made.lines) == 2
    assert made.lines[0][-1][0] < made.lines[1][0][0]
    assert made.profile is not None
    assert len(made.profile.stretches) == 2


def test_a_long_rest_at_one_place_does_not_break_the_line() -> None:
    whole = northward(1201)
    rested = replace(whole, time_s=whole.time_s + 7200 * (np.arange(1201) >= 600))
    assert len(activity(rested).lines) == 1


def test_a_line_keeps_its_shape_within_the_tolerance() -> None:
    straight = northward(601)
    (line,) = activity(straight).lines
    assert len(line) == 2
    wave = replace(straight, lon_deg=7 + 50 * np.sin(np.arange(601) / 50) / METRES_A_DEGREE)
    (fine,) = activity(wave, rules=Rules(tolerance_m=1.0)).lines
    (coarse,) = activity(wave, rules=Rules(tolerance_m=20.0)).lines
    assert 2 < len(coarse) < len(fine)


def test_published_positions_are_rounded_to_a_metre() -> None:
    for line in activity(northward(lat=46.123456789, lon=7.123456789)).lines:
        for lat, lon in line:
            assert (lat, lon) == (round(lat, 5), round(lon, 5))


def test_a_track_of_one_place_is_left_out_with_a_warning() -> None:
    made = measured(Track("", "", (northward(1),)))
    assert made.activities == ()
    (problem,) = made.problems
    assert problem.severity == "warning"
    assert problem.path == "journal/ride.gpx"


def test_one_lone_point_beside_a_track_is_no_matter() -> None:
    made = activity(northward(1, lat=10.0), northward())
    assert made.totals.distance_m == pytest.approx(3000, rel=5e-3)
    assert made.zone == "Europe/Zurich"


def test_without_elevations_there_is_no_profile() -> None:
    assert activity(northward()).profile is None


@pytest.mark.parametrize(
    ("rules", "device", "stem", "name", "sport"),
    [
        (Rules("run", "hike"), "cycling", "walk", "swim", "run"),
        (Rules(None, "hike"), "cycling", "walk", "swim", "ride"),
        (Rules(None, "hike"), "", "walk", "swim", "hike"),
        (Rules(), "", "morning-walk", "swim", "walk"),
        (Rules(), "", "track", "Swim in the lake", "swim"),
        (Rules(), "", "track", "", "other"),
        (Rules("yoga", None), "cycling", "", "", "ride"),
    ],
)
def test_the_author_knows_the_sport_best_then_the_device_then_the_names(
    rules: Rules, device: str, stem: str, name: str, sport: str
) -> None:
    assert sport_for(Track(name, device, ()), stem, rules) == sport


def test_warnings_of_the_reader_are_passed_on() -> None:
    from milepost.errors import Problem

    told = Problem("odd", "journal/ride.gpx", severity="warning")
    track = Track("", "", (northward(),))
    recording = Recording(PurePosixPath("journal/ride.gpx"), "test", (track,), (told,))
    assert to_activities(recording, Rules()).problems == (told,)


# What the author said.


def test_what_the_device_counted_is_preferred() -> None:
    made = told(climbing())
    assert made.totals.distance_m == 2000
    assert made.totals.gain_m == 300
    assert made.measured.distance_m == pytest.approx(6000, rel=0.01)
    assert made.device == replace(DEVICE, energy_kcal=None)


@pytest.mark.parametrize("word", ["watch", "phone", "none"])
def test_who_names_the_source_of_elevations_wants_no_climb_of_the_device(word: str) -> None:
    made = told(climbing(), elevation=word)
    assert made.elevation_source == word
    assert (made.device.gain_m, made.device.loss_m) == (None, None)
    assert made.totals.gain_m == made.measured.gain_m
    assert made.totals.distance_m == 2000


def test_elevation_none_leaves_no_trace_of_a_climb() -> None:
    made = told(climbing(), elevation="none")
    assert (made.profile, made.climbs) == (None, ())
    for totals in (made.totals, made.measured):
        assert (totals.gain_m, totals.loss_m) == (None, None)
        assert (totals.min_ele_m, totals.max_ele_m) == (None, None)
    assert told(climbing(), elevation="watch").climbs != ()


@pytest.mark.parametrize("word", ["watch", "phone", "none"])
def test_a_word_for_elevations_that_are_not_there_does_no_harm(word: str) -> None:
    made = told(northward(601), elevation=word)
    assert (made.profile, made.climbs, made.totals.gain_m) == (None, (), None)


def test_the_source_of_elevations_decides_how_they_count() -> None:
    wavy = northward(3001, ele=500 + 2 * np.sin(np.arange(3001) / 40))
    counted = {word: told(wavy, elevation=word).totals.gain_m for word in ("watch", "phone")}
    assert counted["watch"] > 20
    assert counted["phone"] == 0


def test_raw_distance_is_the_sum_of_all_steps_whatever_the_device_says() -> None:
    rng = np.random.default_rng(4)
    shaken = northward(1201)
    shaken = replace(shaken, lon_deg=7 + rng.normal(0, 3, 1201) / METRES_A_DEGREE)
    raw = told(shaken, numbers=Numbers(raw=True))
    assert raw.device.distance_m is None
    assert raw.totals.distance_m == raw.measured.distance_m
    assert raw.totals.distance_m > 1.05 * told(shaken).measured.distance_m
    assert raw.totals.active_s == DEVICE.active_s


WORDS = {
    "heart_rate": "heart_rate_bpm",
    "cadence": "cadence_rpm",
    "power": "power_w",
    "temperature": "temperature_c",
}


def sensed() -> Segment:
    columns: Any = {name: np.full(601, 50.0) for name in WORDS.values()}
    return replace(northward(601), **columns)


def test_no_sensor_is_in_an_activity_unless_named() -> None:
    made = told(sensed(), numbers=Numbers(max_heart_rate=190, threshold_power=250))
    assert made.sensors == Sensors()


@pytest.mark.parametrize("word", WORDS)
def test_a_sensor_that_is_named_is_there_alone(word: str) -> None:
    made = told(sensed(), numbers=Numbers(sensors=(word,)))
    assert [name for name in WORDS.values() if getattr(made.sensors, name)] == [WORDS[word]]


def test_zones_are_counted_when_asked_for() -> None:
    named = Numbers(sensors=("heart_rate", "power"), max_heart_rate=190, threshold_power=250)
    sensors = told(sensed(), numbers=named).sensors
    assert sensors.heart_rate_bpm is not None and sensors.power_w is not None
    assert (len(sensors.heart_rate_bpm.zones_s), len(sensors.power_w.zones_s)) == (5, 7)
    bare = told(sensed(), numbers=Numbers(sensors=("heart_rate",))).sensors
    assert bare.heart_rate_bpm is not None and bare.heart_rate_bpm.zones_s == ()


def test_energy_is_left_out_unless_named() -> None:
    made = told(climbing())
    assert (made.totals.energy_kcal, made.device.energy_kcal) == (None, None)
    named = told(climbing(), numbers=Numbers(sensors=("energy",)))
    assert (named.totals.energy_kcal, named.device.energy_kcal) == (120, 120)


def test_climbs_are_none_of_a_paddler() -> None:
    assert told(climbing(), sport="paddle").climbs == ()


def test_segments_at_the_same_time_count_once_and_are_told() -> None:
    track = Track("", "cycling", (northward(601), northward(601)))
    found = measured(track)
    assert total(a.totals for a in found.activities).distance_m == pytest.approx(3000, rel=5e-3)
    (problem,) = found.problems
    assert problem.message.startswith("600 trackpoints of a track at the same time")
    assert problem.severity == "warning"


def test_a_leap_breaks_the_line_and_is_told() -> None:
    whole = northward(601)
    lat = whole.lat_deg.copy()
    lat[:20] += 0.5
    found = measured(Track("", "cycling", (replace(whole, lat_deg=lat),)))
    (made,) = found.activities
    assert len(made.lines) == 2
    assert made.totals.distance_m == pytest.approx(3000, rel=0.01)
    assert made.totals.max_speed_mps == pytest.approx(5.0, rel=0.05)
    assert found.problems[0].message.startswith("1 leap faster than anybody moves")


@pytest.mark.parametrize(("told_mps", "believed"), [(15.0, True), (41.0, False)])
def test_a_top_speed_that_nobody_rides_is_not_believed(told_mps: float, believed: bool) -> None:
    device = DeviceTotals(max_speed_mps=told_mps)
    found = measured(Track("", "cycling", (northward(601),), device))
    (made,) = found.activities
    assert (made.totals.max_speed_mps == told_mps) == believed
