"""Days along the plan of their journey, one after the other."""

from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest

from builders import METRES_A_DEGREE, Shelf
from days import ASHA, KABIR, day, plan, ride
from milepost.assemble.journeys import Plan
from milepost.model.activity import Activity, Line
from milepost.model.progress import Advance
from milepost.model.track import Route
from milepost.progress import Along, Recorded, along_plans

KM = 1000.0


def north(from_km: float, to_km: float, *, lon: float = 7.0) -> Line:
    return tuple(
        (46.0 + (from_km + (to_km - from_km) * n / 20) * KM / METRES_A_DEGREE, lon)
        for n in range(21)
    )


def way(from_km: float, to_km: float, **more: Any) -> Activity:
    line = north(from_km, to_km)
    return ride(abs(to_km - from_km) * KM, lines=(line,), **more)


def routed(*lines: Line, **keys: Any) -> Plan:
    route = Route(PurePosixPath("routes/a.gpx"), "A", lines or (north(0, 100),), 0.0)
    length_m = 100 * KM if not lines else sum(_length_m(line) for line in lines)
    return replace(plan(**keys), routes=(replace(route, length_m=length_m),))


def _length_m(line: Line) -> float:
    return abs(line[-1][0] - line[0][0]) * METRES_A_DEGREE


def along(*days: Any, plans: tuple[Plan, ...] = (), store: Any = None) -> Along:
    recorded = Recorded(
        {entry.source: made for entry, made, _, _ in days if made},
        {},
        {},
        {entry.source: entry.transfers for entry, _, _, _ in days},
    )
    entries = [entry for entry, _, _, _ in days]
    return along_plans(entries, plans or (routed(),), recorded, (ASHA, KABIR), store or Shelf())


def reached_km(found: Along) -> list[float]:
    return [each.reached_m / KM for each in found.advances.values()]


def test_each_day_goes_on_from_the_one_before() -> None:
    found = along(day("2026-05-01", way(0, 40)), day("2026-05-02", way(40, 70)))
    assert reached_km(found) == pytest.approx([40, 70], abs=0.3)


def test_a_journey_without_a_route_has_nothing_to_go_along() -> None:
    assert along(day("2026-05-01", way(0, 40)), plans=(plan(),)) == Along()


def test_a_run_beside_the_ride_does_not_move_a_journey_by_bicycle() -> None:
    made = day("2026-05-01", way(0, 10), way(10, 40, sport="run"))
    found = along(made, plans=(routed(sports=("ride",)),))
    assert reached_km(found) == pytest.approx([10], abs=0.3)


def test_others_ways_do_not_move_a_journey_of_one_athlete() -> None:
    made = day("2026-05-01", way(0, 10), authors=("Kabir",))
    assert reached_km(along(made, plans=(routed(athletes=(ASHA,)),))) == []


def test_a_train_moves_along_and_covers_nothing() -> None:
    found = along(day("2026-05-01", way(0, 10), way(10, 60, transfer="train")))
    (advance,) = found.advances.values()
    assert advance.reached_m == pytest.approx(60 * KM, abs=300)
    assert advance.covered[-1][1] == pytest.approx(10 * KM, abs=300)


def test_a_typed_distance_goes_on_along_the_plan() -> None:
    found = along(day("2026-05-01", way(0, 40)), day("2026-05-02", distance_m=25 * KM))
    assert reached_km(found) == pytest.approx([40, 65], abs=0.3)
    (told,) = found.told.values()
    assert told[0][-1][0] == pytest.approx(north(0, 65)[-1][0], abs=0.01)


def by_date(found: Along) -> dict[str, float]:
    return {path.stem: each.reached_m / KM for path, each in found.advances.items()}


def test_a_train_that_nobody_recorded_moves_along_and_covers_nothing() -> None:
    found = along(
        day("2026-05-01", way(0, 10)),
        day("2026-05-02", transfer="train"),
        day("2026-05-03", way(60, 80)),
    )
    assert by_date(found) == pytest.approx(
        {"2026-05-01": 10, "2026-05-02": 60, "2026-05-03": 80}, abs=0.3
    )
    train = next(each for path, each in found.advances.items() if path.stem == "2026-05-02")
    assert train.covered == ()


def test_after_a_train_in_the_evening_the_next_day_goes_on_from_its_end() -> None:
    found = along(
        day("2026-05-01", way(0, 10), transfer="train"),
        day("2026-05-02", way(60, 80)),
    )
    assert by_date(found) == pytest.approx({"2026-05-01": 60, "2026-05-02": 80}, abs=0.3)


def test_where_a_typed_day_after_a_train_was_is_unknown_until_a_recording_tells() -> None:
    days = [
        day("2026-05-01", way(0, 10)),
        day("2026-05-02", transfer="train"),
        day("2026-05-03", distance_m=15 * KM),
        day("2026-05-04", distance_m=5 * KM),
    ]
    assert by_date(along(*days)) == pytest.approx({"2026-05-01": 10}, abs=0.3)
    assert not any(along(*days).told.values())
    found = along(*days, day("2026-05-05", way(60, 80)))
    assert by_date(found) == pytest.approx(
        {
            "2026-05-01": 10,
            "2026-05-02": 40,
            "2026-05-03": 55,
            "2026-05-04": 60,
            "2026-05-05": 80,
        },
        abs=0.3,
    )
    told = {path.stem: lines[0][0][0] for path, lines in found.told.items() if lines}
    assert told["2026-05-03"] == pytest.approx(north(40, 60)[0][0], abs=0.01)


