"""What holds for the gain and loss of all hills."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.measure.elevation import Rule, averaged, climbed, without_spikes
from milepost.model.track import Column

WATCH, WHOLE, PHONE = Rule(6.0, 1.0), Rule(12.0, 0.85), Rule(15.0, 5.0)
rules = st.sampled_from([WATCH, WHOLE, PHONE])
heights = st.lists(st.floats(-20, 20), min_size=5, max_size=80).map(np.cumsum)
anything = st.lists(st.floats(-400, 4000), min_size=5, max_size=60)


def sums(ele_m: Column, rule: Rule, step_m: float = 9.0) -> tuple[float, float, float, float]:
    found = climbed(np.arange(len(ele_m)) * step_m, ele_m, rule)
    assert found
    return (
        float(found.gain_m[-1]), float(found.loss_m[-1]), found.min_ele_m, found.max_ele_m
    )  # fmt: skip


@given(heights, rules)
def test_the_way_back_climbs_what_the_way_there_descends(ele: Column, rule: Rule) -> None:
    gain, loss, *ends = sums(ele, rule)
    assert sums(ele[::-1].copy(), rule) == pytest.approx((loss, gain, *ends), abs=1e-6)


@given(heights, rules, st.integers(-1000, 4000))
def test_a_constant_lifts_the_ends_and_no_climb(ele: Column, rule: Rule, lift: int) -> None:
    gain, loss, lowest, highest = sums(ele, rule)
    assert sums(ele + lift, rule) == pytest.approx(
        (gain, loss, lowest + lift, highest + lift), abs=1e-6
    )


@given(heights, rules, st.sampled_from([0.25, 0.5, 2.0, 8.0]))
def test_elevations_and_threshold_scaled_together_scale_the_climb(
    ele: Column, rule: Rule, scale: float
) -> None:
    # Far points: what is a spike depends on metres and not on the scale.
    scaled = Rule(rule.half_window_m * 100, rule.threshold_m * scale)
    unscaled = replace(rule, half_window_m=rule.half_window_m * 100)
    expected = np.array(sums(ele, unscaled, step_m=900.0)) * scale
    assert sums(ele * scale, scaled, step_m=900.0) == pytest.approx(tuple(expected), abs=1e-6)


@given(heights, rules)
def test_turning_the_hills_upside_down_swaps_gain_and_loss_but_for_the_threshold(
    ele: Column, rule: Rule
) -> None:
    gain, loss, lowest, highest = sums(ele, rule)
    down, up, lowest_below, highest_below = sums(-ele, rule)
    assert (lowest_below, highest_below) == pytest.approx((-highest, -lowest), abs=1e-6)
    turns = len(ele) * rule.threshold_m
    assert (down, up) == pytest.approx((loss, gain), abs=turns)


@given(heights, rules)
def test_climbing_on_and_on_gains_the_whole_height(ele: Column, rule: Rule) -> None:
    rising = np.sort(ele)
    gain, loss, lowest, highest = sums(rising, rule)
    assert loss == 0.0
    assert highest - lowest - rule.threshold_m - 1e-6 <= gain <= highest - lowest + 1e-6


@given(anything, st.sampled_from([WATCH, PHONE]))
def test_gain_less_loss_is_the_difference_of_the_ends(ele: list[float], rule: Rule) -> None:
    way, column = np.arange(len(ele)) * 100.0, np.array(ele)
    gain, loss, *_ = sums(column, rule, 100.0)
    smooth = averaged(way, without_spikes(way, column), rule.half_window_m)
    net_m = smooth[-1] - smooth[0]
    # Either sum may end with less than a threshold that was not yet counted.
    assert abs(gain - loss - net_m) <= 2 * rule.threshold_m + 1e-6


@given(anything)
def test_turning_round_swaps_gain_and_loss_exactly(ele: list[float]) -> None:
    gain, loss, *ends = sums(np.array(ele), WATCH, 100.0)
    back = sums(np.array(ele[::-1]), WATCH, 100.0)
    assert back == pytest.approx((loss, gain, *ends), abs=1e-6)


@given(anything, st.floats(-50, 50))
def test_lifting_the_ground_lifts_only_the_extremes(ele: list[float], lift: float) -> None:
    column = np.array(ele) + 500.0
    gain, loss, lowest, highest = sums(column, WATCH, 100.0)
    assert sums(column + lift, WATCH, 100.0) == pytest.approx(
        (gain, loss, lowest + lift, highest + lift), abs=1e-6
    )


@given(anything)
def test_gain_and_loss_are_never_negative_and_never_fall(ele: list[float]) -> None:
    found = climbed(np.arange(len(ele)) * 50.0, np.array(ele), PHONE)
    assert found
    assert found.gain_m[0] == found.loss_m[0] == 0.0
    assert (np.diff(found.gain_m) >= 0).all()
    assert (np.diff(found.loss_m) >= -1e-9).all()
    assert found.min_ele_m <= found.max_ele_m


@given(st.lists(st.integers(-8, 8), min_size=30, max_size=120), st.integers(0, 4000))
def test_on_the_grid_of_a_watch_rounding_decides_nothing(steps: list[int], lift: int) -> None:
    ele = 400 + np.cumsum(steps) * 0.2
    gain, loss, _, _ = sums(ele, WATCH, 3.0)
    assert sums(ele[::-1], WATCH, 3.0)[:2] == pytest.approx((loss, gain), abs=1e-6)
    assert sums(ele + lift * 0.1, WATCH, 3.0)[:2] == pytest.approx((gain, loss), abs=1e-6)
