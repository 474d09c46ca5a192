"""What is hidden round a place, so that the place cannot be found in the middle of it."""

import hashlib
import hmac
from math import cos, pi, radians, sin, sqrt

from milepost.measure.geo import between_m
from milepost.model.privacy import Circle, Zone

# In radii of the zone. Who fits circles to where tracks break off finds the centre of what is
# hidden: half of all zones lie more than 0.88 radii off it. The area between the two is filled
# evenly, so that whoever knows these numbers knows no better.
_NEAREST, _FURTHEST = 0.6, 1.1
_MARGIN_M = 50.0  # more than lines on maps of many days may stray
_LOOSE = 0.3
_DEGREE_M = 111_000.0


def hidden_circle(zone: Zone, secret: bytes) -> Circle:
    """Return the circle that is hidden for a zone: the same for all tracks and builds.

    It covers the whole zone: its radius is that of the zone 2.1 to 2.4 times, and 50 m. Its
    centre lies 0.6 to 1.1 radii of the zone off the true one. Both are drawn by HMAC-SHA256
    of the zone's numbers, its place to two decimals, so that who corrects a place by some
    metres moves the circle, and shows no second one to compare with the first: but for a
    place that comes to be rounded to other decimals.
    """
    place = f"{round(zone.lat_deg, 2) + 0.0:.2f} {round(zone.lon_deg, 2) + 0.0:.2f}"
    digest = hmac.digest(secret, f"{place} {zone.radius_m:.0f}".encode(), hashlib.sha256)
    turn, off, more = (int.from_bytes(digest[n : n + 8], "big") / 2**64 for n in (0, 8, 16))
    away_m = zone.radius_m * sqrt(_NEAREST**2 + off * (_FURTHEST**2 - _NEAREST**2))
    east_m, north_m = away_m * cos(2 * pi * turn), away_m * sin(2 * pi * turn)
    lat_deg = round(zone.lat_deg + north_m / _DEGREE_M, 6)
    widest = max(cos(radians(zone.lat_deg)), 0.01)
    lon_deg = round(zone.lon_deg + east_m / (_DEGREE_M * widest), 6)
    off_m = between_m(zone.lat_deg, zone.lon_deg, lat_deg, lon_deg)
    most_off_m = max(_FURTHEST * zone.radius_m, off_m)  # a degree is not the same everywhere
    radius_m = zone.radius_m * (1 + _LOOSE * more) + most_off_m + _MARGIN_M
    return Circle(lat_deg, lon_deg, round(radius_m, 1))
