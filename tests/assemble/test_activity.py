from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import PurePosixPath

import numpy as np
import pytest

from builders import METRES_A_DEGREE, northward, segment
from milepost.assemble.activity import Rules, sport_for, to_activities
from milepost.measure.cleaning import select
from milepost.measure.totals import total
from milepost.model.activity import Activity, Measured
from milepost.model.track import Recording, Segment, Track

USUAL = Rules()


def measured(*tracks: Track, name: str = "ride.gpx", rules: Rules = USUAL) -> Measured:
    return to_activities(Recording(PurePosixPath("journal", name), "test", tracks), rules)


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
    made = activity(northward(), northward(lat=46.2))
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
