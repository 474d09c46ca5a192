from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

import pytest

from milepost.assemble.people import people
from milepost.assemble.sums import Share, day_totals, sport_totals, true_sum, typed_problem
from milepost.measure.totals import total
from milepost.model.activity import Activity, Totals
from milepost.model.journal import Entry, Typed
from milepost.model.people import Athlete
from milepost.model.privacy import Circle, Ends, Hiding


def entry(**keys: Any) -> Entry:
    source = PurePosixPath("journal/2026-05-01.md")
    return Entry(source, None, date(2026, 5, 1), "", None, "", **keys)


def activity(sport: str, distance_m: float, moving_s: float | None = 100.0) -> Activity:
    timed = distance_m if moving_s else 0.0
    totals = Totals(distance_m, timed, moving_s, gain_m=10.0, loss_m=5.0, activities=1)
    path = PurePosixPath(f"journal/{sport}.gpx")
    return Activity(f"{path}#1", path, sport, None, None, None, totals, (), None)


def test_a_day_adds_up_its_activities() -> None:
    totals, _ = day_totals(entry(), (activity("ride", 1000), activity("run", 500)))
    assert totals.distance_m == 1500
    assert totals.gain_m == 20
    assert totals.activities == 2


def test_the_sports_of_a_day_add_up_to_its_totals() -> None:
    made = activity("ride", 1000), activity("run", 500), activity("ride", 300)
    totals, by_sport = day_totals(entry(), made)
    assert total(part.totals for part in by_sport) == totals


def test_the_sport_with_the_longest_way_comes_first() -> None:
    made = activity("run", 500), activity("ride", 300), activity("ride", 300)
    _, by_sport = day_totals(entry(), made)
    assert [part.sport for part in by_sport] == ["ride", "run"]


def test_equally_long_sports_come_by_name() -> None:
    parts = [(sport, Totals(5.0)) for sport in ("walk", "hike", "run")]
    assert [part.sport for part in sport_totals(parts)] == ["hike", "run", "walk"]


def test_a_day_without_a_track_has_no_sports() -> None:
    assert day_totals(entry(), ()) == (Totals(), ())


def test_a_typed_number_wins_and_the_others_stay_measured() -> None:
    typed = entry(typed=Typed(distance_m=1200.0))
    totals, by_sport = day_totals(typed, (activity("ride", 1000),))
    assert totals.distance_m == 1200
    assert totals.moving_s == 100
    assert totals.gain_m == 10
    assert by_sport[0].totals == totals


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        (Typed(distance_m=9000.0), False),
        (Typed(moving_s=90.0), False),
        (Typed(gain_m=9.0), True),
    ],
)
def test_beside_another_way_or_time_the_recorders_times_and_top_speed_tell_nothing(
    typed: Typed, known: bool
) -> None:
    measured = Totals(8000.0, 8000.0, 100.0, 110.0, 120.0, max_speed_mps=9.0)
    ride = replace(activity("ride", 8000.0), totals=measured)
    totals, _ = day_totals(entry(typed=typed), (ride,))
    told = totals.active_s, totals.elapsed_s, totals.max_speed_mps
    assert told == ((110.0, 120.0, 9.0) if known else (None, None, None))


def test_a_recorder_that_died_on_the_way_tells_the_speed_up_to_there() -> None:
    died = activity("ride", 1000)
    totals, _ = day_totals(entry(typed=Typed(distance_m=3000.0)), (died,))
    assert totals.average_speed_mps == died.totals.average_speed_mps
    both = Typed(distance_m=3000.0, moving_s=600.0)
    totals, _ = day_totals(entry(typed=both), (died,))
    assert totals.average_speed_mps == 5.0


def test_a_typed_zero_is_a_number_too() -> None:
    totals, _ = day_totals(entry(typed=Typed(gain_m=0.0)), (activity("ride", 1000),))
    assert totals.gain_m == 0.0


def test_typed_numbers_alone_make_a_day() -> None:
    typed = entry(typed=Typed(distance_m=31_000.0))
    totals, by_sport = day_totals(typed, (), "ride")
    assert totals.distance_m == 31_000
    assert totals.activities == 1
    assert totals.moving_s is None
    assert totals.timed_distance_m == 0.0
    assert totals.average_speed_mps is None
    assert [part.sport for part in by_sport] == ["ride"]


def test_typed_numbers_of_an_unknown_sport_are_other() -> None:
    _, by_sport = day_totals(entry(typed=Typed(distance_m=1.0)), ())
    assert [part.sport for part in by_sport] == ["other"]


def test_typed_numbers_on_a_day_of_several_sports_are_refused_with_their_line() -> None:
    typed = entry(typed=Typed(distance_m=1.0), key_lines={"title": 2, "distance": 4})
    problem = typed_problem(typed, (activity("ride", 1), activity("run", 1)))
    assert problem is not None
    assert (problem.severity, problem.line) == ("error", 4)


def test_typed_numbers_on_a_day_of_one_sport_are_welcome() -> None:
    made = activity("ride", 1), activity("ride", 2)
    assert typed_problem(entry(typed=Typed(distance_m=1.0)), made) is None
    assert typed_problem(entry(), (activity("ride", 1), activity("run", 1))) is None


SAM = Athlete("sam", "Sam Walker")
KIM = Athlete("kim", "Kim")


@pytest.mark.parametrize("name", ["Sam Walker", "sam walker", "sam", "SAM"])
def test_an_athlete_is_known_by_name_or_slug(name: str) -> None:
    assert people((name,), (SAM, KIM), entry(), "author") == ((SAM,), ())


def test_a_stranger_is_welcome_with_a_warning() -> None:
    wrote = entry(key_lines={"with": 5})
    (found,), (problem,) = people(("Sam Walkr",), (SAM,), wrote, "with")
    assert found == Athlete("", "Sam Walkr")
    assert (problem.severity, problem.line) == ("warning", 5)
    assert "did you mean 'Sam Walker'?" in problem.message


def test_nobody_is_a_stranger_where_no_athletes_are_listed() -> None:
    assert people(("Anna",), (), entry(), "with") == ((Athlete("", "Anna"),), ())


def test_a_true_sum_counts_what_is_hidden_and_is_rounded_up() -> None:
    hidden = Share("ride", Totals(8_000.0), true_totals=Totals(9_100.0, moving_s=1_800.0))
    shown = Share("ride", Totals(5_000.0, moving_s=2_000.0, gain_m=101.0))
    assert true_sum([hidden, shown]) == Totals(15_000.0, moving_s=7_200.0, gain_m=110.0)


def test_there_is_no_true_sum_of_what_is_shown_whole() -> None:
    assert true_sum([Share("ride", Totals(5_000.0))]) is None


def test_a_last_night_is_in_no_true_sum() -> None:
    site = Hiding((Circle(0.0, 0.0, 900.0),), true_totals=True)
    assert Ends().of(site).true_totals
    assert not Ends(circles=(Circle(1.0, 1.0, 900.0),)).of(site).true_totals
