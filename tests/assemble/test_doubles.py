"""Ways that were recorded twice: who is suspected, who is kept, what is told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath

import pytest

from milepost.assemble.doubles import Judged, judged, suspects, without
from milepost.model.activity import Activity, Double, Totals

SEVEN = datetime(2026, 5, 1, 7, tzinfo=UTC)
DAY, NEXT = PurePosixPath("journal/2026-05-01.md"), PurePosixPath("journal/2026-05-02.md")
HOUR = timedelta(hours=1)


def activity(name: str, start: datetime | None = SEVEN, *, hours: float = 2, km: float = 40,
             lat: float = 46.0) -> Activity:  # fmt: skip
    totals = Totals(distance_m=km * 1000, elapsed_s=hours * 3600, activities=1)
    return Activity(
        f"journal/{name}.gpx#1", PurePosixPath("journal", f"{name}.gpx"), "ride", start, None,
        None, totals, (((lat, 7.0), (46.5, 7.0)),), None, measured=totals,
    )  # fmt: skip


A, B, C, D = (activity(name) for name in "abcd")


def suspected(
    *of_day: Activity,
    other: tuple[Activity, ...] = (),
    owners: Mapping[str, frozenset[str]] | None = None,
) -> list[str]:
    nobody = {each.id: frozenset[str]() for each in (*of_day, *other)}
    found = suspects({DAY: of_day, NEXT: other}, owners or nobody)
    return ["".join(sorted(each.source.stem for each in pair)) for pair in found]


def test_two_at_one_time_are_suspected() -> None:
    assert suspected(A, activity("b", SEVEN + HOUR, km=5)) == ["ab"]


def test_two_one_after_the_other_are_not() -> None:
    assert suspected(A, activity("b", SEVEN + 2 * HOUR, km=5)) == []


def test_less_than_a_minute_of_overlap_is_nothing() -> None:
    later = SEVEN + 2 * HOUR - timedelta(seconds=59)
    assert suspected(A, activity("b", later, km=5)) == []


def test_without_times_nobody_is_suspected() -> None:
    assert suspected(A, replace(B, start=None)) == []


def test_a_double_may_lie_in_two_entries() -> None:
    assert suspected(A, other=(B,)) == ["ab"]


def test_what_the_device_says_of_its_time_does_not_count() -> None:
    short = replace(A, totals=replace(A.totals, elapsed_s=60.0))
    assert suspected(short, activity("b", SEVEN + HOUR, km=5)) == ["ab"]


@pytest.mark.parametrize(
    "apart", [timedelta(0), timedelta(minutes=2)], ids=["at once", "alike"]
)
def test_a_crowd_is_not_compared_all_with_all(apart: timedelta) -> None:
    crowd = [activity(f"{n:03}", SEVEN + n * apart, hours=0.03) for n in range(200)]
    assert len(suspected(*crowd)) <= 20 * len(crowd)


def test_each_part_of_a_long_recording_is_compared_with_it() -> None:
    whole = activity("all", hours=12, km=400)
    parts = [activity(f"{n:02}", SEVEN + n * HOUR / 4, hours=0.2, km=n + 1) for n in range(40)]
    assert {f"{n:02}all" for n in range(40)} <= set(suspected(whole, *parts))


TWO = {A.id: frozenset({"ana"}), B.id: frozenset({"bo"})}


def test_two_people_who_ride_at_one_time_in_one_region_are_compared() -> None:
    assert suspected(A, other=(B,), owners=TWO) == ["ab"]
    assert suspected(A, B, owners=TWO) == ["ab"]


@pytest.mark.parametrize(
    "other",
    [
        activity("b", SEVEN + 5 * HOUR),
        replace(B, lines=(((47.0, 7.0),),)),
        replace(B, lines=()),
    ],
    ids=["another hour", "another region", "no line"],
)
def test_other_ways_of_two_people_are_not(other: Activity) -> None:
    assert suspected(A, other, owners=TWO) == []


def test_a_transfer_is_nobody_s_double() -> None:
    assert suspected(A, replace(B, transfer="train")) == []


def test_the_same_way_at_another_hour_of_the_day_is_suspected() -> None:
    assert suspected(A, activity("b", SEVEN + 5 * HOUR, km=39)) == ["ab"]


@pytest.mark.parametrize(
    "other",
    [
        activity("b", SEVEN + 5 * HOUR, km=30),
        activity("b", SEVEN + 5 * HOUR, lat=46.4),
        activity("b", SEVEN + 25 * HOUR),
        replace(activity("b", SEVEN + 5 * HOUR), lines=()),
    ],
    ids=["another length", "the way back", "another day", "no line"],
)
def test_another_way_at_another_hour_is_not(other: Activity) -> None:
    assert suspected(A, other) == []


def test_the_same_way_in_another_entry_is_not_suspected_without_overlap() -> None:
    assert suspected(A, other=(activity("b", SEVEN + 5 * HOUR),)) == []


def test_a_night_is_compared_with_what_lies_within() -> None:
    long = activity("a", hours=19)
    assert suspected(long, activity("b", SEVEN + 18 * HOUR, hours=1, km=9)) == ["ab"]


# What follows.


def double(verdict: str, kept: int = 0, **more: float) -> Double:
    return replace(Double(verdict, 3600.0, 4.0, 0.0, kept), **more)


def verdict(
    pairs: list[tuple[Activity, Activity]],
    doubles: list[Double],
    owners: Mapping[str, frozenset[str]] | None = None,
) -> Judged:
    nobody = {each.id: frozenset[str]() for pair in pairs for each in pair}
    return judged(pairs, doubles, owners or nobody)


def test_of_two_the_better_is_kept() -> None:
    assert verdict([(A, B)], [double("same")]).spare == {B.id}
    assert verdict([(A, B)], [double("same", 1)]).spare == {A.id}


def test_the_spare_one_is_told_which_counts() -> None:
    (problem,) = verdict([(A, B)], [double("same", 1)]).problems
    assert (problem.path, problem.severity) == ("journal/a.gpx", "warning")
    assert "recorded again; b.gpx is counted" in problem.message
    assert "delete this one" in problem.message


@pytest.mark.parametrize("found", ["partly", "shifted", "apart", "different"])
def test_what_is_not_the_same_is_all_kept(found: str) -> None:
    assert verdict([(A, B)], [double(found)]).spare == set()


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (double("partly"), "repeats 60 min of a.gpx, which count twice"),
        (double("shifted", shift_s=-7200.0), "is the same way as a.gpx, 2 h apart"),
        (double("shifted", shift_s=19_800.0), "is the same way as a.gpx, 5.5 h apart"),
        (double("apart", apart_m=25_300.0), "at the same time as a.gpx, 25 km away"),
        (double("apart", apart_m=130.4), "at the same time as a.gpx, 130 m away"),
    ],
)
def test_what_is_not_the_same_is_told(found: Double, words: str) -> None:
    (problem,) = verdict([(A, B)], [found]).problems
    assert (problem.path, problem.severity) == ("journal/b.gpx", "warning")
    assert words in problem.message


def test_what_has_nothing_in_common_is_not_told() -> None:
    assert verdict([(A, B)], [double("different")]).problems == ()


def said(pairs: list[tuple[Activity, Activity]], doubles: list[Double]) -> dict[str, str]:
    problems = verdict(pairs, doubles).problems
    found = {(problem.path or "")[8:9]: problem.message for problem in problems}
    assert len(found) == len(problems)
    return found


def test_of_three_recordings_two_are_told_of_the_one_that_counts() -> None:
    pairs = [(A, B), (A, C), (B, C)]
    assert verdict(pairs, [double("same")] * 3).spare == {B.id, C.id}
    assert all(
        "a.gpx is counted" in words for words in said(pairs, [double("same")] * 3).values()
    )


def test_who_is_counted_is_told_to_the_first_of_a_chain_too() -> None:
    pairs, doubles = [(A, B), (B, C)], [double("same", 1), double("same", 1)]
    assert verdict(pairs, doubles).spare == {A.id, B.id}
    words = said(pairs, doubles)
    assert words.keys() == {"a", "b"}
    assert all("c.gpx is counted" in each for each in words.values())


def test_of_a_spare_one_nothing_else_is_told() -> None:
    pairs = [(A, B), (A, C), (B, C), (C, D)]
    doubles = [double("partly"), double("same"), double("partly"), double("apart")]
    found = verdict(pairs, doubles)
    assert found.spare == {C.id}
    assert [(p.path or "")[8:9] for p in found.problems] == ["b", "c"]


def test_a_track_of_the_same_file_is_named_by_its_number() -> None:
    second = replace(A, id="journal/a.gpx#2")
    (problem,) = verdict([(A, second)], [double("same")]).problems
    assert "its track 1 is counted" in problem.message


def test_a_file_of_the_same_name_is_named_with_its_folder() -> None:
    one, other = (replace(A, source=PurePosixPath("journal", day, "ride.gpx")) for day in "xy")
    (problem,) = verdict([(one, replace(other, id="y"))], [double("same")]).problems
    assert "journal/x/ride.gpx is counted" in problem.message


def test_spare_activities_are_left_out_with_their_transfers() -> None:
    ferry = replace(B, id=f"{B.id}.t1", transfer="ferry")
    found = Judged(frozenset({B.id, C.id}), frozenset(), ())
    assert without({DAY: (A, B, ferry), NEXT: (C,)}, found) == {DAY: (A,), NEXT: ()}


def test_of_two_people_s_recordings_of_one_way_the_worse_is_shared_without_a_word() -> None:
    found = verdict([(A, B)], [double("same", 1)], TWO)
    assert found == Judged(frozenset(), frozenset({A.id}), ())
    assert without({DAY: (A,), NEXT: (B,)}, found) == {
        DAY: (replace(A, counted=False),), NEXT: (B,)
    }  # fmt: skip


@pytest.mark.parametrize("found", ["partly", "shifted", "apart", "different"])
def test_nothing_else_of_two_people_is_told(found: str) -> None:
    assert verdict([(A, B)], [double(found)], TWO) == Judged(frozenset(), frozenset(), ())


def test_of_three_people_on_one_way_one_counts() -> None:
    three = {**TWO, C.id: frozenset({"cy"})}
    pairs = [(A, B), (A, C), (B, C)]
    found = verdict(pairs, [double("same"), double("same", 1), double("same", 1)], three)
    assert found.shared == {B.id, A.id}


def test_of_a_spare_recording_nobody_else_s_is_shared() -> None:
    owners = {A.id: frozenset({"ana"}), B.id: frozenset({"ana"}), C.id: frozenset({"bo"})}
    found = verdict([(A, B), (A, C), (B, C)], [double("same")] * 3, owners)
    assert (found.spare, found.shared) == ({B.id}, {C.id})
