"""What pages say of progress, goals and money."""

from dataclasses import replace
from datetime import date

import pytest

from milepost.model.goal import Credit, Fundraiser, Goal
from milepost.model.place import Names
from milepost.model.progress import Progress
from milepost.publish.sayings import Sayings
from milepost.publish.text import Words

SAY, MILES = Sayings(Words(), Names()), Sayings(Words(imperial=True), Names())
RUN = Goal("run", "Run", "distance", 42_195.0)
CREDIT = Credit(
    "run", "Run", "distance", 10_200.0, 31_400.0, 42_195.0, ("run",), date(2026, 5, 1),
    "journal/a/", "A", 1,
)  # fmt: skip
CAUSE = Fundraiser("Trees", "INR", "run", target=100_000.0, per_km=50.0, raised=47_319.2)


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("unit", "target", "done", "said"),
    [
        ("distance", 42_195.0, 31_400.0, "31.4 of 42.2 km, 10.8 km to go"),
        ("distance", 42_195.0, 42_190.0, "42.1 of 42.2 km, 0.1 km to go"),
        ("elevation_gain", 8849.0, 3281.0, "3,281 of 8,849 m, 5,568 m to go"),
        ("moving_time", 144_000.0, 53_160.0, "14 h 46 min of 40 h 0 min, 25 h 14 min to go"),
        ("days", 10.0, 5.0, "5 of 10 days, 5 days to go"),
        ("count", 3.0, 2.0, "2 of 3 activities, 1 activity to go"),
    ],
)
def test_what_is_done_of_a_goal_is_never_all_before_it_is(
    unit: str, target: float, done: float, said: str
) -> None:
    goal = replace(RUN, unit=unit, target=target, before=done)
    assert plain(SAY.goal(goal)) == said


def test_a_goal_that_was_reached_says_when() -> None:
    last = replace(CREDIT, total=42_300.0, finishes=True)
    assert plain(SAY.goal(replace(RUN, credits=(last,)))) == "all 42.2 km done on 1 May 2026"
    assert plain(SAY.goal(replace(RUN, before=42_195.0))) == "all 42.2 km done"


def test_a_day_says_what_it_added_to_a_goal() -> None:
    later = replace(CREDIT, total=50_000.0)
    date_ = replace(CREDIT, unit="days", added=1.0, total=3.0, target=10.0)
    assert plain(SAY.credit(CREDIT)) == "10.2 km run, 31.4 of 42.2 km"
    assert plain(SAY.credit(later)) == "10.2 km run, all 42.2 km done before"
    assert plain(SAY.credit(date_)) == "1 day, 3 of 10 days"
    assert plain(MILES.credit(CREDIT)) == "6.3 mi run, 19.5 of 26.2 mi"


def test_money_is_whole_but_a_pledge_keeps_its_coins() -> None:
    assert SAY.raised(CAUSE) == "₹47,319 of ₹100,000 raised"
    assert SAY.raised(replace(CAUSE, target=None)) == "₹47,319 raised"
    assert SAY.raised(replace(CAUSE, raised=None)) == "₹100,000 wanted"
    pledge = replace(CAUSE, currency="EUR", per_km=0.25, counted_m=1_053_000.0)
    assert SAY.pledge(pledge) == "€0.25 for each km of 1,053 km"
    assert MILES.pledge(pledge) == "€0.25 for each km of 1,053 km"
    assert SAY.pledge(replace(pledge, per_km=None)) == ""


def test_small_detours_and_gaps_are_not_worth_a_word() -> None:
    progress = Progress(30_000.0, 20_000.0, 9_000.0, 19_800.0, detour_m=400.0)
    assert SAY.beside(progress) == ""
    said = SAY.beside(replace(progress, covered_m=17_000.0, detour_m=2_000.0))
    assert plain(said) == "2.0 km of detours, 3.0 km of the plan left out so far."


def test_names_of_counters_and_links_are_written_for_people() -> None:
    assert SAY.named("ice_creams") == "Ice creams"
    assert SAY.link("https://www.example.org/asha/") == "example.org/asha"
    assert SAY.sports(()) == "All sports"
    assert SAY.sports(("ride", "trail-run")) == "Ride and trail run"
