"""Journeys: whose an entry is, what counts, how far it has come."""

from typing import Any

import pytest

from days import ASHA, KABIR, LINE, Told, assembled, day, plan, ride, site_of
from milepost.model.activity import Line
from milepost.model.journey import Journey
from milepost.model.progress import Advance


def journey_of(*days: Told, **more: Any) -> Journey:
    return site_of(*days, **more).journeys[0]


def along(reached_m: float, *spans: tuple[float, float], off_m: float = 0.0) -> Advance:
    return Advance(reached_m, reached_m, spans or ((0.0, reached_m),), off_m=off_m)


def test_only_the_sports_of_a_journey_count_for_it() -> None:
    days = day("2026-05-01", ride(100_000), ride(10_000, sport="run"))
    site = site_of(days, plans=(plan(sports=("ride",)),))
    (journey,) = site.journeys
    assert journey.totals.distance_m == 100_000
    assert journey.days[0].cumulative.distance_m == 100_000
    assert [part.sport for part in journey.by_sport] == ["ride", "run"]
    assert site.totals.distance_m == 110_000
    assert journey.days[0].totals.distance_m == 110_000


def test_only_the_athletes_of_a_journey_count_for_it() -> None:
    made = site_of(
        day("2026-05-01-a", ride(100_000)),
        day("2026-05-01-b", ride(50_000), authors=("Kabir",)),
        plans=(plan(athletes=(KABIR,)),),
        athletes=(ASHA, KABIR),
    )
    assert made.journeys[0].totals.distance_m == 50_000


def test_typed_numbers_are_of_the_only_sport_there_is() -> None:
    recorded, typed = day("2026-05-01", ride(1000)), day("2026-05-02", distance_m=31_000.0)
    journey = journey_of(recorded, typed)
    assert [part.sport for part in journey.by_sport] == ["ride"]
    journey = journey_of(typed, plans=(plan(sports=("hike",)),))
    assert journey.totals.distance_m == 31_000
    mixed = journey_of(recorded, day("2026-05-03", ride(1, sport="run")), typed)
    assert mixed.days[1].by_sport[0].sport == "other"


def test_a_typed_sport_that_does_not_count_adds_nothing() -> None:
    typed = day("2026-05-02", distance_m=31_000.0, sport="run")
    assert journey_of(typed, plans=(plan(sports=("ride",)),)).totals.distance_m == 0


def test_without_plan_or_goal_there_is_no_progress() -> None:
    journey = journey_of(day("2026-05-01", ride(1000)))
    assert journey.progress is None
    assert journey.planned_m is None


def test_a_distance_goal_is_reached_by_adding_up() -> None:
    days = [day(f"2026-05-0{n}", ride(40_000)) for n in (1, 2, 3)]
    journey = journey_of(*days, plans=(plan(goal_m=100_000.0),))
    told = [each.progress for each in journey.days if each.progress]
    assert [each.done_m for each in told] == [40_000, 80_000, 120_000]
    assert [each.added_m for each in told] == [40_000] * 3
    assert [each.to_go_m for each in told] == [60_000, 20_000, 0]
    assert [each.complete for each in told] == [False, False, True]
    assert {each.along for each in told} == {"sum"}


def test_along_a_plan_detours_are_no_progress() -> None:
    made = day("2026-05-01", ride(52_000), advance=along(40_000.0, off_m=12_000.0))
    journey = journey_of(made, plans=(plan(length_m=100_000.0),))
    progress = journey.progress
    assert progress is not None
    assert (progress.done_m, progress.to_go_m, progress.detour_m) == (40_000, 60_000, 12_000)
    assert journey.totals.distance_m == 52_000


def test_progress_never_falls_and_parts_left_out_can_be_made_up_for() -> None:
    journey = journey_of(
        day("2026-05-01", ride(1), advance=along(60_000.0, (30_000.0, 60_000.0))),
        day("2026-05-02", ride(1), advance=along(30_000.0, (0.0, 30_000.0))),
        plans=(plan(length_m=100_000.0),),
    )
    first, second = (each.progress for each in journey.days)
    assert first and second
    assert (first.done_m, first.skipped_m) == (60_000, 30_000)
    assert (second.done_m, second.skipped_m, second.added_m) == (60_000, 0, 0)


def test_a_corner_cut_is_not_called_left_out() -> None:
    made = day(
        "2026-05-01", ride(1), advance=along(9_000.0, (0.0, 4_000.0), (4_400.0, 9_000.0))
    )
    progress = journey_of(made, plans=(plan(length_m=100_000.0),)).progress
    assert progress and progress.skipped_m == 0


def test_a_goal_before_the_end_of_the_plan_ends_it() -> None:
    made = day("2026-05-01", ride(1), advance=along(99_000.0))
    journey = journey_of(made, plans=(plan(length_m=101_200.0, goal_m=99_500.0),))
    assert journey.progress and journey.progress.complete
    assert journey.planned_m == 99_500


