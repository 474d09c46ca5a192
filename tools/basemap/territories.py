"""Borders of regions with what lies on both sides of them, so that any point can be told."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from basemap.pack import BORDER_STEP_DEG, Arc, Territories
from basemap.places import Town
from basemap.regions import Geometries, region_areas, region_names, town_points
from basemap.sources import Archives

Numbers = NDArray[np.int64]
# So far out the sea belongs to the nearest coast: coasts are coarse, and piers are long.
_BELT_DEG = 10 / 111.2
_COAST_TOLERANCE_DEG, _COAST_STEP_DEG, _OUTLINE_TOLERANCE_DEG = 0.02, 0.06, 0.05
_TOLERANCE_DEG = 0.014
_OVER_DEG = 0.5  # what is said on both sides of the antimeridian
_MOST_NORTHERN_DEG = 85.0
_ASIDE_DEG = 1e-5
_WORLD = shapely.box(-180, -90, 180, 90)
_SEA, _OPEN_SEA = 0, -1  # numbers of what belongs to nobody


@dataclass(frozen=True, slots=True, eq=False)
class _Areas:
    """Polygons that do not overlap, or points, and the number of whom each belongs to."""

    shapes: Geometries
    owners: Numbers


def territories(archives: Archives, towns: Sequence[Town]) -> Territories:
    """Return all regions, and the lines between two of them, or one and the open sea."""
    codes, pieces = region_areas(archives, towns)
    points, town_codes = town_points(archives, towns)
    every = sorted({*codes, *town_codes.tolist()})
    owners = np.searchsorted(every, codes) + 1
    names = region_names(archives)
    land = _arranged(shapely.boundary(pieces), _Areas(pieces, owners))
    # Atolls are too small for the map, but people live there.
    afloat = _owners_at(land, points) == _SEA
    islets = _Areas(points[afloat], np.searchsorted(every, town_codes[afloat]) + 1)
    whole = _with_belt(land, islets)
    simpler = shapely.coverage_simplify(whole.shapes, _TOLERANCE_DEG)
    arcs = zip(*_arcs(_Areas(simpler, whole.owners)), strict=True)
    return Territories(
        [("", ""), *((code[:2], names.get(code, "")) for code in every)],
        [Arc(shapely.get_coordinates(arc), int(left), int(right)) for arc, left, right in arcs],
    )


def _arranged(lines: Geometries, *areas: _Areas) -> _Areas:
    """Return what lines enclose, joined by owner: the first of some areas that it lies in."""
    met = shapely.get_parts(shapely.union_all(lines, grid_size=BORDER_STEP_DEG))
    faces = shapely.get_parts(shapely.polygonize(met))
    inner = shapely.point_on_surface(faces)
    owners = np.full(len(faces), _SEA)
    for known in areas:
        found = _owners_at(known, inner)
        owners = np.where(owners == _SEA, found, owners)
    taken = np.unique(owners[owners > _SEA])
    joined = [shapely.coverage_union_all(faces[owners == owner]) for owner in taken]
    return _Areas(np.array(joined), taken)


def _owners_at(areas: _Areas, points: Geometries) -> Numbers:
    parts, at = shapely.get_parts(areas.shapes, return_index=True)
    point, part = shapely.STRtree(parts).query(points, "within")
    owners = np.full(len(points), _SEA)
    owners[point] = areas.owners[at[part]]
    return owners


def _arcs(areas: _Areas) -> tuple[Geometries, Numbers, Numbers]:
    """Return the lines between two areas, and whose is what lies to their left and right."""
    arcs = shapely.get_parts(
        shapely.line_merge(shapely.union_all(shapely.boundary(areas.shapes)))
    )
    start, end = (shapely.get_coordinates(shapely.get_point(arcs, n)) for n in (0, 1))
    ahead = (end - start) / np.hypot(*(end - start).T)[:, None]
    aside = _ASIDE_DEG * np.column_stack([-ahead[:, 1], ahead[:, 0]])
    middle = (start + end) / 2
    left, right = (
        _owners_at(areas, shapely.points(side)) for side in (middle + aside, middle - aside)
    )
    return arcs, left, right


def _with_belt(land: _Areas, islets: _Areas) -> _Areas:
    """Give the sea along the coasts to the nearest of them."""
    at, owners = _coast(land, islets)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(
            shapely.multipoints(at), extend_to=shapely.box(-181, -181, 181, 181), ordered=True
        )
    )
    # On Mercator's map metres grow towards the poles, the same in all directions.
    lat_deg = _from_mercator(at)[:, 1]
    reach = _BELT_DEG / np.cos(np.radians(lat_deg))
    discs = shapely.buffer(shapely.points(at), reach, quad_segs=1)
    outline = shapely.simplify(shapely.union_all(discs), _OUTLINE_TOLERANCE_DEG)
    taken = np.unique(owners)
    sea = np.array([shapely.coverage_union_all(cells[owners == owner]) for owner in taken])
    sea, belt = (
        shapely.transform(sea, _from_mercator),
        shapely.transform(outline, _from_mercator),
    )
    open_sea = _Areas(np.array([shapely.difference(_WORLD, belt)]), np.array([_OPEN_SEA]))
    lines = shapely.intersection([*shapely.boundary(sea), shapely.boundary(belt)], _WORLD)
    drawn = [*shapely.boundary(land.shapes), *lines, shapely.boundary(_WORLD)]
    return _arranged(np.array(drawn), land, open_sea, _Areas(sea, taken))


def _coast(land: _Areas, islets: _Areas) -> tuple[NDArray[np.float64], Numbers]:
    """Return points of all coasts on Mercator's map, and whose coast each is of."""
    arcs, left, right = _arcs(land)
    wet = (left == _SEA) | (right == _SEA)
    simple = shapely.simplify(arcs[wet], _COAST_TOLERANCE_DEG)
    at, arc = shapely.get_coordinates(
        shapely.segmentize(simple, _COAST_STEP_DEG), return_index=True
    )
    at = np.concatenate([at, shapely.get_coordinates(islets.shapes)])
    owners = np.concatenate([np.maximum(left, right)[wet][arc], islets.owners])
    turn = np.array([360.0, 0.0])
    west, east = at[:, 0] < _OVER_DEG - 180, at[:, 0] > 180 - _OVER_DEG
    at = np.concatenate([at, at[west] + turn, at[east] - turn])
    owners = np.concatenate([owners, owners[west], owners[east]])
    points, first = np.unique(_to_mercator(at), axis=0, return_index=True)
    return points, owners[first]


def _to_mercator(points: NDArray[np.float64]) -> NDArray[np.float64]:
    north = np.radians(np.clip(points[:, 1], -_MOST_NORTHERN_DEG, _MOST_NORTHERN_DEG))
    return np.column_stack((points[:, 0], np.degrees(np.arcsinh(np.tan(north)))))


def _from_mercator(points: NDArray[np.float64]) -> NDArray[np.float64]:
    north = np.degrees(np.arctan(np.sinh(np.radians(points[:, 1]))))
    return np.column_stack((points[:, 0], north))
