"""The sea or the lake that a way runs along."""

from collections.abc import Iterator, Sequence

import numpy as np

from milepost.measure.gaps import Flags
from milepost.measure.places import METRES_A_DEGREE
from milepost.measure.samples import Samples
from milepost.model.basemap import AreaLabel, Basemap, Layer
from milepost.model.track import Column

_LEAST_REACH_M = 15_000.0  # the coast is off by a kilometre or two: nothing for short ways
_NEAR_SHARE, _NEAR_M = 0.25, 25_000.0  # of the reach: across the coast, few samples are near
_NEAR_A_LAKE_M = 8_000.0  # a sea tells where one is even where it is out of sight
_MOST_SHARE = 0.6  # of the way that is near, and of that, of one sea
_PROBES = 40
_OF_SIZE = 0.95  # of a sea's width: how far its coast is from its label at most
_CUT_DEG = 179.99
_SEAWARD = -0.3  # cosine of the angle between the sea's label and the nearest coast, in bays


def coast_along(way: Samples, reach_m: float, basemap: Basemap) -> str | None:
    """Return the sea that most of a way is near, "" for one without a name, None for none.

    `reach_m` is how far the way gets from its beginning. A sea is named only if the nearest
    coast lies on its side, and is not further from its label than the sea is wide. Of several,
    the smallest is named. Lakes count if they have a name.
    """
    if reach_m < _LEAST_REACH_M:
        return None
    near_m = min(_NEAR_SHARE * reach_m, _NEAR_M)
    every = max(1, len(way.at_m) // _PROBES)
    lat, lon = way.lat_deg[::every], way.lon_deg[::every]
    seas = [label for label in basemap.labels if label.kind == "sea"]
    land, lakes = basemap.layer("land"), basemap.layer("lakes")
    sea_m = _to_the_coast(lat, lon, land, None, near_m)
    lake_m = _to_the_coast(lat, lon, lakes, seas, min(near_m, _NEAR_A_LAKE_M))
    nearer = np.hypot(*lake_m.T) < np.hypot(*sea_m.T)
    ashore_m = np.where(nearer[:, None], lake_m, sea_m)
    close = np.isfinite(ashore_m[:, 0])
    if close.mean() < _MOST_SHARE:
        return None
    # Who is on the water, or beside a coast that is off, has it behind the nearest coast.
    afloat = np.where(nearer, _inside(lat, lon, lakes), ~_inside(lat, lon, land))
    offshore_m = np.where(afloat[:, None], -ashore_m, ashore_m)
    beyond = _beyond(lat[close], lon[close], offshore_m[close], seas).mean(axis=0)
    found = [sea for sea, share in zip(seas, beyond, strict=True) if share >= _MOST_SHARE]
    return min(found, key=lambda sea: sea.size_deg).name if found else ""


def _to_the_coast(
    lat: Column, lon: Column, land: Layer, around: Sequence[AreaLabel] | None, near_m: float
) -> Column:
    """Return the steps to the nearest point of a coast, east and north in metres.

    Infinite where none is near. Points lie a few kilometres apart on the straightest coast.
    If there are labels, only the rings around any of them have a coast.
    """
    margin, scale = near_m / METRES_A_DEGREE, np.cos(np.radians(lat))
    wide = margin / max(float(scale.min()), 0.01)
    south, north = lat.min() - margin, lat.max() + margin
    west, east = lon.min() - wide, lon.max() + wide
    points = np.concatenate(
        [
            _within(land, around, (west - turn, south, east - turn, north))
            + np.array([turn, 0.0])
            for turn in (-360.0, 0.0, 360.0)
        ]
    )
    if not len(points):
        return np.full((len(lat), 2), np.inf)
    right = scale[:, None] * (points[:, 0] - lon[:, None])
    up = points[:, 1] - lat[:, None]
    best = np.argmin(right * right + up * up, axis=1)[:, None]
    steps = [np.take_along_axis(each, best, axis=1)[:, 0] for each in (right, up)]
    ashore_m = METRES_A_DEGREE * np.column_stack(steps)
    ashore_m[np.hypot(*ashore_m.T) > near_m] = np.inf
    return ashore_m


def _within(
    land: Layer, around: Sequence[AreaLabel] | None, box: tuple[float, float, float, float]
) -> Column:
    """Return the points of coasts in a box; not where the world is cut open."""
    west, south, east, north = box
    parts = [land.points[:0]]
    for ring in _rings(land, around, box):
        x, y = ring.T
        inside = (x >= west) & (x <= east) & (y >= south) & (y <= north)
        parts.append(ring[inside & (np.abs(x) < _CUT_DEG)])
    return np.concatenate(parts)


def _rings(
    land: Layer, around: Sequence[AreaLabel] | None, box: tuple[float, float, float, float]
) -> Iterator[Column]:
    """Yield the rings whose bounds touch a box, only those around any of some labels."""
    west, south, east, north = box
    bounds = land.bounds
    touching = (bounds[:, 0] <= east) & (bounds[:, 2] >= west)
    touching &= (bounds[:, 1] <= north) & (bounds[:, 3] >= south)
    for shape in np.flatnonzero(touching).tolist():
        if around is None or _has_label(bounds[shape].tolist(), around):
            yield land.points[land.starts[shape] : land.starts[shape + 1]]


def _inside(lat: Column, lon: Column, land: Layer) -> Flags:
    """Tell which points are on land: those with an odd number of coasts to the east of them."""
    lon = (lon + 180) % 360 - 180
    inside = np.zeros(len(lat), dtype=bool)
    for ring in _rings(land, None, (lon.min(), lat.min(), lon.max(), lat.max())):
        x, y = ring.T
        over, up = np.roll(x, -1) - x, np.roll(y, -1) - y
        here = np.flatnonzero(
            (np.maximum(y, y + up) > lat.min()) & (np.minimum(y, y + up) <= lat.max())
        )
        x, y, over, up = x[here, None], y[here, None], over[here, None], up[here, None]
        crossed = (y > lat) != (y + up > lat)
        at = x + over * (lat - y) / np.where(up == 0, 1.0, up)
        inside ^= (crossed & (at > lon)).sum(axis=0) % 2 == 1
    return inside


def _has_label(bounds: Sequence[float], labels: Sequence[AreaLabel]) -> bool:
    west, south, east, north = bounds
    return any(
        west <= label.lon_deg <= east and south <= label.lat_deg <= north for label in labels
    )


def _beyond(lat: Column, lon: Column, offshore_m: Column, seas: Sequence[AreaLabel]) -> Flags:
    """Tell for each point and each sea whether it lies beyond the coast that is nearest."""
    at = np.array([(sea.lat_deg, sea.lon_deg, sea.size_deg) for sea in seas]).reshape(-1, 3)
    east = (at[:, 1] - lon[:, None] + 180) % 360 - 180
    east *= np.cos(np.radians(lat))[:, None]
    north = at[:, 0] - lat[:, None]
    away = np.hypot(east, north)
    seaward = east * offshore_m[:, :1] + north * offshore_m[:, 1:]
    least = _SEAWARD * away * np.hypot(*offshore_m.T)[:, None]
    beyond: Flags = (away <= _OF_SIZE * at[:, 2]) & (seaward >= least)
    return beyond
