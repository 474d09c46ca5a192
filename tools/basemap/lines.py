"""The layers of lines: coast, water, borders and regions."""

import numpy as np
import shapely
from numpy.typing import NDArray

from basemap import borders, features
from basemap.features import Features
from basemap.pack import STEP_DEG, Shape
from basemap.sources import Archives
from milepost.model.basemap import LayerName

# About 200 m, as much as a step of the file; the data is off by more.
_TOLERANCE_DEG = 0.002
_CLAIM_RANK = 4
_UNKNOWN_RIVER_RANK = 9


def layers(archives: Archives) -> dict[LayerName, list[Shape]]:
    """Return all layers. Ranks are Natural Earth's where it has them."""
    lines = borders.told_apart(
        features.current(archives, "ne_10m_admin_0_boundary_lines_land"),
        features.older(archives, "ne_10m_admin_0_boundary_lines_land"),
        features.generalised(archives, "disputed_borders"),
    )
    lakes = features.current(archives, "ne_10m_lakes")
    return {
        "land": _rings(features.current(archives, "ne_10m_land"), rank=0),
        "lakes": [
            shape
            for lake, size in zip(lakes.shapes, shapely.area(lakes.shapes), strict=True)
            for shape in _rings(Features(np.array([lake]), {}), rank=_rank_by_area(size))
        ],
        "rivers": _rivers(features.older(archives, "ne_10m_rivers_lake_centerlines")),
        "countries": _merged(lines.agreed, rank=0),
        "disputed": [*_merged(lines.held, rank=0), *_merged(lines.claimed, rank=_CLAIM_RANK)],
        "regions": _regions(archives, lines),
    }


def _rank_by_area(size_deg2: float) -> int:
    """Return a rank like those of rivers: 0 for 100 square degrees, 2 more for a tenth."""
    return int(np.clip(np.round(4 - 2 * np.log10(max(size_deg2, 1e-6))), 0, 12))


def _rivers(rivers: Features) -> list[Shape]:
    """Return rivers without the lines that lead through lakes, which hide them."""
    ranks = np.array(
        [_UNKNOWN_RIVER_RANK if rank is None else rank for rank in rivers.columns["scalerank"]]
    )
    flowing = np.array([kind == "River" for kind in rivers.columns["featurecla"]])
    return _ranked(rivers.shapes[flowing], ranks[flowing])


def _regions(archives: Archives, lines: borders.Borders) -> list[Shape]:
    """Return the lines of regions; the newer ones take the rank of what they replace."""
    now = features.current(archives, "ne_10m_admin_1_states_provinces_lines")
    known = features.older(archives, "ne_10m_admin_1_states_provinces_lines")
    middles = shapely.line_interpolate_point(
        shapely.get_geometry(now.shapes, 0), 0.5, normalized=True
    )
    nearest = shapely.STRtree(known.shapes).nearest(middles)
    ranks = np.array(known.columns["scalerank"])[nearest]
    return _ranked(borders.without(now.shapes, lines.held), ranks)


def _ranked(shapes: NDArray[np.object_], ranks: NDArray[np.int64]) -> list[Shape]:
    """Join what meets, rank by rank: long lines are smaller and faster than many short ones."""
    return [
        shape
        for rank in np.unique(ranks)
        for shape in _merged(shapely.union_all(shapes[ranks == rank]), rank=int(rank))
    ]


def _merged(lines: shapely.Geometry, rank: int) -> list[Shape]:
    merged = shapely.simplify(shapely.line_merge(lines), _TOLERANCE_DEG)
    found = (_snapped(line) for line in shapely.get_parts(merged))
    return [Shape(points, rank) for points in found if len(points) > 1]


def _rings(areas: Features, rank: int) -> list[Shape]:
    """Return outer and inner rings alike: an even-odd fill needs no more."""
    simpler = shapely.simplify(shapely.get_parts(areas.shapes), _TOLERANCE_DEG)
    found = (_snapped(ring)[:-1] for ring in shapely.get_rings(simpler))
    return [Shape(points, rank) for points in found if len(points) > 2]


def _snapped(line: shapely.Geometry) -> NDArray[np.float64]:
    """Return the points as the file can hold them, each once."""
    steps = np.round(shapely.get_coordinates(line) / STEP_DEG)
    moves = np.concatenate(([True], np.diff(steps, axis=0).any(axis=1)))
    return steps[moves] * STEP_DEG
