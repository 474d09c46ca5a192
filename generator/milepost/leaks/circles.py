"""Circles in which no published point may lie."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import NamedTuple

from milepost.measure.geo import LEAST_DEGREE_M, SEMI_MAJOR_AXIS_M, between_m
from milepost.model.activity import Position
from milepost.model.privacy import Zone

_SAME_DEG = 0.000051  # the position of a town is published to four decimals
_SLACK_M = 1.0  # two ways to count metres may differ by that


class Point(NamedTuple):
    """A place as it is written somewhere, and by how much its last digits may be off."""

    lat: float
    lon: float
    off_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Window:
    """Degrees, without their sign, between which the points of a circle lie."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether degrees without their signs may be those of a point inside."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


class Circles:
    """Tells which points lie inside of circles, and quickly which numbers cannot."""

    def __init__(self, zones: Sequence[Zone], towns: Sequence[Position] = ()):
        """Take the circles, and the places on every map in them: a town's name is no secret."""
        self._towns = tuple(towns)
        self._circles = tuple((zone, _window(zone)) for zone in zones)

    def __bool__(self) -> bool:
        return bool(self._circles)

    def may_be_lat(self, degrees: float) -> bool:
        """Tell whether a number without its sign may be the latitude of a point inside."""
        return any(each.south <= degrees <= each.north for _, each in self._circles)

    def may_be_lon(self, degrees: float) -> bool:
        """Tell whether a number without its sign may be the longitude of a point inside."""
        return any(each.west <= degrees <= each.east for _, each in self._circles)

    def around(self, point: Point) -> int | None:
        """Return the number of the circle, from 1, that a point surely lies in.

        What is written so coarsely that it may as well be outside is not inside.
        """
        lat, lon = point.lat, (point.lon + 180.0) % 360.0 - 180.0
        for number, (zone, window) in enumerate(self._circles, 1):
            if not window.holds(abs(lat), abs(lon)):
                continue
            least_m = zone.radius_m - point.off_m - _SLACK_M
            if least_m <= 0 or between_m(lat, lon, zone.lat_deg, zone.lon_deg) >= least_m:
                continue
            if not self._is_town(lat, lon, max(_SAME_DEG, point.off_m / LEAST_DEGREE_M)):
                return number
        return None

    def _is_town(self, lat: float, lon: float, off_deg: float) -> bool:
        """Tell whether a place may as well be that of a town, as coarsely as it is written."""
        wide = cos(radians(lat)) if off_deg > _SAME_DEG else 1.0
        return any(max(abs(lat - n), abs(lon - e) * wide) < off_deg for n, e in self._towns)

    def hits(self, points: Iterable[Point]) -> Iterator[int]:
        """Yield the number of a circle for each point that lies in one."""
        for point in points:
            if number := self.around(point):
                yield number


def _window(zone: Zone) -> Window:
    high = zone.radius_m / LEAST_DEGREE_M * 1.01
    wide = min(180.0, high / max(cos(radians(min(89.9, abs(zone.lat_deg) + high))), 1e-3))
    south, north = abs(zone.lat_deg) - high, abs(zone.lat_deg) + high
    lon = (zone.lon_deg + 180.0) % 360.0 - 180.0
    return Window(south, north, abs(lon) - wide, abs(lon) + wide)


def off_m(lat: float, unit_deg: float) -> float:
    """Return how far a place may be off whose degrees are multiples of a unit."""
    half_m = radians(unit_deg / 2) * SEMI_MAJOR_AXIS_M
    return hypot(half_m, half_m * cos(radians(lat)))
