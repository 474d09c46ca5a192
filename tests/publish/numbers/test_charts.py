"""Charts over days: what is drawn of which days, and what they say in words."""

from typing import Any

from days import Told, day, plan, ride, site_of
from milepost.model.place import Names
from milepost.model.progress import Advance
from milepost.publish.numbers.charts import NOTHING, Charts
from milepost.publish.numbers.scopes import Scope, scopes
from milepost.publish.words.sayings import Sayings
from milepost.publish.words.text import Words
from plots import words

METRIC = Charts(Words(), Sayings(Words(), Names()))
DATED = "2026-05-01", "2026-05-10"


def may(number: int, *activities: Any, **keys: Any) -> Told:
    return day(f"2026-05-{number:02}", *activities, **keys)


def scope(*days: Told, **more: Any) -> Scope:
    return scopes(site_of(*days, **more))[0]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_along_a_plan_the_chart_shows_the_progress_and_no_detours() -> None:
    days = [
        may(
            n, ride(60_000), advance=Advance(50_000.0 * n, 50_000.0 * n, ((0.0, 50_000.0 * n),))
        )
        for n in (1, 2)
    ]
    found = METRIC.in_sum(scope(*days, plans=(plan("j", *DATED, 500_000.0),)))
    assert plain(found.text) == (
        "How far along the plan, day by day until 2 May 2026: km 100 of 500, 400 km to go. "
        "Dashed: the plan, evenly until 10 May 2026."
    )
    said = [plain(word) for word in words(found.drawing)]
    assert "100 km" in said and "Plan 500 km" in said


def test_without_a_plan_it_shows_the_sum_and_the_goal() -> None:
    days = may(1, ride(60_000)), may(2, ride(60_000))
    alone = METRIC.in_sum(scope(*days))
    assert plain(alone.text) == "Distance in sum, day by day until 2 May 2026: 120 km."
    found = METRIC.in_sum(scope(*days, plans=(plan(goal_m=2e5),)))
    assert "120 of 200 km" in plain(found.text)
    assert "Dashed" not in found.text


def test_nothing_is_drawn_without_a_way() -> None:
    bare = scope(may(1, rest=True), may(2, rest=True))
    assert METRIC.in_sum(bare) == NOTHING
    assert METRIC.by_day(bare).drawing == METRIC.calendar(bare).drawing == ""
    assert METRIC.in_sum(scope()) == METRIC.by_day(scope()) == NOTHING


def test_bars_lead_to_their_days_and_say_what_they_were() -> None:
    days = may(1, ride(60_000), title="Up <&> on"), may(2, rest=True), may(3, distance_m=4e4)
    drawing = plain(METRIC.by_day(scope(*days)).drawing)
    assert '<a class="mp-go" href="../journal/2026-05-01/">' in drawing
    assert "<title>1 May: 60.0 km, Up &lt;&amp;&gt; on</title>" in drawing
    assert "<title>2 May: rest day, Day 2</title>" in drawing
    assert "typed by the author" in drawing


def test_what_counts_elsewhere_already_is_no_bar_and_not_typed() -> None:
    first = may(1, ride(60_000), authors=("A",), companions=("B",))
    again = day("2026-05-01-b", distance_m=60_000, authors=("B",), companions=("A",))
    found = METRIC.by_day(scope(first, again, may(2, ride(50_000))))
    assert plain(found.text) == "Distance of each day: the longest 60.0 km on 1 May 2026."
    assert "typed by the author" not in found.drawing


def test_a_calendar_wants_a_week_and_bars_want_less_than_years() -> None:
    week = may(1, ride(60_000)), may(7, ride(30_000))
    assert METRIC.calendar(scope(*week)).text.startswith(
        "2 active days out of 7, week by week."
    )
    assert METRIC.calendar(scope(may(1, ride(60_000)), may(6, ride(30_000)))) == NOTHING
    years = scope(day("2020-05-01", ride(6e4)), day("2026-05-01", ride(3e4)))
    assert METRIC.by_day(years) == NOTHING


def test_words_are_in_the_units_of_the_site() -> None:
    miles = Words(imperial=True)
    found = Charts(miles, Sayings(miles, Names())).in_sum(scope(may(1, ride(160_934.4))))
    assert plain(found.text).endswith(": 100 mi.")


def test_of_a_journey_only_what_counts_is_summed_up() -> None:
    both = may(1, ride(90_000), ride(10_000, sport="run"))
    (row,) = scope(both, plans=(plan(sports=("ride",)),)).rows
    assert (row.own_m, row.so_far_m) == (100_000, 90_000)
