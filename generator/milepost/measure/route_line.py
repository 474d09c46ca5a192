"""A planned route as a ruler: metres along it, and which of its places are near a point."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from milepost.measure.geo import plane_m, steps_m
from milepost.measure.places import METRES_A_DEGREE
from milepost.measure.simplify import simplify
from milepost.model.activity import Line, Position
from milepost.model.track import Column

Numbers = NDArray[np.int64]

_TOLERANCE_M = 5.0  # a plan may be a recording of last year, with a point each second
_PIECE_M = 200.0  # the longest piece of the route that the grid knows by its middle
_SMOOTH_M = 25.0  # before and behind the middle of a piece, for its direction
_CELL_M = 250.0
_DEGREE_M = 110_500.0  # no degree of latitude is shorter
_ROW_DEG = _CELL_M / _DEGREE_M
_BESIDE, _ROW_KEY = 1 << 20, 1 << 22  # keys: rows of cells, each with room for all columns
_SEAM_DEG = 1.0  # what is this near to the antimeridian is in the grid from both sides
_MOST_SPOTS = 40  # near one point: laps of a race


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """One planned line without a gap: its points, and the metres along the route to each."""

    lat_deg: Column
    lon_deg: Column  # goes on beyond ±180 where the line crosses the antimeridian
    at_m: Column


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """Places of a route near points, sorted by the point's number `of` and along the route.

    Each is `away_m` from its point and the nearest of its surroundings: a route that comes by
    twice has two. `at_m` are metres of the drawn line; east and north are the route's
    direction there, a vector of length 1, or less where it turns sharply.
    """

    of: Numbers
    at_m: Column
    away_m: Column
    east: Column
    north: Column

    def only(self, chosen: NDArray[np.bool_] | Numbers) -> "Spots":
        """Return some of them."""
        others = (self.at_m, self.away_m, self.east, self.north)
        return Spots(self.of[chosen], *(column[chosen] for column in others))


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Pieces of a route, none longer than 200 m, and the cells in which their middles lie.

    `number` grows along the route by one a piece, and by two over a gap. `key` is sorted;
    beside it stands in `piece` which one lies there.
    """

    lat_deg: Column
    lon_deg: Column
    lat_step_deg: Column
    lon_step_deg: Column
    at_m: Column
    length_m: Column
    east: Column
    north: Column
    number: Numbers
    key: Numbers
    piece: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Ruler:
    """A planned route to measure along.

    Its metres are those it is said to have, `stretch` for each of the drawn line.
    """

    stretches: tuple[Stretch, ...]
    length_m: float
    stretch: float
    grid: Grid

    def at(self, at_m: float) -> Position:
        """Return the place some metres along the route; beyond an end it is that end."""
        starts = [float(each.at_m[0]) for each in self.stretches]
        number = int(np.searchsorted(starts, at_m, side="right")) - 1
        return _place(self.stretches[max(number, 0)], at_m)

    def between(self, from_m: float, to_m: float) -> tuple[Line, ...]:
        """Return the lines of the plan between two marks; nothing is drawn over its gaps."""
        lines = []
        for each in self.stretches:
            begin = max(from_m, float(each.at_m[0]))
            end = min(to_m, float(each.at_m[-1]))
            if begin < end:
                inner = np.flatnonzero((each.at_m > begin) & (each.at_m < end)).tolist()
                points = (_position(each.lat_deg[n], each.lon_deg[n]) for n in inner)
                lines.append((_place(each, begin), *points, _place(each, end)))
        return tuple(lines)


def ruler_of(lines: Sequence[Line], length_m: float | None = None) -> Ruler:
    """Return a ruler of planned lines in their order; a gap between two adds nothing.

    Lengths are those of WGS84. Plans are thinned for drawing, which makes them shorter: with
    `length_m` the whole is that long. Points given twice do no harm; a plan that leads nowhere
    has no length. Raise ValueError if there is no point at all.
    """
    drawn, before_m = [], 0.0
    for line in lines:
        each = _stretch(line, before_m) if line else None
        if each and each.at_m[-1] > before_m:
            drawn.append(each)
            before_m = float(each.at_m[-1])
    ratio = length_m / before_m if length_m and before_m else 1.0
    if not drawn:
        lat_deg, lon_deg = next((line[0] for line in lines if line), (None, None))
        if lat_deg is None or lon_deg is None:
            raise ValueError("a route needs a point")
        drawn.append(Stretch(np.full(2, lat_deg), np.full(2, lon_deg), np.zeros(2)))
    told = (Stretch(each.lat_deg, each.lon_deg, each.at_m * ratio) for each in drawn)
    return Ruler(tuple(told), before_m * ratio, ratio, _grid(drawn))


