"""What there is to say of many days."""

from dataclasses import replace
from typing import Any

import pytest

from days import ASHA, KABIR, Told, day, plan, ride, site_of
from milepost.model.activity import Activity
from milepost.model.detail import Climb
from milepost.model.statistics import Record, Statistics
from milepost.model.territory import Stay, Territory

GUJARAT, RAJASTHAN = Territory("IN", "Gujarat"), Territory("IN", "Rajasthan")
NEPAL = Territory("NP", "Lumbini")


def of(*days: Told, **more: Any) -> Statistics:
    return site_of(*days, **more).statistics


def may(number: int, *activities: Activity, **keys: Any) -> Told:
    return day(f"2026-05-{number:02}", *activities, **keys)


def records(*days: Told, **more: Any) -> dict[str, Record]:
    return {record.kind: record for record in of(*days, **more).records}


def at(activity: Activity, **totals: Any) -> Activity:
    return replace(activity, totals=replace(activity.totals, **totals))


def test_dates_are_active_or_off_and_those_with_an_entry_are_for_rest() -> None:
    found = of(may(1, ride(50_000)), may(2, rest=True), may(5, ride(60_000)))
    assert (found.active_days, found.rest_days, found.off_days) == (2, 1, 3)
    assert found.calendar_days == 5


def test_two_entries_of_one_date_are_one_active_day() -> None:
    found = of(
        may(1, ride(50_000)), day("2026-05-01-b", ride(8_000, sport="run")), may(2, ride(9_000))
    )
    assert (found.active_days, found.calendar_days) == (2, 2)


def test_a_site_without_days_has_nothing_to_say() -> None:
    assert of() == Statistics((), 0, 0, 0, 0, None, None)


def test_a_day_on_a_train_is_a_day_of_rest() -> None:
    found = of(may(1, ride(50_000)), may(2, ride(300_000, transfer="train")))
    assert (found.active_days, found.rest_days) == (1, 1)
    assert found.eddington and found.eddington.number == 1


def test_records_are_of_the_day_that_they_were_made_on() -> None:
    high = at(ride(60_000, gain_m=900.0), max_ele_m=2_469.0)
    found = records(may(1, ride(90_000, gain_m=300.0)), may(2, high), may(3, ride(80_000)))
    assert {kind: (each.value, each.day.number) for kind, each in found.items()} == {
        "distance": (90_000, 1),
        "gain": (900, 2),
        "moving": (18_000, 1),
        "highest": (2_469, 2),
        "fastest": (5, 1),
        "streak": (3, 3),
    }
    assert found["streak"].first and found["streak"].first.number == 1


def test_one_day_makes_no_record() -> None:
    assert records(may(1, ride(90_000)), may(2, rest=True)) == {}


def test_the_biggest_climb_is_told_with_its_day() -> None:
    small, big = (Climb(0.0, 5_000.0, gain, gain, 8.0, "3") for gain in (200.0, 640.0))
    days = may(1, ride(60_000, climbs=(small,))), may(2, ride(50_000, climbs=(small, big)))
    found = records(*days)["climb"]
    assert (found.value, found.climb, found.day.number) == (640, big, 2)


def test_the_fastest_day_is_of_the_main_sport_and_of_a_way_worth_the_name() -> None:
    sprint = at(ride(2_000), moving_s=200.0)
    quick = at(ride(50_000), moving_s=8_000.0)
    run = at(ride(30_000, sport="run"), moving_s=3_000.0)
    found = records(may(1, ride(60_000)), may(2, quick), may(3, sprint), may(4, run))
    assert (found["fastest"].value, found["fastest"].day.number) == (6.25, 2)


def test_a_streak_ends_at_a_date_without_a_way_worth_a_kilometre() -> None:
    days = [may(n, ride(900 if n == 4 else 50_000)) for n in range(1, 10)]
    found = records(*days)["streak"]
    assert (found.value, found.day.number) == (5, 9)
    assert "streak" not in records(may(1, ride(5_000)), may(2, ride(5_000)))


def test_eddington_counts_dates_in_the_units_of_the_site() -> None:
    days = [may(n, ride(3_000)) for n in (1, 2, 3)]
    metric, imperial = of(*days).eddington, of(*days, units="imperial").eddington
    assert metric and (metric.number, metric.unit, metric.next_days) == (3, "km", 4)
    assert imperial and (imperial.number, imperial.unit, imperial.next_days) == (1, "mi", 2)


def test_what_two_people_did_together_counts_once() -> None:
    apart = may(1, ride(50_000), authors=("Asha Rao",), companions=("Kabir",))
    typed = day("2026-05-01-b", distance_m=50_000, authors=("Kabir",), companions=("Asha Rao",))
    found = of(apart, typed, athletes=(ASHA, KABIR))
    assert found.eddington and found.eddington.number == 1
    assert found.active_days == 1


def test_nights_and_counters_add_up_whatever_their_capitals() -> None:
    found = of(
        may(1, ride(9_000), night="tent", counters=(("ice_creams", 2.0),)),
        may(2, ride(9_000), night="Hotel", counters=(("dogs", 1.0), ("Ice creams", 1.5))),
        may(3, ride(9_000), night="Tent"),
    )
    nights = [(each.name, each.count, [d.number for d in each.days]) for each in found.nights]
    assert nights == [("tent", 2, [1, 3]), ("Hotel", 1, [2])]
    assert [(each.name, each.count) for each in found.counters] == [
        ("ice creams", 3.5),
        ("dogs", 1),
    ]


