"""The statistics as data."""

import json
from typing import Any

import pytest

from days import ASHA, KABIR, Told, day, plan, ride, site_of
from milepost.model.goal import Goal, Stage
from milepost.model.site import Site
from milepost.model.territory import Stay, Territory
from milepost.publish.numbers.statistics import as_json, journey_data, statistics_data

GUJARAT, NEPAL = Territory("IN", "Gujarat"), Territory("NP", "Lumbini")
MARATHON = Goal(
    "marathon",
    "Marathon",
    "distance",
    10_000.0,
    sports=("run",),
    stages=(Stage("Half", 5_000.0),),
)


def may(number: int, *activities: Any, **keys: Any) -> Told:
    return day(f"2026-05-{number:02}", *activities, **keys)


@pytest.fixture(scope="module")
def site() -> Site:
    stays = Stay(GUJARAT, 0.0, 20_000.0), Stay(NEPAL, 20_000.0, 50_000.0)
    return site_of(
        may(1, ride(50_000), night="tent", stays=stays),
        may(2, ride(80_000), ride(12_000, sport="run"), counters=(("dogs", 2.0),)),
        may(4, ride(30_000.04, transfer="ferry"), ride(10_000)),
        plans=(plan("alps", "2026-05-01", "2026-05-10", goal_m=5e5, sports=("ride",)),),
        athletes=(ASHA, KABIR),
        goals=(MARATHON,),
        today="2026-05-04",
    )


@pytest.fixture(scope="module")
def data(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_json(statistics_data(site)))
    return found


def test_it_says_its_version_and_where_the_page_is(data: dict[str, Any]) -> None:
    assert data["v"] == 1
    assert data["url"] == "https://example.org/stats/"


def test_sums_are_in_metres_and_seconds(data: dict[str, Any]) -> None:
    assert data["totals"] == {
        "distance_m": 152_000.0,
        "moving_s": 30_400.0,
        "elapsed_s": None,
        "gain_m": 40.0,
        "loss_m": None,
        "max_ele_m": None,
        "average_speed_mps": 5.0,
        "activities": 4,
    }
    assert [(each["sport"], each["distance_m"]) for each in data["by_sport"]] == [
        ("ride", 140_000),
        ("run", 12_000),
    ]
    assert [(each["month"], each["active_days"]) for each in data["by_month"]] == [
        ("2026-05", 3)
    ]
    assert data["averages"]["per_day"] == {"days": 4, "distance_m": 38_000, "gain_m": 10.0}


def test_a_journey_tells_what_counts_its_progress_and_its_outlook(data: dict[str, Any]) -> None:
    (journey,) = data["journeys"]
    assert (journey["slug"], journey["status"]) == ("alps", "under way")
    assert journey["counted"]["distance_m"] == 140_000
    assert journey["progress"]["done_m"] == 140_000
    assert journey["progress"]["along"] == "sum"
    assert journey["outlook"]["days_left"] == 6
    assert journey["records"] == data["records"]


def test_records_are_of_days_with_whole_addresses(data: dict[str, Any]) -> None:
    found = {each["kind"]: each for each in data["records"]}
    assert found["distance"]["value"] == 92_000
    assert found["distance"]["url"] == "https://example.org/journal/2026-05-02/"
    assert found["distance"]["date"] == "2026-05-02"


def test_nights_counters_territories_and_transfers_name_their_days(
    data: dict[str, Any],
) -> None:
    assert data["nights"][0]["days"][0]["date"] == "2026-05-01"
    assert data["counters"][0] == {
        "name": "dogs",
        "count": 2.0,
        "days": [
            {
                "date": "2026-05-02",
                "title": "Day 2",
                "url": "https://example.org/journal/2026-05-02/",
            }
        ],
    }
    assert [(each["country"], each["distance_m"]) for each in data["countries"]] == [
        ("IN", 20_000),
        ("NP", 30_000),
    ]
    assert data["crossings"][0]["at_m"] == 20_000
    assert data["crossings"][0]["after"] == ["NP", "Lumbini"]
    assert [(each["mode"], each["distance_m"]) for each in data["transfers"]] == [
        ("ferry", 30_000.0)
    ]


def test_goals_have_their_history_and_stages(data: dict[str, Any]) -> None:
    (goal,) = data["goals"]
    assert (goal["done"], goal["to_go"], goal["finished"]["date"]) == (12_000, 0, "2026-05-02")
    assert goal["stages"][0]["url"] == "https://example.org/journal/2026-05-02/"
    assert [each["added"] for each in goal["history"]] == [12_000]


def test_people_have_their_own_sums(data: dict[str, Any]) -> None:
    assert [(each["name"], each["distance_m"]) for each in data["by_athlete"]] == [
        ("Asha Rao", 152_000)
    ]


def test_one_journey_can_be_told_alone(site: Site, data: dict[str, Any]) -> None:
    alone = json.loads(as_json(journey_data(site, "alps")))
    assert alone == {"v": 1, **data["journeys"][0]}
    with pytest.raises(KeyError):
        journey_data(site, "andes")


def test_a_site_without_days_is_told_too() -> None:
    found = statistics_data(site_of())
    assert (found["entries"], found["eddington"], found["records"]) == (0, None, [])
    assert found["averages"] == {"per_active_day": None, "per_day": None}


def test_over_several_journeys_no_day_is_off() -> None:
    plans = plan("alps", "2025-06-01", "2025-06-30"), plan("sea", "2026-05-01", "2026-05-31")
    found = statistics_data(
        site_of(day("2025-06-01", ride(1e4)), may(3, ride(1e4)), plans=plans)
    )
    assert (found["off_days"], found["calendar_days"]) == (None, None)
    assert found["averages"]["per_day"] is None
    assert [each["off_days"] for each in found["journeys"]] == [0, 0]


def test_no_time_of_day_and_no_file_name_is_in_it(site: Site) -> None:
    text = as_json(statistics_data(site))
    assert ".gpx" not in text
    assert "T0" not in text and "T1" not in text
