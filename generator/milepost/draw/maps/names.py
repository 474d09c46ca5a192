"""Which names of the basemap a map shows, and how large."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import dist, floor, log2

import numpy as np
from numpy.typing import NDArray

from milepost.draw.labels import across, beside, dots
from milepost.draw.lettering import Lettering
from milepost.draw.projection import (
    Floats,
    Frame,
    latitude_at,
    longitude_at,
    metres_per_px,
    project,
)
from milepost.draw.room import Room, Spot
from milepost.draw.svg import path
from milepost.model.basemap import (
    CAPITAL,
    DISTRICT_SEAT,
    QUARTER,
    REGION_SEAT,
    UNRANKED,
    Basemap,
    LabelKind,
    Places,
)
from milepost.model.place import Names

# What makes a place worth its name: the logarithm of its people, its seats, its rank on
# small-scale maps, and how near the way passes.
_SEATS = {CAPITAL: 2.5, REGION_SEAT: 1.2, DISTRICT_SEAT: 0.5}
_A_RANK, _AT_THE_WAY, _NEAR_THE_WAY = 0.28, 1.8, 0.9
_AT_PX, _NEAR_PX = 10.0, 34.0
_QUARTERS_M_PER_PX = 28.0  # closer than this, parts of a city have names
_SMALL, _FAR_M_PER_PX = 8.2, 60.0  # hamlets far from the way are left out of wide maps
_LARGE = 14.0  # a score: some 200,000 people at the way
_TRIED = 300  # of the best; no map has room for more
_EDGE_PX = 8.0
_PIN_COVERS_PX = 14.0


@dataclass(frozen=True, slots=True)
class Area:
    """An area's name where it would stand, and about how many pixels the area is wide."""

    kind: LabelKind
    words: str
    x: float
    y: float
    across_px: float


def areas(
    room: Room, frame: Frame, basemap: Basemap, lettering: Lettering, names: Names
) -> str:
    """Write the names of seas, countries and regions that fill a good part of the picture."""
    written: dict[str, str] = {}
    for area in fitting_areas(frame, basemap, names):
        type_ = lettering.areas.get(area.kind)
        if type_ is None or area.words in written:
            continue
        words = area.words if area.kind == "sea" else area.words.upper()
        if type_.width(words) > 1.5 * area.across_px:
            continue
        label = across(room, words, type_, (area.x, area.y), 0.3 * area.across_px)
        if label:
            written[area.words] = label.svg()
    return "".join(written.values())


def fitting_areas(frame: Frame, basemap: Basemap, names: Names) -> Iterator[Area]:
    """Yield the areas that are neither too large for a frame nor too small to have a name."""
    zoom = log2(frame.scale / 256)
    south, north = latitude_at(frame, frame.height), latitude_at(frame, 0)
    for label in basemap.labels:
        wide = label.size_deg * frame.scale / 360.0
        if not south < label.lat_deg < north or not _fits(label.kind, wide, zoom, frame):
            continue
        words = names.countries.get(label.code, label.name)
        for x in _turns(frame, label.lon_deg):
            if -0.3 * wide < x < frame.width + 0.3 * wide:
                y = float(project(frame, np.array([label.lat_deg]), np.zeros(1))[0, 1])
                yield Area(label.kind, words, x, y, wide)


def _fits(kind: LabelKind, wide: float, zoom: float, frame: Frame) -> bool:
    if kind == "sea":
        return 70 < wide < 6 * frame.width
    if kind == "country":
        return wide > 150 and zoom < 6.2
    return wide > 190 and 4.6 < zoom < 10.5


