import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.measure.climbs import category, climbs_of, gradients_pct, steepest_pct
from milepost.model.detail import Climb
from milepost.model.track import Column


def road(*parts: tuple[float, float], base_m: float = 400.0) -> tuple[Column, Column]:
    """Return way and elevation of a road of (length in metres, gradient in percent) parts."""
    way = np.arange(0.0, sum(length for length, _ in parts) + 1, 10.0)
    corners = np.cumsum([0.0, *(length for length, _ in parts)])
    heights = np.cumsum([base_m, *(length * pct / 100 for length, pct in parts)])
    return way, np.interp(way, corners, heights)


def climbs(*parts: tuple[float, float]) -> tuple[Climb, ...]:
    return climbs_of(*road(*parts))


FLAT = (3000.0, 0.0)


def test_a_climb_leads_from_the_foot_to_the_top() -> None:
    (climb,) = climbs(FLAT, (5000, 8), FLAT)
    assert climb.start_m == pytest.approx(3000, abs=50)
    assert climb.length_m == pytest.approx(5000, abs=100)
    assert climb.gain_m == pytest.approx(400, abs=4)
    assert climb.top_ele_m == pytest.approx(800, abs=3)
    assert climb.gradient_pct == pytest.approx(8, abs=0.2)
    assert climb.steepest_pct == pytest.approx(8, abs=0.1)
    assert climb.category == "2"


@pytest.mark.parametrize(
    ("length_m", "pct", "found"),
    [(400, 9, 0), (600, 9, 1), (3000, 2.5, 0), (3000, 3.5, 1), (550, 3, 0), (700, 4.5, 1)],
)
def test_a_climb_is_long_steep_and_high_enough(length_m: float, pct: float, found: int) -> None:
    assert len(climbs(FLAT, (length_m, pct), FLAT)) == found


@pytest.mark.parametrize("dip", [(150.0, -8.0), (700.0, 0.0), (400.0, 1.0)])
def test_a_small_dip_or_a_short_level_stretch_does_not_split_a_climb(
    dip: tuple[float, float],
) -> None:
    (climb,) = climbs(FLAT, (3000, 7), dip, (3000, 7), FLAT)
    assert climb.length_m == pytest.approx(6000 + dip[0], abs=100)


def test_the_dip_that_a_climb_can_have_grows_with_it() -> None:
    dip = (600.0, -6.0)
    assert len(climbs(FLAT, (1500, 7), dip, (1500, 7), FLAT)) == 2
    assert len(climbs(FLAT, (8000, 7), dip, (8000, 7), FLAT)) == 1


def test_a_small_climb_may_have_a_dip_too() -> None:
    assert len(climbs(FLAT, (700, 6), (600, 0), (700, 6), FLAT)) == 1


def test_two_passes_with_a_valley_between_are_two_climbs() -> None:
    first, second = climbs(FLAT, (6000, 7), (3000, -7), (6000, 7), FLAT)
    assert first.gain_m == pytest.approx(420, abs=4)
    assert second.start_m == pytest.approx(12_000, abs=50)


def test_a_bump_in_a_dip_does_not_split_a_climb() -> None:
    bump = [(200.0, -8.0), (300.0, 5.0), (250.0, -8.0)]
    assert len(climbs(FLAT, (5000, 8), *bump, (5000, 8), FLAT)) == 1


def test_a_bump_after_the_top_is_not_part_of_the_climb() -> None:
    (climb,) = climbs(FLAT, (5000, 8), (500, -6), (400, 5), (4000, -5))
    assert climb.start_m + climb.length_m == pytest.approx(8000, abs=50)


@pytest.mark.parametrize("valley", [(8000.0, 1.0), (8000.0, 1.9), (8000.0, 2.2)])
def test_a_valley_road_before_and_behind_a_climb_is_not_part_of_it(
    valley: tuple[float, float],
) -> None:
    (climb,) = climbs(valley, (4000, 8), valley)
    assert climb.start_m == pytest.approx(8000, abs=75)
    assert climb.length_m == pytest.approx(4000, abs=150)


def test_a_gentle_climb_with_a_gentler_middle_is_one() -> None:
    (climb,) = climbs(FLAT, (800, 4.2), (500, 2.2), (600, 4.1), FLAT)
    assert climb.length_m == pytest.approx(1900, abs=150)


