"""Which towns a way passes, and in what order."""

from functools import cache
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from grounds import METRES_A_DEGREE, Town, places_of, straight, trace
from milepost.measure.passing import passed
from milepost.measure.places import Found, PlaceIndex, index_of
from milepost.measure.samples import Samples, sampled
from milepost.model.place import Passed
from milepost.read.basemap import basemap

KM = 1000 / METRES_A_DEGREE  # in degrees of latitude


def way(*points: tuple[float, float]) -> Samples:
    found = sampled(trace(*points))
    assert found
    return found


NORTH = way(*straight((46.0, 8.0), (46.0 + 100 * KM, 8.0)))


def beside(name: str, at_km: float, off_km: float = 0.0, people: float = 10_000) -> Town:
    """A town at some kilometres of the way to the north, and some to the east of it."""
    lat = 46.0 + at_km * KM
    return Town(name, lat, 8.0 + off_km * KM / float(np.cos(np.radians(lat))), people)


def names(*towns: Town, along: Samples = NORTH, ends: tuple[int, ...] = ()) -> list[str]:
    return [each.place.name for each in told(*towns, along=along, ends=ends)]


def told(
    *towns: Town, along: Samples = NORTH, ends: tuple[int, ...] = ()
) -> tuple[Passed, ...]:
    index = index_of(places_of(*towns))
    order = index.rows.tolist()
    return passed(along, index, [Found(order.index(n), 0.0, near=False) for n in ends])


def test_a_town_on_the_way_is_passed_where_it_lies() -> None:
    (only,) = told(beside("A", 40, 0.5))
    assert only.place.name == "A"
    assert abs(only.at_m - 40_000) < 100
    assert abs(only.place.away_m - 500) < 20


def test_a_bypass_may_lie_further_off_a_larger_town() -> None:
    assert names(beside("Town", 40, 4, people=10_000)) == []
    assert names(beside("City", 40, 4, people=400_000)) == ["City"]
    assert names(beside("Metropolis", 40, 9, people=9_000_000)) == []


def test_on_a_short_way_only_what_one_goes_through_is_passed() -> None:
    short = way(*straight((46.0, 8.0), (46.0 + 8 * KM, 8.0)))
    assert names(beside("A", 4, 2.4), along=short) == []
    assert names(beside("A", 40, 2.4)) == ["A"]


def test_towns_come_in_the_order_of_the_way_whatever_their_size() -> None:
    towns = beside("Big", 70, people=90_000), beside("Small", 20), beside("Middle", 45)
    assert names(*towns) == ["Small", "Middle", "Big"]


def test_the_biggest_are_told_where_there_are_many() -> None:
    towns = [beside(f"T{n}", 5 * n, people=1000 * (1 + n % 4)) for n in range(2, 19)]
    found = told(*towns)
    assert 2 <= len(found) <= 6
    assert all(each.place.population >= 3000 for each in found)


def test_a_long_way_has_room_for_six_and_no_more() -> None:
    long = way(*straight((40.0, 8.0), (46.0, 8.0), 200))
    towns = [Town(f"T{n}", 40.2 + n * 0.2, 8.0) for n in range(28)]
    assert len(names(*towns, along=long)) == 6


def test_the_ends_are_not_passed_nor_towns_of_their_name() -> None:
    towns = beside("Start", 2), beside("Start", 50), beside("Between", 70), beside("End", 99)
    assert names(*towns, ends=(0, 3)) == ["Between"]


def test_a_suburb_of_where_one_starts_is_not_passed() -> None:
    city, suburb = beside("City", 0, people=9_000_000), beside("Suburb", 14, people=500_000)
    assert names(city, suburb, ends=(0,)) == []
    assert names(beside("Hamlet", 0, people=500), suburb, ends=(0,)) == ["Suburb"]


def test_a_town_that_is_passed_twice_counts_once_at_the_first_time() -> None:
    there = straight((46.0, 8.0), (46.0 + 50 * KM, 8.0))
    (only,) = told(beside("A", 20), along=way(*there, *there[::-1]))
    assert abs(only.at_m - 20_000) < 100


def test_no_towns_no_passes() -> None:
    assert names(beside("Far", 40, 60)) == []


def test_towns_are_passed_across_the_antimeridian() -> None:
    across = way(*straight((-17.0, 179.6), (-17.0, 180.4)))
    east = way(
        *straight((-17.0, 179.6), (-17.0, 180.0)), *straight((-17.0, -180.0), (-17.0, -179.6))
    )
    towns = Town("Before", -17.0, 179.85), Town("Behind", -17.0, -179.85)
    assert names(*towns, along=across) == ["Before", "Behind"]
    assert names(*towns, along=east) == ["Before", "Behind"]


@cache
def world() -> PlaceIndex:
    return index_of(basemap().places)


ENDS = st.tuples(
    st.floats(35, 60), st.floats(-9, 40), st.floats(-1.5, 1.5), st.floats(-1.5, 1.5)
)


@given(ENDS)
def test_what_is_passed_is_in_order_apart_and_beside_the_way(
    ends: tuple[float, float, float, float],
) -> None:
    lat, lon, up, right = ends
    along = way((lat, lon), (lat + up / 2, lon), (lat + up, lon + right + 0.1))
    found = passed(along, world(), [])
    ats = [each.at_m for each in found]
    assert ats == sorted(ats)
    assert len(found) <= 6
    assert len({each.place.name for each in found}) == len(found)
    apart_m = 0.6 * along.length_m / 7 - 1200
    assert all(b - a >= apart_m for a, b in pairwise(ats))
    for each in found:
        assert each.place.away_m <= 8000
        assert each.place.at
        here = int(np.argmin(np.abs(along.at_m - each.at_m)))
        north = along.lat_deg[here] - each.place.at[0]
        east = (along.lon_deg[here] - each.place.at[1]) * np.cos(np.radians(each.place.at[0]))
        assert METRES_A_DEGREE * np.hypot(north, east) < each.place.away_m + 60
