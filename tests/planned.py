"""Made routes and tracks along them: metres on a plane, put down somewhere on earth."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from builders import METRES_A_DEGREE
from milepost.measure.progress import Part, advance, merged
from milepost.measure.route_line import Ruler, ruler_of
from milepost.measure.simplify import simplify
from milepost.model.activity import Line
from milepost.model.progress import Advance

Points = NDArray[np.float64]


def points(*corners: tuple[float, float], step_m: float = 20.0) -> Points:
    """Return points at even steps on the straight lines between corners."""
    return evenly(np.array(corners, float), step_m)


def evenly(corners: Points, step_m: float = 20.0) -> Points:
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    at = np.linspace(0.0, along[-1], round(along[-1] / step_m) + 1)
    return np.column_stack([np.interp(at, along, column) for column in corners.T])


def circle(radius_m: float, turns: float = 1.0, centre: tuple[float, float] = (0, 0)) -> Points:
    """Return a way around a centre from its east, or from its west with a negative radius."""
    steps = round(2 * np.pi * abs(radius_m * turns) / 20)
    angle = np.linspace(0, 2 * np.pi * turns, steps + 1)
    return radius_m * np.column_stack([np.cos(angle), np.sin(angle)]) + np.array(centre)


def winding(length_m: float, seed: int = 1) -> Points:
    """Return a road that bends at random and leads nowhere in particular."""
    rng = np.random.default_rng(seed)
    heading = np.convolve(
        rng.normal(0, 1, round(length_m / 20) + 100), np.ones(101) / 9, "valid"
    )
    steps = 20 * np.column_stack([np.cos(heading), np.sin(heading)])
    return np.vstack([[0, 0], np.cumsum(steps, axis=0)])


def piece(way: Points, from_m: float, to_m: float) -> Points:
    """Return the part of a way between two marks, turned round if the first is the greater."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))])
    low, high = sorted((from_m, to_m))
    chosen = way[(along >= low) & (along <= high)]
    return chosen if from_m <= to_m else chosen[::-1]


def length(way: Points) -> float:
    return float(np.hypot(*np.diff(way, axis=0).T).sum())


def jittered(way: Points, sigma_m: float = 6.0, *, seed: int = 1, drift: bool = True) -> Points:
    """Return what a receiver makes of it; its errors last some points, or are new at each."""
    errors = np.random.default_rng(seed).normal(0, sigma_m, (len(way) + 6, 2))
    if drift:
        errors = (
            np.column_stack([np.convolve(c, np.ones(7), "same") for c in errors.T]) / 7**0.5
        )
    return way + errors[: len(way)]


def line(way: Points, *, lat: float = 46.0, lon: float = 7.0, tolerance_m: float = 2.0) -> Line:
    """Put points down on earth, thinned as the site holds them."""
    lats = lat + way[:, 1] / METRES_A_DEGREE
    lons = lon + way[:, 0] / METRES_A_DEGREE / np.cos(np.radians(lat))
    lons -= 360 * np.rint(lons / 360)
    kept = simplify(lats, lons, tolerance_m)
    places = zip(lats[kept].round(5).tolist(), lons[kept].round(5).tolist(), strict=True)
    return tuple(places)


def planned(*ways: Points, lat: float = 46.0, lon: float = 7.0) -> Ruler:
    """Return the ruler of a plan as it is stored: thinned to 25 m, with its true length."""
    drawn = [line(way, lat=lat, lon=lon, tolerance_m=25.0) for way in ways]
    return ruler_of(drawn, sum(map(length, ways)))


def ridden(
    ruler: Ruler, *days: Sequence[Points | Part], lat: float = 46.0, lon: float = 7.0
) -> tuple[Advance, ...]:
    """Return how far each of some days has come, each going on where the last has ended."""
    done: list[Advance] = []
    at_m = reached_m = 0.0
    for number, day in enumerate(days):
        parts = [
            each
            if isinstance(each, Part)
            else Part((line(jittered(each, seed=number), lat=lat, lon=lon),))
            for each in day
        ]
        done.append(advance(ruler, parts, start_m=at_m, reached_m=reached_m))
        if done[-1].position_m is not None:
            at_m = done[-1].position_m
        reached_m = done[-1].reached_m
    return tuple(done)


def covered_m(*days: Advance) -> float:
    """Return how much of a route some days have covered together."""
    spans = merged(span for day in days for span in day.covered)
    return sum(end - begin for begin, end in spans)