def test_territories_add_up_and_borders_lie_within_days_or_between_them() -> None:
    found = of(
        may(1, ride(50_000), stays=(Stay(GUJARAT, 0.0, 50_000.0),)),
        may(2, ride(60_000), stays=(Stay(RAJASTHAN, 0.0, 20_000), Stay(NEPAL, 20_000, 60_000))),
        may(3, ride(10_000), stays=(Stay(NEPAL, 0.0, 10_000.0),)),
    )
    countries = [
        (each.territory.country, each.distance_m, len(each.days), each.first.number)
        for each in found.countries
    ]
    assert countries == [("IN", 70_000, 2, 1), ("NP", 50_000, 2, 2)]
    assert [each.territory.region for each in found.regions] == [
        "Gujarat",
        "Rajasthan",
        "Lumbini",
    ]
    assert [(each.day.number, each.at_m, each.after) for each in found.crossings] == [
        (2, None, RAJASTHAN),
        (2, 20_000, NEPAL),
    ]


def test_a_stay_in_no_known_country_is_no_visit() -> None:
    sea = Stay(Territory(""), 10_000.0, 40_000.0)
    stays = Stay(GUJARAT, 0.0, 10_000.0), sea, Stay(GUJARAT, 40_000.0, 50_000.0)
    found = of(may(1, ride(50_000), stays=stays))
    assert [each.distance_m for each in found.countries] == [20_000]
    assert found.crossings == ()


def test_a_time_without_a_distance_makes_an_active_day() -> None:
    site = site_of(may(1, ride(50_000)), may(2, moving_s=5_025.0, sport="run"))
    found, mean = site.statistics, site.journeys[0].per_active_day
    assert (found.active_days, found.rest_days, found.off_days) == (2, 0, 0)
    assert mean and (mean.days, mean.distance_m) == (2, 25_000)
    assert site.days[0].totals.average_speed_mps is None


@pytest.mark.parametrize("way", [{"distance_m": 30_000.0}, {"moving_s": 3_600.0}])
def test_a_day_for_rest_with_a_typed_way_is_none(way: dict[str, float]) -> None:
    moved, off = site_of(may(1, rest=True), may(2, rest=True, **way)).days
    assert (moved.rest, off.rest) == (False, True)


def crossed(found: Statistics) -> list[tuple[int, float | None, str, str]]:
    return [
        (each.day.number, each.at_m, each.before.region, each.after.region)
        for each in found.crossings
    ]


def within(territory: Territory) -> tuple[Stay, ...]:
    return (Stay(territory, 0.0, 10_000.0),)


def test_a_border_between_two_days_is_listed_with_the_later() -> None:
    found = of(
        may(1, ride(10_000), stays=within(GUJARAT)),
        may(2, distance_m=30_000.0),
        may(3, ride(10_000), stays=within(RAJASTHAN)),
        may(4, ride(10_000), stays=within(RAJASTHAN)),
    )
    assert crossed(found) == [(3, None, "Gujarat", "Rajasthan")]


def test_a_border_is_crossed_by_those_who_were_on_its_other_side() -> None:
    kabir = {"authors": ("Kabir",)}
    found = of(
        may(1, ride(10_000), stays=within(GUJARAT), companions=("Kabir",)),
        may(2, ride(10_000), stays=within(RAJASTHAN), companions=("Asha Rao",), **kabir),
        may(3, ride(10_000), stays=within(RAJASTHAN)),
        day("2026-05-03-b", ride(500, sport="run"), stays=within(NEPAL), **kabir),
        may(4, ride(10_000), stays=within(RAJASTHAN), companions=("Kabir",)),
        athletes=(ASHA, KABIR),
    )
    assert crossed(found) == [
        (2, None, "Gujarat", "Rajasthan"),
        (3, None, "Rajasthan", "Lumbini"),
    ]


def test_a_new_journey_crosses_no_border_to_its_start() -> None:
    found = of(
        may(1, ride(10_000), stays=within(GUJARAT)),
        day("2026-06-01", ride(10_000), stays=within(NEPAL)),
        plans=(plan("a", "2026-05-01", "2026-05-01"), plan("b", "2026-06-01", "2026-06-01")),
    )
    assert found.crossings == ()


def test_a_way_that_two_entries_tell_of_is_in_its_regions_once() -> None:
    over = Stay(GUJARAT, 0.0, 10_000.0), Stay(RAJASTHAN, 10_000.0, 50_000.0)
    found = of(
        may(1, ride(50_000), stays=over, companions=("Kabir",)),
        day("2026-05-01-b", ride(50_000, counted=False), stays=over, authors=("Kabir",)),
        athletes=(ASHA, KABIR),
    )
    assert [each.distance_m for each in found.regions] == [10_000, 40_000]
    assert crossed(found) == [(1, 10_000, "Gujarat", "Rajasthan")]


def test_regions_share_what_counts_of_a_way_and_not_what_a_train_did() -> None:
    over = Stay(GUJARAT, 0.0, 10_000.0), Stay(RAJASTHAN, 10_000.0, 50_000.0)
    found = of(
        may(1, ride(50_000), distance_m=100_000.0, stays=over),
        may(2, ride(300_000, transfer="train"), stays=within(RAJASTHAN)),
        may(3, distance_m=7_000.0),
    )
    assert [each.distance_m for each in found.regions] == [20_000, 80_000]
    assert crossed(found) == [(1, 20_000, "Gujarat", "Rajasthan")]
    assert found.elsewhere_m == 7_000
