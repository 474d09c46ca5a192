"""Numbers and dates in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.publish.text import Words, is_foot

WORDS = Words()
IMPERIAL = Words(imperial=True)


def plain(words: object) -> str:
    return str(words).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("metres", "said"),
    [(0, "0.0 km"), (42_195, "42.2 km"), (999_949, "999.9 km"), (999_951, "1,000 km"),
     (1_012_345, "1,012 km"), (None, "–")],
)  # fmt: skip
def test_distance_has_a_decimal_below_a_thousand(metres: float | None, said: str) -> None:
    assert plain(WORDS.distance(metres)) == said


def test_miles_and_feet_for_imperial_sites() -> None:
    assert plain(IMPERIAL.distance(16_093.44)) == "10.0 mi"
    assert plain(IMPERIAL.elevation(304.8)) == "1,000 ft"
    assert plain(IMPERIAL.speed(10)) == "22.4 mph"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 min"), (59.9 * 60, "1 h 0 min"), (3600 + 59.6 * 60, "2 h 0 min"),
     (18_720, "5 h 12 min"), (None, "–")],
)  # fmt: skip
def test_minutes_never_reach_sixty(seconds: float | None, said: str) -> None:
    assert plain(WORDS.duration(seconds)) == said


@given(st.floats(0.3, 12))
def test_pace_never_shows_sixty_seconds(mps: float) -> None:
    minutes, seconds = WORDS.pace(mps).value.split(":")
    assert int(seconds) < 60
    assert abs(int(minutes) * 60 + int(seconds) - 1000 / mps) <= 0.5


def test_pace_of_standing_is_unknown() -> None:
    assert plain(WORDS.pace(0)) == "–"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "7 December 2021"), ("de", "7 Dezember 2021"), ("hi", "7 दिसंबर 2021")],
)  # fmt: skip
def test_dates_follow_the_language(language: str, said: str) -> None:
    assert Words(language).long_date(date(2021, 12, 7)) == said


def test_numbers_follow_the_language() -> None:
    assert plain(Words("de").distance(1_234_567)) == "1.235 km"
    assert plain(Words("pt-BR").distance(12_345)) == "12,3 km"


def test_no_number_is_minus_zero() -> None:
    assert WORDS.number(-0.04, 1) == "0.0"


def test_pace_belongs_to_foot_sports() -> None:
    assert is_foot("run")
    assert is_foot("hike")
    assert not is_foot("ride")
    assert not is_foot("unheard-of")