def test_a_bed_at_the_goal_is_arrived() -> None:
    made = day("2026-05-01", ride(1), advance=along(999_200.0))
    progress = journey_of(made, plans=(plan(length_m=1_000_000.0),)).progress
    assert progress and progress.complete and progress.to_go_m == 0


def test_on_a_short_plan_a_kilometre_is_not_nothing() -> None:
    made = day("2026-05-01", ride(1), advance=along(9_200.0))
    progress = journey_of(made, plans=(plan(length_m=10_000.0),)).progress
    assert progress and not progress.complete


@pytest.mark.parametrize(
    ("today", "end", "goal_m", "status"),
    [
        ("2026-05-02", "2026-05-09", None, "under way"),
        ("2026-05-09", "2026-05-09", None, "under way"),
        ("2026-05-10", "2026-05-09", None, "finished"),  # nobody said how far it is
        ("2026-05-10", "2026-05-09", 50_000.0, "under way"),  # late
        ("2026-05-24", "2026-05-09", 50_000.0, "finished"),  # given up
        ("2030-01-01", None, 50_000.0, "under way"),
        ("2026-05-02", "2026-05-09", 40_000.0, "finished"),
        ("2026-05-02", "2026-05-01", None, "finished"),  # the last day is there
    ],
)
def test_where_a_journey_stands(
    today: str, end: str | None, goal_m: float | None, status: str
) -> None:
    made = plan("j", "2026-05-01", end, goal_m=goal_m)
    journey = journey_of(day("2026-05-01", ride(40_000)), plans=(made,), today=today)
    assert journey.status == status


def test_a_journey_without_a_day_is_planned() -> None:
    assert journey_of(plans=(plan("j", "2026-05-01", "2026-05-02"),)).status == "planned"


def test_the_journey_under_way_leads() -> None:
    made = site_of(
        day("2026-04-01", ride(1000), journey="slow"),
        day("2026-05-01", ride(1000), journey="quick"),
        plans=(plan("slow", goal_m=9000.0), plan("quick", goal_m=1000.0)),
    )
    assert [each.slug for each in made.journeys] == ["slow", "quick"]


def test_planned_days_count_for_nothing_and_tell_what_comes() -> None:
    journey = journey_of(
        day("2026-05-01", ride(1000)),
        day("2026-05-03", distance_m=5000.0, planned=True, title="On", start_place="A"),
        day("2026-05-02", planned=True, end_place="B"),
    )
    assert [each.date.day for each in journey.days] == [1]
    assert journey.totals.distance_m == 1000
    assert [each.date.day for each in journey.planned_days] == [2, 3]
    assert journey.next_day and journey.next_day.end == "B"
    on = journey.planned_days[1]
    assert (on.title, on.start, on.distance_m) == ("On", "A", 5000.0)


def test_a_planned_day_that_has_passed_is_not_the_next() -> None:
    journey = journey_of(day("2026-05-02", ride(1000)), day("2026-05-01", planned=True))
    assert journey.next_day is None


def test_a_planned_day_with_tracks_is_told_of() -> None:
    made = day("2026-05-01", ride(1000), planned=True, key_lines={"status": 2})
    _, (problem,) = assembled(made)
    assert (problem.line, problem.severity) == (2, "warning")
    assert "take out  status: planned" in problem.message


def test_a_journey_is_where_its_newest_line_ends() -> None:
    far: Line = ((46.1, 7.0), (46.2, 7.1))
    journey = journey_of(
        day("2026-05-01", ride(1, lines=(LINE,))),
        day("2026-05-02", ride(1, lines=(far,))),
        day("2026-05-03", rest=True),
    )
    assert journey.position == (46.2, 7.1)


def test_a_transfer_moves_and_adds_nothing() -> None:
    sea: Line = ((46.1, 7.0), (46.9, 7.5))
    journey = journey_of(
        day(
            "2026-05-01",
            ride(1000, lines=(LINE,)),
            ride(90_000, lines=(sea,), transfer="ferry"),
        )
    )
    (today,) = journey.days
    assert journey.totals.distance_m == today.totals.distance_m == 1000
    assert [each.sport for each in today.activities] == ["ride"]
    assert [(each.mode, each.distance_m, each.lines) for each in today.transfers] == [
        ("ferry", 90_000, (sea,))
    ]
    assert journey.position == (46.9, 7.5)


@pytest.mark.parametrize(
    ("today", "status"), [("2026-04-30", "planned"), ("2026-05-01", "under way")]
)
def test_training_before_the_start_does_not_begin_a_journey(today: str, status: str) -> None:
    ahead = plan("j", "2026-05-01", "2026-05-10")
    assert (
        journey_of(day("2026-04-20", ride(1000)), plans=(ahead,), today=today).status == status
    )
