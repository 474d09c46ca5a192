"""A small world of one's own: towns, land and seas, and ways through it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from milepost.model.basemap import TOWN, AreaLabel, Layer, LayerName, Places
from milepost.model.place import Trace

METRES_A_DEGREE = 111_195.08  # of a great circle


@dataclass(frozen=True)
class Town:
    name: str
    lat: float
    lon: float
    people: float = 10_000
    kind: int = TOWN
    country: str = "CH"


def places_of(*towns: Town) -> Places:
    countries = tuple(dict.fromkeys(town.country for town in towns))
    return Places(
        lat_deg=np.array([town.lat for town in towns], float),
        lon_deg=np.array([town.lon for town in towns], float),
        population=np.array([town.people for town in towns], float),
        kind=np.array([town.kind for town in towns], np.uint8),
        rank=np.full(len(towns), 15, np.uint8),
        country=np.array([countries.index(town.country) for town in towns], np.uint8),
        countries=countries,
        names=tuple(town.name for town in towns),
    )


def rings(*shapes: Sequence[tuple[float, float]]) -> Layer:
    """Return rings of (longitude, latitude)."""
    points = np.array([point for shape in shapes for point in shape], float).reshape(-1, 2)
    edges = [np.array(shape, float) for shape in shapes]
    return Layer(
        points=points,
        starts=np.cumsum([0, *(len(shape) for shape in shapes)]),
        bounds=np.array([[*e.min(axis=0), *e.max(axis=0)] for e in edges]).reshape(-1, 4),
        rank=np.zeros(len(shapes), np.uint8),
    )


@dataclass(frozen=True)
class Ground:
    """A basemap of what a test says."""

    towns: tuple[Town, ...] = ()
    land: Layer = field(default_factory=rings)
    lakes: Layer = field(default_factory=rings)
    labels: tuple[AreaLabel, ...] = ()
    digest: str = "made"
    credit: str = "us"

    @property
    def places(self) -> Places:
        return places_of(*self.towns)

    def layer(self, name: LayerName) -> Layer:
        return {"land": self.land, "lakes": self.lakes}.get(name, rings())


def trace(*points: tuple[float, float]) -> Trace:
    """Return one line through points (latitude, longitude), measured on a sphere."""
    lat, lon = np.array(points, float).T
    east = np.diff(np.unwrap(lon, period=360)) * np.cos(np.radians((lat[1:] + lat[:-1]) / 2))
    steps = METRES_A_DEGREE * np.hypot(east, np.diff(lat))
    along = np.concatenate([[0.0], np.cumsum(steps)]).round(1)
    return Trace((tuple(points),), (tuple(along.tolist()),))


def straight(
    start: tuple[float, float], end: tuple[float, float], points: int = 50
) -> list[tuple[float, float]]:
    lat, lon = (np.linspace(a, b, points).tolist() for a, b in zip(start, end, strict=True))
    return list(zip(lat, lon, strict=True))
