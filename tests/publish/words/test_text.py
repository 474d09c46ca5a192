"""Numbers and dates in words."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.publish.words.quantities import quantity, unit_forms
from milepost.publish.words.text import Words, is_foot

WORDS = Words()
BOTH = Words(both=True)
LANGUAGES = ("en", "hi", "de", "fr", "es", "it", "nl", "pt", "pl", "ja", "ar", "he", "fa")
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
    [(0, "0 s"), (42.4, "42 s"), (59.6, "1 min"), (59.9 * 60, "1 h 0 min"),
     (3600 + 59.6 * 60, "2 h 0 min"), (18_720, "5 h 12 min"), (None, "–")],
)  # fmt: skip
def test_minutes_never_reach_sixty(seconds: float | None, said: str) -> None:
    assert plain(WORDS.duration(seconds)) == said


@given(st.floats(0, 1e7), st.booleans())
def test_no_clock_and_no_duration_ever_shows_sixty(seconds: float, imperial: bool) -> None:
    words = Words(imperial=imperial)
    *hours, minutes, rest = words.clock(seconds).split(":")
    assert len(rest) == 2
    assert int(rest) < 60
    assert not hours or (len(minutes) == 2 and int(minutes) < 60)
    told_s = 3600 * int(hours[0] if hours else 0) + 60 * int(minutes) + int(rest)
    assert abs(told_s - seconds) <= 0.5
    assert int(words.duration(seconds).replace("\xa0", " ").split(" ")[-2]) < 60


@given(st.floats(0.05, 12))
def test_a_pace_in_miles_never_shows_sixty_seconds(mps: float) -> None:
    minutes, seconds = IMPERIAL.pace(mps).value.split(":")
    assert int(seconds) < 60
    assert abs(int(minutes) * 60 + int(seconds) - 1609.344 / mps) <= 0.5


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0:00"), (9.4, "0:09"), (599.7, "10:00"), (2832, "47:12"), (3599.5, "1:00:00"),
     (3789, "1:03:09"), (90_000, "25:00:00"), (None, "–")],
)  # fmt: skip
def test_a_clock_carries_over(seconds: float | None, said: str) -> None:
    assert WORDS.clock(seconds) == said


@given(st.floats(0.3, 12))
def test_pace_never_shows_sixty_seconds(mps: float) -> None:
    minutes, seconds = WORDS.pace(mps).value.split(":")
    assert int(seconds) < 60
    assert abs(int(minutes) * 60 + int(seconds) - 1000 / mps) <= 0.5


def test_pace_of_standing_is_unknown() -> None:
    assert plain(WORDS.pace(0)) == "–"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "7 December 2021"), ("de", "7. Dezember 2021"), ("hi", "7 दिसंबर 2021")],
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


@pytest.mark.parametrize(
    ("language", "said"), [("en", "8.1%"), ("de", "8,1 %"), ("tr", "%8,1"), ("pt-BR", "8,1%")]
)
def test_percent_follows_the_language(language: str, said: str) -> None:
    assert plain(Words(language).percent(8.14)) == said


def test_percent_has_the_decimals_it_is_asked_for() -> None:
    assert WORDS.percent(0.8, 2) == "0.80%"
    assert WORDS.percent(90, 0) == "90%"
    assert WORDS.percent(-0.04) == "0.0%"
    assert WORDS.percent(None) == "–"


def test_how_far_a_number_is_off_is_told_in_its_unit() -> None:
    assert WORDS.off_by(5.18, "%") == "5.18%"
    assert plain(WORDS.off_by(1.1, "m")) == "1.1 m"
    assert plain(IMPERIAL.off_by(3.048, "m")) == "10.0 ft"


def test_sensors_have_their_units() -> None:
    said = (WORDS.beats(142.4), WORDS.cadence(84.6), WORDS.watts(210.2), WORDS.energy(1954.3))
    assert [plain(each) for each in said] == ["142 bpm", "85 /min", "210 W", "1,954 kcal"]


def test_degrees_are_those_of_the_reader() -> None:
    assert plain(WORDS.degrees(18.4)) == "18 °C"
    assert plain(WORDS.degrees(-0.2)) == "0 °C"
    assert plain(IMPERIAL.degrees(18.4)) == "65 °F"
    assert plain(IMPERIAL.degrees(None)) == "–"


def test_an_estimate_says_so() -> None:
    assert plain(WORDS.roughly(71_000, True)) == "approx. 71.0 km"
    assert plain(WORDS.roughly(71_000, False)) == "71.0 km"
    assert plain(WORDS.roughly(None, True)) == "–"


@pytest.mark.parametrize(
    ("count", "said"),
    [(3, "1 kB"), (12_345, "12 kB"), (999_499, "999 kB"), (999_500, "1.0 MB")],
)
def test_a_size_is_told_in_kilobytes(count: int, said: str) -> None:
    assert str(Words().size(count)).replace("\xa0", " ") == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("hi", "12,34,567 कि॰मी॰"), ("ar", "1,234,567 كم"), ("pl", "1 234 567 km"),
     ("en-IN", "12,34,567 km"), ("ja", "1,234,567 km"), ("he", "1,234,567 ק״מ")],
)  # fmt: skip
def test_units_and_groups_of_digits_follow_the_language(language: str, said: str) -> None:
    assert plain(Words(language).milestone(1_234_567_000)) == said


@pytest.mark.parametrize(
    ("language", "said"), [("es", "1234"), ("pl", "1234"), ("pt", "1.234"), ("de", "1.234"),
                           ("pt-PT", "1234"), ("es-MX", "1,234"), ("it", "1234")],
)  # fmt: skip
def test_four_digits_stay_together_where_that_is_done(language: str, said: str) -> None:
    words = Words(language)
    assert words.number(1234, 0) == said
    assert len(words.number(12_345, 0)) == 6


def test_a_unit_bends_as_its_number_asks() -> None:
    said = [plain(quantity(value, 0, "mi", "pl")) for value in (1, 2, 5)]
    assert said == ["1 mila", "2 mile", "5 mil"]
    assert unit_forms("mi", "pl")["many"] == "mil"


def test_english_units_are_the_same_everywhere() -> None:
    assert plain(Words("en-IN").speed(10)) == "36.0 km/h"


def test_a_pace_is_for_a_kilometre_in_the_language() -> None:
    assert plain(Words("hi").pace(2.5)) == "6:40 /कि॰मी॰"


def test_a_site_may_show_both_kinds_of_units() -> None:
    said = [
        BOTH.distance(100_000).full, BOTH.elevation(1000).full, BOTH.speed(10).full,
        BOTH.pace(2.5).full, BOTH.roughly(1000, True, full=True), BOTH.elevation(None).full,
    ]  # fmt: skip
    assert [re.sub("[\xa0\u202f]", " ", text) for text in said] == [
        "100.0 km (62.1 mi)", "1,000 m (3,281 ft)", "36.0 km/h (22.4 mph)",
        "6:40 /km (10:44 /mi)", "approx. 1.0 km (0.6 mi)", "–",
    ]  # fmt: skip
    assert plain(BOTH.distance(100_000)) == "100.0 km"  # within a sentence
    assert WORDS.speed(10).full == str(WORDS.speed(10))


@given(
    st.sampled_from(LANGUAGES),
    st.booleans(),
    st.floats(0, 1e12) | st.floats(-1e6, 0) | st.just(float(10**15)),
)
def test_any_quantity_is_written_in_any_language(
    language: str, imperial: bool, value: float
) -> None:
    words = Words(language, imperial, both=not imperial)
    said = [
        words.distance(value).full, words.elevation(value).full, words.speed(value).full,
        words.pace(value).full, str(words.degrees(value)), str(words.beats(value)),
        str(words.watts(value)), str(words.energy(value)), words.duration(abs(value)),
        words.percent(value), words.off_by(value, "m"), words.count(value),
    ]  # fmt: skip
    for text in said:
        assert text == text.strip()
        assert "{" not in text
        assert not any(digit.isdigit() and not digit.isascii() for digit in text)


def test_names_are_listed_as_the_language_does() -> None:
    names = ["A", "B", "C"]
    assert [WORDS.listed(names[:count]) for count in range(4)] == [
        "", "A", "A and B", "A, B and C",
    ]  # fmt: skip


def test_sports_in_a_row_begin_with_a_capital() -> None:
    assert WORDS.sports(("trail-run", "ride", "swim")) == "Trail run, ride and swim"


def test_languages_beside_each_other_keep_their_own_names_of_months() -> None:
    day = date(2021, 12, 7)
    said = [Words(language).month(day) for language in ("he", "hi", "sv", "fa", "zh")]
    assert said == ["דצמ׳", "दिस॰", "dec.", "دسامبر", "12月"]
    assert Words("pl").month_of_year(day) == "grudzień 2021"  # not "grudnia"
