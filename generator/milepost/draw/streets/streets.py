"""The ground of a map from vector tiles: land, water, houses and roads, in our own style.

It is made to be rasterised: a city is too many lines for a page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import log2

import numpy as np
from numpy.typing import NDArray

from milepost.draw.projection import Floats, Frame
from milepost.draw.streets.schemas import Kind, kind_of
from milepost.draw.streets.tiles import Place, box_of
from milepost.draw.svg import num, path
from milepost.measure.simplify import thin
from milepost.model.vector_tile import AREA, TileLayer

_THIN_PX = 0.3
_LEAST_AREA_PX = 0.7  # the longer side of an area that is drawn
_MARGIN_PX = 20.0  # more than half of the widest line
_FARTHEST_PX = 100_000.0  # a tile may hold points on the moon
_HATCH = 80  # tenths of a pixel, as all numbers in the paths are
_CASE_PX = 0.6  # on each side of a road
_BUILDINGS_FROM, _STREET_CASES_FROM = 13.2, 12.2  # zooms, as below

_AREAS: tuple[Kind, ...] = ("built", "park", "wood", "sand", "ice", "water", "pier")
_ROADS: Mapping[Kind, str] = {  # from the least to the greatest, and the classes they share
    "street": "street",
    "road": "street",
    "main": "main",
    "motorway": "motorway",
}

# Widths in pixels at zooms, between which they grow evenly; below the first zoom nothing is
# drawn. At zoom 0 the world is 512 pixels wide, as other makers of maps count it.
_WIDTHS: Mapping[Kind, tuple[tuple[float, float], ...]] = {
    "motorway": ((5, 0.8), (8, 1.3), (10, 1.8), (12, 2.6), (14, 4.2), (16, 9), (18, 24)),
    "main": ((6, 0.6), (8, 1.0), (10, 1.4), (12, 2.1), (14, 3.6), (16, 8), (18, 21)),
    "road": ((9, 0.6), (10, 0.9), (12, 1.6), (14, 3.0), (16, 7), (18, 18)),
    "street": ((11, 0.5), (12, 1.0), (13, 1.4), (14, 2.2), (16, 5.5), (18, 15)),
    "path": ((12.5, 0.5), (14, 0.8), (16, 1.8), (18, 3.5)),
    "rail": ((9, 0.6), (12, 0.8), (14, 1.2), (16, 2), (18, 3)),
    "tunnel": ((12, 0.8), (14, 1.4), (16, 3), (18, 6)),
    "waterway": ((7, 0.6), (10, 1.0), (12, 1.4), (14, 2.5), (16, 5), (18, 10)),
    "stream": ((12, 0.5), (14, 1.0), (16, 2), (18, 4)),
    "pier": ((12, 0.8), (14, 1.6), (16, 4), (18, 10)),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A tile to draw: where it lies, and what it holds."""

    place: Place
    layers: tuple[TileLayer, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Shapes:
    """Lines or rings laid end to end, in pixels: number `i` is `starts[i]:starts[i + 1]`."""

    points: Floats
    starts: NDArray[np.int64]


_Key = tuple[Kind, bool]  # what it is, and whether it is an area


def streets(frame: Frame, sheets: Sequence[Sheet], voids: Sequence[Place]) -> str:
    """Return a complete `<svg>` of tiles, the coarsest first; `voids` are hatched.

    A tile covers what coarser ones show of its place. A tile holds a little more than its
    square, so those of one zoom are drawn together, kind by kind.
    """
    levels = [list(level) for _, level in groupby(sheets, lambda sheet: sheet.place.zoom)]
    drawn = []
    for depth, level in enumerate(levels):
        if depth:
            drawn.append(path("mp-ground", "".join(_square(frame, s.place) for s in level)))
        drawn.append(_level(frame, level))
    drawn.append(path("mp-void", "".join(_hatch(frame, place) for place in voids)))
    size = f'width="{frame.width}" height="{frame.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}'
        f' viewBox="0 0 {frame.width} {frame.height}">'
        f'<rect class="mp-ground" {size}/><g transform="scale(.1)">{"".join(drawn)}</g></svg>'
    )


def _level(frame: Frame, sheets: Sequence[Sheet]) -> str:
    found: dict[_Key, list[_Shapes]] = {}
    for sheet in sheets:
        for layer in sheet.layers:
            for key, shapes in _by_kind(frame, sheet.place, layer):
                found.setdefault(key, []).append(shapes)
    data = {key: _data(shapes, ring=key[1]) for key, shapes in found.items()}
    return "".join(_styled(data, log2(frame.scale / 512)))


