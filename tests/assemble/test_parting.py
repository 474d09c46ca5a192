"""What carried an athlete is an activity of its own, and nothing of theirs."""

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pytest

from activities import DEVICE, climbing, measured
from builders import METRES_A_DEGREE, cut, northward
from milepost.assemble.activity import to_activities
from milepost.assemble.pieces import segments_of
from milepost.assemble.rules import Numbers, Rules
from milepost.measure.cleaning import select
from milepost.model.activity import Activity, Totals
from milepost.model.journal import TransferMark
from milepost.model.track import DeviceTotals, Recording, Segment, Track, Waypoint
from milepost.read.stored import dump_value, load_measured

# START is 8:00 in Zurich; a ride of 20 minutes to the north, 5 m and a point each second.


def at(clock: str) -> time:
    return time.fromisoformat(clock)


def mark(mode: str, begin: str | None = None, end: str | None = None) -> TransferMark:
    return TransferMark(mode, 0, at(begin) if begin else None, at(end) if end else None)


def between(mode: str, begin_m: float, end_m: float, *, off_m: float = 0.0) -> TransferMark:
    """Return a mark between two places so many metres along the ride."""
    lon = 7.0 + off_m / METRES_A_DEGREE / np.cos(np.radians(46))
    places = ((46 + metres / METRES_A_DEGREE, lon) for metres in (begin_m, end_m))
    return TransferMark(mode, 0, None, None, *places)


NOTHING = DeviceTotals()


def made(*segments: Segment, device: DeviceTotals = NOTHING, type_: str = "cycling",
         **rules: Any) -> tuple[list[Activity], list[Activity]]:  # fmt: skip
    """Return the own activities of a track and its transfers."""
    found = measured(Track("", type_, segments, device), rules=Rules(**rules)).activities
    own = [each for each in found if not each.transfer]
    return own, [each for each in found if each.transfer]


FERRY = mark("ferry", "08:05", "08:10")


def test_a_transfer_between_two_times_is_an_activity_of_its_own() -> None:
    (own,), (ferry,) = made(climbing(), transfers=(FERRY,))
    assert (own.id, ferry.id) == ("journal/ride.gpx#1", "journal/ride.gpx#1.t1")
    assert (ferry.transfer, ferry.sport, own.sport) == ("ferry", "other", "ride")
    assert ferry.totals == Totals(distance_m=pytest.approx(1510, abs=2), elapsed_s=300.0)
    assert ferry.start == datetime(2026, 5, 1, 6, 4, 59, tzinfo=UTC)
    assert ferry.measured == Totals()
    assert not (ferry.climbs or ferry.efforts or ferry.splits or ferry.profile)


def test_the_line_of_a_transfer_leads_from_the_own_way_to_the_own_way() -> None:
    (own,), (ferry,) = made(climbing(), transfers=(FERRY,))
    (line,) = ferry.lines
    assert (own.lines[0][-1], own.lines[1][0]) == (line[0], line[-1])
    assert ferry.along_m[0][-1] == pytest.approx(ferry.totals.distance_m, abs=0.1)


def test_the_own_way_is_what_a_cut_would_leave() -> None:
    (own,), _ = made(climbing(), transfers=(FERRY,))
    ((left,), _) = made(climbing(), cuts=(cut("08:05", "08:10"),))
    assert (own.lines, own.profile) == (left.lines, left.profile)
    assert own.pauses == left.pauses == ()
    for name in ("distance_m", "moving_s", "elapsed_s", "gain_m"):
        ours, theirs = getattr(own.totals, name), getattr(left.totals, name)
        assert ours == pytest.approx(theirs, abs=1), name


@pytest.mark.parametrize(("span", "metres"), [((None, "08:05"), 1500), (("08:15", None), 1500)])
def test_a_transfer_may_begin_or_end_a_track(span: tuple[Any, Any], metres: float) -> None:
    (own,), (bus,) = made(climbing(), transfers=(mark("bus", *span),))
    assert bus.totals.distance_m == pytest.approx(metres, abs=15)
    assert own.totals.distance_m == pytest.approx(6000 - metres, abs=25)


def test_the_totals_of_the_device_are_not_those_of_the_rest() -> None:
    (own,), _ = made(climbing(), device=DEVICE, transfers=(FERRY,))
    assert own.totals == own.measured
    (whole,), none = made(climbing(), device=DEVICE, transfers=(mark("bus", "12:00", None),))
    assert (whole.totals.distance_m, none) == (2000, [])


