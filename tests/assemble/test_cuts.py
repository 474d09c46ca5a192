"""Which part of a recording counts."""

import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import cut, northward
from milepost.assemble.cuts import Segments, by_day, closed_up, without_cuts
from milepost.measure.cleaning import select
from milepost.measure.local_time import local_day, moment
from milepost.model.track import Segment

ZONE = "Europe/Zurich"  # two hours ahead of UTC in summer


def local(
    day: int, hour: int, minute: int = 0, *, month: int = 5, zone: str = ZONE
) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def ride(hours: float, start: datetime, step_s: int = 60) -> Segment:
    return northward(int(hours * 3600 / step_s) + 1, step_s=step_s, start=start)


def spans(segments: Segments, zone: str = ZONE) -> list[str]:
    """Return the first and the last local time of each segment."""
    clocks = [
        [moment(float(s.time_s[n])).astimezone(ZoneInfo(zone)) for n in (0, -1)]
        for s in segments
    ]
    return [f"{a:%d %H:%M}-{b:%d %H:%M}" for a, b in clocks]


@pytest.mark.parametrize(
    ("begin", "end", "left"),
    [
        ("10:00", "11:00", ["01 08:00-01 09:59", "01 11:01-01 12:00"]),
        ("10:00", None, ["01 08:00-01 09:59"]),
        (None, "10:00", ["01 10:01-01 12:00"]),
        ("07:00", "08:30", ["01 08:31-01 12:00"]),
        ("11:30", "13:00", ["01 08:00-01 11:29"]),
        ("07:00", None, []),
        (None, "12:00", []),
    ],
)
def test_a_cut_means_local_time(begin: str | None, end: str | None, left: list[str]) -> None:
    kept, made, _ = without_cuts((ride(4, local(1, 8)),), [cut(begin, end)], ZONE)
    assert spans(kept) == left
    assert made == (True,)


@pytest.mark.parametrize(
    ("begin", "end"), [("13:00", "14:00"), ("06:00", "07:00"), ("12:30", None), (None, "07:00")]
)
def test_a_cut_beside_the_recording_is_not_made(begin: str | None, end: str | None) -> None:
    whole = (ride(4, local(1, 8)),)
    kept, made, _ = without_cuts(whole, [cut(begin, end)], ZONE)
    assert spans(kept) == spans(whole)
    assert made == (False,)


@pytest.mark.parametrize(
    ("begin", "end", "left"),
    [
        ("01:00", "02:00", ["01 22:00-02 00:59", "02 02:01-02 04:00"]),
        ("22:30", "23:00", ["01 22:00-01 22:29", "01 23:01-02 04:00"]),
        ("23:30", None, ["01 22:00-01 23:29"]),
        ("01:00", None, ["01 22:00-02 00:59"]),
        (None, "23:00", ["01 23:01-02 04:00"]),
        (None, "01:00", ["02 01:01-02 04:00"]),
        ("21:30", "22:30", ["01 22:31-02 04:00"]),
    ],
)
def test_over_midnight_a_time_before_the_start_is_the_next_morning(
    begin: str | None, end: str | None, left: list[str]
) -> None:
    kept, made, _ = without_cuts((ride(6, local(1, 22)),), [cut(begin, end)], ZONE)
    assert (spans(kept), made) == (left, (True,))


def test_an_evening_that_ends_at_midnight_has_no_next_morning() -> None:
    evening = (ride(2, local(1, 22)),)
    kept, made, _ = without_cuts(evening, [cut(None, "21:00")], ZONE)
    assert (spans(kept), made) == (spans(evening), (False,))


def test_a_cut_over_midnight_is_written_as_two() -> None:
    night = (ride(6, local(1, 22)),)
    kept, made, _ = without_cuts(night, [cut("23:30", None), cut(None, "00:30")], ZONE)
    assert spans(kept) == ["01 22:00-01 23:29", "02 00:31-02 04:00"]
    assert made == (True, True)


def test_two_ends_of_a_day_are_no_cut_over_midnight() -> None:
    kept, _, _ = without_cuts(
        (ride(4, local(1, 8)),), [cut("11:00", None), cut(None, "09:00")], ZONE
    )
    assert spans(kept) == ["01 09:01-01 10:59"]


