"""What is worth telling of an activity."""

from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.model.activity import Activity, Totals
from milepost.model.detail import Effort, Pause, Sensor, Sensors, Split
from milepost.model.journal import Typed
from milepost.model.track import DeviceTotals
from milepost.publish.words.details import Details, details, from_device
from milepost.publish.words.text import Words


def activity(sport: str = "run", **more: Any) -> Activity:
    totals = more.pop("totals", Totals(12_000.0, 12_000.0, 3600.0, max_speed_mps=4.0))
    return Activity("1", PurePosixPath(), sport, None, None, None, totals, (), None, **more)


def told(sport: str = "run", **more: Any) -> Details:
    return details(activity(sport, **more), Words())


@pytest.mark.parametrize(
    ("device", "said"),
    [
        (DeviceTotals(), ()),
        (DeviceTotals(gain_m=5.0), ("climb",)),
        (DeviceTotals(distance_m=5.0, max_speed_mps=5.0), ("distance", "top speed")),
        (
            DeviceTotals(distance_m=5.0, active_s=1.0, gain_m=0.0),
            ("distance", "time", "climb"),
        ),
        (DeviceTotals(energy_kcal=5.0), ()),
    ],
)
def test_what_the_device_counted_is_named(device: DeviceTotals, said: tuple[str, ...]) -> None:
    assert from_device(device, Words()) == said


def test_what_was_typed_is_not_from_the_device() -> None:
    device = DeviceTotals(distance_m=5.0, active_s=1.0, gain_m=0.0)
    assert from_device(device, Words(), Typed(distance_m=6.0, gain_m=1.0)) == ("time",)


def test_a_top_speed_says_its_window_unless_it_is_the_devices() -> None:
    assert told("ride").top_speed_s == 15
    assert told("run").top_speed_s == 30
    assert told("ride", device=DeviceTotals(max_speed_mps=9.0)).top_speed_s is None


def test_walkers_have_no_top_speed_even_if_a_device_tells_one() -> None:
    assert told("hike", device=DeviceTotals(max_speed_mps=9.0)).top_speed_mps is None


def effort(distance_m: float, mps: float = 3.5) -> Effort:
    return Effort(distance_m, distance_m / mps, 100.0)


def test_only_efforts_with_a_name_are_told() -> None:
    efforts = tuple(effort(metres) for metres in (400.0, 1000.0, 1609.344, 5000.0, 10_000.0))
    assert [best.name for best in told(efforts=efforts).efforts] == ["1 km", "5 km", "10 km"]
    miles = details(activity(efforts=efforts), Words(imperial=True))
    assert [best.name for best in miles.efforts] == ["1 mile", "5 km", "10 km"]
    assert [best.name for best in told("ride", efforts=efforts).efforts] == ["10 km"]
    assert told("hike", efforts=efforts).efforts == ()


def test_an_effort_with_a_long_rest_in_it_is_not_worth_telling() -> None:
    efforts = effort(1000.0), effort(10_000.0, mps=2.5)
    assert [best.name for best in told(efforts=efforts).efforts] == ["1 km"]


def test_a_sparse_tracker_knows_of_no_efforts_and_no_top_speed() -> None:
    found = told(approximate=True, efforts=(effort(1000.0),))
    assert found.approximate
    assert found.efforts == ()
    assert found.top_speed_mps is None


def test_only_long_pauses_are_told_and_added_up() -> None:
    pauses = Pause(10.0, 299.0), Pause(20.0, 300.0), Pause(30.0, 900.0)
    found = told(pauses=pauses)
    assert [pause.at_m for pause in found.pauses] == [20.0, 30.0]
    assert found.paused_s == 1200.0


def split(length_m: float = 1000.0, gain_m: float | None = 5.0) -> Split:
    return Split(length_m, length_m / 3, gain_m, 0.0)


def test_splits_are_numbered_and_the_rest_says_where_it_ends() -> None:
    stages = told(splits=(split(), split(), split(400.0))).stages
    assert [stage.end for stage in stages] == ["1", "2", "2.4"]
    assert stages[0].mps == pytest.approx(3)
    assert stages[0].gain_m == 5.0


def test_miles_are_numbered_in_miles() -> None:
    found = details(activity(splits=(split(1609.344), split(1609.344))), Words(imperial=True))
    assert [stage.end for stage in found.stages] == ["1", "2"]


def test_a_single_split_is_the_whole_and_is_left_out() -> None:
    assert told(splits=(split(),)).stages == ()


@given(st.integers(2, 400), st.floats(1, 999))
def test_a_very_long_way_is_told_in_larger_steps_that_add_up(count: int, rest_m: float) -> None:
    stages = told(splits=(*(split() for _ in range(count)), split(rest_m))).stages
    assert len(stages) <= 51
    assert sum(stage.gain_m or 0 for stage in stages) == pytest.approx(5 * (count + 1))


def test_an_unknown_climb_of_one_split_is_unknown_for_its_stage() -> None:
    splits = (*(split() for _ in range(60)), split(gain_m=None))
    assert [stage.gain_m for stage in told(splits=splits).stages][-2:] == [10.0, None]


def test_sensors_are_told_in_words_with_their_zones() -> None:
    beats = Sensor(142.4, 180.0, (60.0, 0.0))
    sensors = Sensors(heart_rate_bpm=beats, temperature_c=Sensor(18.0, 24.0))
    heart, warmth = told(sensors=sensors).sensors
    assert (heart.name, heart.average, heart.maximum) == (
        "Heart rate",
        "142\xa0bpm",
        "180\xa0bpm",
    )
    assert heart.zones_s == (60.0, 0.0)
    assert warmth.zones_s == ()


def test_without_anything_there_is_nothing_to_tell() -> None:
    bare = replace(activity("hike"), totals=Totals())
    assert details(bare, Words()) == Details(False, (), None, 30.0, (), (), (), 0, ())


@pytest.mark.parametrize(("told_m", "shown"), [(12_500.0, True), (10_000.0, False)])
def test_parts_of_another_way_than_the_one_shown_are_not_told(
    told_m: float, shown: bool
) -> None:
    splits = tuple(Split(1000.0, 300.0, None, None) for _ in range(12))
    parts = {"splits": splits, "efforts": (effort(1000.0),), "measured": Totals(12_000.0)}
    found = told(device=DeviceTotals(distance_m=told_m), **parts)
    assert bool(found.stages) == bool(found.efforts) == shown
    typed = details(activity(**parts), Words(), Typed(distance_m=20_000.0))
    assert (typed.stages, typed.efforts) == ((), ())
