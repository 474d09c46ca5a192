from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.measure.sports import CARRIERS, SPORTS, sport_of, transfer_of
from milepost.model.journal import TRANSFERS

WORDS = {
    "run": ["running", "Run", "street_running", "jogging", "Morning Run", "marathon", "9"],
    "trail-run": ["trail_running", "Trail Run", "trailrun"],
    "hike": ["hiking", "hike", "Hike up the hill", "trekking", "mountaineering", "4"],
    "walk": ["walking", "Walk", "stroll", "10"],
    "ride": [
        "cycling", "Ride", "biking", "mountain_biking", "gravel_cycling", "road_biking", "MTB",
        "e_bike_ride", "Riding to Delhi", "velo", "1",
    ],
    "ski": ["skiing", "backcountry_ski", "Snowboard", "7"],
    "paddle": ["paddling", "kayaking", "canoeing", "rowing", "SUP"],
    "swim": ["swimming", "open_water_swimming", "16"],
    "other": ["motorcycling", "motor_biking"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "sport"), [(word, sport) for sport, words in WORDS.items() for word in words]
)
def test_a_word_tells_its_sport(word: str, sport: str) -> None:
    assert sport_of(word) == sport


@pytest.mark.parametrize("word", ["", "  ", "Tuesday", "91", "yoga", "track 3", "ACTIVITY_12"])
def test_other_words_tell_nothing(word: str) -> None:
    assert sport_of(word) is None


@pytest.mark.parametrize("sport", [sport for sport in SPORTS if sport != "other"])
def test_every_key_of_the_table_is_its_own_word(sport: str) -> None:
    assert sport_of(sport) == sport


@given(st.text())
def test_any_word_at_all_gives_a_key_of_the_table_or_nothing(word: str) -> None:
    assert sport_of(word) in {*SPORTS, None}


@pytest.mark.parametrize("sport", SPORTS.values(), ids=SPORTS.keys())
def test_the_limits_of_a_sport_are_in_order(sport) -> None:
    assert 0 < sport.slowest_mps < sport.fastest_stop_mps < sport.possible_mps
    assert sport.pause_s > 0
    assert sport.stop_s < 60 < sport.stay_s
    assert 0 <= sport.stop_smoothing_s <= sport.smoothing_s < 3
    assert sport.top_speed_s in (15.0, 30.0)
    assert sport.stop_s > 0


def test_who_walks_or_climbs_may_stay_on_one_spot() -> None:
    resting = {key for key, sport in SPORTS.items() if sport.stay_s < inf}
    assert resting == {"run", "ride"}


def test_walks_hikes_and_swims_show_no_top_speed() -> None:
    silent = {key for key, sport in SPORTS.items() if not sport.shows_top_speed}
    assert silent == {"hike", "walk", "swim"}


def test_pace_is_for_those_on_foot() -> None:
    afoot = {key for key, sport in SPORTS.items() if sport.on_foot}
    assert afoot == {"run", "trail-run", "hike", "walk"}


@pytest.mark.parametrize(
    ("word", "mode"),
    [
        ("Ferry", "ferry"), ("boat", "ferry"), ("IN_TRAIN", "train"), ("metro", "train"),
        ("coach", "bus"), ("driving", "car"), ("hitchhike", "car"), ("Cable-Car", "lift"),
        ("gondola", "lift"), ("flight", "plane"),
    ],
)  # fmt: skip
def test_a_word_tells_what_carried_somebody(word: str, mode: str) -> None:
    assert transfer_of(word) == mode


@pytest.mark.parametrize("word", ["", "rowing boat", "sailing", "cycling", "9", "training"])
def test_other_words_tell_of_no_transfer(word: str) -> None:
    assert transfer_of(word) is None


def test_every_transfer_has_its_words() -> None:
    assert {*CARRIERS.values()} == {*TRANSFERS}
    assert [transfer_of(mode) for mode in TRANSFERS] == [*TRANSFERS]
