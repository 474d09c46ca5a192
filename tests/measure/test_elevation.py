"""What a way climbs and descends."""

from dataclasses import dataclass

import numpy as np
import pytest

from builders import WAY, hill
from milepost.measure.elevation import Rule, averaged, climbed, rule_for, source_of
from milepost.model.detail import ElevationSource
from milepost.model.track import Column

WATCH, PHONE = Rule(6.0, 1.0), Rule(15.0, 5.0)
RULES = pytest.mark.parametrize("rule", [WATCH, PHONE], ids=["watch", "phone"])


@dataclass(frozen=True)
class Sum:
    """What a whole segment climbs."""

    gain_m: float
    loss_m: float
    min_ele_m: float
    max_ele_m: float


def summed(way: Column, ele_m: Column, rule: Rule) -> Sum | None:
    found = climbed(way, ele_m, rule)
    if found is None:
        return None
    return Sum(
        float(found.gain_m[-1]), float(found.loss_m[-1]), found.min_ele_m, found.max_ele_m
    )


def climb(ele_m: Column, rule: Rule = PHONE) -> Sum:
    found = summed(WAY[: len(ele_m)], ele_m, rule)
    assert found
    return found


@pytest.mark.parametrize(("rule", "within_m"), [(WATCH, 3), (PHONE, 12)])
def test_a_hill_is_climbed_once(rule: Rule, within_m: float) -> None:
    found = climb(hill(300), rule)
    assert found.gain_m == pytest.approx(300, abs=within_m)
    assert found.loss_m == pytest.approx(300, abs=within_m)
    assert found.min_ele_m == pytest.approx(500, abs=3)
    assert found.max_ele_m == pytest.approx(800, abs=1)


def test_level_ground_is_a_gain_of_zero_and_not_unknown() -> None:
    found = climb(np.full(2000, 320.0))
    assert (found.gain_m, found.loss_m) == (0.0, 0.0)


@pytest.mark.parametrize(("rule", "spread_m"), [(WATCH, 0.4), (PHONE, 2.5)])
def test_jitter_is_no_climb(rule: Rule, spread_m: float) -> None:
    jitter = np.random.default_rng(3).normal(0, spread_m, 2000)
    found = climb(500 + jitter, rule)
    assert found.gain_m == pytest.approx(0, abs=2)
    assert found.loss_m == pytest.approx(0, abs=2)


def test_a_standing_barometer_does_not_climb() -> None:
    way = np.concatenate([WAY[:200], np.full(600, WAY[199]), WAY[200:400]])
    drift = np.zeros(1000)
    drift[200:800] = 2.0 * np.sin(np.arange(600) / 20)
    found = summed(way, 500 + drift, WATCH)
    assert found
    assert found.gain_m == pytest.approx(0, abs=1.5)


def test_small_waves_count_for_a_barometer_only() -> None:
    waves = 500 + 2.0 * np.sin(2 * np.pi * WAY / 500)  # 20 waves of 4 m
    assert 35 < climb(waves, WATCH).gain_m <= 80
    assert climb(waves, PHONE).gain_m == 0.0


@pytest.mark.parametrize("length", [1, 2])
def test_holes_to_sea_level_do_not_count(length: int) -> None:
    holed = hill(100)
    for at in (50, 700, 1500):
        holed[at : at + length] = 0.0
    found, whole = climb(holed), climb(hill(100))
    assert found.gain_m == pytest.approx(whole.gain_m, abs=6)
    assert found.min_ele_m == pytest.approx(whole.min_ele_m, abs=3)


def test_a_run_of_wrong_elevations_does_not_count() -> None:
    holed = hill(100)
    holed[900:906] = 0.0
    assert climb(holed).gain_m == pytest.approx(100, abs=12)


def test_a_lone_spike_is_not_the_highest_point() -> None:
    spiked = hill(100)
    spiked[1000] = 4000.0
    found = climb(spiked)
    assert found.max_ele_m == pytest.approx(600, abs=2)
    assert found.gain_m == pytest.approx(100, abs=12)


def test_unknown_elevation_is_none_and_not_zero() -> None:
    nothing = np.full(2000, np.nan)
    assert source_of(nothing) == "none"
    assert climbed(WAY, nothing, PHONE) is None


def test_too_few_known_elevations_tell_nothing() -> None:
    ele = np.full(2000, np.nan)
    ele[:900] = 500.0
    few = np.array([1.0, 2.0, 3.0, 4.0])
    assert climbed(WAY, ele, PHONE) is None
    assert climbed(WAY[:4], few, PHONE) is None
    assert source_of(ele) == source_of(few) == "none"