def spots_near(grid: Grid, lat_deg: Column, lon_deg: Column, reach_m: float) -> Spots:
    """Return the places of a route within reach of each of n points.

    All points at once: three or more rows of cells each, in which a row's cells lie side by
    side, O(n log m) for m pieces of a route that does not cross itself everywhere.
    """
    of, piece = _pairs(grid, lat_deg, lon_deg, reach_m)
    # Metres around each point, on a sphere: good to half a percent of some hundred metres.
    east_m = METRES_A_DEGREE * np.cos(np.radians(lat_deg[of]))
    x, y = _short(grid.lon_deg[piece] - lon_deg[of]) * east_m, grid.lat_deg[piece] - lat_deg[of]
    y *= METRES_A_DEGREE
    dx, dy = grid.lon_step_deg[piece] * east_m, grid.lat_step_deg[piece] * METRES_A_DEGREE
    square = np.maximum(dx * dx + dy * dy, 1e-6)
    share = np.clip(-(x * dx + y * dy) / square, 0.0, 1.0)
    away_m = np.hypot(x + share * dx, y + share * dy)
    number = grid.number[piece]
    at_m = grid.at_m[piece] + share * grid.length_m[piece]
    near = np.flatnonzero(away_m <= reach_m)
    order = near[np.lexsort((number[near], of[near]))]
    found = Spots(of, at_m, away_m, grid.east[piece], grid.north[piece]).only(order)
    return _fewer(found.only(_nearest_around(found, number[order])))


def _stretch(line: Line, before_m: float) -> Stretch:
    places = np.array(line, dtype=np.float64).reshape(-1, 2)
    lat_deg, lon_deg = places[:, 0], np.unwrap(places[:, 1], period=360)
    metres = np.hypot(*steps_m(lat_deg, lon_deg))
    at_m = before_m + np.concatenate([[0.0], np.cumsum(metres)])
    kept = simplify(lat_deg, lon_deg, _TOLERANCE_M)
    kept = kept[np.concatenate([[True], np.diff(at_m[kept]) > 0])]
    return Stretch(lat_deg[kept], lon_deg[kept], at_m[kept])


def _place(stretch: Stretch, at_m: float) -> Position:
    lat, lon = (np.interp(at_m, stretch.at_m, c) for c in (stretch.lat_deg, stretch.lon_deg))
    return _position(lat, lon)


def _position(lat_deg: float, lon_deg: float) -> Position:
    return round(float(lat_deg), 5), round(float(_short(np.asarray(lon_deg))), 5)


def _short(degrees: Column) -> Column:
    return np.asarray(degrees - 360.0 * np.rint(degrees / 360.0))


def _grid(stretches: Sequence[Stretch]) -> Grid:
    parts = [_pieces(each) for each in stretches]
    lat, lon, lat_step, lon_step, at_m, length_m, east, north = map(
        np.concatenate, zip(*parts, strict=True)
    )
    gaps = np.repeat(np.arange(len(parts)), [len(part[0]) for part in parts])
    middle_lat, middle_lon = lat + lat_step / 2, _short(lon + lon_step / 2)
    seam = np.flatnonzero(np.abs(middle_lon) > 180 - _SEAM_DEG)
    piece = np.concatenate([np.arange(len(lat)), seam])
    beyond = middle_lon[seam] - 360 * np.sign(middle_lon[seam])
    key = _key(_row(middle_lat[piece]), np.concatenate([middle_lon, beyond]))
    order = np.argsort(key, kind="stable")
    return Grid(
        lat, lon, lat_step, lon_step, at_m, length_m, east, north,
        number=np.arange(len(lat)) + gaps, key=key[order], piece=piece[order],
    )  # fmt: skip


