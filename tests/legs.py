"""Tracks of several legs, and what is hinted of them."""

from dataclasses import dataclass

import numpy as np

from builders import METRES_A_DEGREE, START, segment
from milepost.measure.hints import Hint, hints_of
from milepost.model.track import Column, Segment

KMH = 1 / 3.6


@dataclass(frozen=True)
class Leg:
    """Some time at one speed; hills in metres, a slope, stops of 15 s each 2 minutes."""

    seconds: int
    mps: float
    hills_m: float = 5.0
    slope: float = 0.0
    bends: float = 0.4
    stops: bool = False
    noise_m: float = 1.5
    noise_s: float = 20.0


def way(*legs: Leg, seed: int = 11) -> Segment:
    """Return a track of one point a second, with noise that wanders."""
    rng = np.random.default_rng(seed)
    steps, rise, heading, noise = [], [], [], []
    for leg in legs:
        second = np.arange(leg.seconds)
        steps.append(np.where(leg.stops & (second % 120 > 105), 0.0, leg.mps))
        rise.append(leg.slope * steps[-1] + leg.hills_m / 100 * np.cos(second / 100))
        heading.append(leg.bends * np.sin(second / 90))
        noise.append(wander(rng, leg))
    metres, turn = np.concatenate(steps), np.concatenate(heading)
    north, east = np.cumsum(metres * np.cos(turn)), np.cumsum(metres * np.sin(turn))
    east, north = np.stack([east, north]) + np.concatenate(noise, axis=1)
    return segment(
        46 + north / METRES_A_DEGREE,
        7 + east / METRES_A_DEGREE / np.cos(np.radians(46)),
        ele=400 + np.cumsum(np.concatenate(rise)),
        seconds=range(len(metres)),
    )


def wander(rng: np.random.Generator, leg: Leg) -> Column:
    kept = np.exp(-1 / leg.noise_s)
    fresh = rng.normal(0, leg.noise_m * np.sqrt(1 - kept**2), (2, leg.seconds))
    away = np.zeros((2, leg.seconds))
    for n in range(1, leg.seconds):
        away[:, n] = kept * away[:, n - 1] + fresh[:, n]
    return away


WALK, RUN, RIDE = Leg(1800, 1.4), Leg(1800, 3.0), Leg(1800, 6.0)
DRIFT = Leg(1200, 0.0, hills_m=0, noise_m=6, noise_s=30)  # 20 minutes, 6 m, in 30 s
DRIVE = Leg(300, 40 * KMH)  # 3.3 km
FERRY = Leg(1200, 25 * KMH, hills_m=0, bends=0, noise_m=1)
QUAY = Leg(300, 0.0, hills_m=0, noise_m=1)
LIFT = Leg(400, 4.0, slope=0.3, bends=0)


def told(sport: str, *legs: Leg) -> list[str]:
    return [hint.kind for hint in hints_of((way(*legs),), sport)]


def only(sport: str, *legs: Leg) -> Hint:
    (hint,) = hints_of((way(*legs),), sport)
    return hint


def spans(hint: Hint, first_s: float, last_s: float, *, within_s: float = 30) -> bool:
    off_s = hint.from_s - START.timestamp() - first_s, hint.to_s - START.timestamp() - last_s
    return max(abs(off_s[0]), abs(off_s[1])) <= within_s