def test_some_missing_elevations_are_bridged() -> None:
    ele = hill(300)
    ele[::3] = np.nan
    assert climb(ele).gain_m == pytest.approx(300, abs=12)


def test_turning_round_swaps_gain_and_loss() -> None:
    ele = hill(300) + WAY / 50
    there, back = climb(ele), climb(ele[::-1])
    assert back.gain_m == pytest.approx(there.loss_m, abs=6)
    assert back.loss_m == pytest.approx(there.gain_m, abs=6)


@RULES
def test_turning_round_a_noisy_way_swaps_gain_and_loss(rule: Rule) -> None:
    ele = hill(300) + np.cumsum(np.random.default_rng(5).normal(0, 0.4, 2000))
    there, back = climb(ele, rule), climb(ele[::-1], rule)
    assert (back.gain_m, back.loss_m) == pytest.approx((there.loss_m, there.gain_m), abs=1e-6)


def test_a_rise_counts_once_it_leaves_the_turning_point_by_more_than_the_threshold() -> None:
    way = np.arange(7) * 100.0
    found = climbed(way, np.array([500, 501, 500.5, 502, 501.2, 500.9, 503.0]), WATCH)
    assert found
    assert found.gain_m.tolist() == pytest.approx([0, 0, 0, 1.75, 1.75, 1.75, 3.85])
    assert found.loss_m[-1] == pytest.approx(1.1)


def test_gain_and_loss_are_known_up_to_each_point() -> None:
    up_and_down = climbed(WAY, hill(300), WATCH)
    assert up_and_down
    assert up_and_down.gain_m[1000] == pytest.approx(300, abs=2)
    assert up_and_down.loss_m[1000] == pytest.approx(0, abs=2)
    assert up_and_down.gain_m[500] == pytest.approx(300 * np.sin(np.pi / 4), abs=2)
    assert up_and_down.loss_m[1500] == pytest.approx(300 * (1 - np.sin(np.pi / 4)), abs=2)


def test_where_the_elevation_is_missing_nothing_is_gained() -> None:
    ele = hill(300)
    ele[:5] = ele[300:400] = np.nan
    found = climbed(WAY, ele, WATCH)
    assert found
    assert len(found.gain_m) == len(WAY)
    assert found.gain_m[:6].tolist() == [0.0] * 6
    assert np.ptp(found.gain_m[300:400]) == 0.0
    assert np.ptp(found.loss_m[300:400]) == 0.0
    assert found.gain_m[-1] == pytest.approx(300, abs=5)


def test_half_of_the_elevations_are_enough() -> None:
    ele = hill(300)
    ele[1::2] = np.nan
    assert climb(ele, WATCH).gain_m == pytest.approx(300, abs=3)
    assert source_of(ele) == "phone"


def test_five_elevations_are_enough() -> None:
    assert climbed(WAY[:5], np.arange(5.0), WATCH) is not None
    assert source_of(np.arange(5.0)) == "phone"


def test_the_mean_is_over_a_window_of_way_on_either_side() -> None:
    way, ele = np.array([0.0, 4.0, 10.0, 11.0, 30.0]), np.array([0.0, 8.0, 4.0, 2.0, 9.0])
    means = averaged(way, ele, 6.0)
    assert means.tolist() == pytest.approx([4.0, 4.0, 14 / 3, 3.0, 9.0])


@pytest.mark.parametrize(
    ("source", "grid", "rule"),
    [
        ("watch", 0.2, Rule(6.0, 1.0)),
        ("watch", 0.5, Rule(6.0, 1.0)),
        ("watch", 1.0, Rule(12.0, 0.85)),
        ("watch", 0.01, Rule(6.0, 1.0)),
        ("phone", 1.0, Rule(15.0, 5.0)),
        ("phone", 0.01, Rule(15.0, 5.0)),
    ],
)
def test_the_rule_follows_the_source_and_the_grid(
    source: ElevationSource, grid: float, rule: Rule
) -> None:
    assert rule_for(source, np.round(hill(300) / grid) * grid) == rule


def test_whole_metres_climb_like_finer_ones() -> None:
    waves = 500 + 20 * np.sin(2 * np.pi * WAY / 1000)
    fine, whole = np.round(waves / 0.2) * 0.2, np.round(waves)
    found = climb(whole, rule_for("watch", whole)).gain_m
    assert found == pytest.approx(climb(fine, WATCH).gain_m, rel=0.03)
