"""Countries and regions along a way, and where it crosses from one to another."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from grounds import METRES_A_DEGREE, trace
from milepost.measure.territory import (
    TerritoryIndex,
    region_of,
    stays_of,
    territory_at,
    territory_index,
)
from milepost.model.place import Place, Trace
from milepost.model.territory import Territory, TerritoryMap
from milepost.read.basemap import basemap

KM = 1000 / METRES_A_DEGREE
WEST, EAST, ABROAD = Territory("AA", "West"), Territory("AA", "East"), Territory("BB")
SEA = Territory("")


def world_of(*squares: tuple[Territory, float, float]) -> TerritoryIndex:
    """Territories between two longitudes, from the equator to 1° N."""
    rings = [
        np.array([(west, 0), (east, 0), (east, 1), (west, 1), (west, 0)], float)
        for _, west, east in squares
    ]
    every = (SEA, *dict.fromkeys(territory for territory, _, _ in squares))
    return territory_index(
        TerritoryMap(
            points=np.concatenate(rings),
            starts=np.cumsum([0, *(len(ring) for ring in rings)]),
            left=np.array([every.index(territory) for territory, _, _ in squares]),
            right=np.zeros(len(squares), dtype=np.int64),
            territories=every,
        )
    )


WORLD = world_of((WEST, 0, 1), (EAST, 1, 2), (ABROAD, 2, 3))


def stays(way: Trace, world: TerritoryIndex = WORLD) -> list[tuple[Territory, float]]:
    """Where a way leads, and its kilometres there."""
    found = stays_of(way, world)
    for one, other in pairwise(found):
        assert one.to_m == other.from_m
        assert one.territory != other.territory
    return [(stay.territory, round((stay.to_m - stay.from_m) / 1000, 1)) for stay in found]


def on_the_equator(*lons: float) -> Trace:
    return trace(*[(0.0001, lon) for lon in lons])


def test_a_way_is_divided_where_it_crosses_a_border() -> None:
    way = on_the_equator(1 - 10 * KM, 2 + 5 * KM)
    assert stays(way) == [(WEST, 10.0), (EAST, 111.2), (ABROAD, 5.0)]


def test_a_crossing_on_a_long_way_is_found_to_50_m() -> None:
    far = world_of((WEST, -80, 0.00123), (EAST, 0.00123, 80))
    (first, _) = stays_of(on_the_equator(-40, 40), far)
    assert first.to_m == pytest.approx(40.00123 * METRES_A_DEGREE, abs=50)


def test_a_road_that_winds_about_a_border_stays_on_one_side() -> None:
    turns = [(0.1 + n * 0.5 * KM, 2 + 0.4 * KM * (-1) ** n) for n in range(60)]
    way = trace((0.1, 2 - 5 * KM), *turns, (0.5, 2 + 5 * KM))
    assert [territory for territory, _ in stays(way)] == [EAST, ABROAD]


def test_a_short_visit_does_not_count_but_one_of_a_kilometre_does() -> None:
    assert stays(on_the_equator(1.9, 2 + 0.45 * KM, 1.9)) == [(EAST, 23.1)]
    longer = on_the_equator(1.9, 2 + 0.55 * KM, 1.9)
    assert [territory for territory, _ in stays(longer)] == [EAST, ABROAD, EAST]


def test_a_short_beginning_belongs_to_what_comes_after_it() -> None:
    assert stays(on_the_equator(2 - 0.8 * KM, 2.1)) == [(ABROAD, 11.9)]


def test_a_way_of_less_than_a_kilometre_is_where_most_of_it_is() -> None:
    assert stays(on_the_equator(2 - 0.2 * KM, 2 + 0.5 * KM)) == [(ABROAD, 0.7)]


def test_two_regions_of_which_none_is_long_enough_are_still_their_country() -> None:
    narrow = world_of((ABROAD, 0, 1), (WEST, 1, 1 + 0.7 * KM), (EAST, 1 + 0.7 * KM, 1.5))
    way = on_the_equator(0.9, 1 + 1.3 * KM)
    assert stays(way, narrow) == [(ABROAD, 11.1), (WEST, 1.3)]


def test_the_open_sea_is_a_stay_without_a_country() -> None:
    assert stays(on_the_equator(2.9, 3.1)) == [(ABROAD, 11.1), (SEA, 11.1)]


def test_what_was_not_recorded_has_no_length_anywhere() -> None:
    lines = (((0.5, 0.5), (0.5, 0.6)), ((0.5, 2.5), (0.5, 2.6)))
    first, last = stays_of(Trace(lines, ((0.0, 11_000.0), (11_000.0, 22_000.0))), WORLD)
    assert (first.territory, last.territory) == (WEST, ABROAD)
    assert first.to_m == last.from_m == pytest.approx(11_000, abs=100)
    assert last.to_m == 22_000


def test_a_way_across_the_antimeridian_stays_in_its_country() -> None:
    both = world_of((ABROAD, 178, 180), (ABROAD, -180, -178))
    assert stays(trace((0.5, 179.9), (0.5, -179.9)), both) == [(ABROAD, 22.2)]


def test_no_line_no_stays() -> None:
    assert stays_of(Trace((), ()), WORLD) == ()


def test_a_single_point_is_somewhere() -> None:
    assert stays(trace((0.5, 0.5), (0.5, 0.5))) == [(WEST, 0.0)]


@cache
def earth() -> TerritoryIndex:
    return territory_index(basemap().territories)


@pytest.mark.parametrize(
    ("lat", "lon", "country", "region"),
    [
        pytest.param(*row[1:], id=row[0])
        for row in [
            ("Gateway of India", 18.9220, 72.8347, "IN", "Maharashtra"),
            ("Vapi", 20.3727, 72.9095, "IN", "Gujarat"),
            ("Udaipur", 24.5764, 73.6835, "IN", "Rajasthan"),
            ("Gurugram", 28.4950, 77.0890, "IN", "Haryana"),
            ("India Gate", 28.6129, 77.2295, "IN", "Delhi"),
            ("Hyderabad, whose state is of 2014", 17.385, 78.4867, "IN", "Telangana"),
            ("Leh, whose territory is of 2019", 34.1661, 77.5870, "IN", "Ladakh"),
            ("Panaji", 15.4989, 73.8278, "IN", "Goa"),
            ("Port Blair", 11.6234, 92.7265, "IN", "Andaman and Nicobar"),
            ("Basel", 47.5584, 7.5733, "CH", "Basel-City"),
            ("Weil am Rhein", 47.596, 7.62, "DE", "Baden-Wurttemberg"),
            ("Saint-Louis", 47.585, 7.558, "FR", "Grand Est"),
            ("Vaduz", 47.141, 9.521, "LI", None),
            ("San Marino", 43.936, 12.447, "SM", None),
            ("Maseru", -29.31, 27.48, "LS", None),
            ("around Lesotho", -29.12, 26.22, "ZA", "Free State"),
            ("Brussels", 50.8467, 4.3525, "BE", "Brussels Capital"),
            ("Namur", 50.4669, 4.8675, "BE", "Wallonia"),
            ("Cardiff", 51.48, -3.18, "GB", "Wales"),
            ("Bristol", 51.4545, -2.5879, "GB", "England"),
            ("Eiffel Tower", 48.8584, 2.2945, "FR", "Île-de-France"),
            ("Kansas City, Kansas", 39.1, -94.68, "US", "Kansas"),
            ("Anchorage", 61.2181, -149.9, "US", "Alaska"),
            ("Attu, beyond the antimeridian", 52.9, 172.9, "US", "Alaska"),
            ("Honolulu", 21.3, -157.85, "US", "Hawaii"),
            ("Suva", -18.14, 178.44, "FJ", None),
            ("Taveuni west of the antimeridian", -16.85, 179.95, "FJ", None),
            ("Taveuni east of it", -16.85, -179.95, "FJ", None),
            ("Longyearbyen", 78.22, 15.65, "SJ", None),
            ("an atoll that is not on the map", 6.88, 158.22, "FM", None),
            ("inland ice", 72.0, -40.0, "GL", None),
            ("the South Pole", -89.9, 0.0, "AQ", ""),
            ("the end of a pier", 51.513, 0.7216, "GB", "England"),
            ("in the middle of the Channel", 50.1, -1.3, "", ""),
            ("Bay of Bengal", 15.0, 88.0, "", ""),
        ]
    ],
)
def test_known_points_are_where_they_are(
    lat: float, lon: float, country: str, region: str | None
) -> None:
    found = territory_at(earth(), lat, lon)
    assert found.country == country
    assert region is None or found.region == region


def test_places_are_in_their_own_country() -> None:
    places = basemap().places
    some = range(0, len(places), 151)
    agree = sum(
        territory_at(earth(), float(places.lat_deg[n]), float(places.lon_deg[n])).country
        == places.countries[int(places.country[n])]
        for n in some
    )
    assert agree / len(some) > 0.99


# Villages on the French bank of the Rhine, from Gambsheim to Lauterbourg.
RHINE = [
    (48.692, 7.882), (48.763, 7.953), (48.802, 8.058), (48.861, 8.088), (48.895, 8.108),
    (48.921, 8.150), (48.933, 8.167), (48.972, 8.178),
]  # fmt: skip
HIGHWAY_48 = [
    (20.372, 72.909), (20.270, 72.895), (20.200, 72.870), (20.130, 72.865), (19.950, 72.890),
    (19.840, 72.910), (19.730, 72.915),
]  # fmt: skip
DOVER_TO_CALAIS = [(51.125, 1.335), (50.968, 1.860)]


def through(points: list[tuple[float, float]]) -> list[str]:
    return [
        f"{stay.territory.country} {stay.territory.region}".strip()
        for stay in stays_of(trace(*points), earth())
    ]


def test_a_ride_along_a_river_between_two_countries_does_not_flicker() -> None:
    assert through(RHINE) == ["FR Grand Est"]


def test_the_road_from_vapi_to_manor_crosses_into_maharashtra_once() -> None:
    assert through(HIGHWAY_48) == ["IN Gujarat", "IN Maharashtra"]


def test_a_ferry_is_at_sea_between_two_countries() -> None:
    assert through(DOVER_TO_CALAIS) == ["GB England", "", "FR Hauts-de-France"]


def test_the_region_of_a_town_is_that_of_its_middle() -> None:
    assert region_of(WORLD, Place("Here", "AA", (0.5, 1.5))) == "East"


def test_a_town_that_borders_put_abroad_has_no_region() -> None:
    assert region_of(WORLD, Place("Here", "BB", (0.5, 1.5))) == ""
    assert region_of(WORLD, Place("Somewhere", "AA")) == ""