def test_a_steep_ramp_in_a_gentle_valley_is_a_climb_of_its_own() -> None:
    (climb,) = climbs((10_000, 2.4), (1500, 7), (10_000, 2.4))
    assert climb.start_m == pytest.approx(10_000, abs=50)
    assert climb.length_m == pytest.approx(1500, abs=100)


def test_the_steepest_part_is_found() -> None:
    (climb,) = climbs(FLAT, (2000, 5), (300, 14), (2000, 5), FLAT)
    assert climb.steepest_pct == pytest.approx(14, abs=0.3)


def test_a_wall_elsewhere_is_not_the_steepest_part_of_a_climb() -> None:
    (climb,) = climbs(FLAT, (150, 20), FLAT, (2000, 5), FLAT)
    assert climb.steepest_pct == pytest.approx(5, abs=0.1)


def test_a_descent_is_no_climb_and_turned_round_it_is_one() -> None:
    way, ele = road(FLAT, (5000, -8), FLAT)
    assert climbs_of(way, ele) == ()
    assert len(climbs_of(way, ele[::-1])) == 1


def test_rolling_land_has_no_climbs() -> None:
    assert climbs(*[(300.0, 4.0), (300.0, -4.0)] * 20) == ()


def test_noise_of_a_receiver_on_level_ground_is_no_climb() -> None:
    random = np.random.default_rng(5)
    noise = np.zeros(20_000)
    for n in range(1, 20_000):  # 3 m, forgotten within 500 m of way
        noise[n] = 0.98 * noise[n - 1] + np.sqrt(1 - 0.98**2) * random.normal(0, 3)
    assert climbs_of(np.arange(20_000) * 10.0, 300 + noise) == ()


def test_noise_changes_little_of_a_climb() -> None:
    way, ele = road(FLAT, (5000, 8), FLAT)
    noisy = ele + np.random.default_rng(5).normal(0, 2, len(ele))
    (clear,), (found,) = climbs_of(way, ele), climbs_of(way, noisy)
    assert found.gain_m == pytest.approx(clear.gain_m, abs=8)
    assert found.start_m == pytest.approx(clear.start_m, abs=150)
    assert found.steepest_pct == pytest.approx(8, abs=3)


def test_missing_elevations_are_skipped() -> None:
    way, ele = road(FLAT, (5000, 8), FLAT)
    holed = ele.copy()
    holed[::3] = holed[500:560] = np.nan
    (whole,), (found,) = climbs_of(way, ele), climbs_of(way, holed)
    assert found.gain_m == pytest.approx(whole.gain_m, abs=1)
    assert found.length_m == pytest.approx(whole.length_m, abs=50)


@pytest.mark.parametrize("points", [0, 1, 2, 5])
def test_without_elevations_there_are_no_climbs(points: int) -> None:
    way = np.arange(points) * 500.0
    assert climbs_of(way, np.full(points, np.nan)) == ()
    assert climbs_of(way * 0, np.arange(points) * 100.0) == ()


def test_a_lift_during_a_pause_is_no_part_of_a_climb() -> None:
    way, ele = road(FLAT, (2000, 8), (2000, 8), FLAT)
    ele[500:] += 600.0
    lower, upper = climbs_of(way, ele)
    assert lower.gain_m + upper.gain_m == pytest.approx(320, abs=10)


def test_the_drift_of_a_barometer_during_a_rest_is_no_wall() -> None:
    way, ele = road(FLAT, (5000, 8), FLAT)
    rested = np.insert(way, 500, way[500]), np.insert(ele, 500, ele[500])
    rested[1][501:] += 12.0
    (climb,) = climbs_of(*rested)
    assert climb.steepest_pct == pytest.approx(8, abs=0.3)


def test_no_climb_is_steeper_than_its_steepest_part() -> None:
    way, ele = road(FLAT, (600, 3), FLAT)
    ele[330:] += 20.0  # which the gradient does not see
    (climb,) = climbs_of(way, ele)
    assert climb.steepest_pct >= climb.gradient_pct


def test_a_wrong_first_elevation_hardly_moves_the_foot() -> None:
    way, ele = road((5000, 8), FLAT)
    ele[0] += 20.0
    (climb,) = climbs_of(way, ele)
    assert climb.start_m < 30


@pytest.mark.parametrize(
    ("gain_m", "name"),
    [(79, ""), (81, "4"), (159, "4"), (161, "3"), (321, "2"), (641, "1"), (801, "HC")],
)
def test_the_category_depends_on_length_times_gradient(gain_m: float, name: str) -> None:
    assert category(10_000, gain_m / 100) == name