def test_several_cuts_are_all_made() -> None:
    cuts = [cut("09:00", "09:30"), cut("10:00", "10:30"), cut("15:00", "16:00")]
    kept, made, _ = without_cuts((ride(4, local(1, 8)),), cuts, ZONE)
    assert len(kept) == 3
    assert made == (True, True, False)


def test_a_cut_within_a_cut_is_made_too() -> None:
    cuts = [cut("09:00", "11:00"), cut("10:00", "10:30")]
    kept, made, _ = without_cuts((ride(4, local(1, 8)),), cuts, ZONE)
    assert (len(kept), made) == (2, (True, True))


def test_a_cut_reaches_over_segments() -> None:
    first, second = ride(2, local(1, 8)), ride(2, local(1, 11))
    kept, _, _ = without_cuts((first, second), [cut("09:30", "11:30")], ZONE)
    assert spans(kept) == ["01 08:00-01 09:29", "01 11:31-01 13:00"]


def test_every_column_is_cut() -> None:
    whole = ride(4, local(1, 8))
    whole = replace(whole, heart_rate_bpm=np.arange(len(whole), dtype=float))
    (before, after), _, _ = without_cuts((whole,), [cut("10:00", "11:00")], ZONE)
    assert before.heart_rate_bpm is not None and after.heart_rate_bpm is not None
    assert (before.heart_rate_bpm[-1], after.heart_rate_bpm[0]) == (119, 181)


def test_after_a_change_of_clocks_the_clock_on_the_wall_counts() -> None:
    night = (ride(8, local(28, 22, month=3)),)  # at 2 it was 3
    kept, _, _ = without_cuts(night, [cut("03:30", "04:00")], ZONE)
    assert spans(kept) == ["28 22:00-29 03:29", "29 04:01-29 07:00"]


# Days.


def test_a_night_is_one_day_unless_asked() -> None:
    night = (ride(6, local(1, 22)),)
    assert by_day(night, ZONE, always=False)[0] is night
    days = by_day(night, ZONE, always=True)
    assert [spans(day) for day in days] == [["01 22:00-02 00:00"], ["02 00:00-02 04:00"]]


@pytest.mark.parametrize(("hours", "days"), [(20, 1), (20.1, 2), (49.5, 4)])
def test_what_is_longer_than_20_hours_is_split(hours: float, days: int) -> None:
    assert len(by_day((ride(hours, local(1, 23)),), ZONE, always=False)) == days


def test_the_step_over_midnight_belongs_to_the_evening() -> None:
    night = ride(2, local(1, 23) + timedelta(seconds=30))
    evening, morning = by_day((night,), ZONE, always=True)
    assert evening[0].time_s[-1] == morning[0].time_s[0]
    assert sum(len(s) - 1 for day in (evening, morning) for s in day) == len(night) - 1


def test_a_silence_over_midnight_belongs_to_no_day() -> None:
    night = ride(2, local(1, 23))
    silent = select(night, np.abs(night.time_s - local(2, 0).timestamp()) > 600)
    evening, morning = by_day((silent,), ZONE, always=True)
    assert evening[0].time_s[-1] < local(2, 0).timestamp() < morning[0].time_s[0]


def test_for_a_slow_tracker_the_step_over_midnight_is_no_silence() -> None:
    tracker = ride(30, local(1, 12, 5), step_s=600)
    evening, morning = by_day((tracker,), ZONE, always=False)
    assert evening[0].time_s[-1] == morning[0].time_s[0]


def test_lone_points_of_a_day_are_no_day_of_their_own() -> None:
    night = ride(1, local(1, 23))  # its last point is at midnight
    (day,) = by_day((night,), ZONE, always=True)
    assert spans(day) == ["01 23:00-02 00:00"]


def test_segments_go_to_their_days() -> None:
    parts = ride(1, local(1, 20)), ride(3, local(1, 22)), ride(1, local(2, 9))
    days = by_day(parts, ZONE, always=True)
    assert [spans(day) for day in days] == [
        ["01 20:00-01 21:00", "01 22:00-02 00:00"],
        ["02 00:00-02 01:00", "02 09:00-02 10:00"],
    ]


