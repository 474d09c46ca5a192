"""Activities of a part of a recording: what its cuts leave, and each of its days."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pytest

from activities import DEVICE, climbing, measured, told
from builders import METRES_A_DEGREE, cut, northward, segment
from milepost.assemble.activity import to_activities
from milepost.assemble.pieces import segments_of
from milepost.assemble.rules import Numbers, Rules
from milepost.measure.cleaning import select
from milepost.measure.totals import total
from milepost.model.activity import Activity
from milepost.model.track import DeviceTotals, Recording, Segment, Track

# Cuts: START is 8:00 in Zurich; a ride of 20 minutes.


def test_a_cut_in_the_middle_breaks_line_and_profile() -> None:
    made = told(climbing(), cuts=(cut("08:05", "08:10"),))
    assert len(made.lines) == 2
    assert made.profile is not None and len(made.profile.stretches) == 2


def test_nothing_of_a_cut_is_counted() -> None:
    whole = told(climbing(), device=DeviceTotals())
    left = told(climbing(), device=DeviceTotals(), cuts=(cut("08:05", "08:10"),))
    assert left.pauses == ()
    for name in ("distance_m", "moving_s", "active_s", "elapsed_s", "gain_m"):
        before, after = getattr(whole.totals, name), getattr(left.totals, name)
        assert after == pytest.approx(0.75 * before, rel=0.02), name
    assert left.profile is not None
    gone = 500 + 0.5 * np.arange(310, 590)
    heights = [ele for stretch in left.profile.stretches for _, ele in stretch]
    assert not [ele for ele in heights if gone.min() < ele < gone.max()]


def test_no_place_of_a_cut_is_on_the_map() -> None:
    wave = replace(climbing(), lon_deg=7 + 300 * np.sin(np.arange(1201) / 30) / METRES_A_DEGREE)
    made = told(wave, cuts=(cut("08:05", "08:10"),))
    lats = np.array([lat for line in made.lines for lat, _ in line])
    hidden = (lats > wave.lat_deg[300] - 1e-5) & (lats < wave.lat_deg[600] + 1e-5)
    assert not hidden.any()


def test_a_point_that_a_cut_leaves_alone_is_left_out() -> None:
    made = told(climbing(), cuts=(cut("08:00:01", "08:05"),))
    assert made.start == datetime(2026, 5, 1, 6, 5, 1, tzinfo=UTC)
    assert len(made.lines) == 1


def test_a_cut_at_the_beginning_makes_a_later_start() -> None:
    made = told(climbing(), cuts=(cut(None, "08:05"),))
    assert made.start == datetime(2026, 5, 1, 6, 5, 1, tzinfo=UTC)


def test_the_totals_of_the_device_are_not_those_of_a_cut_track() -> None:
    made = told(climbing(), cuts=(cut("08:05", "08:10"),))
    assert made.device == DeviceTotals()
    assert made.totals == made.measured


def test_a_cut_that_cuts_nothing_leaves_the_totals_of_the_device() -> None:
    assert told(climbing(), cuts=(cut("12:05", "12:10"),)).totals.distance_m == 2000


def test_a_cut_in_one_of_two_tracks_is_made() -> None:
    later = climbing(start=datetime(2026, 5, 1, 10, tzinfo=UTC))
    tracks = [Track("", "cycling", (part,), DEVICE) for part in (climbing(), later)]
    rules = Rules(cuts=(cut("08:05", "08:10"), cut("20:00", None)))
    found = measured(*tracks, rules=rules)
    assert found.cuts_made == (True, False)
    assert [a.totals.distance_m == 2000 for a in found.activities] == [False, True]


def test_a_cut_that_leaves_nothing_leaves_the_track_out_without_a_word() -> None:
    found = measured(Track("", "", (climbing(),)), rules=Rules(cuts=(cut("07:00", None),)))
    assert not found.activities
    assert (found.problems, found.cuts_made) == ((), (True,))


def test_a_track_without_times_is_not_cut() -> None:
    bare = segment([46.0, 46.01], [7.0, 7.0])
    found = measured(Track("", "", (bare,)), rules=Rules(cuts=(cut("07:00", None),)))
    assert len(found.activities) == 1
    assert found.cuts_made == (False,)


def test_a_recording_without_a_track_has_nothing_to_cut() -> None:
    assert measured(rules=Rules(cuts=(cut("07:00", None),))).activities == ()


# Days.

EVENING = datetime(2026, 5, 1, 20, 0, tzinfo=UTC)  # 22 h in Zurich
SPLIT = Numbers(split_days=True)


def night(hours: float = 4, start: datetime = EVENING) -> Segment:
    points = int(hours * 120) + 1
    return northward(
        points, step_s=30, ele=500 + 50 * np.sin(np.arange(points) / 40), start=start
    )


def parts(
    *segments: Segment, device: DeviceTotals = DEVICE, **rules: Any
) -> tuple[Activity, ...]:
    return measured(Track("", "cycling", segments, device), rules=Rules(**rules)).activities


def test_a_night_is_of_the_day_on_which_it_starts() -> None:
    (made,) = parts(night())
    assert (made.id, made.day) == ("journal/ride.gpx#1", date(2026, 5, 1))
    assert made.totals.distance_m == 2000


def test_a_night_is_split_when_asked_at_the_midnight_of_the_place() -> None:
    evening, morning = parts(night(), numbers=SPLIT)
    assert [evening.id, morning.id] == ["journal/ride.gpx#1.1", "journal/ride.gpx#1.2"]
    assert (evening.day, morning.day) == (date(2026, 5, 1), date(2026, 5, 2))
    assert morning.start == datetime(2026, 5, 1, 22, tzinfo=UTC)


def test_a_recording_of_more_than_20_hours_is_split_unasked() -> None:
    assert len(parts(night(20))) == 1
    assert [a.day for a in parts(night(27))] == [date(2026, 5, n) for n in (1, 2, 3)]


def test_what_the_device_counted_is_not_a_part_s() -> None:
    for made in parts(night(), numbers=SPLIT):
        assert made.device == DeviceTotals()
        assert made.totals == made.measured


def test_parts_add_up_to_the_whole() -> None:
    (whole,) = parts(night(), device=DeviceTotals())
    added = total(a.totals for a in parts(night(), numbers=SPLIT))
    for name in ("distance_m", "moving_s", "active_s", "elapsed_s", "gain_m", "loss_m"):
        assert getattr(added, name) == pytest.approx(getattr(whole.totals, name), rel=0.02), (
            name
        )
    assert added.activities == 2


def test_a_silence_over_midnight_is_in_no_part() -> None:
    whole = night()
    seen = np.abs(whole.time_s - datetime(2026, 5, 1, 22, tzinfo=UTC).timestamp()) > 900
    evening, morning = parts(select(whole, seen), numbers=SPLIT)
    assert evening.measured.elapsed_s == pytest.approx(7200 - 930, abs=31)
    assert morning.measured.elapsed_s == pytest.approx(7200 - 930, abs=31)


@pytest.mark.parametrize(
    ("days", "ids"),
    [
        (None, ["#1.1", "#1.2", "#1.3"]),
        ((date(2026, 5, 2),), ["#1.2"]),
        ((date(2026, 5, 1), date(2026, 5, 3)), ["#1.1", "#1.3"]),
        ((None,), []),
    ],
)
def test_some_days_of_a_recording_can_be_had_alone(days: Any, ids: list[str]) -> None:
    made = parts(night(27), days=days)
    assert [a.id.removeprefix("journal/ride.gpx") for a in made] == ids
    assert all(a.totals == a.measured for a in made)


def test_a_part_is_the_same_alone() -> None:
    agree = parts(night(27), days=(date(2026, 5, 2),)) == parts(night(27))[1:2]
    assert agree


def test_cuts_of_a_day_leave_the_others_alone() -> None:
    second = (date(2026, 5, 2),)
    (made,) = parts(night(27), days=second, cuts=(cut("12:00", None),))
    assert made.measured.elapsed_s == pytest.approx(12 * 3600, abs=31)
    assert made.id == "journal/ride.gpx#1.2"


def test_a_night_that_is_not_split_is_had_by_its_first_day_whatever_is_cut() -> None:
    first = (date(2026, 5, 1),)
    (made,) = parts(night(), days=first, cuts=(cut(None, "00:30"),))
    assert made.id == "journal/ride.gpx#1"
    assert made.start == datetime(2026, 5, 1, 22, 30, 30, tzinfo=UTC)
    assert not parts(night(), days=(date(2026, 5, 2),))


def test_a_cut_of_the_rest_makes_one_day_of_a_recorder_left_on() -> None:
    (made,) = parts(night(30), cuts=(cut("03:00", None),))
    assert (made.id, made.day) == ("journal/ride.gpx#1", date(2026, 5, 1))


def test_tracks_of_a_file_are_had_by_their_days() -> None:
    tracks = [Track("", "", (night(1, datetime(2026, 5, n, 8, tzinfo=UTC)),)) for n in (1, 2)]
    bare = Track("", "", (segment([46.0, 46.01], [7.0, 7.0]),))

    def ids(*days: date | None) -> list[str]:
        return [a.id[-1] for a in measured(*tracks, bare, rules=Rules(days=days)).activities]

    assert ids(date(2026, 5, 2)) == ["2"]
    assert ids(date(2026, 5, 1), None) == ["1", "3"]


def test_a_track_with_some_times_is_had_by_the_day_that_they_tell() -> None:
    whole = night(1)
    some = replace(whole, time_s=np.where(np.arange(len(whole)) % 2, np.nan, whole.time_s))
    assert len(parts(some, days=(date(2026, 5, 1),))) == 1
    assert not parts(some, days=(date(2026, 5, 2),))
    assert not parts(some, days=(None,))


@pytest.mark.parametrize(
    "rules",
    [
        Rules(),
        Rules(numbers=SPLIT),
        Rules(cuts=(cut("22:30", "23:00"),)),
        Rules(numbers=SPLIT, days=(date(2026, 5, 2),), cuts=(cut("01:00", "01:15"),)),
    ],
)
def test_segments_are_found_by_the_id_of_their_activity(rules: Rules) -> None:
    track = Track("", "cycling", (night(),))
    recording = Recording(PurePosixPath("journal/ride.gpx"), "test", (track, track))
    made = {a.id: a for a in to_activities(recording, rules).activities}
    found = segments_of(recording, rules)
    assert found.keys() == made.keys()
    for ident, activity_ in made.items():
        start = activity_.start
        assert start is not None
        assert start.timestamp() == found[ident][0].time_s[0]


def test_a_night_in_which_the_clocks_change_is_split_at_its_midnight() -> None:
    start = datetime(2026, 3, 28, 21, 0, tzinfo=UTC)  # 22 h; at 2 it becomes 3
    evening, morning = parts(night(6, start), numbers=SPLIT)
    assert evening.measured.elapsed_s == 7200
    assert morning.measured.elapsed_s == 4 * 3600


def test_a_way_over_the_date_line_is_one_way() -> None:
    lons = 179.8 + np.arange(601) * 0.001
    over = segment(
        np.full(601, -17.0), (lons + 180) % 360 - 180, seconds=np.arange(601) * 20.0,
        start=datetime(2026, 5, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    (made,) = parts(over, device=DeviceTotals())
    assert (made.zone, made.day) == ("Pacific/Fiji", date(2026, 5, 1))
    assert made.totals.distance_m == pytest.approx(63_900, rel=0.01)


def test_a_part_with_little_in_it_does_no_harm() -> None:
    whole = night(2.01)  # half a minute of it after midnight
    assert total(a.totals for a in parts(whole, numbers=SPLIT)).distance_m == pytest.approx(
        parts(whole, device=DeviceTotals())[0].totals.distance_m, rel=0.01
    )
