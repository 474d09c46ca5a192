"""The basemap's lines in a picture: land, water and borders as path data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor, log2

import numpy as np

from milepost.draw.clip import Box, lines_within, ring_within
from milepost.draw.projection import Floats, Frame, latitude_at, longitude_at, project
from milepost.draw.svg import path_data
from milepost.measure.simplify import thin
from milepost.model.basemap import Basemap, Layer, LayerName

# The lines are off by half a kilometre, here and there by more. At 70 m a pixel that is
# some pixels; closer, a coast would look exact and be wrong.
FINEST_M_PER_PX = 70.0
# Edges that clipping draws, and the soft shore along them, stay outside the picture.
MARGIN_PX = 20.0
# Tolerance and smallest shape, in pixels: the finest that is not too long is taken.
_DETAILS = (
    (0.35, 1.0),
    (0.5, 1.2),
    (0.7, 1.7),
    (0.9, 2.5),
    (1.2, 3.5),
    (1.5, 4.5),
    (2.0, 6.0),
    (2.6, 8.0),
    (3.4, 11.0),
    (5.0, 16.0),
)
_SMALL = 3  # the detail that a small picture begins with
_RINGS: tuple[LayerName, ...] = ("land", "lakes")
LAYERS: tuple[LayerName, ...] = (*_RINGS, "rivers", "countries", "disputed", "regions")
_CELL_PX = 0.2
_LEAST_LETTERS = 5.0  # of path data for each point
_MINOR_PX = 2.0  # where smaller islands are left out, so are minor lines
_LAKE_SMALLER = 2.0
_BORDER_COARSER = 2.0  # dashes hide what is left out
_LARGE_RIVER = 4  # the highest rank of those drawn thick


@dataclass(frozen=True, slots=True)
class World:
    """Path data of each layer, in pixels; "" where there is nothing of it.

    Rivers come in two: those that small-scale maps show, and the others.
    """

    land: str
    lakes: str
    rivers: str
    streams: str
    countries: str
    disputed: str
    regions: str


@dataclass(frozen=True, slots=True)
class _Shape:
    points: Floats  # in pixels
    rank: int
    size_px: float


def world(
    frame: Frame,
    basemap: Basemap,
    *,
    longest: int,
    layers: Sequence[LayerName] = LAYERS,
    small: bool = False,
) -> World:
    """Return what the basemap has within a frame, in not many more than `longest` letters.

    A wide map has fewer rivers and lakes, and no borders of regions. Nothing is looked for
    but `layers`. A `small` picture is not tried in the finest detail.
    """
    zoom = log2(frame.scale / 256)
    box = _box(frame)
    seen = {name: _seen(basemap.layer(name), frame, _rank(name, zoom)) for name in layers}
    cut = {
        name: _cut_rings(shapes, box) if name in _RINGS else _cut_lines(shapes, box)
        for name, shapes in seen.items()
    }
    for tolerance_px, smallest_px in _DETAILS[_SMALL if small else 0 :]:
        cut = {
            name: _thinned(
                [shape for shape in shapes if _is_kept(name, shape, smallest_px)],
                tolerance_px * (_BORDER_COARSER if name == "regions" else 1.0),
                rings=name in _RINGS,
            )
            for name, shapes in cut.items()
        }
        points = sum(len(shape.points) for shapes in cut.values() for shape in shapes)
        if points * _LEAST_LETTERS > longest:
            continue
        written = _written(cut)
        if sum(len(getattr(written, name)) for name in World.__slots__) <= longest:
            return written
    return _written(cut)


def _is_kept(name: LayerName, shape: _Shape, smallest_px: float) -> bool:
    """Tell whether a shape is worth its letters: a coast is worth more than a border."""
    minor = name == "regions" or (name == "rivers" and shape.rank > _LARGE_RIVER)
    lake = _LAKE_SMALLER if name == "lakes" else 1.0
    return shape.size_px >= smallest_px * lake and not (minor and smallest_px > _MINOR_PX)


def _written(shapes: Mapping[LayerName, Sequence[_Shape]]) -> World:
    data = {
        name: path_data((s.points for s in shapes.get(name, ())), close=name in _RINGS)
        for name in LAYERS
        if name != "rivers"
    }
    rivers = shapes.get("rivers", ())
    large = [shape.points for shape in rivers if shape.rank <= _LARGE_RIVER]
    small = [shape.points for shape in rivers if shape.rank > _LARGE_RIVER]
    return World(rivers=path_data(large), streams=path_data(small), **data)


def _rank(name: LayerName, zoom: float) -> float:
    """Return the highest rank that is shown; a rank is about the scale it belongs to."""
    if name == "lakes":
        return max(3.0, 1.7 * zoom - 2)
    if name == "rivers":
        return max(2.0, 1.6 * zoom - 2.5)
    if name == "regions":
        return 10.0 if zoom > 4.3 else -1.0
    return np.inf


def _seen(layer: Layer, frame: Frame, highest_rank: float) -> list[_Shape]:
    """Project the shapes that may touch a frame; it may lie beyond the antimeridian."""
    west, east = (longitude_at(frame, x) for x in (-MARGIN_PX, frame.width + MARGIN_PX))
    north, south = (latitude_at(frame, y) for y in (-MARGIN_PX, frame.height + MARGIN_PX))
    sizes_px = _sizes(layer, frame)
    wanted = (layer.rank <= highest_rank) & (sizes_px >= _DETAILS[0][1])
    wanted &= (layer.bounds[:, 3] >= south) & (layer.bounds[:, 1] <= north)
    found = []
    for turn in range(floor((west + 180) / 360), floor((east + 180) / 360) + 1):
        shift = 360.0 * turn
        here = (
            wanted & (layer.bounds[:, 2] + shift >= west) & (layer.bounds[:, 0] + shift <= east)
        )
        for index in np.flatnonzero(here).tolist():
            part = layer.points[layer.starts[index] : layer.starts[index + 1]]
            points = _apart(project(frame, part[:, 1], part[:, 0] + shift))
            found.append(_Shape(points, int(layer.rank[index]), float(sizes_px[index])))
    return found


def _sizes(layer: Layer, frame: Frame) -> Floats:
    """Return how wide or high each shape is in a picture, the larger of the two."""
    west, south, east, north = layer.bounds.T
    wide_high = project(frame, south, east) - project(frame, north, west)
    sizes: Floats = wide_high.max(axis=1, initial=0.0)
    return sizes


def _apart(points: Floats) -> Floats:
    """Leave out points right where the one before is: on a wide map that is most of them."""
    cells = np.rint(points / _CELL_PX)
    moved = np.ones(len(points), dtype=bool)
    moved[1:-1] = (cells[1:-1] != cells[:-2]).any(axis=1)
    return points[moved]


def _box(frame: Frame) -> Box:
    return -MARGIN_PX, -MARGIN_PX, frame.width + MARGIN_PX, frame.height + MARGIN_PX


def _cut_rings(shapes: Sequence[_Shape], box: Box) -> list[_Shape]:
    cut = (replace(shape, points=ring_within(shape.points, box)) for shape in shapes)
    return [shape for shape in cut if len(shape.points)]


def _cut_lines(shapes: Sequence[_Shape], box: Box) -> list[_Shape]:
    return [
        replace(shape, points=piece)
        for shape in shapes
        for piece in lines_within(shape.points, box)
    ]


def _thinned(shapes: Sequence[_Shape], tolerance_px: float, *, rings: bool) -> list[_Shape]:
    """Leave out points that nobody sees, of all shapes at once: there may be thousands."""
    if not shapes:
        return []
    every = np.concatenate([shape.points for shape in shapes])
    counts = np.array([len(shape.points) for shape in shapes])
    ends = np.cumsum(counts)
    kept = thin(every[:, 0], every[:, 1], tolerance_px, fixed=(ends - counts, ends - 1))
    parts = np.split(every[kept], np.searchsorted(kept, ends[:-1]))
    least = 3 if rings else 2
    return [
        replace(shape, points=part)
        for shape, part in zip(shapes, parts, strict=True)
        if len(part) >= least
    ]
