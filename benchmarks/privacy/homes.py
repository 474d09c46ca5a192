"""Made-up homes and the ways that begin and end there, as metres on a plane round each home.

Ways leave in all directions, which is the best that an attacker can hope for: who lives at
the end of a single road shows less of a circle, and more of the road.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float64]  # rows of metres east and north of the home

STEP_M = 12.0
_OUT_M = 2600.0
_BEND = 0.012  # radians that an open road turns by in a step, about
_BLOCK_M = 120.0
_GPS_M = 2.0
_DEGREE_M = 111_194.93


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody lives, and their ways as a receiver has them."""

    lat: float
    lon: float
    scene: str  # "open" or "grid"
    ways: tuple[Plane, ...]

    def degrees(self, way: Plane) -> Plane:
        """Return rows of latitude and longitude."""
        wide = _DEGREE_M * cos(radians(self.lat))
        return np.column_stack((self.lat + way[:, 1] / _DEGREE_M, self.lon + way[:, 0] / wide))

    def metres(self, places: Plane) -> Plane:
        """Return rows of metres for rows of latitude and longitude."""
        wide = _DEGREE_M * cos(radians(self.lat))
        return np.column_stack(
            ((places[:, 1] - self.lon) * wide, (places[:, 0] - self.lat) * _DEGREE_M)
        )


def homes(count: int, ways: int, seed: int) -> list[Home]:
    """Return as many homes on open roads as on a grid of streets, far from each other."""
    random = np.random.default_rng(seed)
    found = []
    for n in range(2 * count):
        scene = "open" if n % 2 == 0 else "grid"
        lat = 46.0 + 0.12 * (n // 10) + random.uniform(0, 0.02)
        lon = 7.0 + 0.16 * (n % 10) + random.uniform(0, 0.02)
        streets = random.uniform(0, _BLOCK_M)  # how far from a crossing the door is
        make = _loop if scene == "open" else lambda r, at=streets: _around_blocks(r, at)
        found.append(
            Home(lat, lon, scene, tuple(_seen(make(random), random) for _ in range(ways)))
        )
    return found


def _seen(way: Plane, random: np.random.Generator) -> Plane:
    """Return a way as a receiver has it: what it is off by changes slowly."""
    noise = random.normal(0, _GPS_M, way.shape)
    for n in range(1, len(noise)):
        noise[n] = 0.95 * noise[n - 1] + 0.31 * noise[n]
    return way + noise


def _loop(random: np.random.Generator) -> Plane:
    """Return a way out by one winding road and back by another."""
    out, home = _road(random), _road(random)
    return np.concatenate((out, _between(out[-1], home[-1]), home[::-1]))


def _road(random: np.random.Generator) -> Plane:
    steps = int(_OUT_M / STEP_M)
    turns = random.normal(0, _BEND, steps)
    for n in range(1, steps):
        turns[n] += 0.9 * turns[n - 1]  # bends last for some 100 m
    heading = random.uniform(0, 2 * np.pi) + np.cumsum(turns) * 0.35
    steps_m = STEP_M * np.column_stack((np.cos(heading), np.sin(heading)))
    return np.concatenate((np.zeros((1, 2)), np.cumsum(steps_m, axis=0)))


def _between(begin: Plane, end: Plane) -> Plane:
    """Return a straight way between two points, without them, round the home if need be."""
    middle = (begin + end) / 2
    short = float(np.hypot(*middle))
    if short < 1800.0:  # right past the home: nobody rides out for that
        away = middle / short if short > 1.0 else np.array([1.0, 0.0])
        corner = away * 2400.0
        return np.concatenate((_straight(begin, corner), corner[None], _straight(corner, end)))
    return _straight(begin, end)


def _straight(begin: Plane, end: Plane) -> Plane:
    count = max(2, int(np.hypot(*(end - begin)) / STEP_M))
    shares = np.arange(1, count)[:, None] / count
    return begin + shares * (end - begin)


def _around_blocks(random: np.random.Generator, door_m: float) -> Plane:
    """Return a way along streets to a far crossing and back by other streets."""
    turn = random.uniform(0, 2 * np.pi)
    far = np.rint(_OUT_M * np.array([np.cos(turn), np.sin(turn)]) / _BLOCK_M).astype(int)
    corners = [*_crossings(far, random), *_crossings(far, random)[::-1][1:]]
    # The home is the origin: the first crossing lies east of it, on its own street.
    points = [
        np.zeros(2),
        *(_BLOCK_M * np.array(c) + (door_m, 0.0) for c in corners),
        np.zeros(2),
    ]
    legs = [points[0][None]]
    for begin, end in pairwise(points):
        legs += [_straight(begin, end), end[None]]
    return np.concatenate(legs)


def _crossings(far: NDArray[np.int64], random: np.random.Generator) -> list[tuple[int, int]]:
    """Return crossings from the first one to a far one, turning here and there."""
    at, along = [0 if far[0] >= 0 else -1, 0], int(random.integers(2))
    found = [(at[0], at[1])]
    while (at[0], at[1]) != (far[0], far[1]):
        if at[along] == far[along] or random.random() < 0.3:
            along = 1 - along
        if at[along] != far[along]:
            at[along] += int(np.sign(far[along] - at[along]))
            found.append((at[0], at[1]))
    return found
