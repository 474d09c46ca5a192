"""How far along a plan the tracks of a day lead."""

from typing import NamedTuple

import numpy as np
import pytest

from milepost.measure.progress import Part, advance, merged, missing
from milepost.model.progress import Advance
from planned import (
    Points,
    circle,
    covered_m,
    evenly,
    jittered,
    length,
    line,
    piece,
    planned,
    points,
    ridden,
    winding,
)

NEAR_M = 200.0
EAST = points((0, 0), (20_000, 0))
THERE_AND_BACK = np.vstack([EAST[:501], EAST[:501][::-1]])  # 10 km each
EIGHT = np.vstack([circle(1500), circle(-1500, -1, centre=(3000, 0))])
STICK = points((0, 0), (5000, 0))
LOLLIPOP = np.vstack([STICK, circle(-1200, 1, centre=(6200, 0)), STICK[::-1]])
LAPS = circle(5000 / (2 * np.pi), 4)
SPIRAL = evenly(
    np.array([(r * np.cos(r / 30), r * np.sin(r / 30)) for r in np.arange(300, 1000, 1.5)])
)
HAIRPINS = points(
    *((x, 50.0 * n) for n in range(20) for x in ((0, 250) if n % 2 == 0 else (250, 0)))
)
ROAD = winding(40_000)


def near(told: float | None, expected: float) -> bool:
    return told is not None and abs(told - expected) <= NEAR_M


class Case(NamedTuple):
    plan: Points
    tracks: tuple[Points, ...]
    position_m: float
    covered_m: float
    start_m: float = 0.0


def aside(from_m: float, to_m: float, by_m: float) -> Points:
    """Ride east, between two marks some metres to the north."""
    return points(
        (0, 0), (from_m, 0), (from_m, by_m), (to_m, by_m), (to_m, 0), (to_m + 4000, 0)
    )


