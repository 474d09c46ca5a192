"""Areas of countries and their regions as they are today, which no open set of areas has.

Natural Earth's lines are new, but do not say what lies beside them; GeoNames' towns know their
region. So the lines are closed to faces, and each face belongs to the region of most towns in
it. Who a town belongs to is GeoNames' word: the country is the one under whose ISO 3166 code
it lists the place.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from basemap import features
from basemap.places import Town, plain_name
from basemap.sources import CITIES_JSON, Archives

Geometries = NDArray[np.object_]
# Lines that ought to meet miss each other by less than this, some by far more.
_GRID_DEG, _GAP_DEG = 0.001, 0.05
_SAME_POINT_DEG = 1e-6
# A town so deep in a face stands there; one nearer to its edge may be on the other side of a
# coarse line. A region is really there if some towns are, and not by a wrong code alone.
_DEEP_DEG, _SOME, _SHARE, _MANY = 0.03, 2, 0.03, 8
# The older areas of countries are coarse.
_OFF_DEG = 0.2
# An island so far from all towns of its country, and so many times nearer to others, is not
# whose it was: overseas areas have codes of their own in GeoNames.
_OVERSEAS_DEG, _OVERSEAS = 3.0, 5.0
_NONE = np.zeros(0, dtype=np.int64)


def region_areas(archives: Archives, towns: Sequence[Town]) -> tuple[list[str], Geometries]:
    """Return pieces of land, and of each the code of its region: "IN.09".

    It is "AQ." where only the country is known.
    """
    points, codes = town_points(archives, towns)
    rings = shapely.get_parts(features.current(archives, "ne_10m_land").shapes)
    lines = _lines(archives, rings)
    faces = _faces(lines, rings)
    shared = [
        faces[at]
        for at, inside in _towns_in(faces, points).items()
        if len(_there(faces[at], points[inside], codes[inside])) > 1
    ]
    more = _older_lines(archives, np.array(shared))
    faces = _faces(np.concatenate([lines, more]), rings)
    told = list(_told(archives, faces, points, codes))
    return [code for code, _ in told], np.array([part for _, part in told])


def town_points(
    archives: Archives, towns: Sequence[Town]
) -> tuple[Geometries, NDArray[np.str_]]:
    """Return where towns are, and the code of the region of each."""
    named = region_names(archives)
    codes = [
        town.region if town.region in named else f"{town.place.country}." for town in towns
    ]
    at = [(town.place.lon_deg, town.place.lat_deg) for town in towns]
    return shapely.points(at), np.array(codes)


def region_names(archives: Archives) -> dict[str, str]:
    """Return the name of each region by its code."""
    rows = json.loads(archives.read(CITIES_JSON, "admin1.json"))
    return {row["code"]: plain_name(row["name"], row["code"][:2]) for row in rows}


def _lines(archives: Archives, rings: Geometries) -> Geometries:
    borders = features.current(archives, "ne_10m_admin_0_boundary_lines_land").shapes
    inner = features.current(archives, "ne_10m_admin_1_states_provinces_lines").shapes
    return np.concatenate([shapely.boundary(rings), borders, inner])


def _older_lines(archives: Archives, faces: Geometries) -> Geometries:
    """Return what an older set of areas has inside of faces that several regions share."""
    older = shapely.get_parts(
        shapely.boundary(features.generalised(archives, "states_provinces").shapes)
    )
    within = shapely.buffer(faces, -_DEEP_DEG)
    face, line = shapely.STRtree(older).query(within, "intersects")
    return shapely.get_parts(shapely.intersection(within[face], older[line]))


def _faces(lines: Geometries, rings: Geometries) -> Geometries:
    """Return what the lines divide the land into, after closing the gaps between them."""
    met = shapely.get_parts(shapely.union_all(lines, grid_size=_GRID_DEG))
    every = np.concatenate([met, _bridges(met)])
    closed = shapely.get_parts(shapely.union_all(every, grid_size=_GRID_DEG))
    faces = shapely.get_parts(shapely.polygonize(closed))
    # A ring in a ring is water, or what is no land of Natural Earth's.
    inside, _ = shapely.STRtree(rings).query(shapely.point_on_surface(faces), "within")
    land: Geometries = faces[np.bincount(inside, minlength=len(faces)) % 2 == 1]
    return land


def _bridges(lines: Geometries) -> Geometries:
    """Return the shortest lines from loose ends to what they ought to meet."""
    merged = shapely.get_parts(shapely.line_merge(shapely.union_all(lines)))
    ends = shapely.get_coordinates(shapely.get_point(merged, [[0], [-1]]).ravel())
    whole = np.round(ends / _GRID_DEG).astype(np.int64)
    _, first, count = np.unique(whole, axis=0, return_index=True, return_counts=True)
    loose = shapely.points(ends[first[count == 1]])
    end, line = shapely.STRtree(lines).query(loose, "dwithin", _GAP_DEG)
    away = shapely.distance(loose[end], lines[line])
    end, line, away = (each[away > _SAME_POINT_DEG] for each in (end, line, away))
    order = np.lexsort((line, away, end))
    nearest = order[np.diff(end[order], prepend=-1) > 0]
    found: Geometries = shapely.shortest_line(loose[end[nearest]], lines[line[nearest]])
    return found


def _towns_in(faces: Geometries, points: Geometries) -> dict[int, NDArray[np.int64]]:
    town, face = shapely.STRtree(faces).query(points, "within")
    order = np.lexsort((town, face))
    town, face = town[order], face[order]
    begins = np.flatnonzero(np.diff(face, prepend=-1))
    return dict(zip(face[begins].tolist(), np.split(town, begins[1:]), strict=True))


def _there(face: shapely.Geometry, points: Geometries, codes: NDArray[np.str_]) -> list[str]:
    """Return the regions that have land in a face, that of most towns first."""
    counts = Counter(codes.tolist())
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    if len(ranked) == 1:
        return ranked
    deep = Counter(codes[shapely.distance(shapely.boundary(face), points) > _DEEP_DEG].tolist())
    enough = min(_SHARE * len(codes), _MANY)
    others = (
        code
        for code in ranked[1:]
        if deep[code] >= max(_SOME, enough) and not code.endswith(".")
    )
    return [ranked[0], *others]


def _told(
    archives: Archives, faces: Geometries, points: Geometries, codes: NDArray[np.str_]
) -> Iterator[tuple[str, shapely.Geometry]]:
    """Yield each face, or each part of one, with the region that it belongs to."""
    towns_in = _towns_in(faces, points)
    for at, inside in towns_in.items():
        regions = _there(faces[at], points[inside], codes[inside])
        if len(regions) == 1:
            yield regions[0], faces[at]
        else:
            yield from _split(faces[at], points[inside], codes[inside], regions)
    empty = np.array([at for at in range(len(faces)) if at not in towns_in], dtype=np.int64)
    yield from zip(_owners(archives, faces[empty], points, codes), faces[empty], strict=True)


def _split(
    face: shapely.Geometry, points: Geometries, codes: NDArray[np.str_], regions: Sequence[str]
) -> Iterator[tuple[str, shapely.Geometry]]:
    """Give all that is nearest to a region's towns to that region."""
    takes = np.isin(codes, regions)
    at = dict(
        zip(map(tuple, shapely.get_coordinates(points[takes])), codes[takes], strict=True)
    )
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(list(at)), extend_to=face, ordered=True)
    )
    owners = np.array(list(at.values()))
    for region in np.unique(owners):
        part = shapely.intersection(shapely.coverage_union_all(cells[owners == region]), face)
        if shapely.area(part) > 0:
            yield str(region), part


