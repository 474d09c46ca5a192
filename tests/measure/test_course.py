"""What the lines of a day say of where it led."""

import math

import pytest

from grounds import METRES_A_DEGREE, Ground, Town, straight, trace
from milepost.measure.course import course_of
from milepost.measure.places import index_of
from milepost.model.place import Course, Trace

KM = 1000 / METRES_A_DEGREE
SCALE = math.cos(math.radians(46.0))
HOME = Town("Home", 46.0, 8.0, 20_000)
FAR = Town("Far", 46.0 + 30 * KM, 8.0, 20_000)


def course(*points: tuple[float, float], towns: tuple[Town, ...] = (HOME, FAR)) -> Course:
    ground = Ground(towns)
    return course_of(trace(*points), index_of(ground.places), ground)


def spot(north_km: float, east_km: float) -> tuple[float, float]:
    return 46.0 + north_km * KM, 8.0 + east_km * KM / SCALE


def circle(radius_km: float, laps: int = 1) -> list[tuple[float, float]]:
    turns = [laps * 2 * math.pi * n / (200 * laps) for n in range(200 * laps + 1)]
    return [spot(radius_km * math.sin(t), radius_km * (1 - math.cos(t))) for t in turns]


def test_nothing_is_known_of_a_day_without_a_line() -> None:
    ground = Ground((HOME,))
    assert course_of(Trace((), ()), index_of(ground.places), ground) == Course()


def test_a_way_from_here_to_there_goes_one_way() -> None:
    found = course(*straight(spot(0, 0), spot(30, 0)))
    assert found.shape == "one-way"
    assert found.start and found.end
    assert (found.start.name, found.end.name) == ("Home", "Far")
    assert found.turn is None
    assert not found.inside


@pytest.mark.parametrize(
    ("north", "east", "heading"),
    [(10, 0, 0), (10, 10, 45), (0, 10, 90), (-10, 0, 180), (0, -10, 270), (10, -10, 315)],
)
def test_the_heading_is_that_of_the_map(north: float, east: float, heading: float) -> None:
    found = course(*straight(spot(0, 0), spot(north, east)))
    assert found.heading_deg is not None
    assert abs((found.heading_deg - heading + 180) % 360 - 180) < 1


def test_across_the_antimeridian_east_is_east() -> None:
    found = course((-17.0, 179.9), (-17.0, -179.9))
    assert found.heading_deg == pytest.approx(90, abs=0.1)


def test_a_way_that_winds_too_much_has_no_heading() -> None:
    points = [spot(n * 0.5, 15 * (n % 2)) for n in range(20)]
    assert course(*points).heading_deg is None


def test_a_round_is_a_loop_without_a_heading() -> None:
    found = course(*circle(8))
    assert found.shape == "loop"
    assert found.heading_deg is None
    assert found.start == found.end


def test_an_end_some_steps_off_is_still_a_loop() -> None:
    assert course(*circle(8)[:-2]).shape == "loop"
    assert course(*circle(8)[:-20]).shape == "one-way"


def test_the_same_way_back_goes_out_and_back_and_turns_at_its_far_end() -> None:
    there = straight(spot(0, 0), spot(30, 0))
    found = course(*there, *there[::-1])
    assert found.shape == "out-and-back"
    assert found.turn and found.turn.name == "Far"
    assert found.heading_deg == pytest.approx(0, abs=0.1)


def test_another_way_back_is_a_loop() -> None:
    there = straight(spot(0, 0), spot(30, 0))
    back = straight(spot(30, 2), spot(0, 2))
    assert course(*there, *back, spot(0, 0)).shape == "loop"


def test_laps_are_a_loop_though_each_follows_the_one_before() -> None:
    assert course(*circle(0.5, laps=4)).shape == "loop"


def test_a_walk_within_a_town_is_inside_it() -> None:
    assert course(*circle(0.3)).inside
    assert not course(*circle(3)).inside


def test_near_a_town_is_not_inside_it() -> None:
    found = course(*straight(spot(12, 0), spot(12.3, 0)), towns=(HOME,))
    assert found.start and found.start.near
    assert not found.inside


def test_the_open_sea_has_a_heading_and_no_towns() -> None:
    found = course(*straight((30.0, -40.0), (30.5, -40.0)))
    assert (found.start, found.end, found.passes) == (None, None, ())
    assert found.heading_deg == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("metres", [0.0, 1.0, 50.0])
def test_a_way_of_a_few_steps_is_no_harm(metres: float) -> None:
    found = course(spot(0, 0), spot(metres / 1000, 0))
    assert found.start and found.start.name == "Home"
    assert found.inside


@pytest.mark.parametrize("lat", [89.5, -89.5, 85.0])
def test_high_latitudes_are_no_harm(lat: float) -> None:
    assert course((lat, 0.0), (lat, 90.0)).start is None
