"""Which sea a way runs along."""

import pytest

from grounds import METRES_A_DEGREE, Ground, rings, straight, trace
from milepost.measure.coast import coast_along
from milepost.measure.samples import sampled
from milepost.model.basemap import AreaLabel, Basemap
from milepost.read.basemap import basemap

KM = 1000 / METRES_A_DEGREE
# Land east of the meridian 0, its coast with a point every 2 km.
COAST = [(0.0, n * 0.02) for n in range(-100, 101)]
LAND = rings([*COAST, (3.0, 2.0), (3.0, -2.0)])
WEST_SEA = AreaLabel("sea", "West Sea", 0.0, -2.0, 6.0)
OCEAN = AreaLabel("sea", "Great Ocean", 0.0, -10.0, 60.0)


def along(
    *points: tuple[float, float], labels: tuple[AreaLabel, ...] = (WEST_SEA, OCEAN),
    ground: Basemap | None = None,
) -> str | None:  # fmt: skip
    way = sampled(trace(*points))
    assert way
    reach = METRES_A_DEGREE * abs(points[-1][0] - points[0][0] + 0j)
    reach_m = max(reach, METRES_A_DEGREE * abs(points[-1][1] - points[0][1]))
    return coast_along(way, reach_m, ground or Ground(land=LAND, labels=labels))


def test_a_way_beside_a_coast_is_along_the_smallest_sea_there() -> None:
    assert along(*straight((-0.5, 0.05), (0.5, 0.05))) == "West Sea"


def test_a_sea_whose_label_is_too_far_off_does_not_give_its_name() -> None:
    assert along(*straight((-0.5, 0.05), (0.5, 0.05)), labels=(OCEAN,)) == "Great Ocean"
    assert along(*straight((-0.5, 0.05), (0.5, 0.05)), labels=()) == ""


def test_a_sea_beyond_the_land_does_not_give_its_name() -> None:
    behind = AreaLabel("sea", "East Sea", 0.0, 2.0, 6.0)
    assert along(*straight((-0.5, 0.05), (0.5, 0.05)), labels=(behind,)) == ""


LAKE = rings(
    [(0.3 + x / 50, y / 50) for x, y in [(0, n) for n in range(-40, 40)]]
    + [(1.5, 0.8), (1.5, -0.8)]
)


def test_a_lake_with_a_name_is_along_a_way_like_a_sea() -> None:
    label = AreaLabel("sea", "Long Lake", 0.0, 0.9, 1.6)
    beside = straight((-0.5, 0.27), (0.5, 0.27))
    named, nameless = Ground(lakes=LAKE, labels=(label,)), Ground(lakes=LAKE)
    assert along(*beside, ground=named) == "Long Lake"
    assert along(*beside, ground=nameless) is None


def test_behind_the_hills_there_is_no_lake() -> None:
    label = AreaLabel("sea", "Long Lake", 0.0, 0.9, 1.6)
    behind = straight((-0.5, 0.2), (0.5, 0.2))
    assert along(*behind, ground=Ground(lakes=LAKE, labels=(label,))) is None


def test_the_sea_of_most_of_the_way_is_named() -> None:
    bay = AreaLabel("sea", "South Bay", -0.6, -0.3, 0.7)
    assert along(*straight((-1.0, 0.05), (-0.2, 0.05)), labels=(bay, WEST_SEA)) == "South Bay"
    assert along(*straight((-1.0, 0.05), (1.0, 0.05)), labels=(bay, WEST_SEA)) == "West Sea"


def test_a_way_from_inland_to_the_shore_is_along_no_coast() -> None:
    assert along(*straight((0.0, 0.9), (0.0, 0.01))) is None


def test_a_way_inland_is_along_no_coast() -> None:
    assert along(*straight((-0.5, 1.0), (0.5, 1.0))) is None


def test_a_short_way_is_along_no_coast_as_that_is_too_coarse() -> None:
    assert along(*straight((0.0, 0.01), (10 * KM, 0.01))) is None


def test_a_coast_is_found_across_the_antimeridian() -> None:
    land = rings([(lon - 179.98, lat) for lon, lat in COAST] + [(-177.0, 2.0), (-177.0, -2.0)])
    sea = AreaLabel("sea", "Far Sea", 0.0, 178.0, 6.0)
    found = along(
        *straight((-0.5, -179.95), (0.5, -179.95)), ground=Ground(land=land, labels=(sea,))
    )
    assert found == "Far Sea"
    found = along(
        *straight((-0.5, 179.95), (0.5, 179.95)), ground=Ground(land=land, labels=(sea,))
    )
    assert found is not None


@pytest.mark.parametrize(
    ("points", "sea"),
    [
        ([(20.37, 72.91), (20.6, 72.95), (20.95, 72.95), (21.2, 72.84)], "Gulf of Khambhat"),
        ([(26.9, 75.8), (27.5, 76.0)], None),
        ([(43.1, 5.95), (43.27, 6.6), (43.42, 6.77)], "Mediterranean Sea"),
        ([(44.4, 8.94), (44.33, 9.2), (44.27, 9.4)], "Ligurian Sea"),
        ([(46.51, 6.63), (46.38, 6.24), (46.21, 6.14)], "Lake Geneva"),
        ([(61.5, 23.8), (61.7, 24.5)], None),
        ([(28.0, -114.0), (26.0, -112.2)], "North Pacific Ocean"),
    ],
    ids=[
        "Vapi to Surat",
        "Rajasthan",
        "Toulon to Saint-Raphaël",
        "Genoa to Sestri Levante",
        "Lausanne to Geneva",
        "Tampere, among lakes without names",
        "the west of Baja California, not its gulf",
    ],
)
def test_real_coasts(points: list[tuple[float, float]], sea: str | None) -> None:
    assert along(*points, ground=basemap()) == sea