def _owners(
    archives: Archives, faces: Geometries, points: Geometries, codes: NDArray[np.str_]
) -> Iterator[str]:
    """Yield whom faces without a town belong to: the nearest town's region in their country."""
    table = features.generalised(archives, "countries")
    inner = shapely.point_on_surface(faces)
    face, country = shapely.STRtree(table.shapes).query_nearest(
        inner, max_distance=_OFF_DEG, all_matches=False
    )
    country_of = dict(zip(face.tolist(), country.tolist(), strict=True))
    towns, middles = _on_a_ball(points), _on_a_ball(inner)
    owner = np.array([code[:2] for code in codes])
    towns_of = {country: np.flatnonzero(owner == country) for country in np.unique(owner)}
    for at, middle in enumerate(middles):
        known = table.columns["iso_a2"][country_of[at]] if at in country_of else ""
        if known == "AQ":  # nobody lives there, and nobody's claim counts
            yield "AQ."
            continue
        away_deg = np.degrees(np.arccos(np.clip(towns @ middle, -1, 1)))
        nearest = int(away_deg.argmin())
        own = towns_of.get(known, _NONE)
        least_deg = max(_OVERSEAS_DEG, _OVERSEAS * away_deg[nearest])
        if len(own) and away_deg[own].min() < least_deg:
            nearest = int(own[away_deg[own].argmin()])
        yield str(codes[nearest])


def _on_a_ball(points: Geometries) -> NDArray[np.float64]:
    lon, lat = np.radians(shapely.get_coordinates(points)).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