def silent(begin: str, end: str) -> Segment:
    """Return the ride with no point between two times."""
    whole = climbing()
    seconds = whole.time_s - whole.time_s[0]
    first, last = (60 * float(clock[3:]) for clock in (begin, end))
    return select(whole, (seconds <= first) | (seconds >= last))


@pytest.mark.parametrize("broken", [False, True])
def test_a_transfer_in_a_silence_of_the_recorder_is_a_straight_line(broken: bool) -> None:
    gap = silent("08:04", "08:12")
    parts = (gap,)
    if broken:
        parts = select(gap, gap.time_s < gap.time_s[300]), select(gap, slice(300, None))
    (own,), (train,) = made(*parts, transfers=(mark("train", "08:05", "08:10"),))
    assert [len(line) for line in train.lines] == [2]
    assert train.totals == Totals(distance_m=pytest.approx(2400, abs=5), elapsed_s=300.0)
    assert own.totals.distance_m == pytest.approx(3600, abs=25)
    assert own.totals.elapsed_s == pytest.approx(12 * 60, abs=2)
    assert own.pauses == ()


def test_times_before_and_behind_a_track_are_no_silence_of_it() -> None:
    rules = Rules(transfers=(mark("train", "07:00", "07:30"), mark("bus", "09:00", "09:30")))
    found = measured(Track("", "cycling", (climbing(),)), rules=rules)
    assert len(found.activities) == 1
    assert found.transfers_missed_m == (None, None)


def test_a_transfer_between_two_places_takes_what_lies_between() -> None:
    (own,), (lift,) = made(climbing(), transfers=(between("lift", 1000, 2500, off_m=300),))
    assert lift.totals.distance_m == pytest.approx(1500, abs=10)
    assert lift.totals.elapsed_s == pytest.approx(300, abs=2)
    assert own.totals.distance_m == pytest.approx(4500, abs=25)


def test_a_track_without_times_has_transfers_between_places() -> None:
    bare = replace(climbing(), time_s=np.full(1201, np.nan))
    (own,), (lift,) = made(bare, transfers=(between("lift", 1000, 2500), FERRY))
    assert lift.totals == Totals(distance_m=pytest.approx(1500, abs=10), elapsed_s=None)
    assert own.totals.distance_m == pytest.approx(4500, abs=25)


def test_places_too_far_from_the_track_are_missed_by_so_much() -> None:
    rules = Rules(transfers=(between("lift", 1000, 2500, off_m=3400),))
    found = measured(Track("", "", (climbing(),)), rules=rules)
    assert found.transfers_missed_m == (pytest.approx(3400, rel=0.01),)
    assert [each.transfer for each in found.activities] == [""]


def test_of_several_passes_the_shortest_way_between_two_places_is_meant() -> None:
    up = climbing(601)
    down = replace(up, lat_deg=up.lat_deg[::-1], time_s=up.time_s + 700)
    _, (lift,) = made(up, down, transfers=(between("lift", 2500, 1000),))
    assert lift.start is not None
    assert lift.start.timestamp() >= down.time_s[0]
    assert lift.totals.distance_m == pytest.approx(1500, abs=10)


def test_a_whole_track_may_be_a_transfer() -> None:
    own, (ferry,) = made(climbing(), transfers=(mark("ferry"),))
    assert (own, ferry.id) == ([], "journal/ride.gpx#1.t1")
    assert ferry.totals.distance_m == pytest.approx(6000, abs=25)


def test_what_is_said_of_a_part_goes_before_what_is_said_of_all() -> None:
    _, rides = made(climbing(), transfers=(mark("train"), FERRY))
    assert [each.transfer for each in rides] == ["train", "ferry", "train"]
    assert sum(each.totals.distance_m for each in rides) == pytest.approx(6000, abs=25)


def test_of_transfers_that_overlap_the_first_counts() -> None:
    _, rides = made(climbing(), transfers=(FERRY, mark("bus", "08:08", "08:12")))
    assert [each.transfer for each in rides] == ["ferry", "bus"]
    assert rides[1].totals.distance_m == pytest.approx(600, abs=10)


@pytest.mark.parametrize(
    ("type_", "mode"), [("ferry", "ferry"), ("Driving", "car"), ("IN_TRAIN", "train")]
)
def test_the_device_may_call_a_track_a_transfer(type_: str, mode: str) -> None:
    own, (ride,) = made(climbing(), type_=type_)
    assert (own, ride.transfer) == ([], mode)