def test_a_wrong_clock_makes_a_hundred_years_of_days_in_no_time() -> None:
    """Each of 2,000 parts against each of 40,000 midnights would take a minute."""
    begin = datetime(1990, 1, 2, 12, tzinfo=UTC)
    short = [northward(2, start=begin + timedelta(days=20 * n)) for n in range(2_000)]
    days = by_day(tuple(short), ZONE, always=False)
    assert [day[0].time_s.tolist() for day in days] == [one.time_s.tolist() for one in short]


def test_a_day_without_a_point_is_left_out() -> None:
    parts = ride(1, local(1, 20)), ride(1, local(4, 9))
    days = by_day(parts, ZONE, always=False)
    assert [spans(day) for day in days] == [["01 20:00-01 21:00"], ["04 09:00-04 10:00"]]


def test_a_silence_of_years_costs_no_step_for_each_of_its_days() -> None:
    late = replace(
        ride(1, local(2, 9)), time_s=ride(1, local(2, 9)).time_s + 5000 * 365.25 * 86_400
    )
    calls = []
    sys.setprofile(lambda *call: calls.append(call[1]))
    try:
        days = by_day((ride(1, local(1, 20)), late), ZONE, always=True)
    finally:
        sys.setprofile(None)
    assert len(days) == 2
    assert len(calls) < 2000


@pytest.mark.parametrize(
    ("zone", "begin", "dates"),
    [
        ("Europe/Zurich", datetime(2026, 3, 28, 12, tzinfo=UTC), ["2026-03-28", "2026-03-29"]),
        ("Europe/Zurich", datetime(2026, 10, 24, 12, tzinfo=UTC), ["2026-10-24", "2026-10-25"]),
        # The clocks go from 24 to 1: this day has no midnight.
        (
            "America/Santiago",
            datetime(2026, 9, 5, 16, tzinfo=UTC),
            ["2026-09-05", "2026-09-06"],
        ),
        # The clocks go from 24 back to 23.
        (
            "America/Santiago",
            datetime(2026, 4, 4, 16, tzinfo=UTC),
            ["2026-04-04", "2026-04-05"],
        ),
        # Samoa had no 30 December 2011.
        ("Pacific/Apia", datetime(2011, 12, 29, 20, tzinfo=UTC), ["2011-12-29", "2011-12-31"]),
    ],
)
def test_each_part_lies_in_its_local_day(zone: str, begin: datetime, dates: list[str]) -> None:
    days = by_day((ride(21, begin),), zone, always=False)
    assert [str(local_day(moment(float(d[0].time_s[0])), zone)) for d in days] == dates
    for day, part in zip(dates, days, strict=True):
        before_last = moment(float(part[-1].time_s[-2]))
        assert local_day(before_last, zone) == date.fromisoformat(day)


@given(st.integers(0, 23), st.floats(0.5, 60), st.sampled_from([1, 30, 120]), st.booleans())
def test_days_hold_every_step_once(hour: int, hours: float, step_s: int, always: bool) -> None:
    whole = ride(min(hours, 2 * step_s), local(1, hour), step_s)
    days = by_day((whole,), ZONE, always=always)
    steps = [
        step for day in days for s in day for step in zip(s.time_s, s.time_s[1:], strict=False)
    ]
    assert steps == list(zip(whole.time_s, whole.time_s[1:], strict=False))


def test_splitting_again_changes_nothing() -> None:
    once = by_day((ride(50, local(1, 8)),), ZONE, always=True)
    again = by_day(tuple(s for day in once for s in day), ZONE, always=True)
    assert [spans(day) for day in again] == [spans(day) for day in once]


def test_the_clock_stands_still_in_what_was_cut_and_runs_in_other_breaks() -> None:
    whole = ride(4, local(1, 8))
    kept, _, spans = without_cuts((whole,), [cut("09:00", "10:00")], ZONE)
    before, after = closed_up(kept, spans)
    assert after.time_s[0] - before.time_s[-1] == pytest.approx(60, abs=61)
    assert np.ptp(after.time_s) == np.ptp(kept[1].time_s)
    assert closed_up(kept, ()) == kept
    assert closed_up((), spans) == ()
