"""Goals: what each day adds, and when they are reached."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from days import ASHA, KABIR, day, plan, ride, site_of
from milepost.model.goal import Fundraiser, Goal, Stage, Unit

MARATHON = Goal("marathon", "Marathon", "distance", 42_195.0, sports=("run",))


def run(metres: float, **more: Any) -> Any:
    return ride(metres, sport="run", **more)


def goal_of(*days: Any, goal: Goal = MARATHON, **more: Any) -> Goal:
    return site_of(*days, goals=(goal,), **more).goals[0]


def test_each_run_of_a_journey_by_bicycle_counts_for_the_marathon() -> None:
    days = [day(f"2026-05-0{n}", ride(90_000), run(15_000)) for n in (1, 2, 3)]
    goal = goal_of(*days)
    assert [credit.added for credit in goal.credits] == [15_000] * 3
    assert [credit.total for credit in goal.credits] == [15_000, 30_000, 45_000]
    assert goal.credits[0].sports == ("run",)
    assert (goal.done, goal.to_go) == (45_000, 0)


def test_a_goal_is_finished_on_the_day_that_came_to_it() -> None:
    days = [day(f"2026-05-0{n}", run(21_500)) for n in (1, 2, 3)]
    goal = goal_of(*days)
    assert goal.finish and goal.finish.date == date(2026, 5, 2)
    assert [credit.finishes for credit in goal.credits] == [False, True, False]


def test_a_day_knows_what_it_added_to_which_goals() -> None:
    other = Goal("all", "All", "distance", 1e6)
    made = site_of(day("2026-05-01", ride(90_000), run(10_000)), goals=(MARATHON, other))
    assert [(credit.goal, credit.added) for credit in made.days[0].credits] == [
        ("marathon", 10_000),
        ("all", 100_000),
    ]


def test_what_was_done_before_the_journal_counts() -> None:
    goal = goal_of(day("2026-05-01", run(10_000)), goal=replace(MARATHON, before=32_200.0))
    assert goal.finish is not None
    assert goal_of(goal=replace(MARATHON, before=32_200.0)).done == 32_200


def test_stages_are_told_with_the_day_that_came_to_them() -> None:
    stages = Stage("Half", 21_097.5), Stage("Thirty", 30_000.0)
    goal = goal_of(
        day("2026-05-01", run(20_000)),
        day("2026-05-02", run(2_000)),
        goal=replace(MARATHON, stages=stages),
    )
    assert [credit.stages for credit in goal.credits] == [(), ("Half",)]
    assert [stage.date for stage in goal.stages] == [date(2026, 5, 2), None]


@pytest.mark.parametrize(
    ("unit", "target", "added"),
    [
        ("distance", 9e5, [10_000, 3_000]),
        ("elevation_gain", 8849.0, [20, 10]),
        ("moving_time", 36_000.0, [2000, 600]),
        ("days", 10.0, [1]),
        ("count", 10.0, [2, 1]),
    ],
)
def test_goals_are_of_distance_climb_time_days_or_number(
    unit: Unit, target: float, added: list[float]
) -> None:
    days = (
        day("2026-05-01-a", run(6_000), run(4_000)),
        day("2026-05-01-b", run(3_000), authors=("Kabir",)),
    )
    goal = goal_of(*days, goal=Goal("g", "G", unit, target), athletes=(ASHA, KABIR))
    assert [credit.added for credit in goal.credits] == added


def test_a_goal_has_its_dates_and_its_journey() -> None:
    days = [day(f"2026-05-0{n}", run(1000), journey="j") for n in (1, 2, 3, 4)]
    dated = replace(MARATHON, start=date(2026, 5, 2), end=date(2026, 5, 3))
    assert [c.date.day for c in goal_of(*days, goal=dated, plans=(plan("j"),)).credits] == [
        2,
        3,
    ]
    elsewhere = replace(MARATHON, journey="k")
    assert goal_of(*days, goal=elsewhere, plans=(plan("j"), plan("k"))).credits == ()


def test_a_shared_run_counts_for_each_and_once_for_both() -> None:
    made = day("2026-05-01", run(10_000), companions=("Kabir",))
    people = {"athletes": (ASHA, KABIR)}
    for athletes in ((ASHA,), (KABIR,), (ASHA, KABIR), ()):
        goal = replace(MARATHON, athletes=athletes)
        assert goal_of(made, goal=goal, **people).done == 10_000


def test_a_goal_is_over_once_its_last_day_has_passed() -> None:
    goal = replace(MARATHON, end=date(2026, 5, 3))
    days = [day("2026-05-01", run(10_000))]
    assert not goal_of(*days, goal=goal, today="2026-05-03").over
    assert goal_of(*days, goal=goal, today="2026-05-04").over


def test_others_runs_do_not_count() -> None:
    made = day("2026-05-01", run(10_000))
    goal = replace(MARATHON, athletes=(KABIR,))
    assert goal_of(made, goal=goal, athletes=(ASHA, KABIR)).done == 0


def test_what_two_recorded_of_one_run_counts_once_for_both_and_for_each() -> None:
    days = (
        day("2026-05-01-a", run(10_000)),
        day("2026-05-01-b", run(10_100, counted=False), authors=("Kabir",)),
    )
    people = {"athletes": (ASHA, KABIR)}
    assert goal_of(*days, **people).done == 10_000
    assert goal_of(*days, goal=replace(MARATHON, athletes=(KABIR,)), **people).done == 10_100


def test_sums_of_floats_that_come_to_the_goal_reach_it() -> None:
    days = [day(f"2026-05-0{n}", run(0.1 * 14_065.0)) for n in range(1, 4)]
    assert goal_of(*days, goal=replace(MARATHON, target=3 * 1406.5)).finish is not None


def raised(**more: Any) -> float | None:
    found = Fundraiser("Trees", "INR", "journey", **more)
    made = site_of(day("2026-05-01", ride(100_000)), plans=(plan(),), fundraiser=found)
    return made.fundraiser.raised if made.fundraiser else None


def test_money_comes_together_by_the_kilometre() -> None:
    assert raised(per_km=50.0) == 5000
    assert raised(per_km=50.0, raised=7.0, typed=True) == 7
    assert raised() is None


def test_money_may_be_tied_to_a_goal() -> None:
    found = Fundraiser("Trees", "INR", "marathon", per_km=2.0)
    made = site_of(day("2026-05-01", run(10_000)), goals=(MARATHON,), fundraiser=found)
    assert made.fundraiser and made.fundraiser.raised == 20


def test_a_stage_that_was_reached_before_the_journal_is_early() -> None:
    goal = replace(MARATHON, before=30_000.0, stages=(Stage("Half", 21_097.5),))
    (stage,) = goal_of(day("2026-05-01", run(1000)), goal=goal).stages
    assert (stage.early, stage.date) == (True, None)