@pytest.mark.parametrize("rules", [{"sport": "ride"}, {"usual_sport": "ride"}])
def test_the_author_s_sport_goes_before_the_device_s_transfer(rules: dict[str, str]) -> None:
    (own,), rides = made(climbing(), type_="ferry", **rules)
    assert (own.sport, rides) == ("ride", [])


def test_a_plane_s_own_track_is_drawn_however_fast_it_was() -> None:
    flight = northward(200, mps=250.0, step_s=5)
    found = measured(Track("", "flight", (flight,)))
    (plane,) = found.activities
    assert plane.totals.distance_m == pytest.approx(199 * 1250, rel=0.01)
    assert found.problems == ()


def test_a_flight_in_a_silence_is_no_leap_that_nobody_can_make() -> None:
    later = northward(lat=50.0, start=datetime(2026, 5, 1, 7, tzinfo=UTC))
    found = measured(
        Track("", "cycling", (northward(), later)),
        rules=Rules(transfers=(mark("plane", "08:30", "08:50"),)),
    )
    assert [each.transfer for each in found.activities] == ["", "plane"]
    assert found.problems == ()


def test_no_line_is_drawn_over_a_cut() -> None:
    rules = {"cuts": (cut("08:06", "08:08"),), "transfers": (FERRY,)}
    (own,), (ferry,) = made(climbing(), **rules)
    lats = [lat for line in ferry.lines for lat, _ in line]
    assert len(ferry.lines) == 2
    hidden = 46 + np.array([361, 479]) * 5 / METRES_A_DEGREE
    assert not [lat for lat in lats if hidden[0] < lat < hidden[1]]
    assert own.totals.distance_m == pytest.approx(4500, abs=25)


def test_a_transfer_beside_a_cut_does_not_lead_over_it() -> None:
    _, (ferry,) = made(climbing(), cuts=(cut("08:00:30", "08:05"),), transfers=(FERRY,))
    assert ferry.start == datetime(2026, 5, 1, 6, 5, 1, tzinfo=UTC)


NIGHT = northward(1441, step_s=30, start=datetime(2026, 5, 1, 16, tzinfo=UTC))  # 18 to 6 h


def test_a_transfer_over_midnight_is_written_as_two_of_one_mode() -> None:
    marks = (mark("train", "23:00", None), mark("train", None, "01:00"))
    _, (train,) = made(NIGHT, transfers=marks)
    assert train.totals.elapsed_s == 7200
    _, rides = made(NIGHT, transfers=(marks[0], mark("bus", None, "22:00")))
    assert [each.totals.elapsed_s for each in rides] == [4 * 3600, 7 * 3600]


def test_a_transfer_is_of_the_day_on_which_it_begins() -> None:
    marks = (mark("train", "23:00", None), mark("train", None, "01:00"))
    own, (train,) = made(NIGHT, transfers=marks, numbers=Numbers(split_days=True))
    assert [each.id[-4:] for each in own] == ["#1.1", "#1.2"]
    assert (train.id[-7:], str(train.day)) == ("#1.1.t1", "2026-05-01")


def test_a_waypoint_is_of_the_own_way_alone() -> None:
    places = [Waypoint("Port", 46 + m / METRES_A_DEGREE, 7.0) for m in (1500, 2250)]
    recording = Recording(
        PurePosixPath("a.gpx"), "", (Track("", "", (climbing(),)),), waypoints=tuple(places)
    )
    own, ferry = to_activities(recording, Rules(transfers=(FERRY,), waypoints=True)).activities
    assert ([each.at_m for each in own.waypoints], ferry.waypoints) == (
        [pytest.approx(1495, abs=10)], ()
    )  # fmt: skip


def test_transfers_are_no_segments_to_compare() -> None:
    track = Track("", "cycling", (climbing(),))
    rules = Rules(transfers=(FERRY,))
    assert segments_of(Recording(PurePosixPath("a.gpx"), "", (track,)), rules).keys() == {
        "a.gpx#1"
    }


def test_what_became_of_transfers_can_be_stored() -> None:
    rules = Rules(transfers=(FERRY, between("lift", 1000, 2500, off_m=3400)))
    found = measured(Track("", "cycling", (climbing(),)), rules=rules)
    agree = load_measured(dump_value(found)) == found
    assert agree
    assert [end and end.minute for end in found.ends] == [20, 10]


def test_a_lone_point_between_two_transfers_is_no_way() -> None:
    marks = (mark("bus", None, "08:05"), mark("ferry", "08:05:02", None))
    own, rides = made(climbing(601), transfers=marks)
    assert (own, [each.transfer for each in rides]) == ([], ["bus", "ferry"])
