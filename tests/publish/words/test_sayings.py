"""What pages say of progress, goals and money."""

from dataclasses import replace
from datetime import date

import pytest

from days import day, plan, ride, site_of
from milepost.model.day import Day
from milepost.model.goal import Credit, Fundraiser, Goal
from milepost.model.place import Course, Names, Place
from milepost.model.progress import Advance, Progress
from milepost.model.statistics import Crossing
from milepost.model.territory import Stay, Territory
from milepost.publish.words.sayings import Sayings
from milepost.publish.words.text import Words

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


def test_a_goal_that_was_missed_says_when_it_ended() -> None:
    missed = replace(RUN, before=31_400.0, end=date(2026, 5, 3), over=True)
    assert plain(SAY.goal(missed)) == "31.4 of 42.2 km, ended on 3 May 2026"


def test_who_left_some_of_the_plan_out_has_not_done_all_of_it() -> None:
    short = Progress(30_000.0, 30_000.0, 0.0, 28_000.0, complete=True)
    assert plain(SAY.progress(short)) == "km 30 of 30, at the end"
    assert plain(SAY.beside(short)) == "2.0 km of the plan left out."


def test_a_code_of_a_currency_stands_apart_from_the_number() -> None:
    francs = replace(CAUSE, currency="CHF", target=None)
    assert SAY.raised(francs) == "CHF\N{NO-BREAK SPACE}47,319 raised"


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


def evening(place: Place | None) -> Day:
    """A day whose way ends in Thurgau."""
    stays = (Stay(Territory("CH", "Thurgau"), 0.0, 9_000.0),)
    told = day("2026-05-08", ride(9_000), stays=stays)
    return site_of(told, courses={told[0].source: Course(end=place)}).days[0]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place("Konstanz", "DE", region="Baden"), "Konstanz, Baden, DE"),
        (Place("Konstanz", "DE"), "Konstanz, DE"),
        (Place("Our camp"), "Our camp, Thurgau, CH"),
        (None, "Thurgau, CH"),
    ],
)
def test_beside_a_town_stand_its_own_region_and_country(place: Place | None, said: str) -> None:
    assert SAY.where(evening(place)) == said


def test_a_border_that_was_crossed_between_two_days_says_so() -> None:
    one, other = Territory("IN", "Gujarat"), Territory("IN", "Rajasthan")
    crossing = Crossing(evening(None), None, one, other)
    assert SAY.border(crossing) == "Gujarat to Rajasthan, before the start"
    assert plain(SAY.border(replace(crossing, at_m=7_540.0))).endswith(", after 7.5 km")


def test_who_began_before_the_plan_is_on_no_planned_day() -> None:
    ten = plan("j", "2026-05-01", "2026-05-10")
    on_time = site_of(day("2026-05-01", ride(1000)), plans=(ten,)).journeys[0]
    assert SAY.day_of(on_time, 1) == "Day 1 of 10"
    trained = site_of(day("2026-04-20", ride(1000)), plans=(ten,)).journeys[0]
    assert SAY.day_of(trained, 1) == "Day 1"


def test_when_the_planned_days_are_over_it_says_so() -> None:
    late = plan("j", "2026-05-01", "2026-05-10", 1e6)
    days = day("2026-05-10", ride(1000), advance=Advance(5e5, 5e5, ((0.0, 5e5),)))
    (journey,) = site_of(days, plans=(late,), today="2026-05-11").journeys
    assert "The planned end was 10 May 2026." in SAY.outlook(journey)
