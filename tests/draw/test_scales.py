import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.draw.scales import (
    IMPERIAL,
    METRIC,
    Unit,
    plain,
    round_above,
    round_below,
    round_length,
    ticks,
)


@given(st.floats(1e-6, 1e9))
def test_round_numbers_enclose_the_value(value):
    below, above = round_below(value), round_above(value)
    assert below <= value * 1.00001
    assert above >= value * 0.99999
    assert above <= below * 2.51


@pytest.mark.parametrize(
    ("limit_m", "units", "length"),
    [
        (37_000, METRIC, "20 km"),
        (600, METRIC, "0.5 km"),
        (430, METRIC, "200 m"),
        (37_000, IMPERIAL, "20 mi"),
        (300, IMPERIAL, "500 ft"),
    ],
)
def test_lengths_are_round_in_the_readers_units(limit_m, units, length):
    unit, count = round_length(limit_m, units)
    assert f"{plain(count)} {unit.sign}" == length


def test_decimals_are_written_as_the_reader_does():
    assert Unit("km", 1000.0, ",").plain(0.5) == "0,5"


def test_ticks_include_both_ends():
    assert ticks(-100, 200, 100) == (-100, 0, 100, 200)


def test_a_minus_is_a_minus_sign():
    assert plain(-50.0) == "−50"