def test_a_typed_day_before_a_train_over_a_gap_of_the_plan_stops_at_the_gap() -> None:
    found = along(
        day("2026-05-01", way(0, 40)),
        day("2026-05-02", distance_m=11 * KM, transfer="train"),
        day("2026-05-03", way(80, 90)),
        plans=(routed(north(0, 50), north(80, 100)),),
    )
    (told,) = found.told.values()
    assert len(told) == 1
    assert told[0][-1][0] == pytest.approx(north(0, 50)[-1][0], abs=0.01)


def test_a_typed_day_before_a_train_along_the_plan_ends_before_it() -> None:
    found = along(
        day("2026-05-01", way(0, 10)),
        day("2026-05-02", distance_m=40 * KM, transfer="train"),
        day("2026-05-03", way(55, 80)),
    )
    (told,) = found.told.values()
    assert told[-1][-1][0] == pytest.approx(north(0, 50)[-1][0], abs=0.01)
    assert by_date(found)["2026-05-02"] == pytest.approx(55, abs=0.3)


def test_typed_days_that_find_no_room_behind_a_train_are_nowhere() -> None:
    found = along(
        day("2026-05-01", way(0, 10)),
        day("2026-05-02", transfer="train"),
        day("2026-05-03", distance_m=60 * KM),
        day("2026-05-04", way(60, 80)),
    )
    assert by_date(found).keys() == {"2026-05-01", "2026-05-04"}


def test_a_typed_day_between_two_trains_is_nowhere() -> None:
    found = along(
        day("2026-05-01", way(0, 10)),
        day("2026-05-02", transfer="train"),
        day("2026-05-03", distance_m=10 * KM, transfer="bus"),
        day("2026-05-04", way(60, 80)),
    )
    assert not any(found.told.values())
    assert by_date(found)["2026-05-03"] == pytest.approx(60, abs=0.3)


def test_a_flight_to_the_start_leaves_the_first_day_at_the_start() -> None:
    found = along(day("2026-05-01", transfer="plane"), day("2026-05-02", distance_m=25 * KM))
    assert by_date(found) == pytest.approx({"2026-05-02": 25}, abs=0.3)


@pytest.mark.parametrize(
    ("begin_km", "ends_km"),
    [
        (65.0, 65.0),
        (63.0, 63.0),  # the computer counted some more than the plan
        (66.5, 66.5),
        (75.0, 65.0),  # a piece is missing
        (41.0, 65.0),
    ],
)
def test_a_typed_day_ends_where_the_next_one_begins_if_that_is_about_there(
    begin_km: float, ends_km: float
) -> None:
    found = along(
        day("2026-05-01", way(0, 40)),
        day("2026-05-02", distance_m=25 * KM),
        day("2026-05-03", way(begin_km, 90)),
    )
    assert reached_km(found)[1] == pytest.approx(ends_km, abs=0.3)


def test_typed_days_at_the_end_of_a_plan_do_not_leave_it() -> None:
    found = along(day("2026-05-01", way(0, 95)), day("2026-05-02", distance_m=25 * KM))
    assert reached_km(found)[1] == pytest.approx(100, abs=0.3)


def test_a_typed_day_stops_at_a_gap_of_the_plan() -> None:
    two = routed(north(0, 50), north(80, 100))
    found = along(
        day("2026-05-01", way(0, 40)),
        day("2026-05-02", distance_m=11 * KM),
        day("2026-05-03", way(80, 90)),
        plans=(two,),
    )
    (told,) = found.told.values()
    assert len(told) == 1
    assert told[0][-1][0] == pytest.approx(north(0, 50)[-1][0], abs=0.01)


def test_what_a_companion_types_of_the_same_day_is_not_added() -> None:
    found = along(
        day("2026-05-01-a", distance_m=38 * KM, authors=("Kabir",), companions=("Asha Rao",)),
        day("2026-05-01-b", way(0, 40), companions=("Kabir",)),
    )
    assert reached_km(found) == pytest.approx([40], abs=0.3)


def test_a_companion_who_writes_goes_on_from_where_both_were() -> None:
    there_and_back = routed(north(0, 50), tuple(reversed(north(0, 50))))
    found = along(
        day("2026-05-01", way(0, 50), companions=("Kabir",)),
        day("2026-05-02", way(50, 20), authors=("Kabir",), companions=("Asha Rao",)),
        plans=(there_and_back,),
    )
    assert reached_km(found) == pytest.approx([50, 80], abs=0.3)


def test_a_planned_day_goes_nowhere() -> None:
    assert reached_km(along(day("2026-05-01", distance_m=5 * KM, planned=True))) == []


def test_days_are_matched_once_and_remembered() -> None:
    shelf = Shelf()
    days = [day("2026-05-01", way(0, 40)), day("2026-05-02", way(40, 70))]
    along(*days, store=shelf)
    (first, second) = sorted(shelf.kinds("advance"))
    shelf.rows[first] = shelf.rows[second] = b"broken"
    again = along(*days, store=shelf)
    assert reached_km(again) == pytest.approx([40, 70], abs=0.3)
    stored = {key: bytes(value) for key, value in shelf.rows.items()}
    along(*days, store=shelf)
    assert shelf.rows == stored


def test_another_route_outdates_what_is_remembered() -> None:
    shelf = Shelf()
    made = day("2026-05-01", way(0, 40))
    along(made, store=shelf)
    other = along(made, plans=(routed(north(10, 60)),), store=shelf)
    assert reached_km(other) == pytest.approx([30], abs=0.3)
    assert len(shelf.kinds("advance")) == 2


def test_a_day_off_the_plan_is_a_detour() -> None:
    off: Line = tuple((lat, lon + 0.1) for lat, lon in north(0, 20))
    found = along(day("2026-05-01", ride(20 * KM, lines=(off,))))
    (advance,) = found.advances.values()
    assert advance == Advance(None, 0.0, (), off_m=pytest.approx(20 * KM, rel=0.01))