def test_the_gradient_of_an_even_slope_is_exact_everywhere() -> None:
    assert gradients_pct(*road((2000, 7))) == pytest.approx(7)


def test_the_gradient_is_that_of_the_way_close_by() -> None:
    gradient = gradients_pct(*road((1000, 6), (1000, -4)))
    assert gradient[:95] == pytest.approx(6)
    assert gradient[106:] == pytest.approx(-4)
    assert gradient[100] == pytest.approx(1)


def test_the_ends_have_the_gradient_of_half_a_window_inside() -> None:
    gradient = gradients_pct(*road((60, 0), (880, 6), (60, -2)))
    assert gradient[:6] == pytest.approx(gradient[5])
    assert gradient[-6:] == pytest.approx(gradient[-6])


def test_the_gradient_is_unknown_where_elevations_are() -> None:
    way, ele = road((10_000, 5))
    ele[:100] = ele[400:700] = ele[990:] = np.nan
    unknown = np.isnan(gradients_pct(way, ele))
    assert np.array_equal(unknown, np.isnan(ele))
    assert np.isnan(gradients_pct(way[:5], way[:5])).all()


def test_a_short_hole_in_the_elevations_is_bridged() -> None:
    way, ele = road((2000, 5))
    ele[50:60] = np.nan
    assert gradients_pct(way, ele) == pytest.approx(5)


def test_the_steepest_hundred_metres_of_a_way() -> None:
    assert steepest_pct(*road(FLAT, (300, 12), FLAT)) == pytest.approx(12, abs=0.1)
    assert steepest_pct(*road((1000, -5))) == pytest.approx(-5)
    assert steepest_pct(np.arange(100.0), np.full(100, np.nan)) is None


parts = st.lists(
    st.tuples(st.integers(2, 60), st.integers(-110, 110)), min_size=1, max_size=12
).map(lambda found: [(length * 100.0, tenths / 10 + 0.0137) for length, tenths in found])


def same(one: tuple[Climb, ...], other: tuple[Climb, ...]) -> bool:
    keys = ("start_m", "length_m", "gain_m", "steepest_pct")
    rows = [[[getattr(climb, key) for key in keys] for climb in each] for each in (one, other)]
    return len(one) == len(other) and np.allclose(rows[0], rows[1], atol=1e-4)


@given(parts, st.integers(-400, 4000))
def test_how_high_the_land_lies_changes_no_climb(
    land: list[tuple[float, float]], shift_m: int
) -> None:
    way, ele = road(*land)
    assert same(climbs_of(way, ele + shift_m), climbs_of(way, ele))


@given(parts)
def test_more_points_on_the_same_line_change_nothing(land: list[tuple[float, float]]) -> None:
    way, ele = road(*land)
    denser = np.sort(np.concatenate([way, way[:-1] + 2.5, way[:-1] + 5]))
    assert same(climbs_of(denser, np.interp(denser, way, ele)), climbs_of(way, ele))
    assert np.interp(way, denser, gradients_pct(denser, np.interp(denser, way, ele))) == (
        pytest.approx(gradients_pct(way, ele), abs=1e-6)
    )


@given(parts)
def test_standing_still_changes_nothing(land: list[tuple[float, float]]) -> None:
    way, ele = road(*land)
    counts = np.where(np.arange(len(way)) % 7 == 3, 40, 1)
    assert same(climbs_of(way.repeat(counts), ele.repeat(counts)), climbs_of(way, ele))


@given(parts)
def test_the_land_turned_over_and_round_has_the_same_climbs(
    land: list[tuple[float, float]],
) -> None:
    way, ele = road(*land)
    there = climbs_of(way, ele)
    back = climbs_of(way[-1] - way[::-1], -ele[::-1])
    ends = [(way[-1] - climb.start_m - climb.length_m, climb.gain_m) for climb in back]
    assert np.allclose([(c.start_m, c.gain_m) for c in there], ends[::-1], atol=1e-4)


@given(parts)
def test_climbs_follow_one_another_and_are_worth_the_name(
    land: list[tuple[float, float]],
) -> None:
    way, ele = road(*land)
    end_m = 0.0
    for climb in climbs_of(way, ele):
        assert climb.start_m >= end_m
        end_m = climb.start_m + climb.length_m
        assert climb.length_m >= 500
        assert climb.steepest_pct >= climb.gradient_pct >= 3 - 1e-6
        assert climb.top_ele_m <= ele.max() + 1e-6
    assert end_m <= way[-1] + 1e-6
