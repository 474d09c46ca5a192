"""Geometry on the WGS84 ellipsoid. Angles are degrees, lengths are metres."""

import numpy as np

from milepost.model.track import Column

SEMI_MAJOR_AXIS_M = 6_378_137.0
ECCENTRICITY_SQUARED = 6.694_379_990_14e-3
LEAST_DEGREE_M = 110_574.0  # of latitude: at the equator, where it is shortest


def steps_m(lat_deg: Column, lon_deg: Column) -> tuple[Column, Column]:
    """Return the n - 1 steps between n points as metres east and metres north.

    Uses the radii of curvature of WGS84 at the middle latitude of each step,
    M = a(1-e²)/(1-e² sin²φ)^1.5 and N = a/√(1-e² sin²φ): off by less than 1e-6 up to
    10 km, 2e-5 at 50 km. A step across the antimeridian is the short one.
    """
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    cosine = np.cos((lat[1:] + lat[:-1]) / 2)
    east = lon[1:] - lon[:-1]
    east -= 2 * np.pi * np.rint(east / (2 * np.pi))
    root = np.sqrt(1 - ECCENTRICITY_SQUARED * (1 - cosine * cosine))
    normal_m = SEMI_MAJOR_AXIS_M / root
    meridian_m = SEMI_MAJOR_AXIS_M * (1 - ECCENTRICITY_SQUARED) / root**3
    return normal_m * cosine * east, meridian_m * (lat[1:] - lat[:-1])


def plane_m(lat_deg: Column, lon_deg: Column) -> tuple[Column, Column]:
    """Return n points on a plane of metres, the first at (0, 0), true along the line."""
    if len(lat_deg) == 0:
        return np.empty(0), np.empty(0)
    east_m, north_m = steps_m(lat_deg, lon_deg)
    return _from_zero(east_m), _from_zero(north_m)


def _from_zero(steps: Column) -> Column:
    return np.concatenate([[0.0], np.cumsum(steps)])


def offsets_m(
    lat_deg: Column, lon_deg: Column, place: tuple[float, float]
) -> tuple[Column, Column]:
    """Return how far n points lie east and north of a place, as metres; see `steps_m`."""
    lat, lon = (
        np.column_stack([np.full(len(column), of_place), column]).ravel()
        for column, of_place in zip((lat_deg, lon_deg), place, strict=True)
    )
    if len(lat) == 0:
        return np.empty(0), np.empty(0)
    east_m, north_m = steps_m(lat, lon)
    return east_m[::2], north_m[::2]


def between_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance of two places that lie less than some 100 km apart.

    >>> round(between_m(18.9220, 72.8347, 19.2183, 72.9781))  # Mumbai to Thane
    36105
    """
    east_m, north_m = steps_m(np.array([lat1, lat2]), np.array([lon1, lon2]))
    return float(np.hypot(east_m, north_m)[0])
