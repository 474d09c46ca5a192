"""Web Mercator, fitted to a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan, cos, degrees, pi, radians, sinh

import numpy as np
from numpy.typing import NDArray

from milepost.measure.geo import SEMI_MAJOR_AXIS_M, steps_m
from milepost.model.activity import Line

Floats = NDArray[np.float64]
_EQUATOR_M = 2 * pi * SEMI_MAJOR_AXIS_M
MAX_LAT = 85.05  # beyond it Mercator's y runs away
_POLE = 89.9  # as far as ground is drawn beyond the edge of a map
# Of a frame, as processors differ in the last of 17: shares of the world to 0.4 mm.
_PLACES = 11
_SCALE_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Padding:
    """Room around what is fitted into a picture, in pixels."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0


NO_PADDING = Padding()


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that a picture shows.

    `west` and `north` are the picture's left and top edge as shares of the world's width
    (0 is longitude 0, and latitude 85.05 N); `scale` is that width in pixels.
    """

    west: float
    north: float
    scale: float
    width: int
    height: int


def unwrap(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with longitudes that never jump, and all on one side of the world.

    A line over the antimeridian goes on beyond 180 degrees; other lines follow it by whole
    turns, cut where the longest stretch of longitude without any line is.
    """
    smooth = [_unwrapped(line) for line in lines if line]
    cut = _cut([(float(lons.min()), float(lons.max())) for lons in smooth])
    result = []
    shifted = iter(smooth)
    for line in lines:
        if not line:
            result.append(line)
            continue
        lons = next(shifted)
        turns = -np.floor((lons.min() - cut) / 360.0) * 360.0
        result.append(
            tuple((lat, float(lon)) for (lat, _), lon in zip(line, lons + turns, strict=True))
        )
    return tuple(result)


def _unwrapped(line: Line) -> Floats:
    lons = np.array([lon for _, lon in line], dtype=np.float64)
    turns = np.concatenate(([0.0], np.cumsum(-np.round(np.diff(lons) / 360.0))))
    return lons + 360.0 * turns


def _cut(spans: list[tuple[float, float]]) -> float:
    """Return the longitude right after the widest gap between spans."""
    if not spans:
        return 0.0
    by_start = sorted((west % 360.0, west, east) for west, east in spans)
    reach = max(start + east - west for start, west, east in by_start) - 360.0
    widest, cut = -1.0, by_start[0][1]
    for start, west, east in by_start:
        if start - reach > widest:
            widest, cut = start - reach, west
        reach = max(reach, start + east - west)
    return cut


def fit(
    lines: Sequence[Line],
    *,
    width: int,
    height: int,
    padding: Padding = NO_PADDING,
    min_span_m: float = 200.0,
) -> Frame:
    """Return the frame that shows all points of unwrapped lines, centred and north up.

    The shorter inner side of the picture never spans less than `min_span_m`, so one point
    is enough. At least one point is needed.
    """
    world = np.concatenate([_world(line) for line in lines if line])
    low, high = world.min(axis=0), world.max(axis=0)
    middle = (low + high) / 2
    inner_w = max(1.0, width - padding.left - padding.right)
    inner_h = max(1.0, height - padding.top - padding.bottom)
    min_span = min_span_m / (_EQUATOR_M * cos(radians(_latitude(middle[1]))))
    spans = np.maximum(high - low, 1e-12)
    scale = float(min(inner_w / spans[0], inner_h / spans[1], min(inner_w, inner_h) / min_span))
    scale = float(f"{scale:.{_SCALE_DIGITS}g}")
    return Frame(
        west=round(float(middle[0]) - (padding.left + inner_w / 2) / scale, _PLACES),
        north=round(float(middle[1]) - (padding.top + inner_h / 2) / scale, _PLACES),
        scale=scale,
        width=width,
        height=height,
    )


def to_px(frame: Frame, line: Line) -> Floats:
    """Return the line's pixels as rows of (x, y); y grows to the south."""
    return (_world(line) - (frame.west, frame.north)) * frame.scale


def project(frame: Frame, lat_deg: Floats, lon_deg: Floats) -> Floats:
    """Return the pixels of columns of positions as rows of (x, y); they go on to the poles."""
    return (_of_world(lat_deg, lon_deg, _POLE) - (frame.west, frame.north)) * frame.scale


def _world(line: Line) -> Floats:
    points = np.array(line, dtype=np.float64).reshape(-1, 2)
    return _of_world(points[:, 0], points[:, 1], MAX_LAT)


def _of_world(lat_deg: Floats, lon_deg: Floats, limit_deg: float) -> Floats:
    lat = np.radians(np.clip(lat_deg, -limit_deg, limit_deg))
    return np.column_stack((lon_deg / 360.0, 0.5 - np.arcsinh(np.tan(lat)) / (2 * pi)))


def latitude_at(frame: Frame, y: float) -> float:
    """Return the latitude of a row of pixels, in degrees."""
    return _latitude(frame.north + y / frame.scale)


def longitude_at(frame: Frame, x: float) -> float:
    """Return the longitude of a column of pixels; beyond 180 where the map goes on."""
    return (frame.west + x / frame.scale) * 360.0


def _latitude(y: float) -> float:
    return degrees(atan(sinh(pi * (1.0 - 2.0 * y))))


def metres_per_px(frame: Frame, y: float | None = None) -> float:
    """Return the ground's metres in one pixel of row `y`, the middle row if not given."""
    lat = latitude_at(frame, frame.height / 2 if y is None else y)
    return _EQUATOR_M * cos(radians(lat)) / frame.scale


def metres_along(line: Line) -> Floats:
    """Return each point's distance from the line's first point, along the line."""
    points = np.array(line, dtype=np.float64).reshape(-1, 2)
    east_m, north_m = steps_m(points[:, 0], points[:, 1])
    return np.concatenate(([0.0], np.cumsum(np.hypot(east_m, north_m))))
