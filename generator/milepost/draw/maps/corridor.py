"""The region along some lines, as GeoJSON (RFC 7946), for cutting a map out of a larger one.

It is made of squares of a grid that map tiles lie on, too: a region of capsules would cover
the same tiles in the end. Squares are counted exactly, join without a geometry library, and
end at the antimeridian by themselves.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, log2, pi, radians

import numpy as np
from numpy.typing import NDArray

from milepost.draw.projection import Floats, Frame, latitude_at, longitude_at, project, unwrap
from milepost.measure.geo import SEMI_MAJOR_AXIS_M
from milepost.measure.simplify import simplify
from milepost.model.activity import Line

_EQUATOR_M = 2 * pi * SEMI_MAJOR_AXIS_M
_AREA_RADIUS_M = 6_371_007.2  # of the sphere with the Earth's surface
_DEGREE_M = 111_000.0
_SQUARES_A_SIDE = 4  # from the line to the corridor's edge, where squares are largest
_ZOOMS = (4, 14)  # smaller squares would cover the same tiles
# Of a square: the outline keeps that much inside, so that it touches no tile next to it, and
# no other square of which it shares only a corner.
_INSET = 0.01
_HIGHEST_LAT = 84.0

_Cell = tuple[int, int]  # column and row
_Cells = NDArray[np.int64]
_Ring = tuple[tuple[float, float], ...]  # (longitude, latitude), the first one again at the end


@dataclass(frozen=True, slots=True)
class Corridor:
    """Polygons as GeoJSON has them: an outer ring, counterclockwise, and holes."""

    polygons: tuple[tuple[_Ring, ...], ...]
    area_m2: float
    tiles: int  # from zoom 0 to the asked one

    def geojson(self) -> dict[str, object]:
        """Return the region as a GeoJSON feature."""
        geometry = {"type": "MultiPolygon", "coordinates": self.polygons}
        return {"type": "Feature", "properties": {}, "geometry": geometry}


def corridor(lines: Iterable[Line], *, width_m: float, max_zoom: int) -> Corridor | None:
    """Return the squares that lie within half a width of the lines; None without any.

    Squares that are reached in part belong to it. `tiles` counts those of all zooms up to
    `max_zoom`.
    """
    known = list(unwrap([line for line in lines if line]))
    if not known:
        return None
    half_m = width_m / 2
    columns = [_thinned(line, half_m / 20) for line in known]
    zoom = _zoom(columns, half_m)
    frame = Frame(-0.5, 0.0, float(1 << zoom), 1, 1)  # a pixel is a square of the grid
    samples = np.concatenate([_samples(frame, line) for line in columns])
    cells = _widened(samples, frame, half_m)
    return Corridor(
        polygons=_polygons(cells, frame),
        area_m2=_area_m2(cells, frame),
        tiles=sum(_tiles(cells, zoom, level) for level in range(max_zoom + 1)),
    )


def _thinned(line: Line, tolerance_m: float) -> Floats:
    points = np.array(line, dtype=np.float64)
    points[:, 0] = np.clip(points[:, 0], -_HIGHEST_LAT, _HIGHEST_LAT)
    return points[simplify(points[:, 0], points[:, 1], tolerance_m)]


def _zoom(lines: Sequence[Floats], half_m: float) -> int:
    """Return the zoom of tiles whose size the squares have."""
    nearest = min(float(np.abs(line[:, 0]).min()) for line in lines)
    largest_m = half_m / _SQUARES_A_SIDE
    zoom = ceil(log2(_EQUATOR_M * cos(radians(nearest)) / largest_m))
    return min(max(zoom, _ZOOMS[0]), _ZOOMS[1])


def _samples(frame: Frame, line: Floats) -> Floats:
    """Return points on a line, (x, y) in squares, two to each square that it passes."""
    corners = project(frame, line[:, 0], line[:, 1])
    lengths = np.hypot(*np.diff(corners, axis=0).T)
    along = np.concatenate(([0.0], np.cumsum(lengths)))
    at = np.linspace(0.0, along[-1], ceil(2 * along[-1]) + 1)
    return np.column_stack([np.interp(at, along, corners[:, axis]) for axis in (0, 1)])


def _widened(samples: Floats, frame: Frame, half_m: float) -> _Cells:
    """Return all squares that half a width reaches, on the one world there is.

    They are rows of (column, row), by rows.
    """
    side = int(frame.scale)
    found = [np.empty(0, dtype=np.int64)]
    for band in np.array_split(samples[np.argsort(samples[:, 1])], ceil(len(samples) / 1000)):
        # Mercator's squares are the smallest at the end that is nearer to a pole.
        ends = [abs(latitude_at(frame, float(y))) for y in band[[0, -1], 1]]
        lat = min(max(ends) + half_m / _DEGREE_M, _HIGHEST_LAT)
        radius = half_m * frame.scale / (_EQUATOR_M * cos(radians(lat)))
        reach = ceil(radius) + 1
        near = np.mgrid[-reach : reach + 1, -reach : reach + 1].reshape(2, -1).T
        cells = np.floor(band).astype(np.int64)[:, None] + near
        gaps = np.maximum(np.abs(cells + 0.5 - band[:, None]) - 0.5, 0.0)
        reached = cells[np.hypot(gaps[:, :, 0], gaps[:, :, 1]) <= radius]
        reached = reached[(reached[:, 1] >= 0) & (reached[:, 1] < side)]
        found.append(np.unique(reached[:, 1] * side + reached[:, 0] % side))
    rows, columns = np.divmod(np.unique(np.concatenate(found)), side)
    return np.column_stack((columns, rows))


def _area_m2(cells: _Cells, frame: Frame) -> float:
    rows, counts = np.unique(cells[:, 1], return_counts=True)
    edges = [[latitude_at(frame, row + side) for side in (0, 1)] for row in rows.tolist()]
    north, south = np.sin(np.radians(np.array(edges))).T
    wide = 2 * pi / frame.scale
    return float(np.sum(counts * wide * (north - south)) * _AREA_RADIUS_M**2)


def _tiles(cells: _Cells, zoom: int, level: int) -> int:
    if level >= zoom:
        return len(cells) << 2 * (level - zoom)
    columns, rows = (cells >> (zoom - level)).T
    return len(np.unique((rows << level) + columns))


def _polygons(cells: _Cells, frame: Frame) -> tuple[tuple[_Ring, ...], ...]:
    """Return the outlines of squares: one polygon for those that hang together by sides."""
    all_cells = [(column, row) for column, row in cells.tolist()]
    parts = _parts(all_cells)
    outlines: dict[int, list[_Ring]] = {}
    for cell, corners in _outlines(set(all_cells)):
        outlines.setdefault(parts[cell], []).append(_ring(corners, frame))
    # Only the outer ring of a part runs counterclockwise.
    return tuple(
        tuple(sorted(rings, key=lambda ring: _turn(ring) < 0)) for rings in outlines.values()
    )


def _parts(cells: Sequence[_Cell]) -> dict[_Cell, int]:
    """Number the parts of a region whose squares share sides."""
    parts: dict[_Cell, int] = {}
    waiting = set(cells)
    for number, first in enumerate(cells):
        if first not in waiting:
            continue
        waiting.remove(first)
        edge = [first]
        while edge:
            cell = edge.pop()
            parts[cell] = number
            for x, y in _SIDES:
                neighbour = cell[0] + x, cell[1] + y
                if neighbour in waiting:
                    waiting.remove(neighbour)
                    edge.append(neighbour)
    return parts


# To the neighbour behind a side, and the side itself, from corner to corner of a square: rows
# grow to the south, so the square lies at the left hand of one who walks along.
_SIDES: dict[_Cell, tuple[_Cell, _Cell]] = {
    (0, 1): ((0, 1), (1, 1)),
    (1, 0): ((1, 1), (1, 0)),
    (0, -1): ((1, 0), (0, 0)),
    (-1, 0): ((0, 0), (0, 1)),
}


def _outlines(cells: set[_Cell]) -> Iterator[tuple[_Cell, list[tuple[float, float]]]]:
    """Yield the corners of each outline in squares of the grid, with a square inside of it.

    Where two squares meet at a corner only, the way turns left, and stays with its square.
    """
    ahead: dict[tuple[_Cell, _Cell], _Cell] = {}  # a corner and a heading -> its square
    for cell in sorted(cells):
        for (x, y), (begin, end) in _SIDES.items():
            if (cell[0] + x, cell[1] + y) not in cells:
                heading = end[0] - begin[0], end[1] - begin[1]
                ahead[(cell[0] + begin[0], cell[1] + begin[1]), heading] = cell
    while ahead:
        start, cell = next(iter(ahead.items()))
        yield cell, _walked(start, ahead)


def _walked(
    start: tuple[_Cell, _Cell], ahead: dict[tuple[_Cell, _Cell], _Cell]
) -> list[tuple[float, float]]:
    """Walk along one outline, taking its sides out of `ahead`; return its corners, inset."""
    corners = []
    corner, heading = start
    while True:
        corner = corner[0] + heading[0], corner[1] + heading[1]
        ways = (_left(heading), heading, _right(heading))
        turned = next(h for h in ways if (corner, h) in ahead)
        if turned != heading:
            (x1, y1), (x2, y2) = _left(heading), _left(turned)
            corners.append((corner[0] + _INSET * (x1 + x2), corner[1] + _INSET * (y1 + y2)))
        heading = turned
        del ahead[corner, heading]
        if (corner, heading) == start:
            return corners


def _left(heading: _Cell) -> _Cell:
    return heading[1], -heading[0]


def _right(heading: _Cell) -> _Cell:
    return -heading[1], heading[0]


def _ring(corners: Sequence[tuple[float, float]], frame: Frame) -> _Ring:
    places = [
        (round(longitude_at(frame, x), 6), round(latitude_at(frame, y), 6)) for x, y in corners
    ]
    return (*places, places[0])


def _turn(ring: _Ring) -> float:
    """Return twice the area of a ring in degrees, negative for a clockwise one."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
