"""Towns that points are in or near, as people there would name them."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grounds import METRES_A_DEGREE, Town, places_of
from milepost.measure.places import PlaceIndex, around, distances_m, index_of, place_at
from milepost.model.basemap import CAPITAL, QUARTER, TOWN
from milepost.model.place import Place
from milepost.read.basemap import basemap


@cache
def world() -> PlaceIndex:
    return index_of(basemap().places)


def at(lat: float, lon: float, *towns: Town) -> Place | None:
    return place_at(index_of(places_of(*towns)), lat, lon)


# Where people stand, and what they would say. Some have two names, or belong to two towns.
IN = [
    ("Gateway of India", 18.9220, 72.8347, "Mumbai"),
    ("Bandra", 19.0454, 72.8190, "Mumbai"),
    ("Thane station", 19.1860, 72.9756, "Thane"),
    ("Vapi station", 20.3727, 72.9095, "Vapi"),
    ("Valsad station", 20.6083, 72.9330, "Valsad"),
    ("Navsari", 20.9467, 72.9520, "Navsari"),
    ("Surat station", 21.2050, 72.8408, "Surat"),
    ("Bharuch, not its suburb Maktampur", 21.7020, 73.0060, "Bharuch"),
    ("Sayaji Baug", 22.3107, 73.1926, "Vadodara"),
    ("Sabarmati Ashram", 23.0608, 72.5809, "Ahmedabad"),
    ("City Palace", 24.5764, 73.6835, "Udaipur"),
    ("Nathdwara", 24.9300, 73.8210, "Nathdwara"),
    ("Ajmer", 26.4562, 74.6282, "Ajmer"),
    ("Hawa Mahal", 26.9239, 75.8267, "Jaipur"),
    ("Cyber Hub", 28.4950, 77.0890, "Gurugram|Gurgaon"),
    ("India Gate", 28.6129, 77.2295, "Delhi|New Delhi"),
    ("Taj Mahal", 27.1751, 78.0421, "Agra"),
    ("Lalbagh", 12.9507, 77.5848, "Bengaluru|Bangalore"),
    ("Leh", 34.1661, 77.5870, "Leh"),
    ("Shibuya", 35.6595, 139.7005, "Tokyo|Shibuya"),
    ("Yokohama", 35.4547, 139.6317, "Yokohama"),
    ("Kinkaku-ji", 35.0394, 135.7292, "Kyoto"),
    ("Marina Bay", 1.2834, 103.8607, "Singapore"),
    ("Grand Palace", 13.7500, 100.4913, "Bangkok"),
    ("Durbar Square", 27.7045, 85.3076, "Kathmandu"),
    ("Hagia Sophia", 41.0086, 28.9802, "Istanbul|İstanbul|Fatih"),
    ("Azadi", 35.6997, 51.3380, "Tehran"),
    ("Gyeongbokgung", 37.5796, 126.9770, "Seoul"),
    ("Tiananmen", 39.9055, 116.3976, "Beijing"),
    ("Registan", 39.6547, 66.9758, "Samarkand"),
    ("Palace of Versailles", 48.8049, 2.1204, "Versailles"),
    ("Eiffel Tower", 48.8584, 2.2945, "Paris"),
    ("Saint-Denis", 48.9354, 2.3598, "Saint-Denis"),
    ("Part-Dieu", 45.7605, 4.8596, "Lyon"),
    ("Chamonix", 45.9237, 6.8694, "Chamonix-Mont-Blanc|Chamonix"),
    ("Zermatt", 46.0207, 7.7491, "Zermatt"),
    ("Zürich HB", 47.3779, 8.5403, "Zürich"),
    ("Jet d'eau", 46.2074, 6.1559, "Genève|Geneva"),
    ("Schönbrunn", 48.1848, 16.3122, "Vienna"),
    ("Marienplatz", 48.1374, 11.5755, "Munich|München"),
    ("Brandenburg Gate", 52.5163, 13.3777, "Berlin"),
    ("Sanssouci", 52.4042, 13.0385, "Potsdam"),
    ("Centraal", 52.3791, 4.9003, "Amsterdam"),
    ("Greenwich", 51.4769, -0.0005, "London|Greenwich"),
    ("Croydon", 51.3727, -0.0995, "Croydon"),
    ("Radcliffe Camera", 51.7534, -1.2540, "Oxford"),
    ("Tromsø", 69.6492, 18.9553, "Tromsø"),
    ("Longyearbyen", 78.2232, 15.6267, "Longyearbyen"),
    ("Hallgrímskirkja", 64.1417, -21.9266, "Reykjavík"),
    ("Colosseum", 41.8902, 12.4922, "Rome"),
    ("Piazza San Marco", 45.4341, 12.3388, "Venice"),
    ("Santiago", 42.8806, -8.5446, "Santiago de Compostela"),
    ("Piraeus", 37.9420, 23.6460, "Piraeus"),
    ("Acropolis", 37.9715, 23.7257, "Athens"),
    ("Red Square", 55.7539, 37.6208, "Moscow"),
    ("Charles Bridge", 50.0865, 14.4114, "Prague"),
    ("Nyhavn", 55.6798, 12.5914, "Copenhagen"),
    ("Turning Torso", 55.6133, 12.9764, "Malmö"),
    ("Times Square", 40.7580, -73.9855, "Manhattan|New York City|New York|Times Square"),
    ("Hoboken", 40.7440, -74.0324, "Hoboken"),
    ("Golden Gate Park", 37.7694, -122.4862, "San Francisco"),
    ("Oakland", 37.8044, -122.2590, "Oakland"),
    ("Santa Monica", 34.0083, -118.4988, "Santa Monica"),
    ("White House", 38.8977, -77.0365, "Washington"),
    ("Stanley Park", 49.3000, -123.1440, "Vancouver|West End"),
    ("Vieux-Port", 45.5075, -73.5540, "Montréal|Montreal"),
    ("Zócalo", 19.4326, -99.1332, "Mexico City"),
    ("Copacabana", -22.9711, -43.1823, "Rio de Janeiro|Copacabana"),
    ("Obelisco", -34.6037, -58.3816, "Buenos Aires"),
    ("Cusco", -13.5170, -71.9785, "Cusco"),
    ("Ushuaia", -54.8019, -68.3030, "Ushuaia"),
    ("Giza", 29.9792, 31.1342, "Giza|Al Jīzah"),
    ("Tahrir", 30.0444, 31.2357, "Cairo"),
    ("Waterfront", -33.9036, 18.4207, "Cape Town"),
    ("Nairobi", -1.2886, 36.8230, "Nairobi"),
    ("Jemaa el-Fnaa", 31.6258, -7.9891, "Marrakesh"),
    ("Opera House", -33.8568, 151.2153, "Sydney"),
    ("Flinders Street", -37.8183, 144.9671, "Melbourne"),
    ("Queenstown", -45.0312, 168.6626, "Queenstown"),
    ("Suva", -18.1416, 178.4419, "Suva"),
]
NEAR = [
    ("Dudu in Rajasthan, too small for the basemap", 26.6813, 75.2310, "Naraina"),
    ("Matterhorn", 45.9763, 7.6586, "Zermatt|Breuil-Cervinia"),
    ("Ben Nevis", 56.7969, -5.0036, "Fort William|Kinlochleven"),
    ("North Cape", 71.1695, 25.7832, "Honningsvåg|Nordkapp"),
    ("Uluru", -25.3444, 131.0369, "Yulara"),
]
NOWHERE = [(30.0, -40.0), (-30.0, 180.0), (-30.0, -180.0), (90.0, 0.0), (-90.0, 123.0)]


@pytest.mark.parametrize(
    ("lat", "lon", "names"), [row[1:] for row in IN], ids=[r[0] for r in IN]
)
def test_a_spot_in_a_town_has_the_name_that_people_give_it(
    lat: float, lon: float, names: str
) -> None:
    found = place_at(world(), lat, lon)
    assert found is not None
    assert found.name in names.split("|")
    assert not found.near


@pytest.mark.parametrize(
    ("lat", "lon", "names"), [row[1:] for row in NEAR], ids=[r[0] for r in NEAR]
)
def test_a_spot_outside_is_near_a_town(lat: float, lon: float, names: str) -> None:
    found = place_at(world(), lat, lon)
    assert found is not None
    assert found.name in names.split("|")
    assert found.near


@pytest.mark.parametrize(("lat", "lon"), NOWHERE)
def test_the_middle_of_an_ocean_is_nowhere(lat: float, lon: float) -> None:
    assert place_at(world(), lat, lon) is None


def test_a_place_tells_its_country_its_people_and_how_far_its_middle_is() -> None:
    town = Town("Brig", 46.0, 8.0, 12_900, country="CH")
    found = at(46.0 + 3000 / METRES_A_DEGREE, 8.0, town)
    assert found == Place("Brig", "CH", (46.0, 8.0), 12_900, near=False, away_m=3000)


@pytest.mark.parametrize(
    ("away_km", "near"), [(0, False), (4.5, False), (5.5, True), (39.9, True), (40.1, None)]
)
def test_near_begins_four_kilometres_outside_and_ends_at_forty(
    away_km: float, near: bool | None
) -> None:
    # A town of 10,000 reaches 860 m.
    found = at(46.0 + away_km * 1000 / METRES_A_DEGREE, 8.0, Town("Brig", 46.0, 8.0))
    assert (found and found.near) == near


def test_a_city_wins_against_the_suburb_next_to_which_one_stands() -> None:
    city, suburb = Town("City", 46.0, 8.0, 4_000_000), Town("Suburb", 46.06, 8.0, 40_000)
    assert (place := at(46.05, 8.0, city, suburb)) and place.name == "City"


def test_a_quarter_counts_less_than_a_town() -> None:
    city, part = Town("City", 46.0, 8.0, 4_000_000), Town("Part", 46.04, 8.0, 40_000)
    assert (place := at(46.04, 8.0, city, part)) and place.name == "Part"
    quarter = replace(part, kind=QUARTER)
    assert (place := at(46.04, 8.0, city, quarter)) and place.name == "City"


def test_a_seat_of_government_reaches_further_than_a_town_of_its_size() -> None:
    seat, town = (Town(n, 46.0, lon, kind=k) for n, lon, k in
                  (("Seat", 8.0, CAPITAL), ("Town", 8.1, TOWN)))  # fmt: skip
    assert (place := at(46.0, 8.052, seat, town)) and place.name == "Seat"


def test_the_town_one_is_in_wins_against_the_city_one_is_near() -> None:
    city, village = Town("City", 46.2, 8.0, 9_000_000), Town("Village", 46.0, 8.0, 500)
    assert (place := at(45.99, 8.0, city, village)) and place.name == "Village"


@pytest.mark.parametrize("lon", [179.99, -179.99])
def test_a_town_is_found_across_the_antimeridian(lon: float) -> None:
    found = at(-17.0, lon, Town("West", -17.0, -179.995))
    assert found
    assert found.away_m < 2000


@pytest.mark.parametrize("lon", [0.0, 120.0, -65.0])
def test_near_the_pole_all_longitudes_are_near(lon: float) -> None:
    found = at(89.99, lon, Town("Pole", 89.95, 30.0))
    assert found
    assert found.away_m < 7000


ANYWHERE = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(ANYWHERE, st.floats(100, 200_000))
def test_the_index_finds_what_looking_at_every_town_finds(
    point: tuple[float, float], reach_m: float
) -> None:
    index = world()
    lat, lon = point
    found = around(index, lat, lat, lon, lon, reach_m)
    within = distances_m(lat, lon, index.lat_deg, index.lon_deg) <= reach_m
    assert set(np.flatnonzero(within)) <= set(found.tolist())
    assert len(set(found.tolist())) == len(found)


@given(st.integers(0, 10**9), st.floats(-0.3, 0.3), st.floats(-0.3, 0.3))
def test_what_is_found_beats_every_other_town(n: int, up: float, right: float) -> None:
    """The same by brute force, at random spots where people live."""
    index = world()
    n %= len(index.rows)
    lat = float(np.clip(index.lat_deg[n] + up, -90, 90))
    lon = float((index.lon_deg[n] + right + 180) % 360 - 180)
    away_m = distances_m(lat, lon, index.lat_deg, index.lon_deg)
    inside = away_m <= index.radius_m + 4000
    score = np.where(inside, (away_m + 400) / index.radius_m, np.inf)
    if not inside.any():
        score = np.where(away_m <= 40_000, away_m / np.sqrt(index.radius_m), np.inf)
    found = place_at(index, lat, lon)
    if found is None:
        assert not np.isfinite(score).any()
    else:
        best = index.rows[np.flatnonzero(score <= score.min() + 1e-9)]
        assert found.name in {index.places.names[row] for row in best}


@given(ANYWHERE, ANYWHERE)
def test_distances_are_the_same_both_ways(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    there = distances_m(*a, np.array([b[0]]), np.array([b[1]]))
    back = distances_m(*b, np.array([a[0]]), np.array([a[1]]))
    assert there == pytest.approx(back, abs=0.1)
