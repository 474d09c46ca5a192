"""Transfers between the recordings of a day."""

from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath

import pytest

from builders import cut
from milepost.assemble.bridges import Bridged, breaks, bridged, by_owner
from milepost.model.activity import Activity, Totals
from milepost.model.journal import TransferMark
from milepost.read.front_matter import Value
from milepost.read.keys import transfers


def ride(name: str, begin: str, end: str, lat: float, *, mode: str = "",
         zone: str = "Europe/Zurich") -> tuple[Activity, datetime]:  # fmt: skip
    """Return an activity from one hour of 1 May, UTC, to another, and its end."""
    midnight = datetime(2026, 5, 1, tzinfo=UTC)
    start, over = (
        midnight + timedelta(hours=int(at[:2]), minutes=int(at[3:])) for at in (begin, end)
    )
    line = ((lat, 7.0), (lat + 0.1, 7.0))
    totals = Totals(11_120.0, elapsed_s=(over - start).total_seconds())
    return Activity(
        name, PurePosixPath(f"{name}.gpx"), "ride", start, start.date(), zone, totals,
        (line,), None, ((0.0, 11_120.0),), (line,), transfer=mode,
    ), over  # fmt: skip


A = ride("a", "06:00", "08:00", 46.0)  # 8 to 10 in Zurich
B = ride("b", "10:00", "12:00", 46.5)
C = ride("c", "14:00", "16:00", 47.0)


def day(*rides: tuple[Activity, datetime], said: str = "") -> Bridged:
    marks = transfers(Value(said, 0, 1, 1)) if said else ()
    activities = [activity for activity, _ in rides]
    return bridged(activities, {activity.id: end for activity, end in rides}, marks)


def modes(found: Bridged) -> list[str]:
    ordered = sorted(found.activities, key=lambda each: str(each.start))
    return [each.transfer for each in ordered]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", ["", ""]),
        ("train 10:10-11:50", ["", "train", ""]),
        ("train 10:00-12:00", ["", "train", ""]),
        ("train 09:00-11:10", ["", "train", ""]),
        ("train 09:00-10:40", ["", ""]),
        ("train after 10:30", ["", "train", ""]),
        ("train before 11:30", ["", "train", ""]),
        ("train 12:10-13:00", ["", ""]),
        ("train", ["", ""]),
        ("bus 10:10-10:20, train 10:30-11:50", ["", "bus", ""]),
    ],
)
def test_a_transfer_in_a_break_or_over_most_of_it_bridges_it(
    said: str, expected: list[str]
) -> None:
    found = day(A, B, said=said)
    assert modes(found) == expected
    assert len(found.made) == len(expected) - 2


def test_a_bridge_leads_straight_and_lasts_as_long_as_it_is_said_to() -> None:
    (bridge,) = (
        each for each in day(A, B, said="train 10:10-11:50").activities if each.transfer
    )
    assert bridge.lines == (((46.1, 7.0), (46.5, 7.0)),)
    assert bridge.totals.distance_m == pytest.approx(44_470, rel=0.01)
    assert bridge.totals.elapsed_s == 6000
    assert bridge.measured == Totals()


def test_a_transfer_that_was_recorded_joins_the_bridges_on_both_sides() -> None:
    train = ride("b", "10:00", "12:00", 46.5, mode="train")
    found = day(A, train, C, said="train 10:10-15:50")
    (bridge,) = (each for each in found.activities if each.transfer)
    assert [line[0][0] for line in bridge.lines] == [46.1, 46.5, 46.6]
    assert bridge.totals.elapsed_s == 6 * 3600
    assert len(found.activities) == 3
    assert found.ends.keys() == {each.id for each in found.activities}
    assert found.ends[bridge.id] == C[0].start


def test_a_transfer_of_another_mode_stays_beside_a_bridge() -> None:
    bus = ride("b", "10:00", "12:00", 46.5, mode="bus")
    assert modes(day(A, bus, C, said="train 10:10-11:50")) == ["", "train", "bus", ""]


def test_where_nothing_was_left_out_there_is_no_bridge() -> None:
    again = ride("b", "10:00", "12:00", 46.1)
    assert modes(day(A, again, said="train 10:10-11:50")) == ["", ""]


def test_a_break_over_midnight_has_parts_of_two_days() -> None:
    late, early = ride("a", "18:00", "20:00", 46.0), ride("b", "26:00", "27:00", 46.5)
    assert modes(day(late, early, said="train 22:30-23:50")) == ["", "train", ""]
    assert modes(day(late, early, said="train after 22:10")) == ["", "train", ""]
    assert modes(day(late, early, said="train 01:00-02:00")) == ["", "train", ""]


def test_each_end_of_a_transfer_is_in_the_time_of_its_place() -> None:
    there = ride("b", "10:00", "12:00", 46.5, zone="Europe/London")  # from 11 on
    found = day(A, there, said="plane 10:10-10:50")
    assert modes(found) == ["", "plane", ""]


def test_what_runs_at_one_time_has_no_break() -> None:
    within = ride("w", "06:30", "07:00", 46.5)
    ends = {each.id: end for each, end in (A, within, B)}
    (gap,) = breaks([B[0], within[0], A[0]], ends)
    assert (gap.one.id, gap.other.id) == ("a", "b")


def test_what_has_no_times_has_no_break() -> None:
    assert list(breaks([A[0], B[0]], {"a": A[1]})) == []


def test_a_cut_covers_a_break_like_a_transfer() -> None:
    (gap,) = breaks([A[0], B[0]], {"a": A[1], "b": B[1]})
    assert gap.is_in(cut("10:10", "11:50"))
    assert not gap.is_in(TransferMark("bus", 2, cut("12:30", None).begin))


def test_a_day_of_two_people_is_told_apart() -> None:
    owners = {"a": frozenset({"ana"}), "b": frozenset({"bo"}), "c": frozenset({"ana"})}
    found = by_owner([A[0], B[0], C[0]], owners)
    assert [[each.id for each in own] for own in found.values()] == [["a", "c"], ["b"]]