def _pieces(stretch: Stretch) -> tuple[Column, ...]:
    """Return the first eight columns of the grid."""
    metres = np.diff(stretch.at_m)
    times = np.maximum(np.ceil(metres / _PIECE_M), 1).astype(np.int64)
    of = np.repeat(np.arange(len(metres)), times)
    share = (np.arange(len(of)) - np.repeat(np.cumsum(times) - times, times)) / times[of]

    def starts(column: Column) -> Column:
        return np.asarray(column[of] + share * np.diff(column)[of])

    def steps(column: Column) -> Column:
        return np.asarray((np.diff(column) / times)[of])

    at_m, length_m = starts(stretch.at_m), steps(stretch.at_m)
    # A hook of some metres, as hands draw them, is no way back.
    ends = at_m + length_m / 2 + np.array([[-_SMOOTH_M], [_SMOOTH_M]])
    ends = np.clip(ends, stretch.at_m[0], stretch.at_m[-1])
    plane = plane_m(stretch.lat_deg, stretch.lon_deg)
    east, north = (
        np.diff(np.interp(ends, stretch.at_m, column), axis=0)[0] for column in plane
    )
    long_m = np.maximum(np.diff(ends, axis=0)[0], 1e-3)
    return (
        starts(stretch.lat_deg), starts(stretch.lon_deg), steps(stretch.lat_deg),
        steps(stretch.lon_deg), at_m, length_m, east / long_m, north / long_m,
    )  # fmt: skip


def _row(lat_deg: Column) -> Numbers:
    return np.floor(lat_deg / _ROW_DEG).astype(np.int64)


def _key(row: Numbers, lon_deg: Column) -> Numbers:
    # A row's cells are as wide as its own latitude makes them.
    wide_deg = _ROW_DEG / np.maximum(np.cos(np.radians(row * _ROW_DEG)), 0.01)
    column: Numbers = np.floor(lon_deg / wide_deg).astype(np.int64)
    return row * _ROW_KEY + _BESIDE + column


def _pairs(
    grid: Grid, lat_deg: Column, lon_deg: Column, reach_m: float
) -> tuple[Numbers, Numbers]:
    """Return points and pieces whose cells are within reach of each other, as two columns."""
    reach_deg = (reach_m + _PIECE_M / 2) / _DEGREE_M
    rows = int(np.ceil(reach_deg / _ROW_DEG))
    row = _row(lat_deg) + np.arange(-rows, rows + 1)[:, None]
    wide_deg = reach_deg / np.maximum(np.cos(np.radians(np.abs(lat_deg) + reach_deg)), 0.01)
    lon = _short(lon_deg)
    first = np.searchsorted(grid.key, _key(row, lon - wide_deg).ravel())
    last = np.searchsorted(grid.key, _key(row, lon + wide_deg).ravel(), side="right")
    counts = last - first
    of = np.repeat(np.tile(np.arange(len(lat_deg)), len(row)), counts)
    within = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
    return of, grid.piece[np.repeat(first, counts) + within]


def _nearest_around(spots: Spots, number: Numbers) -> NDArray[np.bool_]:
    """Tell which of neighbouring pieces are nearer than those before and after them."""
    away_m = spots.away_m
    joined = (np.diff(spots.of) == 0) & (np.diff(number) == 1)
    # On both sides of a hairpin one is on the route.
    joined &= spots.east[1:] * spots.east[:-1] + spots.north[1:] * spots.north[:-1] > 0
    best = np.ones(len(away_m), dtype=bool)
    best[1:] &= ~joined | (away_m[1:] <= away_m[:-1])
    best[:-1] &= ~joined | (away_m[:-1] < away_m[1:])
    return best


def _fewer(spots: Spots) -> Spots:
    """Leave out the farthest where a point has too many."""
    counts = np.bincount(spots.of)
    if not len(counts) or counts.max() <= _MOST_SPOTS:
        return spots
    order = np.lexsort((spots.away_m, spots.of))
    rank = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    return spots.only(np.sort(order[rank < _MOST_SPOTS]))