def _styled(data: Mapping[_Key, str], zoom: float) -> Iterator[str]:
    """Yield the paths of all kinds, the lowest first."""

    def area(kind: Kind) -> str:
        return path(f"mp-{kind}", data.get((kind, True), ""))

    def line(kind: Kind, name: str, case: float = 0.0) -> str:
        width, shapes = _width(kind, zoom), data.get((kind, False), "")
        if not width or not shapes:
            return ""
        stroke = num(10 * (width + 2 * case))
        return f'<path class="mp-way mp-{name}" stroke-width="{stroke}" d="{shapes}"/>'

    far = zoom < _STREET_CASES_FROM  # so small that streets are thin lines without an edge

    def edge(kind: Kind, name: str) -> str:
        if far and name == "street":
            return ""
        return line(kind, f"{name}-case", _CASE_PX * max(1.0, zoom - 13.0))

    yield from (area(kind) for kind in _AREAS)
    yield line("stream", "waterway")
    yield line("waterway", "waterway")
    yield line("pier", "pier-line")
    yield area("building") if zoom >= _BUILDINGS_FROM else ""
    yield line("tunnel", "tunnel")
    yield line("path", "path")
    yield line("rail", "rail")
    yield from (edge(kind, name) for kind, name in _ROADS.items())
    for kind, name in _ROADS.items():
        yield line(kind, "street-far" if far and name == "street" else name)


def _width(kind: Kind, zoom: float) -> float:
    """Return how wide a line is drawn, in pixels; 0 for not at all."""
    zooms, widths = zip(*_WIDTHS[kind], strict=True)
    return float(np.interp(zoom, zooms, widths)) if zoom >= zooms[0] else 0.0


def _by_kind(frame: Frame, place: Place, layer: TileLayer) -> Iterator[tuple[_Key, _Shapes]]:
    """Yield the shapes of a layer that the picture shows, sorted by what they are."""
    if not len(layer.owners):
        return
    left, top, right, _ = box_of(frame, place)
    points = np.clip(layer.points * (right - left) + (left, top), -_FARTHEST_PX, _FARTHEST_PX)
    kinds: dict[tuple[int, int], Kind | None] = {}  # features share their tags
    keys: list[_Key | None] = []
    for shape, tags in zip(layer.kinds, layer.tags, strict=True):
        alike = shape, id(tags)
        if alike not in kinds:
            kinds[alike] = kind_of(layer.name, shape, tags)
        kind = kinds[alike]
        keys.append((kind, shape == AREA) if kind else None)
    known = list(dict.fromkeys(key for key in keys if key))
    numbers = {key: number for number, key in enumerate(known)}
    sorts = np.array([numbers[key] if key else -1 for key in keys])[layer.owners]
    sorts[~_shown(frame, points, layer)] = -1
    counts = np.diff(layer.starts)
    for number, key in enumerate(known):
        mine = sorts == number
        if mine.any():
            starts = np.concatenate(([0], np.cumsum(counts[mine])))
            yield key, _Shapes(points[np.repeat(mine, counts)], starts)


def _shown(frame: Frame, points: Floats, layer: TileLayer) -> NDArray[np.bool_]:
    """Tell which pieces may be seen: those that are in the picture and no specks."""
    low = np.minimum.reduceat(points, layer.starts[:-1], axis=0)
    high = np.maximum.reduceat(points, layer.starts[:-1], axis=0)
    size = np.array((frame.width, frame.height))
    inside = (high > -_MARGIN_PX).all(axis=1) & (low < size + _MARGIN_PX).all(axis=1)
    is_area = np.array(layer.kinds)[layer.owners] == AREA
    speck = (high - low).max(axis=1) < _LEAST_AREA_PX
    shown: NDArray[np.bool_] = inside & ~(is_area & speck)
    return shown


def _data(parts: Sequence[_Shapes], *, ring: bool) -> str:
    """Return the path of all shapes of one kind, thinned at once: there may be thousands."""
    points = np.concatenate([part.points for part in parts])
    counts = np.concatenate([np.diff(part.starts) for part in parts])
    ends = np.cumsum(counts)
    kept = thin(points[:, 0], points[:, 1], _THIN_PX, fixed=(ends - counts, ends - 1))
    bounds = np.searchsorted(kept, np.concatenate(([0], ends))).tolist()
    tenths = np.rint(points[kept] * 10).astype(np.int64)
    places = tenths.tolist()
    steps = [f"{x} {y}" for x, y in np.diff(tenths, axis=0, prepend=0).tolist()]
    least, end = (3, "z") if ring else (2, "")
    return "".join(
        f"M{places[first][0]} {places[first][1]}l{' '.join(steps[first + 1 : last])}{end}"
        for first, last in pairwise(bounds)
        if last - first >= least
    )


def _square(frame: Frame, place: Place) -> str:
    left, top, right, bottom = _box(frame, place)
    return f"M{left} {top}H{right}V{bottom}H{left}z"


def _hatch(frame: Frame, place: Place) -> str:
    """Return slanting lines over what a place shows in the picture."""
    left, top, right, bottom = _box(frame, place)
    left, top = max(left, 0), max(top, 0)
    right, bottom = min(right, 10 * frame.width), min(bottom, 10 * frame.height)
    lines = []
    # All lines have x + y = k steps, so they go on from one place to the next.
    for k in range((left + top) // _HATCH + 1, (right + bottom) // _HATCH + 1):
        total = k * _HATCH
        x1, x2 = max(left, total - bottom), min(right, total - top)
        if x1 < x2:
            lines.append(f"M{x1} {total - x1}L{x2} {total - x2}")
    return "".join(lines)


def _box(frame: Frame, place: Place) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(10 * edge) for edge in box_of(frame, place))
    return left, top, right, bottom