def _turns(frame: Frame, lon_deg: float) -> Iterator[float]:
    """Yield the columns of a longitude: on a wide picture there may be more than one."""
    first = (lon_deg / 360.0 - frame.west) * frame.scale
    first -= frame.scale * floor(first / frame.scale)
    return (first + turn * frame.scale for turn in (-1, 0, 1))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a map may name; the higher its score, the more it is worth it."""

    x: float
    y: float
    name: str
    score: float


def name_at(spots: Sequence[Candidate], at: Spot, reach_px: float = _PIN_COVERS_PX) -> str:
    """Return the most telling place so near a spot that a pin covers both, or ""."""
    near = (spot.name for spot in spots if dist((spot.x, spot.y), at) <= reach_px)
    return next(near, "")


def places(
    room: Room,
    frame: Frame,
    basemap: Basemap,
    lettering: Lettering,
    *,
    names: Names,
    named: Sequence[str],
    most: int | None = None,
) -> str:
    """Write the names of places, the most telling first, while there is room.

    Those already `named` are not written again.
    """
    limit = round(frame.width * frame.height / lettering.px_a_name) if most is None else most
    used = set(named)
    spots: list[tuple[float, float]] = []
    written: list[str] = []
    for candidate in candidates(room, frame, basemap.places, names):
        if len(written) >= limit:
            break
        at, off = (candidate.x, candidate.y), lettering.dot_px
        dotted = room.is_free(_around(at, 0.5 * off))
        marked = candidate.score >= _LARGE and room.is_marked(_around(at, 0.5 * off))
        if candidate.name in used or not (dotted or marked):
            continue
        type_ = next(type_ for least, type_ in lettering.places if candidate.score >= least)
        # A mark on the way stands for the dot of a large town that it covers.
        label = beside(room, candidate.name, type_, at, off if dotted else 1.6 * off)
        if label:
            used.add(candidate.name)
            written.append(label.svg())
            room.fill(_around(at, 0.6 * off))
            if dotted:
                spots.append(at)
    return path("mp-dot-rim", dots(spots)) + path("mp-dot", dots(spots)) + "".join(written)


def _around(at: tuple[float, float], half: float) -> tuple[float, float, float, float]:
    return at[0] - half, at[1] - half, at[0] + half, at[1] + half


def candidates(room: Room, frame: Frame, all_places: Places, names: Names) -> list[Candidate]:
    """Return the best places within a frame, the best first."""
    index, points = _within(frame, all_places)
    kind, rank = all_places.kind[index], all_places.rank[index].astype(np.float64)
    people = np.log(np.maximum(all_places.population[index], 1.0))
    score = people + np.select(
        [kind == seat for seat in _SEATS], list(_SEATS.values()), default=0.0
    )
    score += np.where(rank < UNRANKED, (10.0 - rank) * _A_RANK, 0.0)
    near = room.way_around(points, _NEAR_PX) > 0
    at = room.way_around(points, _AT_PX) > 0
    score += np.where(at, _AT_THE_WAY, np.where(near, _NEAR_THE_WAY, 0.0))
    metres = metres_per_px(frame)
    wanted = (people >= _SMALL) | near | (metres <= _FAR_M_PER_PX)
    if metres > _QUARTERS_M_PER_PX:
        wanted &= kind != QUARTER
    order = np.flatnonzero(wanted)[np.argsort(-score[wanted], kind="stable")][:_TRIED]
    best = index[order]
    countries = (all_places.countries[k] for k in all_places.country[best].tolist())
    spelt = (
        names.town(country, all_places.names[k])
        for country, k in zip(countries, best.tolist(), strict=True)
    )
    return [
        Candidate(x, y, name, rating)
        for (x, y), name, rating in zip(
            points[order].tolist(), spelt, score[order].tolist(), strict=True
        )
    ]


def _within(frame: Frame, all_places: Places) -> tuple[NDArray[np.intp], Floats]:
    """Return the places of a frame and their pixels."""
    west, east = longitude_at(frame, _EDGE_PX), longitude_at(frame, frame.width - _EDGE_PX)
    south, north = latitude_at(frame, frame.height - _EDGE_PX), latitude_at(frame, _EDGE_PX)
    between = (all_places.lat_deg > south) & (all_places.lat_deg < north)
    found, points = [], []
    for turn in range(floor((west + 180) / 360), floor((east + 180) / 360) + 1):
        lon = all_places.lon_deg + 360.0 * turn
        index = np.flatnonzero(between & (lon > west) & (lon < east))
        found.append(index)
        points.append(project(frame, all_places.lat_deg[index], lon[index]))
    return np.concatenate(found), np.concatenate(points)
