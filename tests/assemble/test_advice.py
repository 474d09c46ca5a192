"""What looks wrong is told with the key that mends it."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from builders import METRES_A_DEGREE, cut, segment
from milepost.assemble.activity import advice_on
from milepost.assemble.advice import advice_of, clock_advice
from milepost.assemble.rules import Numbers, Rules
from milepost.measure.cleaning import select
from milepost.measure.hints import hints_of
from milepost.model.activity import Activity, Totals
from milepost.model.track import DeviceTotals, Recording, Segment, Track
from milepost.read.entry import parse_entry

ZONE = ZoneInfo("Europe/Zurich")
NOON = datetime(2026, 5, 1, 12, 0, 0, tzinfo=ZONE)


def leg(minutes: float, mps: float, *, level: bool = False, rise: float = 0.0) -> np.ndarray:
    """Return metres and rise of each second."""
    second = np.arange(int(minutes * 60))
    hills = np.zeros(len(second)) if level else 0.05 * np.cos(second / 100)
    return np.stack([np.full(len(second), mps), hills + rise])


def way(*legs: np.ndarray, start: datetime = NOON, drift_m: float = 0.0) -> Segment:
    """Return a way with bends, but straight where it is level or steep."""
    metres, rise = np.concatenate(legs, axis=1)
    bends = np.where(np.abs(rise) < 0.01, 0.0, 0.4) * (np.abs(rise) < 0.5)
    turn = bends * np.sin(np.arange(len(metres)) / 90)
    still = metres == 0
    shake = drift_m * np.sin(np.arange(len(metres)) / 2) * still
    return segment(
        46 + (np.cumsum(metres * np.cos(turn)) + shake) / METRES_A_DEGREE,
        7 + np.cumsum(metres * np.sin(turn)) / METRES_A_DEGREE / np.cos(np.radians(46)),
        ele=(400 + np.cumsum(rise)).round(1),
        seconds=range(len(metres)),
        start=start,
    )


USUAL = Rules()


def told(*parts: Segment, sport: str = "cycling", rules: Rules = USUAL) -> tuple[str, ...]:
    track = Track("", sport, parts)
    return advice_on(Recording(PurePosixPath("a.gpx"), "", (track,)), rules)


def as_written(sentence: str) -> Rules:
    """Return the rules of an entry that holds the key of a sentence, letter by letter."""
    found = re.search(r"  ((cut|transfer): .*?)  ", sentence)
    assert found is not None
    text = f"---\n{found[1]}\n---\nWords.\n".encode()
    path = PurePosixPath("journal/2026-05-01.md")
    entry = parse_entry(path, text, bundle=False, time_zone="UTC")
    return Rules(cuts=entry.cuts, transfers=entry.transfers)


RIDE = leg(30, 6)
LATE, LATER = NOON.replace(hour=23, minute=20), NOON.replace(hour=23, minute=40)
HALF = NOON + timedelta(seconds=0.5)
CASES = {
    "car": ("walking", way(leg(30, 1.4), leg(15, 20), leg(30, 1.4))),
    "train": ("cycling", way(RIDE, leg(20, 40), RIDE)),
    "plane": ("cycling", way(RIDE, leg(30, 200), RIDE)),
    "ferry": ("cycling", way(RIDE, leg(5, 0, level=True), leg(20, 7, level=True),
                             leg(5, 0, level=True), RIDE)),
    "lift": ("hiking", way(leg(30, 1.4), leg(8, 5, rise=1.5), leg(30, 1.4))),
    "drive home": ("walking", way(leg(30, 1.4), leg(15, 20))),
    "left running": ("cycling", way(RIDE, leg(40, 0))),
    "over midnight": ("cycling", way(RIDE, leg(20, 40), RIDE, start=LATE)),
    "after midnight": ("cycling", way(RIDE, leg(20, 40), RIDE, start=LATER)),
    "half seconds": ("cycling", way(RIDE, leg(20, 40), RIDE, start=HALF)),
    "left on at night": ("cycling", way(RIDE, leg(60, 0), start=LATE)),
}  # fmt: skip


@pytest.mark.parametrize(("sport", "part"), CASES.values(), ids=CASES.keys())
def test_the_key_that_is_advised_removes_the_hint(sport: str, part: Segment) -> None:
    (sentence,) = told(part, sport=sport)
    assert told(part, sport=sport, rules=as_written(sentence)) == ()


@pytest.mark.parametrize(
    ("case", "key"),
    [
        ("car", "transfer: car 12"), ("train", "transfer: train 12"),
        ("plane", "transfer: plane 12"), ("ferry", "transfer: ferry 12"),
        ("lift", "transfer: lift 12"), ("drive home", "cut: after"),
        ("over midnight", "transfer: [train after 23:49:50, train before 00:10:05]"),
    ],
)  # fmt: skip
def test_the_key_names_what_it_was(case: str, key: str) -> None:
    sport, part = CASES[case]
    (sentence,) = told(part, sport=sport)
    assert f"write  {key}" in sentence


def test_a_drift_is_advised_by_what_it_adds_to_the_measured_way() -> None:
    part = way(RIDE, leg(40, 0), RIDE, drift_m=6)
    plain_m = np.linspace(0.0, 30_000.0, len(part))
    (sentence,) = advice_of((part,), "ride", "Europe/Zurich", plain_m)
    assert "yet drifted 1" in sentence
    assert told(part, rules=as_written(sentence)) == ()
    assert advice_of((part,), "ride", "Europe/Zurich", np.zeros(len(part))) == ()


def circling() -> Segment:
    """Return a hike with a rest during which the positions go round in circles of 10 m."""
    hike = way(leg(30, 1.4), leg(40, 0), leg(30, 1.4))
    angle = np.where((np.arange(6000) >= 1800) & (np.arange(6000) < 4200), 0.3, 0.0).cumsum()
    north, east = 5 * np.cos(angle), 5 * np.sin(angle)
    return replace(
        hike,
        lat_deg=hike.lat_deg + north / METRES_A_DEGREE,
        lon_deg=hike.lon_deg + east / METRES_A_DEGREE / np.cos(np.radians(46)),
    )


@pytest.mark.parametrize(
    ("device", "numbers", "hints"),
    [
        (DeviceTotals(), Numbers(), 1),
        (DeviceTotals(distance_m=5040.0), Numbers(), 0),
        (DeviceTotals(distance_m=5040.0), Numbers(raw=True), 1),
    ],
)
def test_a_drift_that_the_device_did_not_count_is_not_told(
    device: DeviceTotals, numbers: Numbers, hints: int
) -> None:
    track = Track("", "hiking", (circling(),), device)
    recording = Recording(PurePosixPath("a.gpx"), "", (track,))
    assert len(advice_on(recording, Rules(numbers=numbers))) == hints


def test_a_train_that_the_device_did_count_is_told() -> None:
    track = Track("", "cycling", (CASES["train"][1],), DeviceTotals(distance_m=69_600.0))
    recording = Recording(PurePosixPath("a.gpx"), "", (track,))
    assert len(advice_on(recording, Rules())) == 1


def test_a_recorder_that_was_left_on_is_cut_to_its_end() -> None:
    (sentence,) = told(CASES["left running"][1])
    assert re.search(r"  cut: after 12:\d\d:\d\d  in its entry$", sentence)


def test_the_key_holds_the_whole_of_the_hint() -> None:
    part = CASES["half seconds"][1]
    (hint,) = hints_of((part,), "ride")
    (made,) = as_written(told(part)[0]).transfers
    assert made.begin is not None and made.end is not None
    begin, end = (datetime.combine(NOON, at, ZONE).timestamp() for at in (made.begin, made.end))
    assert begin <= hint.from_s < begin + 1
    assert end - 1 < hint.to_s <= end


def test_what_is_told_names_the_time_at_the_place() -> None:
    (sentence,) = told(CASES["train"][1])
    assert sentence.startswith("from 12:29:50 to 12:50:05 it moved at 144 km/h")


def test_a_good_ride_is_told_nothing() -> None:
    assert told(way(RIDE, leg(3, 0), RIDE)) == ()


def test_a_long_recording_is_looked_at_day_by_day() -> None:
    days = way(leg(30, 6), leg(22 * 60, 0, level=True), leg(30, 6), leg(20, 40), leg(30, 6))
    kept = np.ones(len(days), dtype=bool)
    kept[1800 : 1800 + 22 * 3600] = False
    (sentence,) = told(select(days, kept))
    assert sentence.startswith("from 10:59:50")


# Gaps.

LATER_ON = way(RIDE, start=NOON + timedelta(minutes=90))
FAR = replace(LATER_ON, lat_deg=LATER_ON.lat_deg + 0.5)
NEAR = replace(LATER_ON, lat_deg=LATER_ON.lat_deg + 0.12)  # the ride had led 10 km on


@pytest.mark.parametrize(
    ("part", "key"),
    [
        (FAR, "transfer: train 12:30-13:29"),
        (replace(FAR, lat_deg=FAR.lat_deg + 4), "transfer: plane 12:30-13:29"),
    ],
)
def test_a_gap_is_told_with_the_key_that_explains_it(part: Segment, key: str) -> None:
    (sentence,) = told(way(RIDE), part)
    assert f"were not recorded; if you were carried, write  {key}  in its entry" in sentence
    assert told(way(RIDE), part, rules=as_written(sentence)) == ()


def test_a_gap_over_midnight_is_told_in_two_parts() -> None:
    evening = way(RIDE, start=LATE)
    morning = replace(FAR, time_s=evening.time_s + 3600)
    (sentence,) = told(evening, morning)
    assert "[train after 23:50, train before 00:19]" in sentence
    assert told(evening, morning, rules=as_written(sentence)) == ()


@pytest.mark.parametrize(
    "part",
    [NEAR, replace(FAR, time_s=FAR.time_s - 3600 + 20)],
    ids=["too near", "in no time"],
)
def test_other_gaps_are_not_told(part: Segment) -> None:
    assert told(way(RIDE), part) == ()


def test_a_gap_that_was_cut_is_not_told() -> None:
    rules = Rules(cuts=(cut("12:40", "13:40"),))
    assert told(way(RIDE), FAR, rules=rules) == ()


# Clocks.


def activity(day: int, hour: int, name: str = "a.gpx") -> Activity:
    return Activity(
        f"{name}#1", PurePosixPath("tracks", name), "ride",
        datetime(2026, 5, day, hour, tzinfo=ZoneInfo("Asia/Kolkata")), None, None, Totals(),
        (((20.0, 77.0), (20.1, 77.0)),), None, measured=Totals(elapsed_s=10_800.0),
    )  # fmt: skip


WEEK = [activity(day, 9) for day in range(1, 8)]


def test_one_ride_at_night_among_days_is_told() -> None:
    (problem,) = clock_advice([*WEEK, activity(8, 1, "odd.gpx")])
    assert (problem.path, problem.severity) == ("tracks/odd.gpx", "warning")
    assert "in the middle of the night" in problem.message


def test_tracks_without_times_or_lines_say_nothing_of_clocks() -> None:
    bare = [replace(WEEK[0], start=None), replace(WEEK[0], lines=())]
    assert clock_advice([*WEEK, *bare]) == ()