CASES = {
    "half of a straight road": Case(EAST, (piece(EAST, 0, 10_000),), 10_000, 10_000),
    "a loop ends where it begins": Case(circle(3000), (circle(3000),), 18_850, 18_850),
    "a loop just begun": Case(circle(3000), (piece(circle(3000), 0, 1000),), 1000, 1000),
    "on the way back": Case(
        THERE_AND_BACK, (piece(THERE_AND_BACK, 0, 16_000),), 16_000, 16_000
    ),
    "a second day on the way back": Case(
        THERE_AND_BACK, (piece(THERE_AND_BACK, 12_000, 17_000),), 17_000, 5000, 12_000
    ),
    "a figure of eight": Case(EIGHT, (piece(EIGHT, 0, 14_000),), 14_000, 14_000),
    "back on the stick of a lollipop": Case(
        LOLLIPOP, (piece(LOLLIPOP, 0, 15_500),), 15_500, 15_500
    ),
    "a detour leaves a piece out": Case(EAST, (aside(5000, 8000, 3000),), 12_000, 9000),
    "a side trip adds nothing": Case(
        EAST, (points((0, 0), (6000, 0), (6000, 2000), (6000, 0), (10_000, 0)),), 10_000, 10_000
    ),
    "a cycle path 80 m beside the road": Case(
        EAST, (points((0, 80), (10_000, 80)),), 10_000, 10_000
    ),
    "a parallel road 400 m away": Case(EAST, (aside(4000, 8000, 400),), 12_000, 8000),
    "back for a forgotten thing": Case(
        EAST, (points((0, 0), (5000, 0), (4000, 0), (9000, 0)),), 9000, 9000
    ),
    "a lift over 8 km": Case(
        EAST, (piece(EAST, 0, 6000), piece(EAST, 14_000, 18_000)), 18_000, 10_000
    ),
    "hairpins 50 m apart": Case(HAIRPINS, (piece(HAIRPINS, 0, 4000),), 4000, 4000),
    "a camp 1 km off": Case(EAST, (points((0, 0), (7000, 0), (7000, 1000)),), 7000, 7000),
    "a late start": Case(EAST, (points((5000, 2000), (5000, 0), (11_000, 0)),), 11_000, 6000),
    "against the plan from its end": Case(
        EAST, (piece(EAST, 20_000, 15_000),), 15_000, 5000, 20_000
    ),
    "four laps": Case(LAPS, (LAPS,), 20_000, 20_000),
    "the third of four laps": Case(LAPS, (piece(LAPS, 9000, 14_000),), 14_000, 5000, 9000),
    "a spiral with arms 190 m apart": Case(
        SPIRAL, (piece(SPIRAL, 0, 9000),), 9000, 9000
    ),
    "two files of one day overlap": Case(
        ROAD, (piece(ROAD, 0, 12_000), piece(ROAD, 9000, 20_000)), 20_000, 20_000
    ),
    "round a town where the plan turns": Case(
        THERE_AND_BACK,
        (
            np.vstack(
                [EAST[:501], circle(-400, 2, centre=(10_400, 0)), EAST[:501][::-1][:250]]
            ),
        ),
        14_980,
        14_980,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_position_and_cover(name: str) -> None:
    case = CASES[name]
    parts = [Part((line(jittered(track)),)) for track in case.tracks]
    done = advance(planned(case.plan), parts, start_m=case.start_m)
    assert near(done.position_m, case.position_m)
    assert near(covered_m(done), case.covered_m)


def test_a_figure_of_eight_over_days() -> None:
    marks = (0, 5000, 11_000, length(EIGHT))
    days = ridden(planned(EIGHT), *([piece(EIGHT, marks[n], marks[n + 1])] for n in range(3)))
    for day, mark in zip(days, marks[1:], strict=True):
        assert near(day.position_m, mark)
        assert near(day.reached_m, mark)
    assert near(covered_m(*days), marks[-1])


def test_days_out_of_order_cover_all_and_reach_the_end() -> None:
    marks = ((13_000, 27_000), (0, 13_000), (27_000, 40_000))
    days = ridden(planned(ROAD), *([piece(ROAD, *pair)] for pair in marks))
    assert all(near(day.position_m, to_m) for day, (_, to_m) in zip(days, marks, strict=True))
    assert near(days[1].reached_m, 27_000)
    assert covered_m(*days) == pytest.approx(40_000, rel=0.005)


def test_a_day_is_the_same_in_two() -> None:
    whole = ridden(planned(ROAD), [piece(ROAD, 0, 30_000)])[-1]
    parts = ridden(planned(ROAD), [piece(ROAD, 0, 17_340)], [piece(ROAD, 17_340, 30_000)])
    assert near(parts[-1].position_m, whole.position_m or 0)
    assert near(covered_m(*parts), covered_m(whole))


def test_more_laps_than_planned_end_on_the_last() -> None:
    done = ridden(planned(LAPS), [circle(5000 / (2 * np.pi), 6)])[-1]
    assert done.reached_m == pytest.approx(20_000, abs=NEAR_M)
    assert done.on_m == pytest.approx(30_000, rel=0.02)


def test_going_back_on_the_plan_keeps_what_was_reached() -> None:
    day, next_day = ridden(
        planned(ROAD),
        [np.vstack([piece(ROAD, 0, 20_000), piece(ROAD, 20_000, 16_000)])],
        [piece(ROAD, 16_000, 30_000)],
    )
    assert near(day.position_m, 16_000)
    assert near(day.reached_m, 20_000)
    assert day.back_m == pytest.approx(4000, rel=0.05)
    assert near(next_day.reached_m, 30_000)


def test_turning_before_the_turn_leaves_the_tip_out() -> None:
    out = points((0, 0), (9000, 0), (0, 0))
    done = ridden(planned(THERE_AND_BACK), [out])[-1]
    assert near(done.position_m, 20_000)
    assert near(done.reached_m, 20_000)
    ((begin, end),) = missing(done.covered, 19_000, 500)
    assert near(begin, 9000)
    assert near(end, 11_000)


def test_sums_tell_detours_and_returns_apart() -> None:
    done = ridden(planned(EAST), [aside(5000, 8000, 3000)])[-1]
    assert done.off_m == pytest.approx(9000, abs=2 * NEAR_M)
    assert done.on_m == pytest.approx(9000, abs=2 * NEAR_M)
    assert done.back_m == 0.0


def test_what_is_carried_moves_the_place_and_covers_nothing() -> None:
    train = Part((line(piece(ROAD, 10_000, 25_000)),), carried=True)
    done = ridden(planned(ROAD), [piece(ROAD, 0, 10_000), train, piece(ROAD, 25_000, 30_000)])
    assert near(done[-1].position_m, 30_000)
    assert near(covered_m(*done), 15_000)
    assert done[-1].on_m == pytest.approx(15_000, rel=0.05)


def test_a_ferry_between_two_files_of_the_plan() -> None:
    before, after = piece(ROAD, 0, 15_000), piece(ROAD, 25_000, 40_000)
    ferry = Part((line(piece(ROAD, 15_000, 25_000)),), carried=True)
    done = ridden(planned(before, after), [before, ferry, piece(ROAD, 25_000, 31_000)])[-1]
    assert near(done.position_m, 21_000)
    assert near(covered_m(done), 21_000)


def test_a_carried_day_alone_moves_the_place() -> None:
    train = Part((line(piece(ROAD, 0, 25_000)),), carried=True)
    assert near(ridden(planned(ROAD), [train])[-1].reached_m, 25_000)


def test_a_train_goes_to_the_next_pass_of_the_route() -> None:
    def to_4_km(start_m: float) -> Advance:
        train = Part((line(points((9000, 0), (4000, 300))),), carried=True)
        return advance(planned(THERE_AND_BACK), [train], start_m=start_m)

    assert near(to_4_km(0).position_m, 4000)
    assert near(to_4_km(9000).position_m, 16_000)


def test_a_train_to_somewhere_else_leaves_the_place() -> None:
    away = Part((line(points((5000, 0), (5000, 60_000))),), carried=True)
    done = ridden(planned(EAST), [piece(EAST, 0, 5000), away])[-1]
    assert near(done.position_m, 5000)
    assert near(done.reached_m, 5000)


def test_a_day_elsewhere_has_no_position() -> None:
    done = advance(
        planned(EAST), [Part((line(EAST + np.array([0, 50_000])),))], reached_m=7000.0
    )
    assert done.position_m is None
    assert done.reached_m == 7000.0
    assert done.covered == ()
    assert done.off_m == pytest.approx(20_000, rel=0.01)


def test_a_day_without_a_track_does_nothing() -> None:
    for parts in ((), [Part(())], [Part(((),))], [Part((), carried=True)]):
        assert advance(planned(EAST), parts, reached_m=3000.0) == Advance(None, 3000.0)


def test_a_tracker_that_reports_each_minute() -> None:
    done = advance(planned(ROAD), [Part((line(piece(ROAD, 0, 30_000)[::20]),))])
    assert done.position_m == pytest.approx(30_000, abs=400)
    assert covered_m(done) == pytest.approx(30_000, rel=0.05)


def test_a_tracker_that_reports_each_ten_minutes() -> None:
    done = advance(planned(ROAD), [Part((line(piece(ROAD, 0, 30_000)[::150]),))])
    assert done.position_m == pytest.approx(30_000, abs=3000)
    assert covered_m(done) > 20_000


def test_a_plan_drawn_by_a_coarse_hand() -> None:
    wave = np.sin(np.arange(len(ROAD)) / 40)[:, None] * [180, 180]
    done = ridden(planned(ROAD + wave), [piece(ROAD, 0, 30_000)])[-1]
    share = 0.75 * length(ROAD + wave)
    assert done.position_m == pytest.approx(share, abs=500)
    assert done.off_m < 1000


@pytest.mark.parametrize(
    ("lat", "lon"), [(-17.0, 179.95), (65.0, -179.9), (0.0, 0.0), (82.0, 20.0)]
)
def test_anywhere_on_earth(lat: float, lon: float) -> None:
    track = jittered(piece(ROAD, 0, 30_000))
    done = advance(planned(ROAD, lat=lat, lon=lon), [Part((line(track, lat=lat, lon=lon),))])
    assert done.position_m == pytest.approx(30_000, abs=300)
    assert covered_m(done) == pytest.approx(30_000, abs=300)


def test_a_plan_with_points_given_twice() -> None:
    done = ridden(planned(np.repeat(ROAD, 3, axis=0)), [piece(ROAD, 0, 12_000)])[-1]
    assert near(done.position_m, 12_000)


def test_merged_spans_are_sorted_and_apart() -> None:
    spans = [(500.0, 900.0), (0.0, 200.0), (200.9, 400.0), (600.0, 700.0), (3.0, 3.0)]
    assert merged(spans) == ((0.0, 400.0), (500.0, 900.0))


def test_missing_is_what_lies_between_and_is_long_enough() -> None:
    covered = ((100.0, 400.0), (410.0, 900.0), (2000.0, 2500.0))
    assert missing(covered, 2400.0, 50.0) == ((0.0, 100.0), (900.0, 2000.0))
    assert missing(covered, 1500.0, 50.0) == ((0.0, 100.0), (900.0, 1500.0))
    assert missing((), 1500.0, 50.0) == ((0.0, 1500.0),)
    assert missing((), 0.0, 0.0) == ()
